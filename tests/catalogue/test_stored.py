"""Check how stored queries are found, filled and answered."""

from pathlib import Path

import pytest

from steungraaf.catalogue import Catalogue, Statements, Table
from steungraaf.errors import (
    AmbiguousValueError,
    MissingParameterError,
    QueryHeaderError,
    ServiceRefusedError,
    SparqlSyntaxError,
    UnknownParameterError,
    UnknownQueryError,
    UpdateRefusedError,
)
from steungraaf.namespaces import expand
from steungraaf.queryfile import reading
from steungraaf.rdf import Literal
from steungraaf.store import Store, guard

HULP = expand("organisation:hulp")


def test_queries_are_listed_by_theme(catalogue: Catalogue) -> None:
    """Themes stand in reading order, the checks last, names in order of the alphabet."""
    listed = {theme: [query.name for query in queries] for theme, queries in catalogue.by_theme().items()}
    assert listed == {"actors": ["profile", "who-helps"], "checks": ["is-anybody"]}
    assert catalogue.names() == ["profile", "who-helps", "is-anybody"]


@pytest.mark.parametrize("name", ["who-helps", "actors/who-helps", "who_helps", " who-helps "])
def test_query_by_name(catalogue: Catalogue, name: str) -> None:
    """A query is found by its name, with or without its theme, as Python or a command line writes it."""
    assert catalogue.get(name).name == "who-helps"


