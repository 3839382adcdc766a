"""Each rule makes of the input just what stands in the file of its name, on two engines."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from steungraaf.queryfile import read_query_file
from steungraaf.rdf import Quad, Triple, read_quads, reformat
from steungraaf.store import EmbeddedStore


def texts(triples: Iterable[Quad | Triple]) -> set[tuple[str, str, str]]:
    """Return triples as their three terms."""
    return {(str(one.subject), str(one.predicate), str(one.object)) for one in triples}


def test_makes_what_is_expected(rule: Path, given: Path, expected: Path) -> None:
    """The embedded store makes of the input what is expected."""
    store = EmbeddedStore()
    store.load(list(read_quads(given)))
    made = store.query(read_query_file(rule).sparql)

    assert isinstance(made, list)
    assert texts(made) == texts(read_quads(expected))


def test_rdflib_makes_the_same(rule: Path, given: Path, expected: Path) -> None:
    """Rdflib makes of the input what is expected."""
    import rdflib

    made = rdflib.Graph().parse(given).query(read_query_file(rule).sparql)

    assert {tuple(term.n3() for term in triple) for triple in made} == {
        tuple(term.n3() for term in triple) for triple in rdflib.Graph().parse(expected)
    }


def test_making_again_makes_no_more(rule: Path, given: Path, expected: Path) -> None:
    """On the input with what the rule made of it, the rule makes nothing that is new."""
    store = EmbeddedStore()
    known = [*read_quads(given), *read_quads(expected)]
    store.load(known)
    made = store.query(read_query_file(rule).sparql)

    assert isinstance(made, list)
    assert texts(made) <= texts(known)


def test_files_are_in_house_style(rule: Path, given: Path, expected: Path) -> None:
    """Input and expected results, read and written again, are the same files, and no rule makes a blank node."""
    assert [path.name for path in (given, expected) if reformat(path) != path.read_bytes()] == []
    assert "_:" not in rule.read_text(encoding="utf-8")
    assert "[" not in read_query_file(rule).sparql
