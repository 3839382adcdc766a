"""Test what the bundled data is searched for."""

import pytest

from steungraaf.search import Search


@pytest.mark.parametrize(
    ("text", "kind", "first"),
    [
        ("VLAIO", "organisation", "Agentschap Innoveren en Ondernemen"),
        ("agentschap innov", "organisation", "Agentschap Innoveren en Ondernemen"),
        ("Flanders Innovation", "organisation", "Agentschap Innoveren en Ondernemen"),
        ("OVO000039", "organisation", "Agentschap Innoveren en Ondernemen"),
        ("BE 0316.380.841", "organisation", "Vlaamse overheid"),
        ("NIS 35013", "place", "Oostende"),
        ("Q12996", "place", "Oostende"),
        ("Ostend", "place", "Oostende"),
        ("oost", "place", "Oostende"),
        ("oostnde", "place", "Oostende"),
        ("muyters", "person", "Philippe Muyters"),
        ("wie steunt", "question", "Wie steunt wie of wat?"),
        ("who supports", "question", "Wie steunt wie of wat?"),
        ("claim", "concept", "bewering"),
    ],
)
def test_first(bundled: Search, text: str, kind: str, first: str) -> None:
    """The first hit is what people mean."""
    hit = bundled.find(text)[0]
    assert (hit.kind, hit.label) == (kind, first)


@pytest.mark.parametrize("text", ["1.232", "1232", "1,232"])
def test_figure(bundled: Search, text: str) -> None:
    """A figure is found however it is written."""
    hit = bundled.find(text)[0]
    assert (hit.kind, hit.score) == ("figure", 100) and hit.label.startswith("1.232 van de 2.662")


def test_part_of_a_word(bundled: Search) -> None:
    """A word is found in a longer one, inflected or not."""
    labels = {hit.label for hit in bundled.find("krediet", limit=20)}
    assert {"microkrediet", "microkredieten van Hefboom en microStart"} <= labels


def test_sentence(bundled: Search) -> None:
    """A sentence is found by its restatement, and tells its document."""
    hit = next(hit for hit in bundled.find("vernieuwende ondernemers Oostende", kinds=["document"]))
    assert hit.iri == f"{hit.document}/q0-s2" and hit.matched.startswith("In Oostende helpt")


def test_each_label_finds_its_thing(bundled: Search) -> None:
    """Whatever has a label is found by it as a whole."""
    things = [thing for thing in bundled.index.things if any(map(str.isalnum, thing.label("en")))]
    missed = [
        thing.iri
        for thing in things[::7]
        if thing.iri not in {hit.iri for hit in bundled.find(thing.label("en"), limit=50) if hit.score == 100}
    ]
    assert missed == []
