"""Test the check of a whole dataset, on a small one."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from steungraaf.folder import Folder
from steungraaf.namespaces import DERIVED
from steungraaf.rdf import NamedNode, Quad
from steungraaf.store import EmbeddedStore
from steungraaf.validation import Report, Severity, check_dataset, readable_quads

EX = "https://example.org/"
DOCUMENT = "https://w3id.org/steungraaf/id/document/blad"
FILES = {
    "data/dataset.ttl": 'ex:dataset skos:prefLabel "Proef"@nl .',
    "data/registers/a.ttl": 'ex:bond a ex:C ;\n  ex:p 1 ;\n  skos:prefLabel "Bond"@nl , "Union"@en .\n',
    "data/documents/blad/document.ttl": """document:s1 a sg:Sentence ; sg:role sentence-role:statement .
document:s2 a sg:Sentence ; sg:role sentence-role:title .
document:c a sg:Claim ; prov:wasQuotedFrom document:s1 .
""",
    "ontology/vocabulary.ttl": "sg:Sentence a owl:Class . sg:Claim a owl:Class . sg:role a owl:ObjectProperty .\n"
    "sentence-role:title a skos:Concept . sentence-role:statement a skos:Concept . ex:Narrow rdfs:subClassOf ex:C .",
    "ontology/shapes/c.ttl": "ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:property ex:P .\n"
    "ex:P a sh:PropertyShape ; sh:path ex:p ; sh:minCount 1 ; sh:message 'Geef p.'@nl , 'Give p.'@en .",
    "data/queries/checks/many.rq": """#+ question: {nl: Wie heeft er veel?, en: Who has many?}
