"""Bring names into one form, and part them: what kind of thing they say, the name itself, where it lies."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from steungraaf.links.designations import BRACKETED, HEADS, LEGAL, LEGAL_FORMS, LONGEST, MUNICIPAL, OTHERS
from steungraaf.links.model import Words
from steungraaf.spelling import without_accents

_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "&": " en ", "ĳ": "ij"})
_DOTTED = re.compile(r"(?<!\w)(?:\w\.){2,}\w?(?!\w)")  # V.V.S.G.
_WORD = re.compile(r"[^\W_]+")
_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*")
_POSTCODE = re.compile(r"^(?:B[- ]?)?[1-9]\d{3}\s+(?=\D)", re.IGNORECASE)
_PARTS = re.compile(r"\s*(?:\s[-–—]+\s|[,;/|]|\s:\s)\s*")
_SLASHED = re.compile(r"\b([aov])/d(?:e|en)?\b", re.IGNORECASE)
_FULL = {"a": "aan de", "o": "op den", "v": "van de"}
_MERGER = re.compile(
    r"(?:(v[oó]{2}r|before|avant)|na|sinds|vanaf|after|since|from|après|depuis)\b[^\d]*(\d{4})", re.IGNORECASE
)
_WHOLE = {  # one word for another
    "st": "sint", "saint": "sint", "sankt": "sint", "ste": "sinte", "sainte": "sinte", "gem": "gemeente",
    "prov": "provincie", "arr": "arrondissement", "dept": "departement", "dep": "departement", "vlaamse": "vlaams",
    "vl": "vlaams", "agentsch": "agentschap",
    "and": "en", "et": "en", "und": "en", "ver": "vereniging", "gembestuur": "gemeentebestuur",
}  # fmt: skip
_SEVERAL = {  # words for words, the longest first
    ("o", "l", "vrouw"): ("onze", "lieve", "vrouw"),
    ("o", "l", "v"): ("onze", "lieve", "vrouw"),
    ("olv",): ("onze", "lieve", "vrouw"),
    ("olvrouw",): ("onze", "lieve", "vrouw"),
    ("o", "vl"): ("oost", "vlaanderen"),
    ("w", "vl"): ("west", "vlaanderen"),
    ("oost", "vl"): ("oost", "vlaanderen"),
    ("west", "vl"): ("west", "vlaanderen"),
    ("ovl",): ("oost", "vlaanderen"),
    ("wvl",): ("west", "vlaanderen"),
    ("vl", "br"): ("vlaams", "brabant"),
    ("vlaams", "br"): ("vlaams", "brabant"),
}
_STARTS = frozenset(phrase[0] for phrase in _SEVERAL)
_HEAD_STARTS = frozenset(phrase[0] for phrase in HEADS)
_OTHER_STARTS = frozenset(phrase[0] for phrase in OTHERS)


class Form(NamedTuple):
    """One way to take a name: what is left of it, in one piece, what kind of thing the dropped words say it is."""

    key: str
    words: tuple[str, ...]
    role: str = ""
    dropped: str = ""
    whole: bool = False  # it holds what stands behind a comma as well


class Reading(NamedTuple):
    """A name read: the ways to take it, the words beside it that may name a place, and the other kind that it says."""

    forms: tuple[Form, ...]
    beside: tuple[str, ...] = ()
    on: str = ""  # a day of the period that it says
    other: Words | None = None


def fold(text: str) -> str:
    """Return what spellings of one name have in common: no capitals, accents, points, hyphens or apostrophes.

    >>> fold("Sint-Niklaas"), fold("'s-Gravenwezel"), fold("Brügge"), fold("V.V.S.G."), fold("A & B")
    ('sint niklaas', 's gravenwezel', 'brugge', 'vvsg', 'a en b')
    """
    if "." in text:
        text = _DOTTED.sub(lambda found: found[0].replace(".", ""), text)
    text = text.casefold()
    if not text.isascii() or "&" in text:
        text = without_accents(text).casefold().translate(_LETTERS)
    return " ".join(_WORD.findall(text))


@lru_cache(maxsize=65_536)
def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a name in their normal form, abbreviations written in full.

    >>> words_of("St.-Niklaas"), words_of("Prov. O.-Vl."), words_of("O.-L.-Vrouw-Waver")
    (('sint', 'niklaas'), ('provincie', 'oost', 'vlaanderen'), ('onze', 'lieve', 'vrouw', 'waver'))
    """
    words = fold(text).split()
    if not _STARTS.isdisjoint(words):
        words = _written_out(words)
    return tuple(_WHOLE.get(word, word) for word in words)


