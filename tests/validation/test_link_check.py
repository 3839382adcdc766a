"""What is wrong with a link set is found at its row, and a set that is right gives nothing."""

import threading
import time
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

import steungraaf
from steungraaf.folder import Folder
from steungraaf.namespaces import SGSH
from steungraaf.validation import Report
from steungraaf.validation.link_check import Groups, check_links, read_sets
from steungraaf.validation.link_targets import Dump, Live, Targets

GRAPH = "https://w3id.org/steungraaf/graph/links/b"
TODAY = date(2026, 11, 28)
THINGS = """@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix sg: <https://w3id.org/steungraaf/ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<https://example.org/a/1> skos:prefLabel "One"@en , "Een"@nl ; skos:notation "35013"^^sg:NisCode ;
    dcterms:temporal <https://example.org/p> .
<https://example.org/a/2> skos:prefLabel "Two"@en ; skos:notation "01000"^^sg:NisCode .
<https://example.org/p> dcat:startDate "1977-01-01"^^xsd:date ; dcat:endDate "2018-12-31"^^xsd:date .
"""
HEADER = f"""#curie_map:
#  a: https://example.org/a/
#  b: https://example.org/b/
#license: https://example.org/licence
#mapping_set_id: {GRAPH}
#mapping_date: 2026-11-01
#curation_rule_text: Equal codes.
#ext_object_form: https://example\\.org/b/{{code}}
#ext_one_to_one: true
"""
SLOTS = ("subject_id", "subject_label", "predicate_id", "predicate_modifier", "object_id", "mapping_justification")
COLUMNS = "\t".join((*SLOTS, "reviewer_id", "match_string")) + "\n"


def row(
    subject: str = "a:1",
    object_: str = "b:35013",
    *,
    label: str = "",
    predicate: str = "skos:exactMatch",
    modifier: str = "",
    reviewer: str = "",
    code: str = "35013",
) -> str:
    """Return a row of a set."""
    return "\t".join((subject, label, predicate, modifier, object_, "semapv:LexicalMatching", reviewer, code)) + "\n"


def dataset(folder: Path, *rows: str, header: str = HEADER, name: str = "b") -> Folder:
    """Make a dataset of two things and one link set."""
    for part in ("registers", "links"):
        (folder / part).mkdir(exist_ok=True)
    (folder / "registers/things.ttl").write_text(THINGS, "utf-8")
    (folder / f"links/{name}.sssom.tsv").write_text(header + COLUMNS + "".join(rows), "utf-8")
    return Folder.open(folder)


def checked(folder: Folder, targets: Targets | None = None) -> Report:
    """Check the link sets of a dataset on the day of these tests."""
    store = steungraaf.open(folder.data).store
    return check_links(folder, store, today=TODAY, targets=targets)


def found(report: Report) -> list[tuple[str, int | None]]:
    """Return the rules that are broken, each with its line."""
    return [(finding.shape.removeprefix(SGSH), finding.line) for finding in report.findings]


def test_nothing_is_found_in_a_sound_set(tmp_path: Path) -> None:
    """Links that exist, have the right form and contradict nothing give no finding; zeros in front do not count."""
    rows = row(label="Een"), row("a:2", "b:1000", code="01000"), row("a:2", "b:35013", modifier="Not", code="")
    report = checked(dataset(tmp_path, *rows))
    assert (found(report), dict(report.checked)) == ([], {"files": 1, "links": 3})
    assert "3 links" in report.to_text("en")


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        (row("a:3"), "Link-subject"),
        (row(label="Uno"), "Link-label"),
        (row(object_="b:35014", code="35014"), "Link-code"),
        (row(code=""), "Link-decision"),
        (row(object_="b:99"), "Link-form"),
    ],
)
def test_a_fault_of_one_link_is_found(tmp_path: Path, line: str, rule: str) -> None:
    """A link to what is not there, by another name or code, without a decision, or of a wrong form is told."""
    assert (rule, 11) in found(checked(dataset(tmp_path, line)))


def test_a_decided_link_needs_no_rule(tmp_path: Path) -> None:
    """What a person decided needs no code, and what is not called the same needs no decision."""
    header = HEADER.replace("#ext_object_form", "#x")
    rows = row(code="", reviewer="a:me"), row("a:2", "b:2", predicate="skos:closeMatch", code="")
    assert found(checked(dataset(tmp_path, *rows, header=header))) == []


def test_a_plain_label_is_a_name_as_well(tmp_path: Path) -> None:
    """A thing that has no preferred label, but a label, is there; of several names in Dutch one is held to."""
    folder = dataset(tmp_path, row("a:4", predicate="skos:closeMatch", label="Bakker", code=""))
    label = '<https://example.org/a/4> <http://www.w3.org/2000/01/rdf-schema#label> "Slager"@nl , "Bakker"@nl .'
    (tmp_path / "registers/more.ttl").write_text(label, "utf-8")
    assert found(checked(folder)) == []


