"""The check of a store, on disk or on a server, finds what the check of the files finds from which it was filled."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import steungraaf
from benchmarks.generate import generate
from steungraaf.filling import find_sources, load_store
from steungraaf.folder import Folder
from steungraaf.namespaces import DERIVED, GRAPH, expand
from steungraaf.opening import filled_store
from steungraaf.rdf import BlankNode, Literal, NamedNode, Quad, Term, parse_quads
from steungraaf.store import EmbeddedStore, Solutions, Store
from steungraaf.store.disk import DiskStore
from steungraaf.store.faults import EndpointError, EndpointLimitError, EndpointTimeoutError
from steungraaf.store.store_faults import DamagedStoreError
from steungraaf.validation import Finding, Report, check_stored, dataset_check
from steungraaf.validation.parts import Parts
from steungraaf.validation.reach import Neighbourhood, Wanted
from steungraaf.validation.shapes import Shapes
from steungraaf.validation.store_view import QueryView, quads_in_order, view_of
from steungraaf.validation.stored_check import _Stored
from tests import servers
from tests.conftest import PREFIX
from tests.validation.mutations import plant

Key = tuple[object, ...]
EX = "https://example.org/"
DATASETS = ("mutated", "faulty")


@dataclass(frozen=True)
class Checked:
    """A dataset with faults, its store on disk, and what the check of its files tells."""

    folder: Folder
    disk: Path
    report: Report


@pytest.fixture(scope="module", params=DATASETS)
def checked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Checked:
    """Give a copy of the bundled data with every mutation, and generated data with many faults, once each."""
    place = tmp_path_factory.mktemp(request.param)
    if request.param == "mutated":
        plant(place / "data")
    else:
        generate(place / "data", 10_000, faults=0.5)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dataset_check, "BY_PARTS_FROM", 0)
        report = steungraaf.open(place / "data").check()
    load_store(place / "store", find_sources(data=place / "data"))
    return Checked(Folder.open(place / "data"), place / "store", report)


@pytest.fixture(scope="module")
def stored(checked: Checked) -> Report:
    """Give what the check of the store on disk tells."""
    return check_stored(checked.folder, DiskStore.open(checked.disk), engine="shifty")


def told(findings: Iterable[Finding]) -> Counter[Key]:
    """Return findings by all that does not depend on files, nor on the order in which a file says things."""
    return Counter(
        (
            finding.focus,
            finding.shape,
            finding.severity,
            finding.path,
            tuple(sorted(finding.message.items())),
            str(finding.value),
            finding.sentence is None,
        )
        for finding in findings
    )


def counted(report: Report) -> dict[str, int]:
    """Return what was checked, the files as the graphs that they are."""
    return {"graphs" if kind == "files" else kind: count for kind, count in report.checked.items()}


class Counting:
    """A store that counts what it is asked, as a server is."""

    def __init__(self, store: EmbeddedStore) -> None:
        self._store = store
        self.asked: list[str] = []

    def query(self, sparql: str) -> Any:
        """Answer a query, and remember it."""
        self.asked.append(sparql)
        return self._store.query(sparql)

    def graphs(self) -> list[str]:
        """Return the names of the graphs."""
        return self._store.graphs()

    def dump(self, graph: str | None = None) -> Iterator[Quad]:
        """Stream a graph."""
        return self._store.dump(graph)

    def load(self, quads: Iterable[Quad]) -> None:
        """Add quads."""
        self._store.load(quads)

    def replace_graph(self, name: str, quads: Iterable[Quad]) -> None:
        """Replace a graph."""
        self._store.replace_graph(name, quads)


def in_store(**graphs: str) -> EmbeddedStore:
    """Return a store of some graphs in Turtle."""
    store = EmbeddedStore()
    for name, text in graphs.items():
        head = PREFIX + f"@prefix ex: <{EX}> .\n"
        store.load(parse_quads((head + text).encode(), format="turtle", graph=f"{GRAPH}{name}"))
    return store


# --- The same findings ----------------------------------------------------------------------------------------------


def test_a_store_on_disk_is_checked_as_its_files(checked: Checked, stored: Report) -> None:
    """The fast engine tells of a store on disk what the check tells of the files, and counts the same."""
    assert told(stored.findings) == told(checked.report.findings)
    assert counted(stored) == counted(checked.report)
    assert len(stored.findings) > 60


@pytest.mark.parametrize("checked", ["mutated"], indirect=True)
def test_the_reference_checks_a_store_too(checked: Checked) -> None:
    """The reference tells the same."""
    report = check_stored(checked.folder, DiskStore.open(checked.disk), engine="pyshacl")
    assert told(report.findings) == told(checked.report.findings)


@pytest.mark.parametrize("server", ["oxigraph_server", "virtuoso_server"])
def test_a_server_is_checked_as_its_files(checked: Checked, request: pytest.FixtureRequest, server: str) -> None:
    """A server gives the same findings.

    Oxigraph writes literals as a store on disk does. Virtuoso makes numbers of durations and drops fractions that are
    nothing, but no finding here quotes such a value.
    """
    store = servers.emptied(request.getfixturevalue(server))
    store.load(DiskStore.open(checked.disk).dump())
    report = check_stored(checked.folder, store)

    assert told(report.findings) == told(checked.report.findings)
    assert counted(report) == counted(checked.report)


def test_each_finding_has_its_graph_and_no_file(checked: Checked, stored: Report) -> None:
    """In the place of file and line stands the graph that the file is, wherever the file has the thing itself."""
    graphs = {file.path: file.graph for file in (*checked.folder.data_files(), *checked.folder.ontology_files())}
    expected = {(each.focus, each.shape, each.path): graphs[each.file] for each in checked.report.findings if each.file}

    assert {(each.file, each.line) for each in stored.findings} == {(None, None)}
    assert {(each.focus, each.shape, each.path): each.graph for each in stored.findings} == expected
    assert json.loads(stored.to_json())["findings"][0]["graph"] in expected.values()
    assert f" {stored.findings[0].graph} " in stored.to_text("en")
    assert f"<h2>{stored.findings[0].graph}</h2>" in stored.to_html("en")


def test_the_sentence_is_one_that_the_thing_rests_on(checked: Checked, stored: Report) -> None:
    """Of several sentences a store does not know which the file names first: it tells one of them."""
    store = DiskStore.open(checked.disk)
    quoted = expand("prov:wasQuotedFrom")
    for finding in stored.findings:
        sentences = {quad.object.value for quad in store.about(NamedNode(finding.focus), quoted)}
        assert not sentences or finding.sentence in sentences


def test_positions_are_compared_with_the_originals(
    short: Path, original: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The attached text of a document is held against what the store says of it."""
    monkeypatch.setenv("STEUNGRAAF_HOME", str(short.parent / "home"))
    load_store(short.parent / "store", find_sources(data=short))
    dataset = steungraaf.open(short, store=short.parent / "store")
    dataset.originals.add(original, dataset.evidence)
    assert [each.shape for each in dataset.check().findings if "Original" in each.shape] == []

    path = short / "documents/kort/document.ttl"
    path.write_text(path.read_text("utf-8").replace("oa:start 18", "oa:start 19"), "utf-8")
    load_store(short.parent / "store", find_sources(data=short))
    report = steungraaf.open(short, store=short.parent / "store").check()
    assert report.checked["originals"] == 1
    assert [each.shape for each in report.findings if "Original" in each.shape] == [expand("sgsh:Original")]


