"""Tails: what the sentences behind a duty's own say of it, such as its deadline and its product.

>>> belongs("hoan thanh trong quy ii/2026."), belongs("cac ke sach da cu.")
(True, False)
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.document import Clean
from kg.extract.given import Duty, due_in
from kg.extract.passages import Passage
from kg.extract.roles import opens_duty, verb_at
from kg.extract.sentences import sentences

# Words that say when or with what the duty above is done, and give no other.
_ONLY = re.compile(
    r"\W*(?:(?:thoi gian|thoi han|tien do|han)(?: (?:hoan thanh|thuc hien|bao cao|gui|chot))?(?![a-z])"
    r"|(?:viec nay |nhiem vu nay )?(?:phai )?(?:hoan thanh|xong)(?: xong)?,?"
    r" (?:truoc|trong|cham nhat|muon nhat|vao|den|khong qua|ngay|quy|thang|nam)(?![a-z])"
    r"|(?:yeu cau )?(?:san pham|ket qua|dau ra)(?![a-z])|yeu cau:)"
)
# What is asked of another is not said of the duty.
_ASKS = re.compile(r"(?:giao|de nghi|yeu cau) ")
_PRODUCT = re.compile(
    r"\W*(?:san pham|ket qua|dau ra)(?: (?:du kien|dau ra|dat duoc|can dat|hoan thanh|cua nhiem vu))*"
    r"\s*(?::|la(?= )|gom(?= ))\s*"
)


def belongs_only(plain: str) -> bool:
    """Whether a flat sentence only tells of the duty before it by when, or with what product."""
    return _ONLY.match(plain) is not None


def belongs(plain: str) -> bool:
    """Whether a flat sentence that names no body goes on with the duty before it."""
    return belongs_only(plain) or (opens_duty(plain) and not _ASKS.match(plain, verb_at(plain)))


def with_tail(clean: Clean, duties: Sequence[Duty], tail: Passage, year: int | None) -> list[Duty]:
    """The duties of a sentence with one that goes on with them: the last has its words.

    What only says when, or with what product, says it of all of them.
    """
    only = belongs_only(tail.flat)
    due = due_in(clean, tail.start, tail.end, year) if only else None
    product = _product(tail)
    place = (tail.start, tail.end)
    known = [
        replace(
            one, due=one.due or due, product=one.product or product,
            due_at=place if due and not one.due else one.due_at,
            product_at=place if product and not one.product else one.product_at,
        )
        for one in duties
    ]  # fmt: skip
    return [*known[:-1], replace(duties[-1], end=tail.end, due=known[-1].due, product=known[-1].product)]


def product_in(said: Passage) -> str | None:
    """The product that one of the sentences of a passage names, if one does."""
    parts = (said.part(start, end) for start, end in sentences(said.clean.text, said.start, said.end))
    return next((product for part in parts if (product := _product(part))), None)


def _product(tail: Passage) -> str | None:
    named = _PRODUCT.match(tail.flat)
    return tail.text[named.end() :].strip(" .;\n") or None if named else None
