"""Hold the words of a restating statement against those of the statement restated, where both are at hand.

Only what changes the sense counts: words put in the place of others, figures, negations, and words left out
of what is otherwise said again word for word. Spelling, damage by machine reading, free abridgement do not.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from pyoxigraph import Store

from kg.audit.rows import rows
from kg.audit.sentences import words
from kg.audit.wording import compare
from kg.text import fold
from kg.validate import NOTE, WARNING, Finding

REWORDED, SHORTENED = "restatement-reworded", "restatement-shortened"
# Below the first, half of the words are others and nothing is repeated; from the second on, nearly all is.
# Measured on the pairs of the reviewed corpus: what is said again lies above 0.57.
_REPEATED, _VERBATIM = 0.55, 0.85
# Fewer words than these, in a machine-read text, are as likely misread as meant.
_SURE_REPLACED, _SURE_LEFT_OUT = 4, 2
_NEGATIONS = frozenset({"không", "chưa", "chẳng", "đừng", "cấm", "trừ"})
# A clean text is the better measure unless a machine-read one agrees by more than this.
_CLEANER = 0.2
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*%?")
_FUNCTION = frozenset(
    fold(
        "và các của là cho với trong có để được những một ở tại vào việc gồm cùng về theo do ra đến từ bị thì"
    ).split()
)
# What introduces a group in a report, what numbers a paragraph, and what stands in brackets, is apart.
_JOINED = re.compile(r"(?<=[^\W\d]),(?=[^\W\d])")
_AROUND = re.compile(r"\([^()]*\)|^\s*\d+\.\s+|^\s*nhóm (?:nhiệm vụ )?thứ \w+ là\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Gap:
    """Words of one wording where the other has other words or none; whether words before it agree."""

    here: tuple[str, ...]
    there: tuple[str, ...]
    anchored: bool
    inside: bool


@dataclass(frozen=True, slots=True)
class _Pair:
    """A restating and a restated wording: how much of them agrees, where they do not, and who says them."""

    row: dict[str, str]
    scanned: bool
    closeness: float
    gaps: tuple[_Gap, ...]

    @property
    def replaced(self) -> list[_Gap]:
        """The gaps that change the sense: words for words behind words that agree, figures, negations."""
        return [gap for gap in self.gaps if self._counts(gap)] if self.closeness >= _REPEATED else []

    @property
    def left_out(self) -> list[_Gap]:
        """The gaps inside a nearly verbatim repetition where one side lacks words that the other has."""
        least = _SURE_LEFT_OUT if self.scanned else 1
        return [
            gap
            for gap in self.gaps
            if self.closeness >= _VERBATIM
            and gap.inside
            and not (gap.here and gap.there)
            and len(gap.here + gap.there) >= least
        ]

    def _counts(self, gap: _Gap) -> bool:
        if self.scanned:
            return gap.anchored and bool(gap.here and gap.there) and _longer(gap) >= _SURE_REPLACED
        return (gap.anchored and bool(gap.here and gap.there)) or _grave(gap)


def reworded(store: Store) -> Iterator[Finding]:
    """Restatements that put other words, figures or a negation in the place of the original's."""
    for pair in _pairs(store):
        if pair.replaced:
            yield _finding(pair, REWORDED, WARNING)


def shortened(store: Store) -> Iterator[Finding]:
    """Restatements that are word for word but for words left out or put in."""
    for pair in _pairs(store):
        if pair.left_out and not pair.replaced:
            yield _finding(pair, SHORTENED, NOTE)


def _pairs(store: Store) -> list[_Pair]:
    """For each restatement the two places that agree best, of all places that say the one and the other."""
    best: dict[tuple[str, str], _Pair] = {}
    for row in rows(store, "restated-words"):
        pair, key = _pair(row), (row["focus"], row["other"])
        if key not in best or _worth(pair) > _worth(best[key]):
            best[key] = pair
    return list(best.values())


def _worth(pair: _Pair) -> float:
    return pair.closeness - (_CLEANER if pair.scanned else 0.0)


def _pair(row: dict[str, str]) -> _Pair:
    scanned = "true" in (row["scanned"], row["scanned_there"])
    ours, theirs = (_AROUND.sub(" ", _JOINED.sub(", ", row[side])) for side in ("words", "words_there"))
    here, there = ([wording[word.start : word.end] for word in words(wording)] for wording in (ours, theirs))
    gaps, apart, agreed = [], 0, 0
    for difference in compare(theirs, ours, scanned=scanned):
        (i, j), (k, m) = difference.base, difference.other
        if difference.kind in {"spelling", "damage"} or _joined(here[k:m]) == _joined(there[i:j]):
            continue
        apart += _apart(there[i:j], here[k:m])
        gap = _Gap(
            tuple(here[k:m]), tuple(there[i:j]), i > agreed and _content(there[agreed:i]), i > 0 and k > 0
        )
        agreed = j
        if _content(gap.here) or _content(gap.there):
            gaps.append(gap)
    return _Pair(row, scanned, 1 - apart / (len(here) + len(there)), tuple(gaps))


def _joined(run: list[str]) -> str:
    """The run without marks and spaces: what a slip of the keyboard leaves alike."""
    return fold("".join(run))


def _apart(there: list[str], here: list[str]) -> int:
    """How many words of two runs stand on one side only, in order."""
    matcher = SequenceMatcher(
        None, [fold(word) for word in there], [fold(word) for word in here], autojunk=False
    )
    return len(there) + len(here) - 2 * sum(block.size for block in matcher.get_matching_blocks())


def _content(run: tuple[str, ...] | list[str]) -> bool:
    return any(fold(word) not in _FUNCTION for word in run)


def _longer(gap: _Gap) -> int:
    return max(len(gap.here), len(gap.there))


def _grave(gap: _Gap) -> bool:
    """Whether a negation or a figure stands on one side and not on the other."""
    sides = [
        {word.lower() for word in side if word.lower() in _NEGATIONS or _FIGURE.fullmatch(word)}
        for side in (gap.here, gap.there)
    ]
    return sides[0] != sides[1]


def _finding(pair: _Pair, rule: str, severity: str) -> Finding:
    row, shown = pair.row, pair.replaced + [gap for gap in pair.left_out if gap not in pair.replaced]
    vi = "; ".join(_told(gap, "«{}» thay cho «{}»", "thêm «{}»", "bỏ «{}»") for gap in shown)
    en = "; ".join(_told(gap, "'{}' for '{}'", "'{}' added", "'{}' left out") for gap in shown)
    read_vi, read_en = (" (bản quét)", " (a scan)") if row["scanned_there"] == "true" else ("", "")
    return Finding(
        severity,
        rule,
        row["focus"],
        f"{row['in_vi']}, mục {row['at']}, nhắc lại {row['from_vi']}{read_vi}, mục {row['place']}, "
        f"nhưng đổi lời: {vi}; dẫn theo văn bản gốc, hoặc hỏi nơi soạn có chủ ý không ({row['other']})",
        f"{row['in_en']}, {row['at']}, restates {row['from_en']}{read_en}, {row['place']}, "
        f"in other words: {en}; quote the original, or ask the drafters whether it is meant ({row['other']})",
        value=row["other"],
    )


def _told(gap: _Gap, replaced: str, added: str, left_out: str) -> str:
    here, there = " ".join(gap.here), " ".join(gap.there)
    if here and there:
        return replaced.format(here, there)
    return added.format(here) if here else left_out.format(there)
