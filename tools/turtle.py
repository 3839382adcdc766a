"""Bring the Turtle files into house style: what was read, written again, is the same file.

Usage: turtle.py [--check] [FILE...]

Without FILE it takes all of ontology/ and data/; with --check it only names the files, with exit status 1.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from steungraaf.rdf import reformat

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("ontology", "data")


def turtle_files() -> list[Path]:
    """Return the Turtle files of the repository that are kept in house style."""
    return sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.ttl"))


def main(arguments: Sequence[str]) -> int:
    """Rewrite the files that are not in house style, or with --check name them."""
    check = "--check" in arguments
    named = [Path(argument) for argument in arguments if argument != "--check"]
    other = [path for path in named or turtle_files() if reformat(path) != path.read_bytes()]
    for path in other:
        if check:
            print(f"{path} is not in house style: run `make accept` and read what changed.", file=sys.stderr)
        else:
            path.write_bytes(reformat(path))
            print(f"wrote {path}")
    return 1 if check and other else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