# --- What may differ ------------------------------------------------------------------------------------------------


def test_two_ways_to_write_one_value_become_one(short: Path) -> None:
    """A thing with 1 and 01 has two values in its file and one in a store: so much of the check is for the files."""
    path = short / "documents/kort/document.ttl"
    path.write_text(path.read_text("utf-8").replace("sg:characters 48", "sg:characters 48 , 048"), "utf-8")
    dataset = steungraaf.open(short)
    stored = check_stored(dataset.folder, filled_store(dataset.folder))
    lost = told(dataset.check().findings) - told(stored.findings)

    assert {key[1] for key in lost} == {expand("sgsh:Document-characters")}


# --- Looking up -----------------------------------------------------------------------------------------------------


@pytest.fixture
def widespread() -> Counting:
    """Give a store of 300 claims, each with a sentence in another graph, which a shape looks at."""
    claims = "".join(f"ex:c{n} a ex:C ; ex:p ex:s{n} . " for n in range(300))
    sentences = "".join(f"ex:s{n} ex:q ex:d ; ex:n {n} . " for n in range(300))
    return Counting(in_store(a=claims, b=sentences + "ex:d a ex:D ."))


@pytest.fixture
def shapes(tmp_path: Path) -> Shapes:
    """Give a shape that looks two steps far."""
    text = "ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:property [ sh:path ( ex:p ex:q ) ; sh:class ex:E ] ."
    (tmp_path / "s.ttl").write_text(PREFIX + f"@prefix ex: <{EX}> .\n{text}\n", "utf-8")
    return Shapes([tmp_path / "s.ttl"])


