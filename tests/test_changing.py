"""Test changes to a store on disk: derived anew, held against the shapes, published or refused."""

from pathlib import Path

import pytest

from steungraaf.changing import SHOWN, Change, change_apart, change_store
from steungraaf.errors import RdfSyntaxError, SparqlSyntaxError
from steungraaf.folder import Folder
from steungraaf.namespaces import DERIVED, GRAPH
from steungraaf.rdf import parse_quads
from steungraaf.store.change_faults import DerivedGraphError, RefusedChangeError
from steungraaf.store.disk import DiskStore

EX = "https://example.org/"
SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
<https://example.org/Named> a sh:NodeShape ; sh:targetClass <https://example.org/Thing> ; sh:property [
  sh:path <https://example.org/name> ; sh:minCount 1 ; sh:message "Geef een naam."@nl , "Give a name."@en ] .
"""
RULE = """#+ question:
#+   nl: Wie kent wie?
#+   en: Who knows whom?
#+ description:
#+   nl: Wie gekend is.
#+   en: Who is known.
CONSTRUCT { ?x <https://example.org/knownBy> ?s } WHERE { ?s <https://example.org/knows> ?x }
"""


MARKED = """<https://example.org/Any> a sh:NodeShape ; sh:targetNode <urn:b> ; sh:sparql [
  sh:message "Klopt niet."@nl , "Wrong."@en ; sh:select "SELECT $this WHERE { PATTERN }" ] .
