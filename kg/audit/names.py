"""Find one name that two bodies bear, and one body that stands in the list under two names."""

from collections.abc import Iterator
from itertools import pairwise

from pyoxigraph import Store

from kg.audit.rows import rows
from kg.text import fold
from kg.validate import WARNING, Finding

NAME_OF_TWO_BODIES = "name-of-two-bodies"


def names_of_two_bodies(store: Store) -> Iterator[Finding]:
    """Bodies of one place (or both of a stated one) that share a name, but for marks and word order.

    Abbreviations are no such names: BCT is short for a ministry and for the Politburo, whoever writes it.
    """
    bearers: dict[tuple[str, str], dict[str, str]] = {}
    for row in rows(store, "body-names"):
        if row["kind"] == "abbreviation":
            continue
        bearers.setdefault((row["scope"], _key(row["name"])), {}).setdefault(row["body"], row["name"])
    for named in bearers.values():
        for (body, name), (other, name_there) in pairwise(sorted(named.items())):
            yield _finding(body, name, other, name_there)


def _key(name: str) -> str:
    """The words of a name, folded and sorted; which word joins them does not matter."""
    return " ".join(sorted(word for word in fold(name).split() if word != "va"))


def _finding(body: str, name: str, other: str, name_there: str) -> Finding:
    return Finding(
        WARNING,
        NAME_OF_TWO_BODIES,
        body,
        f"Tên «{name}» cũng chỉ một cơ quan khác trong danh mục, ghi là «{name_there}»: gộp làm một, "
        f"hoặc bỏ tên dùng chung để việc giao cho ai được rõ ({other})",
        f"The name '{name}' also stands for another body of the list, as '{name_there}': make them one, "
        f"or drop the shared name so that it is clear who is charged ({other})",
        value=other,
    )
