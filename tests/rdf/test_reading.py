"""Reading RDF: forms kept, names the same each time, faults with their place."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from steungraaf.errors import InvalidTermError, NotUtf8Error, RdfSyntaxError, UnreadableFileError
from steungraaf.rdf import BlankNode, DefaultGraph, Literal, NamedNode, Triple, parse_quads, read_quads
from steungraaf.rdf.limits import MAX_DEPTH
from steungraaf.rdf.reading import read_bytes

Write = Callable[[str, str], Path]
GRAPH = "https://example.org/graph"
FORMS = ["46.0", "007", "+1", "1.50", "P12M", "2018-11-27T00:00:00+00:00", "TRUE"]
RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:ex="https://example.org/"'


@pytest.mark.parametrize("form", FORMS)
def test_lexical_form_is_kept(form: str) -> None:
    """A literal keeps the form in which it was written."""
    text = f'<urn:s> <urn:p> "{form}"^^<http://www.w3.org/2001/XMLSchema#decimal> .'
    assert [quad.object.value for quad in parse_quads(text.encode(), format="turtle")] == [form]


def test_triples_get_the_graph(turtle: Callable[[str], Path]) -> None:
    """Triples outside any graph get the name that is given, and none where none is."""
    path = turtle("ex:a ex:b ex:c .")
    assert [quad.graph_name for quad in read_quads(path, graph=GRAPH)] == [NamedNode(GRAPH)]
    assert [quad.graph_name for quad in read_quads(path)] == [DefaultGraph()]


def test_named_graphs_keep_their_names() -> None:
    """Only what has no graph gets the name that is given."""
    text = b"<urn:g> { <urn:s> <urn:p> <urn:o> } <urn:s> <urn:p> <urn:o> . _:g { <urn:s> <urn:p> _:g }"
    named, given, blank = (quad.graph_name for quad in parse_quads(text, format="trig", graph=GRAPH))
    assert (named, given) == (NamedNode("urn:g"), NamedNode(GRAPH))
    assert isinstance(blank, BlankNode)


GRAPHS = "_:g { <urn:s> <urn:p> 1 } [] { <urn:s> <urn:p> 2 } _:g { <urn:s> <urn:p> _:x } _:é.1 { <urn:s> <urn:p> 3 }"


def test_graphs_named_by_blank_nodes_get_an_iri(write: Write) -> None:
    """For a store each such graph has an IRI: by its label, or its order, the same each time; it shows no path."""
    path = write("private.trig", GRAPHS)
    quads = list(read_quads(path, name_graphs=True))
    one, two, same, other = (quad.graph_name.value for quad in quads)
    assert quads == list(read_quads(path, name_graphs=True)) and one == same and one.endswith("/g")
    assert (two, other) == (f"{one[:-1]}unnamed/1", f"{one[:-1]}%C3%A9.1")
    assert one.startswith("https://w3id.org/.well-known/genid/steungraaf/") and "private" not in one
    assert isinstance(quads[2].object, BlankNode)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.trig", "<urn:s> <urn:p> _:g ; <urn:q> _:x . _:g { <urn:s> <urn:p> 1 }"),
        ("b.trig", "<urn:s> <urn:p> _:g ; <urn:q> _:x . GRAPH _:g # {\n { <urn:s> <urn:p> 1 }"),
        ("a.nq", "<urn:s> <urn:p> _:g .\n<urn:s> <urn:q> _:x .\n<urn:s> <urn:p> <urn:o> _:g .\n"),
        (
            "a.jsonld",
            '{"@id": "urn:s", "urn:x:q": {"@id": "_:x"}, "urn:x:p": {"@graph": {"@id": "urn:s", "urn:x:p": 1}}}',
        ),
    ],
)
def test_what_is_said_of_a_graph_stays_said_of_it(
    write: Write, monkeypatch: pytest.MonkeyPatch, name: str, text: str
) -> None:
    """A node that names a graph has its IRI before the graph comes as well, and other nodes stay nodes."""
    monkeypatch.setattr("steungraaf.rdf.compressed._PLAIN", 1)
    path = write(name, text)
    quads = list(read_quads(path, name_graphs=True))
    (graph,) = {quad.graph_name for quad in quads if isinstance(quad.graph_name, NamedNode)}
    assert sorted(str(type(quad.object).__name__) for quad in quads if quad.graph_name != graph) == [
        "BlankNode",
        "NamedNode",
    ]
    assert graph in {quad.object for quad in quads}
    assert quads == list(read_quads(path, name_graphs=True))


@pytest.mark.parametrize(
    ("name", "text", "times"),
    [
        ("a.nq", "_:s <urn:p> _:o <urn:g> .", 1),
        ("b.nq", "_:s <urn:p> _:o _:g.", 2),
        ("c.nq", "_:s <urn:p> _:o _:g . # g", 2),
        ("a.trig", "<urn:g> { _:s <urn:p> _:o }", 1),
        ("b.trig", "_:g { _:s <urn:p> _:o }", 2),
        ("a.ttl", "_:s <urn:p> _:o .", 1),
    ],
)
def test_only_what_may_name_graphs_by_nodes_is_read_twice(
    write: Write, monkeypatch: pytest.MonkeyPatch, name: str, text: str, times: int
) -> None:
    """Nodes that name no graph cost no second reading."""
    found: list[Path] = []

    def reading(path: Path) -> bytes:
        """Note that the file is read."""
        found.append(path)
        return read_bytes(path)

    monkeypatch.setattr("steungraaf.rdf.reading.read_bytes", reading)
    assert len(list(read_quads(write(name, text), name_graphs=True))) == 1 and len(found) == times


def test_graphs_of_two_files_never_meet(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same label in two files is another graph, and in one file the same whichever way its path is written."""
    one, other = write("a.trig", GRAPHS), write("b.trig", GRAPHS)
    monkeypatch.chdir(one.parent)
    names = [next(read_quads(path, name_graphs=True)).graph_name for path in (one, Path("a.trig"), other)]
    assert names[0] == names[1] != names[2]


