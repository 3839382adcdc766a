"""A question imports what it needs, and the second one is answered from what the first one kept."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from steungraaf import cache
from tests.cli.conftest import Run

# All of ours that a question imports once its store and its query are kept; what is added here slows every question.
NEEDED = """
assets cache catalogue catalogue.labels catalogue.stored catalogue.tables cells cli cli.ask cli.command
cli.deferral cli.group cli.layout cli.results cli.session cli.watch dataset errors files folder homes namespaces opening
queryfile queryfile.model reasons rdf rdf.terms store store.base store.embedded store.kept
store.lookup
"""
# What others must not bring along.
AVOIDED = {
    "inspect",
    "ipaddress",
    "ast",
    "yaml",
    "platformdirs",
    "rich",
    "rdflib",
    "tempfile",
    "shutil",
    "hashlib",
    "decimal",
    "html",
}
LISTING = """
import atexit, json, sys
from steungraaf.cli import main
from steungraaf.cli.deferral import Deferred
def tell():
    print(json.dumps([name for name, one in sys.modules.items() if type(one) is not Deferred]), file=sys.stderr)
atexit.register(tell)
main()
"""
ASK = ("ask", "who-supports", "--format", "csv")


@pytest.fixture
def cached(monkeypatch: pytest.MonkeyPatch, reader: Path) -> Path:
    """Switch the cache on, in the home of the test, and take files for settled at once."""
    monkeypatch.setenv("STEUNGRAAF_CACHE", "")
    monkeypatch.setattr(cache, "_SETTLED", -(10**18))
    return reader / "home/cache"


def start(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process that tells on standard error which modules it has at its end."""
    return subprocess.run([sys.executable, "-c", LISTING, *arguments], capture_output=True, text=True, check=True)


def test_a_question_imports_what_it_needs(cached: Path, run: Run) -> None:
    """A kept question has exactly the modules listed here, and none of those that take long."""
    run(*ASK)
    modules = set(json.loads(start(*ASK).stderr))
    ours = {name.removeprefix("steungraaf.") for name in modules if name.startswith("steungraaf.")}
    assert ours == set(NEEDED.split())
    assert not AVOIDED & modules


def test_a_question_to_a_store_imports_no_more(cached: Path, run: Run, tmp_path: Path) -> None:
    """Nor does a question to a store on disk, once the queries are kept: what opens a store comes instead of files."""
    store = ("--store", str(tmp_path / "store"))
    run("load", *store)
    first = run(*ASK, *store).stdout
    second = start(*ASK, *store)
    modules = set(json.loads(second.stderr))
    ours = {name.removeprefix("steungraaf.") for name in modules if name.startswith("steungraaf.")}
    assert second.stdout == first == run(*ASK).stdout
    assert ours - set(NEEDED.split()) == {"store.disk", "store.generations", "store.store_faults"}
    assert not AVOIDED & modules


def test_the_version_imports_no_dataset() -> None:
    """What needs no data does not import what reads data."""
    assert "steungraaf.dataset" not in json.loads(start("--version").stderr)


def test_the_second_answer_is_the_first(cached: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both are the answer without a cache, byte for byte; between them one entry was made."""
    first, second = run(*ASK), run(*ASK)
    assert len(list(cached.iterdir())) == 1
    monkeypatch.setenv("STEUNGRAAF_CACHE", "off")
    assert first.stdout == second.stdout == run(*ASK).stdout
    assert first.stderr == second.stderr == ""


def test_many_at_once(cached: Path) -> None:
    """Processes that begin together all answer, and agree on one entry."""
    command = [sys.executable, "-m", "steungraaf", *ASK]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(6)]
    assert len({process.communicate() for process in running}) == 1
    assert {process.returncode for process in running} == {0}
    assert len(list(cached.iterdir())) <= 1


@pytest.mark.parametrize("command", [("check",), ("export", "turtle"), ("ask", "no-such-query"), ("version",)])
def test_who_reads_files_keeps_nothing(cached: Path, run: Run, small: Path, command: tuple[str, ...]) -> None:
    """A check, an export and a question that fails make no entry."""
    run(*command, "--data", str(small))
    assert not cached.exists()


def test_an_export_is_of_the_files(cached: Path, run: Run, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is derived is written out as it is without a cache."""
    run("ask", "who-supports", "--data", str(small))
    kept = run("export", "nquads", "--derived", "--data", str(small)).stdout
    monkeypatch.setenv("STEUNGRAAF_CACHE", "off")
    assert kept == run("export", "nquads", "--derived", "--data", str(small)).stdout
