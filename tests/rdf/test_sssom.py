"""Link sets are read strictly, written the same way each time, and say in RDF what their rows say."""

from pathlib import Path

import pytest
from hypothesis import given, settings

from steungraaf.errors import RdfSyntaxError, UnreadableFileError
from steungraaf.rdf import LINK_SET, format_of, locate, read_quads
from steungraaf.rdf.sssom import BUILT_IN, LinkSet, make_link, read_links, write_links
from tests.strategies import link_rows

HEADER = """#curie_map:
#  a: https://example.org/a/
#  b: https://example.org/b/
#license: https://example.org/licence
#mapping_set_id: https://example.org/graph/links/b
"""
COLUMNS = "subject_id\tpredicate_id\tobject_id\tmapping_justification"
ROW = "a:1\tskos:exactMatch\tb:1\tsemapv:LexicalMatching"
SET = f"{HEADER}{COLUMNS}\n{ROW}\n"


def reason(text: str, lang: str = "en") -> tuple[int | None, str]:
    """Return the line and the reason of the fault that a text has."""
    with pytest.raises(RdfSyntaxError) as caught:
        read_links(text.encode(), "b.sssom.tsv")
    assert "b.sssom.tsv" in caught.value.message(lang)
    return caught.value.line, caught.value.reason[lang]


def with_column(slot: str, cell: str) -> str:
    """Return a set with one more column."""
    return f"{HEADER}{COLUMNS}\t{slot}\n{ROW}\t{cell}\n"


def statements(text: str, folder: Path) -> set[tuple[str, str, str]]:
    """Return what a set says, each term as its value."""
    path = folder / "b.sssom.tsv"
    path.write_text(text, "utf-8")
    quads = list(read_quads(path, graph="https://example.org/g"))
    assert {quad.graph_name.value for quad in quads} == {"https://example.org/g"}
    return {(quad.subject.value, quad.predicate.value, quad.object.value) for quad in quads}


def test_reads_a_link() -> None:
    """A row gives its whole IRIs and its line."""
    (link,) = read_links(SET.encode(), "b").links
    assert (link.subject, link.predicate, link.object, link.line) == (
        "https://example.org/a/1",
        "http://www.w3.org/2004/02/skos/core#exactMatch",
        "https://example.org/b/1",
        7,
    )


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (SET.encode("utf-16"), 1),
        (SET.encode("utf-16-le"), 1),
        (SET.replace("\na:1", "\na:\xe9").encode("latin-1"), 7),
    ],
)
def test_another_encoding_is_told(data: bytes, line: int) -> None:
    """A file that is not UTF-8 says so, and at which line that shows."""
    with pytest.raises(RdfSyntaxError, match="not UTF-8; save it as UTF-8") as caught:
        read_links(data, "b.sssom.tsv")
    assert caught.value.line == line


