"""The check of what changed tells what the check of everything tells, whatever changed."""

import json
import random
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from benchmarks.generate import generate
from steungraaf.derivation import derive
from steungraaf.folder import Folder
from steungraaf.rdf import read_quads, write_rdf
from steungraaf.store import EmbeddedStore
from steungraaf.validation import Report, check_changed, check_dataset, readable_quads
from steungraaf.validation.kept_files import facts_of
from steungraaf.validation.record import BusyCheckError, CheckPlaceError, held
from tests.validation.mutations import MUTATIONS, mutate

EX = "https://example.org/"
HEADER = """#+ question: {nl: Wie?, en: Who?}
#+ description: {nl: Zo., en: So.}
#+ tags: [checks]
#+ columns: {thing: {nl: ding, en: thing}}
"""
RULE = "".join(line for line in HEADER.splitlines(keepends=True) if "columns" not in line)
NEW_SHAPE = """ex:V a sh:NodeShape ; sh:targetClass ex:C ;
  sh:property [ sh:path ex:n ; sh:minCount 1 ; sh:message 'n' ] ."""
# A small dataset with a rule that gives back what it is given, a shape, and check queries of each kind.
FILES = {
    "data/dataset.ttl": 'ex:dataset skos:prefLabel "Proef"@nl .',
    "data/registers/a.ttl": "ex:a a ex:C ; ex:p 1 .\nex:b a ex:C ; ex:p 2 .\n",
    "data/registers/b.ttl": "ex:x ex:with ex:y .\nex:y ex:lasts 'P12M'^^xsd:duration .\n",
    "ontology/vocabulary.ttl": "sg:Sentence a owl:Class . sg:Claim a owl:Class . sg:role a owl:ObjectProperty .\n"
    "sentence-role:title a skos:Concept . sentence-role:statement a skos:Concept . ex:Narrow rdfs:subClassOf ex:C .",
    "ontology/rules/both.rq": """#+ question: {nl: Wie hoort bij wie?, en: Who goes with whom?}
#+ description: {nl: Zo., en: So.}
#+ tags: [checks]
PREFIX ex: <https://example.org/>
CONSTRUCT { ?b ex:with ?a . ?a ex:met ?b } WHERE { ?a ex:with ?b }
""",
    "ontology/rules/long.rq": """#+ question: {nl: Hoe lang duurt het?, en: How long does it take?}
#+ description: {nl: Zo., en: So.}
#+ tags: [checks]
PREFIX ex: <https://example.org/>
CONSTRUCT { ?a ex:takes ?time } WHERE { ?a ex:with ?b . ?b ex:lasts ?time }
""",
    "ontology/shapes/c.ttl": "ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:property ex:P .\n"
    "ex:P a sh:PropertyShape ; sh:path ex:p ; sh:minCount 1 ; sh:message 'Geef p.'@nl , 'Give p.'@en .\n"
    "ex:T a sh:NodeShape ; sh:targetSubjectsOf ex:met ; sh:property ex:Q .\n"
    "ex:Q a sh:PropertyShape ; sh:path ( ex:met ex:name ) ; sh:maxCount 0 ; sh:message 'Te veel.'@nl , 'More.'@en .\n"
    "ex:U a sh:NodeShape ; sh:targetSubjectsOf ex:takes ; sh:property ex:R .\n"
    "ex:R a sh:PropertyShape ; sh:path ex:takes ; sh:pattern '^P12M$' ; sh:message 'P12M.'@nl , 'P12M.'@en .",
    "data/queries/checks/many.rq": """#+ question: {nl: Wie heeft er veel?, en: Who has many?}
#+ description: {nl: Zo., en: So.}
#+ tags: [checks]
#+ columns: {thing: {nl: ding, en: thing}}
SELECT ?thing { ?thing <https://example.org/p> ?count FILTER(?count > 2) }
""",
    "data/queries/checks/same.rq": """#+ question: {nl: Wie heet zoals zijn adres?, en: Whose address is a name?}
#+ description: {nl: Zo., en: So.}
#+ tags: [checks]
#+ columns: {thing: {nl: ding, en: thing}}
SELECT DISTINCT ?thing { ?thing a <https://example.org/D>
  BIND(IRI(CONCAT(STR(?thing), "x")) AS ?other) FILTER EXISTS { ?other <https://example.org/name> ?name } }
""",
}


