"""Bodies: the authority list, what a name means, and where names stand in a text."""

import re
import unicodedata
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml

from kg import errors, resources
from kg.bodies import (
    Context,
    Mention,
    authority,
    context_of,
    is_collective,
    issuers,
    listed,
    mentions,
    resolve,
)
from kg.text import slug

CASES = Path(__file__).parent / "fixtures" / "bodies"
FALSE_STARTS = re.compile(
    r"(?:Ban hành|Bộ luật|Bộ phận|Văn phòng phẩm|Sở hữu|Hội nghị|Hội thảo|Báo cáo|Viện dẫn|Đoàn kết|Đài thọ|Trường hợp|Tổ chức thực)\b",
    re.IGNORECASE,
)
PLACES = {"nowhere": {}, "centre": {"central": True}}


def cases(name: str) -> list:
    return yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))


def context(where: str) -> Context:
    return Context(document="mau/2025/1", minted_under="minted", **PLACES.get(where, {"province": where}))


def shown(found: list[Mention]) -> list[str]:
    return [f"*{mention.name}" if mention.collective else mention.name for mention in found]


def named(case: dict) -> str:
    return resolve(case["name"], context(case["in"])).body.id


@pytest.mark.parametrize("case", cases("resolved"), ids=lambda case: f"{case['name']}-{case['in']}")
def test_a_name_means_the_body_that_a_careful_reader_takes_it_for(case: dict) -> None:
    found = resolve(case["name"], context(case["in"]))
    assert (found.body.id, found.standing) == (case["id"], case["standing"])
    assert found.standing != "new" or found.reason
    if found.standing != "new":
        assert found.body.kind in {"Office", "CollectiveBody"} or found.body == authority()[found.body.id]


@pytest.mark.parametrize("pair", cases("apart"), ids=lambda pair: f"{pair[0]['name']}-{pair[1]['name']}")
def test_near_names_stay_two_bodies(pair: list[dict]) -> None:
    assert named(pair[0]) != named(pair[1])


def test_a_body_minted_under_one_document_is_not_that_of_another() -> None:
    first = resolve("Sở Tài chính", Context(document="mau/2025/1", minted_under="first"))
    second = resolve("Sở Tài chính", Context(document="mau/2025/2", minted_under="second"))
    assert first.body.id != second.body.id
    assert first.body.known_through == "mau/2025/1"


@pytest.mark.parametrize("case", cases("mentions"), ids=lambda case: case["text"][:40])
def test_the_bodies_of_a_sentence_are_found_whole(case: dict) -> None:
    found = mentions(case["text"])
    assert shown(found) == case["names"]
    assert all(case["text"][one.start : one.end] == one.name for one in found)


@pytest.mark.parametrize("text", cases("nothing"))
def test_words_that_only_look_like_heads_name_no_body(text: str) -> None:
    assert mentions(text) == []


@pytest.mark.parametrize("case", cases("listed"), ids=lambda case: case["text"][:40])
def test_a_list_is_split_as_a_careful_reader_does(case: dict) -> None:
    found = listed(case["text"])
    assert shown(found) == case["names"]
    assert all(case["text"][one.start : one.end] == one.name for one in found)


def test_a_left_out_head_is_given_back() -> None:
    found = mentions("Bộ trưởng các Bộ: Y tế, Tài chính cho ý kiến.")
    assert [one.full for one in found] == ["Bộ trưởng Bộ Y tế", "Bộ trưởng Bộ Tài chính"]
    assert [resolve(one.full).body.id for one in found] == ["bo-truong-bo-y-te", "bo-truong-bo-tai-chinh"]


def test_a_name_without_letters_is_refused_in_one_line() -> None:
    for name in ("", "  ", " - "):
        with pytest.raises(errors.BadInput, match="letters") as refused:
            resolve(name)
        assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "words",
    ["Giám đốc ", "Trưởng Ban ", "các cơ quan, ", "bộ, ", "Sở ", "Trung tâm Mẫu ", "Ủy ban nhân dân "],
)
def test_words_said_thousands_of_times_neither_hang_nor_overflow(words: str) -> None:
    long = words * 5000
    assert all(long[one.start : one.end] == one.name for one in mentions(long))
    assert all(long[one.start : one.end] == one.name for one in listed(long))
    assert len(resolve(long).body.id) < 200


def test_the_authority_list_and_the_reviewed_bodies_agree() -> None:
    reviewed = yaml.safe_load((resources.corpus() / "bodies.yaml").read_text(encoding="utf-8"))["bodies"]
    general = [body for body in reviewed if not body["id"].startswith("src-")]
    assert len(general) > 30
    for body in general:
        ours = authority()[body["id"]]
        assert (ours.kind, ours.name.vi, ours.name.en) == (
            body["kind"],
            body["name"]["vi"],
            body["name"]["en"],
        )
        assert set(body.get("abbreviations", ())) <= set(ours.abbreviations)


