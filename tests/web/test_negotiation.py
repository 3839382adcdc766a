"""Test what is chosen by the headers of a request."""

import pytest

from steungraaf.web.negotiation import choose_language, choose_media

OFFERED = ("text/turtle", "application/ld+json", "application/n-triples")


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, "text/turtle"),
        ("", "text/turtle"),
        ("*/*", "text/turtle"),
        ("application/*", "application/ld+json"),
        ("application/n-triples, application/ld+json", "application/ld+json"),
        ("application/ld+json;q=0.5, application/n-triples;q=0.9", "application/n-triples"),
        ("text/html, */*;q=0.1", "text/turtle"),
        ("*/*, text/turtle;q=0", "application/ld+json"),
        ("Application/LD+JSON; profile=x ; Q=0.3", "application/ld+json"),
        ("text/html", None),
        ("*/*;q=0", None),
        ("text/turtle;q=much, application/ld+json;q=2, application/n-triples;q=0.1", "application/n-triples"),
    ],
)
def test_media(accept: str | None, expected: str | None) -> None:
    """The best liked of what there is, the first of several, or none."""
    assert choose_media(accept, OFFERED) == expected


@pytest.mark.parametrize(
    ("asked", "accept", "expected"),
    [
        ("en", "nl", "en"),
        ("fr", "en", "en"),
        (None, "fr, nl-BE;q=0.4, en;q=0.3", "nl"),
        (None, "en;q=0", "nl"),
        (None, None, "nl"),
    ],
)
def test_language(asked: str | None, accept: str | None, expected: str) -> None:
    """What is asked by name goes first, then what is preferred, then the language of the dataset."""
    assert choose_language(asked, accept, "nl") == expected