def test_reads_a_mark_at_the_head_and_empty_lines() -> None:
    """A byte-order mark and empty lines mean nothing."""
    assert len(read_links(b"\xef\xbb\xbf" + SET.encode() + b"\n\n", "b").links) == 1


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        (SET.replace("\tobject_id", "\tobject"), 6, "the column object_id is missing"),
        (f"{HEADER}{COLUMNS}\tsubject_id\n", 6, "the column subject_id stands there twice"),
        (with_column("subject_name", "1"), 6, "SSSOM has no column 'subject_name'; perhaps subject_label is meant"),
        (with_column("zzz", "1"), 6, "SSSOM has no column 'zzz'"),
        (SET.replace("a:1", "c:1"), 7, "subject_id: the prefix 'c' is unknown; put it in the header, below curie_map"),
        (SET.replace("a:1", "1"), 7, "subject_id: '1' is no prefix:name"),
        (SET.replace("a:1", "a:<1>"), 7, "subject_id: 'a:<1>' gives no valid IRI"),
        (SET.replace("\tb:1", "\tb:["), 7, "object_id: 'b:[' gives no valid IRI"),
        (with_column("author_id", "a:me|you"), 7, "author_id: 'you' is no prefix:name"),
        (with_column("confidence", "7"), 7, "confidence: '7' is no number from 0 to 1"),
        (with_column("confidence", "0,5"), 7, "confidence: '0,5' is no number from 0 to 1"),
        (with_column("mapping_date", "1/2/2026"), 7, "mapping_date: '1/2/2026' is no date like 2026-01-31"),
        (SET.replace("\tb:1", "\t"), 7, "object_id is empty"),
        (SET + "a:1\n", 8, "1 cells instead of 4"),
        (SET + ROW + "\n", 8, "'a:1 skos:exactMatch b:1' stands there twice, first at line 7"),
        (SET + '"a:1', 8, "a cell is not closed well (unexpected end of data)"),
        (SET.replace("#license", "#licence"), 1, "the header lacks license, an IRI"),
        (SET.replace("#license", "#license: [\n#x"), 6, "the header is no valid YAML"),
        ("#- a\n" + SET.removeprefix(HEADER), 1, "the header is no list of keys"),
        (SET.replace("#  b: https", "#  b: ftp no"), 1, "curie_map gives an IRI for each prefix"),
        ("", 1, "the header lacks mapping_set_id, an IRI"),
        ("#mapping_date: 2026-02-31\n" + SET, 1, "the header is no valid YAML (day is out of range for month)"),
        (with_column("mapping_date", "2026-02-31"), 7, "mapping_date: '2026-02-31' is no date like 2026-01-31"),
        (with_column("mapping_date", "\u0662026-01-01"), 7, "mapping_date: "),
        (f'{HEADER}"{COLUMNS}\n{ROW}\n', 7, "a cell is not closed well (unexpected end of data)"),
        ("#extension_definitions: 5\n" + with_column("ext_note", "yes"), 7, "SSSOM has no column 'ext_note'"),
        (SET.replace("#  b:", "#  no:"), 1, "curie_map gives an IRI for each prefix"),
        ("#curie_map: 1\n" + SET.split("\n", 3)[3], 1, "curie_map gives an IRI for each prefix"),
        (SET.replace("#  b:", "#  skos:"), 1, "curie_map: skos always is http://www.w3.org/2004/02/skos/core#"),
        ("#object_source: 'b:> <x'\n" + SET, 1, "object_source: 'b:> <x' is no IRI"),
        ("#mapping_set_source: [b:1, 'b:{}']\n" + SET, 1, "mapping_set_source: 'b:{}' is no IRI"),
    ],
)
def test_tells_a_fault_with_its_line(text: str, line: int, told: str) -> None:
    """What is wrong with a set is told at its line, in both languages."""
    found = reason(text)
    assert (found[0], found[1][: len(told)]) == (line, told)
    assert reason(text, "nl")[1] != found[1]


@pytest.mark.parametrize(
    ("slot", "cell", "told"),
    [
        ("predicate_id", "skos:sameAs", "choose from skos:exactMatch"),
        ("mapping_justification", "semapv:Guess", "choose from semapv:MappingReview"),
    ],
)
def test_tells_what_can_be_chosen(slot: str, cell: str, told: str) -> None:
    """A predicate or justification outside the list is told with the list."""
    old = {"predicate_id": "skos:exactMatch", "mapping_justification": "semapv:LexicalMatching"}[slot]
    assert told in reason(SET.replace(old, cell))[1]


def test_takes_an_extension_that_the_header_defines() -> None:
    """A column that the header defines is no fault."""
    defined = "#extension_definitions:\n#- slot_name: ext_note\n" + with_column("ext_note", "yes")
    assert read_links(defined.encode(), "b").links[0].row["ext_note"] == "yes"


def test_refuses_what_is_not_utf8(tmp_path: Path) -> None:
    """Latin-1 is told as such."""
    path = tmp_path / "b.sssom.tsv"
    path.write_bytes(SET.replace("licence", "licentië").encode("latin-1"))
    with pytest.raises(UnreadableFileError):
        list(read_quads(path))


