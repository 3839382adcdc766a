"""Test the face of the package: what a program can do with a dataset."""

import io
from collections import Counter
from functools import partial
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

import steungraaf
from steungraaf.catalogue import Table
from steungraaf.dataset import Dataset
from steungraaf.errors import (
    EngineError,
    FolderMissingError,
    FrameFormatError,
    NoQuestionsError,
    NotADatasetError,
    OutputExistsError,
    UnknownChoiceError,
    UnknownParameterError,
)
from steungraaf.filling import find_sources, load_store
from steungraaf.namespaces import DERIVED, expand
from steungraaf.rdf import BlankNode, Literal, NamedNode, Triple
from steungraaf.rdf.rdflib_terms import rdflib_node
from steungraaf.store import Cut
from steungraaf.store.faults import NotFromEndpointError
from steungraaf.store.limit_faults import WorkersClosedError
from steungraaf.store.limits import Limits
from steungraaf.store.store_faults import NotFromStoreError

ROOT = Path(__file__).resolve().parents[1]
SV77 = expand("document:sv-2018-2019-77")
ALL = "SELECT ?s ?o WHERE { ?s <https://schema.org/value> ?o } ORDER BY ?o"
TINY = """
@prefix ex: <https://example.org/> .
@prefix schema: <https://schema.org/> .
ex:a schema:value 46.0 , "P12M"^^<http://www.w3.org/2001/XMLSchema#duration> , "ja"@nl .
ex:b schema:value 007 .
"""


@pytest.fixture(scope="module")
def bundled() -> Dataset:
    """Open the bundled dataset once."""
    return steungraaf.open()


@pytest.fixture
def tiny(tmp_path: Path) -> Dataset:
    """Open a dataset of four statements."""
    (tmp_path / "data/registers").mkdir(parents=True)
    (tmp_path / "data/registers/things.ttl").write_text(TINY, "utf-8")
    return steungraaf.open(tmp_path / "data")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep attached originals in a directory of the test."""
    monkeypatch.setenv("STEUNGRAAF_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def test_opening_reads_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dataset is opened at once; its files are read when it is first asked."""
    monkeypatch.setattr("steungraaf.folder.Folder.quads", lambda _: pytest.fail("files were read"))
    assert steungraaf.open().folder.data == ROOT / "data"


def test_opening_what_is_no_dataset(tmp_path: Path) -> None:
    """A folder that is not there, or is no dataset, is told at once."""
    with pytest.raises(FolderMissingError):
        steungraaf.open(tmp_path / "none")
    (tmp_path / "x.txt").touch()
    with pytest.raises(NotADatasetError):
        steungraaf.open(str(tmp_path))


def test_ask_takes_labels_and_underscores(bundled: Dataset) -> None:
    """A parameter may be a label; a name may have underscores, as Python wants."""
    table = bundled.ask("who_supports", supported="Hefboom")
    assert isinstance(table, steungraaf.Table)
    assert {record["supported_label"] for record in table.records()} == {"Hefboom"}


def test_language_is_that_of_the_dataset_or_of_the_question(bundled: Dataset) -> None:
    """The dataset has a language, and one question may have another."""
    headings = [bundled.ask("who-supports", lang=lang).columns[0].heading for lang in (None, "en")]
    assert headings[0] != headings[1]
    assert bundled.sparql("SELECT ?x { ?x ?y ?z } LIMIT 1", lang="en").lang == "en"


def test_queries_are_listed_and_found(bundled: Dataset) -> None:
    """Every stored query is in the list, and is found by its name."""
    names = {query.name for query in bundled.queries()}
    assert {path.stem for path in (ROOT / "queries").glob("*/*.rq")} == names
    assert bundled.query("who-supports").theme == "actors"


def test_values_of_a_parameter_complete_a_name(bundled: Dataset) -> None:
    """What a parameter can be is offered by how its name begins."""
    assert ("hefboom", "Hefboom") in bundled.values("who-supports", "supported", "hef")


def test_answers_of_all_or_of_one(bundled: Dataset) -> None:
    """All answers come in the order of the questions; one is found by its number, with or without its document."""
    assert [answer.number for answer in bundled.answers()] == [1, 2, 3, 4]
    assert bundled.answers(4)[0] == bundled.answers("4", document="sv-2018-2019-77")[0]
    assert bundled.answers(document=SV77, lang="en")[0].question_label == "Question 1"


@pytest.mark.parametrize("number", [None, 4])
def test_answers_of_an_unknown_document(bundled: Dataset, number: int | None) -> None:
    """A document that has no questions is told, with those that have."""
    with pytest.raises(UnknownChoiceError) as fault:
        bundled.answers(number, document="sv-1")
    assert (fault.value.option, fault.value.known) == ("--document", ["sv-2018-2019-77"])