@dataclass
class Kept:
    """A folder with what is kept of its check, and how often all of it was checked."""

    folder: Folder
    place: Path
    whole: int = 0
    texts: Mapping[str, str] = field(default_factory=dict)

    def check(self) -> Report:
        """Return the report on what changed."""
        return check_changed(self.folder, self._store, self.texts, place=self.place, engine="auto")

    def everything(self) -> Report:
        """Return the report on everything."""
        return check_dataset(self.folder, self._made(), self.texts)

    def _store(self) -> EmbeddedStore:
        self.whole += 1
        return self._made()

    def _made(self) -> EmbeddedStore:
        store = EmbeddedStore()
        store.load(readable_quads(self.folder))
        derive(store, self.folder.rule_files())
        return store


Make = Callable[[Mapping[str, str]], Kept]


@pytest.fixture
def kept(folder: Callable[[dict[str, str]], Folder], tmp_path: Path) -> Make:
    """Give what makes the small dataset with some files changed or more, or changes them; it was checked before."""
    one: list[Kept] = []

    def make(changed: Mapping[str, str]) -> Kept:
        if not one:
            one.append(Kept(folder(FILES), tmp_path / "place"))
            assert one[0].check().findings == ()
        folder(dict(changed))
        return one[0]

    return make


def as_told(report: Report) -> Any:
    """Return all that a report tells."""
    return json.loads(report.to_json())


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({}, []),
        ({"data/registers/a.ttl": "ex:a a ex:C .\nex:b a ex:C ; ex:p 2 .\n"}, ["a"]),
        ({"data/registers/a.ttl": "ex:a a ex:Narrow .\n"}, ["a"]),
        ({"data/registers/c.ttl": "ex:c a ex:C .\n"}, ["c"]),
        ({"data/registers/c.ttl": "ex:y ex:name 'Y' .\n"}, ["x"]),
        ({"data/registers/c.ttl": "ex:x ex:name 'X' .\n"}, ["y"]),
        ({"data/registers/c.ttl": "ex:x ex:p 3 .\n"}, ["x"]),
        ({"data/registers/c.ttl": "ex:d a ex:D . ex:dx ex:name 'D' .\n"}, ["d"]),
        ({"data/registers/c.ttl": "ex:x ex:q sentence-role:titel .\n"}, ["x"]),
        ({"data/registers/c.ttl": "ex:s a sg:Sentence ; sg:role sentence-role:statement .\n"}, []),
        ({"data/registers/c.ttl": "ex:x ex:nothing sentence-role:statement .\n"}, []),
    ],
)
def test_what_changed_is_checked(kept: Make, changed: dict[str, str], found: list[str]) -> None:
    """What is wrong in what changed, or because of it, is found, as in the check of everything, and nothing else."""
    made = kept(changed)
    report = made.check()
    foci = [finding.focus.removeprefix(EX) for finding in report.findings]
    assert (foci, made.whole) == (found, 1)
    assert as_told(report) == as_told(made.everything())


@pytest.mark.parametrize("changed", [case for case in FILES if case.startswith("data/registers")])
def test_a_file_that_goes_and_comes_back(kept: Make, changed: str) -> None:
    """A file that is gone takes along what rested on it; with it, all is as it was."""
    made = kept({})
    path = made.folder.data.parent / changed
    text = path.read_text("utf-8")
    path.unlink()
    assert as_told(made.check()) == as_told(made.everything())
    path.write_text(text, "utf-8")
    assert as_told(made.check()) == as_told(made.everything())
    assert made.whole == 1


