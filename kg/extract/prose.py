"""Prose: duties that sentences and items give, to the body that they name or to that of the heading above."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.document import Block, Clean
from kg.document.marker import OUTER, UNNUMBERED
from kg.extract.difficulties import raised
from kg.extract.dividing import divided
from kg.extract.given import Bearer, Duty, Frame, due_in
from kg.extract.handing import handed
from kg.extract.owners import Owned, addressed, heading_owners, subject
from kg.extract.passages import Named, Passage, passage
from kg.extract.people import people
from kg.extract.regions import Sections
from kg.extract.roles import NO_DUTY, opens_bare, opens_duty
from kg.extract.said import bearers, only_joins, said_at
from kg.extract.sentences import sentences
from kg.extract.tails import belongs, belongs_only, product_in, with_tail
from kg.extract.things import is_remark, is_thing, lists_things, says_nothing

_STRICT = re.compile(r"\s*,?\s*(?:co trach nhiem|chiu trach nhiem|chu tri)(?![a-z])")
_DETAIL = re.compile(
    r"(?:thoi gian|thoi han|dia diem|kinh phi|hinh thuc|doi tuong|thanh phan|so luong|san pham|ket qua"
    r"|khuyen khich)(?![a-z])"
)
_ASKS = ("giao ", "de nghi ", "yeu cau ")
# In a preamble or a report only what is put like an order is one.
_EMPHATIC = re.compile(
    rf"{_STRICT.pattern}|\s*,?\s*(?:tap trung|tiep tuc|khan truong|chu dong|tang cuong|kip thoi"
    rf"|nghiem tuc)(?![a-z])"
)
_FEWEST_WORDS = 4
_LONG_INTRODUCTION = 160
# How far below its head an item may stand, in blocks.
_NEAR = 40


class Prose:
    """Reads the blocks of a document in order, and remembers whose headings they stand under."""

    def __init__(self, clean: Clean, blocks: Sequence[Block], year: int | None) -> None:
        """Takes a clean text, its outline, and the document's year for days that name none."""
        self._clean, self._blocks, self._year = clean, blocks, year
        self._sections = Sections(blocks, clean)
        self._frames: dict[int, Frame | None] = {}
        self._numbered_below: set[int] = set()
        self._loose: tuple[int, str, Frame] | None = None
        self._asked: tuple[int, Frame] | None = None
        self._parents = {
            block.parent for block in blocks if not is_remark(clean.text[block.words : block.end])
        }
        self._marked = False
        self._joined: set[int] = set()

    def read(self, skipped: frozenset[int]) -> Iterator[Duty]:
        """The duties of all blocks but those skipped, in order."""
        for index, block in enumerate(self._blocks):
            if index in skipped or index in self._joined:
                continue
            yield from self._block(index, block)
            if block.style != "text":
                self._numbered_below.add(block.parent)
                self._marked = True

    def _block(self, index: int, block: Block) -> Iterator[Duty]:
        if block.style in OUTER:
            self._asked = self._loose = None
        kinds = self._sections.kinds(index)
        if "idle" in kinds or says_nothing(self._clean.text[block.words : block.end]):
            return
        words = passage(self._clean, block.words, self._end(index, block))
        owners = heading_owners(words) or self._people(index, words, kinds)
        if not owners:
            yield from self._item(index, block, words, kinds)
        elif self._heads(block):
            self._head(index, block, Frame(owners))

    def _item(self, index: int, block: Block, words: Passage, kinds: frozenset[str]) -> Iterator[Duty]:
        """The duties of a paragraph that is no heading of a body's duties."""
        frame = self._frame(index, block)
        nobodys = frame is None and "tasks" in kinds and lists_things(self._clean, self._blocks, index)
        shared = index in self._parents and only_joins(words)
        heads = (shared or words.text.rstrip().endswith(":")) and not nobodys
        if heads and self._opened(index, words, frame):
            return
        duties = self._duties(words, block, frame, kinds)
        if frame is None and duties and self._told_below(index):
            told = tuple(one.named for one in duties[0].bearers if one.role != "coordinate")
            self._frames[index] = Frame(told)
        if "tasks" in kinds and self._is_item(index, block):
            duties = self._whole(words, block, duties)
        yield from duties
        if any(one.bearers for one in duties):
            yield from handed(words, block, self._year)

    def _whole(self, words: Passage, block: Block, duties: list[Duty]) -> list[Duty]:
        """The duties of an item that is a task, the first from where the item begins, or the item as one."""
        product = product_in(words)
        if not duties:
            due = due_in(self._clean, words.start, block.end, self._year)
            if due is None and is_thing(words.text):
                return []
            return [Duty(words.start, block.end, block, (), due, product)]
        if not opens_bare(words.flat) or NO_DUTY.search(self._clean.flat, words.start, duties[0].start):
            return duties
        first = replace(duties[0], start=words.start, product=duties[0].product or product)
        return [first, *duties[1:]]

    def _end(self, index: int, block: Block) -> int:
        """Where a paragraph ends; a long one that stops without a mark goes on in the dash below it."""
        below = self._blocks[index + 1] if index + 1 < len(self._blocks) else None
        broken = block.end - block.words > _LONG_INTRODUCTION and self._clean.text[block.end - 1].isalnum()
        if not broken or below is None or below.style != "dash" or below.parent != index:
            return block.end
        self._joined.add(index + 1)
        return below.end

    def _heads(self, block: Block) -> bool:
        """Whether a line of bodies heads what follows; the issuer's name in capitals does not."""
        words = self._clean.text[block.words : block.end].rstrip()
        return block.style != "text" or words.endswith(":") or (block.bold and not words.isupper())

    def _people(self, index: int, words: Passage, kinds: frozenset[str]) -> tuple[Named, ...]:
        """People or firms that an item under responsibilities names; most items below say what to do."""
        block = self._blocks[index]
        heads = block.heading or words.text.rstrip().endswith(":")
        found = people(words) if heads and block.style != "text" and "duties" in kinds else ()
        return found if found and self._told_below(index) else ()

    def _told_below(self, index: int) -> bool:
        """Whether there are items below a block, most of which say what to do and not who."""
        below = [one for one in self._blocks[index + 1 : index + _NEAR] if one.parent == index]
        bare = sum(opens_bare(self._clean.flat[one.words : one.end]) for one in below)
        return bool(below) and 2 * bare >= len(below)

    def _head(self, index: int, block: Block, frame: Frame) -> None:
        self._frames[index] = frame
        self._loose = (index, "", frame) if block.style == "text" else None

    def _frame(self, index: int, block: Block) -> Frame | None:
        """Whose the block is: of the nearest body above it; a text only right below that body's heading."""
        if block.style == "text":
            direct = block.parent not in self._numbered_below and self._opens_text(block.parent)
            inherited = self._frames.get(block.parent) if direct and block.parent >= 0 else None
            return inherited or self._behind_text(index, block)
        at = block.parent
        while at >= 0:
            if at in self._frames:
                return self._frames[at]
            at = self._blocks[at].parent
        return self._behind_text(index, block) or self._told(block)

    def _told(self, block: Block) -> Frame | None:
        """Of those whom a paragraph above told to do what the items behind its colon say."""
        if not self._asked or block.heading or block.parent != self._asked[0]:
            return None
        return self._asked[1] if opens_bare(self._clean.flat[block.words : block.end]) else None

    def _opens_text(self, index: int) -> bool:
        """Whether a text below an item is the item's: not below a dash that ends like one of a list."""
        above = self._blocks[index]
        return above.style not in UNNUMBERED or self._clean.text[above.end - 1] == ":"

    def _behind_text(self, index: int, block: Block) -> Frame | None:
        """Of a body that stands on a line of its own without a number, whose items follow."""
        if self._loose is None:
            return None
        head, style, frame = self._loose
        if not style:
            self._loose = (head, block.style, frame)
        elif block.heading or (block.style in ("number", "dotted", "text") and block.style != style):
            self._loose = None
            return None
        return frame

    def _listed_below(self, index: int) -> bool:
        """Whether what stands below a paragraph are things, not duties: then the paragraph is the duty."""
        below = [block for block in self._blocks[index + 1 : index + 12] if block.parent == index][:3]
        if not below or any(self._gives(block) for block in below):
            return False
        self._frames[index] = None
        return True

    def _gives(self, block: Block) -> bool:
        words = passage(self._clean, block.words, block.end)
        return opens_duty(words.flat) or subject(words) is not None or bool(heading_owners(words))

    def _opened(self, index: int, words: Passage, frame: Frame | None) -> bool:
        """Whether a paragraph that ends in a colon only says whose the items below are."""
        owned = subject(words) or addressed(words)
        if (owned or frame) and self._listed_below(index):
            return False
        if owned is None and frame:
            return self._told_on(index, words, frame)
        if owned is None:
            if self._asked and self._blocks[index].parent == self._asked[0]:
                self._frames[index] = self._asked[1]
            return True
        said = said_at(words, owned.at)
        role = said.role if said.role in ("lead", "coordinate") else None
        found = Frame(owned.bodies, role, said.partners, said.beside)
        if index in self._parents:
            self._frames[index] = found
        else:
            self._asked = (self._blocks[index].parent, found)
        return True

    def _told_on(self, index: int, words: Passage, frame: Frame) -> bool:
        """Whether a paragraph below a body that ends in a colon only says how that body has its items."""
        if index not in self._parents:
            return not opens_duty(words.flat)
        if words.end - words.start > _LONG_INTRODUCTION:
            return False
        said = said_at(words, words.start)
        self._frames[index] = replace(frame, role=said.role, partners=said.partners, beside=said.beside)
        return True

    def _duties(self, words: Passage, block: Block, frame: Frame | None, kinds: frozenset[str]) -> list[Duty]:
        found: list[Duty] = []
        last, bearer = 0, None
        for start, end in sentences(self._clean.text, words.start, words.end):
            sentence = words.part(start, end)
            found += self._raised(sentence, block, bearer or frame)
            if self._gives_none(sentence, frame):
                continue
            owned = self._subject(sentence, block, kinds)
            bearer = Frame(owned.bodies) if owned else bearer
            whose = frame if start == words.start else None
            tail = bool(found) and owned is None
            more = (
                []
                if tail and belongs_only(sentence.flat)
                else list(self._of_sentence(sentence, block, (owned, whose, bearer, frame)))
            )
            if more:
                last = len(found)
                found += more
            elif tail and belongs(sentence.flat):
                found[last:] = with_tail(self._clean, found[last:], sentence, self._year)
        return found

    def _raised(self, sentence: Passage, block: Block, before: Frame | None) -> Iterator[Duty]:
        for one in raised(sentence, before.bodies if before else ()):
            whose = tuple(Bearer(body, one.role) for body in one.bodies)
            yield Duty(one.start, one.end, block, whose, due_in(self._clean, one.start, one.end, self._year))

    def _gives_none(self, sentence: Passage, frame: Frame | None) -> bool:
        plain = sentence.flat
        heads_a_list = plain.rstrip().endswith(":") and frame is not None and not opens_duty(plain)
        return NO_DUTY.search(plain) is not None or (heads_a_list and subject(sentence) is None)

    def _of_sentence(
        self,
        sentence: Passage,
        block: Block,
        said: tuple[Owned | None, Frame | None, Frame | None, Frame | None],
    ) -> Iterator[Duty]:
        """The duties of a sentence: of whom it names, of the heading's in a first, of those named before."""
        owned, first, bearer, frame = said
        plain = sentence.flat
        if owned:
            yield from self._of(sentence, block, Frame(owned.bodies), owned.at)
        elif first:
            yield from self._of(sentence, block, first, sentence.start)
        elif bearer and opens_duty(plain) and not plain.startswith(_ASKS):
            yield from self._of(sentence, block, bearer, sentence.start)
        elif frame:
            own = self._of(sentence, block, frame, sentence.start)
            yield from (one for one in own if _special(one) or (one.due and opens_bare(plain)))

    def _subject(self, sentence: Passage, block: Block, kinds: frozenset[str]) -> Owned | None:
        owned = subject(sentence)
        if owned is None or owned.asked:
            return owned
        strict = self._sections.normative and "duties" not in kinds
        preamble = block.style == "text" and not self._marked
        pattern = _STRICT if strict else _EMPHATIC
        return None if (strict or preamble) and not pattern.match(sentence.clean.flat, owned.at) else owned

    def _of(self, sentence: Passage, block: Block, frame: Frame, at: int) -> Iterator[Duty]:
        for one in divided(sentence, frame, at, self._year):
            due = due_in(self._clean, one.start, one.end, self._year)
            yield Duty(one.start, one.end, block, bearers(one.said, one.frame), due)

    def _is_item(self, index: int, block: Block) -> bool:
        words = self._clean.text[block.words : block.end]
        leaf = index not in self._parents or lists_things(self._clean, self._blocks, index)
        bare = (
            leaf
            and not is_remark(words)
            and not block.heading
            and not _DETAIL.match(self._clean.flat, block.words)
        )
        return bare and len(words.split()) > _FEWEST_WORDS and not self._sections.normative


def _special(duty: Duty) -> bool:
    return any(one.role in ("lead", "report") for one in duty.bearers)