def parts_of(store: Counting, shapes: Shapes, **limits: int) -> tuple[QueryView, Parts]:
    """Return the parts by which a store is checked that is asked by queries."""
    view = QueryView(store, **limits)
    store.asked.clear()
    return view, Parts(view, shapes.sources.quads(), view.with_predicate(expand("rdfs:subClassOf")))


def test_a_server_is_asked_of_many_things_at_once(widespread: Counting, shapes: Shapes) -> None:
    """The queries are as many as the steps of the shapes take batches, not as there are things."""
    _, parts = parts_of(widespread, shapes, terms=100)
    found = list(parts.validate(quads_in_order(widespread)))

    assert len(found) == 300
    assert len(widespread.asked) == 1 + 3 + 3 + 1  # subclasses; claims; sentences; ex:d
    assert all(query.count(EX) <= 100 for query in widespread.asked)


def test_what_is_held_of_a_server_has_a_limit(widespread: Counting, shapes: Shapes) -> None:
    """What was not asked for the longest time is let go, and is looked up again when it is needed."""
    view, parts = parts_of(widespread, shapes, terms=10, held=50)
    found = list(parts.validate(quads_in_order(widespread), size=40, workers=1))

    assert len(found) == 300
    assert sum(len(quads) + 1 for quads in view._held.values()) == view._size <= 50
    assert [quad.object.value for quad in view.about(NamedNode(f"{EX}s7"), f"{EX}n")] == ["7"]