def test_a_decision_by_name_needs_no_code(tmp_path: Path) -> None:
    """Where a row names no code, any may stand in the address; the rest of its form counts all the same."""
    rows = row(code="", reviewer="a:me"), row("a:2", "b:x/y", code="", reviewer="a:me")
    assert found(checked(dataset(tmp_path, *rows))) == [("Link-form", 12)]


def test_a_form_that_is_no_expression_is_told(tmp_path: Path) -> None:
    """A form that cannot be read is told at the head of the set, and the other checks go on."""
    header = HEADER.replace("#ext_object_form: ", "#ext_object_form: '('\n#x: ")
    assert found(checked(dataset(tmp_path, row(), row("a:3", "b:99"), header=header))) == [
        ("Link-subject", 13),
        ("Link-forms", 1),
    ]


@pytest.mark.parametrize("second", [row("a:2", "b:35013", code="01000"), row("a:1", "b:0035013")])
def test_a_register_is_one_to_one(tmp_path: Path, second: str) -> None:
    """Two things for one entry, or two entries for one thing, are told at the second of them."""
    assert ("Link-once", 12) in found(checked(dataset(tmp_path, row(), second)))


def test_two_things_become_the_same_by_way_of_others(tmp_path: Path) -> None:
    """Where other links make two of ours the same, that is told at the link that does it, across sets."""
    dataset(tmp_path, row())
    other = HEADER.replace(GRAPH, f"{GRAPH}2").replace("#ext_one_to_one: true\n", "")
    rows = row("a:2", "b:c", code="01000", reviewer="a:me"), row("b:c", "b:35013", code="", reviewer="a:me")
    report = checked(dataset(tmp_path, *rows, header=other, name="b2"))
    assert "Link-same" in [rule for rule, _ in found(report)]
    (same,) = [finding for finding in report.findings if finding.shape.endswith("Link-same")]
    assert same.file is not None and same.file.name == "b2.sssom.tsv"


@pytest.mark.parametrize(
    ("second", "rule"),
    [
        (row(modifier="Not", predicate="owl:sameAs"), "Link-refused"),
        (row(predicate="skos:broadMatch"), "Link-apart"),
    ],
)
def test_a_contradiction_is_found(tmp_path: Path, second: str, rule: str) -> None:
    """What is the same and yet refused, or broader and yet the same, is told."""
    assert (rule, 12) in found(checked(dataset(tmp_path, row(), second)))


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("2026-11-01", "2025-11-01", "Link-age"),
        ("#mapping_date: 2026-11-01\n", "", "Link-date"),
        (GRAPH, f"{GRAPH}/x", "Link-graph"),
    ],
)
def test_a_fault_of_a_set_is_found(tmp_path: Path, old: str, new: str, rule: str) -> None:
    """A set that is old, has no date, or is called otherwise than its file is told at its head."""
    assert (rule, 1) in found(checked(dataset(tmp_path, row(), header=HEADER.replace(old, new))))


def test_a_set_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """A broken set is a finding with its line, and the others are checked."""
    dataset(tmp_path, row("a:3"))
    folder = dataset(tmp_path, "x\n", name="c")
    sets = read_sets(folder)
    assert ([path.name for path, _ in sets.sets], [fault.line for fault in sets.faults]) == (["b.sssom.tsv"], [11])


def test_a_dump_tells_what_is_gone_and_when_it_holds(tmp_path: Path) -> None:
    """What a dump of the register does not describe is told, and what it describes of another time."""
    dump = tmp_path / "dump.nt"
    dump.write_text(
        '<https://example.org/b/35013> <https://schema.org/startDate> "2019-01-01T00:00:00" .\n'
        '<https://example.org/b/00001> <https://schema.org/name> "x" .\n'
        "_:b <https://schema.org/name> <https://example.org/b/2> .\n",
        "utf-8",
    )
    rows = (
        row(),
        row("a:2", "b:01000", code="01000"),
        row("a:2", "b:1", predicate="skos:closeMatch", code=""),
        row("a:1", "b:00001", modifier="Not", code=""),
    )
    folder = dataset(tmp_path / "data", *rows) if (tmp_path / "data").mkdir() is None else None
    assert folder is not None
    report = checked(folder, Dump(dump))
    assert [one for one in found(report) if one[0] in ("Link-valid", "Link-dead")] == [
        ("Link-valid", 11),
        ("Link-dead", 12),
    ]


