"""`kg serve`: the site, the SPARQL endpoint, the questions and the query page over HTTP."""

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from gettext import gettext as _
from pathlib import Path

from pyoxigraph import Store

from kg.cli.language import told
from kg.cli.options import command, of_a_build_or_server, put, say
from kg.errors import BadInput
from kg.messages import Message
from kg.names import IDS, VOCABULARY_BASE
from kg.publish import Rights, is_iri, is_of_others
from kg.query import based
from kg.serve import Limits, Settings, nginx, serve
from kg.store import open_build, server

_DONE = 0
_ASSERTED, _DUMP = "graph/asserted", ".nt.gz"
# What every site of ours holds, and says of itself there.
_RULE = "moved.json"


def run(arguments: Sequence[str]) -> int:
    """Serve until told to end, or write the configuration with which nginx serves the same site."""
    options = _parser().parse_args(arguments)
    site = _site(options.site)
    if options.nginx:
        if site is None:
            raise BadInput("--nginx: name the published site that nginx is to serve")
        put(nginx(site, (options.host, options.port), options.upstream), options.output)
        return _DONE
    if options.store:
        server(options.store)
    else:
        for warning in _doubts(site, open_build(options.build), options):
            say(warning, quiet=False)
    settings = Settings(site, options.build, options.store, options.base, _limits(options), _licence(options))
    serve(
        settings,
        (options.host, options.port),
        lambda line: say(line, quiet=False),
        log=not options.quiet,
    )
    return _DONE


def _licence(options: argparse.Namespace) -> str:
    """The licence of the data that is served: as given, or that of the reviewed records, or not known."""
    if options.licence is not None or options.store:
        return options.licence or ""
    return "" if is_of_others(options.build) else Rights().licence


def _doubts(site: Path | None, store: Store, options: argparse.Namespace) -> Iterator[Message]:
    """Why what a site says and what queries answer may differ."""
    if site is None:
        return
    if _tells_of_more(site, store):
        told_of = "{site}: tells of documents that {build} does not hold; name its own build with --build"
        yield Message(told_of, site=options.site, build=options.build)
    base, held = _base(site), based(store, IDS).removesuffix(IDS.removeprefix(VOCABULARY_BASE))
    if base and base != held:
        yield Message(
            "{site}: its IRIs begin with {base}, and those of {build} with {held}, so that queries will not "
            "find them; build it with --base {base}",
            site=options.site,
            build=options.build,
            base=base,
            held=held,
        )


def _base(site: Path) -> str:
    """Where the IRIs of a site begin; empty for one that was published before it said so."""
    try:
        return str(json.loads((site / _RULE).read_text(encoding="utf-8")).get("base", ""))
    except (OSError, ValueError, AttributeError):
        return ""


def _tells_of_more(site: Path, store: Store) -> bool:
    """Whether a site has the graph of a document that the store has not: it was published from another."""
    dumps = site / "dumps" / _ASSERTED
    told_of = {file.relative_to(dumps).as_posix().removesuffix(_DUMP) for file in dumps.rglob(f"*{_DUMP}")}
    held = {str(graph.value).partition(f"{_ASSERTED}/")[2] for graph in store.named_graphs()}
    return not told_of <= held


def _parser() -> argparse.ArgumentParser:
    usual = Limits()
    parser = command("serve", "Serve a published site, a SPARQL endpoint, the questions and a query page.")
    parser.add_argument("site", nargs="?", type=Path, metavar=_("SITE"), help=_("what 'kg publish' wrote"))
    of_a_build_or_server(parser)
    parser.add_argument(
        "--base", default=VOCABULARY_BASE, metavar="IRI", help=_("for relative IRIs in queries")
    )
    parser.add_argument(
        "--licence",
        type=_iri,
        metavar="IRI",
        help=_("under which licence the data are (default: that of the reviewed records, of others none)"),
    )
    _listening(parser)
    for name, (kind, meaning) in _LIMITS.items():
        value = getattr(usual, name)
        usually = value if isinstance(value, int) else f"{value:g}"
        parser.add_argument(
            f"--{name}",
            type=kind,
            default=value,
            metavar="N",
            help=told(Message("{meaning} (default: {default})", meaning=meaning, default=usually)),
        )
    parser.add_argument("--nginx", action="store_true", help=_("write a configuration for nginx instead"))
    parser.add_argument(
        "--upstream", default="", metavar="URL", help=_("with --nginx: where 'kg serve' answers queries")
    )
    parser.add_argument(
        "-o", "--output", type=Path, metavar=_("FILE"), help=_("with --nginx: write it there")
    )
    return parser


def _listening(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--host", default="127.0.0.1", metavar=_("HOST"), help=_("address to listen on (default: 127.0.0.1)")
    )
    parser.add_argument(
        "--port",
        type=int,
        default=8000,
        metavar=_("PORT"),
        help=_("port to listen on, 0 for any (default: 8000)"),
    )


def _iri(text: str) -> str:
    if not is_iri(text):
        raise argparse.ArgumentTypeError(
            _("{text!r} is not the IRI of a licence; give one like {usual}").format(
                text=text, usual=Rights().licence
            )
        )
    return text


def _count(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(_("{text!r} is not a whole number above 0").format(text=text))
    return int(text)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0
    if not 0 < seconds < float("inf"):
        raise argparse.ArgumentTypeError(_("{text!r} is not a number of seconds above 0").format(text=text))
    return seconds


_LIMITS = {
    "seconds": (_seconds, Message("the longest that a query runs")),
    "rows": (_count, Message("the most rows of an answer")),
    "triples": (_count, Message("the most triples of an answer")),
    "queries": (_count, Message("quick queries at once")),
    "long": (_count, Message("long queries at once")),
    "waiting": (_count, Message("queries that may wait for their turn")),
    "dawdling": (_seconds, Message("seconds in which a request's headers, and then its body, must come")),
    "held": (_count, Message("bytes of N-Quads up to which a build is held in memory")),
    "memory": (_count, Message("bytes of memory that a query may take")),
    "request": (_count, Message("bytes of the longest request")),
    "connections": (_count, Message("connections at once")),
}


def _limits(options: argparse.Namespace) -> Limits:
    return replace(Limits(), **{name: getattr(options, name) for name in _LIMITS})


def _site(site: Path | None) -> Path | None:
    if site is not None and not site.is_dir():
        raise BadInput(
            "{site}: is no folder; name the site that 'kg publish' wrote, or leave it out", site=site
        )
    return site.resolve() if site else None
