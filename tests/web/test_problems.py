"""Test that each fault has the HTTP status that tells a client what to do."""

import json

import pytest

from steungraaf.errors import (
    AmbiguousValueError,
    EngineError,
    MissingParameterError,
    QueryTooLargeError,
    ServiceRefusedError,
    SparqlSyntaxError,
    SteungraafError,
    UnknownQueryError,
    UnreadableFileError,
    UpdateRefusedError,
)
from steungraaf.store import limit_faults as faults
from steungraaf.web.problems import problem_of
from steungraaf.web.site_faults import NotAcceptableError

CASES: list[tuple[SteungraafError, int]] = [
    (SparqlSyntaxError(reason="x", line=1, column=2), 400),
    (QueryTooLargeError(what="x", limit=1), 400),
    (ServiceRefusedError(line=1, column=2), 400),
    (UpdateRefusedError(keyword="DROP", line=1, column=2), 403),
    (UnknownQueryError(name="x", near=["y"]), 404),
    (NotAcceptableError(known=["x"]), 406),
    (faults.AnswerLimitError(what="x", limit=1), 422),
    (faults.MemoryLimitError(limit=1), 422),
    (faults.WorkerEndedError(reason="x"), 500),
    (UnreadableFileError(file="x", reason="y"), 500),
    (EngineError(reason="x"), 502),
    (faults.QueueFullError(limit=1), 503),
    (faults.QueueWaitError(limit=1), 503),
    (faults.WorkersClosedError(), 503),
    (faults.TimeLimitError(limit=1), 504),
]


@pytest.mark.parametrize(("error", "status"), CASES, ids=lambda one: type(one).__name__)
def test_status(error: SteungraafError, status: int) -> None:
    """The status says whose fault it is; only what may go better in a moment says when to come back."""
    response = problem_of(error, "en")
    told = json.loads(response.body)
    assert (response.status_code, told["status"], "retry-after" in response.headers) == (status, status, status == 503)
    assert response.headers["content-type"] == "application/problem+json" and told["detail"]


def test_words_of_the_web() -> None:
    """A message names what a request has, not the options of a command line."""
    told = json.loads(problem_of(MissingParameterError(query="q", parameter="date", example="2018"), "en").body)
    assert told["detail"] == "The query q needs date. For example: date 2018" and told["parameter"] == "date"


def test_parts() -> None:
    """What a program may use stands beside the message, in its language."""
    error = AmbiguousValueError(parameter={"nl": "dag", "en": "day"}, value="x", candidates=("a", "b"))
    told = json.loads(problem_of(error, "nl").body)
    assert (told["parameter"], told["candidates"]) == ("dag", ["a", "b"])


def test_our_files() -> None:
    """Where our files lie is nobody's business."""
    told = json.loads(problem_of(UnreadableFileError(file="secret", reason="y"), "en").body)
    assert told["detail"] == "Something went wrong. The service goes on."
