"""Write names as people write them: with typing errors, designations, abbreviations; always the same ones."""

import re
from collections.abc import Iterator
from hashlib import sha256

from steungraaf.spelling import without_accents

OTHERS = (
    "OCMW {}", "CPAS de {}", "AGB {}", "Politiezone {}", "Kerkfabriek Sint-Jan {}", "{}-Dorp", "District {}",
    "Universiteit {}", "{} Zuid", "Toerisme {}", "Station {}", "Stedelijk Museum {}", "Groot-{}", "{} NV",
    "Kinderopvang {} vzw", "Haven van {}", "{}straat", "{} Centrum",
)  # fmt: skip

DESIGNATIONS = ("Stad", "Gemeente", "Gemeentebestuur", "Stadsbestuur", "City of", "Ville de")


def number(text: str, below: int) -> int:
    """Return a number that looks random and is always the same for a text."""
    return int.from_bytes(sha256(text.encode()).digest()[:6], "big") % below


def is_reported(name: str) -> bool:
    """Tell whether a name is in the half on which figures are reported; on the other half rules are tuned."""
    return number(f"half {name.casefold()}", 2) == 1


def typing_errors(name: str) -> Iterator[tuple[str, str]]:
    """Give a name with a typing error of each sort, at a place that the name decides."""
    places = [place for place in range(1, len(name) - 1) if name[place].isalpha() and name[place + 1].isalpha()]
    if not places:
        return
    for sort in ("swap", "drop", "double", "wrong letter"):
        place = places[number(f"{sort} {name}", len(places))]
        wrong = "abcdefghijklmnopqrstuvwxyz"[number(f"letter {name}", 26)]
        written = {
            "swap": name[:place] + name[place + 1] + name[place] + name[place + 2 :],
            "drop": name[:place] + name[place + 1 :],
            "double": name[:place] + name[place] + name[place:],
            "wrong letter": name[:place] + wrong + name[place + 1 :],
        }[sort]
        if written != name:
            yield sort, written


def ways_of_writing(name: str) -> Iterator[tuple[str, str]]:
    """Give a name as it is without accents, in capitals, abbreviated, apart or together, or with its country."""
    yield "no accents", without_accents(name)
    yield "capitals", name.upper()
    yield "small letters", name.lower()
    yield "hyphens as blanks", name.replace("-", " ")
    yield "blanks left out", re.sub("[- ]", "", name)
    yield "abbreviated", _abbreviated(name)
    yield "with its country", f"{name}, Belgium"


def _abbreviated(name: str) -> str:
    for word, short in (("Sint-", "St.-"), ("Onze-Lieve-Vrouw", "O.-L.-Vrouw"), ("Provincie ", "Prov. ")):
        name = name.replace(word, short)
    return name.replace("Oost-Vlaanderen", "O.-Vl.").replace("Vlaams-Brabant", "Vl.-Brabant")