def test_what_was_found_is_told_again(kept: Make) -> None:
    """A finding stays as long as its cause, also when something else changes and its line moves."""
    made = kept({"data/registers/c.ttl": "ex:c a ex:C .\nex:x ex:p 3 .\nex:x ex:q sentence-role:titel .\n"})
    assert len(made.check().findings) == 3
    kept({"data/registers/c.ttl": "ex:n ex:q 1 .\nex:c a ex:C .\nex:x ex:p 3 .\nex:x ex:q sentence-role:titel .\n"})
    assert as_told(made.check()) == as_told(made.everything())
    kept({"data/registers/c.ttl": "ex:c a ex:C ; ex:p 1 .\n"})
    assert (made.check().findings, made.whole) == ((), 1)


def test_what_rests_on_itself_goes(kept: Make) -> None:
    """What two derived statements say of each other is gone when the statement that both came from is."""
    made = kept({"data/registers/b.ttl": "ex:y ex:name 'Y' . ex:x ex:name 'X' .\n"})
    assert as_told(made.check())["findings"] == []
    kept({"data/registers/b.ttl": FILES["data/registers/b.ttl"] + "ex:y ex:name 'Y' . ex:x ex:name 'X' .\n"})
    assert [finding.focus for finding in made.check().findings] == [f"{EX}x", f"{EX}y"]


def test_a_derived_literal_is_as_written(kept: Make) -> None:
    """What a rule copies is held against the shapes as the file writes it, not as a store does, and taken back so."""
    made = kept({"data/registers/b.ttl": "ex:x ex:with ex:y .\nex:y ex:lasts 'P1Y'^^xsd:duration .\n"})
    made.check()
    assert as_told(made.check()) == as_told(made.everything())
    kept({"data/registers/b.ttl": "ex:x ex:with ex:y .\n"})
    assert as_told(made.check()) == as_told(made.everything())


@pytest.mark.parametrize(
    ("changed", "value"),
    [
        (
            {"ontology/shapes/d.ttl": NEW_SHAPE},
            2,
        ),
        ({"ontology/vocabulary.ttl": FILES["ontology/vocabulary.ttl"] + " ex:Other rdfs:subClassOf ex:C ."}, 0),
        ({"data/registers/c.ttl": "ex:Other rdfs:subClassOf ex:C . ex:o a ex:Other ."}, 1),
        ({"data/registers/c.ttl": "ex:x ex:q '1'^^sg:getal ."}, 1),
        ({"data/registers/c.ttl": "[] a ex:C ."}, 1),
        (
            {"data/queries/checks/few.rq": HEADER + "SELECT ?thing { ?thing <https://example.org/p> 1 }"},
            1,
        ),
    ],
)
def test_what_everything_depends_on(kept: Make, changed: dict[str, str], value: int) -> None:
    """Everything is checked again where a shape, a query, the vocabulary or a class changed."""
    made = kept(changed)
    report = made.check()
    assert (len(report.findings), made.whole) == (value, 2)
    assert as_told(report) == as_told(made.everything())


def test_an_unknown_datatype_stays(kept: Make) -> None:
    """A datatype that is described nowhere is told as long as a literal has it, whatever else changes."""
    made = kept({"data/registers/c.ttl": "ex:x ex:q '1'^^sg:getal ."})
    assert len(made.check().findings) == 1
    kept({"data/registers/d.ttl": "ex:z ex:q 1 ."})
    assert as_told(made.check()) == as_told(made.everything())


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?thing { ?thing <https://example.org/p> ?count } LIMIT 1",
        "SELECT ?thing { ?thing",
        "SELECT ?thing { ?thing <https://example.org/none> ?x . ?y <https://example.org/none> ?x2 FILTER(?x2 > 1) }",
    ],
)
def test_what_must_see_everything(kept: Make, text: str) -> None:
    """With a query that looks anywhere, or has a fault, everything is checked each time."""
    made = kept({"data/queries/checks/any.rq": HEADER + text})
    assert as_told(made.check()) == as_told(made.check())
    assert made.whole == 3


CONSTANT = "ex:k ex:q ?x . ?x ex:r ?y"
SPARQL = "PREFIX ex: <https://example.org/>"


