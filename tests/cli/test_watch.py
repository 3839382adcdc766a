"""Test that a stored question that takes too long is ended."""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from threading import Lock

import pytest
from click.testing import Result

from steungraaf.cli import watch
from steungraaf.cli.session import Session
from steungraaf.cli.watch import _watch, ended_after

Run = Callable[..., Result]
SLOW = """#+ question: {nl: "Hoe lang nog?", en: "How long?"}
#+ description: {nl: "Zeer lang.", en: "Very long."}
#+ tags: [time]
#+ columns:
#+   n: {nl: aantal, en: number}
SELECT (COUNT(*) AS ?n)
WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?q ?o . ?r ?s ?t }
"""


@pytest.fixture
def ends(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Give the statuses with which the program would have ended."""
    statuses: list[int] = []
    monkeypatch.setattr(watch, "_end", statuses.append)
    return statuses


def test_what_is_done_in_time(ends: list[int]) -> None:
    """What takes less than its time is let be."""
    with ended_after(Session(), 60):
        pass
    assert ends == []


def test_what_is_not(ends: list[int], capsys: pytest.CaptureFixture[str]) -> None:
    """When time is up that is told, and the program ends with the status of a time limit."""
    with ended_after(Session(lang="en"), 0.01):
        while not ends:
            time.sleep(0.01)
    assert ends == [14]
    assert capsys.readouterr().err.startswith("The query was not done after 0.01 seconds and was stopped.")


def test_only_one_decides(ends: list[int]) -> None:
    """Where the answer came first time is not up, and where time was up first the program ends."""
    done, verdict = Lock(), Lock()
    done.acquire()
    _watch(done, verdict, Session(), 0.01)
    verdict.acquire()
    _watch(done, verdict, Session(), 0.01)
    done.release()
    _watch(done, verdict, Session(), 60)
    assert ends == [14]


def test_what_is_done_just_when_time_is_up(ends: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    """Either it is done or time was up, never both."""
    with ended_after(Session(), 0.001):
        monkeypatch.setattr(watch, "_end", lambda status: (time.sleep(0.05), ends.append(status)))
        time.sleep(0.03)
    assert len(ends) in (0, 1)


def test_stored_question_without_an_end(short: Path) -> None:
    """`ask` ends it, while the engine is busy."""
    import subprocess

    (short / "queries/time").mkdir(parents=True)
    (short / "queries/time/how-long.rq").write_text(SLOW, "utf-8")
    command = [sys.executable, "-m", "steungraaf", "ask", "how-long", "--data", str(short), "--time-limit", "0.2"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (14, "")
    assert "0.2" in done.stderr


def test_question_with_time_enough(run: Run, short: Path) -> None:
    """A time limit changes nothing of what is done within it."""
    asked = ("ask", "who-supports", "--data", str(short), "--format", "csv")
    assert run(*asked, "--time-limit", "60").stdout == run(*asked).stdout
