"""Test what is found, in what order, and that whatever is typed is only text."""

import gc
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steungraaf.errors import UnknownChoiceError
from steungraaf.search import Search, grouped
from steungraaf.search.index import Index
from steungraaf.search.model import Name
from steungraaf.store import EmbeddedStore
from tests.search.conftest import THINGS, thing

HOSTILE = [
    '"',
    "' OR 1=1 --",
    "NEAR(a b)",
    "AND OR NOT",
    "text:",
    "^oost*",
    "{a}:b",
    "\x00",
    "oost\x00dorp",
    "\ud800",
    "https://\ud800\x00",
    "🙂🙂",
    "de het een",
    "%",
    "x" * 10_000,
    "oost " * 2_000,
    "",
    "   ",
    "½ ﬁ ẞ İ",
]


def found(search: Search, text: str, **how: object) -> list[tuple[str, int]]:
    """Return the last parts of the IRIs that are found, with their scores."""
    return [(hit.iri.rpartition("/")[2], hit.score) for hit in search.find(text, **how)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("AVK", [("bank", 100), ("avk-vzw", 80)]),
        ("avk vzw", [("avk-vzw", 100)]),
        ("kredietbank", [("bank", 100)]),
        ("credit", [("bank", 80), ("micro", 40)]),
        ("0316.380.841", [("bank", 100)]),
        ("KBO 0316.38", [("bank", 80)]),
        ("Q42", [("bank", 100)]),
        ("http://www.wikidata.org/entity/Q42", [("bank", 100)]),
        ("organisation:bank", [("bank", 100)]),
        ("oost", [("oost", 80), ("oostaan", 80), ("claim-1", 60)]),
        ("kredieten agent", [("bank", 60)]),
        ("krediet", [("bank", 80), ("micro", 40)]),
        ("agentschappen", [("bank", 50)]),
        ("oostdrop", [("oost", 30), ("claim-1", 26)]),
        ("1,232", [("figure-1", 100)]),
        ("1232 starter", [("figure-1", 80)]),
        ("steun voor starters", [("a1-s1", 50), ("claim-1", 50)]),
        ("starters quotering", [("micro", 10), ("figure-1", 10), ("a1-s1", 10), ("claim-1", 10)]),
        ("qwxyz", []),
    ],
)
def test_found(few: Search, text: str, first: list[tuple[str, int]]) -> None:
    """The very name comes before its beginning, that before words, stems, parts and what is nearly so."""
    assert found(few, text) == first


def test_nearly_several(few: Search) -> None:
    """Where a word is known and another is nearly one, both are looked for."""
    assert found(few, "microkredieten voor strters")[0] == ("micro", 30)


@pytest.mark.parametrize(
    ("text", "lang", "label", "matched"),
    [
        ("AVK", "nl", "Agentschap voor Kredieten", "AVK"),
        ("credit agency", "nl", "Agentschap voor Kredieten", "Credit Agency"),
        ("credit agency", "en", "Credit Agency", ""),
        ("kredietbank", "en", "Credit Agency", ""),
        ("starters in", "en", "Answer 1, sentence 1", "Starters get support in the city."),
    ],
)
def test_labels(few: Search, text: str, lang: str, label: str, matched: str) -> None:
    """The label is in the language of the reader; what fits is told where it is another text, if it may be shown."""
    (hit, *_) = [hit for hit in few.find(text, lang=lang) if hit.kind in ("organisation", "document")]
    assert (hit.label, hit.matched, hit.note) == (label, matched, {"nl": "wat het is", "en": "what it is"}[lang])


def test_kinds_and_limit(few: Search) -> None:
    """Only kinds that are asked for come, and no more of each than is asked for."""
    assert found(few, "oost", kinds=["place", "claim"], limit=1) == [("oost", 80), ("claim-1", 60)]
    with pytest.raises(UnknownChoiceError, match="claim"):
        few.find("oost", kinds=["claims"])


def test_groups(few: Search) -> None:
    """Hits are grouped by kind, the kind of the best one first; it is told where there are more."""
    groups = grouped(few.find("oost", limit=2), "en", 1)
    assert [(group.kind, group.label, len(group.hits), group.more) for group in groups] == [
        ("place", "cities and places", 1, True),
        ("claim", "claims", 1, False),
    ]


def test_parts_of_many_words() -> None:
    """What lies within many words is found too: in the texts with a seldom word, or among all."""
    letters = "abcdefghij"
    words = [f"{one}x{other}oetsen" for one in letters for other in letters]
    things = [thing(f"initiative:{word}", "initiative", Name(f"Toekan {word}", "nl")) for word in words]
    many = Search(EmbeddedStore(), list)
    many._index = Index([*things, thing("initiative:one", "initiative", Name("Beroetsen voor reigers", "nl"))])
    assert found(many, "oetsen eigers") == [("one", 40)] and found(many, "oetsen eiger reet", limit=3) == []
    assert found(many, "oets", limit=101)[99:] == [("jxjoetsen", 40), ("one", 40)]
    assert len(found(many, "oets oeka", limit=200)) == 100


def test_collector_as_it_was() -> None:
    """Who has Python look for garbage, or not, has it so after the index was made."""
    for is_looking in (False, True):
        (gc.enable if is_looking else gc.disable)()
        assert Search(EmbeddedStore(), list).find("a") == [] and gc.isenabled() == is_looking


@pytest.mark.parametrize("is_frozen", [False, True])
def test_what_is_frozen_stays_so(is_frozen: bool) -> None:
    """Where a program that serves has frozen what there is, it stays frozen; elsewhere nothing is."""
    gc.unfreeze()
    if is_frozen:
        gc.freeze()
    Search(EmbeddedStore(), list).find("a")
    assert (gc.get_freeze_count() > 0) == is_frozen
    gc.unfreeze()


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile(few: Search, text: str) -> None:
    """What means something to an index is only text to this one."""
    hits = few.find(text)
    assert {hit.iri for hit in hits} <= {thing.iri for thing in THINGS}


@settings(max_examples=200, deadline=None)
@given(text=st.text(max_size=40) | st.text('"*^:(){}+- ANDORT oste1.', max_size=40))
def test_any_text(text: str) -> None:
    """Any text finds something or nothing, twice the same."""
    assert ANY.find(text) == ANY.find(text)


ANY = Search(EmbeddedStore(), list)
ANY._index = Index(THINGS)


def test_several_threads(few: Search) -> None:
    """Threads that look for things at once find what one finds."""
    texts = ["oost", "krediet", "starters", "oostdrop", "AVK"] * 20
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(few.find, texts)) == [few.find(text) for text in texts]


def test_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The names are read when something is first looked for, and once."""
    asked: list[int] = []
    search = Search(EmbeddedStore(), lambda: asked.append(1) or [])  # type: ignore[func-returns-value]
    assert asked == []
    assert search.find("oost") == search.find("oost") == [] and asked == [1]
