"""Give a server of each kind to send to, graphs to send, and a home for the journals."""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import pytest

from steungraaf.rdf import NamedNode, Quad
from steungraaf.sending import Outgoing, measured
from steungraaf.store.endpoint import EndpointStore
from steungraaf.store.profiles import HOME
from tests.servers import emptied

EX = "https://example.org/"
Make = Callable[..., Outgoing]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the journals of a test to itself."""
    monkeypatch.setenv(HOME, str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture(params=["oxigraph", "virtuoso"])
def server(request: pytest.FixtureRequest) -> EndpointStore:
    """Give an empty server of each kind."""
    return emptied(request.getfixturevalue(f"{request.param}_server"))


@pytest.fixture
def oxigraph(oxigraph_server: object) -> EndpointStore:
    """Give an empty Oxigraph server."""
    return emptied(oxigraph_server)  # type: ignore[arg-type]


@pytest.fixture
def make() -> Make:
    """Make a graph of so many triples about things of a kind; graphs of one kind say the same."""

    def made(name: str, kind: str = "", count: int = 3, part: str = "dataset") -> Outgoing:
        return measured(EX + name, partial(triples, kind or name, count), part=part)

    return made


def triples(kind: str, count: int) -> Iterable[Quad]:
    """Give so many triples about things of a kind."""
    things = [NamedNode(f"{EX}{kind}/{number}") for number in range(count)]
    return [Quad(thing, NamedNode(f"{EX}p"), thing) for thing in things]
