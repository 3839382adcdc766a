"""What becomes of files on their way into a store: the statements they make, whatever their format."""

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from steungraaf.errors import RdfSyntaxError, UnreadableFileError
from steungraaf.rdf import FORMATS, BlankNode, Quad, read_quads, write_rdf
from steungraaf.rdf.digest import digest_of, graph_digest
from steungraaf.store.staging import Source, Tally, explain, staged

GRAPH = "https://example.org/graph"
TURTLE = "@prefix ex: <https://example.org/> .\nex:a ex:p 46.0 , 'é\\n\"'@nl , ex:b , ex:b .\n"
EXTENSIONS = dict(zip(FORMATS, ("ttl", "trig", "nt", "nq", "rdf", "jsonld"), strict=True))

Write = Callable[[str, str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file."""

    def written(name: str, text: str) -> Path:
        (tmp_path / name).write_text(text, "utf-8")
        return tmp_path / name

    return written


def statements(path: Path, graph: str = GRAPH) -> set[Quad]:
    """Return what a file is loaded as: its lines as the engine reads them, and the quads with blank nodes."""
    found: set[Quad] = set()
    for piece in staged(Source(path, graph)):
        named = set(ox.parse(piece.named(), ox.RdfFormat.N_QUADS))
        plain = {quad.triple for quad in ox.parse(piece.plain(), ox.RdfFormat.N_TRIPLES)}
        assert plain == {quad.triple for quad in named}
        assert not any(BlankNode in (type(quad.subject), type(quad.object)) for quad in named)
        found |= named | set(piece.with_nodes)
    return found


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_is_loaded_as_it_is_read(write: Write, tmp_path: Path, format: str) -> None:
    """A file becomes the quads that reading it gives, its literals as they are written."""
    path = tmp_path / f"a.{EXTENSIONS[format]}"
    with path.open("wb") as out:
        write_rdf(read_quads(write("source.ttl", TURTLE)), out, format)
    assert statements(path) == set(read_quads(path, graph=GRAPH)) != set()


TEXTS = {
    "nodes.ttl": "_:a <urn:p> [ <urn:q> '_:no' ] .",
    "nodes.nq": "_:a <urn:p> _:b <urn:g> .\n_:b <urn:p> _:a .\n",
    "colons.ttl": "<urn:a_:b> <urn:p> '_:x' .",
    "graphs.trig": "<urn:g> { <urn:a> <urn:p> 1 } <urn:a> <urn:p> _:x .",
    "other.nq": "# comment\n<urn:a>  <urn:p> 'x'  .\n".replace("'", '"'),
    "terms.ttl": "<urn:a> <urn:p> <<( <urn:a> <urn:p> 1 )>> .",
    "empty.ttl": "",
}


@pytest.mark.parametrize("name", TEXTS)
def test_files_of_every_kind(write: Write, name: str) -> None:
    """Blank nodes, several graphs, triple terms, comments: all become what reading gives."""
    path = write(name, TEXTS[name])
    assert statements(path) == set(read_quads(path, graph=GRAPH))


def test_nodes_are_shared_by_the_blocks_of_a_file(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """A blank node that comes up in several blocks is the same one in each."""
    monkeypatch.setattr("steungraaf.rdf.lines.BLOCK", 20)
    monkeypatch.setattr("steungraaf.rdf.compressed._PLAIN", 10)
    path = write("a.nt", "_:x <urn:p> _:y .\n<urn:a> <urn:p> <urn:b> .\n_:y <urn:p> _:x .\n")
    assert statements(path) == set(read_quads(path, graph=GRAPH))


BLANK_GRAPHS = {
    "a.trig": "_:g { <urn:a> <urn:p> 1 } [] { <urn:a> <urn:p> 2 } <urn:a> <urn:p> 3 .",
    "a.nq": "<urn:a> <urn:p> <urn:b> _:g .\n<urn:a> <urn:p> <urn:b> <urn:g> .\n<urn:b> <urn:p> <urn:c> _:g .\n",
    "a.jsonld": '[{"@id": "_:g", "@graph": [{"@id": "urn:a", "urn:p:p": "v"}]}]',
}


@pytest.mark.parametrize("name", BLANK_GRAPHS)
def test_every_graph_has_an_iri(write: Write, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """A graph that a file names by a blank node has an IRI in the store, the same in each block and each time."""
    monkeypatch.setattr("steungraaf.rdf.lines.BLOCK", 20)
    monkeypatch.setattr("steungraaf.rdf.compressed._PLAIN", 10)
    source = Source(write(name, BLANK_GRAPHS[name]), GRAPH)
    found = list(source.quads())
    assert statements(source.path) == set(found) and len(found) == len(list(read_quads(source.path)))
    assert not any(isinstance(quad.graph_name, BlankNode) for quad in found)
    assert len({quad.graph_name for quad in found}) == len({quad.graph_name for quad in read_quads(source.path)})


def test_large_file_goes_quad_by_quad(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is too large to be read at once becomes the same."""
    monkeypatch.setattr("steungraaf.rdf.reading._WHOLE", 0)
    path = write("a.ttl", TURTLE)
    assert statements(path) == set(read_quads(path, graph=GRAPH))


@pytest.mark.parametrize("text", [TURTLE, TURTLE + "ex:c ex:p [] ."])
def test_tally_is_the_digest_of_the_graph(write: Write, text: str) -> None:
    """What is counted and summed up on the way is what the digest of the graph is made of."""
    path, tally = write("a.ttl", text), Tally()
    for piece in staged(Source(path, GRAPH)):
        for _, triples in piece.all_runs():
            tally.add(list(dict.fromkeys(triples)))
    quads = set(read_quads(path, graph=GRAPH))
    assert (tally.triples, digest_of(tally.total)) == (len(quads), graph_digest(quads))


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("a.ttl", "<urn:a> <urn:p> 1 .\n<urn:a> oops .", "line 2"),
        ("a.nq", "<urn:a> <urn:p> <urn:b> .\n" * 3 + "<urn:a>  oops .\n", "line 4"),
        ("a.jsonld", '{"@id": "a", "@type": "urn:t"}', "a relative IRI"),
        ("a.ttl", "<urn:a> <urn:p> " + "<<( <urn:a> <urn:p> " * 600, "nested"),
    ],
)
def test_fault_has_its_place(write: Write, monkeypatch: pytest.MonkeyPatch, name: str, text: str, place: str) -> None:
    """A file that does not parse is told with its line, also when it is read in blocks."""
    monkeypatch.setattr("steungraaf.rdf.lines.BLOCK", 30)
    monkeypatch.setattr("steungraaf.rdf.compressed._PLAIN", 30)
    with pytest.raises(RdfSyntaxError, match=place):
        list(staged(Source(write(name, text))))


def test_fault_that_only_the_engine_sees(write: Write) -> None:
    """A line that looks canonical and has an impossible IRI is explained by reading the file again."""
    path = write("a.nt", "<urn:a> <urn:p> <urn:b> .\n<urn:a%zz> <urn:p> <urn:b> .\n")
    assert len(list(staged(Source(path)))) == 1
    with pytest.raises(RdfSyntaxError, match="line 2"):
        explain([Source(path)])


def test_unreadable_files_have_their_status(tmp_path: Path) -> None:
    """A file that is not there, or not UTF-8, ends a load with a status of its own; a broken archive with another."""
    (tmp_path / "a.ttl").write_bytes(b"\xff")
    (tmp_path / "a.nt.gz").write_bytes(b"\xff")
    for name, status in {"a.ttl": 29, "none.nq": 29, "a.nt.gz": 27}.items():
        with pytest.raises(UnreadableFileError, match=name) as caught:
            list(staged(Source(tmp_path / name)))
        assert caught.value.exit_status == status
