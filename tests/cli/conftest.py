"""Run the command line in this process, in an empty directory that is also the user's home."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from steungraaf.cli import main

Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in an empty directory, with a Dutch locale and no original attached."""
    monkeypatch.chdir(tmp_path)
    for name, value in {"LC_ALL": "nl_BE.UTF-8", "STEUNGRAAF_HOME": str(tmp_path / "home"), "COLUMNS": "100"}.items():
        monkeypatch.setenv(name, value)
    return tmp_path


@pytest.fixture
def run() -> Run:
    """Run the command line with arguments; the result has output, stderr and exit_code."""

    def run_with(*arguments: str, input: str | bytes | None = None) -> Result:
        return CliRunner().invoke(main, arguments, input=input)

    return run_with


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Give a folder with the smallest dataset."""
    folder = tmp_path / "small"
    (folder / "registers").mkdir(parents=True)
    (folder / "dataset.ttl").write_text(
        '<https://example.org/d> a <http://www.w3.org/ns/dcat#Dataset> ; <http://www.w3.org/ns/dcat#version> "7.7" .\n',
        "utf-8",
    )
    return folder
