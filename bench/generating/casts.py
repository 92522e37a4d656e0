"""Who is charged in a document of each kind: the bodies at its issuer's side, as the document prints them."""

from dataclasses import dataclass

from generating.lexicon import DEPARTMENTS, MINISTRIES
from generating.series import committee, level
from generating.values import Name, Plan

_CENTRAL = (
    "Đảng ủy Chính phủ",
    "Ban Tổ chức Trung ương",
    "Ban Tuyên giáo và Dân vận Trung ương",
    "Văn phòng Trung ương Đảng",
    "Đảng ủy Quốc hội",
)
_MINISTRIES = (*(name for name, _ in MINISTRIES), "Bộ Tài chính", "Bộ Tư pháp", "Bộ Xây dựng")
_COMMISSIONS = ("Văn phòng", "Ban Tổ chức", "Ban Tuyên giáo và Dân vận", "Ủy ban Kiểm tra")
COLLECTIVE = "Ủy ban nhân dân các xã, phường"


@dataclass(frozen=True, slots=True)
class Cast:
    """The bodies that may be charged, the one that they report to, the one below, and who gets a copy."""

    bodies: tuple[Name, ...]
    chief: Name
    below: Name
    recipients: tuple[Name, ...]


def _same(*names: str) -> tuple[Name, ...]:
    return tuple(Name(name, name) for name in names)


def collective(province: str) -> Name:
    """All communes and wards of a province, as one body."""
    return Name(COLLECTIVE, f"{COLLECTIVE}, {province}")


def _of_the_party(plan: Plan) -> Cast:
    return Cast(
        _same(*_CENTRAL), Name("Bộ Chính trị", "Bộ Chính trị"), _same("Các tỉnh ủy, thành ủy")[0],
        _same("Các tỉnh ủy, thành ủy", "Đảng ủy Quốc hội"),
    )  # fmt: skip


def _of_the_state(plan: Plan) -> Cast:
    return Cast(
        _same(*_MINISTRIES), Name("Chính phủ", "Chính phủ"), _same("Các bộ, ngành, địa phương")[0],
        _same("Văn phòng Trung ương Đảng", "Văn phòng Quốc hội"),
    )  # fmt: skip


def _of_a_committee(plan: Plan) -> Cast:
    head = committee(plan.province)
    bodies = tuple(Name(f"{one} {head.printed}", f"{one} {head.full}") for one in _COMMISSIONS)
    short = level(plan.province)
    below = Name(f"Đảng ủy Ủy ban nhân dân {short}", f"Đảng ủy Ủy ban nhân dân {plan.province}")
    chief = Name(f"Ban Thường vụ {head.printed}", f"Ban Thường vụ {head.full}")
    return Cast(bodies, chief, below, _same("Văn phòng Trung ương Đảng"))


def _of_a_province(plan: Plan) -> Cast:
    short, head = level(plan.province), committee(plan.province)
    bodies = tuple(Name(one, f"{one} {plan.province}") for one in DEPARTMENTS)
    police = Name(f"Công an {short}", f"Công an {plan.province}")
    chief = Name(f"Ủy ban nhân dân {short}", f"Ủy ban nhân dân {plan.province}")
    standing = Name(f"Thường trực {head.printed}", f"Thường trực {head.full}")
    return Cast((*bodies, police), chief, collective(plan.province), (standing,))


_CASTS = {
    "resolution": _of_the_party,
    "guidance": _of_the_party,
    "government": _of_the_state,
    "ministry": _of_the_state,
    "programme": _of_a_committee,
}


def cast(plan: Plan) -> Cast:
    """The bodies of a document."""
    return _CASTS.get(plan.kind, _of_a_province)(plan)
