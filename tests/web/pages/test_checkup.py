"""Test the check of what is served, beside all else."""

import os
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import steungraaf
from steungraaf.errors import UnknownQueryError
from steungraaf.rdf import Literal, NamedNode
from steungraaf.validation import Report
from steungraaf.web.pages import checkup
from steungraaf.web.pages.checkup import Checkup
from steungraaf.web.served import Served


class _Data:
    """A dataset of one file that is checked in no time; each step is told."""

    in_files = True

    def __init__(self, file: Path, *, fails: bool = False) -> None:
        self.folder = SimpleNamespace(files=lambda: [SimpleNamespace(path=file)])
        self._fails, self.times = fails, 0

    def check(self, *, progress: Any) -> Report:
        """Return that nothing was found, or fail."""
        self.times += 1
        progress({"nl": "Bestanden lezen", "en": "Reading files"})
        if self._fails:
            raise RuntimeError("a fault of ours")
        return Report(())


class _Catalogue:
    """Stored questions of which there is only one, or none."""

    def __init__(self, answer: Any) -> None:
        self._answer = answer

    def ask(self, name: str, parameters: dict[str, object], *, labels: bool) -> Any:
        """Return the answer, or say that there is no such question."""
        if self._answer is None:
            raise UnknownQueryError(name=name, near=[])
        return self._answer


def _checkup(data: _Data, answer: Any = None) -> Checkup:
    served: Any = SimpleNamespace(dataset=data, catalogue=_Catalogue(answer), tag="state")
    return Checkup(served)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Give a file that was written long ago."""
    path = tmp_path / "data.ttl"
    path.write_text("", "utf-8")
    os.utime(path, (0, 0))
    return path


def _done(made: Checkup) -> checkup.Checked:
    made.begin()
    made.wait()
    assert made.checked is not None
    return made.checked


def test_once(file: Path) -> None:
    """The check is made once, however often a page wants it, and tells its steps."""
    data = _Data(file)
    made = _checkup(data)
    made.wait()
    assert made.checked is None
    first = _done(made)
    assert (first.report, first.why, first.changed, first.unlinked) == (Report(()), "", False, None)
    assert (made.at, made.step["en"]) == (2, "Reading files")
    assert _done(made) is first and data.times == 1


def test_failed(file: Path) -> None:
    """A fault in the check is told, and goes no further."""
    checked = _done(_checkup(_Data(file, fails=True)))
    assert (checked.report, checked.why) == (None, "failed")


def test_not_in_files(file: Path) -> None:
    """What is on a server or in a store is not checked."""
    data = _Data(file)
    data.in_files = False
    assert _done(_checkup(data)).why == "elsewhere" and data.times == 0


def test_large(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Much data is not checked."""
    monkeypatch.setattr(checkup, "LARGEST", -1)
    assert _done(_checkup(_Data(file))).why == "large"


def test_changed(file: Path) -> None:
    """A file that was written after the start is told of, and so is one that is gone."""
    os.utime(file, (2**32, 2**32))
    assert _done(_checkup(_Data(file))).changed
    file.unlink()
    checked = _done(_checkup(_Data(file)))
    assert checked.changed and checked.why == "failed"


def test_unlinked(file: Path, bundled: Served) -> None:
    """What is not in a register is counted by register; an answer that is no table counts nothing."""
    register = NamedNode("https://example.org/register")
    found = bundled.catalogue.ask("provenance/documents", {}, labels=False)
    assert isinstance(found, steungraaf.catalogue.Table)
    found.rows[:] = [(register, NamedNode("https://example.org/a")), (register, Literal("b")), (Literal("c"), None)]
    assert _done(_checkup(_Data(file), found)).unlinked == {register.value: 2}
    assert _done(_checkup(_Data(file), object())).unlinked == {}
