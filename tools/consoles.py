"""Run the console blocks of the pages, and write under each command what it prints.

Usage: consoles.py [PAGE...]     (all pages without PAGE; a block that still fits is left alone)
A block is fenced as `console`; a line that starts with "$ " is a command, what follows is its output, and a line of
three dots stands for any lines. The commands of one page run in order, in one empty directory that is also their home.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"^```(console|pycon)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def runnable_pages() -> list[Path]:
    """Return the pages of the repository that show at least one block that can be run."""
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
    return [page for page in pages if page.is_file() and blocks(page)]


def blocks(page: Path) -> list[tuple[str, str]]:
    """Return the blocks of a page that can be run: their kind (console or pycon) and their text."""
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
    """Run a command as a reader of the page would, in a directory and a home of its own; return what it prints."""
    settings = {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(place),
        "LANG": "C.UTF-8",
        "COLUMNS": "100",
    }
    done = subprocess.run(command, shell=True, cwd=place, env=settings, capture_output=True, text=True, check=False)
    printed = re.sub(r"[ \t]+$", "", done.stdout + done.stderr, flags=re.MULTILINE)
    return printed if printed.endswith("\n") or not printed else printed + "\n"


def refreshed(page: Path, place: Path) -> str:
    """Return the text of a page with the present output under each command whose shown output does not fit."""

    def refresh(found: re.Match[str]) -> str:
        if found[1] != "console":
            return found[0]
        lines = []
        for command, shown in commands(found[2]):
            printed = run(command, place)
            lines.append(f"$ {command}\n{shown if fits(shown, printed) else printed}")
        return f"```console\n{''.join(lines)}```"

    return BLOCK.sub(refresh, page.read_text("utf-8"))


def main(arguments: list[str]) -> None:
    """Refresh the pages named, or all of them."""
    for page in [Path(name) for name in arguments] or runnable_pages():
        with tempfile.TemporaryDirectory() as place:
            page.write_text(refreshed(page, Path(place)), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
