"""Faded: bodies and verbs in a text that recognition has left without its marks, or with wrong letters.

>>> [one[2] for one in names_in("Ban Tuyén gido Trung wong chu tri, phdi hop voi cac co quan lien quan")]
['Ban Tuyên giáo Trung ương', 'các cơ quan liên quan']
>>> mended("Van phong phdi hop v6i Ban, theo dai va bao ceo")
'Van phong phoi hop voi Ban, theo doi va bao cao'
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import islice

from rapidfuzz import fuzz, process

from kg.bodies import authority, is_collective
from kg.text import flat

# Letters that only a text with its marks has: recognition without Vietnamese gives é or à, never these.
_MARKED = re.compile(r"[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_LEAST_SHARE, _FEWEST_LETTERS = 0.05, 30
# Folded partial ratio parts true from false names near here; shorter names are too easily found by chance.
_LEAST_ALIKE, _SHORTEST_NAME, _SLACK = 84, 9, 2
_VERBS = (
    "phoi hop voi", "phoi hop", "chu tri", "lanh dao", "chi dao", "theo doi", "kiem tra", "bao cao",
    "trien khai", "tham muu", "don doc", "giam sat", "xay dung", "huong dan", "thuc hien",
    "nhiem vu", "trach nhiem", "noi nhan", "kinh gui", "hoan thanh", "hoan thien", "truoc ngay",
)  # fmt: skip
_LETTERS_TO_A_SLIP = 5
# Each place costs a look through all names.
_MOST_STARTS = 16
_LOCAL = ("tỉnh", "thành phố", "thị xã", "huyện", "xã", "phường", "quận")
_COMMITTEES = ("Tỉnh ủy", "Thành ủy", "Thị ủy", "Huyện ủy")
_COLLECTIVE = (
    "các cơ quan liên quan", "các cơ quan, đơn vị liên quan",
    "các bộ, ngành, địa phương", "các đơn vị liên quan",
    "các tổ chức chính trị - xã hội", "các cấp ủy, tổ chức đảng", "các sở, ban, ngành",
)  # fmt: skip
# Where a name may begin: a sentence or a clause, and behind the verbs that take a partner.
_STARTS = re.compile(r"^\s*|[;.:]\s+|(?<=phoi hop )(?:v\S{1,2} )?|(?<=phoi hop voi )|(?<=giao )")
_JOINED = re.compile(r"(?:\s+va\s+|\s*,\s+)(?=\S)")


@lru_cache(maxsize=4)
def is_faded(text: str) -> bool:
    """Whether a text of some length has next to none of the letters with marks that Vietnamese has."""
    letters = len(_LETTER.findall(text))
    return letters >= _FEWEST_LETTERS and len(_MARKED.findall(text)) < _LEAST_SHARE * letters


def names_in(text: str) -> Iterator[tuple[int, int, str, bool]]:
    """Listed names that a faded text most likely means: start, end, the name as it should be, collective."""
    plain = flat(mended(text))
    at = 0
    for start in islice(_STARTS.finditer(plain), _MOST_STARTS):
        begin = start.end()
        while begin >= at and (found := _name_at(plain, begin)):
            end, name = found
            yield begin, end, name, is_collective(name)
            at = end
            joined = _JOINED.match(plain, end)
            begin = joined.end() if joined else -1


def mended(text: str) -> str:
    """The text, as long as before, with the verbs of duties as they should be where few letters are wrong."""
    plain = flat(text)
    letters = list(text)
    for pattern, verb in _blurred():
        for found in pattern.finditer(plain):
            if found[0] != verb and _wrong(found[0], verb) <= len(verb) // _LETTERS_TO_A_SLIP:
                letters[found.start() : found.end()] = (
                    verb.capitalize() if letters[found.start()].isupper() else verb
                )
    return "".join(letters)


@cache
def _blurred() -> tuple[tuple[re.Pattern[str], str], ...]:
    """For each verb what has its word lengths, and each word's first or last letter right."""
    return tuple(
        (re.compile(r"(?<!\w)" + " ".join(map(_shape, verb.split())) + r"(?!\w)"), verb) for verb in _VERBS
    )


def _shape(word: str) -> str:
    rest = rf"\S{{{len(word) - 1}}}"
    return rf"(?:{word[0]}{rest}|{rest}{word[-1]})"


def _wrong(one: str, two: str) -> int:
    return sum(a != b for a, b in zip(one, two, strict=True))


def _name_at(plain: str, begin: int) -> tuple[int, str] | None:
    window = plain[begin : begin + 70]
    if len(window.strip()) < _SHORTEST_NAME:
        return None
    best: tuple[float, int, str] | None = None
    for flat_name, _, _ in process.extract(
        window, list(_names()), scorer=fuzz.partial_ratio, score_cutoff=_LEAST_ALIKE, limit=12
    ):
        placed = fuzz.partial_ratio_alignment(flat_name, window[: len(flat_name) + _SLACK])
        whole = placed and placed.dest_end - placed.dest_start >= len(flat_name) - 1
        if placed and whole and placed.score >= _LEAST_ALIKE and placed.dest_start <= _SLACK:
            candidate = (len(flat_name) * placed.score, placed.dest_end, flat_name)
            best = max(best, candidate) if best else candidate
    if best is None:
        return None
    end = begin + best[1]
    rest = re.compile(r"\w*").match(plain, end)
    return (rest.end() if rest else end), _names()[best[2]]


@cache
def _names() -> dict[str, str]:
    """Names without a place of their own, in lower case without marks, with the names as they should be."""
    listed = [
        name
        for body in authority().values()
        if "tinh-" not in body.id and "thanh-pho-" not in body.id
        for name in (body.name.vi, *body.other_names)
    ]
    local = [f"{kind} {place}" for kind in ("Ủy ban nhân dân", "Hội đồng nhân dân") for place in _LOCAL]
    party = [
        f"{kind}{committee}"
        for kind in (
            "",
            "Ban Thường vụ ",
            "Thường trực ",
            "Văn phòng ",
            "Ban Tuyên giáo ",
            "Ban Tuyên giáo và Dân vận ",
        )
        for committee in _COMMITTEES
    ]
    return {
        flat(name): name for name in (*listed, *local, *party, *_COLLECTIVE) if len(name) >= _SHORTEST_NAME
    }