@pytest.mark.parametrize("number", [None, 4])
def test_answers_where_nothing_is_asked(tmp_path: Path, number: int | None) -> None:
    """A dataset without numbered questions has no answers, and the error says what can be asked instead."""
    (tmp_path / "dataset.ttl").write_text("<urn:a> <urn:b> <urn:c> .\n", "utf-8")
    with pytest.raises(NoQuestionsError, match="steungraaf questions"):
        steungraaf.open(tmp_path).answers(number)


def test_quote_without_original_is_nothing(home: Path) -> None:
    """Without an attached original there are no words of the source."""
    assert steungraaf.open().quote(f"{SV77}/a4-s1") is None


def test_quote_gives_the_words_of_an_attached_original(home: Path, short: Path, original: Path) -> None:
    """Once the original is attached a sentence has its real words, and its positions are checked in it."""
    dataset = steungraaf.open(short)
    assert dataset.quote(expand("document:kort") + "/a1-s1") is None
    other = steungraaf.open(short)  # as another program does
    other.originals.add(original, other.evidence)
    assert dataset.quote(expand("document:kort") + "/a1-s1") == "Het fonds helpt elke starter."
    assert dataset.quote("https://example.org/none") is None
    assert dataset.check().checked["originals"] == 1


def test_coverage_counts_every_sentence(bundled: Dataset) -> None:
    """Every sentence of the bundled document is accounted for."""
    coverage = bundled.coverage()
    assert coverage.accounted == coverage.total > 40


def test_version_is_that_of_the_description(bundled: Dataset, tiny: Dataset) -> None:
    """The version of the data stands in dataset.ttl; without that file there is none."""
    assert (bundled.version, tiny.version) == ("0.1.0", "")


def test_check_finds_a_broken_file_and_checks_the_rest(tiny: Dataset, home: Path) -> None:
    """A file that does not parse is a finding with its line, and the check goes on."""
    (tiny.folder.data / "registers/broken.ttl").write_text("<https://example.org/a> <b\n", "utf-8")
    steps: list[str] = []
    report = tiny.check(progress=lambda step: steps.append(step["en"]))
    assert len(steps) > 3
    (found,) = [finding for finding in report.findings if finding.file and finding.file.name == "broken.ttl"]
    assert (report.conforms, found.line) == (False, 1)


def test_describe_keeps_what_is_written(tiny: Dataset) -> None:
    """What the files say of a thing comes with every literal as it is written."""
    found = [str(quad.object) for quad in tiny.describe(["https://example.org/a"])]
    assert [text.partition("^^")[0] for text in found] == ['"46.0"', '"P12M"', '"ja"@nl']
    assert tiny.describe("https://example.org/a") == tiny.describe(["https://example.org/a"])


def test_language_that_there_is_not(bundled: Dataset) -> None:
    """A language without labels is an error with those that have, wherever it is asked for."""
    with pytest.raises(UnknownChoiceError, match="lang: there is no 'fr'. Choose from: nl, en"):
        steungraaf.open(lang="fr")
    for ask in (partial(bundled.ask, "who-supports"), partial(bundled.search, "hefboom"), bundled.answers):
        with pytest.raises(UnknownChoiceError):
            ask(lang="fr")


def test_export_is_of_the_files(tiny: Dataset, tmp_path: Path) -> None:
    """An export has the statements of the files, with the ontology, in their graphs."""
    tiny.export(tmp_path / "out.nq", format="nquads")
    written = set(ox.parse(path=str(tmp_path / "out.nq")))
    assert written == set(tiny.folder.quads())


def test_export_adds_what_is_derived_on_request(bundled: Dataset) -> None:
    """With `derived` the relations that follow from the claims are added, in graphs of their own."""
    out = io.BytesIO()
    bundled.export(out, format="nquads", derived=True)
    graphs = Counter(quad.graph_name.value for quad in ox.parse(out.getvalue(), format=ox.RdfFormat.N_QUADS))
    assert graphs[f"{DERIVED}relations"] > 50
    assert not out.closed


def test_export_refuses_before_it_writes(tiny: Dataset, tmp_path: Path) -> None:
    """A choice that does not go together, or a file that exists, is refused and nothing is written."""
    out = tmp_path / "out.ttl"
    with pytest.raises(FrameFormatError):
        tiny.export(out, frame="actor")
    out.write_text("mine", "utf-8")
    with pytest.raises(OutputExistsError):
        tiny.export(str(out))
    assert out.read_text("utf-8") == "mine"


