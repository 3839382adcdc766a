"""Prefixed names and IRIs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steungraaf.namespaces import PREFIXES, Shortener, expand, shorten

NAMES = ["sg:Claim", "organisation:vlaio", "sv77:claim-a4-s2-1", "schema:City", "sdmx-measure:obsValue", "skos:note"]


@pytest.mark.parametrize("name", NAMES)
def test_there_and_back(name: str) -> None:
    """A prefixed name becomes an IRI and the same name again."""
    assert expand(name) != name and shorten(expand(name)) == name


@pytest.mark.parametrize("text", ["https://example.org/a", "urn:x", "nope:a", "sg", ":", "schema://x", ""])
def test_other_texts_are_not_expanded(text: str) -> None:
    """What is no prefixed name of the table comes back as it is."""
    assert expand(text) == text


@pytest.mark.parametrize("iri", ["https://example.org/a", "urn:x", f"{PREFIXES['sg']}a/b", f"{PREFIXES['sg']}a.", ""])
def test_other_iris_are_not_shortened(iri: str) -> None:
    """An IRI outside the table, or whose end would need escapes, comes back whole."""
    assert shorten(iri) == iri


def test_longest_namespace() -> None:
    """The longest namespace that fits gives the prefix, also inside another one."""
    assert shorten(expand("document:sv-2018-2019-77")) == "document:sv-2018-2019-77"
    assert shorten(f"{PREFIXES['sv77']}q1") == "sv77:q1"


def test_namespaces_are_written_as_their_owners_do() -> None:
    """The namespaces that are often written wrong have the scheme that their owners give them."""
    assert PREFIXES["schema"] == "https://schema.org/"
    assert PREFIXES["dcterms"] == "http://purl.org/dc/terms/"
    assert len(set(PREFIXES.values())) == len(PREFIXES) and list(PREFIXES) == sorted(PREFIXES)


def test_used_prefixes_are_remembered() -> None:
    """A shortener knows which prefixes it used; where two share a namespace the last one counts."""
    shorten_it = Shortener({"a": "urn:x#", "b": "urn:x#", "c": "urn:y#"})
    assert (shorten_it("urn:x#n"), shorten_it("urn:z#n"), shorten_it("urn:y#n/m")) == ("b:n", None, None)
    assert shorten_it.used == {"b"}


@given(prefix=st.sampled_from(sorted(PREFIXES)), local=st.text("aZ0_.-é%/#:", max_size=10))
def test_shortening_is_undone_by_expanding(prefix: str, local: str) -> None:
    """Whatever stands behind a namespace, what is shortened can be expanded to the same."""
    iri = PREFIXES[prefix] + local
    assert expand(shorten(iri)) == iri
