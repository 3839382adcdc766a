"""Find the stored queries and their cases."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from steungraaf.namespaces import expand
from steungraaf.queryfile import Parameter, QueryFile, fill_slot, read_query_file
from steungraaf.rdf import Literal, NamedNode
from steungraaf.store import EmbeddedStore

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


@dataclass(frozen=True)
class Case:
    """One stored query, as it stands or with the parameters of one table of cases.toml."""

    query: QueryFile
    name: str
    values: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.query.theme}/{self.stem}"

    @property
    def stem(self) -> str:
        """Name the expected result: the query, and the case where it has parameters."""
        return ".".join(filter(None, (self.query.name, self.name)))

    @property
    def expected(self) -> Path:
        """Return the file with the expected result, a table or triples."""
        suffix = "ttl" if "CONSTRUCT" in self.query.sparql else "tsv"
        return HERE / self.query.theme / f"{self.stem}.{suffix}"

    @property
    def sparql(self) -> str:
        """Return the text of the query with the values of this case in their slots."""
        text = self.query.sparql
        for parameter in self.query.parameters:
            if parameter.name in self.values:
                text = fill_slot(text, parameter.name, term_of(parameter, self.values[parameter.name]))
        return text


def term_of(parameter: Parameter, value: object) -> NamedNode | Literal:
    """Return the term of a value in cases.toml: an IRI, whole or by a prefix, or a literal of the parameter's type."""
    if parameter.type == "iri":
        return NamedNode(expand(str(value)))
    return Literal(str(value), datatype=NamedNode(expand(f"xsd:{parameter.type}")))


def read_cases() -> dict[tuple[str, str], dict[str, dict[str, Any]]]:
    """Read the parameters of the cases: by theme and query, then by case."""
    themes = tomllib.loads((HERE / "cases.toml").read_text(encoding="utf-8"))
    return {(theme, name): cases for theme, queries in themes.items() for name, cases in queries.items()}


_ALL = [read_query_file(path) for path in sorted((ROOT / "queries").glob("*/*.rq"))]
QUERIES = [query for query in _ALL if not query.is_federated]  # which test_federated.py is about
NAMED = read_cases()
CASES = [
    Case(query, name, values)
    for query in QUERIES
    for name, values in {"": {}, **NAMED.get((query.theme, query.name), {})}.items()
]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that rewrites the expected results."""
    parser.addoption("--accept", action="store_true", help="rewrite the expected results of stored queries for review")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what asks for a query or a case on each of them."""
    if "query" in metafunc.fixturenames:
        metafunc.parametrize("query", QUERIES, ids=[f"{query.theme}/{query.name}" for query in QUERIES])
    if "case" in metafunc.fixturenames:
        metafunc.parametrize("case", CASES, ids=str)


@pytest.fixture(scope="session")
def accept(pytestconfig: pytest.Config) -> bool:
    """Tell whether expected results are rewritten instead of compared."""
    return bool(pytestconfig.getoption("--accept", default=False))


@pytest.fixture(scope="session")
def cases() -> list[Case]:
    """List every case of every query."""
    return CASES


@pytest.fixture(scope="session")
def named_cases() -> dict[tuple[str, str], dict[str, dict[str, Any]]]:
    """Give what cases.toml says, by theme and query."""
    return NAMED


@pytest.fixture(scope="session")
def reversed_store(bundled_store: EmbeddedStore) -> EmbeddedStore:
    """Hold the same quads, put in from the last to the first."""
    store = EmbeddedStore()
    store.load(reversed(list(bundled_store.dump())))
    return store
