"""Test loading into a store on disk, and that every command that reads gives from it what it gives from the files."""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

import steungraaf
from steungraaf.cli.session import Session
from steungraaf.filling import find_sources, load_store

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Give a store of the bundled dataset."""
    path = tmp_path_factory.mktemp("bundled") / "store"
    load_store(path, find_sources())
    return str(path)


@pytest.mark.parametrize(
    "command",
    [
        ("answers", "4"),
        ("questions", "actors"),
        ("ask", "who-supports", "--supported", "hefboom"),
        ("ask", "network", "--format", "turtle"),
        ("sparql", "SELECT (COUNT(*) AS ?n) { ?s a ?class }"),
        ("sparql", "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s a ?class } }"),
        ("coverage", "--format", "json"),
        ("version",),
    ],
    ids=" ".join,
)
def test_a_store_gives_the_same(run: Run, store: str, command: tuple[str, ...]) -> None:
    """Each command prints from the disk what it prints from the files, wherever --store stands."""
    files, before, after = run(*command), run("--store", store, *command), run(*command, "--store", store)
    assert files.exit_code == before.exit_code == 0
    assert before.stdout == after.stdout == files.stdout


def test_export_is_of_the_store(run: Run, store: str) -> None:
    """An export has what the store holds, as the engine writes it; what is derived only where it is asked for."""
    plain, derived = run("export", "nquads", "--store", store), run("export", "nquads", "--derived", "--store", store)
    assert plain.stdout.count("\n") == run("export", "nquads").stdout.count("\n")
    assert derived.stdout.count("\n") == run("export", "nquads", "--derived").stdout.count("\n")


def test_rdflib_of_a_store(store: str) -> None:
    """A copy for rdflib has the graphs of the store."""
    assert len(steungraaf.open(store=store).rdflib()) == len(steungraaf.open().rdflib())


def test_a_store_is_checked(run: Run, store: str) -> None:
    """What the store holds is checked, and counted as the files are; there is nothing wrong with it."""
    files, disk = run("check"), run("check", "--store", store)
    assert (disk.exit_code, disk.stderr) == (0, "")
    assert disk.stdout == files.stdout.replace(" bestanden,", " grafen,")


def test_store_and_endpoint_at_once(run: Run, store: str) -> None:
    """One asks one or the other."""
    found = run("questions", "--store", store, "--endpoint", "http://127.0.0.1:9/")
    assert found.exit_code == 2 and "gaan niet samen" in found.stderr


def test_loading_tells_what_it_did(run: Run, reader: Path) -> None:
    """A load closes with its counts; with --quiet it says nothing."""
    (reader / "a.ttl").write_text("<urn:a> <urn:p> 1 , 2 .", "utf-8")
    told = run("load", "a.ttl", "--store", "s")
    assert (told.exit_code, told.stderr) == (0, "s: 2 uitspraken in 1 grafen, uit 1 bestanden.\n")
    assert run("load", "a.ttl", "--graph", "urn:g", "--store", "s", "--quiet").stderr == ""
    assert run("sparql", "ASK { GRAPH <urn:g> { <urn:a> ?p 2 } }", "--store", "s").stdout == "ja\n"


GRAPHS = ("a b", "rel", "", "https://w3id.org/steungraaf/graph/sync", "https://w3id.org/steungraaf/graph/staging/a")


@pytest.mark.parametrize("graph", GRAPHS)
@pytest.mark.parametrize("place", [("--store", "s"), ("--endpoint", "http://nobody.invalid/sparql")])
def test_graph_must_be_one_for_statements(run: Run, reader: Path, graph: str, place: tuple[str, str]) -> None:
    """What is no IRI, and what the program needs for itself, is refused before anything is read or sent."""
    (reader / "a.ttl").write_text("<urn:a> <urn:p> 1 .", "utf-8")
    found = run("load", "a.ttl", "--graph", graph, *place)
    assert found.exit_code == 2 and graph in found.stderr and not (reader / "s").exists()


def test_failed_load_into_a_new_store(run: Run, reader: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store that cannot be written is not said to have held something."""
    (reader / "a.ttl").write_text("<urn:a> <urn:p> 1 .", "utf-8")
    monkeypatch.setattr("steungraaf.filling.Filling", refuse)
    found = run("load", "a.ttl", "--store", "s", "--lang", "en")
    assert found.exit_code == 24 and "If it held anything, that is still there" in " ".join(found.stderr.split())


