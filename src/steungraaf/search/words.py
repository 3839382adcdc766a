"""Bring what people type and what things are called into one form: words, stems, codes and numbers."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from threading import Lock

from steungraaf.namespaces import PREFIXES, expand
from steungraaf.spelling import code, without_accents

_WORD = re.compile(r"[^\W_]+")
_GROUPED = re.compile(r"(?<![\d.,])(\d{1,3})((?:[.,\u00a0\u202f]\d{3})+)(?!\d)")  # 1.232 and 1,232
_NUMBER = re.compile(r"(?:€|eur|euro)?\s*([0-9]+)(?:[.,]([0-9]+))?\s*(?:%|€|eur|euro|procent|percent)?")
_REGISTER = re.compile(r"(?:nis|refnis|kbo|cbe|bce|nuts|wikidata|wd)(?:[- ]?(?:code|nummer|number|nr))?[\s:.]+(?=q?\d)")
_DIGIT = re.compile(r"[0-9]")
_LONGEST = 1_000  # letters of a name that are looked at, and of what is typed
_MOST = 12  # words of what is typed
_ALONE = {"v": "f", "z": "s"}  # bedrijv: bedrijf, huiz: huis
_OPEN = re.compile(r"(?<![aeiouy])([aeou])([^aeiouy])$")
# What the last letter of a stem may be in a word: agenci is that of agency, brief that of brieven.
_INSTEAD: Mapping[str, str] = {"f": "fv", "i": "iy", "s": "sz", "v": "fv", "y": "iy", "z": "sz"}
_PART = _SURE = 3  # letters that a part of a word has at least, and those of a stem that stand in every word of it
_INFLECTED = "(?:al|ate|e?d|den?|en?|e?rs?|i?es|y|ing(?:en|s)?|e?n|se?|ten?|t)?"
# How a word may go on: behind a stem, the last letter of which may come twice; and behind one that lacks its last.
_AFTER, _AFTER_CUT = re.compile(rf"(?:(?<=(.))\1|[eilot])??{_INFLECTED}"), re.compile(f".{{0,2}}?{_INFLECTED}")
_DOES = re.compile(r"(?<=..[a-z][bdfgklmnprvwz])t$")  # steunt: steun
_TWICE = re.compile(r"([bdfgklmnprst])\1$")  # agentschapp: agentschap
_STEMMING = Lock()  # a stemmer keeps the word that it works on
_CITIES = re.compile(r"(?<=st)eden$")  # steden: stad
# What says too little to be looked for by itself.
STOPWORDS = frozenset(
    "aan al als bij dat de der deze die dit door een en er het hun hoe ik in is kan met mijn naar niet of om ons onze "
    "op over te tot uit van voor waar was wat welk welke werd wie wordt zijn "
    "a an and are as at be by do does for from has have how i in is it its my of on or our that the their this to was "
    "were what where which who with".split()
)


def fold(text: str) -> str:
    """Return the words of a text without capitals, accents and punctuation, a number without its points.

    >>> fold("Coördinatie  (1.232 starters)"), fold("Oost-Vlaanderen"), fold("🙂")
    ('coordinatie 1232 starters', 'oost vlaanderen', '')
    """
    return " ".join(_WORD.findall(without_accents(_ungrouped(text[:_LONGEST])).casefold()))


def words_of(text: str) -> tuple[str, ...]:
    """Return the first words of what somebody types.

    >>> words_of('"Agentschap" AND NEAR(innov*')
    ('agentschap', 'and', 'near', 'innov')
    """
    return tuple(word[:60] for word in fold(text).split()[:_MOST])


def content_of(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words that say something; all of them where none does.

    >>> content_of(("starters", "in", "de", "stad")), content_of(("de",))
    (('starters', 'stad'), ('de',))
    """
    return tuple(word for word in words if word not in STOPWORDS) or words


def keys_of(text: str) -> tuple[str, ...]:
    """Return under what keys a thing stands that is called exactly so: its folded name, a code, a number, an IRI.

    >>> keys_of("NIS 35013"), keys_of("BE 0316.380.841"), keys_of("46,2 %")
    (('nis 35013', '35013'), ('be 0316 380 841', '0316380841'), ('46 2', '#46.2', '462'))
    """
    text = text.strip()[:_LONGEST]
    plain = text.casefold()
    found = [fold(text), *number_keys(text), code(_REGISTER.sub("", plain, count=1))]
    if is_address(text):
        found.append(address_key(expand(text)))
    return tuple(key for key in dict.fromkeys(found) if key)


def is_address(text: str) -> bool:
    """Tell whether a text is an IRI, whole or by a prefix.

    >>> is_address("https://www.vlaio.be"), is_address("organisation:vlaio"), is_address("period: 2018")
    (True, True, False)
    """
    prefix, colon, local = text.strip().partition(":")
    return bool(colon) and (local.startswith("//") or prefix in PREFIXES) and not any(map(str.isspace, text.strip()))


def code_of(text: str) -> str:
    """Return the code that a text begins to write, nothing where it holds no digit.

    >>> code_of("OVO 0000"), code_of("KBO 0316.38"), code_of("Oostende")
    ('ovo0000', '031638', '')
    """
    text = text.strip()[:60]
    found = code(_REGISTER.sub("", text.casefold(), count=1)) if _DIGIT.search(text) and "%" not in text else ""
    return found if len(found) > 2 else ""