def test_only_the_query_that_is_asked_is_read(
    catalogue: Catalogue, query_files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A broken neighbour does not keep a query from being answered."""
    query_files[1].write_text("#+ broken: [", encoding="utf-8")
    read: list[str] = []
    original = reading.read_query_file
    monkeypatch.setattr(reading, "read_query_file", lambda path: (read.append(path.stem), original(path))[1])
    catalogue.ask("who-helps")
    catalogue.ask("who-helps")
    assert read == ["who-helps"]


def test_a_broken_query_is_passed_over(catalogue: Catalogue, query_files: list[Path]) -> None:
    """A list of the queries has those that can be read; why one cannot is at hand."""
    path = next(path for path in query_files if path.stem == "profile")
    path.write_text("#+ broken: [", encoding="utf-8")
    assert [query.name for query in catalogue.queries()] == ["who-helps", "is-anybody"]
    assert list(catalogue.faults) == [path]
    with pytest.raises(QueryHeaderError):
        catalogue.get("profile")


def test_stored_query_is_looked_at_once(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is asked again and again, with values too, is looked at the first time only."""
    looked: list[str] = []
    original = guard.check_query
    monkeypatch.setattr(guard, "check_query", lambda text, *given: (looked.append(text), original(text, *given)))
    for value in (None, HULP, None):
        catalogue.ask("who-helps", {"agent": value}, labels=False)
    assert [text for text in looked if "dcterms:type ?kind" in text] == [catalogue.get("who-helps").sparql]


def test_stored_query_that_is_refused(store: Store, tmp_path: Path) -> None:
    """One that asks another server is refused each time that it is asked, as a query that somebody types is."""
    path = tmp_path / "mine" / "elsewhere.rq"
    path.parent.mkdir()
    head = "#+ question: {nl: Wat, en: What}\n#+ description: {nl: Wat., en: What.}\n"
    path.write_text(f"{head}ASK {{ SERVICE <https://example.org/sparql> {{ ?s ?p ?o }} }}", encoding="utf-8")
    catalogue = Catalogue(store, [path])
    for _ in range(2):
        with pytest.raises(ServiceRefusedError):
            catalogue.ask("elsewhere")


def test_unknown_query_names_the_nearest(catalogue: Catalogue) -> None:
    """A name that no query has gets the nearest."""
    with pytest.raises(UnknownQueryError) as caught:
        catalogue.get("who-help")
    assert caught.value.near == ["who-helps"]


def test_name_of_two_themes(store: Store, query_files: list[Path], tmp_path: Path) -> None:
    """A name that two themes have is told with both."""
    other = tmp_path / "support" / "who-helps.rq"
    other.parent.mkdir()
    other.write_text(query_files[0].read_text(encoding="utf-8"), encoding="utf-8")
    catalogue = Catalogue(store, [*query_files, other])
    with pytest.raises(UnknownQueryError) as caught:
        catalogue.get("who-helps")
    assert caught.value.near == ["actors/who-helps", "support/who-helps"]
    assert catalogue.get("support/who-helps").path == other


def test_table_in_the_language_of_the_reader(catalogue: Catalogue) -> None:
    """Headings, labels and the question are in the language that is asked; the rows are the same."""
    dutch, english = (catalogue.ask("who-helps", lang=lang) for lang in ("nl", "en"))
    assert isinstance(dutch, Table) and isinstance(english, Table)
    assert [column.heading for column in dutch.columns] == ["wie", "soort"]
    assert [column.heading for column in english.columns] == ["who", "kind"]
    assert (dutch.labels[HULP], english.labels[HULP]) == ("Agentschap Hulp", "Help Agency")
    assert dutch.rows == english.rows
    assert (dutch.origin.question, english.origin.question) == ("Wie helpt?", "Who helps?")


def test_value_fills_its_slot(catalogue: Catalogue) -> None:
    """A value keeps the rows that it fits; None leaves the parameter open."""
    tables = [catalogue.ask("who-helps", {"agent": value}) for value in ("agentschap hulp", "els", None)]
    assert [len(table) for table in tables] == [1, 0, 1]


def test_origin_tells_values_licence_and_version(catalogue: Catalogue) -> None:
    """A table knows what it answers, with labels for the values, and where its data come from."""
    origin = catalogue.ask("who-helps", {"agent": "OVO000001"}).origin
    assert (origin.parameters, origin.licence, origin.version) == (
        {"agent": "Agentschap Hulp"},
        "https://example.org/licence",
        "1.2.3",
    )


def test_no_labels_where_none_are_asked(catalogue: Catalogue) -> None:
    """Without labels the store is not asked for them, and values are shown as they are."""
    table = catalogue.ask("who-helps", {"agent": "hulpdienst"}, labels=False)
    assert (table.labels, table.origin.parameters) == ({}, {"agent": HULP})


def test_unknown_parameter_names_the_nearest(catalogue: Catalogue) -> None:
    """A parameter that the query lacks gets the nearest, and those it has."""
    with pytest.raises(UnknownParameterError) as caught:
        catalogue.ask("who-helps", {"agents": "x"})
    assert caught.value.parts == {"query": "who-helps", "parameter": "agents", "near": ["agent"], "known": ["agent"]}


def test_required_parameter_left_out(catalogue: Catalogue) -> None:
    """A required parameter is asked for with its example, short enough to type."""
    with pytest.raises(MissingParameterError) as caught:
        catalogue.ask("profile")
    assert caught.value.parts == {"query": "profile", "parameter": "agent", "example": "organisation:hulp"}


def test_ambiguous_value_comes_through(catalogue: Catalogue) -> None:
    """A code that two agents share is not guessed at."""
    with pytest.raises(AmbiguousValueError):
        catalogue.ask("who-helps", {"agent": "0316.380.841"})


def test_construct_gives_statements(catalogue: Catalogue) -> None:
    """A stored CONSTRUCT gives triples with labels."""
    found = catalogue.ask("profile", {"agent": "hulpdienst"})
    assert isinstance(found, Statements)
    assert (len(found), found.labels[HULP], found.name) == (1, "Agentschap Hulp", "profile")


def test_stored_ask_gives_a_table(catalogue: Catalogue) -> None:
    """A stored ASK gives a table of one cell."""
    table = catalogue.ask("is-anybody", lang="en")
    assert isinstance(table, Table)
    assert (table.rows, table.columns[0].heading) == ([(Literal(True),)], "answer")


def test_sparql_of_every_form(catalogue: Catalogue) -> None:
    """A SELECT gives a table, a DESCRIBE statements, an ASK a boolean."""
    table = catalogue.sparql("SELECT ?answer WHERE { BIND (1 AS ?answer) }")
    assert isinstance(table, Table)
    assert (table.name, table.columns[0].heading, table.origin.question) == ("sparql", "answer", "")
    assert isinstance(catalogue.sparql(f"DESCRIBE <{HULP}>"), Statements)
    assert catalogue.sparql("ASK { ?s ?p ?o }") is True


def test_sparql_that_is_refused(catalogue: Catalogue) -> None:
    """An update and what does not parse are errors that say so."""
    with pytest.raises(UpdateRefusedError):
        catalogue.sparql("DELETE WHERE { ?s ?p ?o }")
    with pytest.raises(SparqlSyntaxError):
        catalogue.sparql("SELECT WHERE")


def test_dataset_without_description(make_store: object, query_files: list[Path]) -> None:
    """Data that do not describe themselves have no licence and no version."""
    origin = Catalogue(make_store(), query_files).ask("who-helps").origin  # type: ignore[operator]
    assert (origin.licence, origin.version) == ("", "")


def test_query_by_tag(catalogue: Catalogue) -> None:
    """A query is found by its tag within a theme; a text that is no tag finds none."""
    found = catalogue.tagged("help", "actors")
    assert found is not None and found.name == "who-helps"
    assert (catalogue.tagged("help", "checks"), catalogue.tagged("agent", "actors")) == (None, None)


def test_values_to_choose_from(catalogue: Catalogue) -> None:
    """A parameter that takes a thing offers those of its kind; a name that is no parameter is told."""
    assert catalogue.values("who-helps", "agent", "agentsch", lang="nl") == [("organisation:hulp", "Agentschap Hulp")]
    with pytest.raises(UnknownParameterError, match="agent"):
        catalogue.values("who-helps", "nothing", "", lang="nl")