def refuse(*_: object) -> None:
    """Refuse to write, as a full disk does."""
    raise OSError(28, "No space left on device")


def test_loading_needs_a_place(run: Run) -> None:
    """Without --store it is told how to name one."""
    found = run("load")
    assert found.exit_code == 2 and "steungraaf load --store MAP" in found.stderr


def test_rate_is_shown_to_who_watches(run: Run, reader: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who watches sees how many statements there are, and how many a second."""
    (reader / "a.ttl").write_text("<urn:a> <urn:p> 1 , 2 .", "utf-8")
    monkeypatch.setattr(Session, "shows_progress", True)
    monkeypatch.setenv("FORCE_COLOR", "1")
    told = run("load", "a.ttl", "--store", "s").stderr
    assert "2 uitspraken" in told and "/s" in told


FAULTS: dict[str, tuple[Callable[[Path], object], tuple[str, ...], int]] = {
    "no store": (lambda at: None, ("questions", "--store", "none"), 20),
    "other version": (lambda at: manifest(at).write_text('{"format": 9}'), ("questions", "--store", "s"), 21),
    "damaged": (lambda at: manifest(at).unlink(), ("questions", "--store", "s"), 22),
    "occupied": (lambda at: (at / "s/photos").mkdir(), ("load", "a.ttl", "--store", "s"), 28),
    "inside": (lambda at: (at / "d").mkdir(), ("load", ".", "d", "--store", "d/s"), 28),
    "half a gz": (lambda at: (at / "b.ttl.gz").write_bytes(b"\x1f\x8b"), ("load", "b.ttl.gz", "--store", "s"), 27),
    "no zst": (lambda at: (at / "b.nt.zst").write_bytes(b"garbage"), ("load", "b.nt.zst", "--store", "s"), 27),
    "unreadable": (lambda at: None, ("load", "none.ttl", "--store", "s"), 29),
    "syntax": (lambda at: (at / "b.ttl").write_text("oops"), ("load", "b.ttl", "--store", "s"), 2),
}


def manifest(at: Path) -> Path:
    """Return the manifest of the store in use."""
    return at / "s/generations" / (at / "s/current").read_text("utf-8").strip() / "manifest.json"


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_has_its_status(run: Run, reader: Path, fault: str) -> None:
    """Each kind of fault ends with its own status and a text; a store that was whole stays so."""
    (reader / "a.ttl").write_text("<urn:a> <urn:p> 1 .", "utf-8")
    run("load", "a.ttl", "--store", "s")
    spoil, command, status = FAULTS[fault]
    spoil(reader)
    found = run(*command)
    assert (found.exit_code, found.stdout) == (status, "") and found.stderr.strip()
    if status > 22 and fault != "occupied":
        assert run("sparql", "ASK { <urn:a> <urn:p> 1 }", "--store", "s").stdout == "ja\n"


def limited() -> None:
    """Let no file of this process grow over a megabyte, as on a disk that is nearly full."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20))


def test_full_disk(run: Run, reader: Path) -> None:
    """A disk that is full while a store is written ends the load with its status, and the old store is whole."""
    (reader / "a.ttl").write_text("<urn:a> <urn:p> 1 .", "utf-8")
    run("load", "a.ttl", "--store", "s")
    lines = (f"<urn:{number}> <urn:p> <urn:{number * 7919 % 99991}> .\n" for number in range(60_000))
    (reader / "b.nt").write_text("".join(lines), "utf-8")
    command = [sys.executable, "-m", "steungraaf", "load", "b.nt", "--store", "s"]
    done = subprocess.run(command, capture_output=True, text=True, preexec_fn=limited, env=dict(os.environ))
    assert (done.returncode, "te groot" in done.stderr) == (24, True), done.stderr
    assert run("sparql", "ASK { <urn:a> <urn:p> 1 }", "--store", "s").stdout == "ja\n"
    assert json.loads(manifest(reader).read_text("utf-8"))["quads"] == 1
