"""`kg explain`: from what asserted triples, by what rules, a triple of the graph follows."""

import argparse
from collections.abc import Sequence
from difflib import get_close_matches
from gettext import gettext as _

from pyoxigraph import Literal, NamedNode, RdfFormat, Store, Triple, parse

from kg.cli.options import command, of_a_build, of_an_answer, put, say
from kg.errors import AmbiguousName, KgError, UnknownName
from kg.messages import Message
from kg.names import POL, PREFIXES
from kg.query import drawn_from, resolve, taken_for
from kg.reason.explanation import Explainer
from kg.reason.telling import TELLINGS, label, tell
from kg.reason.template import rules
from kg.store import open_build

_DONE, _FOUND = 0, 1
_KINDS = ("body", "document", "statement", "topic")
_TYPE = "a"
_ABSENT = {
    "vi": ("không có trong đồ thị", "giữa hai bên chỉ có"),
    "en": ("not in the graph", "what leads from one to the other is"),
}


def run(arguments: Sequence[str]) -> int:
    """Explain the triple that is named; status 1 where it is not in the graph."""
    options = _options(arguments)
    store = open_build(options.build)
    triple = Triple(
        _thing(store, options.subject, options.lang),
        _property(options.predicate),
        _object(store, options.object, options.lang),
    )
    for given, term in ((options.subject, triple.subject), (options.object, triple.object)):
        taken = taken_for(store, given, term.value, options.lang) if isinstance(term, NamedNode) else None
        if taken:
            say(taken, quiet=options.quiet)
    step = Explainer(store, rules(store)).explain(triple)
    if step is None:
        say(_absent(store, triple, options.lang), quiet=False)
        return _FOUND
    put(tell(store, step, options.format, options.lang), options.output)
    ends = (term for leaf in step.leaves() for term in (leaf.triple.subject, leaf.triple.object))
    if standing := drawn_from(store, (term.value for term in ends if isinstance(term, NamedNode))):
        say(standing, quiet=options.quiet)
    return _DONE


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = command(
        "explain", "Show from what asserted triples, by what rules, a triple of the graph follows."
    )
    name = _("a name, a prefixed name such as pol:Task, or an IRI")
    parser.add_argument("subject", metavar=_("SUBJECT"), help=name)
    parser.add_argument(
        "predicate", metavar=_("PREDICATE"), help=_("pol:leads, leads, 'a' for the type, or an IRI")
    )
    parser.add_argument(
        "object",
        metavar=_("OBJECT"),
        help=_("{name}, or a literal in quotes: '\"57-NQ/TW\"'").format(name=name),
    )
    of_a_build(parser)
    of_an_answer(parser, tuple(TELLINGS))
    return parser.parse_args(arguments)


def _absent(store: Store, triple: Triple, lang: str) -> str:
    said = " · ".join(label(store, term, lang) for term in (triple.subject, triple.predicate, triple.object))
    missing, instead = _ABSENT[lang]
    linked = ", ".join(_links(store, triple))
    return f"{said}: {missing}" + (f"; {instead} {linked}" if linked else "")


def _links(store: Store, triple: Triple) -> list[str]:
    """The properties of ours by which the subject does lead to the object."""
    found = {quad.predicate.value for quad in store.quads_for_pattern(triple.subject, None, triple.object)}
    return sorted(f"pol:{iri.removeprefix(str(POL))}" for iri in found if iri.startswith(str(POL)))


def _thing(store: Store, given: str, lang: str) -> NamedNode:
    """The thing that a name means: an IRI, a prefixed name, or the name of a body, document or statement.

    Raises UnknownName or AmbiguousName.
    """
    if iri := _iri(given):
        return iri
    errors: list[KgError] = []
    for kind in _KINDS:
        try:
            return resolve(store, kind, given, lang)
        except (UnknownName, AmbiguousName) as error:
            errors.append(error)
    ambiguous = [error for error in errors if isinstance(error, AmbiguousName)]
    near = [name for error in errors if isinstance(error, UnknownName) for name in error.nearest]
    raise ambiguous[0] if ambiguous else UnknownName(given, "body, document or statement", near[:5])


def _iri(given: str) -> NamedNode | None:
    prefix, colon, name = given.partition(":")
    if colon and prefix in PREFIXES:
        return _term(name, given) if PREFIXES[prefix] == str(POL) else _node(PREFIXES[prefix] + name, given)
    return _node(given.strip("<>"), given) if "://" in given else None


def _node(iri: str, given: str) -> NamedNode:
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise UnknownName(given, Message("IRI ({error})", error=error), []) from error


def _term(name: str, given: str) -> NamedNode:
    """A term of our vocabulary; raises UnknownName, with the nearest, where there is none of that name."""
    if name not in POL.__annotations__:
        near = get_close_matches(name, POL.__annotations__, n=3)
        raise UnknownName(given, "term of the vocabulary", [f"pol:{term}" for term in near])
    return NamedNode(str(POL) + name)


def _property(given: str) -> NamedNode:
    if given == _TYPE:
        return NamedNode(PREFIXES["rdf"] + "type")
    return _iri(given) or _term(given, given)


def _object(store: Store, given: str, lang: str) -> NamedNode | Literal:
    if given.startswith('"'):
        return _literal(given)
    return _thing(store, given, lang)


def _literal(given: str) -> Literal:
    """A literal as Turtle writes it; raises UnknownName where it is none."""
    prefixes = "".join(f"@prefix {name}: <{iri}> . " for name, iri in PREFIXES.items())
    try:
        quads = list(parse(f"{prefixes} <urn:s> <urn:p> {given} .".encode(), format=RdfFormat.TURTLE))
    except SyntaxError as error:
        raise UnknownName(given, Message("literal ({error})", error=error), []) from error
    if len(quads) == 1 and isinstance(quads[0].object, Literal):
        return quads[0].object
    raise UnknownName(given, "literal", [])
