"""Bring identifiers into one form: NIS, OVO, KBO and NUTS codes, bare or at the end of an address."""

import re
from collections.abc import Iterable

from steungraaf.spelling import code as bare_code

Code = tuple[str, str]  # (register, code): ("nis", "35013")

_PATTERNS = (
    ("ovo", re.compile(r"ovo\d{6}")),
    ("kbo", re.compile(r"[01]\d{9}")),
    ("nis", re.compile(r"\d{5}")),
    ("nuts", re.compile(r"be(?:[0-9][0-9a-z]{0,2}(?:\d{5})?)?")),
)
_REGISTER = re.compile(r"^\s*(?:(?:nis|kbo)(?:[\s-]?(?:code|nummer))?|ovo[\s-]?code|ovo(?=\W*ovo))[\s:]*", re.I)
_WHOLE = re.compile(r"(?<=\d)\.0\s*$")  # as a spreadsheet writes a number
_LISTS = ("nuts/code/", "organisatie/OVO", "CbeRegisteredEntity/")  # addresses that end in a code


def read_code(text: str) -> Code | None:
    """Return the register and the normal form of an identifier, or None for what is no identifier.

    A number of the Crossroads Bank has ten digits, the last two of which check the others (modulo 97): a number that
    they belie is none. The ".0" of a spreadsheet and the name of the register before the code do not count.

    >>> read_code("BE 0316.380.841"), read_code("316.380.841"), read_code("OVO 000039")
    (('kbo', '0316380841'), ('kbo', '0316380841'), ('ovo', 'OVO000039'))
    >>> read_code("35013"), read_code("http://data.vlaanderen.be/doc/organisatie/OVO002108"), read_code("0316380842")
    (('nis', '35013'), ('ovo', 'OVO002108'), None)
    """
    last = text.strip().rstrip("/").rpartition("/")[2] if "://" in text else text
    bare = bare_code(_WHOLE.sub("", _REGISTER.sub("", last)))
    register = next((name for name, pattern in _PATTERNS if pattern.fullmatch(bare)), None)
    if register == "kbo":
        return ("kbo", bare) if 97 - int(bare[:8]) % 97 == int(bare[8:]) else None
    return None if register is None else (register, bare if register == "nis" else bare.upper())


def codes_of(notations: Iterable[str], addresses: Iterable[str]) -> frozenset[Code]:
    """Return the identifiers among the notations of a thing and the addresses that it has in lists that we know."""
    listed = (address for address in addresses if any(each in address for each in _LISTS))
    return frozenset(code for text in (*notations, *listed) if (code := read_code(text)) is not None)
