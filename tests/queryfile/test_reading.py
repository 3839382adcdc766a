"""Reading a stored query: what it says, and what is wrong with it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from steungraaf.errors import QueryHeaderError, UnreadableFileError
from steungraaf.folder import Folder
from steungraaf.namespaces import expand
from steungraaf.queryfile import Parameter, QueryFile, read_query_file

FaultOf = Callable[[str, str], QueryHeaderError]


def test_names(query: QueryFile) -> None:
    """A query is called after its file, its theme after the folder."""
    assert (query.theme, query.name, query.path.name) == ("actors", "who-is-where", "who-is-where.rq")


def test_texts(query: QueryFile) -> None:
    """The question, its description and its columns are there in both languages, and the tags."""
    assert query.question == {"nl": "Wie is waar?", "en": "Who is where?"}
    assert query.description == {"nl": "Alle actoren.", "en": "All actors."}
    assert query.columns == {"actor": {"nl": "actor", "en": "actor"}, "n": {"nl": "aantal", "en": "number"}}
    assert query.tags == ("actors", "sv-1/2")


def test_federated(query: QueryFile) -> None:
    """A query asks another server too where SERVICE is a word of it, not where a comment or a string says so."""
    spoken = query._replace(sparql='ASK { ?s ?p "SERVICE" } # service <https://example.org/>')
    asking = query._replace(sparql="ASK { service silent <https://example.org/> { ?s ?p ?o } }")
    assert [one.is_federated for one in (query, spoken, asking)] == [False, False, True]


def test_parameters(query: QueryFile) -> None:
    """Parameters come in their order, IRIs in full, examples in their lexical form."""
    place = {"nl": "De plaats.", "en": "The place."}
    assert query.parameters == (
        Parameter("place", "iri", True, expand("municipality:oostende"), place, expand("dcterms:Location")),
        Parameter("since", "date", False, "2018-11-27", {"nl": "Vanaf.", "en": "From."}, None),
    )


def test_lines_count_as_in_the_file(query: QueryFile) -> None:
    """The SPARQL starts on the line on which it stands in the file, and has no header."""
    lines = query.path.read_text("utf-8").splitlines()
    assert query.sparql.splitlines()[17:] == lines[17:] and not "".join(query.sparql.splitlines()[:17])


@pytest.mark.parametrize(
    "path", [*Folder.open().query_files(), *Folder.open().rule_files()], ids=lambda path: path.stem
)
def test_every_bundled_query_is_read(path: Path) -> None:
    """The queries and rules of the repository are as they must be."""
    assert read_query_file(path).name == path.stem


@pytest.mark.parametrize(
    ("old", "new", "line", "key", "reason"),
    [
        ("#+ question:", "#+ vraag:", 1, "vraag", "unknown key; choose from question"),
        ("#+ question:", "#+ tags:", 3, "tags", "this key is there twice"),
        ('#+ question: {nl: "Wie is waar?", en: "Who is where?"}\n', "", 1, "question", "is missing"),
        (', en: "Who is where?"', "", 1, "question.en", "is missing"),
        (', en: "Who is where?"', ", en: ''", 1, "question.en", "a text belongs here"),
        (', en: "Who is where?"', ", en: x, fr: y", 1, "question.fr", "unknown key"),
        ("{nl: Alle actoren., en: All actors.}", "All actors", 2, "description", "keys with values belong here"),
        ("[actors, sv-1/2]", "actors", 3, "tags", "a list belongs here"),
        ("[actors, sv-1/2]", "[actors, [x]]", 3, "tags", "a text belongs here"),
        ("[actors, sv-1/2]", "[actors", 4, None, "no valid YAML"),
        ("type: iri", "type: uri", 6, "parameters.place.type", "choose from iri, string"),
        ("  place:", "  lang:", 5, "parameters.lang", "an option of asking has this name already"),
        ("type: iri", "sort: iri", 6, "parameters.place.sort", "unknown key"),
        ("optional: true", "optional: yes", 8, "parameters.place.optional", "true or false belongs here"),
        ("municipality:oostende", "Oostende", 9, "parameters.place.example", "'Oostende' is no iri"),
        ("example: 2018-11-27", "example: 2018", 13, "parameters.since.example", "'2018' is no date"),
        ("#+     example: 2018-11-27\n", "", 11, "parameters.since.example", "is missing"),
        ("dcterms:Location", "a place", 7, "parameters.place.class", "'a place' is no iri"),
        ("type: date", "type: date\n#+     class: sg:X", 13, "parameters.since.class", "only an iri has a class"),
        ("{ UNDEF }", "{ ex:a }", 5, "parameters.place", "without a value UNDEF"),
        ('{ "2018-11-27" }', "{ UNDEF }", 11, "parameters.since", "put its example in its VALUES"),
        ("VALUES ?place", "VALUES ?plaats", 5, "parameters.place", "exactly one VALUES ?place { UNDEF } for it"),
        ("VALUES ?since", "VALUES ?place { UNDEF } VALUES ?since", 5, "parameters.place", "has 2"),
        ("VALUES ?kind { ex:a ex:b }", "VALUES ?kind { undef }", 23, "parameters.kind", "without a parameter"),
        ("#+   n: {nl: aantal, en: number}\n", "", 15, "columns.n", "is selected and not described"),
        ("SELECT ?actor (", "SELECT (", 16, "columns.actor", "is described and not selected"),
        ("SELECT ?actor (COUNT(DISTINCT ?x) AS ?n)", "SELECT *", 15, "columns.*", "is selected"),
        ("SELECT ?actor (COUNT(DISTINCT ?x) AS ?n)", "ASK", 16, "columns.actor", "is described and not selected"),
    ],
)
def test_faults(fault_of: FaultOf, old: str, new: str, line: int, key: str | None, reason: str) -> None:
    """Each fault of a header names its line, its key and what is wrong."""
    fault = fault_of(old, new)
    assert (fault.line, fault.key) == (line, key)
    assert reason in fault.reason["en"]


def test_no_header(tmp_path: Path) -> None:
    """A query without a header is no stored query."""
    path = tmp_path / "bare.rq"
    path.write_text("ASK {}", "utf-8")
    with pytest.raises(QueryHeaderError, match="there is no header"):
        read_query_file(path)


def test_empty_header(tmp_path: Path) -> None:
    """A header with nothing in it lacks its question."""
    path = tmp_path / "bare.rq"
    path.write_text("#+\nASK {}", "utf-8")
    with pytest.raises(QueryHeaderError, match="'question': is missing"):
        read_query_file(path)


@pytest.mark.parametrize(
    ("form", "good", "bad"), [("integer", "12", "1.5"), ("decimal", "46.0", "x"), ("boolean", "true", "1")]
)
def test_examples_are_of_their_type(read_changed: Callable, fault_of: FaultOf, form: str, good: str, bad: str) -> None:
    """An example is a lexical form of its type, kept as it is written."""
    old = "type: date\n#+     example: 2018-11-27"
    read = read_changed(old, f"type: {form}\n#+     example: {good}")
    assert read.parameters[1].example == good
    assert fault_of(old, f"type: {form}\n#+     example: {bad}").key == "parameters.since.example"


@pytest.mark.parametrize(
    ("content", "move"), [(None, "whether it is there"), (b"#+ question: \xff", "Save it as UTF-8")]
)
def test_unreadable_file(tmp_path: Path, content: bytes | None, move: str) -> None:
    """A file that is not there, or is not UTF-8, is told as such."""
    path = tmp_path / "a.rq"
    if content:
        path.write_bytes(content)
    with pytest.raises(UnreadableFileError, match=move):
        read_query_file(path)