def number_keys(text: str) -> tuple[str, ...]:
    """Return the key of a number as it is written, with a point or a comma, a sign of money or of a share; or nothing.

    >>> number_keys("1.232"), number_keys("1,232"), number_keys("€ 20.000"), number_keys("2,50"), number_keys("tien")
    (('#1232',), ('#1232',), ('#20000',), ('#2.5',), ())
    """
    found = _NUMBER.fullmatch(_ungrouped(text.strip()[:_LONGEST]).casefold())
    if found is None:
        return ()
    decimals = (found[2] or "").rstrip("0")
    return (f"#{found[1].lstrip('0') or '0'}{'.' if decimals else ''}{decimals}",)


def address_key(iri: str) -> str:
    """Return the key of an address, which goes without its scheme and the slash at its end.

    >>> address_key("https://www.vlaio.be/")
    '//www.vlaio.be'
    """
    sound = (
        iri if iri.isascii() else iri.encode(errors="replace").decode()
    )  # a half of a character is nothing that can be looked for
    return f"//{sound.partition('://')[2].rstrip('/').casefold()}"


def stems_of(word: str) -> frozenset[str]:
    """Return the stems of a folded word in Dutch and in English.

    >>> sorted(stems_of("kredieten") & stems_of("krediet")), bool(stems_of("begeleiding") & stems_of("beleid"))
    (['nl:krediet'], False)
    """
    return frozenset((f"nl:{dutch_stem(word)}", f"en:{english_stem(word)}"))


@lru_cache(50_000)
def dutch_stem(word: str) -> str:
    """Return the stem of a Dutch word, with the letter that it ends in when it stands alone.

    The rules of the library do not know that one who gives "geeft", nor that "subsidies" are more than one.

    >>> dutch_stem("bedrijven"), dutch_stem("subsidies"), dutch_stem("centrumsteden"), dutch_stem("jaren")
    ('bedrijf', 'subsidie', 'centrumstad', 'jar')
    """
    if _CITIES.search(word):
        return _CITIES.sub("ad", word)
    stem = _stem("dutch", word[:-1] if word.endswith("ies") else _DOES.sub("", word))
    stem = stem[:-1] if _TWICE.search(stem) else stem
    return stem[:-1] + _ALONE.get(stem[-1], stem[-1]) if stem else word


@lru_cache(50_000)
def english_stem(word: str) -> str:
    """Return the stem of an English word.

    >>> english_stem("agencies") == english_stem("agency")
    True
    """
    return _stem("english", word)


def beginnings_of(word: str) -> dict[str, re.Pattern[str]]:
    """Return how the words begin that may have a stem in common with a word, and how each of these may go on.

    >>> sorted(beginnings_of("jaren")), sorted(beginnings_of("brief"))
    (['jaar', 'jar', 'jare', 'jareen', 'jaren'], ['brief', 'briev'])
    """
    dutch, english = dutch_stem(word), english_stem(word)
    stems = {dutch, english} | {_OPEN.sub(r"\g<1>\g<1>\g<2>", stem) for stem in (dutch, english)}  # jar: jaar
    begun = {each: _AFTER for stem in stems for each in _begun(stem)}
    if len(dutch) < len(english):
        begun.setdefault(english[:-1], _AFTER)  # only Dutch has such an ending: berekenden, berekende
    cut = [stem for stem in (dutch, english) if stem.endswith("e")]  # hope: hoping
    if len(dutch) > len(english):
        cut.append(dutch)  # a part of an English ending is left: assistanc, assistants
    begun |= {stem[:-1]: _AFTER_CUT for stem in cut if len(stem) > _SURE}
    return begun | {dutch[:-2]: _AFTER_CUT} if dutch.endswith("stad") else begun  # steden


def _begun(stem: str) -> Iterator[str]:
    """Give how a word of a stem begins: with all of it, but the last letter may be another."""
    yield from (stem[:-1] + letter for letter in _INSTEAD.get(stem[-1:], stem[-1:]))


def parts_of(word: str) -> list[str]:
    """Return what of a word may be in a longer one: its stem, and all of it where that does not hold the stem.

    Of a short word, nothing.

    >>> parts_of("kredieten"), parts_of("bedrijven"), parts_of("de")
    (['krediet'], ['bedrijven', 'bedrijf'], [])
    """
    stem = dutch_stem(word)
    if len(word) < _PART or len(stem) <= _PART:
        return [word] * (len(word) >= _PART)
    return [stem] if stem in word else [word, stem]


def _stem(language: str, word: str) -> str:
    with _STEMMING:
        return _stemmers()[language](word)


@lru_cache(1)
def _stemmers() -> dict[str, Callable[[str], str]]:
    """Return what finds stems; for Dutch what leaves "beleid" and "begeleiding" apart, which newer rules do not."""
    import snowballstemmer

    dutch = "dutch_porter" if "dutch_porter" in snowballstemmer.algorithms() else "dutch"
    return {"dutch": snowballstemmer.stemmer(dutch).stemWord, "english": snowballstemmer.stemmer("english").stemWord}


def _ungrouped(text: str) -> str:
    """Return a text with its numbers without the points or commas between thousands."""
    return _GROUPED.sub(lambda found: found[1] + re.sub(r"\D", "", found[2]), text)
