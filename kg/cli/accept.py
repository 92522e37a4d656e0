"""`kg accept`: draft records that a person has reviewed become reviewed records, if they hold."""

import shlex
from collections.abc import Iterator, Mapping, Sequence
from gettext import gettext as _
from pathlib import Path

from kg import resources
from kg.cli.options import command, say
from kg.drafting import doubts, untouched
from kg.errors import BadInput
from kg.messages import Message, joined
from kg.pipeline import accepted, put_whole, unreviewed
from kg.source import CORPUS, find, gather, read

_DONE = 0


def run(arguments: Sequence[str]) -> int:
    """Check the files and write them as reviewed, all or none."""
    parser = command("accept", "Check draft records, strip the reader's comments, and mark them reviewed.")
    parser.add_argument(
        "paths", nargs="+", type=Path, metavar=_("FILE"), help=_("draft record files, and folders of them")
    )
    parser.add_argument(
        "--into",
        type=Path,
        metavar=_("FOLDER"),
        help=_("write them there, such as 'corpus' (default: in place)"),
    )
    parser.add_argument("--replace", action="store_true", help=_("write over files that are there"))
    parser.add_argument("--dry-run", action="store_true", help=_("check, and write nothing"))
    options = parser.parse_args(arguments)
    texts = {file: read(file).text for file in _files(options.paths)}
    files = _left(texts)
    for file in sorted(texts.keys() - set(files)):
        say(Message("{file}: is reviewed already, and stays", file=file), quiet=options.quiet)
    into = resources.corpus() if str(options.into) == CORPUS and not options.into.exists() else options.into
    places = [into / file.name if into else file for file in files]
    written = accepted({str(file): texts[file] for file in files}, _around(into, places))
    _apart(places)
    if not options.replace:
        _free(files, places, written)
    for file, place in zip(files, places, strict=True):
        if not options.dry_run:
            put_whole(place, written[str(file)])
        done = Message("holds") if options.dry_run else Message("reviewed, in {place}", place=place)
        told = joined((done, *_left_undone(texts[file])), "; ")
        say(Message("{file}: {done}", file=file, done=told), quiet=options.quiet)
    say(_unread(options.paths if options.dry_run else places), quiet=options.quiet)
    return _DONE


def _unread(files: Sequence[Path]) -> Message:
    """What accepting does not check, for it reads no texts, and what does."""
    told = (
        "places were not held against the texts: 'kg align {files} TEXTS' tells which do not have their words"
    )
    return Message(told, files=" ".join(shlex.quote(str(file)) for file in files))


def _left_undone(draft: str) -> Iterator[Message]:
    """What nobody has looked at, as far as the draft shows."""
    doubted = doubts(draft)
    if untouched(draft):
        yield Message("nothing was changed since it was drafted")
    if doubted:
        told = "places that the reader doubts: {count}, the first at line {line}"
        yield Message(told, count=len(doubted), line=doubted[0])


def _files(paths: Sequence[Path]) -> tuple[Path, ...]:
    for path in paths:
        if str(path) != CORPUS and not path.exists():
            wrong = "{path}: there is no such file or folder; name the drafts that 'kg read --write' made"
            raise BadInput(wrong, path=path)
    found = find(paths)
    for closed in filter(Path.is_dir, found.documents):
        read(closed)  # which tells why it cannot be opened
    files = found.records
    if not files:
        raise BadInput(
            "{paths}: holds no record file (.yaml); 'kg read --write' makes drafts",
            paths=", ".join(map(str, paths)),
        )
    return files


def _left(texts: Mapping[Path, str]) -> tuple[Path, ...]:
    """The files that hold a draft: a stopped run may have accepted the others in place. All, if none does."""
    own = unreviewed({str(file): text for file, text in texts.items()})
    return tuple(file for file in texts if str(file) in own) or tuple(texts)


def _free(files: Sequence[Path], places: Sequence[Path], written: Mapping[str, str]) -> None:
    """Raise BadInput where a file would be written over another; what a stopped run wrote may stand there."""
    for file, place in zip(files, places, strict=True):
        if place.exists() and not place.samefile(file) and read(place).text != written[str(file)]:
            wrong = "{place}: is there already; add --replace to write over it, or rename {file}"
            raise BadInput(wrong, place=place, file=file)


def _apart(places: Sequence[Path]) -> None:
    """Raise BadInput where two files would be written to one place."""
    if len(set(places)) < len(places):
        raise BadInput("two of the files have one name; rename one of them")


def _around(into: Path | None, places: Sequence[Path]) -> dict[str, str]:
    """The record files that the accepted ones will stand beside: the reviewed corpus and the folder's."""
    folders = [Path(CORPUS), *([into] if into and into.is_dir() else [])]
    own = {place.resolve() for place in places}
    found = {file.resolve(): file for file in find(folders).records if file.resolve() not in own}
    return gather(found.values()).records if found else {}
