"""Measure what this package takes, beside what others take, and write the tables of benchmarks/README.md.

Usage: python -m benchmarks [--only SECTION,...] [--sizes SIZE,...] [--reference SIZE,...] [--peers NAME,...] [--runs N]
                            [--work DIR]

Results must be the same before a time counts; where they are not, the exit status is 1 and the page says so. A section
that is measured again takes the place of what the page said of it; the others stay. DIR keeps the generated data.
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks import (
    asking,
    checking,
    cold_ask,
    exporting,
    loading,
    reconciliation_service,
    reconciling,
    searching,
    site,
)
from benchmarks.context import PEERS, Context, Section
from benchmarks.measuring import SIZES, Figure
from benchmarks.report import keep, write_page

SECTIONS: dict[str, Section] = {
    "cold": cold_ask.measure,
    "load": loading.measure,
    "ask": asking.measure,
    "check": checking.measure,
    "changed": checking.measure_changed,
    "export": exporting.measure,
    "reconcile": reconciling.measure,
    "service": reconciliation_service.measure,
    "site": site.measure,
    "search": searching.measure,
}


def words(known: Sequence[str]) -> "type":
    """Return what reads a list of known words from the command line."""

    class Words(tuple[str, ...]):
        """Known words, between commas."""

        def __new__(cls, text: str) -> "Words":
            given = [word.strip().lower() for word in text.split(",") if word.strip()]
            for word in given:
                if word not in known:
                    raise argparse.ArgumentTypeError(f"{word}: choose from {', '.join(known)}")
            return super().__new__(cls, given)

    return Words


def main(arguments: Sequence[str]) -> int:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--only", type=words(list(SECTIONS)), default=tuple(SECTIONS))
    parser.add_argument("--sizes", type=words(list(SIZES)), default=("100k", "1m"))
    parser.add_argument("--reference", type=words(list(SIZES)), default=("10k", "30k"), help="sizes for pyshacl")
    parser.add_argument("--peers", type=words(PEERS), default=PEERS, help="who else is asked the stored queries")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--work", type=Path)
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        place = (chosen.work or Path(temporary)).resolve()
        context = Context(chosen.sizes, chosen.reference, chosen.runs, place, chosen.peers)
        figures: list[Figure] = []
        for section in chosen.only:
            print(section, file=sys.stderr, flush=True)
            figures = list(SECTIONS[section](context))
            write_page(keep(figures))
            failed = [one for one in figures if one.note]
            for one in failed:
                print(f"  {one.section} {one.size} {one.case}, {one.engine}: {one.note}", file=sys.stderr)
    return 1 if any(one.note and one.engine == "steungraaf" for one in figures) else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
