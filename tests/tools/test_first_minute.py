"""Test what asks a site as a stranger does."""

import subprocess
import sys
from pathlib import Path

from tools import first_minute

TOOL = Path(first_minute.__file__)


def test_missing(monkeypatch, capsys) -> None:  # type: ignore[no-untyped-def]
    """What is not in an answer is told, with where it was asked for."""

    class Answer:
        """An answer that holds half of what is expected."""

        def __enter__(self) -> "Answer":
            return self

        def __exit__(self, *error: object) -> None:
            pass

        def read(self) -> bytes:
            """Return a page with two of four questions."""
            return b'{"status":"ok"} Vraag 1 Vraag 2 organisation:vlaio'

    monkeypatch.setattr(first_minute, "urlopen", lambda request, timeout: Answer())
    found = list(first_minute.missing("http://localhost/"))
    assert [one.rpartition(" ")[2] for one in found if "lang=nl" in one] == ["3'", "4'", "'1.232'", "Ondernemen'"]


def test_nothing_there() -> None:
    """Where no site answers, the exit status says so."""
    done = subprocess.run([sys.executable, TOOL, "http://127.0.0.1:9/"], capture_output=True, check=False)
    assert done.returncode == 1