@pytest.mark.parametrize(
    "beside",
    [
        {
            "ontology/shapes/k.ttl": "ex:K a sh:NodeShape ; sh:targetClass ex:C ; sh:message 'k' ;\n"
            f"sh:sparql [ sh:select '''{SPARQL} SELECT $this {{ $this a ?c . {CONSTANT} }}''' ] ."
        },
        {"data/queries/checks/k.rq": f"{HEADER}{SPARQL} SELECT ?thing {{ ?thing a ex:C . {CONSTANT} }}"},
        {"ontology/rules/k.rq": f"{RULE}{SPARQL} CONSTRUCT {{ ?a ex:k ?y }} WHERE {{ ?a a ex:C . {CONSTANT} }}"},
    ],
)
def test_what_everything_looks_at(kept: Make, beside: dict[str, str]) -> None:
    """Where a constant is told of that a shape, a query or a rule looks at for each thing, everything is checked."""
    made = kept(beside)
    assert (made.check().findings, made.whole) == ((), 2)
    kept({"data/registers/c.ttl": "ex:other ex:q ex:v .\n"})
    assert (made.check().findings, made.whole) == ((), 2)
    kept({"data/registers/c.ttl": "ex:k ex:q ex:v . ex:v ex:r ex:w .\n"})
    assert as_told(made.check()) == as_told(made.everything())
    assert made.whole == 3


def test_a_blind_query_with_a_constant(kept: Make) -> None:
    """A query that is asked as a whole leaves nothing behind in what is told of the others."""
    text = f"{SPARQL} SELECT DISTINCT ?thing {{ ?thing a ex:D . ex:k ex:q ?x "
    text += 'BIND(IRI(CONCAT(STR(?thing), "x")) AS ?other) FILTER EXISTS { ?other ex:name ?name } }'
    made = kept({"data/queries/checks/k.rq": HEADER + text})
    made.check()
    kept({"data/registers/c.ttl": "ex:k ex:q ex:v . ex:d a ex:D . ex:dx ex:name 'D' .\n"})
    assert [finding.focus for finding in made.check().findings] == [f"{EX}d"] * 2
    assert made.whole == 2


@pytest.mark.parametrize(
    "beside",
    [
        {
            "ontology/shapes/u.ttl": "ex:U a sh:NodeShape ; sh:targetClass ex:C ; sh:message 'u' ;\n"
            "sh:sparql [ sh:select 'SELECT $this { $this a ?c . ?any <https://example.org/none> ?x }' ] ."
        },
        {"data/queries/checks/u.rq": "#+ tags: ["},
    ],
)
def test_what_cannot_be_followed(kept: Make, beside: dict[str, str]) -> None:
    """With a shape that looks anywhere, or a query whose header has a fault, everything is checked each time."""
    made = kept(beside)
    assert as_told(made.check()) == as_told(made.check()) == as_told(made.everything())
    assert made.whole == 3


def test_a_shape_that_the_engine_fails_on(kept: Make) -> None:
    """What the engine fails on once something is held against it is told as by the check of everything."""
    made = kept({"ontology/shapes/e.ttl": "ex:E a sh:NodeShape ; sh:targetClass ex:E ; sh:pattern '[' .\n"})
    assert made.check().findings == ()
    kept({"data/registers/c.ttl": "ex:e a ex:E .\n"})
    report = made.check()
    assert [found.shape for found in report.findings] == ["https://w3id.org/steungraaf/shapes#WellFormed"]
    assert as_told(report) == as_told(made.everything())


def test_facts_of_a_file_that_is_gone(tmp_path: Path) -> None:
    """Of a file that cannot be looked at nothing is known."""
    assert facts_of(tmp_path / "none.ttl") == ""


