"""Test asking a stored question: parameters as options, every form of the answer, every way to go wrong."""

import csv
import inspect
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
import rdflib
from click.testing import Result
from openpyxl import load_workbook

from steungraaf.cli.ask import ask
from steungraaf.dataset import Dataset
from steungraaf.queryfile.header import RESERVED

Run = Callable[..., Result]
WHO = ("ask", "who-supports", "--supported", "hefboom")


def test_table_is_for_a_reader(run: Run) -> None:
    """The answer is a table under its question, with labels and no address."""
    text = run(*WHO).stdout
    assert text.startswith("Wie steunt wie of wat?\nsupported: Hefboom\n")
    assert "Agentschap Innoveren en Ondernemen" in text
    assert "https://" not in text


def test_headings_are_in_the_language_asked(run: Run) -> None:
    """The question, the headings and the labels follow --lang."""
    text = run(*WHO, "--lang", "en").stdout
    assert text.startswith("Who supports whom or what?")
    assert "ondersteunt" not in text


def test_csv_is_utf8_with_labels(run: Run) -> None:
    """The CSV on standard output has a column of labels beside each of IRIs."""
    rows = list(csv.DictReader(io.StringIO(run(*WHO, "--format", "csv").stdout_bytes.decode("utf-8"), newline="")))
    assert rows[0]["supported_label"] == "Hefboom"


def test_tsv_and_json_hold_the_same_rows(run: Run) -> None:
    """TSV has the terms of SPARQL, JSON the rows by the names of their columns."""
    lines = run(*WHO, "--format", "tsv").stdout.splitlines()
    rows = json.loads(run(*WHO, "--format", "json").stdout)["rows"]
    assert len(lines) - 1 == len(rows) > 0


def test_spreadsheet_is_written_to_a_file(run: Run, reader: Path) -> None:
    """An xlsx file opens as a workbook; that it is written is told beside the result."""
    result = run(*WHO, "--format", "xlsx", "-o", "a.xlsx")
    assert (result.stdout, result.stderr) == ("", "a.xlsx is geschreven.\n")
    assert load_workbook(reader / "a.xlsx").worksheets[0].max_row > 1


def test_spreadsheet_needs_a_file(run: Run) -> None:
    """A workbook is not printed on a screen."""
    result = run(*WHO, "--format", "xlsx")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "-o antwoord.xlsx" in result.stderr


@pytest.mark.parametrize(("format", "parser"), [("turtle", "turtle"), ("jsonld", "json-ld")])
def test_statements_say_what_is_known_of_each_thing(run: Run, format: str, parser: str) -> None:
    """In Turtle and JSON-LD the answer is what the data says of everything in the table."""
    graph = rdflib.Graph().parse(data=run(*WHO, "--format", format).stdout, format=parser)
    hefboom = rdflib.URIRef("https://w3id.org/steungraaf/id/organisation/hefboom")
    assert rdflib.Literal("Hefboom", lang="nl") in set(graph.objects(hefboom))


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask", "who-supports", "--supported", "Hefboom", "--quiet"),
        ("ask", "--supported=hefboom", "who-supports", "--quiet"),
        ("ask", "--supported", "hefboom", "--force", "who-supports"),
        ("--quiet", "ask", "actors/who-supports", "--supported", "organisation:hefboom"),
    ],
)
def test_order_and_spelling_of_arguments_are_free(run: Run, arguments: tuple[str, ...]) -> None:
    """Options may stand before or after the name; a thing may be a label, a part of its IRI or a prefixed name."""
    assert run(*arguments).stdout == run(*WHO).stdout


@pytest.mark.parametrize(
    ("arguments", "dutch", "english"),
    [
        (["who-suports"], "geen vraag met de naam 'who-suports'. Dichtstbij: who-supports", "Nearest: who-supports"),
        (["who-supports", "--suported", "x"], "'--suported' bestaat niet. Dichtstbij: --supported", "no '--suported'"),
        (["who-supports", "--supported", "hefbom"], "niets heet 'hefbom'. Dichtstbij: Hefboom", "Nearest: Hefboom"),
        (["actor-profile"], "heeft --actor nodig. Bijvoorbeeld: --actor organisation:vlaio", "needs --actor."),
        (["offices-on-date", "--date", "gisteren"], "--date: 'gisteren' is geen datum", "'gisteren' is no date"),
        (["who-supports", "x"], "kan niets met x.", "has no use for x."),
        ([], "steungraaf ask heeft NAME nodig.", "steungraaf ask needs NAME."),
    ],
)
def test_what_cannot_be_answered_is_told(run: Run, arguments: list[str], dutch: str, english: str) -> None:
    """An unknown query, parameter or value names the nearest; a missing parameter has its example; exit status 2."""
    for lang, expected in (("nl", dutch), ("en", english)):
        result = run("ask", *arguments, "--lang", lang)
        assert expected in result.stderr
        assert (result.exit_code, result.stdout) == (2, "")


