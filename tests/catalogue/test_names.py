"""Check how things are found by what people call them."""

import pytest

from steungraaf.catalogue.names import as_iri, describe_things, find_things, is_known, suggest_things
from steungraaf.namespaces import expand
from steungraaf.rdf import Literal, NamedNode, Quad
from steungraaf.spelling import fold
from steungraaf.store import EmbeddedStore, Store

AGENT = expand("foaf:Agent")
PLACE = expand("schema:AdministrativeArea")
EX = "https://example.org/id/document/sv-9/"


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("agentschap hulp", "organisation:hulp"),
        ("HELP  AGENCY", "organisation:hulp"),
        ("hulpdienst", "organisation:hulp"),
        ("anker coop", "organisation:anker"),
        ("OVO 000001", "organisation:hulp"),
        ("anker", "organisation:anker"),
        ("Els Maes", "person:els"),
        ("els", "person:els"),
        ("de kas", f"{EX}kas"),
    ],
)
def test_agent_by_any_name(store: Store, name: str, found: str) -> None:
    """Organisations, persons, and what the ontology counts as agents are found by label, code and part of the IRI."""
    assert find_things(store, name, AGENT, "nl").iris == [expand(found)]


def test_preferred_label_wins(store: Store) -> None:
    """Who is called so goes before who is also called so."""
    assert find_things(store, "hulp lijn", AGENT, "nl").iris == []
    assert find_things(store, "Helpline", AGENT, "nl").iris == [expand("organisation:hulplijn")]
    assert find_things(store, "HULP", AGENT, "nl").iris == [expand("organisation:hulplijn")]


def test_shared_number_fits_both(store: Store) -> None:
    """An enterprise number that two organisations share names both."""
    found = find_things(store, "0316.380.841", AGENT, "nl").iris
    assert found == [expand("organisation:anker"), expand("organisation:hulp")]


def test_other_kinds_are_not_found(store: Store) -> None:
    """A place is no agent, and of no kind in particular it is found."""
    assert find_things(store, "Dorp", AGENT, "nl").iris == []
    assert len(find_things(store, "Dorp", None, "nl").iris) == 2


def test_concept_of_a_scheme(store: Store) -> None:
    """A concept scheme serves as a kind."""
    found = find_things(store, "agency", expand("scheme:actor-kinds"), "nl").iris
    assert found == [expand("actor-kind:agency")]


def test_few_names_are_all_told_where_none_is_near(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is like no name gets the preferred names to choose from, unless there are too many of them."""
    found = find_things(store, "xyzzy", AGENT, "nl")
    assert (found.near, "Agentschap Hulp" in found.known, found.known) == ([], True, sorted(found.known, key=fold))
    monkeypatch.setattr("steungraaf.catalogue.names._FEW", 0)
    assert find_things(store, "xyzzy", AGENT, "nl").known == []


def test_near_names_are_in_the_language(store: Store) -> None:
    """What fits nothing gets the nearest names of that kind, in the reader's language."""
    assert find_things(store, "agentschp hulp", AGENT, "nl").near == ["Agentschap Hulp"]
    assert find_things(store, "help agenzy", AGENT, "en").near == ["Help Agency"]


def test_description_tells_things_apart(store: Store) -> None:
    """Things of one name are told apart by their IRI, kind and period."""
    iris = [expand(name) for name in ("municipality:dorp", "municipality:dorp-2019", "organisation:hulp")]
    assert describe_things(store, iris, "nl") == [
        "Dorp (municipality:dorp; 1977-01-01 - 2018-12-31)",
        "Dorp (municipality:dorp-2019; 2019-01-01 - ...)",
        "Agentschap Hulp (organisation:hulp; agentschap)",
    ]


def test_description_of_the_unknown(store: Store) -> None:
    """What nothing is known of has its short name."""
    assert describe_things(store, [expand("person:niemand")], "nl") == ["person:niemand (person:niemand)"]


def test_description_passes_over_a_kind_in_words() -> None:
    """Data of anybody else may tell a kind in words, which have no label to look up."""
    store = EmbeddedStore()
    kind = NamedNode(expand("dcterms:type"))
    store.load([Quad(NamedNode("urn:a"), kind, Literal("kind > of"), NamedNode("urn:g"))])
    assert describe_things(store, ["urn:a"], "nl") == ["urn:a (urn:a)"]


@pytest.mark.parametrize(
    ("text", "iri"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("urn:x:y", "urn:x:y"),
        ("sg:Claim", expand("sg:Claim")),
        ("Hefboom", None),
        ("Oproep: steden", None),
    ],
)
def test_what_is_an_iri(text: str, iri: str | None) -> None:
    """A whole IRI and a known prefix are IRIs; a name with a colon is not."""
    assert as_iri(text) == iri


@pytest.mark.parametrize("name", ["organisation:hulp", "actor-kind:agency", "skos:altLabel"])
def test_known_in_any_place(store: Store, name: str) -> None:
    """A thing is known where it stands as subject, object or predicate."""
    assert is_known(store, expand(name))


def test_unknown_is_not_known(store: Store) -> None:
    """What the data never name is not known."""
    assert not is_known(store, "https://example.org/never")


def test_suggestions_begin_as_typed(store: Store) -> None:
    """Values that begin as what was typed are offered with their label, in the reader's language."""
    assert suggest_things(store, "hul", AGENT, "nl") == [
        ("organisation:hulp", "Agentschap Hulp"),
        ("hulplijn", "HULP"),
    ]
    assert suggest_things(store, "AGENTSCH", AGENT, "nl") == [("organisation:hulp", "Agentschap Hulp")]


def test_suggestion_is_found_again(store: Store) -> None:
    """What fits several things by its short name is offered by its prefixed name, which fits one."""
    values = [value for value, _ in suggest_things(store, "", PLACE, "nl")]
    assert values == ["municipality:dorp", "dorp-2019"]