def test_every_listed_body_can_be_composed_and_its_successor_is_listed_too() -> None:
    bodies = authority()
    assert len(bodies) == len(set(bodies)) > 4000
    for id_, body in bodies.items():
        assert body.id == id_
        assert body.succeeded_by is None or body.succeeded_by in bodies
        assert body.succeeded_by != id_
    assert "bo-khong-co-that" not in bodies


def test_sixty_three_provinces_became_thirty_four() -> None:
    committees = [
        body for id_, body in authority().items() if re.match(r"uy-ban-nhan-dan-(tinh|thanh-pho)-", id_)
    ]
    today = [body for body in committees if body.valid_to is None]
    merged = [body for body in committees if body.valid_to == "2025-06-30"]
    assert (len(today), len(merged)) == (34, 29)
    assert all(body.succeeded_by in {one.id for one in today} for body in merged)
    assert sum(body.id.startswith("uy-ban-nhan-dan-thanh-pho-") for body in today) == 6


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("bo-ke-hoach-va-dau-tu", "bo-tai-chinh"),
        ("bo-thong-tin-va-truyen-thong", "bo-khoa-hoc-va-cong-nghe"),
        ("bo-giao-thong-van-tai", "bo-xay-dung"),
        ("bo-tai-nguyen-va-moi-truong", "bo-nong-nghiep-va-moi-truong"),
        ("bo-nong-nghiep-va-phat-trien-nong-thon", "bo-nong-nghiep-va-moi-truong"),
        ("bo-lao-dong-thuong-binh-va-xa-hoi", "bo-noi-vu"),
        ("ban-tuyen-giao-trung-uong", "ban-tuyen-giao-va-dan-van-trung-uong"),
        ("ban-kinh-te-trung-uong", "ban-chinh-sach-chien-luoc-trung-uong"),
        ("so-ke-hoach-va-dau-tu-tinh-nghe-an", "so-tai-chinh-tinh-nghe-an"),
        ("tinh-uy-quang-nam", "thanh-uy-da-nang"),
    ],
)
def test_what_the_reorganisation_merged_names_its_successor(before: str, after: str) -> None:
    assert authority()[before].succeeded_by == after


def test_a_body_that_had_ended_is_named_with_a_remark_and_one_still_to_come_is_not_meant() -> None:
    late = resolve("Bộ Giao thông vận tải", Context(issued=date(2025, 11, 19)))
    assert (late.body.id, late.standing) == ("bo-giao-thong-van-tai", "known")
    assert late.reason
    assert "28/02/2025" in late.reason.vi
    assert resolve("Bộ Giao thông vận tải", Context(issued=date(2024, 1, 1))).reason is None
    early = resolve("Cục Thuế", Context(minted_under="minted", issued=date(2023, 5, 1)))
    assert (early.body.id, early.standing) == ("minted-cuc-thue", "new")


@pytest.mark.parametrize(
    ("code", "province", "ids"),
    [
        ("BTC", None, ["bo-tai-chinh"]),
        ("TTg", None, ["thu-tuong-chinh-phu"]),
        ("QH15", None, ["quoc-hoi"]),
        ("UBTVQH15", None, ["uy-ban-thuong-vu-quoc-hoi"]),
        ("TW", None, ["ban-chap-hanh-trung-uong-dang", "bo-chinh-tri", "ban-bi-thu"]),
        ("UBND", "tinh-nghe-an", ["uy-ban-nhan-dan-tinh-nghe-an"]),
        ("UBND", None, []),
        ("TU", "thanh-pho-ha-noi", ["thanh-uy-ha-noi"]),
        ("SKHCN", "tinh-nghe-an", ["so-khoa-hoc-va-cong-nghe-tinh-nghe-an"]),
        ("BTGTU", "tinh-nghe-an", ["ban-tuyen-giao-tinh-uy-nghe-an"]),
        ("KHONGCO", "tinh-nghe-an", []),
    ],
)
def test_the_letters_of_a_number_name_its_issuer(code: str, province: str | None, ids: list[str]) -> None:
    assert [body.id for body in issuers(code, province)] == ids