def test_several_periods_are_one(tmp_path: Path) -> None:
    """Of several periods the first and the last day hold; one that is open has no end."""
    dump = tmp_path / "dump.nt"
    dump.write_text('<https://example.org/b/35013> <https://schema.org/startDate> "2019-01-01" .\n', "utf-8")
    (tmp_path / "data").mkdir()
    folder = dataset(tmp_path / "data", row())
    things = tmp_path / "data/registers/things.ttl"
    for later in ('dcat:startDate "2019-01-01"', 'dcat:startDate "2019-01-01" ; dcat:endDate "2020-12-31"'):
        more = f"<https://example.org/a/1> dcterms:temporal <https://example.org/q> . <https://example.org/q> {later} ."
        things.write_text(THINGS + more, "utf-8")
        assert found(checked(folder, Dump(dump))) == []


class Register(BaseHTTPRequestHandler):
    """A register that knows one entry."""

    def do_GET(self) -> None:
        """Answer with a word, or with 404."""
        if self.path == "/b/junk":
            self.wfile.write(b"junk\r\n\r\n")
            return
        known = self.path in ("/b/35013", "/b/%C3%A9")
        self.send_response(200 if known else 404)
        self.end_headers()
        self.wfile.write(b"x")

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def register() -> Iterator[str]:
    """Run a register on loopback, and give its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Register)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/b/"
    server.shutdown()
    server.server_close()


def test_live_addresses_are_asked(tmp_path: Path, register: str) -> None:
    """An address that answers is well, one that does not is told with its reason, and so is a host that is gone."""
    header = HEADER.replace("https://example.org/b/", register).replace("#ext_object_form", "#x")
    header = header.replace("#license", "#  gone: http://127.0.0.1:9/\n#license")
    told: list[tuple[int, int]] = []
    rows = row(), row("a:2", "b:1000", code="01000"), row("a:2", "gone:1", predicate="skos:closeMatch", code="")
    report = checked(dataset(tmp_path, *rows, header=header), Live(lambda done, of: told.append((done, of)), pause=0))
    assert [one for one in found(report) if one[0] == "Link-dead"] == [("Link-dead", 13), ("Link-dead", 14)]
    assert "404" in report.findings[0].message["nl"] and told[-1] == (3, 3)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("b:\u00e9", ""),
        ("b:junk", "junk"),
        ("file:etc/hostname", "no http"),
        ("none:1", "no host"),
    ],
)
def test_whatever_an_address_does_the_check_goes_on(tmp_path: Path, register: str, name: str, told: str) -> None:
    """Letters with accents are asked as URIs have them; no answer, no file and no odd address ends the check."""
    header = HEADER.replace("https://example.org/b/", register).replace("#ext_object_form", "#x")
    header = header.replace("#license", "#  file: file:///\n#  none: http:///\n#license")
    rows = row("a:2", name, predicate="skos:closeMatch", code=""), row()
    dead = [one for one in checked(dataset(tmp_path, *rows, header=header), Live(pause=0)).findings if one.path]
    assert [told in one.message["en"] for one in dead] == ([True] if told else [])


def test_who_stops_a_live_check_does_not_wait_for_the_rest(tmp_path: Path, register: str) -> None:
    """When the check is left, no more addresses are asked, however many there are."""
    header = HEADER.replace("https://example.org/b/", register)
    folder = dataset(tmp_path, *(row(object_=f"b:{code}") for code in range(500)), header=header)
    links = list(read_sets(folder).links())
    findings = Live(pause=0.2).check(links, {})
    start = time.monotonic()
    assert next(findings).shape.endswith("Link-dead")
    findings.close()  # type: ignore[attr-defined]
    assert time.monotonic() - start < 10


def test_groups_tell_who_becomes_the_same() -> None:
    """Joining two groups that each have a thing of ours tells the other one, and joining again tells nothing."""
    groups, ours = Groups(), {"a", "b"}
    assert groups.join("a", "x", ours) is None
    assert groups.join("b", "y", ours) is None
    assert groups.join("x", "y", ours) == "b"
    assert groups.join("a", "b", ours) is None and groups.same("a", "y") and not groups.same("a", "z")


def test_groups_may_be_large() -> None:
    """Many things that are the same as one are joined in no more time than they take."""
    groups = Groups()
    for number in range(20_000):
        groups.join(f"a{number}", "x", set())
    assert groups.same("a0", "a19999")


def test_nothing_is_found_in_the_bundled_links() -> None:
    """The link sets of the bundled dataset are sound."""
    opened = steungraaf.open()
    report = check_links(opened.folder, opened.store, today=TODAY)
    assert found(report) == [] and report.checked["links"] > 3000
