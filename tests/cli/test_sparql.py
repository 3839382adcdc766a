"""Test asking in SPARQL."""

import json
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
import rdflib
from click.testing import Result

from steungraaf.dataset import Dataset

Run = Callable[..., Result]
SELECT = "SELECT ?s WHERE { ?s ?p ?o } ORDER BY ?s LIMIT 2"
CONSTRUCT = "CONSTRUCT { ?s a ?t } WHERE { ?s a ?t }"


def test_text_file_and_standard_input_give_the_same(run: Run, reader: Path, short: Path) -> None:
    """A query is given as a text, in a file, or on standard input."""
    (reader / "q.rq").write_text(SELECT, "utf-8")
    asked = [run("sparql", how, "--data", str(short), input=SELECT).stdout for how in (SELECT, "q.rq", "-")]
    assert len(set(asked)) == 1
    assert "2 rijen" in asked[0]


@pytest.mark.parametrize(
    ("format", "expected"), [(None, "ja\n"), ("csv", "true\n"), ("tsv", "true\n"), ("json", '{"boolean": true}\n')]
)
def test_ask_gives_a_truth(run: Run, short: Path, format: str | None, expected: str) -> None:
    """ASK is answered by a word, or by a boolean in the formats for programs."""
    choice = ("--format", format) if format else ()
    assert run("sparql", "ASK { ?s ?p ?o }", "--data", str(short), *choice).stdout == expected


def test_a_truth_is_no_statement(run: Run, short: Path) -> None:
    """ASK has no Turtle; the formats that it has are told."""
    result = run("sparql", "ASK { ?s ?p ?nothing, 1 }", "--data", str(short), "--format", "turtle")
    assert "--format: 'turtle' bestaat niet. Kies uit: table, csv, tsv, json." in result.stderr
    assert "no\n" == run("sparql", "ASK { <x:x> ?p ?o }", "--data", str(short), "--lang", "en").stdout


@pytest.mark.parametrize("query", [CONSTRUCT, "DESCRIBE <https://w3id.org/steungraaf/id/document/kort/fonds>"])
def test_construct_and_describe_give_turtle(run: Run, short: Path, query: str) -> None:
    """The triples come as Turtle with our prefixes, and are read back."""
    text = run("sparql", query, "--data", str(short)).stdout
    assert "foaf:Agent" in text
    assert len(rdflib.Graph().parse(data=text, format="turtle")) > 0


def test_construct_as_a_table(run: Run, short: Path) -> None:
    """Triples can be had as a table of three columns as well."""
    rows = json.loads(run("sparql", CONSTRUCT, "--data", str(short), "--format", "json").stdout)
    assert [column["name"] for column in rows["columns"]] == ["subject", "predicate", "object"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT ?s WHERE { ?s ?p }", "regel 1, kolom 25"),
        ("SELECT ?s WHERE { ?s skos:prefLabel ?o }", "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>"),
        ("INSERT DATA { <x:a> <x:b> <x:c> }", "INSERT verandert gegevens"),
        ("DROP ALL", "DROP verandert gegevens"),
        ("SELECT * WHERE { SERVICE <https://example.org/> { ?s ?p ?o } }", "SERVICE"),
        ("", "er staat geen vraag"),
        ("missing.rq", "missing.rq kan niet gelezen worden: bestand of map bestaat niet."),
        (".", ". kan niet gelezen worden: het is een map."),
        ("x" * 5000, "regel 1, kolom 1"),
    ],
)
def test_what_is_not_answered_is_told(run: Run, short: Path, query: str, expected: str) -> None:
    """A fault has its place and a caret, an unknown prefix the line to add; nothing can be changed."""
    result = run("sparql", query, "--data", str(short))
    assert expected in result.stderr
    assert (result.exit_code, result.stdout) == (2, "")


def test_caret_stands_under_the_fault(run: Run, short: Path) -> None:
    """The line with the fault is shown, with a caret under the place."""
    lines = run("sparql", "SELECT ?s\nWHERE { ?s ?p }", "--data", str(short)).stderr.splitlines()
    assert (lines[-2], lines[-1]) == ("  WHERE { ?s ?p }", "                ^")


def test_file_that_is_no_text_is_told(run: Run, reader: Path, short: Path) -> None:
    """A file that is not UTF-8 is told by its name."""
    (reader / "q.rq").write_bytes(b"\xff\xfe\xff")
    assert "q.rq kan niet gelezen worden" in run("sparql", "q.rq", "--data", str(short)).stderr
    told = run("sparql", "-", "--data", str(short), input=b"ASK {}\xff").stderr
    assert "<stdin> kan niet gelezen worden: het is geen UTF-8 (byte 7)." in told


@pytest.mark.parametrize("how", ["q.rq", "-"])
def test_mark_at_the_head_of_a_file_is_no_part_of_the_query(run: Run, reader: Path, short: Path, how: str) -> None:
    """Editors on Windows put a mark before UTF-8, which is passed over."""
    query = "\ufeffASK { ?s ?p ?o }".encode()
    (reader / "q.rq").write_bytes(query)
    assert run("sparql", how, "--data", str(short), input=query).stdout == "ja\n"


def test_nothing_to_describe_is_told(run: Run, short: Path) -> None:
    """Of what the data do not know there are no triples, which is told beside the empty result."""
    result = run("sparql", "DESCRIBE <urn:nothing>", "--data", str(short))
    assert (result.stdout, result.stderr, result.exit_code) == ("", "Niets gevonden.\n", 0)


def test_interruption_does_not_wait_for_the_engine(run: Run, short: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the engine is busy Ctrl-C ends the process at once; before and after, the command ends as others do."""
    during = []

    def sparql(*_: object) -> bool:
        during.append(signal.getsignal(signal.SIGINT))
        return True

    monkeypatch.setattr(Dataset, "sparql", sparql)
    before = signal.getsignal(signal.SIGINT)
    assert run("sparql", "ASK {}", "--data", str(short)).stdout == "ja\n"
    assert (during, signal.getsignal(signal.SIGINT)) == ([signal.SIG_DFL], before)
