"""Run what the documentation shows: console blocks against their output, Python sessions as doctests."""

import doctest
import shlex
from pathlib import Path

import pytest

from tools.consoles import ROOT, blocks, commands, fits, run, runnable_pages

TUTORIALS = [ROOT / "docs/tutorial.nl.md", ROOT / "docs/tutorial.en.md"]
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def failures(session: str, page: Path, names: dict[str, object]) -> int:
    """Run a Python session and count the answers that are not as shown; the names go on in the next one."""
    examples = doctest.DocTestParser().get_doctest(session, {}, page.name, str(page), 0)
    examples.globs = names
    return doctest.DocTestRunner(optionflags=FLAGS).run(examples, clear_globs=False).failed


@pytest.mark.parametrize("page", runnable_pages(), ids=lambda page: page.name)
def test_page_shows_what_its_commands_print(page: Path, reader: Path) -> None:
    """Every command on a page, run in order in one directory, prints what stands under it."""
    names: dict[str, object] = {}
    for kind, block in blocks(page):
        if kind == "pycon":
            assert failures(block, page, names) == 0
        for command, shown in commands(block):
            printed = run(command, reader)
            assert fits(shown, printed), f"$ {command}\n{printed}"


def test_both_tutorials_run_the_same_commands() -> None:
    """The Dutch and the English tutorial show the same commands, but for the language they ask."""
    dutch, english = (
        [
            [word for word in shlex.split(command) if word not in ("nl", "en")]
            for _, block in blocks(page)
            for command, _ in commands(block)
        ]
        for page in TUTORIALS
    )
    assert dutch == english


@pytest.mark.parametrize(
    ("shown", "printed", "expected"),
    [("a\n", "a\n", True), ("a\n...\nd\n", "a\nb\nc\nd\n", True), ("a\n...\n", "b\n", False), ("", "a\n", False)],
)
def test_three_dots_stand_for_any_lines(shown: str, printed: str, expected: bool) -> None:
    """Output fits what is shown when it is the same, but for lines that three dots stand for."""
    assert fits(shown, printed) is expected
