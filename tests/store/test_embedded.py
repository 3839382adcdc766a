"""What the embedded store does beyond the contract: it explains what it cannot answer."""

from pathlib import Path

import pytest

from steungraaf.errors import EngineError, QueryTooLargeError, RdfSyntaxError, SparqlSyntaxError, UpdateRefusedError
from steungraaf.rdf import Literal, read_quads
from steungraaf.store import EmbeddedStore, Solutions


@pytest.fixture(scope="module")
def store() -> EmbeddedStore:
    """Give an empty store."""
    return EmbeddedStore()


@pytest.mark.parametrize(
    ("sparql", "place", "reason"),
    [
        ("SELECT *\n{ ?s ?p ?o .. }", (2, 13), ". does not fit here"),
        ("SELECT * { ?s ?p ?o FILTER(ABC(?o)) }", (1, 28), "ABC does not fit here"),
        ("SELECT * { ?s <a> ?o }", (1, 15), "<a> is a relative IRI and there is no base; write it in full"),
        ("ASK {} extra", (1, 8), "extra does not fit here"),
        ("SELECT * { ?s ?p ?o } ORDER BY", (None, None), "the query ends too early"),
        ("SELECT ?x { ?s ?p ?x } GROUP BY ?s", (None, None), "SELECT names a variable that is not grouped by"),
        ("SELECT ?x ?x { ?s ?p ?x }", (None, None), "SELECT gives the same variable twice"),
        ("SELECT ?x (1 AS ?x) { ?s ?p ?x }", (None, None), "SELECT gives by AS a value to a variable that has one"),
        ("SELECT * { ?s ?p ?o } GROUP BY ?s", (None, None), "SELECT * does not go with GROUP BY"),
        ("ASK { ?s ?p 'é' FILTER (?s === 1) }", (1, 29), "= does not fit here"),
    ],
)
def test_faults_are_explained(store: EmbeddedStore, sparql: str, place: tuple[int, int], reason: str) -> None:
    """The place of a fault is where reading on is impossible, whatever the engine calls it."""
    with pytest.raises(SparqlSyntaxError) as caught:
        store.query(sparql)
    assert (caught.value.line, caught.value.column) == place
    assert caught.value.reason["en"].startswith(reason)


def test_columns_of_an_asterisk(store: EmbeddedStore) -> None:
    """The columns of SELECT * stand in the order in which the query names them, the values under them."""
    found = store.query("SELECT * { VALUES (?z ?a) { (1 2) } BIND(3 AS ?m) }")
    assert isinstance(found, Solutions) and found.variables == ("z", "a", "m")
    assert [[term.value for term in row if isinstance(term, Literal)] for row in found.rows] == [["1", "2", "3"]]


def test_query_that_cannot_be_answered(store: EmbeddedStore) -> None:
    """A query that parses and cannot be run is an error with the reason of the engine."""
    with pytest.raises(EngineError, match="custom function"):
        store.query("SELECT (<urn:f>(1) AS ?x) {}")


@pytest.mark.parametrize(("form", "limit"), [("SELECT *", 5), ("CONSTRUCT { ?a <urn:p> ?b }", 3)])
def test_answer_that_memory_would_not_hold(monkeypatch: pytest.MonkeyPatch, form: str, limit: int) -> None:
    """An answer of too many rows is stopped while it comes, and the error says to limit it."""
    monkeypatch.setattr("steungraaf.store.embedded._MOST", 10)
    store, values = EmbeddedStore(), "<urn:1> <urn:2>"
    many = f"{form} WHERE {{ VALUES ?a {{ {values} <urn:3> }} VALUES ?b {{ {values} }} }}"
    with pytest.raises(QueryTooLargeError, match=f"LIMIT .at most {limit}."):
        store.query(many)
    assert store.query(f"{many} LIMIT {limit}")


def test_query_is_checked_first(store: EmbeddedStore) -> None:
    """What is refused never reaches the engine."""
    with pytest.raises(UpdateRefusedError):
        store.query("CLEAR ALL")


