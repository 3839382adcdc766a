"""Check which statements rest on which sentences."""

from steungraaf.catalogue.quotations import hedges, places, quotes, statements_in
from steungraaf.namespaces import expand
from steungraaf.rdf import parse_quads
from steungraaf.store import EmbeddedStore, Store

EX = "https://example.org/id/document/sv-9/"
S2, S10 = f"{EX}a1-s2", f"{EX}a1-s10"
CLAIMS = [f"{EX}claim-1", f"{EX}claim-2"]
FIGURES = [f"{EX}figure-1", f"{EX}figure-2"]


def test_places_are_in_order(store: Store) -> None:
    """Sentences of items and others are told in the order of their numbers, not of their names."""
    found = places(store, items=[f"{EX}a1"], sentences=[f"{EX}q1-s1", S2])
    assert [(place.item, place.number) for place in found] == [(f"{EX}a1", 2), (f"{EX}a1", 10), (f"{EX}q1", 1)]
    assert found[0].document == "https://example.org/id/document/sv-9"


def test_figures_then_claims(store: Store) -> None:
    """Figures come first, with what was computed from them; then claims in the order of their sentences."""
    assert statements_in(store, [S2, S10]) == [*FIGURES, *CLAIMS]


def test_computed_figure_rests_on_its_inputs(store: Store) -> None:
    """A statement has its sentences in order, a computed figure those of its inputs."""
    assert quotes(store, [CLAIMS[1], FIGURES[1]]) == {CLAIMS[1]: [S2, S10], FIGURES[1]: [S10]}


def test_computed_in_a_circle() -> None:
    """Figures that were computed from each other rest on the sentences of all of them, and of what these go back to."""
    text = """PREFIX prov: <http://www.w3.org/ns/prov#>
    <urn:a> prov:wasDerivedFrom <urn:b>, <urn:c> ; prov:wasQuotedFrom "no sentence" .
    <urn:b> prov:wasDerivedFrom <urn:a>, <urn:c> ; prov:wasQuotedFrom <urn:s2> .
    <urn:c> prov:wasQuotedFrom <urn:s10> ."""
    store = EmbeddedStore()
    store.load(parse_quads(text.encode(), format="turtle"))
    both = ["urn:s2", "urn:s10"]
    assert quotes(store, ["urn:b", "urn:a", "urn:c"]) == {"urn:b": both, "urn:a": both, "urn:c": ["urn:s10"]}


def test_hedges_are_what_is_not_plain(store: Store) -> None:
    """Planned, computed, approximate and a period that is not stated are told; what is plain is not."""
    assert hedges(store, [*CLAIMS, *FIGURES]) == {
        CLAIMS[1]: [expand("modality:planned"), expand("period:not-stated")],
        FIGURES[0]: [expand("precision:approximate")],
        FIGURES[1]: [expand("basis:derived")],
    }


def test_nothing_of_nothing(store: Store) -> None:
    """No statements and no sentences give nothing."""
    assert (places(store), statements_in(store, []), quotes(store, []), hedges(store, [])) == ([], [], {}, {})