@pytest.mark.parametrize(
    ("issuer", "place", "province", "central"),
    [
        ("ỦY BAN NHÂN DÂN TỈNH QUẢNG TRỊ", "Quảng Trị", "tinh-quang-tri", False),
        ("Ủy ban nhân dân tỉnh", "Nghệ An", "tinh-nghe-an", False),
        ("Sở Y tế", "Vinh, Nghệ An", "tinh-nghe-an", False),
        ("Tỉnh ủy Lào Cai", None, "tinh-lao-cai", False),
        ("Ủy ban nhân dân xã Tân Mẫu, tỉnh Nghệ An", "Tân Mẫu", "tinh-nghe-an", False),
        ("Bộ Tài chính", "Hà Nội", None, True),
        ("Thủ tướng Chính phủ", "Hà Nội", None, True),
        ("Cục Hải quan", "Hà Nội", None, True),
        ("Xí nghiệp Mẫu", "Hà Nội", None, False),
        (None, "Hà Nội", None, False),
    ],
)
def test_the_issuer_settles_the_province_and_a_ministry_in_ha_noi_is_not_ha_nois(
    issuer: str | None, place: str | None, province: str | None, central: bool
) -> None:
    found = context_of(issuer, place)
    assert (found.province, found.central) == (province, central)


def test_names_of_several_bodies_are_collective_and_no_others() -> None:
    for name in (
        "Các sở, ban, ngành",
        "UBND cấp xã",
        "Trung tâm Phục vụ hành chính công cấp xã",
        "UBND xã, phường",
        "Sở, ban, ngành",
    ):
        assert is_collective(name), name
    for name in ("Sở Tài chính", "UBND xã Tân Mẫu", "Sở Văn hóa, Thể thao và Du lịch", "Ban Dân tộc"):
        assert not is_collective(name), name


@pytest.mark.parametrize(
    ("name", "vi", "en"),
    [
        ("Các sở, ban, ngành cấp tỉnh", "Các sở, ban, ngành cấp tỉnh, tỉnh Quảng Trị",
         "Departments, boards and sectors at provincial level, Quảng Trị Province"),
        ("Các sở, ban, ngành tỉnh", "Các sở, ban, ngành, tỉnh Quảng Trị",
         "Departments, boards and sectors, Quảng Trị Province"),
        ("UBND cấp xã", "Ủy ban nhân dân cấp xã, tỉnh Quảng Trị",
         "People's Committees at commune level, Quảng Trị Province"),
        ("Các cơ quan khác thuộc UBND", "Các cơ quan khác thuộc Ủy ban nhân dân, tỉnh Quảng Trị",
         "Other agencies under the People's Committee, Quảng Trị Province"),
        ("Các Ban của HĐND tỉnh", "Các ban Hội đồng nhân dân, tỉnh Quảng Trị",
         "Boards of the People's Council, Quảng Trị Province"),
        ("Thủ trưởng các Sở, ban, ngành", "Thủ trưởng các sở, ban, ngành, tỉnh Quảng Trị",
         "Heads of departments, boards and sectors, Quảng Trị Province"),
        ("Chủ tịch UBND cấp xã", "Chủ tịch Ủy ban nhân dân cấp xã, tỉnh Quảng Trị",
         "Chairmen of People's Committees at commune level, Quảng Trị Province"),
        ("các Phó Chủ tịch UBND tỉnh", "Các Phó Chủ tịch Ủy ban nhân dân tỉnh Quảng Trị",
         "Deputy Chairmen of the People's Committee of Quảng Trị Province"),
        ("Các tổ chức xã hội - nghề nghiệp", "Các tổ chức xã hội - nghề nghiệp, tỉnh Quảng Trị",
         "Socio-professional organisations, Quảng Trị Province"),
        ("Giám đốc Xưởng Mẫu, tỉnh Quảng Trị", "Giám đốc Xưởng Mẫu, tỉnh Quảng Trị",
         "Giám đốc Xưởng Mẫu, tỉnh Quảng Trị"),
    ],
)  # fmt: skip
def test_a_group_of_a_province_keeps_its_level(name: str, vi: str, en: str) -> None:
    here = context_of("Ủy ban nhân dân tỉnh Quảng Trị", "Quảng Trị", minted_under="x")
    found = resolve(name, here).body.name
    assert (found.vi, found.en) == (vi, en)


@pytest.mark.parametrize(
    ("name", "others"),
    [
        ("Các Sở, ban, ngành", ()),
        ("UBND các xã, phường", ()),
        ("UBND phường, xã", ("Ủy ban nhân dân phường, xã, tỉnh Quảng Trị",)),
        ("sở, ngành có liên quan", ("Sở, ngành có liên quan, tỉnh Quảng Trị",)),
        ("các sở, ban, ngành và địa phương tỉnh", ("Các sở, ban, ngành và địa phương, tỉnh Quảng Trị",)),
        ("Các bộ, ngành có liên quan", ("Các bộ, ngành có liên quan",)),
    ],
)
def test_a_group_is_called_as_printed_too_where_the_words_differ_from_its_name(
    name: str, others: tuple[str, ...]
) -> None:
    here = context_of("Ủy ban nhân dân tỉnh Quảng Trị", "Quảng Trị", minted_under="x")
    assert resolve(name, here).body.other_names == others


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ", "Minister, Chairman of the Office of the Government"),
        ("Phó Chủ nhiệm Văn phòng Chính phủ", "Vice Chairman of the Office of the Government"),
    ],
)
def test_who_heads_the_office_of_the_government_is_a_person_of_it(name: str, english: str) -> None:
    found = resolve(name)
    assert (found.standing, found.body.kind, found.body.name.en) == ("composed", "Office", english)


