"""Check how labels are looked up."""

from collections.abc import Callable

import pytest

from steungraaf.catalogue.labels import find_labels, find_texts
from steungraaf.store import Store
from tests.counting_store import CountingStore

A = "https://example.org/a"
B = "https://example.org/b"


@pytest.mark.parametrize(
    ("turtle", "lang", "label"),
    [
        (f'<{A}> skos:prefLabel "een"@nl , "one"@en , "un"@fr .', "nl", "een"),
        (f'<{A}> skos:prefLabel "een"@nl , "one"@en , "un"@fr .', "en", "one"),
        (f'<{A}> skos:prefLabel "een"@nl , "un"@fr , "un" .', "en", "een"),
        (f'<{A}> skos:prefLabel "un"@fr , "plain" .', "nl", "plain"),
        (f'<{A}> skos:prefLabel "zwei"@de , "deux"@fr .', "nl", "deux"),
        (f'<{A}> skos:prefLabel "een"@nl-BE ; rdfs:label "twee"@nl .', "nl", "een"),
        (f'<{A}> rdfs:label "een"@nl ; dcterms:title "titel"@nl .', "nl", "een"),
        (f'<{A}> rdfs:label "one"@en ; dcterms:title "titel"@nl .', "nl", "titel"),
        (f'<{A}> skos:prefLabel "een"@nl , "un"@fr .', "fr", "un"),
        (f"<{A}> skos:prefLabel <{B}> .", "nl", A),
        ('sg:Claim skos:note "x" .', "nl", A),
    ],
)
def test_best_label_wins(make_store: Callable[..., Store], turtle: str, lang: str, label: str) -> None:
    """The reader's language goes first, then the other one, then none; the preferred label before others."""
    assert find_labels(make_store(turtle), [A], lang) == {A: label}


def test_short_name_where_there_is_no_label(store: Store) -> None:
    """What has no label has its short name."""
    iri = "https://w3id.org/steungraaf/id/organisation/onbekend"
    assert find_labels(store, [iri], "nl") == {iri: "organisation:onbekend"}


def test_one_query_for_all(store: Store) -> None:
    """However many IRIs, the store is asked once; for none not at all."""
    counting = CountingStore(store)
    labels = find_labels(counting, [f"https://example.org/{number}" for number in range(500)], "nl")  # type: ignore[arg-type]
    assert (len(labels), counting.asked, find_labels(counting, [], "nl"), counting.asked) == (500, 1, {}, 1)  # type: ignore[arg-type]


def test_many_are_asked_in_parts(store: Store) -> None:
    """More IRIs than one query may hold are asked in as few as can be."""
    counting = CountingStore(store)
    assert len(find_labels(counting, [f"https://example.org/{number}" for number in range(4001)], "nl")) == 4001  # type: ignore[arg-type]
    assert counting.asked == 3


def test_texts_leave_out_what_has_none(store: Store) -> None:
    """A text that is not there is not made up."""
    assert find_texts(store, [A], [B], "nl") == {}
