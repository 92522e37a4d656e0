"""What is said to a user: a text in English that can be said again in the language of whoever reads it.

>>> said = Message("{file}: holds {count:,} tasks", file="plan.md", count=1200)
>>> str(said)
'plan.md: holds 1,200 tasks'
>>> said.told({"{file}: holds {count:,} tasks": "{file}: có {count:,} nhiệm vụ", ",": "."}.__getitem__)
'plan.md: có 1.200 nhiệm vụ'
>>> str(Message("{count} {count:task|tasks}", count=1))
'1 task'
>>> Message("{part:g} MB", part=1.5).told({"{part:g} MB": "{part:g} MB", ",": "."}.__getitem__)
'1,5 MB'
"""

import gettext
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Self

# Where gettext finds the words of other languages: kg/locale/LANGUAGE/LC_MESSAGES/kg.mo.
DOMAIN, LOCALE = "kg", Path(__file__).parent / "locale"

# What parts the digits of thousands, and how a language is called, said in each language as other words are;
# of comma and full stop, a language has the one for thousands and the other for decimals.
_THOUSANDS, _LANGUAGE = ",", "en"
_SWAPPED = str.maketrans(",.", ".,")
_PARTED = "; "


class Message(str):
    """A text in English that keeps what it was made of: a template, and the values of its placeholders.

    It is plain text to whatever writes it to a file or compares it, and stays so when it goes to another
    process; only `told` knows other languages. Without values the template stands as it is, braces and all.
    """

    template: str
    values: dict[str, object]
    # Of which part of the words it is: 0 for what stands before the first "; ", 2 for what stands behind.
    part: int | None = None

    def __new__(cls, template: str, /, **values: object) -> Self:
        """The text of a template; a message that is given alone is itself."""
        if not values and isinstance(template, cls):
            return template
        said = super().__new__(cls, template.format(**_counted(values)) if values else template)
        said.template, said.values = template, {name: _kept(value) for name, value in values.items()}
        return said

    def told(self, translate: Callable[[str], str]) -> str:
        """The text in another language, its values too where they are messages or bear one.

        `translate` gives the words for a template, or the template where it knows none.
        """
        words = translate(self.template) if self.template else ""
        if self.values:
            words = words.format(**{name: _told(value, translate) for name, value in self.values.items()})
        return words if self.part is None else words.partition(_PARTED)[self.part]

    def parted(self) -> tuple[Self, Self]:
        """What is wrong and what would be right, of a message that says both with "; " between them."""
        return self._part(0), self._part(2)

    def _part(self, part: int) -> Self:
        said = super().__new__(type(self), self.partition(_PARTED)[part])
        said.template, said.values, said.part = self.template, self.values, part
        return said


class InBoth(Message):
    """A text that is given in both languages, as what shapes and checks say is.

    >>> InBoth("mend it", vi="hãy sửa").told({"en": "vi"}.__getitem__)
    'hãy sửa'
    """

    vi: str

    def __new__(cls, en: str, /, *, vi: str = "") -> Self:
        """The text in English, and in Vietnamese."""
        said = super().__new__(cls, en)
        said.vi = vi
        return said

    def told(self, translate: Callable[[str], str]) -> str:
        """The text in the language that `translate` speaks."""
        return self.vi if translate(_LANGUAGE) == "vi" else str(self)


@dataclass(frozen=True, slots=True, repr=False)
class _Number:
    """A number whose thousands and decimals are parted as a language does, or words that agree with it."""

    value: float
    between: str

    def __repr__(self) -> str:
        return repr(self.value)

    def __format__(self, form: str) -> str:
        one, either, many = form.partition("|")
        if either:
            return one if self.value == 1 else many
        said = format(self.value, form)
        return said if self.between == _THOUSANDS else said.translate(_SWAPPED)


def counted(template: str, **values: object) -> str:
    """A template filled, in which words may agree with a number: `{count:file|files}`.

    >>> counted("{count} {count:file is|files are} here", count=1)
    '1 file is here'
    """
    return template.format(**_counted(values))


def _counted(values: dict[str, object]) -> dict[str, object]:
    return {
        name: _Number(value, _THOUSANDS) if isinstance(value, int | float) else value
        for name, value in values.items()
    }


def _kept(value: object) -> object:
    """A value as it goes to another process: a message, a number or a text."""
    said = getattr(value, "message", value)
    return said if isinstance(said, Message | str | int | float) else str(value)


def _told(value: object, translate: Callable[[str], str]) -> object:
    if isinstance(value, Message):
        return value.told(translate)
    return _Number(value, translate(_THOUSANDS)) if isinstance(value, int | float) else value


def joined(parts: Iterable[object], between: str = "\n") -> Message:
    """Several messages, or texts, as one.

    >>> joined([Message("a file"), "{b}"], Message(" or "))
    'a file or {b}'
    """
    values = {f"part{number}": part for number, part in enumerate(parts)}
    return Message("{between}".join(f"{{{name}}}" for name in values), between=between, **values)


def said(message: Message, lang: str) -> str:
    """What a message says, in a language; in English where there are no words of it.

    >>> said(Message("a body"), "en")
    'a body'
    """
    return message.told(translation(lang).gettext)


@cache
def translation(lang: str) -> gettext.NullTranslations:
    """The words of a language; English, which messages are written in, needs none."""
    if lang == _LANGUAGE:
        return gettext.NullTranslations()
    return gettext.translation(DOMAIN, LOCALE, languages=[lang], fallback=True)


def why(error: BaseException) -> Message:
    """Why the system did not do something, in its own words, which the catalogue has too."""
    return Message(getattr(error, "strerror", None) or str(error))
