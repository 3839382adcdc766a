"""Compare names as people type them: without regard to capitals, accents, blanks and the points in codes."""

import re
import unicodedata
from collections.abc import Iterable

_NOT_IN_CODES = re.compile(r"[\W_]+")
_COUNTRY = re.compile(r"be(?=\d{9,10}$)")
_KBO_OLD = re.compile(r"[1-9]\d{8}")
_CLOSE = 0.55  # the ratio of difflib from which a name is worth naming


def fold(text: str) -> str:
    """Return what two spellings of one name have in common.

    >>> fold("  Sociale  InnovatieFabriek "), fold("Coördinatie")
    ('sociale innovatiefabriek', 'coordinatie')
    """
    return " ".join(without_accents(text).casefold().split())


def without_accents(text: str) -> str:
    """Return a text in the plain letters that its own are made of.

    >>> without_accents("Coördinatie ½")
    'Coordinatie 1⁄2'
    """
    if text.isascii():
        return text
    parted = unicodedata.normalize("NFKD", text)
    return "".join(character for character in parted if not unicodedata.combining(character))


def code(text: str) -> str:
    """Return a code without its punctuation; an enterprise number without its country and with its first zero.

    >>> code("0316.380.841"), code("BE 316.380.841"), code("OVO 000039")
    ('0316380841', '0316380841', 'ovo000039')
    """
    bare = _COUNTRY.sub("", _NOT_IN_CODES.sub("", fold(text)))
    return f"0{bare}" if _KBO_OLD.fullmatch(bare) else bare


def nearest(wanted: str, known: Iterable[str], count: int = 3) -> list[str]:
    """Return the known names that are most like a wanted one, the best first; a part that fits counts as well.

    >>> nearest("who-suports", ["who-supports", "who-funds", "coverage"])
    ['who-supports', 'who-funds']
    """
    from difflib import SequenceMatcher

    target = fold(wanted)
    ratio = SequenceMatcher(b=target, autojunk=False)
    scored = []
    for name in dict.fromkeys(known):
        folded = fold(name)
        ratio.set_seq1(folded)
        if len(target) > 2 and target in folded:
            scored.append((-1.0, len(folded), name))
        elif ratio.real_quick_ratio() >= _CLOSE and ratio.quick_ratio() >= _CLOSE and ratio.ratio() >= _CLOSE:
            scored.append((-ratio.ratio(), len(folded), name))
    return [name for _, _, name in sorted(scored)[:count]]