def test_file_whose_name_is_not_utf8(tmp_path: Path) -> None:
    """A file is read whatever bytes its name has."""
    path = tmp_path / os.fsdecode(b"\xe9.ttl")
    path.write_text("_:a <urn:p> _:b .", "utf-8")
    assert len(list(read_quads(path))) == 1


def test_blank_nodes_have_the_same_names_each_time(turtle: Callable[[str], Path]) -> None:
    """Reading a file twice gives equal quads, whatever blank nodes and triple terms it has."""
    path = turtle("ex:a ex:b [ ex:c ( 1 _:x ) ] ; ex:d <<( _:x ex:e _:x )>> .")
    assert list(read_quads(path)) == list(read_quads(path))


def test_blank_nodes_of_two_files_differ(write: Write) -> None:
    """The same label in two files is not the same node, nor in one file read as two graphs."""
    one, other = write("a.nt", "_:x <urn:p> _:x ."), write("b.nt", "_:x <urn:p> _:x .")
    subjects = [next(quads).subject for quads in (read_quads(one), read_quads(other), read_quads(one, graph=GRAPH))]
    assert len(set(subjects)) == 3


def test_triple_term_keeps_its_nodes() -> None:
    """A blank node inside a triple term is the one outside it."""
    (quad,) = parse_quads(b"_:x <urn:p> <<( _:x <urn:p> _:x )>> .", format="turtle")
    assert isinstance(quad.object, Triple)
    assert quad.subject == quad.object.subject == quad.object.object


def test_byte_order_mark_is_passed_over(write: Write) -> None:
    """A file that starts with a mark is read as one that does not."""
    assert len(list(read_quads(write("a.ttl", "\ufeff<urn:s> <urn:p> 1 .")))) == 1


def test_base_completes_relative_iris() -> None:
    """A relative IRI is completed by the base that is given."""
    (quad,) = parse_quads(b"<a> <p> <b> .", format="turtle", base="https://example.org/x/")
    assert quad.object == NamedNode("https://example.org/x/b")


@pytest.mark.parametrize(
    ("format", "text"),
    [
        ("turtle", "<a> <urn:p> 1 ."),
        ("jsonld", '{"@id": "a", "urn:p": 1}'),
        ("rdfxml", f'<rdf:RDF {RDF}><rdf:Description rdf:about="a"><ex:p>1</ex:p></rdf:Description></rdf:RDF>'),
    ],
)
def test_relative_iri_without_base(format: str, text: str) -> None:
    """A relative IRI without a base is a fault that says to give one, and never a statement lost in silence."""
    with pytest.raises(RdfSyntaxError, match="put @base"):
        list(parse_quads(text.encode(), format=format))


@pytest.mark.parametrize(
    ("format", "text", "reason"),
    [
        ("turtle", "<urn:a> <urn:p> 'x\n' .", "a text runs on to another line"),
        ("rdfxml", f'<?xml version="1.0" encoding="ISO-8859-1"?><rdf:RDF {RDF}/>', "save it as UTF-8"),
    ],
)
def test_reasons_in_plain_words(format: str, text: str, reason: str) -> None:
    """What the parser says of frequent faults is told in both languages, with what to do."""
    with pytest.raises(RdfSyntaxError, match=reason) as caught:
        list(parse_quads(text.encode(), format=format))
    assert set(caught.value.reason) == {"nl", "en"}


def test_base_that_is_no_iri() -> None:
    """A base that is no IRI is told as such."""
    with pytest.raises(InvalidTermError, match="--base: 'not an iri' is no whole IRI"):
        list(parse_quads(b"", format="turtle", base="not an iri"))


