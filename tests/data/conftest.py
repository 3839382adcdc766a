"""Load the registers once, and find the reference lists where a machine has them."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT.parent / "shared" / "reference"
PREFIXES = """
PREFIX adms: <http://www.w3.org/ns/adms#>
PREFIX dcat: <http://www.w3.org/ns/dcat#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX group: <https://w3id.org/steungraaf/id/group/>
PREFIX m8g: <http://data.europa.eu/m8g/>
PREFIX municipality: <https://w3id.org/steungraaf/id/municipality/>
PREFIX office: <https://w3id.org/steungraaf/id/office/>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX organisation: <https://w3id.org/steungraaf/id/organisation/>
PREFIX person: <https://w3id.org/steungraaf/id/person/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <https://schema.org/>
PREFIX sg: <https://w3id.org/steungraaf/ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""

Rows = list[tuple[str, ...]]
Ask = Callable[[str], Rows]


REGISTER_FILES = [*sorted((ROOT / "data" / "registers").glob("*.ttl")), ROOT / "data" / "dataset.ttl"]


@pytest.fixture(scope="session")
def register_files() -> list[Path]:
    """List the files that these tests are about, in a fixed order."""
    return REGISTER_FILES


@pytest.fixture(scope="session")
def registers() -> ox.Store:
    """Hold every register and the description of the dataset, all in the default graph."""
    store = ox.Store()
    for path in REGISTER_FILES:
        store.load(path=path, format=ox.RdfFormat.TURTLE)
    return store


@pytest.fixture(scope="session")
def ask(registers: ox.Store) -> Ask:
    """Answer a SELECT with rows of strings; what is unbound is an empty string."""

    def answer(query: str) -> Rows:
        found = registers.query(PREFIXES + query)
        assert isinstance(found, ox.QuerySolutions)
        return [tuple(term.value if term else "" for term in row) for row in found]

    return answer


@pytest.fixture(scope="session")
def reference() -> Callable[[str], list[dict[str, str]]]:
    """Read one of the reference lists; skip without them, unless everything is required."""
    if not REFERENCE.is_dir():
        missing = f"the reference lists are not at {REFERENCE}"
        (pytest.fail if os.environ.get("STEUNGRAAF_REQUIRE_ALL") == "1" else pytest.skip)(missing)

    def rows(name: str) -> list[dict[str, str]]:
        with (REFERENCE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    return rows


@pytest.fixture(params=REGISTER_FILES, ids=lambda path: path.stem)
def register_file(request: pytest.FixtureRequest) -> Path:
    """Give each register file in turn."""
    return Path(request.param)