"""
FLAG = MARKED.replace("PATTERN", "$this ?p ?o . <urn:flag> <urn:on> ?v")  # which is for all things
CODE = MARKED.replace("PATTERN", "$this <urn:code> ?c . ?x <urn:code> ?c FILTER(?x != $this)")  # by a literal


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Give a folder with one shape and one rule."""
    for part, name, text in (("shapes", "one.ttl", SHAPES), ("rules", "knowing.rq", RULE)):
        (tmp_path / "ontology" / part).mkdir(parents=True)
        (tmp_path / "ontology" / part / name).write_text(text, "utf-8")
    (tmp_path / "data").mkdir()
    return Folder(tmp_path / "data", tmp_path / "ontology")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Give a store with an ontology, and a thing that has no name already."""
    store = DiskStore.create(tmp_path / "store")
    text = b"<urn:old> a <https://example.org/Thing> . <urn:a> <https://example.org/knows> <urn:b> ."
    store.load(parse_quads(text, format="turtle", graph=f"{GRAPH}ontology/x"))
    return store.path


def update(folder: Folder, store: Path, sparql: str) -> DiskStore:
    """Update a store, and return it as it is then."""
    change_store(folder, store, Change("update", base=EX), sparql.encode())
    return DiskStore.open(store)


def test_derived(folder: Folder, store: Path) -> None:
    """What follows from a change is there with it, and what no longer follows is gone."""
    changed = update(folder, store, "INSERT DATA { <c> <knows> <d> }")
    assert changed.query(f"ASK {{ GRAPH <{DERIVED}knowing> {{ <{EX}d> <{EX}knownBy> <{EX}c> }} }}") is True
    changed = update(folder, store, "DELETE DATA { <c> <knows> <d> }")
    assert changed.query(f"ASK {{ ?x <{EX}knownBy> <{EX}c> }}") is False


def test_no_dataset(folder: Folder, store: Path) -> None:
    """Where there is neither ontology nor anything derived, no rule is run."""
    update(folder, store, "CLEAR ALL")
    changed = update(folder, store, "INSERT DATA { GRAPH <g> { <c> <knows> <d> } }")
    assert changed.graphs() == [f"{EX}g"]


def test_refused(folder: Folder, store: Path) -> None:
    """A change that brings a violation is refused with what is wrong, in both languages, and nothing is changed."""
    before = DiskStore.open(store).generation.path
    with pytest.raises(RefusedChangeError) as caught:
        update(folder, store, "INSERT DATA { GRAPH <g> { <new> a <Thing> ; <value> 1 } }")
    assert (caught.value.count, DiskStore.open(store).generation.path) == (1, before)
    assert caught.value.findings == [
        {
            "focus": f"{EX}new",
            "shape": caught.value.findings[0]["shape"],
            "path": f"{EX}name",
            "value": None,
            "graph": f"{EX}g",
            "message": {"en": "Give a name.", "nl": "Geef een naam."},
        }
    ]


def test_much_refused(folder: Folder, store: Path) -> None:
    """Of many violations the first are told, and how many there are."""
    things = " . ".join(f"<{number}> a <Thing>" for number in range(SHOWN + 5))
    with pytest.raises(RefusedChangeError) as caught:
        update(folder, store, f"INSERT DATA {{ {things} }}")
    assert (caught.value.count, len(caught.value.findings)) == (SHOWN + 5, SHOWN)


def test_old_violation(folder: Folder, store: Path) -> None:
    """What was wrong before keeps nobody from changing something else."""
    assert update(folder, store, "INSERT DATA { <new> a <Thing> ; <name> 'N' }").query(f"ASK {{ <{EX}new> ?p ?o }}")


@pytest.mark.parametrize(
    ("kind", "graph", "body", "existed", "size"),
    [
        ("put", "urn:g", b"<a> <b> <c> , [] .", False, 2),
        ("put", f"{GRAPH}ontology/x", b"<a> <b> <c> .", True, 1),
        ("post", f"{GRAPH}ontology/x", b"<a> <b> <c> .", True, 3),
        ("delete", f"{GRAPH}ontology/x", b"", True, 0),
        ("delete", "urn:g", b"", False, 0),
        ("put", None, b"<a> <b> <c> .", False, 1),
    ],
)
def test_graphs(
    folder: Folder, store: Path, kind: str, graph: str | None, body: bytes, existed: bool, size: int
) -> None:
    """A graph is replaced, extended or removed; relative IRIs are resolved, and it is told whether it was there."""
    change = {"kind": kind, "graph": graph, "format": "turtle", "base": EX}
    told = change_apart(body, str(store), str(folder.data), str(folder.ontology), change)
    hidden = f"{GRAPH}graphless"
    assert (told, len(list(DiskStore.open(store).dump(graph or hidden)))) == ({"existed": existed}, size)


@pytest.mark.parametrize(
    ("sparql", "count"),
    [
        ("INSERT DATA { <sub> <http://www.w3.org/2000/01/rdf-schema#subClassOf> <Thing> . <new> a <sub> }", 1),
        ("INSERT DATA { <new> a <Thing> . <known> a <Thing> ; <name> 'K' }", 1),
        ("DELETE DATA { <urn:old> a <Thing> }", 0),
        ("INSERT DATA { <urn:flag> <urn:on> 1 . <urn:b> <urn:p> 1 , <urn:o> }", 1),
        ("INSERT DATA { <urn:b> <urn:code> 1 . <urn:z> <urn:code> 1 }", 1),
    ],
)
def test_what_is_touched(folder: Folder, store: Path, sparql: str, count: int) -> None:
    """All that a change touches is looked at again, and everything where that may be anything."""
    (folder.ontology / "shapes/one.ttl").write_text(
        SHAPES + (FLAG if "flag" in sparql else CODE if "code" in sparql else ""), "utf-8"
    )
    try:
        update(folder, store, sparql)
        found = 0
    except RefusedChangeError as error:
        found = error.count
    assert found == count


def test_blank_nodes_apart(folder: Folder, store: Path) -> None:
    """Blank nodes of two requests are two, however they are called there."""
    for _ in range(2):
        change_store(folder, store, Change("post", "urn:g", "turtle"), b"_:a <urn:p> <urn:o> .")
    assert len(list(DiskStore.open(store).dump("urn:g"))) == 2


@pytest.mark.parametrize(
    ("change", "body", "fault"),
    [
        (Change("update", base=EX), b"CLEAR XYZ", SparqlSyntaxError),
        (Change("put", "urn:g", "turtle"), b"<urn:a>", RdfSyntaxError),
        (Change("put", f"{DERIVED}knowing", "turtle"), b"", DerivedGraphError),
    ],
)
def test_faults(folder: Folder, store: Path, change: Change, body: bytes, fault: type[Exception]) -> None:
    """What does not parse, and what is derived from others, is refused."""
    with pytest.raises(fault):
        change_store(folder, store, change, body)
