"""Test the names of places that are near ours and are none of ours, and how they are found."""

import json
from pathlib import Path

from steungraaf.links import Entity, Matcher, Name, Wanted
from steungraaf.links.names import words_of
from steungraaf.links.near_places import FILE, near_places, place_called
from tools.near_places import geonames, main, near, sectors


def test_none_of_them_is_ours(matcher: Matcher) -> None:
    """Nothing of ours bears one of these names, and none of them is taken for something of ours."""
    held = {"".join(words_of(name.text)) for entity in matcher.entities.values() for name in entity.names}
    assert [name for name in near_places() if "".join(words_of(name)) in held] == []
    assert [name for name in near_places() if matcher.decide(Wanted(name)).match is not None] == []


def test_the_file_tells_its_sources() -> None:
    """The head of the file names the sources and their licences; a name stands on one line, once."""
    head = [line for line in FILE.read_text("utf-8").splitlines() if line.startswith("#")]
    assert "CC BY 4.0" in " ".join(head) and "MIT" in " ".join(head)
    assert len(set(near_places())) == len(near_places()) > 100
    assert not any(name.startswith("#") or name != name.strip() for name in near_places())


def test_places_are_known_by_any_spelling() -> None:
    """A name is known by its normal form."""
    assert (place_called("lembeke"), place_called("".join(words_of("LEMBEKE")))) == ("Lembeke", "Lembeke")
    assert place_called("gent") == ""


def test_names_are_read_from_both_sources(tmp_path: Path) -> None:
    """Villages are the cores of sectors; of GeoNames three countries are read, but what is ours by another name."""
    table, places = tmp_path / "sectors.csv", tmp_path / "places.json"
    table.write_text(
        "StatisticalSector,Municipality\nLEMBEKE-KERN,Kaprijke\nSINT-JAN-IN-EREMO,Sint-Laureins\nNAZARET,Nazareth\n"
    )
    rows = [("Herzeele", "FR", []), ("Halle", "DE", []), ("Ostende", "BE", ["Oostende"]), ("Beesel", "NL", ["x"])]
    places.write_text(
        json.dumps({name: {"name": name, "countrycode": land, "alternatenames": more} for name, land, more in rows})
    )
    assert list(sectors(table)) == ["Kaprijke", "Lembeke", "Sint-Laureins", "Sint-Jan-in-Eremo", "Nazareth"]
    assert list(geonames(places, frozenset({"oostende"}))) == ["Herzeele", "Beesel"]


def test_what_is_near_is_kept() -> None:
    """Only a name that is near that of a place of ours, and is not held, is kept; each once."""
    kinds = frozenset({"municipality"})
    ours = [Entity("ex:1", (Name("Lebbeke"),), kinds=kinds), Entity("ex:2", (Name("Hefboom"),))]
    assert near(["Lembeke", "LEMBEKE", "Lebbeke", "Hefbom", "Parijs"], ours) == ["Lembeke"]
    assert main([]) == 2
