"""Test what a worker does, in this process: its messages, and how it writes an answer down."""

import os
import resource
from io import BytesIO
from itertools import chain, repeat
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steungraaf.errors import EngineError, QueryTooLargeError, ServiceRefusedError, SparqlSyntaxError
from steungraaf.store import EmbeddedStore, serving
from steungraaf.store.frames import Frame, fault_of, read_frame
from steungraaf.store.limit_faults import MemoryLimitError, ServiceFailedError
from steungraaf.store.pace import Pace
from steungraaf.store.serving import Service, Sheet, answer, held, keep_memory
from tests.store import openers

FIRST = {"opener": "tests.store.openers:numbers", "arguments": {}, "memory": None}


def asked(sparql: str, rows: int | None = None, bytes: int | None = None, *, sound: bool = False) -> dict[str, Any]:
    """Return a request."""
    memory = 5_000_000
    return {"sparql": sparql, "sound": sound, "rows": rows, "bytes": bytes, "services": [], "memory": memory}


def served(*requests: dict[str, Any]) -> list[Frame]:
    """Return what a worker says to its first message and to requests."""
    inbox = chain([(request, b"") for request in requests], repeat(None))
    said = BytesIO()
    service = Service(inbox.__next__, said)
    assert not service.open() or not service.answer_all(Pace())
    said.seek(0)
    return list(iter(lambda: read_frame(said), None))  # type: ignore[arg-type]


def test_worker_is_ready_and_answers_each() -> None:
    """It says first that it has opened its store, then answers what comes, then ends."""
    ready, truth, fault = served(FIRST, asked("ASK { ?s ?p 7 }"), asked("ASK {"))
    assert ready == ({"ready": True}, b"")
    assert (truth[0]["kind"], truth[1]) == ("boolean", b"true")
    assert isinstance(fault_of(fault[0]), SparqlSyntaxError)


def test_what_is_sound_is_not_looked_at() -> None:
    """A query that we made ourselves goes to the engine as it stands; the same one of anybody is looked at first."""
    sparql = "ASK { SERVICE <urn:nobody> { ?s ?p ?o } }"
    _, ours, theirs = served(FIRST, asked(sparql, sound=True), asked(sparql))
    assert isinstance(fault_of(ours[0]), EngineError)
    assert isinstance(fault_of(theirs[0]), ServiceRefusedError)


def test_other_server_that_fails_is_named_in_one_line() -> None:
    """Of what another server sent the engine repeats all; the first line, in quotes, is enough, in Dutch as well."""

    class Failing:
        """An engine that asks a server that fails."""

        def run(self, sparql: str) -> Any:
            """Say what the server said."""
            raise OSError("Error 500 returned by urn:x with payload:\n<html>\n</html>")

    request = {**asked("ASK { SERVICE <urn:x> { ?s ?p ?o } SERVICE SILENT <urn:x> {} }"), "services": ["urn:x"]}
    fault = fault_of(answer(Failing(), request)[0])
    assert isinstance(fault, ServiceFailedError)
    assert fault.message("nl") == (
        "De vraag, ook aan urn:x, kon niet beantwoord worden. De fout, in het Engels: "
        '"Error 500 returned by urn:x". Ga na of die server te bereiken is en SPARQL beantwoordt.'
    )


def test_thread_that_was_slowed_down_goes() -> None:
    """After a query that took long the others are left to another thread."""
    pace, said = Pace(), BytesIO()
    inbox = iter([(FIRST, b""), (asked("ASK {}"), b""), (asked("ASK {}"), b"")])
    service = Service(inbox.__next__, said)
    assert service.open()
    pace.is_slow = True
    assert service.answer_all(pace) and next(inbox)


def test_nothing_to_open() -> None:
    """Where nobody says what to open there is nothing to do."""
    assert served() == []


def test_fault_of_opening_is_told() -> None:
    """A store that cannot be opened is told, and that is all."""
    (told,) = served({**FIRST, "opener": "tests.store.openers:broken"}, asked("ASK {}"))
    assert str(fault_of(told[0])).startswith("x.ttl cannot be read: no.")


@pytest.mark.parametrize(
    ("sparql", "kind"),
    [
        ("ASK { FILTER(" + "(" * 300 + "1" + ")" * 300 + ") }", QueryTooLargeError),
        ("ASK { SERVICE <urn:x> {} }", ServiceRefusedError),
        ("SELECT ?x WHERE { ?x ?y }", SparqlSyntaxError),
        ("SELECT (<urn:no-function>(1) AS ?x) WHERE { }", EngineError),
    ],
)
def test_fault_is_an_answer(sparql: str, kind: type[Exception]) -> None:
    """What is refused, does not parse or cannot be answered is told as such."""
    assert isinstance(fault_of(answer(openers.numbers(), asked(sparql))[0]), kind)


