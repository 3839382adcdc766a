"""Measure matching the names of a table with the graph, beside a plain search with rapidfuzz through all names.

`steungraaf reconcile` on tables of made-up rows: names as they are, with a typing error, with a legal form or a
designation, and names of nothing. Against the bundled data, and against 100,000 made-up actors in a store on disk.
"""

import csv
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.context import Context
from benchmarks.measuring import OURS, Figure, median, ours, run, task, told

SECTION = "reconcile"
PEER = "rapidfuzz, from a sample"
ROWS = 100_000
ACTORS = 100_000
SAMPLES = {"bundled": 500, "100k": 20}  # rows that the peer gets; its time is that of all, by their number
_SYLLABLES = "ba de ko li mu na pe ro sa ti vo wa ze gra klo spe tri ber den gem horst mol".split()
_HEADS = "Vereniging Stichting Kring Bond Atelier Huis Werkplaats Fonds Raad Dienst".split()
_GRAPH = "https://w3id.org/steungraaf/graph/registers/made-up"
_PREFIXES = (
    "@prefix org: <http://www.w3.org/ns/org#> .\n@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
    "@prefix o: <https://w3id.org/steungraaf/id/organisation/> .\n"
)


def measure(context: Context) -> Iterator[Figure]:
    """Measure tables of different names, and one in which names come back, at both sizes."""
    with told("reconcile: the bundled data"):
        names = context.scratch("bundled-names.csv")
        bundled_names(names)
        yield from _size(context, "bundled", names, [])
    with told("reconcile: 100,000 actors"):
        store, names = actors(context)
        yield from _size(context, "100k", names, ["--store", store])


def _size(context: Context, size: str, names: Path, options: Sequence[str | Path]) -> Iterator[Figure]:
    known = read_names(names)
    for case, different in ((f"{ROWS:,} rows, nearly all different", ROWS), (f"{ROWS:,} rows of 5,000 names", 5_000)):
        table, out = context.scratch(f"{size}-{different}.csv"), context.scratch(f"{size}-{different}.out.csv")
        _write_rows(table, known, different)
        done = run(ours("reconcile", table, "--column", "naam", "-o", out, "--force", *options))
        right = sum(row["steungraaf_iri"] == row["iri"] for row in _rows(out))
        yield Figure(SECTION, size, case, OURS, done.seconds, done.memory, right)
        if different == ROWS:
            peer = task("search_names", names, table, str(SAMPLES[size]))
            seconds, memory = median([peer])
            whole = peer.told["seconds"] * ROWS / SAMPLES[size]
            yield Figure(SECTION, size, case, PEER, whole or seconds, memory)


def bundled_names(path: Path) -> None:
    """Write the names of the bundled data, each with its IRI; of those that have ended none."""
    import steungraaf
    from steungraaf.links import read_entities

    entities = read_entities(steungraaf.open().store)
    _write(path, [(entity.label("nl"), entity.iri) for entity in entities if not entity.end])


def actors(context: Context) -> tuple[Path, Path]:
    """Return a store of made-up actors, and their names, each with its IRI."""
    choose = random.Random(3)
    place = context.place / "actors"
    store, names, turtle = place / "store", place / "names.csv", place / "actors.ttl"
    if store.exists():
        return store, names
    place.mkdir(parents=True, exist_ok=True)
    made: dict[str, str] = {}
    while len(made) < ACTORS:
        words = ("".join(choose.choices(_SYLLABLES, k=choose.randint(2, 4))).capitalize() for _ in range(2))
        made.setdefault(" ".join((choose.choice(_HEADS), *words)), f"gen-{len(made)}")
    with turtle.open("w", encoding="utf-8") as out:
        out.write(_PREFIXES)
        for name, local in made.items():
            out.write(f'o:{local} a org:FormalOrganization ; skos:prefLabel "{name}"@nl .\n')
    _write(names, [(name, f"https://w3id.org/steungraaf/id/organisation/{local}") for name, local in made.items()])
    run(ours("load", turtle, "--graph", _GRAPH, "--store", store))
    return store, names


def _write_rows(path: Path, known: list[tuple[str, str]], different: int) -> None:
    """Write a table in which half of the names are as they are, and the others not."""
    choose = random.Random(different)
    names = [_noisy(choose, number, *choose.choice(known)) for number in range(different)]
    rows = [names[number % different] for number in range(ROWS)]
    _write(path, rows)


def _noisy(choose: random.Random, number: int, name: str, iri: str) -> tuple[str, str]:
    """Return a name as somebody may write it, nearly always another way, and what it means, if anything."""
    place = choose.randrange(1, max(2, len(name) - 1))
    if number % 4 == 0:
        name = f"{name[:place]}{name[place - 1]}{name[place:]}"
    elif number % 8 == 1:
        name, iri = f"{name} {number}", ""
    elif number % 8 == 5:
        name, iri = f"Onbekende firma {number} {name[::-1]}", ""
    return "".join(choose.choice((letter.lower(), letter.upper())) for letter in name), iri


def _write(path: Path, rows: Sequence[tuple[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([("naam", "iri"), *rows])


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def read_names(path: Path) -> list[tuple[str, str]]:
    """Return the names of a table, each with its IRI."""
    return [(row["naam"], row["iri"]) for row in _rows(path)]
