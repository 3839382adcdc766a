"""Test what passes between the program and its workers."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steungraaf.errors import EngineError, QueryTooLargeError, SparqlSyntaxError, SteungraafError
from steungraaf.store.frames import fault_head, fault_of, read_frame, write_frame


@given(text=st.text(), pieces=st.lists(st.binary()))
def test_message_comes_as_it_went(text: str, pieces: list[bytes]) -> None:
    """What is written is read, and after it the next."""
    stream = BytesIO()
    write_frame(stream, {"sparql": text}, pieces)
    write_frame(stream, {"rows": None})
    stream.seek(0)
    assert [read_frame(stream) for _ in range(3)] == [({"sparql": text}, b"".join(pieces)), ({"rows": None}, b""), None]


@pytest.mark.parametrize("length", [0, 5, 14, 35])
def test_half_a_message_is_none(length: int) -> None:
    """Where the other side is gone half-way there is no message."""
    stream = BytesIO()
    write_frame(stream, {"kind": "solutions"}, [b"rows"])
    assert read_frame(BytesIO(stream.getvalue()[:length])) is None


@pytest.mark.parametrize(
    "error",
    [
        EngineError(reason={"nl": "zo", "en": "so"}),
        QueryTooLargeError(what="x", limit=3, line=1, column=2),
        SparqlSyntaxError(line=1, column=2, reason="x", excerpt=None, prefix=None, declaration=None),
    ],
)
def test_fault_is_the_same_on_both_sides(error: SteungraafError) -> None:
    """An error crosses with its kind and its parts."""
    stream = BytesIO()
    write_frame(stream, fault_head(error))
    stream.seek(0)
    frame = read_frame(stream)
    assert frame is not None
    told = fault_of(frame[0])
    assert (type(told), told and told.parts) == (type(error), error.parts)


@pytest.mark.parametrize("name", ["os:system", "steungraaf.errors:nothing", "steungraaf.rdf:NamedNode"])
def test_only_faults_cross(name: str) -> None:
    """A worker cannot have anything made but errors of ours."""
    with pytest.raises(ValueError, match=name):
        fault_of({"fault": name, "parts": {}})


def test_answer_is_no_fault() -> None:
    """A message that tells no fault has none."""
    assert fault_of({"kind": "boolean"}) is None
