"""Test the check queries: what must return nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest

from steungraaf.errors import RdfSyntaxError
from steungraaf.store import EmbeddedStore
from steungraaf.validation import Finding, Severity
from steungraaf.validation.queries import check_queries, fault_finding, run_queries
from steungraaf.validation.sources import Sources

HEADER = """#+ question:
#+   nl: Wie telt te veel?
#+   en: Who counts too much?
#+ description:
#+   nl: Tel opnieuw.
#+   en: Count again.
#+ tags: [{tags}]
#+ columns:
"""
COLUMN = "#+   {name}: {{nl: {nl}, en: {en}}}\n"
DATA = """ex:bond
    skos:prefLabel "Bond"@nl , "Union"@en ;
    ex:p 5 ;
    ex:near ex:fonds ;
    prov:wasQuotedFrom ex:s1 ;
.
ex:fonds rdfs:label "Fund"@en .
"""
EX = "PREFIX ex: <https://example.org/>\n"
NAMES = {
    "thing": ("ding", "thing"),
    "count": ("aantal", "count"),
    "near": ("buur", "neighbour"),
    "sentence": ("zin", "sentence"),
}
Run = Callable[..., list[Finding]]


@pytest.fixture
def run(write: Callable[[str, str], Path], read: Callable[..., Sources], store: Callable[..., EmbeddedStore]) -> Run:
    """Give what asks a query of the columns named."""

    def make(sparql: str, *columns: str, tags: str = "checks") -> list[Finding]:
        header = HEADER.format(tags=tags)
        header += "".join(COLUMN.format(name=name, nl=NAMES[name][0], en=NAMES[name][1]) for name in columns)
        sources = read(DATA)
        return list(run_queries([write("checks/counts.rq", header + EX + sparql)], store(sources), sources))

    return make


def test_checks_are_known_by_their_folder() -> None:
    """Of all stored queries those in the folder checks are run."""
    assert check_queries([Path("q/checks/a.rq"), Path("q/actors/b.rq")]) == [Path("q/checks/a.rq")]


def test_no_row_is_no_finding(run: Run) -> None:
    """A check that returns nothing has found nothing."""
    assert run("SELECT ?thing { ?thing ex:p 6 }", "thing") == []


def test_a_row_is_a_finding(run: Run) -> None:
    """It is about the first thing in the row, stands where that does, and rests on its sentence."""
    (found,) = run("SELECT ?count ?thing { ?thing ex:p ?count }", "count", "thing")
    assert (found.focus, found.shape) == ("https://example.org/bond", "https://w3id.org/steungraaf/query/checks/counts")
    assert (found.file and found.file.name, found.line) == ("a.ttl", 2)
    assert (found.sentence, found.severity) == ("https://example.org/s1", Severity.VIOLATION)


def test_the_message_tells_the_rest_of_the_row(run: Run) -> None:
    """Question, other columns by their headings and labels, and what to do, in both languages."""
    (found,) = run("SELECT ?thing ?count ?near { ?thing ex:p ?count ; ex:near ?near }", "thing", "count", "near")
    assert found.message["nl"] == "Wie telt te veel? (aantal: 5; buur: Fund) Tel opnieuw."
    assert found.message["en"] == "Who counts too much? (count: 5; neighbour: Fund) Count again."


def test_an_empty_cell_is_not_told(run: Run) -> None:
    """What is unbound does not show, nor what the finding says anyway."""
    query = "SELECT ?thing ?near ?sentence { ?thing ex:p 5 OPTIONAL { ?thing ex:far ?near } BIND(ex:s9 AS ?sentence) }"
    (found,) = run(query, "thing", "near", "sentence")
    assert found.message["en"] == "Who counts too much? Count again."
    assert found.sentence == "https://example.org/s9"


def test_a_check_can_warn(run: Run) -> None:
    """The tag warning makes its findings warnings."""
    (found,) = run("SELECT ?thing { ?thing ex:p 5 }", "thing", tags="checks, warning")
    assert found.severity is Severity.WARNING


def test_a_row_without_things_is_about_the_check(run: Run) -> None:
    """Where a row has only values the finding stands at the query."""
    (found,) = run("SELECT ?count { ex:bond ex:p ?count }", "count")
    assert found.focus == found.shape
    assert found.file and found.file.name == "counts.rq"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (HEADER.format(tags="checks").replace("question", "questionn") + "SELECT ?x { ?x ?p ?o }", 1, "questionn"),
        (HEADER.format(tags="checks") + "#+   x: {nl: x, en: x}\nSELECT ?x { ?x nope:p ?o }", 10, "nope"),
        (HEADER.format(tags="checks").replace("#+ columns:\n", "") + "ASK { ?s ?p ?o }", None, "SELECT"),
    ],
)
def test_a_check_that_cannot_run_is_a_finding(
    write: Callable[[str, str], Path], text: str, line: int | None, said: str
) -> None:
    """A wrong header, a wrong query and a query of another form are told with their file; none passes in silence."""
    path = write("checks/broken.rq", text)
    (found,) = run_queries([path], EmbeddedStore(), Sources())
    assert (found.file, found.line, found.severity) == (path, line, Severity.VIOLATION)
    assert said in found.message["en"]


def test_a_broken_check_leaves_the_others(
    write: Callable[[str, str], Path], read: Callable[..., Sources], store: Callable[..., EmbeddedStore]
) -> None:
    """The checks after a broken one are run."""
    header = HEADER.format(tags="checks") + COLUMN.format(name="thing", nl="ding", en="thing")
    files = [write("checks/a.rq", "nothing"), write("checks/b.rq", header + EX + "SELECT ?thing { ?thing ex:p 5 }")]
    sources = read(DATA)
    assert len(list(run_queries(files, store(sources), sources))) == 2


def test_a_fault_is_about_its_file_or_graph(tmp_path: Path) -> None:
    """The focus is the graph of the file where it has one, else its address."""
    error = RdfSyntaxError(file="a.ttl", line=3, column=4, reason="oops")
    path = tmp_path / "a.ttl"
    assert fault_finding(path, error).focus == path.as_uri()
    found = fault_finding(path, error, "https://example.org/graph")
    assert (found.focus, found.line) == ("https://example.org/graph", 3)
    assert "line 3, column 4: oops" in found.message["en"]
