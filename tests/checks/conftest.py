"""Give each check query its broken example, and two engines to ask it of."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from steungraaf.folder import Folder
from steungraaf.rdf import Literal, NamedNode, read_quads
from steungraaf.store import EmbeddedStore, Solutions

if TYPE_CHECKING:
    pass

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
QUERIES = sorted((ROOT / "queries" / "checks").glob("*.rq"))
INVALID = HERE / "invalid"

Row = dict[str, tuple[str, str | None]]  # column -> the IRI or the text of a literal, and its language
Ask = Callable[[Path, str], list[Row]]


def ask_embedded(vocabulary: Path, example: Path, sparql: str) -> list[Row]:
    """Ask the embedded store."""
    store = EmbeddedStore()
    store.load([*read_quads(vocabulary), *read_quads(example)])
    answer = store.query(sparql)
    assert isinstance(answer, Solutions)
    cells = [[(term.value, getattr(term, "language", None)) for term in row if term] for row in answer.rows]
    assert all(isinstance(term, NamedNode | Literal) for row in answer.rows for term in row)
    return [dict(zip(answer.variables, row, strict=True)) for row in cells]


def ask_rdflib(vocabulary: Path, example: Path, sparql: str) -> list[Row]:
    """Ask rdflib."""
    import rdflib

    graph = rdflib.Graph()
    graph.parse(vocabulary)
    graph.parse(example)
    return [
        {str(name): (str(node), getattr(node, "language", None)) for name, node in binding.items()}
        for binding in graph.query(sparql).bindings
    ]


@pytest.fixture(params=[ask_embedded, ask_rdflib], ids=["embedded", "rdflib"])
def ask(request: pytest.FixtureRequest) -> Ask:
    """Ask a query of the vocabulary together with one example."""
    vocabulary = Folder.open(None).ontology / "steungraaf.ttl"
    return lambda example, sparql: request.param(vocabulary, example, sparql)


@pytest.fixture(params=QUERIES, ids=lambda path: path.stem)
def query_path(request: pytest.FixtureRequest) -> Path:
    """Give each check query in turn."""
    return Path(request.param)


@pytest.fixture
def example(query_path: Path) -> Path:
    """Return the broken example of a check query."""
    return INVALID / f"{query_path.stem}.ttl"


@pytest.fixture
def examples() -> list[Path]:
    """Return all broken examples."""
    return sorted(INVALID.glob("*.ttl"))


@pytest.fixture
def query_paths() -> list[Path]:
    """Return all check queries."""
    return QUERIES