def test_knows_a_link_set_by_its_name() -> None:
    """The extension says that a file is a link set."""
    assert format_of(Path("data/links/b.sssom.tsv")) == "sssom" and LINK_SET == ".sssom.tsv"


def test_a_link_is_a_triple_and_the_set_is_described(tmp_path: Path) -> None:
    """A set gives its links, and of itself what its header says."""
    told = HEADER + '#object_source: b:all\n#mapping_set_title: B\n#ext_title_nl: |-\n#  "Bé"\\\n' + SET[len(HEADER) :]
    graph, link = "https://example.org/graph/links/b", "http://www.w3.org/2004/02/skos/core#exactMatch"
    found = statements(told, tmp_path)
    assert ("https://example.org/a/1", link, "https://example.org/b/1") in found
    assert {(subject, object_) for subject, _, object_ in found if subject == graph} == {
        (graph, "http://rdfs.org/ns/void#Dataset"),
        (graph, "http://rdfs.org/ns/void#Linkset"),
        (graph, "B"),
        (graph, '"Bé"\\'),
        (graph, "https://example.org/licence"),
        (graph, "https://example.org/b/all"),
        (graph, link),
        (graph, "1"),
    }
    where = "http://www.w3.org/2000/01/rdf-schema#isDefinedBy"
    assert ("https://example.org/b/1", where, "https://example.org/b/all") in found


def test_a_decided_link_tells_who_decided(tmp_path: Path) -> None:
    """A link that a person decided has a mapping beside it, with who, when and how sure."""
    row = "\treviewer_id\tconfidence\treview_date\n" + ROW + "\ta:me\t0.9\t2026-01-31\n"
    found = statements(HEADER + COLUMNS + row, tmp_path)
    (mapping,) = {subject for subject, _, object_ in found if object_ == "https://w3id.org/sssom/Mapping"}
    assert mapping.startswith("https://example.org/graph/links/b/mapping/")
    assert {object_ for subject, _, object_ in found if subject == mapping} >= {
        "https://example.org/a/1",
        "https://example.org/b/1",
        "https://example.org/a/me",
        "https://w3id.org/semapv/vocab/LexicalMatching",
        "0.9",
        "2026-01-31",
    }


def test_a_refused_link_is_no_statement(tmp_path: Path) -> None:
    """A row with the modifier Not is kept in the file and says nothing in the graph."""
    text = with_column("predicate_modifier", "Not")
    assert read_links(text.encode(), "b").links[0].refused
    assert not [one for one in statements(text, tmp_path) if one[0] == "https://example.org/a/1"]


def test_locates_a_link(tmp_path: Path) -> None:
    """The line of a link is found by what it links; of a set with a fault, or not in UTF-8, nothing is."""
    path = tmp_path / "b.sssom.tsv"
    path.write_text(SET, "utf-8")
    assert locate(path).line("https://example.org/a/1") == 7
    for broken in (SET.encode() + b"a", SET.encode() + b"\xff"):
        path.write_bytes(broken)
        assert locate(path).line("https://example.org/a/1") is None


@settings(deadline=None)
@given(link_rows())
def test_what_is_written_is_read_again(rows: list[dict[str, str]]) -> None:
    """Writing a set and reading it gives the same rows, in their order."""
    header = {
        "mapping_set_id": "https://example.org/s",
        "license": "https://example.org/l",
        "curie_map": {"a": "urn:a:"},
    }
    columns = tuple(dict.fromkeys(slot for row in rows for slot in row)) or tuple(COLUMNS.split("\t"))
    links = tuple(make_link(row, {**BUILT_IN, "a": "urn:a:"}) for row in rows)
    text = write_links(LinkSet(header, columns, links))
    again = read_links(text.encode(), "s")
    assert sorted(map(str, (link.row for link in again.links))) == sorted(
        str({slot: row[slot] for slot in again.columns if slot in row}) for row in rows
    )
    assert write_links(again) == text
