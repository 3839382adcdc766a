"""Test linking from the command line: propose, review, accept."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from steungraaf.cli import link
from steungraaf.links import drafts
from steungraaf.links.decided import read_set
from steungraaf.store.profiles import Profile
from tests import servers
from tests.actors import CSV, PREFIX, THEIRS, write_dataset, write_file

Run = Callable[..., Result]
HEAD = ["--title-nl", "Lijst", "--title-en", "List", "--licence", "CC0", "--source", "https://example.org/list"]
SUMMARY = (
    "3 dingen gelezen: 2 voorgesteld (2 zeker, 0 onzeker), 0 al beslist, 1 zonder iets dat erop\nlijkt.\n"
    "Beslis met: steungraaf link review d.sssom.tsv\n"
)


@pytest.fixture
def linking(run: Run, reader: Path) -> Run:
    """Run a command of `link` on the small dataset, beside a table of others."""
    own = write_dataset(reader / "own")
    write_file(reader / "list.csv", CSV)
    return lambda *arguments, **how: run("link", *arguments, "--data", str(own), **how)


def test_from_a_table_to_a_set_of_the_dataset(linking: Run, reader: Path) -> None:
    """A table is proposed, decided about, taken over, and not proposed again."""
    assert linking("propose", "list.csv", "-o", "d.sssom.tsv").stderr == SUMMARY
    reviewed = linking("review", "d.sssom.tsv", "--reviewer", "An Peeters", input="a\nr\n")
    assert "d.sssom.tsv: 1 aanvaard, 1 verworpen, 0 onzeker, 0 nog te beslissen." in reviewed.stderr
    accepted = linking("accept", "d.sssom.tsv", *HEAD, "--lang", "en")
    assert accepted.stderr.endswith("\n    void:subset <https://w3id.org/steungraaf/graph/links/list> ;\n")
    assert "1 link and 1 refusal added; 0 stay in d.sssom.tsv." in accepted.stderr.replace("\n", " ")
    again = linking("propose", "list.csv", "-o", "e.sssom.tsv")
    assert "0 voorgesteld" in again.stderr
    assert "e.sssom.tsv is niet geschreven." in again.stderr
    assert not (reader / "e.sssom.tsv").exists()


def test_what_stands_there_already_is_counted(linking: Run, reader: Path) -> None:
    """A draft that says again what was taken over is emptied, and nothing is added."""
    linking("propose", "list.csv", "-o", "d.sssom.tsv")
    linking("review", "d.sssom.tsv", "--reviewer", "An", input="a\na\n")
    kept = (reader / "d.sssom.tsv").read_bytes()
    linking("accept", "d.sssom.tsv", *HEAD)
    (reader / "d.sssom.tsv").write_bytes(kept)
    told = linking("accept", "d.sssom.tsv").stderr
    assert "0 koppelingen en 0 weigeringen erbij, 2 stonden er al" in told.replace("\n", " ")


def test_without_output_the_draft_is_printed(linking: Run, reader: Path) -> None:
    """The same file gives the same draft, on standard output where no file is named."""
    write_file(reader / "theirs.ttl", PREFIX + THEIRS)
    first, second = linking("propose", "theirs.ttl", "--set", "ours"), linking("propose", "theirs.ttl", "--set", "ours")
    assert "graph/links/ours" in first.stdout
    assert first.stdout == second.stdout
    assert linking("propose", "theirs.ttl", "--kind", "municipality").stdout.count("skos:exactMatch") == 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["propose"], "TARGET"),
        (["propose", "list.csv", "--from", "oxigraph"], "--from"),
        (["propose", "list.csv", "-o", "d.tsv"], ".sssom.tsv"),
        (["propose", "list.csv", "--set", "Een Lijst"], "een-lijst"),
        (["propose", "list.csv", "--name-column", "naem"], "Dichtstbij: naam"),
        (["propose", "list.csv", "--base", "example"], "--base"),
        (["propose", "list.csv", "--base", "https://example.org/a b/"], "--base"),
        (["propose", "list.csv", "--kind", "municipalty"], "municipality"),
        (["propose", "list.docx"], "list.docx"),
        (["propose", "none.ttl"], "none.ttl"),
        (["propose", "empty.ttl"], "niets een naam of een code"),
        (["propose", "list.csv", "-o", "there.sssom.tsv"], "--force"),
        (["propose", "--from", "nowhere"], "nowhere"),
        (["propose", "list.csv", "-o", "own/links/d.sssom.tsv"], "-o NAAM.sssom.tsv"),
        (["propose", "list.csv", "--least", "200"], "--least: '200' is geen getal van 0 tot 100"),
        (["propose", "list.csv", "--least", "veel"], "--least"),
        (["review", "list.csv"], "link propose"),
        (["review", "there.sssom.tsv"], "kop"),
        (["accept", "list.csv"], "link propose"),
    ],
)
def test_wrong_use_is_told(linking: Run, reader: Path, arguments: list[str], told: str) -> None:
    """What cannot be done ends with status 2 and the next move, before anything is written."""
    write_file(reader / "empty.ttl", "")
    write_file(reader / "there.sssom.tsv", "x")
    result = linking(*arguments)
    assert told in result.stderr
    assert (result.exit_code, result.stdout) == (2, "")
    assert (reader / "there.sssom.tsv").read_text("utf-8") == "x"


def test_another_encoding_is_told(linking: Run, reader: Path) -> None:
    """A table that is not UTF-8 is read as Windows-1252, and that is said."""
    (reader / "latin.csv").write_bytes(CSV.encode("latin-1"))
    result = linking("propose", "latin.csv", "-o", "d.sssom.tsv", "--force")
    assert "latin.csv is geen UTF-8" in result.stderr
    assert "2 voorgesteld" in result.stderr


def test_a_server_can_be_asked(
    linking: Run, reader: Path, oxigraph_server: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a server holds is proposed like a file; nothing is left of its answers afterwards."""
    from steungraaf.rdf import parse_quads

    servers.emptied(oxigraph_server).load(parse_quads((PREFIX + THEIRS).encode(), format="turtle", name="t"))
    server = f"{oxigraph_server.query}?key=secret"
    result = linking("propose", "--from", server, "-o", "d.sssom.tsv", "--pause", "0.001")
    assert "2 dingen gelezen: 2 voorgesteld" in result.stderr
    assert not (reader / "d.answers").exists()
    draft = read_set(reader / "d.sssom.tsv")
    assert draft.header["mapping_set_source"] == [oxigraph_server.query]
    assert "secret" not in (reader / "d.sssom.tsv").read_text("utf-8")
    broken = linking("propose", "--from", "http://127.0.0.1:9/", "-o", "e.sssom.tsv", "--lang", "en")
    assert "0 of " in broken.stderr and "are kept in" not in " ".join(broken.stderr.split())
    assert (broken.exit_code, "Give the same command again to go on" in broken.stderr.replace("\n", " ")) == (4, True)


def test_progress_is_shown_to_who_watches(
    linking: Run, reader: Path, oxigraph_server: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Statements, things and questions are counted on the screen of a person."""
    from contextlib import nullcontext

    shown: list[str] = []
    monkeypatch.setattr(link, "progress", lambda session: nullcontext(lambda step: shown.append(step["en"])))
    monkeypatch.setattr(link, "_EVERY", 1)
    write_file(reader / "theirs.ttl", PREFIX + THEIRS)
    linking("propose", "theirs.ttl")
    servers.emptied(oxigraph_server)
    linking("propose", "--from", oxigraph_server.query, "--pause", "0.001")
    assert shown[:3] == ["6 statements read", "1 things compared", "2 things compared"]
    assert shown[3].startswith("question 1 of ")


def test_the_group_prints_its_help(run: Run) -> None:
    """The help lists what can be done with links."""
    text = run("link").stdout
    assert all(name in text for name in ("propose", "review", "accept"))
    assert drafts.SETS.endswith("/graph/links/")