FILES = {
    "https://example.org/one": "<urn:a> <urn:p> <urn:b> , 46.0 , 'x'@nl .",
    "https://example.org/two": "<urn:a> <urn:p> <urn:b> , <urn:c> .",
}


def stores(folder: Path, files: dict[str, str]) -> tuple[EmbeddedStore, EmbeddedStore]:
    """Give two stores with the same files: loaded at once, and one quad at a time."""
    paths = {graph: folder / graph.rpartition("/")[2] for graph in files}
    for graph, path in paths.items():
        path.write_text(files[graph], "utf-8")
    fast, plain = EmbeddedStore(), EmbeddedStore()
    fast.load_files(paths)
    plain.load(quad for graph, path in paths.items() for quad in read_quads(path, format="turtle", graph=graph))
    return fast, plain


@pytest.mark.parametrize("files", [FILES, {**FILES, "https://example.org/blank": "<urn:a> <urn:p> [ <urn:p> 1 ] ."}])
@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p ?o",
        "SELECT ?g ?o { graph ?g { <urn:a> <urn:p> ?o } } ORDER BY ?g ?o",
        "SELECT ?o FROM <https://example.org/two> { <urn:a> <urn:p> ?o } ORDER BY ?o",
        "SELECT ?g { \\u0047RAPH ?g { <urn:a> <urn:p> <urn:c> } }",
    ],
)
def test_files_loaded_at_once_answer_alike(tmp_path: Path, files: dict[str, str], sparql: str) -> None:
    """Files loaded at once give what the same quads give, about all graphs and about each of them."""
    fast, plain = stores(tmp_path, files)
    try:
        expected = plain.query(sparql)
    except SparqlSyntaxError:
        expected = None
    assert expected is None or fast.query(sparql) == expected


def test_graphs_of_files_are_there_when_named(tmp_path: Path) -> None:
    """Whatever names a graph first, what the files say is in it, and is forgotten with it."""
    for use in (
        lambda store: store.graphs(),
        lambda store: set(store.dump("https://example.org/two")),
        lambda store: set(store.dump()),
        lambda store: (store.replace_graph("https://example.org/two", []), set(store.dump()))[1],
    ):
        fast, plain = stores(tmp_path, FILES)
        assert use(fast) == use(plain)
        assert fast.query("SELECT * { ?s ?p ?o } ORDER BY ?o") == plain.query("SELECT * { ?s ?p ?o } ORDER BY ?o")


def test_triple_of_a_file_outlives_a_graph_that_states_it_too(tmp_path: Path) -> None:
    """When a derived graph that repeats a triple of a file is emptied, the triple stays."""
    fast, _ = stores(tmp_path, FILES)
    fast.replace_graph("urn:derived", list(fast.dump("https://example.org/two")))
    fast.replace_graph("urn:derived", [])
    assert fast.query("ASK { <urn:a> <urn:p> <urn:c> }") is True


@pytest.mark.parametrize(
    "text", ["<urn:a> <urn:p>", "<a> <urn:p> 1 .", "<urn:a> <urn:p> " + "<<( <urn:a> <urn:p> " * 600]
)
def test_fault_in_a_file_is_told_with_its_place(tmp_path: Path, text: str) -> None:
    """A file that does not parse is told as by who reads it alone."""
    with pytest.raises(RdfSyntaxError, match="two"):
        stores(tmp_path, {**FILES, "https://example.org/two": text})


def test_more_files_come_on_top(tmp_path: Path) -> None:
    """Files that are loaded into a store that holds something are added to it."""
    fast, plain = stores(tmp_path, FILES)
    (tmp_path / "three").write_text("<urn:z> <urn:p> 1 .", "utf-8")
    fast.load_files({"https://example.org/three": tmp_path / "three"})
    assert len(fast.graphs()) == len(plain.graphs()) + 1
