"""Test how IRIs of ours that are described nowhere are found."""

from collections.abc import Callable

import pytest

from steungraaf.store import EmbeddedStore
from steungraaf.validation import Finding
from steungraaf.validation.names import check_names
from steungraaf.validation.sources import Sources

ID = "https://w3id.org/steungraaf/id/"
Check = Callable[[str], list[Finding]]


@pytest.fixture
def check(read: Callable[..., Sources], store: Callable[[Sources], EmbeddedStore]) -> Check:
    """Give what looks up the names in a text; sg:supports and organisation:vlaio are described."""

    def make(text: str) -> list[Finding]:
        sources = read(
            text, "sg:supports rdfs:label 'x' . organisation:vlaio rdfs:label 'x' . sg:NisCode rdfs:label 'x' ."
        )
        return sorted(check_names(sources.quads(), sources, store(sources)), key=lambda finding: finding.order)

    return make


@pytest.mark.parametrize(
    "text",
    [
        "ex:a sg:supports organisation:vlaio .",
        "ex:a ex:p ex:unknown .",
        'ex:a ex:p "12"^^sg:NisCode .',
        "ex:a ex:p <https://w3id.org/steungraaf/ns#> , <https://w3id.org/steungraaf/graph/x> .",
    ],
)
def test_described_and_foreign_names_are_good(check: Check, text: str) -> None:
    """What is described, what is not ours, and what is a namespace or a graph is not told of."""
    assert check(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ex:a sg:supports organisation:vliao .", f"{ID}organisation/vliao"),
        ("ex:a sg:supportz organisation:vlaio .", "https://w3id.org/steungraaf/ns#supportz"),
        ('ex:a ex:p "12"^^sg:NisCod .', "https://w3id.org/steungraaf/ns#NisCod"),
    ],
)
def test_an_unknown_name_is_found_where_it_is_used(check: Check, text: str, value: str) -> None:
    """An object, a property or a datatype that nothing is said of is a finding at its first use."""
    (found,) = check(f"ex:x ex:p 1 .\n{text}\nex:b ex:q organisation:vlaio .")
    assert (found.focus, found.line) == ("https://example.org/a", 3)
    assert found.value and found.value.value == value  # type: ignore[union-attr]


def test_the_nearest_name_is_told(check: Check) -> None:
    """Of the same kind the name that comes nearest stands in the message; a stranger has none."""
    near, far = check("ex:a sg:supports organisation:vliao . ex:b sg:supports person:x .")
    assert (
        "organisation:vliao wordt gebruikt en nergens beschreven. Dichtstbij: organisation:vlaio." in near.message["nl"]
    )
    assert far.message["en"] == "person:x is used and described nowhere. Describe it, or mend the IRI."


def test_a_name_is_told_once(check: Check) -> None:
    """However often it is used, an unknown name is one finding."""
    assert len(check("ex:a sg:supports person:x . ex:b sg:supports person:x .")) == 1


def test_a_nameless_user_is_told_by_what_it_uses(check: Check) -> None:
    """Where the statement is about a blank node the finding is about the name."""
    (found,) = check("[] ex:p person:x .")
    assert found.focus == f"{ID}person/x"
