"""Give what comes out of a store the literals that the files have, as a store writes them its own way."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import cast

from steungraaf.namespaces import DERIVED, expand
from steungraaf.rdf import Literal, NamedNode, Quad
from steungraaf.store.base import Store
from steungraaf.store.embedded import EmbeddedStore

_XSD, _STRING = expand("xsd:"), expand("xsd:string")
_ANY = NamedNode("urn:any")


def as_written(rewritten: Iterable[Quad], files: Iterable[Quad]) -> Iterator[Quad]:
    """Yield quads of a store with each literal as the first statement of the files that has its value writes it.

    What a rule copies from a statement would else differ from it: ``P12M`` comes back as ``P1Y``.
    """
    given = list(rewritten)
    forms = _forms(files) if any(_may_differ(quad) for quad in given) else {}
    for quad in given:
        written = forms.get(quad.object) if isinstance(quad.object, Literal) else None
        yield Quad(quad.subject, quad.predicate, written, quad.graph_name) if written else quad


def derived_as_written(store: Store, files: Iterable[Quad]) -> Iterator[Quad]:
    """Yield what the rules made in a store, with its literals as the files have them."""
    graphs = (graph for graph in store.graphs() if graph.startswith(DERIVED))
    return as_written(chain.from_iterable(map(store.dump, graphs)), files)


def _may_differ(quad: Quad) -> bool:
    """Return whether the object is a literal of a type that an engine writes its own way."""
    term = quad.object
    return isinstance(term, Literal) and term.datatype.value.startswith(_XSD) and term.datatype.value != _STRING


def _forms(files: Iterable[Quad]) -> dict[Literal, Literal]:
    """Return for each typed literal, as a store writes it, how it is written first."""
    typed = (cast(Literal, quad.object) for quad in files if _may_differ(quad))
    written = {NamedNode(f"urn:form:{number}"): literal for number, literal in enumerate(dict.fromkeys(typed))}
    store = EmbeddedStore()
    store.load(Quad(name, _ANY, literal, _ANY) for name, literal in written.items())
    rewritten = {quad.subject: quad.object for quad in store.dump(_ANY.value)}
    return {cast(Literal, rewritten[name]): literal for name, literal in reversed(written.items())}