def test_memory_that_is_refused_to_us_is_told() -> None:
    """Where it is not the engine that finds no memory, that is the limit too."""

    class Short(EmbeddedStore):
        """A store without memory."""

        def run(self, sparql: str) -> Any:
            """Find none."""
            raise MemoryError

    fault = fault_of(answer(Short(), asked("ASK {}"))[0])
    assert isinstance(fault, MemoryLimitError) and fault.limit == 5


@given(rows=st.lists(st.text("abc", max_size=4)), sizes=st.lists(st.integers(1, 5)), most=st.integers(1, 5))
def test_rows_are_counted_however_they_come(rows: list[str], sizes: list[int], most: int) -> None:
    """In whatever pieces the engine writes, as many rows are kept as may be."""
    text, sheet = "?a\n" + "".join(f"{row}\n" for row in rows), Sheet(b"?a\n", most, None)
    _write(sheet, text.encode(), sizes)
    assert b"".join(sheet.body()).decode() == "".join(f"{row}\n" for row in rows[:most])
    assert (sheet.truncated is None) == (len(rows) <= most)


@given(rows=st.lists(st.text("abc", max_size=4)), sizes=st.lists(st.integers(1, 5)), most=st.integers(1, 20))
def test_bytes_are_counted_however_they_come(rows: list[str], sizes: list[int], most: int) -> None:
    """Only whole rows are kept, no more of them than the bytes allow."""
    text, sheet = "?a\n" + "".join(f"{row}\n" for row in rows), Sheet(b"?a\n", None, most)
    _write(sheet, text.encode(), sizes)
    kept = b"".join(sheet.body()).decode()
    whole = [end for end in range(len(rows) + 1) if sum(len(row) + 1 for row in rows[:end]) <= most]
    assert kept == "".join(f"{row}\n" for row in rows[: whole[-1]])
    assert (sheet.truncated is None) == (whole[-1] == len(rows))


def _write(sheet: Sheet, text: bytes, sizes: list[int]) -> None:
    """Write a text in pieces of these sizes, the rest at once, until the sheet has enough."""
    sheet.flush()
    for size in [*sizes, len(text)]:
        try:
            sheet.write(text[:size])
        except serving._Enough:
            return
        text = text[size:]


@pytest.mark.parametrize(
    ("sparql", "kind"), [("SELECT * { ?s ?p ?o }", "solutions"), ("DESCRIBE ?s { ?s ?p 7 }", "triples")]
)
def test_answer_is_cut_off(sparql: str, kind: str) -> None:
    """Rows and triples end where the limits say, and the head tells so."""
    head, body = answer(openers.numbers(), asked(sparql, bytes=100))
    assert (head["kind"], head["truncated"]) == (kind, {"what": "bytes", "limit": 100} if kind == "solutions" else None)
    assert b"".join(body).endswith(b"\n")


def test_memory_is_kept_by_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a worker may hold is what it holds already and the limit; it leaves no image behind when it breaks."""
    kept: dict[int, tuple[int, int]] = {}
    monkeypatch.setattr(resource, "setrlimit", lambda kind, limits: kept.update({kind: limits}))
    monkeypatch.setattr(serving, "held", lambda kind: 1_000)
    keep_memory(500)
    assert (kept[resource.RLIMIT_DATA][0], kept[resource.RLIMIT_CORE]) == (1_500, (0, 0))


@pytest.mark.parametrize(("limit", "data"), [(None, 1_000), (500, 0)])
def test_memory_is_left_alone(monkeypatch: pytest.MonkeyPatch, limit: int | None, data: int) -> None:
    """Without a limit, or where the system does not say what a process holds, nothing is asked of it."""
    monkeypatch.setattr(resource, "setrlimit", lambda *_: pytest.fail("a limit was set"))
    monkeypatch.setattr(serving, "held", lambda kind: data)
    keep_memory(limit)


def test_memory_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a process holds is known on Linux, and nothing elsewhere."""
    assert held(1) > 0 or not os.path.exists("/proc/self/statm")
    monkeypatch.setattr(serving, "_PAGES", "/nothing/there")
    assert held(1) == 0
