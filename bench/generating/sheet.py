"""A sheet: a text that is written piece by piece and remembers where what was said stands."""

from dataclasses import dataclass, field

Span = tuple[int, int]


@dataclass(slots=True)
class Sheet:
    """The pieces so far, their length in characters, and the place of each thing that was given a name."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    places: dict[str, Span] = field(default_factory=dict)

    def put(self, words: str, name: str = "") -> Span:
        """Write words; gives their half-open range, kept under the name if there is one."""
        span = self.length, self.length + len(words)
        self.pieces.append(words)
        self.length = span[1]
        if name:
            self.places[name] = span
        return span

    def line(self, words: str = "", name: str = "") -> None:
        """Write words and end the line."""
        self.put(words, name)
        self.put("\n")

    def mark(self, name: str, start: int) -> None:
        """Give a name to all that was written since an offset, without the space at its end."""
        said = self.text[start:]
        self.places[name] = start, start + len(said.rstrip())

    @property
    def text(self) -> str:
        """All that was written."""
        if len(self.pieces) > 1:
            self.pieces = ["".join(self.pieces)]
        return self.pieces[0] if self.pieces else ""
