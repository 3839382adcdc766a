"""Read the ontology and the bundled data once, file by file, and as one store with what is derived."""

from __future__ import annotations

import functools
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import steungraaf
from steungraaf.namespaces import shorten
from steungraaf.rdf import LINK_SET, NamedNode, Quad, Term, parse_quads, read_quads
from steungraaf.store import EmbeddedStore
from tests.counting import uncounted

ROOT = Path(__file__).resolve().parents[2]
ONTOLOGY = ROOT / "ontology"
FILES = sorted([*ONTOLOGY.rglob("*.ttl"), *(ROOT / "data").rglob("*.ttl")])
LINK_SETS = sorted((ROOT / "data").rglob(f"*{LINK_SET}"))
HERE = Path(__file__).parent
CONSTRAINTS = sorted([*HERE.glob("data-cube/*.rq"), *HERE.glob("skos/*.rq")])

Statements = dict[Path, list[Quad]]
Described = dict[str, dict[str, list[Term]]]


def name_of(term: Term) -> str:
    """Return the prefixed name of an IRI, or the text of a literal."""
    return shorten(term.value) if isinstance(term, NamedNode) else str(getattr(term, "value", term))


def described_in(quads: list[Quad]) -> Described:
    """Return what is said of each subject, by prefixed names, in the order of the file."""
    found: Described = {}
    for quad in quads:
        found.setdefault(name_of(quad.subject), {}).setdefault(name_of(quad.predicate), []).append(quad.object)
    return found


@pytest.fixture(scope="session")
def statements() -> Statements:
    """Hold the statements of every file of the ontology and the data."""
    return {path: list(read_quads(path)) for path in (*FILES, *LINK_SETS)}


@pytest.fixture(scope="session")
def described(statements: Statements) -> Callable[[str], Described]:
    """Return what a file says of each of its subjects, the file by its path below the repository."""
    return lambda path: described_in(statements[ROOT / path])


@pytest.fixture(scope="session")
def vocabulary(described: Callable[[str], Described]) -> Described:
    """Hold what is said of each own term, its header apart."""
    return {name: said for name, said in described("ontology/steungraaf.ttl").items() if name.startswith("sg:")}


@pytest.fixture(scope="session", params=FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def turtle_file(request: pytest.FixtureRequest) -> Path:
    """Give each Turtle file of the ontology and the data in turn."""
    return Path(request.param)


@pytest.fixture(scope="session", params=sorted((ONTOLOGY / "alignments").glob("*.ttl")), ids=lambda path: path.stem)
def alignment(request: pytest.FixtureRequest) -> Path:
    """Give each alignment in turn."""
    return Path(request.param)


@pytest.fixture(scope="session", params=CONSTRAINTS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def constraint(request: pytest.FixtureRequest) -> Path:
    """Give each integrity constraint in turn."""
    return Path(request.param)


@pytest.fixture(scope="session")
def dataset() -> steungraaf.Dataset:
    """Open the bundled dataset."""
    return steungraaf.open()


@pytest.fixture(scope="session")
def export(dataset: steungraaf.Dataset) -> Callable[..., bytes]:
    """Return the bytes of an export, each made once."""
    made: dict[tuple[str, bool, str | None], bytes] = {}

    def exported(format: str, *, derived: bool = False, frame: str | None = None) -> bytes:
        if (format, derived, frame) not in made:
            out = io.BytesIO()
            with uncounted():
                dataset.export(out, format=format, derived=derived, frame=frame)
            made[format, derived, frame] = out.getvalue()
        return made[format, derived, frame]

    return exported


@pytest.fixture(scope="session")
def store(statements: Statements, export: Callable[..., bytes]) -> EmbeddedStore:
    """Hold all data, the ontology but its shapes and examples, and what is derived."""
    store = EmbeddedStore()
    store.load(parse_quads(export("ntriples", derived=True), format="ntriples"))
    apart = {"shapes", "examples"}
    store.load(quad for path, quads in statements.items() if path.parent.name not in apart for quad in quads)
    return store


@pytest.fixture(scope="session")
def context() -> dict[str, Any]:
    """Hold the terms of the JSON-LD context."""
    return dict(json.loads((ONTOLOGY / "context.jsonld").read_text("utf-8"))["@context"])


def walk(value: object) -> Iterator[dict[str, Any]]:
    """Yield every object of a JSON document, the outer ones first."""
    if isinstance(value, dict):
        yield value
        for part in value.values():
            yield from walk(part)
    elif isinstance(value, list):
        for part in value:
            yield from walk(part)


@pytest.fixture(scope="session")
def objects_of() -> Callable[[object], list[dict[str, Any]]]:
    """Return every object in a JSON document."""
    return lambda value: list(walk(value))


@pytest.fixture(scope="session")
def framed(export: Callable[..., bytes]) -> Callable[[str], dict[str, dict[str, Any]]]:
    """Return the things that a frame puts first, by the last part of their IRI."""

    @functools.cache
    def things(frame: str) -> dict[str, dict[str, Any]]:
        found = json.loads(export("jsonld", derived=True, frame=frame))["@graph"]
        return {str(thing["@id"]).rpartition("/")[2]: thing for thing in found}

    return things
