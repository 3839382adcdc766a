"""Keep figures in a file of results, and make the tables of benchmarks/README.md from them."""

import json
import math
import os
import platform
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from statistics import geometric_mean
from typing import Any

from benchmarks.measuring import OURS, SIZES, Figure

RESULTS = Path(__file__).with_name("results.json")
PAGE = Path(__file__).with_name("README.md")
BEGIN, END = "<!-- results: written by `make bench` -->", "<!-- end of the results -->"
TITLES = {
    "cold": "A cold question",
    "load": "Loading onto disk",
    "ask": "Every stored query",
    "check": "The check",
    "changed": "The check of what has changed",
    "export": "Every export",
    "reconcile": "Matching a table",
    "service": "The reconciliation service",
    "site": "The site over HTTP",
    "search": "Search by name",
}
_LIBRARIES = ("pyoxigraph", "rdflib", "pyshacl", "pyshifty", "rapidfuzz")
_FAR = {"100m": 100_000_000, "1,000m": 1_000_000_000}
_ORDER = list(TITLES)


def keep(figures: Sequence[Figure], path: Path = RESULTS) -> list[Figure]:
    """Put figures in the file of results, in the place of those of the same section and size; return all there are."""
    known = read(path)
    measured = {(one.section, one.size) for one in figures}
    kept = [one for one in known if (one.section, one.size) not in measured]
    every = sorted([*kept, *figures], key=lambda one: (_ORDER.index(one.section), SIZES.get(one.size, 0)))
    document = {"machine": machine(), "figures": [one.as_json() for one in every]}
    path.write_text(json.dumps(document, indent=1) + "\n", "utf-8")
    return every


def read(path: Path = RESULTS) -> list[Figure]:
    """Return the figures of the file of results, none where there is no file."""
    if not path.exists():
        return []
    return [Figure(**one) for one in json.loads(path.read_text("utf-8"))["figures"]]


def machine() -> str:
    """Describe in a line what was measured on, and what."""
    libraries = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    return f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.system()}; {libraries}"


def write_page(figures: Sequence[Figure], page: Path = PAGE) -> None:
    """Put the tables between the marks of the page."""
    text = page.read_text("utf-8")
    head, rest = text.split(BEGIN, 1)
    tail = rest.split(END, 1)[1]
    page.write_text(f"{head}{BEGIN}\n\n{tables(figures)}\n{END}{tail}", "utf-8")


def tables(figures: Sequence[Figure]) -> str:
    """Return a table for each section and size, and the growth over the sizes."""
    parts = [f"Measured with {machine()}."]
    for section in _ORDER:
        of_section = [one for one in figures if one.section == section]
        if of_section:
            parts.append(f"### {TITLES[section]}")
        for size in dict.fromkeys(one.size for one in of_section):
            parts.append("\n".join(_table(size, [one for one in of_section if one.size == size])))
    parts.append("\n".join(_growth(figures)))
    return "\n\n".join(parts) + "\n"


def _table(size: str, figures: Sequence[Figure]) -> Iterator[str]:
    """Give the lines of a table: a case a line, ours first, with its ratio to each peer (below 1: ours is faster)."""
    engines = list(dict.fromkeys(one.engine for one in figures))
    first, peers = (OURS, [one for one in engines if one != OURS]) if OURS in engines else (engines[0], engines[1:])
    yield f"At {size}:"
    yield ""
    yield "| " + " | ".join(["what", "count", first, "MiB", *(f"{peer} | ratio" for peer in peers)]) + " |"
    yield "|---|---|---|---|" + "---|---|" * len(peers)
    cases = {
        case: {one.engine: one for one in figures if one.case == case}
        for case in dict.fromkeys(f.case for f in figures)
    }
    for case, found in cases.items():
        own = found.get(first)
        cells = [case, _count(own), _time(own), _memory(own)]
        for peer in peers:
            cells += [_time_and_memory(found.get(peer)), _ratio(own, found.get(peer))]
        yield f"| {' | '.join(cells)} |"
    if len(cases) > 1 and peers:
        means = (f" | {_mean(cases.values(), first, peer)}" for peer in peers)
        yield f"| geometric mean of the ratios | | | | {' | '.join(means)} |"
    yield from _notes(figures)