def test_ids_are_the_slugs_of_official_names() -> None:
    for id_ in ("so-y-te-tinh-ca-mau", "bo-van-hoa-the-thao-va-du-lich", "thanh-uy-ha-noi"):
        assert slug(authority()[id_].name.vi) == id_


@pytest.fixture(scope="module")
def real(devset: dict[str, str]) -> list[str]:
    """Real documents, their letters composed."""
    return [unicodedata.normalize("NFC", text) for text in devset.values()]


def test_real_documents_are_read_without_a_crash_or_a_false_head(real: list[str]) -> None:
    here = Context(document="mau/2025/1", minted_under="minted", province="tinh-nghe-an")
    found = [(text, one) for text in real for one in mentions(text)]
    assert len(found) > 5000
    assert [one.name for _, one in found if FALSE_STARTS.match(one.name)] == []
    for text, one in found:
        assert text[one.start : one.end] == one.name
        assert resolve(one.full, here).body.id


def test_mentions_of_real_documents_stand_in_order_and_apart(real: list[str]) -> None:
    for text in real:
        ends = [0, *(end for one in mentions(text) for end in (one.start, one.end))]
        assert ends == sorted(ends)


@pytest.mark.parametrize(
    ("name", "of_the_place", "of_the_nation"),
    [
        ("Mặt trận Tổ quốc", "uy-ban-mat-tran-to-quoc-viet-nam-tinh-quang-tri", "mat-tran-to-quoc-viet-nam"),
        ("MTTQ", "uy-ban-mat-tran-to-quoc-viet-nam-tinh-quang-tri", "mat-tran-to-quoc-viet-nam"),
        ("Ủy ban MTTQ", "uy-ban-mat-tran-to-quoc-viet-nam-tinh-quang-tri", "x-uy-ban-mat-tran-to-quoc"),
        ("Đoàn Thanh niên", "doan-thanh-nien-cong-san-ho-chi-minh-tinh-quang-tri", "x-doan-thanh-nien"),
        ("Mặt trận Tổ quốc Việt Nam", "mat-tran-to-quoc-viet-nam", "mat-tran-to-quoc-viet-nam"),
        (
            "Ủy ban Trung ương MTTQ Việt Nam",
            "uy-ban-trung-uong-mat-tran-to-quoc-viet-nam",
            "uy-ban-trung-uong-mat-tran-to-quoc-viet-nam",
        ),
        (
            "Mặt trận Tổ quốc Việt Nam tỉnh Sơn La",
            "uy-ban-mat-tran-to-quoc-viet-nam-tinh-son-la",
            "uy-ban-mat-tran-to-quoc-viet-nam-tinh-son-la",
        ),
    ],
)
def test_a_front_of_no_named_place_is_the_province_s_in_its_own_documents(
    name: str, of_the_place: str, of_the_nation: str
) -> None:
    here = context_of("Sở Y tế tỉnh Quảng Trị", "Quảng Trị", minted_under="x")
    centre = context_of("Bộ Y tế", "Hà Nội", minted_under="x")
    assert (resolve(name, here).body.id, resolve(name, centre).body.id) == (of_the_place, of_the_nation)


def test_a_front_in_a_commune_s_document_is_not_the_province_s() -> None:
    here = context_of("Ủy ban nhân dân xã Tân Mẫu, tỉnh Quảng Trị", "Tân Mẫu", minted_under="x")
    here = replace(here, province="tinh-quang-tri", commune="xã Tân Mẫu")
    assert resolve("Mặt trận Tổ quốc", here).body.id == "x-mat-tran-to-quoc"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("các Ban của HĐND tỉnh", "Các ban Hội đồng nhân dân"),
        ("Đại biểu HĐND tỉnh", "các đại biểu Hội đồng nhân dân tỉnh"),
    ],
)
def test_parts_of_a_council_are_one_body_however_they_are_written(one: str, other: str) -> None:
    here = context_of("Hội đồng nhân dân tỉnh Quảng Trị", "Quảng Trị", minted_under="x")
    first, second = resolve(one, here), resolve(other, here)
    assert first.body.id == second.body.id
    assert first.standing == second.standing == "composed"


def test_a_city_s_broadcaster_is_the_city_s_in_english() -> None:
    found = resolve("Đài Phát thanh và Truyền hình Thành phố Hồ Chí Minh").body.name.en
    assert found == "Radio and Television of Hồ Chí Minh City"
