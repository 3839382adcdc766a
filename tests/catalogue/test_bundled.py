"""Check names, answers and tables on the bundled data."""

import pytest

from steungraaf.catalogue import Catalogue, Table
from steungraaf.catalogue.answer_text import render_answer
from steungraaf.catalogue.answers import Answers
from steungraaf.catalogue.values import read_value
from steungraaf.errors import AmbiguousValueError
from steungraaf.folder import Folder
from steungraaf.namespaces import expand
from steungraaf.queryfile import Parameter
from steungraaf.rdf import NamedNode
from steungraaf.store import Store

FOLDER = Folder.open()
SAID = {
    1: ["Mechelen", "overlegtafels", "ecosystemen"],
    2: ["verwijst hiervoor naar Vraag 1", "VLAIO", "geen enkel bestuur wordt genoemd"],
    3: ["in 2019", "City of Things", "(gepland", "Bedragen en einddata van de plannen staan niet in de bron"],
    4: [
        "2.500",
        "167",
        "56 %",
        "298",
        "57 %",
        "424",
        "helft",
        "2.662",
        "1.232",
        "46 %",
        "1 juli 2015",
        "Een totaal aantal",
    ],
}


@pytest.fixture(scope="session")
def bundled_catalogue(bundled_store: Store) -> Catalogue:
    """Ask the bundled data."""
    return Catalogue(bundled_store, FOLDER.query_files())


@pytest.mark.parametrize(
    ("name", "kind", "found"),
    [
        ("VLAIO", "foaf:Agent", "organisation:vlaio"),
        ("agentschap innoveren en ondernemen", "foaf:Agent", "organisation:vlaio"),
        ("OVO000039", "foaf:Agent", "organisation:vlaio"),
        ("microstart", "foaf:Agent", "organisation:microstart"),
        ("0829.081.071", "foaf:Agent", "organisation:microstart"),
        ("philippe muyters", "foaf:Agent", "person:philippe-muyters"),
        ("centrumsteden", "foaf:Agent", "group:centrumsteden"),
        ("Stad Gent", "foaf:Agent", "organisation:gemeente-gent"),
        ("alost", "schema:AdministrativeArea", "municipality:aalst"),
        ("41002", "schema:AdministrativeArea", "municipality:aalst"),
        ("sint-niklaas", "schema:AdministrativeArea", "municipality:sint-niklaas"),
    ],
)
def test_thing_by_what_people_call_it(bundled_store: Store, name: str, kind: str, found: str) -> None:
    """Organisations, persons, groups and places are found by any of their names and codes."""
    parameter = Parameter("who", "iri", True, "x", {}, expand(kind))
    expected = NamedNode(expand(found))
    assert read_value(bundled_store, parameter, name, "nl") == expected


def test_municipality_before_and_after_a_merger(bundled_store: Store) -> None:
    """A name that two municipalities had after each other is told with the period of each."""
    parameter = Parameter("place", "iri", True, "x", {}, expand("schema:AdministrativeArea"))
    with pytest.raises(AmbiguousValueError) as caught:
        read_value(bundled_store, parameter, "Aalter", "nl")
    assert caught.value.candidates == [
        "Aalter (municipality:aalter; plaats; 1977-01-01 - 2018-12-31)",
        "Aalter (municipality:aalter-2019; plaats; 2019-01-01 - ...)",
    ]


@pytest.mark.parametrize("number", sorted(SAID))
def test_answer_says_what_the_source_says(bundled_store: Store, bundled_catalogue: Catalogue, number: int) -> None:
    """Each answer has its statements, its hedges and what the source leaves open."""
    answer = Answers(bundled_catalogue, bundled_store).answer(number)
    text = " ".join(render_answer(answer, "nl", 80, lambda sentence: None).split())
    assert [words for words in SAID[number] if words not in text] == []


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_statement_has_its_sentence(bundled_store: Store, bundled_catalogue: Catalogue, lang: str) -> None:
    """No statement of any answer is without a footnote, and each footnote has a restatement in the language."""
    answers = Answers(bundled_catalogue, bundled_store)
    for answer in (answers.answer(question.item, lang) for question in answers.questions()):
        assert answer.statements and all(statement.footnotes for statement in answer.statements)
        assert [note.number for note in answer.footnotes] == list(range(1, len(answer.footnotes) + 1))
        assert all(note.restatement for note in answer.footnotes)


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_own_things_are_shown_by_label(bundled_catalogue: Catalogue, lang: str) -> None:
    """In the answer to any stored query, whatever is ours has a label in the reader's language, not an address.

    But for identifiers, which only the answer itself speaks of, and for what another server would have to answer.
    """
    for query in bundled_catalogue.queries():
        if query.is_federated:
            continue
        values = {each.name: each.example for each in query.parameters if not each.optional}
        found = bundled_catalogue.ask(f"{query.theme}/{query.name}", values, lang=lang)
        own = [iri for iri in found.iris() if iri.startswith(expand("sg:").removesuffix("ns#"))]
        own = [iri for iri in own if "/identifier/" not in iri]
        assert [iri for iri in own if ":" in found.labels[iri] and " " not in found.labels[iri]] == []


def test_tables_fit_a_terminal(bundled_catalogue: Catalogue) -> None:
    """The answer to a stored query fits eighty columns."""
    for name in ("who-supports", "all-figures", "actors-of-kind"):
        table = bundled_catalogue.ask(name)
        assert isinstance(table, Table)
        assert max(map(len, table.to_text(80).splitlines())) <= 80
