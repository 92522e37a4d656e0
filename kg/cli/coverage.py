"""`kg coverage`: how the records account for each source text, and how wordings differ between sources."""

import argparse
import json
from collections.abc import Mapping, Sequence
from gettext import gettext as _
from pathlib import Path

from pyoxigraph import Literal

from kg.audit.collation import Variant, collate
from kg.audit.coverage import CLAIMED, REASONS, UNCLAIMED, Coverage, Sentence, cover
from kg.audit.coverage_page import INDEX, pages
from kg.audit.wording import KINDS
from kg.cli.options import command, of_an_answer, put, say, watched
from kg.errors import BadInput
from kg.messages import Message, why
from kg.query import Table, show
from kg.records import Records, read
from kg.source import Source, gather, passed_over
from kg.store import put_file

_DONE, _FOUND = 0, 1
_HEADINGS = {
    "vi": ("nguồn", "câu", "có bản ghi", "đề mục", "nơi nhận", "chỉ dẫn", "lặp lại", "từ nối", "chưa có"),
    "en": ("source", "sentences", CLAIMED, *REASONS, UNCLAIMED),
}
_PLACES = {
    "vi": ("nguồn", "dòng", "chỗ", "chữ còn lại", "vì sao"),
    "en": ("source", "line", "place", "words left", "why"),
}
_VARIANTS = {
    "vi": ("loại", "nội dung", "nguồn", "câu chữ", "đối chiếu với", "nguồn kia", "câu chữ kia"),
    "en": ("kind", "statement", "source", "words", "against", "its source", "its words"),
}
# What spelling and machine reading did is counted, and told in full as JSON.
_TOLD = KINDS[KINDS.index("wording") :]


def run(arguments: Sequence[str]) -> int:
    """Tell how the sources are covered, or how their wordings vary; 1 where something is left or differs."""
    options = _options(arguments)
    records, files = _inputs(options.paths, quiet=options.quiet)
    texts = {source: file.text for source, file in files.items()}
    for missing in sorted(set(records.sources) - set(texts)):
        say(Message("{source}: the text is not at hand", source=missing), quiet=options.quiet)
    coverages, variants = cover(records, texts), collate(records, texts)
    if options.html:
        names = {source: file.path.name for source, file in files.items()}
        _write(options.html, pages(coverages, variants, names))
        opened = Message("written {page}: open it in a browser", page=options.html / INDEX)
        say(opened, quiet=options.quiet)
    put(
        _varying(variants, files, options) if options.variants else _covered(coverages, files, options),
        options.output,
    )
    if options.variants:
        return _FOUND if any(variant.kind == KINDS[-1] for variant in variants) else _DONE
    return _FOUND if any(coverage.unclaimed for coverage in coverages) else _DONE


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = command("coverage", "How each sentence of the source texts is accounted for by the records.")
    parser.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar=_("PATH"),
        help=_("records and texts; 'corpus': the reviewed records"),
    )
    parser.add_argument(
        "--variants", action="store_true", help=_("how wordings differ between sources instead")
    )
    parser.add_argument(
        "--html", type=Path, metavar=_("FOLDER"), help=_("also write the report as pages there")
    )
    of_an_answer(parser, ("table", "json", "md"))
    return parser.parse_args(arguments)


def _inputs(paths: Sequence[Path], *, quiet: bool) -> tuple[Records, dict[str, Source]]:
    """The records, and the files of text at hand by the id of their source; BadInput where there is none."""
    inputs = gather(paths)
    if inputs.unread:
        say(passed_over(inputs.unread), quiet=quiet)
    records = read(inputs.records)
    files = {_source(records, text): text for text in inputs.texts}
    if not files:
        raise BadInput(
            "no source text is among the paths; name the texts, or a folder of them, beside 'corpus'"
        )
    return records, files


def _source(records: Records, text: Source) -> str:
    """The source that a text is: by its hash or, where it was changed since, by the name of its file."""
    known = {source.sha256: source.id for source in records.sources.values()}
    if text.sha256 not in known and text.path.stem not in records.sources:
        wrong = "{file}: no record names this text; add it under 'sources', or leave it out"
        raise BadInput(wrong, file=text.path)
    return known.get(text.sha256, text.path.stem)


