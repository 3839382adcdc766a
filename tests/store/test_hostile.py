"""Test that 1,700 hostile and mangled queries each end in an answer or an error of ours, and the next is answered.

They are the same each time, and run on workers that really are processes, which hold the bundled data.
"""

from collections.abc import Iterator
from itertools import islice

import pytest

from steungraaf.assets import queries_dir
from steungraaf.errors import RdfSyntaxError, SteungraafError
from steungraaf.folder import Folder
from steungraaf.rdf import parse_quads
from steungraaf.rdf.limits import MAX_DEPTH
from steungraaf.store.limit_faults import LimitError
from steungraaf.store.limits import Limits
from steungraaf.store.worker import Source
from steungraaf.store.workers import WorkerPool
from tests.store.hostile import FAMILIES, mangled

THEMES = sorted(path.name for path in queries_dir().iterdir() if path.is_dir())
DEEP = (MAX_DEPTH - 100, MAX_DEPTH + 1, 20_000)


@pytest.fixture(scope="module")
def workers() -> Iterator[WorkerPool]:
    """Give two workers with little time and memory, and one that stands by."""
    folder = Folder.open()
    source = Source("steungraaf.opening:open_store", {"data": str(folder.data), "ontology": str(folder.ontology)})
    with WorkerPool(source, Limits(time=0.3, rows=5_000, bytes=2_000_000, memory=300_000_000)) as pool:
        yield pool


def outcome(pool: WorkerPool, sparql: str) -> str:
    """Return "answer" or the error that a query ended in, after the next query was answered."""
    try:
        assert pool.query(sparql).value() is not None
        ended = "answer"
    except SteungraafError as error:
        assert error.message("nl") and error.message("en")
        ended = type(error).__name__
    assert pool.query("ASK { ?s a <http://www.w3.org/ns/dcat#Dataset> }", Limits(time=60)).value() is True
    return ended


@pytest.mark.parametrize("family", FAMILIES)
def test_queries_that_mean_harm(workers: WorkerPool, family: str) -> None:
    """Each ends in an answer or a clear error, and none of them breaks a worker."""
    ends = {outcome(workers, sparql) for sparql in FAMILIES[family]()}
    assert ends and "WorkerEndedError" not in ends


@pytest.mark.parametrize("theme", THEMES)
def test_stored_queries_that_are_mangled(workers: WorkerPool, theme: str) -> None:
    """So does each stored query in ten ways in which it could have been damaged."""
    texts = [path.read_text("utf-8") for path in sorted((queries_dir() / theme).glob("*.rq"))]
    ends = [outcome(workers, mangled(text, seed)) for seed in range(10) for text in texts]
    assert ends and "WorkerEndedError" not in ends


def test_there_are_enough() -> None:
    """There are over a thousand, no two of them alike."""
    hostile = {sparql for family in FAMILIES.values() for sparql in family()}
    texts = [path.read_text("utf-8") for path in queries_dir().rglob("*.rq")]
    assert len(hostile | {mangled(text, seed) for text in texts for seed in range(10)}) > 1_500


def test_names_of_blank_nodes_add_no_rows(workers: WorkerPool) -> None:
    """What a query names its blank nodes is never taken for more rows or columns."""
    sparql = r"SELECT (BNODE('a\n<urn:x>\t<urn:y>\n_:b') AS ?x) (1 AS ?y) WHERE { }"
    found = workers.query(sparql).value()
    assert not isinstance(found, bool | list) and len(found.rows) == 1


@pytest.mark.parametrize("depth", DEEP)
@pytest.mark.parametrize(
    ("format", "before", "after"),
    [
        ("jsonld", "[", "]"),
        ("jsonld", '{"urn:p": ', "}"),
        ("jsonld", '{"@graph": [', "]}"),
        ("jsonld", '{"@context": ', "}"),
        ("jsonld", '{"urn:p": {"@list": [', "]}}"),
        ("turtle", "<urn:s> <urn:p> <<( <urn:s> <urn:p> ", ""),
        ("turtle", "<urn:s> <urn:p> [ <urn:p> ", ""),
        ("turtle", "<urn:s> <urn:p> ( ", ""),
        ("trig", "<urn:g> { ", ""),
        ("rdfxml", '<a:b xmlns:a="urn:a">', "</a:b>"),
    ],
)
def test_deep_files_are_read_or_refused(format: str, before: str, after: str, depth: int) -> None:
    """A file in which things stand inside each other is read, or refused with an error of ours."""
    text = before * depth + "{}" * (format == "jsonld") + after * depth
    try:
        assert list(islice(parse_quads(text.encode(), format=format), 10)) is not None
    except RdfSyntaxError as error:
        assert error.message("nl") and error.message("en")


def test_limits_are_errors_of_their_own(workers: WorkerPool) -> None:
    """A query that takes all time or memory is told as that, not as a fault of the query."""
    with pytest.raises(LimitError):
        workers.query("SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