def test_ambiguous_label_lists_what_it_fits(run: Run, short: Path) -> None:
    """A label of several things is refused, with each of them."""
    twin = short / "documents/kort/twin.ttl"
    twin.write_text(
        "<https://example.org/f> a <http://xmlns.com/foaf/0.1/Agent> ; "
        '<http://www.w3.org/2004/02/skos/core#prefLabel> "Het fonds"@nl .\n',
        "utf-8",
    )
    result = run("ask", "who-supports", "--supporter", "het fonds", "--data", str(short))
    assert result.exit_code == 2
    assert "kan meer dan een ding zijn" in result.stderr
    assert "https://example.org/f" in result.stderr


def test_no_rows_is_said(run: Run, short: Path) -> None:
    """A question to which the data has no answer says so."""
    assert "Niets gevonden." in run("ask", "who-funds", "--data", str(short)).stdout


def test_help_shows_the_parameters_of_the_question(run: Run) -> None:
    """The help of a question says what it asks and what can be filled in, in the reader's language."""
    dutch, english = (run("ask", "actor-profile", "--help", "--lang", lang).stdout for lang in ("nl", "en"))
    assert "steungraaf ask actor-profile [--PARAMETER VALUE]... [OPTIONS]" in dutch
    assert "Verplicht. Voorbeeld: organisation:vlaio" in " ".join(dutch.split())
    assert "What is known about an actor" in english


def test_own_question_of_a_dataset(run: Run, short: Path) -> None:
    """A dataset may hold questions of its own; an ASK is a table of one cell."""
    own = short / "queries/mine"
    own.mkdir(parents=True)
    (own / "anything.rq").write_text(
        '#+ question: {nl: "Iets?", en: "Anything?"}\n#+ description: {nl: "D.", en: "D."}\nASK { ?s ?p ?o }\n', "utf-8"
    )
    assert "ja" in run("ask", "anything", "--data", str(short)).stdout


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("#+ colour: red\n", "'colour'"),
        (
            "#+ parameters: {format: {type: string, optional: true, example: x, description: {nl: P, en: P}}}\n",
            "'parameters.format'",
        ),
    ],
)
def test_header_with_a_fault_is_told(run: Run, short: Path, header: str, expected: str) -> None:
    """A header with an unknown key, or a parameter that is an option already, is told with its file."""
    own = short / "queries/mine"
    own.mkdir(parents=True)
    (own / "mine.rq").write_text(
        '#+ question: {nl: "V?", en: "Q?"}\n#+ description: {nl: "D.", en: "D."}\n'
        "#+ columns: {format: {nl: f, en: f}}\n"
        + header
        + "SELECT ?format WHERE { VALUES ?format { UNDEF } ?s ?p ?format } ORDER BY ?format\n",
        "utf-8",
    )
    result = run("ask", "mine", "--data", str(short))
    assert (result.exit_code, result.stdout) == (2, "")
    assert expected in result.stderr
    assert "mine.rq" in result.stderr


def test_names_of_options_are_reserved() -> None:
    """No parameter of a question can have the name of an option of the command, or of an argument in Python."""
    options = {option.name for option in ask.params if option.name != "name"} | {"help"}
    arguments = {
        name for name, one in inspect.signature(Dataset.ask).parameters.items() if one.kind is one.KEYWORD_ONLY
    }
    assert options | arguments <= set(RESERVED)


def complete(run: Run, monkeypatch: pytest.MonkeyPatch, *words: str) -> list[str]:
    """Return what a shell is offered for the last of the words."""
    monkeypatch.setenv("_STEUNGRAAF_COMPLETE", "fish_complete")
    monkeypatch.setenv("COMP_WORDS", " ".join(("steungraaf", *words[:-1])))
    monkeypatch.setenv("COMP_CWORD", words[-1])
    return run().stdout.splitlines()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("ask", "who-supp"), "who-supports\tWie steunt wie of wat?"),
        (("ask", "who-supports", "--suppo"), "--supporter"),
        (("ask", "who-supports", "--supported", "hefb"), "hefboom\tHefboom"),
        (("ask", "who-supports", "--format", "x"), "xlsx"),
        (("ask", "no-such", "--form"), "--format"),
        (("ask", "who-supports", "-o", "x"), "file"),
        (("version", "--data", "x"), "dir"),
        (("version", "--lang", "e"), "en"),
    ],
)
def test_shell_completes(run: Run, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], expected: str) -> None:
    """Names of questions, their parameters and values come with what they mean."""
    assert any(expected in line for line in complete(run, monkeypatch, *words))


def test_a_parameter_has_one_value(run: Run) -> None:
    """A second value is refused; the last one would be taken in silence."""
    result = run("ask", "who-supports", "--supporter", "vlaio", "--supporter", "vvsg", "--lang", "en")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--supporter is given more than once" in result.stderr


def test_the_ending_of_the_file_tells_the_format(run: Run, reader: Path) -> None:
    """A file named .xlsx is a workbook, unless a format is named; an ending that is no format changes nothing."""
    for name in ("a.xlsx", "a.csv", "a.txt"):
        assert run(*WHO, "-o", name).exit_code == 0
    assert run(*WHO, "--format", "table", "-o", "b.csv").exit_code == 0
    assert load_workbook(reader / "a.xlsx").sheetnames
    assert (reader / "a.csv").read_text("utf-8-sig").startswith("supporter")
    assert (reader / "a.txt").read_text("utf-8") == (reader / "b.csv").read_text("utf-8")
