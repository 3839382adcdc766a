"""Test in what form words, codes and numbers are compared."""

import pytest

from steungraaf.search import words
from steungraaf.search.words import (
    address_key,
    beginnings_of,
    code_of,
    content_of,
    dutch_stem,
    fold,
    is_address,
    keys_of,
    number_keys,
    stems_of,
    words_of,
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Coördinatie  (1.232 starters)", "coordinatie 1232 starters"),
        ("Oost-Vlaanderen", "oost vlaanderen"),
        ("1,232,000 en 12.5", "1232000 en 12 5"),
        ("27.11.2018", "27 11 2018"),
        ("\x00🙂\ud800", ""),
    ],
)
def test_folded(text: str, folded: str) -> None:
    """Capitals, accents and punctuation are nothing, nor are the points between thousands."""
    assert fold(text) == folded


def test_words_of_a_long_text() -> None:
    """Of a long text only its first words are looked for."""
    assert len(words_of("woord " * 2_000)) == 12 and words_of("x" * 10_000) == ("x" * 60,)


def test_content() -> None:
    """Words that say little are left out, unless there are no others."""
    assert content_of(("starters", "in", "de", "stad")) == ("starters", "stad") and content_of(("de",)) == ("de",)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("NIS 35013", "35013"),
        ("BE 0316.380.841", "0316380841"),
        ("KBO-nummer: 316.380.841", "0316380841"),
        ("OVO 000039", "ovo000039"),
        ("Wikidata Q42", "q42"),
        ("46,20 %", "#46.2"),
        ("https://www.vlaio.be/", "//www.vlaio.be"),
        ("organisation:vlaio", "//w3id.org/steungraaf/id/organisation/vlaio"),
    ],
)
def test_keys(text: str, key: str) -> None:
    """A code, a number and an address each have a key, however they are written."""
    assert key in keys_of(text)


def test_no_keys() -> None:
    """What has neither letters nor digits has no key."""
    assert keys_of(" ?! ") == ()


@pytest.mark.parametrize(
    ("text", "keys"),
    [("1.232", ("#1232",)), ("1,232", ("#1232",)), ("€ 20.000", ("#20000",)), ("2,50", ("#2.5",)), ("tien", ())],
)
def test_numbers(text: str, keys: tuple[str, ...]) -> None:
    """A number is the same with points or with commas."""
    assert number_keys(text) == keys


@pytest.mark.parametrize(
    ("text", "code"), [("OVO 0000", "ovo0000"), ("KBO 0316.38", "031638"), ("46%", ""), ("12", ""), ("Oostende", "")]
)
def test_beginning_of_a_code(text: str, code: str) -> None:
    """What may be the beginning of a code is taken for one, if it is long enough."""
    assert code_of(text) == code


def test_addresses() -> None:
    """A prefix of ours makes an address, words behind it do not; half a character is no fault."""
    assert is_address("organisation:vlaio") and is_address("https://a.be") and not is_address("period: 2018")
    assert address_key("https://a.be/\ud800") == "//a.be/?"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("kredieten", "krediet"),
        ("bedrijven", "bedrijf"),
        ("subsidies", "subsidie"),
        ("centrumsteden", "centrumstad"),
        ("huizen", "huis"),
        ("jaren", "jaar"),
        ("agentschappen", "agentschap"),
        ("ondersteuning", "ondersteunt"),
        ("geven", "geeft"),
        ("agencies", "agency"),
    ],
)
def test_same_stem(one: str, other: str) -> None:
    """Words of one stem are found by one another."""
    assert stems_of(one) & stems_of(other)
    assert any(other.startswith(start) for start in beginnings_of(one))


def test_other_stem() -> None:
    """Policy is not guidance, though newer rules of Dutch stems say so."""
    assert not stems_of("begeleiding") & stems_of("beleid")


def test_no_stem_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """A word of which no stem is left is its own."""
    monkeypatch.setattr(words, "_stem", lambda language, word: "")
    assert dutch_stem("geenstamvoorditwoord") == "geenstamvoorditwoord"