def test_a_file_with_a_fault(kept: Make) -> None:
    """The fault is told with its line, and all others; nothing is lost: mended, the file is checked by itself."""
    broken = {"data/registers/a.ttl": "ex:a a ex:C ; ex:p 1 .\nex:b a", "data/registers/c.ttl": "ex:c a ex:C .\n"}
    made = kept(broken)
    report = made.check()
    assert [(found.file.name, found.line) for found in report.findings if found.file] == [("a.ttl", 3), ("c.ttl", 2)]
    assert as_told(report) == as_told(made.everything()) == as_told(made.check())
    whole = made.whole
    kept({"data/registers/a.ttl": FILES["data/registers/a.ttl"]})
    assert as_told(made.check()) == as_told(made.everything())
    assert made.whole == whole


def test_a_stored_query_with_a_fault(kept: Make) -> None:
    """A stored query that cannot be read is told each time, and nothing else is looked at for it."""
    made = kept({"data/queries/mine/b.rq": "#+ question: {nl: 'Vraag?'}\nASK {}\n"})
    for _ in range(2):
        report = made.check()
        assert [(found.file.name, found.line) for found in report.findings if found.file] == [("b.rq", 1)]
    assert (as_told(report), made.whole) == (as_told(made.everything()), 1)


def test_a_fault_the_first_time(folder: Callable[[dict[str, str]], Folder], tmp_path: Path) -> None:
    """What is kept is of a dataset that could be read; the report before tells of all files."""
    made = Kept(folder({**FILES, "data/registers/c.ttl": "ex:c a"}), tmp_path / "place")
    assert as_told(made.check()) == as_told(made.everything())
    assert sorted(path.name for path in made.place.iterdir()) == ["lock"]


def test_a_file_that_goes_while_it_is_looked_at(kept: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a file cannot be read to compare it, everything is checked."""
    made = kept({"data/registers/c.ttl": "ex:c a ex:C .\n"})
    path = made.folder.data / "registers/c.ttl"
    monkeypatch.setattr(Path, "open", _refuse(path, Path.open))
    assert as_told(made.check()) == as_told(made.everything())
    assert made.whole == 2


def _refuse(path: Path, opened: Callable[..., Any]) -> Callable[..., Any]:
    def refuse(this: Path, *rest: Any, **named: Any) -> Any:
        """Open any file but one."""
        if this == path:
            raise PermissionError(13, "Permission denied")
        return opened(this, *rest, **named)

    return refuse


def test_originals_are_compared(kept: Make) -> None:
    """The texts at hand are compared each time, also when nothing in the data changed."""
    place = "document:s1 a sg:Sentence ; oa:hasSource document:blad ; oa:hasSelector document:p1 ; sg:sha256 'ab' .\n"
    place += "document:p1 oa:start 0 ; oa:end 3 . sg:sha256 a owl:DatatypeProperty . document:blad a ex:D ."
    made = kept({"data/documents/blad/document.ttl": place})
    assert made.check().findings == ()
    made.texts = {"https://w3id.org/steungraaf/id/document/blad": "Een zin."}
    report = made.check()
    assert [found.shape for found in report.findings] == ["https://w3id.org/steungraaf/shapes#Original"]
    assert as_told(report) == as_told(made.everything())


def test_a_check_that_was_ended(kept: Make) -> None:
    """What a check left behind halfway is not relied on."""
    made = kept({"data/registers/a.ttl": "ex:a a ex:C .\n"})
    with pytest.MonkeyPatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr("steungraaf.validation.changed.rederive", _interrupt)
        made.check()
    assert [found.focus for found in made.check().findings] == [f"{EX}a"]
    assert made.whole == 2


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def test_one_check_at_a_time(kept: Make) -> None:
    """A second check of the same data is refused, and can be done later."""
    made = kept({})
    with held(made.place), pytest.raises(BusyCheckError):
        made.check()
    assert made.check().conforms


def test_nowhere_to_keep_it(kept: Make, tmp_path: Path) -> None:
    """Where nothing can be written, that is told with the place and the reason."""
    made = kept({})
    (tmp_path / "file").write_text("", "utf-8")
    made.place = tmp_path / "file" / "place"
    with pytest.raises(CheckPlaceError, match="directory"):
        made.check()


@pytest.mark.parametrize("length", [0, 100, None])
@pytest.mark.parametrize("file", ["kept/facts", "kept/index/*.sst"])
def test_what_is_kept_is_damaged(kept: Make, file: str, length: int | None) -> None:
    """Of files that are cut off or not as they were written nothing is used."""
    made = kept({"data/registers/a.ttl": "ex:a a ex:C .\nex:b a ex:C ; ex:p 2 .\n"})
    damaged = list(made.place.glob(file))
    for path in damaged:
        path.write_bytes(b"\1" * (path.stat().st_size if length is None else length))
    assert damaged
    assert [finding.focus for finding in made.check().findings] == [f"{EX}a"]
    assert made.whole == 2


def test_a_full_disk(kept: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where what was checked cannot be kept, that is told."""
    made = kept({})
    shutil.rmtree(made.place / "kept")
    monkeypatch.setattr("steungraaf.store.index.GraphIndex.flush", _full)
    with pytest.raises(CheckPlaceError, match="No space left"):
        made.check()
    assert sorted(path.name for path in made.place.iterdir()) == ["lock"]


def _full(*_: object) -> None:
    raise OSError(28, "No space left on device")


# --- The bundled data, and generated ones ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """Give a copy of the bundled data that was checked; who changes it changes it back."""
    place = tmp_path_factory.mktemp("bundled")
    shutil.copytree(Folder.open().data, place / "data")
    made = Kept(Folder.open(place / "data"), place / "kept")
    assert made.check().findings == ()
    return made


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation["name"])
@pytest.mark.uncounted
def test_a_mutation_is_found(bundled: Kept, mutation: dict[str, Any]) -> None:
    """A mutation is told by the rule that it breaks, on its line, and no longer when it is undone."""
    path, whole = bundled.folder.data / mutation["file"], bundled.whole
    before = path.read_text("utf-8")
    path.write_text(mutate(before, mutation), "utf-8")
    try:
        found = sorted(
            (finding.file.name, _line(finding.file, finding.line))
            for finding in bundled.check().findings
            if finding.file
        )
    finally:
        path.write_text(before, "utf-8")
    assert bundled.check().findings == ()
    told = sorted((Path(each.get("file", mutation["file"])).name, each["line"]) for each in mutation["finds"])
    assert [(name, line[: len(wanted)]) for (name, line), (_, wanted) in zip(found, told, strict=True)] == told
    assert bundled.whole == whole