def _notes(figures: Iterable[Figure]) -> Iterator[str]:
    """Give what was no figure to compare, with the reason."""
    notes: dict[str, list[str]] = {}
    for one in figures:
        if one.note:
            notes.setdefault(f"{one.engine}: {one.note}", []).append(one.case)
    if notes:
        yield ""
        yield from (f"- {note} ({', '.join(cases)})" for note, cases in notes.items())


def _count(figure: Figure | None) -> str:
    return "" if figure is None or figure.count is None else f"{figure.count:,}"


def _time(figure: Figure | None) -> str:
    if figure is None or figure.seconds is None:
        return "-"
    return f"{figure.seconds:,.1f} s" if figure.seconds >= 10 else f"{1000 * figure.seconds:,.0f} ms"


def _memory(figure: Figure | None) -> str:
    return "" if figure is None or figure.memory is None else f"{figure.memory:,.0f}"


def _time_and_memory(figure: Figure | None) -> str:
    return _time(figure) + (f" ({_memory(figure)} MiB)" if _memory(figure) else "")


def _ratio(own: Figure | None, peer: Figure | None) -> str:
    ratio = _of(own, peer)
    return "" if ratio is None else f"{ratio:.2f}"


def _of(own: Figure | None, peer: Figure | None) -> float | None:
    if own is None or peer is None or not own.seconds or not peer.seconds:
        return None
    return own.seconds / peer.seconds


def _mean(cases: Iterable[dict[str, Figure]], first: str, peer: str) -> str:
    ratios = [ratio for found in cases if (ratio := _of(found.get(first), found.get(peer))) is not None]
    return f"{geometric_mean(ratios):.2f}" if ratios else ""


def _growth(figures: Sequence[Figure]) -> Iterator[str]:
    """Give how time grows with size, and what that means for sizes that were not measured."""
    yield "### Growth"
    yield ""
    yield "The exponent of the time over the sizes measured: 1 is linear. What lies beyond was not measured: it is what"
    yield "that growth would give."
    yield ""
    yield f"| what | measured at | exponent | {' | '.join(f'{size}, extrapolated' for size in _FAR)} |"
    yield "|---|---|---|" + "---|" * len(_FAR)
    for what, times in series(figures).items():
        exponent, at = fit(times)
        far = (_long(at(size)) for size in _FAR.values())
        sizes = ", ".join(size for size, number in SIZES.items() if number in times)
        yield f"| {what} | {sizes} | {exponent:.2f} | {' | '.join(far)} |"


def series(figures: Sequence[Figure]) -> dict[str, dict[int, float]]:
    """Return for each thing that was measured at several sizes, seconds by size; of the questions their sum."""
    found: dict[str, dict[int, float]] = {}
    for one in figures:
        if one.size in SIZES and one.seconds is not None and one.section not in ("changed", "reconcile"):
            what = (
                f"{one.section}, {one.engine}"
                if one.section in ("ask", "load")
                else f"{one.section} {one.case}, {one.engine}"
            )
            times = found.setdefault(what, {})
            times[SIZES[one.size]] = times.get(SIZES[one.size], 0.0) + one.seconds
    return {what: times for what, times in found.items() if len(times) > 1}


def fit(times: dict[int, float]) -> tuple[float, Any]:
    """Return the exponent of a power law through the times (least squares of the logarithms), and the law."""
    points = [(math.log(size), math.log(seconds)) for size, seconds in times.items()]
    mean_x, mean_y = (sum(each) / len(points) for each in zip(*points, strict=True))
    slope = sum((x - mean_x) * (y - mean_y) for x, y in points) / sum((x - mean_x) ** 2 for x, _ in points)
    return slope, lambda size: math.exp(mean_y + slope * (math.log(size) - mean_x))


def _long(seconds: float) -> str:
    """Return a time as a person says it."""
    for unit, size in (("days", 86_400), ("h", 3_600), ("min", 60)):
        if seconds >= 2 * size:
            return f"{seconds / size:,.0f} {unit}"
    return f"{seconds:,.0f} s"