def _covered(coverages: Sequence[Coverage], files: Mapping[str, Source], options: argparse.Namespace) -> str:
    if options.format == "json":
        return _json([_as_json(coverage, options.lang) for coverage in coverages])
    states = (CLAIMED, *REASONS, UNCLAIMED)
    names = {source: file.path.name for source, file in files.items()}
    counts = [
        (names[c.source.id], len(c.sentences), *(c.count(state) for state in states)) for c in coverages
    ]
    lines = [
        (names[coverage.source.id], *_line(coverage, sentence, options.lang))
        for coverage in coverages
        for sentence in coverage.unclaimed
    ]
    parts = [_table(_HEADINGS[options.lang], counts, options)]
    return "\n".join(parts + ([_table(_PLACES[options.lang], lines, options)] if lines else []))


def _line(coverage: Coverage, sentence: Sentence, lang: str) -> tuple[object, ...]:
    span = sentence.unit.span
    line = coverage.text.count("\n", 0, span.start) + 1
    return (
        line,
        f"{span.start}-{span.end}",
        _left(coverage, sentence),
        "; ".join(_faults(sentence, lang)),
    )


def _faults(sentence: Sentence, lang: str) -> list[str]:
    return [fault.vi if lang == "vi" else fault.en for fault in sentence.faults]


def _left(coverage: Coverage, sentence: Sentence) -> str:
    return " ".join(coverage.text[word.start : word.end] for word in sentence.left)


def _as_json(coverage: Coverage, lang: str) -> dict[str, object]:
    return {
        "source": coverage.source.id,
        "sentences": len(coverage.sentences),
        "claimed": coverage.count(CLAIMED),
        "aside": {reason: coverage.count(reason) for reason in REASONS},
        "unclaimed": [
            {
                "start": sentence.unit.span.start,
                "end": sentence.unit.span.end,
                "kind": sentence.unit.kind,
                "left": _left(coverage, sentence),
                "faults": _faults(sentence, lang),
            }
            for sentence in coverage.unclaimed
        ],
    }


def _varying(variants: Sequence[Variant], files: Mapping[str, Source], options: argparse.Namespace) -> str:
    texts = {source: file.text for source, file in files.items()}
    if options.format == "json":
        return _json([_variant_as_json(variant, texts) for variant in variants])
    counts = {kind: sum(variant.kind == kind for variant in variants) for kind in KINDS}
    lines = [
        (d.kind, v.base.locator, files[v.base.source].path.name, v.base.said(*d.base, texts[v.base.source]),
         v.other.locator, files[v.other.source].path.name, v.other.said(*d.other, texts[v.other.source]))
        for v in variants
        for d in v.differences
        if d.kind in _TOLD
    ]  # fmt: skip
    return "\n".join(
        [
            _table(tuple(counts), [tuple(counts.values())], options),
            _table(_VARIANTS[options.lang], lines, options),
        ]
    )


def _variant_as_json(variant: Variant, texts: Mapping[str, str]) -> dict[str, object]:
    sides = {"base": variant.base, "other": variant.other}
    return {
        "kind": variant.kind,
        "link": variant.link,
        **{
            side: {"document": r.document, "locator": r.locator, "source": r.source}
            for side, r in sides.items()
        },
        "differences": [
            {
                "kind": d.kind,
                "base": variant.base.said(*d.base, texts[variant.base.source]),
                "other": variant.other.said(*d.other, texts[variant.other.source]),
            }
            for d in variant.differences
        ],
    }


def _table(columns: Sequence[str], rows: Sequence[Sequence[object]], options: argparse.Namespace) -> str:
    """The rows as a table, without the columns that say nothing in any of them."""
    said = [at for at, _ in enumerate(columns) if not rows or any(str(row[at]) for row in rows)]
    cells = tuple(tuple(Literal(str(row[at])) for at in said) for row in rows)
    table = Table(tuple(columns[at] for at in said), cells)
    return show(table, options.format, options.lang, watched=watched(options.output))


def _json(answer: object) -> str:
    return json.dumps(answer, ensure_ascii=False, indent=2) + "\n"


def _write(folder: Path, shown: Mapping[str, str]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput(
            "{path}: {why}; name a folder that can be written", path=folder, why=why(error)
        ) from error
    for name, page in shown.items():
        put_file(folder / name, page)