def test_a_part_is_as_large_as_its_slice_and_what_that_looks_at(
    widespread: Counting, shapes: Shapes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However much a store holds, the engine gets no more at a time than some things with their neighbourhood."""
    sizes: list[int] = []
    told_of = Parts._told_of

    def measured(self: Parts, aimed: list[tuple[Term, int]], around: Neighbourhood) -> Any:
        """Note how much a part holds."""
        sizes.append(len(set(around.quads())))
        return told_of(self, aimed, around)

    monkeypatch.setattr(Parts, "_told_of", measured)
    _, parts = parts_of(widespread, shapes)

    assert len(list(parts.validate(quads_in_order(widespread), size=20))) == 300
    assert len(sizes) == 30  # slices of twenty statements: ten claims
    assert max(sizes) <= 10 * 2 + 10 * 2 + 1


def test_things_with_much_around_them_are_told_of_one_after_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What leads to the things of one slice may be all data: then fewer of them are looked at together."""
    actors = "".join(f"ex:a{n} a ex:C . " for n in range(20))
    claims = "".join(f"ex:c{n} ex:p ex:a{n % 20} ; ex:q ex:d . " for n in range(400))
    store, sizes = Counting(in_store(a=actors, b=claims)), list[int]()
    text = "ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:property [ sh:path ( [ sh:inversePath ex:p ] ex:q ) ;"
    (tmp_path / "s.ttl").write_text(f"{PREFIX}@prefix ex: <{EX}> .\n{text} sh:maxCount 0 ] .\n", "utf-8")
    told_of = Parts._told_of

    def measured(self: Parts, aimed: list[tuple[Term, int]], around: Neighbourhood) -> Any:
        """Note how much is held."""
        sizes.append(around.size)
        return told_of(self, aimed, around)

    monkeypatch.setattr(Parts, "_told_of", measured)
    monkeypatch.setattr("steungraaf.validation.parts.TOGETHER", 2)
    monkeypatch.setattr("steungraaf.validation.parts.MOST", 150)
    _, parts = parts_of(store, Shapes([tmp_path / "s.ttl"]))

    assert len(list(parts.validate(quads_in_order(store)))) == 20
    assert len(sizes) == 5 and max(sizes) <= 150 + 2 * 45


def test_a_batch_that_is_too_much_is_asked_in_halves(widespread: Counting, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a server does not give so many rows, half of the things are asked of; of one thing it must."""
    view = QueryView(widespread)
    answer = widespread.query

    def limited(sparql: str) -> Any:
        """Give no more than seven rows."""
        found = answer(sparql)
        if isinstance(found, Solutions) and len(found.rows) > 7:
            raise EndpointLimitError(address=EX, what="rows", limit=7)
        return found

    monkeypatch.setattr(widespread, "query", limited)
    wanted = [Wanted(NamedNode(f"{EX}c{n}"), None) for n in range(8)]
    assert {key: len(quads) for key, quads in view.look_up(wanted).items()} == dict.fromkeys(wanted, 2)
    with pytest.raises(EndpointLimitError):
        view.pointing(NamedNode(f"{EX}d"))


def test_long_terms_make_small_batches(widespread: Counting) -> None:
    """A query does not grow beyond what servers read, however long the terms are."""
    view, widespread.asked[:] = QueryView(widespread), []
    wanted = [Wanted(Literal(letter * 12_000), f"{EX}p", inverse=True) for letter in "abc"]
    assert not any(view.look_up(wanted).values())
    assert len(widespread.asked) == 2


@pytest.mark.parametrize("on_disk", [True, False])
def test_blank_nodes_are_followed(tmp_path: Path, shapes: Shapes, on_disk: bool) -> None:
    """What is said with blank nodes counts as well, though no query can name them."""
    text = "ex:c a ex:C ; ex:p [ ex:q ex:d , [ a ex:E ] ] . [] a ex:C ; ex:p ex:s . ex:s ex:q ex:d ."
    store: Store = in_store(a=text, b="ex:d a ex:D .")
    if on_disk:
        (tmp_path / "a.ttl").write_text(PREFIX + f"@prefix ex: <{EX}> .\n{text} ex:d a ex:D .", "utf-8")
        load_store(tmp_path / "store", find_sources([tmp_path / "a.ttl"]))
        store = DiskStore.open(tmp_path / "store")
    view = view_of(store)
    found = Parts(view, shapes.sources.quads(), view.with_predicate(expand("rdfs:subClassOf"))).validate(
        quads_in_order(store)
    )
    assert Counter((type(each.focus), str(each.value)) for each in found) == {
        (NamedNode, f"<{EX}d>"): 1,
        (BlankNode, f"<{EX}d>"): 1,
    }


def test_data_come_before_the_ontology_and_what_is_derived() -> None:
    """Graphs are gone through as the files are read, so that a use is told where a person wrote it."""
    store = in_store(**{"registers/a": "ex:a ex:p 1 .", "ontology/x": "ex:b ex:p 2 .", "derived/r": "ex:c ex:p 3 ."})
    assert [str(quad.object) for quad in quads_in_order(store)] == [str(Literal(n)) for n in (1, 2, 3)]
    assert f"{GRAPH}derived/r".startswith(DERIVED)


def test_subclasses_of_the_store_count(tmp_path: Path) -> None:
    """A class that the store says to be below that of a shape makes its things targets too."""
    text = "ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:nodeKind sh:Literal ."
    (tmp_path / "s.ttl").write_text(PREFIX + f"@prefix ex: <{EX}> .\n{text}\n", "utf-8")
    store = in_store(a="ex:x a ex:Narrow .", b="ex:Narrow rdfs:subClassOf ex:C .")
    view = view_of(store)
    parts = Parts(view, Shapes([tmp_path / "s.ttl"]).sources.quads(), view.with_predicate(expand("rdfs:subClassOf")))
    assert [each.focus for each in parts.validate(quads_in_order(store))] == [NamedNode(f"{EX}x")]


# --- Shapes and faults ----------------------------------------------------------------------------------------------


def test_shapes_that_cannot_be_used_are_told(short: Path) -> None:
    """The report says so and fails, and what was counted is still told."""
    (short / "ontology/shapes").mkdir(parents=True)
    (short / "ontology/shapes/own.ttl").write_text(
        f"{PREFIX}<{EX}S> a sh:NodeShape ; sh:targetNode <{EX}x> ; sh:minLength 'a' .\n", "utf-8"
    )
    dataset = steungraaf.open(short)
    report = check_stored(dataset.folder, filled_store(dataset.folder))
    assert not report.conforms
    assert report.checked["statements"] > 30


def test_statements_are_counted_where_nobody_goes_through_them() -> None:
    """What was derived does not count, nor does a graph of it."""
    store = in_store(**{"registers/a": "ex:a ex:p 1 , 2 .", "derived/r": "ex:c ex:p 3 ."})
    assert _Stored(store, view_of(store)).counts() == {"graphs": 1, "statements": 2}


class Failing(Counting):
    """A server that breaks down on a query of a certain kind."""

    def __init__(self, store: EmbeddedStore, word: str) -> None:
        super().__init__(store)
        self._word = word

    def query(self, sparql: str) -> Any:
        """Answer, or fail."""
        if self._word in sparql:
            raise EndpointTimeoutError(address=EX, limit=1)
        return super().query(sparql)


@pytest.mark.parametrize("word", ["VALUES ?s", "void:subset ?part", "GRAPH ?g { ?s ?p ?o } }", "AS ?count"])
def test_a_server_that_fails_in_the_middle_gives_its_error(short: Path, word: str) -> None:
    """Whether it fails in the shapes, a check query, the counts or the places: there is no half report."""
    folder = Folder.open(short)
    with pytest.raises(EndpointError):
        check_stored(folder, Failing(filled_store(folder), word))


def test_a_damaged_store_gives_its_error(short: Path) -> None:
    """A store on disk of which a file cannot be read ends the check with that error."""
    load_store(short.parent / "store", find_sources(data=short))
    store = DiskStore.open(short.parent / "store")
    for file in store.generation.data.glob("*.sst"):
        file.write_bytes(b"\0" * file.stat().st_size)
    with pytest.raises(DamagedStoreError):
        check_stored(Folder.open(short), store)


def test_a_store_with_nothing_wrong(bundled_store: EmbeddedStore) -> None:
    """Nothing is found in the bundled data, on whatever store they are, and all that was looked at is counted."""
    dataset = steungraaf.open()
    report = check_stored(dataset.folder, bundled_store)
    assert (report.findings, report.checked["graphs"]) == (
        (),
        len(dataset.folder.data_files() + dataset.folder.ontology_files()),
    )
    assert report.checked["accounted"] == report.checked["sentences"] > 40


def test_progress_is_told(short: Path) -> None:
    """Each step is announced as it begins; no files are read."""
    steps: list[str] = []
    folder = Folder.open(short)
    check_stored(folder, filled_store(folder), progress=lambda step: steps.append(step["en"].split()[0]))
    assert steps == ["Holding", "Comparing", "Asking", "Looking"]
