"""Load the registers and the document once, and find the reference lists and the original where a machine has them."""

from __future__ import annotations

import csv
import functools
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NoReturn

import pyoxigraph as ox
import pytest

from steungraaf.namespaces import GRAPH, PREFIXES
from steungraaf.rdf import LINK_SET, read_quads

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT.parent / "shared" / "reference"
ORIGINAL = ROOT.parent / "shared" / "source" / "000_040c11a4c0563b9a.txt"
DOCUMENT = "documents/sv-2018-2019-77"
PREFIXED = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in PREFIXES.items())

Rows = list[tuple[str, ...]]
Ask = Callable[[str], Rows]
Missing = Callable[[str], NoReturn]


REGISTER_FILES = [*sorted((ROOT / "data" / "registers").glob("*.ttl")), ROOT / "data" / "dataset.ttl"]
DOCUMENT_FILES = sorted((ROOT / "data" / DOCUMENT).glob("*.ttl"))
VOCABULARY = ROOT / "ontology" / "steungraaf.ttl"
LINK_SETS = sorted((ROOT / "data" / "links").glob(f"*{LINK_SET}"))
CONCEPT_FILES = sorted((ROOT / "ontology" / "concepts").glob("*.ttl"))


def read_files(paths: Iterable[Path]) -> ox.Store:
    """Load files into one store, all in the default graph."""
    store = ox.Store()
    for path in paths:
        store.extend(read_quads(path))
    return store


def rows_of(store: ox.Store, query: str) -> Rows:
    """Answer a SELECT with rows of strings; what is unbound is an empty string."""
    found = store.query(PREFIXED + query)
    assert isinstance(found, ox.QuerySolutions)
    return [tuple(term.value if term else "" for term in row) for row in found]


@pytest.fixture(scope="session")
def register_files() -> list[Path]:
    """List the files that these tests are about, in a fixed order."""
    return REGISTER_FILES


@pytest.fixture(scope="session")
def link_set_files() -> list[Path]:
    """List the files of the link sets, in a fixed order."""
    return LINK_SETS


@pytest.fixture(scope="session")
def registers() -> ox.Store:
    """Hold every register and the description of the dataset, all in the default graph."""
    return read_files(REGISTER_FILES)


@pytest.fixture(scope="session")
def linked() -> ox.Store:
    """Hold every register, link set and the description of the dataset, all in the default graph."""
    return read_files([*REGISTER_FILES, *LINK_SETS])


@pytest.fixture(scope="session")
def statements() -> ox.Store:
    """Hold what is said of and in the document: its files and the concept schemes, all in the default graph."""
    return read_files([*DOCUMENT_FILES, *CONCEPT_FILES])


@pytest.fixture(scope="session")
def everything() -> ox.Store:
    """Hold all data files, the vocabulary and the concept schemes, all in the default graph."""
    vocabulary = ROOT / "ontology" / "steungraaf.ttl"
    return read_files([*REGISTER_FILES, *LINK_SETS, *DOCUMENT_FILES, *CONCEPT_FILES, vocabulary])


@pytest.fixture(scope="session")
def say(everything: ox.Store) -> Ask:
    """Answer a SELECT on all data with rows of strings; what is unbound is an empty string."""
    return functools.partial(rows_of, everything)


@pytest.fixture(scope="session")
def original(missing: Missing) -> str:
    """Give the text of the document exactly as its file has it; skip without it, unless everything is required."""
    if not ORIGINAL.is_file():
        missing(f"the original document is not at {ORIGINAL}")
    return ORIGINAL.read_bytes().decode("utf-8")


@pytest.fixture(scope="session")
def graph_files() -> set[str]:
    """Name the graph of every data file but the description of the dataset."""
    data = ROOT / "data"
    paths = {path.relative_to(data).as_posix() for path in (*data.rglob("*.ttl"), *data.rglob(f"*{LINK_SET}"))}
    return {f"{GRAPH}{path.removesuffix(LINK_SET).removesuffix('.ttl')}" for path in paths - {"dataset.ttl"}}


@pytest.fixture(scope="session")
def ask(linked: ox.Store) -> Ask:
    """Answer a SELECT on registers and link sets with rows of strings; what is unbound is an empty string."""
    return functools.partial(rows_of, linked)


@pytest.fixture(scope="session")
def reference(missing: Missing) -> Callable[[str], list[dict[str, str]]]:
    """Read one of the reference lists; skip without them, unless everything is required."""
    if not REFERENCE.is_dir():
        missing(f"the reference lists are not at {REFERENCE}")

    def rows(name: str) -> list[dict[str, str]]:
        with (REFERENCE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    return rows


@pytest.fixture(params=REGISTER_FILES, ids=lambda path: path.stem)
def register_file(request: pytest.FixtureRequest) -> Path:
    """Give each register file in turn."""
    return Path(request.param)
