"""A stored query that asks another server joins ours with a second one that really runs, when that server is named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import steungraaf
from steungraaf.catalogue.tables import Table
from steungraaf.errors import QueryRefusedError, UnknownChoiceError, ValueNotFoundError
from steungraaf.rdf import Quad, read_quads
from steungraaf.store.endpoint import EndpointStore
from steungraaf.store.limit_faults import ServiceFailedError
from steungraaf.store.profiles import Profile
from tests.servers import free_port

HERE = Path(__file__).parent
UPSTREAM = HERE.parents[2] / "shared/reference/upstream/lblod-bestuurseenheden-ovo-kbo-2022.ttl"
ACTIVE = "http://lblod.data.gift/concepts/63cc561de9188d64ba5840a42ae8f0d6"


def filled(profile: Profile, path: Path) -> str:
    """Put what a file says on a server, and return the address of its queries."""
    store = EndpointStore(profile)
    graph = "https://example.org/there"
    store.replace_graph(graph, [Quad(q.subject, q.predicate, q.object) for q in read_quads(path, graph=graph)])
    return profile.query


def values(table: object) -> list[list[str]]:
    """Return the rows of a table as values, nothing for what is unbound."""
    assert isinstance(table, Table)
    return [[getattr(term, "value", "") for term in row] for row in table.rows]


def test_joins_with_another_server(oxigraph_server: Profile) -> None:
    """Each of our organisations that the other server knows comes with what it says there."""
    address = filled(oxigraph_server, HERE / "federated.ttl")
    rows = values(steungraaf.open().ask("what-others-say", service=address))
    assert [(row[0].rpartition("/")[2], row[2], row[3].rpartition("/")[2]) for row in rows] == [
        ("economisch-huis-oostende", ACTIVE, ""),
        ("gemeente-gent", ACTIVE, "1"),
    ]


def test_joins_with_the_open_data_of_local_authorities(
    oxigraph_server: Profile, missing: Callable[[str], None]
) -> None:
    """With the upstream list of units, each of ours that stands in it has its status."""
    if not UPSTREAM.is_file():
        missing(f"the upstream list is not at {UPSTREAM}")
    address = filled(oxigraph_server, UPSTREAM)
    rows = values(steungraaf.open().ask("what-others-say", service=address))
    assert len(rows) == 305 and all(status for _, _, status, _ in rows)


def test_asks_nobody_who_is_not_named() -> None:
    """Without the name of a server nothing is asked, and the error says so."""
    with pytest.raises(QueryRefusedError, match="--service"):
        steungraaf.open().ask("what-others-say")


def test_tells_a_server_that_is_not_known() -> None:
    """A name that no profile has is told as that of the option."""
    with pytest.raises(UnknownChoiceError, match="--service: there is no 'nowhere'"):
        steungraaf.open().ask("what-others-say", service="nowhere")


def test_tells_a_server_that_does_not_answer() -> None:
    """A server that is not there is named in the error."""
    address = f"http://127.0.0.1:{free_port()}/sparql"
    with pytest.raises(ServiceFailedError, match=address):
        steungraaf.open().ask("what-others-say", service=address, thing="Stad Gent")


def test_a_place_is_no_organisation() -> None:
    """A name that is only that of a place is told, not taken for something that nobody knows of."""
    with pytest.raises(ValueNotFoundError):
        steungraaf.open().ask("what-others-say", service="http://127.0.0.1:9/sparql", thing="Oostende")
