"""Run what the documentation shows: console blocks against their output, Python sessions as doctests."""

import doctest
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```(console|pycon)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TUTORIALS = [ROOT / "docs/tutorial.nl.md", ROOT / "docs/tutorial.en.md"]


def blocks(page: Path) -> list[tuple[str, str]]:
    """Return the blocks of a page that can be run: their kind and their text."""
    return [(found[1], found[2]) for found in BLOCK.finditer(page.read_text("utf-8"))]


def commands(block: str) -> Iterator[tuple[str, str]]:
    """Split a console block into its commands, each with the output that is shown under it."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, shown = part.partition("\n")
        yield command, shown


def fits(shown: str, printed: str) -> bool:
    """Tell whether output is as shown; a line of three dots stands for any lines."""
    parts = [re.escape(part) for part in re.split(r"^\.\.\.\n", shown, flags=re.MULTILINE)]
    return re.fullmatch(r"(?:.*\n)*?".join(parts), printed) is not None


def run(command: str, place: Path) -> str:
    """Run a command as the page's reader would, in a directory and a home of its own; return what it prints."""
    ours = {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "HOME": str(place), "LANG": "C.UTF-8"}
    done = subprocess.run(
        command, shell=True, cwd=place, env={**ours, "COLUMNS": "100"}, capture_output=True, text=True, check=False
    )
    return done.stdout + done.stderr


def runnable_pages() -> list[Path]:
    """Return the pages that show at least one block that can be run."""
    return [page for page in PAGES if page.is_file() and blocks(page)]


@pytest.mark.parametrize("page", runnable_pages(), ids=lambda page: page.name)
def test_page_shows_what_its_commands_print(page: Path, tmp_path: Path, original: Path, monkeypatch) -> None:
    """Every command on a page, run in order in one directory, prints what stands under it."""
    (tmp_path / original.name).write_bytes(original.read_bytes())
    monkeypatch.chdir(tmp_path)
    for kind, block in blocks(page):
        if kind == "pycon":
            examples = doctest.DocTestParser().get_doctest(block, {}, page.name, str(page), 0)
            flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
            assert doctest.DocTestRunner(optionflags=flags).run(examples).failed == 0
            continue
        for command, shown in commands(block):
            printed = run(command, tmp_path)
            assert fits(shown, printed), f"$ {command}\n{printed}"


def test_both_tutorials_run_the_same_commands() -> None:
    """The Dutch and the English tutorial show the same commands, but for the language they ask."""
    spoken = [
        [
            [w for w in shlex.split(command) if w not in ("nl", "en")]
            for kind, block in blocks(page)
            if kind == "console"
            for command, _ in commands(block)
        ]
        for page in TUTORIALS
    ]
    assert spoken[0] == spoken[1]