def _line(path: Path, number: int | None) -> str:
    return path.read_text("utf-8").splitlines()[(number or 1) - 1].strip()


@pytest.mark.uncounted
def test_all_mutations_together(bundled: Kept, mutated: Path) -> None:
    """Of all mutations at once is told what the check of everything tells of them."""
    before = {path: path.read_bytes() for path in bundled.folder.data.rglob("*.ttl")}
    for path in before:
        shutil.copyfile(mutated / path.relative_to(bundled.folder.data), path)
    try:
        report = bundled.check()
        assert as_told(report) == as_told(bundled.everything())
        assert len(report.findings) > 60
    finally:
        for path, data in before.items():
            path.write_bytes(data)
    assert bundled.check().findings == ()


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """Give generated data with faults, checked once."""
    place = tmp_path_factory.mktemp("generated")
    generate(place / "data", 5_000, faults=0.02)
    made = Kept(Folder.open(place / "data"), place / "kept")
    made.check()
    return made


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.uncounted
def test_random_changes(generated: Kept, seed: int) -> None:
    """Whatever statements are lost or change places between documents, the report is that on everything."""
    choose = random.Random(seed)
    files = choose.sample(generated.folder.data_files(), 3)
    for file in files:
        quads = list(read_quads(file.path, graph=file.graph))
        rest = [quad for quad in quads if choose.random() > 20 / len(quads)]
        with file.path.open("wb") as out:
            write_rdf(rest, out, "turtle")
    assert as_told(generated.check()) == as_told(generated.everything())
    assert generated.whole == 1