def test_rdflib_has_files_and_derived_graphs(bundled: Dataset) -> None:
    """The rdflib dataset answers over the union of all graphs, with the prefixes bound and literals as written."""
    dataset = bundled.rdflib()
    assert len(dataset.query("SELECT * { organisation:vlaio sg:supports ?x }")) > 5
    assert rdflib.URIRef(f"{DERIVED}relations") in {graph.identifier for graph in dataset.graphs()}
    values = {str(value) for value in dataset.objects(predicate=rdflib.URIRef(expand("oa:start")))}
    assert len(values) > 40


def test_rdflib_keeps_lexical_forms(tiny: Dataset) -> None:
    """A literal that is not in its canonical form keeps the form that it has in the file."""
    value = rdflib.URIRef("https://schema.org/value")
    found = {str(one) for one in tiny.rdflib().objects(predicate=value)}
    assert {"46.0", "P12M", "ja", "007"} <= found


def test_terms_that_rdflib_knows_and_does_not_know() -> None:
    """Blank nodes keep their names; a triple term is refused, since rdflib has none."""
    assert rdflib_node(BlankNode("b")) == rdflib.BNode("b")
    thing = NamedNode("https://example.org/a")
    with pytest.raises(EngineError):
        rdflib_node(Triple(thing, thing, Literal("x")))


def test_limits_hold_for_all_that_is_asked(tmp_path: Path, tiny: Dataset) -> None:
    """Under limits workers answer queries, stored questions and look-ups alike, as the files do without."""
    with steungraaf.open(tiny.folder.data, limits=Limits(workers=1, spares=0)) as limited:
        assert limited.sparql(ALL, labels=False) == tiny.sparql(ALL, labels=False)
        assert limited.ask("who-supports").rows == tiny.ask("who-supports").rows
        assert limited.store.graphs() == tiny.store.graphs()
    with pytest.raises(WorkersClosedError):
        limited.sparql(ALL)


def test_limits_of_one_query(tiny: Dataset) -> None:
    """A query may have limits of its own, and is answered by workers that open the dataset then."""
    table = tiny.sparql(ALL, limits=Limits(rows=2, workers=1, spares=0))
    assert isinstance(table, Table) and (len(table), table.truncated) == (2, Cut("rows", 2))
    assert tiny.sparql(ALL, limits=Limits(rows=2)) == table
    tiny.close()


def test_limits_of_a_server(tiny: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a server answers is cut off as well."""
    served = steungraaf.open(endpoint="http://127.0.0.1:9/query")
    monkeypatch.setattr(served, "store", tiny.store)
    table = served.sparql(ALL, limits=Limits(rows=3))
    assert isinstance(table, Table) and table.truncated == Cut("rows", 3)
    served.close()


def test_changes_are_those_of_files(short: Path) -> None:
    """What changed in a store on disk, or on a server, since it was checked is not kept."""
    load_store(short.parent / "store", find_sources(data=short))
    with pytest.raises(NotFromStoreError, match="--changed"):
        steungraaf.open(short, store=short.parent / "store").check(changed=True)
    with pytest.raises(NotFromEndpointError, match="--changed"):
        steungraaf.open(short, endpoint="http://127.0.0.1:9/sparql").check(changed=True)


def test_what_is_asked(short: Path) -> None:
    """A dataset tells whether its files are asked, or a store or a server in their place."""
    load_store(short.parent / "store", find_sources(data=short))
    assert steungraaf.open(short).in_files
    assert not steungraaf.open(short, store=short.parent / "store").in_files
    assert not steungraaf.open(short, endpoint="http://127.0.0.1:9/sparql").in_files


def test_a_server_asks_no_other_one(short: Path) -> None:
    """A query to a server cannot be made to ask another server as well: that is told, not passed over."""
    with pytest.raises(NotFromEndpointError, match="--service"):
        steungraaf.open(short, endpoint="http://127.0.0.1:9/sparql").ask("who-supports", service="http://127.0.0.1:9/")


def test_search(bundled: Dataset) -> None:
    """A dataset finds things by name, in its language or another, of the kinds that are asked for."""
    (first, *_) = bundled.search("vlaio", lang="en", limit=1)
    assert (first.iri, first.label) == (expand("organisation:vlaio"), "Flanders Innovation & Entrepreneurship")
    assert {hit.kind for hit in bundled.search("oostende", kinds=["place"])} == {"place"}
    assert bundled.search("oostende")[0].label == "Oostende"


def test_values_of_no_parameter() -> None:
    """A parameter that a query does not have is told, for its values as for its answer."""
    with pytest.raises(UnknownParameterError, match="supported"):
        steungraaf.open().values("who-supports", "nothing")


def test_one_kind_to_search() -> None:
    """One kind may be given by itself."""
    assert {hit.kind for hit in steungraaf.open().search("Hefboom", kinds="organisation")} == {"organisation"}
