"""`kg reason`: ask a reasoner whether ontology and graph hold together and, if not, what clashes."""

import argparse
from collections.abc import Iterator, Sequence
from gettext import gettext as _
from pathlib import Path

from pyoxigraph import RdfFormat, Store, serialize
from rdflib import Graph

from kg.cli.options import command, in_a_language, of_a_build, of_a_server_written_to, put, say
from kg.errors import BadInput
from kg.messages import Message
from kg.names import IDS, Base
from kg.query.showing import compact
from kg.query.table import based
from kg.reason import infer
from kg.reason.clash import CLASHES, Clash, clashes
from kg.reason.dl import Verdict, consistency
from kg.reason.telling import lines, summary
from kg.store import Deriving, open_build, open_server, triples

_DONE, _FOUND = 0, 1
_WORDS = {
    "vi": {
        "consistent": "nhất quán: HermiT không thấy mâu thuẫn nào trong {facts} bộ ba về {things} vật, "
        "và không lớp nào không thể có cá thể",
        "empty": "các lớp này không thể có cá thể nào:",
        "inconsistent": "không nhất quán: đồ thị mâu thuẫn với bản thể học (HermiT)",
        "axiom": "tiên đề:",
        "unknown": "chưa chỉ ra được chỗ mâu thuẫn: không do lớp rời nhau, thuộc tính một chiều hay "
        "thuộc tính không nối vật với chính nó",
    },
    "en": {
        "consistent": "consistent: HermiT finds no contradiction in {facts} triples about {things} things, "
        "and no class that nothing can be in",
        "empty": "these classes can have no member:",
        "inconsistent": "inconsistent: the graph contradicts the ontology (HermiT)",
        "axiom": "axiom:",
        "unknown": "what clashes is not found: it is no disjoint classes, no property that links one way "
        "only, and none that never links a thing to itself",
    },
}


def run(arguments: Sequence[str]) -> int:
    """Tell HermiT's verdict on the built graph and, where it is bad, what contradicts what."""
    options = _parser().parse_args(arguments)
    if options.store:
        return _on_server(options)
    store, base = _materialised(options.build)
    said = triples(store, ("asserted", "judgement", "inferred"))
    facts = Graph().parse(data=serialize(said, format=RdfFormat.N_TRIPLES), format="nt")
    verdict = consistency(facts)
    found = [] if verdict.consistent or verdict.unsatisfiable else clashes(store, base)
    put("\n".join(_told(verdict, len(facts), options.lang)) + "\n", None)
    put("".join(_clash(store, clash, options.lang) for clash in found), None)
    return _DONE if verdict.consistent else _FOUND


def _parser() -> argparse.ArgumentParser:
    parser = command(
        "reason",
        "Ask a complete OWL reasoner whether the graph is consistent, or have a server run the rules.",
    )
    asked = parser.add_mutually_exclusive_group(required=True)
    asked.add_argument("--dl", action="store_true", help=_("with HermiT, an OWL 2 DL reasoner (needs Java)"))
    asked.add_argument(
        "--store",
        default="",
        metavar="URL",
        help=_("a SPARQL server, that is to add what follows by the rules"),
    )
    of_a_server_written_to(parser)
    in_a_language(parser)
    of_a_build(parser)
    return parser


def _on_server(options: argparse.Namespace) -> int:
    """Have a server add what follows from its graphs and is not in them yet."""
    remote = open_server(options.store, options.store_update, options.store_graphs)
    graphs = remote.graphs()
    if not graphs.marked:
        raise BadInput(
            "{store}: holds no graph of ours; put one there with 'kg build --store'", store=options.store
        )
    say(
        Message(
            "{count} triples follow that were not there",
            count=infer(Deriving(remote, graphs.base), Base(graphs.base)),
        ),
        quiet=options.quiet,
    )
    return _DONE


def _materialised(folder: Path) -> tuple[Store, Base]:
    """The built graph in memory, with all that follows, and the beginning of its IRIs."""
    built, store = open_build(folder), Store()
    store.bulk_extend(built)
    base = Base(based(built, IDS).removesuffix("id/"))
    infer(store, base)
    return store, base


def _told(verdict: Verdict, facts: int, lang: str) -> Iterator[str]:
    words = _WORDS[lang]
    if verdict.consistent:
        yield words["consistent"].format(facts=facts, things=verdict.individuals)
    elif verdict.unsatisfiable:
        yield from (words["empty"], *(f"  {iri}" for iri in verdict.unsatisfiable))
    else:
        yield words["inconsistent"]


def _clash(store: Store, clash: Clash, lang: str) -> str:
    axiom = " ".join(compact(term.value) for term in clash.rule.axiom)
    head = f"\n{summary(clash.rule, lang, CLASHES)}\n  {_WORDS[lang]['axiom']} {axiom}\n"
    return head + "".join(lines(store, step, lang, 1) for step in clash.steps)
