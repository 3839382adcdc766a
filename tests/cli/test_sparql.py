"""Test asking in SPARQL."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import rdflib
from click.testing import Result

from steungraaf.rdf import NamedNode, Quad
from steungraaf.store.disk import DiskStore
from steungraaf.store.profiles import Profile

Run = Callable[..., Result]
SELECT = "SELECT ?s WHERE { ?s ?p ?o } ORDER BY ?s LIMIT 2"
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?q ?o . ?r ?s ?t }"
COUNTED = "VALUES ?{name} { 0 1 2 3 4 5 6 7 8 9 } "
ENDLESS_OF_ONE = (
    f"SELECT (COUNT(*) AS ?n) WHERE {{ {''.join(COUNTED.replace('{name}', name) for name in 'abcdefghijkl')} }}"
)
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


def test_time_limit(run: Run, short: Path) -> None:
    """A query that never ends is ended, with a word and a status of its own; nothing is printed as an answer."""
    result = run("sparql", ENDLESS, "--data", str(short), "--time-limit", "0.3")
    assert result.stderr.startswith("De vraag was na 0.3 seconden niet klaar en is gestopt.")
    assert (result.exit_code, result.stdout) == (14, "")


@pytest.mark.parametrize(("option", "value", "told"), [("rows", "2", "2 rijen"), ("bytes", "300", "300 bytes")])
@pytest.mark.parametrize("quiet", [(), ("--quiet",)])
def test_answer_that_is_cut_off(
    run: Run, short: Path, option: str, value: str, told: str, quiet: tuple[str, ...]
) -> None:
    """It is printed as far as it goes, and told as what it is, whoever wants quiet."""
    query = "SELECT ?s WHERE { ?s ?p ?o }"
    result = run("sparql", query, "--data", str(short), "--format", "json", f"--max-{option}", value, *quiet)
    assert result.stderr == f"Het antwoord is niet volledig: het is afgebroken bij {told} (--max-{option}).\n"
    assert (result.exit_code, json.loads(result.stdout)["truncated"]) == (15, {"what": option, "limit": int(value)})


def test_triples_that_are_cut_off(run: Run, short: Path) -> None:
    """Triples that are not all there are told too."""
    result = run("sparql", CONSTRUCT, "--data", str(short), "--max-rows", "3", "--lang", "en")
    assert (len(rdflib.Graph().parse(data=result.stdout, format="turtle")), result.exit_code) == (3, 15)
    assert result.stderr == "The answer is not whole: it was cut off at 3 rows (--max-rows).\n"


def test_what_was_cut_off_is_not_told_as_nothing(run: Run, short: Path) -> None:
    """A saved answer says itself that there is more; one of which nothing came is not told as nothing found."""
    asked = ("--data", str(short), "--max-bytes", "1", "--lang", "en")
    assert run("sparql", SELECT, *asked).stdout == "0 rows, cut off: there are more\n"
    triples = run("sparql", CONSTRUCT, *asked)
    assert (triples.stdout, triples.stderr.count("\n"), triples.exit_code) == ("", 1, 15)


def test_query_without_variables(run: Run, short: Path) -> None:
    """A row without columns is a row."""
    assert run("sparql", "SELECT * {}", "--data", str(short)).stdout == "1 rij\n"


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [
        ("--time-limit", "0", "--time-limit: '0' is geen getal boven nul. Bijvoorbeeld: 60"),
        ("--time-limit", "nan", "--time-limit: 'nan' is geen getal"),
        ("--max-rows", "1.5", "--max-rows: '1.5' is geen geheel getal boven nul. Bijvoorbeeld: 1000"),
        ("--max-rows", "9" * 23, "is geen getal tot en met 1.000.000.000.000. Bijvoorbeeld: 1000"),
        ("--max-bytes", "-1", "--max-bytes: '-1' is geen geheel getal boven nul"),
        ("--service", "nergens", "'nergens' bestaat niet."),
        ("--service", "virtuoso", "SERVICE kan virtuoso niet vragen: die wil een wachtwoord."),
    ],
)
def test_what_is_no_limit(run: Run, short: Path, option: str, value: str, told: str) -> None:
    """A value that no limit has, and a server that cannot be allowed, are told with what would do."""
    result = run("sparql", "ASK {}", "--data", str(short), option, value)
    assert told in result.stderr and result.exit_code == 2


def test_other_server_that_is_not_allowed(run: Run, short: Path) -> None:
    """SERVICE asks those that are named and no other."""
    query = "ASK { SERVICE <https://example.org/b> { ?s ?p ?o } }"
    result = run("sparql", query, "--data", str(short), "--service", "https://example.org/a")
    assert "vraagt <https://example.org/b>, en dat is niet toegelaten. Wel: https://example.org/a." in result.stderr


def test_limits_of_what_a_server_answers(run: Run, filled_server: Callable[[str], Profile]) -> None:
    """What a server answers within its time is printed, cut off where the limits say."""
    asked = ("sparql", "SELECT ?s WHERE { ?s ?p ?o }", "--endpoint", filled_server("oxigraph").query)
    result = run(*asked, "--time-limit", "60", "--max-rows", "2")
    assert "2 rijen" in result.stdout and result.exit_code == 15


def test_store_on_disk_is_asked_under_limits(run: Run, tmp_path: Path) -> None:
    """A store on disk is asked by a worker too."""
    thing = NamedNode("https://example.org/a")
    DiskStore.create(tmp_path / "store").load([Quad(thing, thing, thing)])
    result = run("sparql", "SELECT ?s WHERE { ?s ?p ?o }", "--store", str(tmp_path / "store"), "--format", "csv")
    assert "https://example.org/a" in result.stdout
    result = run("sparql", ENDLESS_OF_ONE, "--store", str(tmp_path / "store"), "--time-limit", "0.3")
    assert result.exit_code == 14


def test_interruption_is_an_end(short: Path) -> None:
    """Ctrl-C ends the command at once, and the worker with it, while the engine is busy."""
    command = [sys.executable, "-m", "steungraaf", "sparql", ENDLESS, "--data", str(short)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as program:
        time.sleep(1)
        program.send_signal(signal.SIGINT)
        told = program.communicate()
    assert (program.returncode, told) == (130, (b"", b""))