#+ description: {nl: Minder., en: Less.}
#+ tags: [checks]
#+ columns: {thing: {nl: ding, en: thing}}
SELECT ?thing { ?thing <https://example.org/p> ?count FILTER(?count > 2) }
""",
}
Check = Callable[..., Report]


@pytest.fixture
def check(folder: Callable[[dict[str, str]], Folder]) -> Check:
    """Give what checks the small dataset with some files changed or more."""

    def make(changed: Mapping[str, str] = FILES, texts: Mapping[str, str] | None = None, derived: str = "") -> Report:
        made = folder({**FILES, **changed})
        store = EmbeddedStore()
        store.load(readable_quads(made))
        if derived:
            graph = NamedNode(f"{DERIVED}rule")
            store.load([Quad(NamedNode(EX + derived), NamedNode(f"{EX}p"), NamedNode(f"{EX}o"), graph)])
        return check_dataset(made, store, texts)

    return make


def test_a_good_dataset(check: Check) -> None:
    """Nothing is found, and everything that was looked at is counted."""
    report = check()
    assert report.findings == ()
    assert report.checked == {
        "files": 4,
        "statements": 17,
        "shapes": 2,
        "queries": 1,
        "sentences": 2,
        "accounted": 2,
        "originals": 0,
    }


def test_a_fault_has_message_file_and_line(check: Check) -> None:
    """A thing that breaks a shape is told in both languages, by its label, where it stands."""
    report = check({"data/registers/a.ttl": '\nex:bond a ex:Narrow ;\n  skos:prefLabel "Bond"@nl .'})
    (found,) = report.findings
    assert (found.file and found.file.name, found.line, found.shape) == ("a.ttl", 3, f"{EX}P")
    assert found.message == {"nl": "Geef p.", "en": "Give p."}
    assert ":3 Bond: Geef p. [" in report.to_text("nl")


def test_what_is_derived_is_checked(check: Check) -> None:
    """What the rules made counts as data: here it gives what the file leaves out."""
    files = {"data/registers/a.ttl": "ex:bond a ex:C ."}
    assert len(check(files).findings) == 1
    assert check(files, derived="bond").findings == ()


def test_a_broken_file_leaves_the_others(check: Check) -> None:
    """The file is told with its line and its graph, and faults in the others are still found."""
    report = check({"data/registers/b.ttl": "ex:x ex:p 1 .\nex:y ex:p", "data/registers/a.ttl": "ex:bond a ex:C ."})
    syntax, shape = report.findings
    assert shape.shape == f"{EX}P"
    assert (syntax.file and syntax.file.name, syntax.line) == ("b.ttl", 3)
    assert syntax.focus == "https://w3id.org/steungraaf/graph/registers/b"
    assert report.checked["files"] == 5


def test_originals_are_compared(check: Check) -> None:
    """A text that is given is compared with positions and digests."""
    place = "document:s1 oa:hasSource document:blad ; oa:hasSelector document:p1 ; sg:sha256 'ab' .\n"
    place += "document:p1 oa:start 0 ; oa:end 3 . sg:sha256 a owl:DatatypeProperty . document:blad a ex:D ."
    report = check({"data/documents/blad/more.ttl": place}, {DOCUMENT: "Een zin."})
    assert [found.shape for found in report.findings] == ["https://w3id.org/steungraaf/shapes#Original"]
    assert report.checked["originals"] == 1


def test_originals_of_other_data_are_not_counted(check: Check) -> None:
    """An attached text of which the document is not in the data is not among what was compared."""
    assert check(texts={f"{DOCUMENT}-elders": "Een zin."}).checked["originals"] == 0


def test_check_queries_are_asked(check: Check) -> None:
    """A row of a check query is a finding at the thing that it is about."""
    (found,) = check({"data/registers/a.ttl": "ex:x ex:q 1 .\nex:bond a ex:C ; ex:p 3 ."}).findings
    assert (found.shape, found.line) == ("https://w3id.org/steungraaf/query/checks/many", 3)
    assert found.message["en"] == "Who has many? Less."


def test_every_stored_query_is_read(check: Check) -> None:
    """A stored query that cannot be read is a finding with file and line, though it is no check."""
    report = check({"data/queries/mine/b.rq": "#+ question: {nl: 'Vraag?'}\nSELECT ?s { ?s ?p ?o }\n"})
    (found,) = report.findings
    assert (found.file and found.file.name, found.line) == ("b.rq", 1)
    assert "question.en" in found.message["en"]
    assert report.checked["queries"] == 1


def test_names_are_looked_up(check: Check) -> None:
    """An IRI of ours that nothing describes is a finding, but not beside a file that could not be read."""
    wrong = {"data/registers/b.ttl": "ex:x ex:q sentence-role:titel ."}
    assert [found.shape for found in check(wrong).findings] == ["https://w3id.org/steungraaf/shapes#Described"]
    both = check({**wrong, "data/registers/c.ttl": "ex:y"})
    assert [found.shape for found in both.findings] == ["https://w3id.org/steungraaf/shapes#Readable"]


def test_coverage_is_counted(check: Check) -> None:
    """A sentence that states something and carries nothing lowers the share in the summary."""
    report = check({"data/documents/blad/more.ttl": "document:s3 a sg:Sentence ; sg:role sentence-role:statement ."})
    assert (report.checked["sentences"], report.checked["accounted"]) == (3, 2)
    assert "3 sentences (66.6 % accounted for)" in report.to_text("en")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("ontology/shapes/d.ttl", "ex:T a sh:NodeShape ;\n  sh:property"),
        ("ontology/shapes/d.ttl", "ex:T a sh:NodeShape ;\n  sh:propertyz ex:P ."),
        ("ontology/shapes/d.ttl", "ex:P\n  sh:minCount 'a' ."),
        ("data/ontology/shapes/d.ttl", "\nex:T a sh:PropertyShape ;\n  sh:path 'a' ."),
    ],
)
def test_faults_in_shapes_are_findings(check: Check, name: str, text: str) -> None:
    """Shapes that do not parse, have unknown terms or are ill formed never pass in silence: file and line are told."""
    report = check({name: text})
    assert ("d.ttl", 3) in {(found.file and found.file.name, found.line) for found in report.findings}
    assert "sh:conforms false" in report.to_turtle()


def test_shapes_that_the_engine_fails_on(check: Check) -> None:
    """The report says that the data was not held against the shapes, and fails."""
    report = check({"ontology/shapes/d.ttl": "ex:P sh:minCount 'a' ."})
    assert not report.conforms
    assert any("De shapes zijn niet bruikbaar" in found.message["nl"] for found in report.findings)


def test_the_file_that_the_engine_fails_on(check: Check, capsys: pytest.CaptureFixture[str]) -> None:
    """The finding names the file of shapes that is to blame, and that no shape was applied; nothing is printed."""
    report = check(
        {
            "data/registers/b.ttl": "ex:none a ex:C .",
            "data/ontology/shapes/a.ttl": "ex:A a sh:NodeShape ; sh:targetClass ex:C ; sh:nodeKind sh:IRI .",
            "data/ontology/shapes/d.ttl": "ex:T a sh:NodeShape ; sh:targetClass ex:C ; "
            "sh:expression [ ex:fun ( sh:this ) ] .",
        }
    )
    (found,) = report.findings
    assert found.file and found.file.name == "d.ttl"
    assert found.message["en"].endswith("no shape at all is applied: what they would find is missing here.")
    assert capsys.readouterr() == ("", "")


def test_a_finding_is_told_once(check: Check) -> None:
    """Two targets that lead one shape to the same thing make one finding."""
    more = "ex:S2 a sh:NodeShape ; sh:targetNode ex:bond ; sh:property ex:P ."
    report = check({"ontology/shapes/d.ttl": more, "data/registers/a.ttl": "ex:bond a ex:C ."})
    assert len(report.findings) == 1


def test_progress_is_told_in_both_languages(folder: Callable[[dict[str, str]], Folder]) -> None:
    """Each step is announced as it begins."""
    steps: list[Mapping[str, str]] = []
    check_dataset(folder(FILES), EmbeddedStore(), progress=steps.append)
    assert [step["en"].split()[0] for step in steps] == ["Reading", "Holding", "Comparing", "Asking", "Looking"]
    assert all(step["nl"] for step in steps)


def test_severity_of_findings_is_that_of_the_shape(check: Check) -> None:
    """A shape of the dataset itself may warn, and the dataset still conforms."""
    own = "ex:T a sh:NodeShape ; sh:targetNode ex:bond ; sh:class ex:D ; sh:severity sh:Warning ."
    report = check({"data/ontology/shapes/own.ttl": own})
    assert [found.severity for found in report.findings] == [Severity.WARNING]
    assert report.conforms


def test_the_text_names_files_from_here(check: Check, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths are written as seen from the folder that the reader is in."""
    monkeypatch.chdir(tmp_path)
    assert "FOUT data/registers/a.ttl:2 " in check({"data/registers/a.ttl": "ex:bond a ex:C ."}).to_text("nl")
