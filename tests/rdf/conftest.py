"""Compare graphs, and write files to be read."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest

from steungraaf.rdf import Quad

Write = Callable[[str, str], Path]
Same = Callable[[Iterable[Quad], Iterable[Quad]], bool]

PREFIXES = "@prefix ex: <https://example.org/> .\n@prefix sg: <https://w3id.org/steungraaf/ns#> .\n"


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file of a name with a text, exactly as it is given."""

    def written(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_bytes(text.encode())
        return path

    return written


@pytest.fixture
def turtle(write: Write) -> Callable[[str], Path]:
    """Write a Turtle file in which `ex:` and `sg:` are declared on the first two lines."""
    return lambda text: write("some.ttl", PREFIXES + text)


@pytest.fixture(scope="session")
def same() -> Same:
    """Tell whether two graphs are the same but for the names of their blank nodes."""

    def canonical(quads: Iterable[Quad]) -> ox.Dataset:
        dataset = ox.Dataset(quads)
        dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
        return dataset

    return lambda one, other: canonical(one) == canonical(other)
