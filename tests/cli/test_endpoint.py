"""Test that every command that reads gives from a server what it gives from the files."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

import steungraaf
from steungraaf.store.profiles import Profile

Run = Callable[..., Result]


@pytest.fixture
def loaded(filled_server: Callable[[str], Profile]) -> Profile:
    """Give a server that holds the bundled dataset and what follows from it."""
    return filled_server("oxigraph")


@pytest.fixture
def named(loaded: Profile, reader: Path) -> str:
    """Write that server into the user's own endpoints.toml and give the name it has there."""
    address = loaded.query.removesuffix("/query")
    (reader / "home").mkdir()
    (reader / "home/endpoints.toml").write_text(f'[ours]\nlike = "oxigraph"\naddress = "{address}"\n', "utf-8")
    return "ours"


@pytest.mark.parametrize(
    "command",
    [
        ("answers", "4"),
        ("questions", "actors"),
        ("ask", "who-supports", "--supported", "hefboom"),
        ("ask", "network", "--format", "turtle"),
        ("sparql", "SELECT (COUNT(*) AS ?n) { ?s a ?class }"),
        ("sparql", "ASK { ?s ?p 46 }"),
        ("coverage", "--format", "json"),
    ],
    ids=" ".join,
)
def test_a_server_gives_the_same(run: Run, named: str, command: tuple[str, ...]) -> None:
    """Each command prints from the server what it prints from the files, wherever --endpoint stands."""
    files, before, after = run(*command), run("--endpoint", named, *command), run(*command, "--endpoint", named)
    assert files.exit_code == before.exit_code == 0
    assert before.stdout == after.stdout == files.stdout


def test_address_alone(run: Run, loaded: Profile) -> None:
    """A server can be named by its address."""
    found = run("sparql", "ASK { ?s a <https://w3id.org/steungraaf/ns#Claim> }", "--endpoint", loaded.query)
    assert found.stdout == "ja\n"


def test_description_of_what_is_found(run: Run, named: str) -> None:
    """A table as Turtle is what the server says of the things in it."""
    found = run("ask", "who-supports", "--supported", "hefboom", "--format", "turtle", "--endpoint", named)
    assert "organisation:hefboom" in found.stdout and found.exit_code == 0


def test_nothing_found_describes_nothing(run: Run, named: str) -> None:
    """A table without things in it is empty as Turtle too."""
    found = run("sparql", "SELECT ?s { ?s <urn:no> ?o }", "--format", "turtle", "--endpoint", named)
    assert (found.exit_code, found.stdout.strip()) == (0, "")


def test_a_server_is_checked(run: Run, named: str) -> None:
    """What the server holds is checked, and counted as the files are; there is nothing wrong with it."""
    files, server = run("check"), run("check", "--endpoint", named)
    assert (server.exit_code, server.stderr) == (0, "")
    assert server.stdout == files.stdout.replace(" bestanden,", " grafen,")


@pytest.mark.parametrize("options", [("nquads",), ("csv", "--part", "links"), ("nquads", "--derived")], ids=" ".join)
def test_export_of_what_a_server_holds(run: Run, named: str, options: tuple[str, ...]) -> None:
    """What a server holds is written out as the files are, but for the literals that it writes its own way."""
    files, server = run("export", *options), run("export", *options, "--endpoint", named)
    assert server.exit_code == 0
    assert len(server.stdout.splitlines()) == len(files.stdout.splitlines()) > 10
    assert [line for line in server.stdout.splitlines() if "^^" not in line] == [
        line for line in files.stdout.splitlines() if "^^" not in line
    ]


def test_rdflib_of_what_a_server_holds(loaded: Profile) -> None:
    """A copy for rdflib can be made of a server."""
    assert len(steungraaf.open(endpoint=loaded.query).rdflib()) == len(steungraaf.open().rdflib())


@pytest.mark.parametrize(
    ("endpoint", "status", "says"),
    [
        ("oxigraf", 2, "Dichtstbij: oxigraph"),
        ("ftp://example.org", 2, "een adres begint met"),
        ("http://nobody.invalid/sparql", 4, "is niet bereikbaar"),
    ],
)
def test_each_fault_has_its_status(run: Run, endpoint: str, status: int, says: str) -> None:
    """What is wrong with an endpoint is told in the reader's language, with an exit status of its kind."""
    found = run("sparql", "ASK {}", "--endpoint", endpoint)
    assert found.exit_code == status and says in found.stderr