def test_fault_has_its_place_and_reason(turtle: Callable[[str], Path]) -> None:
    """A fault names file, line, column and reason, the place not twice."""
    path = turtle("ex:a ex:b\n  nope:c .")
    with pytest.raises(RdfSyntaxError) as caught:
        list(read_quads(path))
    fault = caught.value
    assert (fault.file, fault.line, fault.column, fault.format) == (str(path), 4, 3, "turtle")
    assert fault.reason == "The prefix nope: has not been declared"


@pytest.mark.parametrize("text", ["<a", "<https://example.org/a> <https://example.org/p> 'open .\n"])
def test_the_reason_leaves_out_the_place(text: str) -> None:
    """The place stands in the error once, on one line or over several."""
    with pytest.raises(RdfSyntaxError) as caught:
        list(parse_quads(text.encode(), format="turtle"))
    assert caught.value.reason == "Unexpected end of file"


def test_what_stands_before_a_fault_is_given(turtle: Callable[[str], Path]) -> None:
    """Quads are streamed: those before a fault come before it."""
    quads = read_quads(turtle("ex:a ex:b 1 .\nex:a ex:b nope ."))
    assert next(quads).object.value == "1"
    with pytest.raises(RdfSyntaxError):
        next(quads)


def test_context_elsewhere_is_not_fetched() -> None:
    """JSON-LD with a context at another address is a fault that says what to do."""
    with pytest.raises(RdfSyntaxError, match="put it in the file itself"):
        list(parse_quads(b'{"@context": "https://example.org/c", "@id": "urn:a", "p": 1}', format="jsonld"))


@pytest.mark.parametrize(
    ("format", "before", "after"),
    [("jsonld", '{"urn:p":', "}"), ("turtle", "<<( <urn:s> <urn:p> ", " )>>")],
)
def test_deep_nesting_is_refused(format: str, before: str, after: str) -> None:
    """What is nested so deep that the parser would end the process is a fault with its place."""
    depth = MAX_DEPTH + 1
    with pytest.raises(RdfSyntaxError, match="levels deep") as caught:
        list(parse_quads(f"\n{before * depth}1{after * depth}".encode(), format=format))
    assert caught.value.line == 2


def test_brackets_in_strings_are_no_nesting() -> None:
    """Brackets inside the strings of JSON do not count."""
    text = '{"@id": "urn:a", "urn:p": "\\"' + "[" * 2 * MAX_DEPTH + '"}'
    assert len(list(parse_quads(text.encode(), format="jsonld"))) == 1


def test_entities_that_grow_are_refused() -> None:
    """Entities that stand for each other, again and again, are refused before they fill the memory."""
    declared = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">\n' for n in range(9, 0, -1))
    text = f"<!DOCTYPE rdf:RDF [\n{declared}<!ENTITY a0 'ten letters'>]><rdf:RDF {RDF}>&a9;</rdf:RDF>"
    with pytest.raises(RdfSyntaxError, match="an entity that stands for more"):
        list(parse_quads(text.encode(), format="rdfxml"))


def test_short_entities_are_read() -> None:
    """An entity for a namespace, as OWL files have them, is read."""
    text = f"""<!DOCTYPE rdf:RDF [<!ENTITY ex "https://example.org/">]>
    <rdf:RDF {RDF}><rdf:Description rdf:about="&ex;a"><ex:p>1</ex:p></rdf:Description></rdf:RDF>"""
    (quad,) = parse_quads(text.encode(), format="rdfxml")
    assert quad.subject == NamedNode("https://example.org/a")


@pytest.mark.parametrize(("name", "reason"), [("none.ttl", "No such file"), (".", "Is a directory")])
def test_file_that_cannot_be_opened(tmp_path: Path, name: str, reason: str) -> None:
    """A file that is not there, or is a folder, is told with the reason of the system."""
    with pytest.raises(UnreadableFileError, match=reason):
        list(read_quads(tmp_path / name, format="turtle"))


def test_file_that_is_not_utf8(tmp_path: Path) -> None:
    """A file in another encoding is told in both languages, with the byte at which it fails."""
    path = tmp_path / "a.ttl"
    path.write_bytes('<urn:s> <urn:p> "é" .'.encode("latin-1"))
    with pytest.raises(NotUtf8Error) as caught:
        list(read_quads(path))
    assert str(caught.value).endswith("it is not UTF-8 (byte 18). Save it as UTF-8.")
    assert caught.value.message("nl").endswith("het is geen UTF-8 (byte 18). Sla het op als UTF-8.")


def test_language_direction_is_kept() -> None:
    """A literal with a base direction is read with it."""
    (quad,) = parse_quads(b'<urn:s> <urn:p> "x"@ar--rtl .', format="turtle")
    assert isinstance(quad.object, Literal) and str(quad.object) == '"x"@ar--rtl'