def _written_out(words: list[str]) -> list[str]:
    full: list[str] = []
    place = 0
    while place < len(words):
        for length in (3, 2, 1):
            several = _SEVERAL.get(tuple(words[place : place + length]))
            if several is not None:
                full += several
                place += length
                break
        else:
            full.append(words[place])
            place += 1
    return full


def forms_of(text: str) -> tuple[Form, ...]:
    """Return the ways to take a name: whole, and without the words that say what kind of thing bears it.

    >>> [(form.key, form.role) for form in forms_of("Stad Gent")]
    [('stadgent', ''), ('gent', 'municipal')]
    """
    words = words_of(text)
    forms = [Form("".join(words), words)]
    longest = min(LONGEST, len(words) - 1) if words and words[0] in _HEAD_STARTS else 0
    for length in range(1, longest + 1):
        role = HEADS.get(words[:length])
        if role is not None:
            forms.append(_without(text, words, words[length:], role))
    for rest in _without_legal(words):
        forms.append(_without(text, words, rest, LEGAL))
    return tuple(forms)


def _without_legal(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Give the words before a legal form, and those behind one."""
    last = len(words)
    while last > 1 and words[last - 1] in LEGAL_FORMS:
        last -= 1
    if last < len(words):
        yield words[:last]
    if len(words) > 1 and words[0] in LEGAL_FORMS:
        yield words[1:]


def _without(text: str, words: tuple[str, ...], rest: tuple[str, ...], role: str) -> Form:
    """Return a form without some words, which are told as they were written."""
    dropped, behind = len(words) - len(rest), rest == words[: len(rest)]
    spans = [found.span() for found in _WORD.finditer(text)]
    if len(spans) != len(words):  # an abbreviation was written in full
        return Form("".join(rest), rest, role, " ".join(words[-dropped:] if behind else words[:dropped]))
    gone = spans[-dropped:] if behind else spans[:dropped]
    return Form("".join(rest), rest, role, text[gone[0][0] : gone[-1][1]])


def read_name(text: str) -> Reading:
    """Read a name as somebody wrote it: with a place or a kind between brackets or behind a comma, or a postcode.

    >>> reading = read_name("Halle (Vlaams-Brabant)")
    >>> [form.key for form in reading.forms], reading.beside
    (['hallevlaamsbrabant', 'halle'], ('Vlaams-Brabant',))
    """
    text = _POSTCODE.sub("", " ".join(text.split()))  # in long runs of blanks the patterns would lose their way
    text = _SLASHED.sub(lambda found: _FULL[found[1].lower()], text)
    beside = [part.strip() for part in _BRACKETS.findall(text) if part.strip()]
    bare = _BRACKETS.sub(" ", text).strip() or text
    pieces = [piece for piece in _PARTS.split(bare) if piece]
    if len(pieces) > 1:
        beside += pieces[1:]
    name = pieces[0] if pieces else bare
    kinds = [part for part in beside if HEADS.get(words_of(part)) is not None]
    days = {part: on for part in beside if (on := _day_of(part))}
    places = tuple(part for part in beside if part not in kinds and part not in days)
    forms = forms_of(name)
    if kinds:
        role = BRACKETED if HEADS[words_of(kinds[0])] == MUNICIPAL and f"({kinds[0]})" in text else ""
        forms = _of_kind(name, kinds[0], role or HEADS[words_of(kinds[0])])
    if beside and not kinds:
        forms = (Form("".join(words_of(text)), words_of(text), whole=True), *forms)
    return Reading(forms, places, max(days.values(), default=""), other_kind(words_of(bare)))


def _day_of(text: str) -> str:
    """Return a day of the period that some words say: the last one before a year, or the last one of it.

    >>> _day_of("voor fusie 2025"), _day_of("vanaf 2019"), _day_of("Zoersel")
    ('2024-12-31', '2019-12-31', '')
    """
    found = _MERGER.fullmatch(text)
    return "" if found is None else f"{int(found[2]) - bool(found[1])}-12-31"


def _of_kind(name: str, kind: str, role: str) -> tuple[Form, ...]:
    words = words_of(name)
    return (Form("".join(words), words, role, kind), *forms_of(name)[1:])


def other_kind(words: tuple[str, ...]) -> Words | None:
    """Return the kind of thing that some words say, of those that bear the names of municipalities; None for none.

    >>> other_kind(("ocmw", "gent"))["en"]
    'OCMW (public centre for social welfare)'
    """
    if _OTHER_STARTS.isdisjoint(words):
        return None
    for start in range(len(words)):
        for length in range(min(LONGEST, len(words) - start), 0, -1):
            found = OTHERS.get(words[start : start + length])
            if found is not None:
                return found
    return None
