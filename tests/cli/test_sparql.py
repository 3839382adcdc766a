"""Test asking in SPARQL."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import rdflib
from click.testing import Result

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
        ("missing.rq", "missing.rq kan niet gelezen worden"),
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
