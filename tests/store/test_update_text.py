"""Test how an update is cut into operations, and what of it is refused."""

import pytest

from steungraaf.errors import QueryTooLargeError, ServiceRefusedError, SparqlSyntaxError
from steungraaf.store.base import GRAPHLESS
from steungraaf.store.change_faults import LoadRefusedError, UsingTwiceError
from steungraaf.store.guard import MAX_UPDATE
from steungraaf.store.update_text import operations_of

HIDDEN = f"<{GRAPHLESS}>"


@pytest.mark.parametrize(
    ("sparql", "expected"),
    [
        ("", []),
        ("PREFIX a: <urn:a>", []),
        ("CLEAR ALL ;", ["CLEAR ALL"]),
        ("INSERT DATA { <a> <b> <c> ; <d> ';' }", ["INSERT DATA { <a> <b> <c> ; <d> ';' }"]),
        ("CLEAR SILENT DEFAULT", [f"CLEAR SILENT GRAPH {HIDDEN}"]),
        ("COPY DEFAULT TO <g>; ADD <g> TO DEFAULT", [f"COPY GRAPH {HIDDEN} TO <g>", f"ADD <g> TO GRAPH {HIDDEN}"]),
        (
            "BASE <urn:a> DROP GRAPH <g> ; PREFIX b: <urn:b> DROP GRAPH b:c",
            ["BASE <urn:a>\nDROP GRAPH <g>", "BASE <urn:a> PREFIX b: <urn:b>\nDROP GRAPH b:c"],
        ),
    ],
)
def test_operations(sparql: str, expected: list[str]) -> None:
    """Each operation stands by itself with the prologue before it; DEFAULT is the graph that nobody names."""
    assert [one.strip() for one in operations_of(sparql)] == expected


@pytest.mark.parametrize("word", ["CLEAR", "drop silent"])
def test_named(word: str) -> None:
    """To clear all graphs with a name leaves the one that nobody names."""
    (operation,) = operations_of(f"{word} NAMED")
    assert operation.endswith(f"FILTER(?g != {HIDDEN}) }}")


def test_graphs_beside() -> None:
    """Graphs that a request names are looked into wherever an operation looks."""
    sparql = "INSERT DATA { <a> <b> 1 } ; INSERT { ?s ?p 2 } WHERE { ?s ?p ?o } ; DELETE WHERE { ?s ?p 3 }"
    assert [one.strip() for one in operations_of(sparql, ["urn:d"], ["urn:n"])] == [
        "INSERT DATA { <a> <b> 1 }",
        "INSERT { ?s ?p 2 }  USING <urn:d> USING NAMED <urn:n> WHERE { ?s ?p ?o }",
        "DELETE  { ?s ?p 3 } USING <urn:d> USING NAMED <urn:n> WHERE { ?s ?p 3 }",
    ]


@pytest.mark.parametrize(
    ("sparql", "fault"),
    [
        ("WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", UsingTwiceError),
        ("DELETE { ?s ?p ?o } USING <urn:g> WHERE { ?s ?p ?o }", UsingTwiceError),
        ("LOAD <http://127.0.0.1/>", LoadRefusedError),
        ("load silent <http://127.0.0.1/> into graph <urn:g>", LoadRefusedError),
        ("\\u004COAD <http://127.0.0.1/>", SparqlSyntaxError),
        ("INSERT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", ServiceRefusedError),
        ("INSERT DATA { a:b a:c a:d }", SparqlSyntaxError),
        ("INSERT DATA { <a> <b> " + "[" * 300 + "]" * 300 + " }", QueryTooLargeError),
        ("DELETE { ?s ?p ?o } WHERE { ?s ?p ?o FILTER(" + "1 + " * 5_000 + "1) }", QueryTooLargeError),
        ("#" * (MAX_UPDATE + 1), QueryTooLargeError),
    ],
)
def test_refused(sparql: str, fault: type[Exception]) -> None:
    """What fetches from elsewhere, would break the engine, or names graphs twice, is refused."""
    with pytest.raises(fault):
        operations_of(sparql, ["urn:d"])


def test_much_data() -> None:
    """Data are no operators: as many as fit may come at once."""
    sparql = "INSERT DATA { " + "".join(f"<urn:{number}> <urn:p> {number} . " for number in range(5_000)) + "}"
    assert len(operations_of(sparql)) == 1
