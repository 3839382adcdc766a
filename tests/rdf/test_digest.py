"""The digest of a graph: the same for the same triples, and another one for others."""

import random

import pytest

from steungraaf.rdf import parse_quads
from steungraaf.rdf.digest import graph_digest

TURTLE = b"@prefix ex: <https://example.org/> . ex:a ex:p 46.0 , ex:b , '\xc3\xa9\\n\"'@nl . ex:b ex:p ex:a ."
NTRIPLES = b"""
<https://example.org/b> <https://example.org/p> <https://example.org/a> .
<https://example.org/a> <https://example.org/p> "\\u00E9\\n\\""@nl .
<https://example.org/a> <https://example.org/p>   <https://example.org/b> .
<https://example.org/a> <https://example.org/p> "46.0"^^<http://www.w3.org/2001/XMLSchema#decimal> .
<https://example.org/a> <https://example.org/p> <https://example.org/b> .
"""


def test_order_format_and_repetition_do_not_count() -> None:
    """The same triples have the same digest, in whatever order, format and graph, and however often."""
    quads = list(parse_quads(TURTLE, format="turtle", graph="https://example.org/graph"))
    random.Random(7).shuffle(quads)
    assert graph_digest(quads) == graph_digest(parse_quads(NTRIPLES, format="ntriples"))


@pytest.mark.parametrize("changed", [(b"46.0", b"46.00"), (b"@nl", b"@en"), (b"ex:b ex:p ex:a .", b"")])
def test_any_difference_counts(changed: tuple[bytes, bytes]) -> None:
    """Another form of a literal, another language or a triple less is another digest."""
    other = TURTLE.replace(*changed)
    assert graph_digest(parse_quads(other, format="turtle")) != graph_digest(parse_quads(TURTLE, format="turtle"))


def test_blank_nodes_stay_the_same_as_long_as_the_text() -> None:
    """A text with blank nodes has the same digest each time it is read."""
    first, second = (parse_quads(b"<urn:a> <urn:p> [] .", format="turtle", graph="urn:g") for _ in range(2))
    assert graph_digest(first) == graph_digest(second)


def test_digest_is_written_down_the_same_for_ever() -> None:
    """The number is what its definition says, so that one that was kept can still be compared."""
    quads = list(parse_quads(b"<urn:a> <urn:p> 'x' .", format="turtle"))
    assert graph_digest(quads) == "e012df5c1a4a9675987b9e8c5fa558e6f6cb91874a0efff2dbebd6ead3f269f8"
