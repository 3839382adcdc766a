"""Test what kind of thing bears a name."""

import pytest

from steungraaf.links import Entity
from steungraaf.links.natures import kind_words, may_be_company, nature_of
from steungraaf.namespaces import expand


@pytest.mark.parametrize(
    ("kinds", "nature", "word"),
    [
        ({"municipality"}, "municipality", "gemeente"),
        ({"organisation", expand("actor-kind:municipality")}, "authority", "gemeentebestuur"),
        ({"organisation", expand("actor-kind:agency")}, "agency", "agentschap"),
        ({"organisation"}, "organisation", "organisatie"),
        ({"initiative"}, "other", "initiatief"),
        ({"region"}, "other", "gewest"),
        ({"office"}, "other", "office"),
        (set(), "other", "ding"),
    ],
)
def test_kinds_decide(kinds: set[str], nature: str, word: str) -> None:
    """The kind of an actor goes before the word in its address; what has no word of ours keeps its own."""
    entity = Entity("https://example.org/x", (), kinds=frozenset(kinds))
    assert (nature_of(entity), kind_words(entity)["nl"]) == (nature, word)


def test_public_bodies_are_no_companies() -> None:
    """A public body or an association is no commercial company."""
    public = Entity("https://example.org/x", (), kinds=frozenset({expand("m8g:PublicOrganisation")}))
    assert not may_be_company(public)
    assert may_be_company(Entity("https://example.org/x", (), kinds=frozenset({"organisation"})))
