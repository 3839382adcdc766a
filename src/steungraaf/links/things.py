"""Say what a target tells of one of its things, and read the codes in it as those of our registers."""

import re
from dataclasses import dataclass, field
from datetime import date

from steungraaf.links.codes import Code, read_code
from steungraaf.links.model import Name
from steungraaf.namespaces import THINGS, expand

_NO_YEARS = ("0001", "9999")  # which stand for no begin and no end at all
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
# Addresses whose last part is a code; a bare number at the end of another address is none.
_CODED = re.compile(
    r"refnis|/nis|gemeente/|/nuts/|nuts/code|organisatie/OVO|/OVO\d{6}|CbeRegisteredEntity/|/kbo/|onderneming", re.I
)
_CUT = re.compile(r"(refnis\d*/)(\d{4})$")  # REFNIS leaves out a zero at the head of a code
_PATHS = {  # the words in addresses that say what kind of thing has them
    "bestuurseenheden": "organisation",
    "organisatie": "organisation",
    "gemeente": "municipality",
    "persoon": "person",
}
_KINDS = {  # our words for the classes that others use
    "person": "foaf:Person schema:Person http://www.w3.org/ns/person#Person",
    "organisation": (
        "org:Organization org:FormalOrganization foaf:Organization schema:Organization m8g:PublicOrganisation "
        "schema:GovernmentOrganization oslo-besluit:Bestuurseenheid http://www.w3.org/ns/regorg#RegisteredOrganization"
    ),
    "municipality": "schema:City",
    "country": "schema:Country",
}
_WORD_OF = {expand(name): word for word, names in _KINDS.items() for name in names.split()}
_SPOKEN = {  # what people write in a column of kinds
    "gemeente": "municipality",
    "stad": "municipality",
    "city": "municipality",
    "provincie": "province",
    "organisatie": "organisation",
    "organization": "organisation",
    "persoon": "person",
    "land": "country",
    "gewest": "region",
    "initiatief": "initiative",
    "groep": "group",
    "plaats": "place",
    "ambt": "office",
}


@dataclass(frozen=True)
class Thing:
    """A thing of the target: its address, its names (the best first), its codes, and what else is told of it."""

    iri: str
    names: tuple[Name, ...] = ()
    codes: frozenset[Code] = frozenset()
    kinds: frozenset[str] = frozenset()  # the words that we have for what it is
    place: str = ""  # the name of what it lies in
    start: str = ""  # the first day (xsd:date), if it is told
    end: str = ""
    loose: frozenset[Code] = field(default=frozenset())  # the codes that are bare numbers, of no register that is told

    @property
    def label(self) -> str:
        """Return the best name, or nothing."""
        return self.names[0].text if self.names else ""


def read_codes(notations: set[str], addresses: set[str]) -> tuple[frozenset[Code], frozenset[Code]]:
    """Return the codes of notations and of addresses of a register, and those of them that are only bare numbers.

    >>> read_codes({"35013"}, {"http://data.vlaanderen.be/doc/organisatie/OVO002108"})[1]
    frozenset({('nis', '35013')})
    """
    written = {code for text in notations if (code := read_code(text)) is not None}
    coded = (_CUT.sub(r"\g<1>0\g<2>", iri) for iri in addresses if _CODED.search(iri))
    told = {code for iri in coded if (code := read_code(iri)) is not None}
    return frozenset(written | told), frozenset(code for code in written - told if code[0] == "nis")


def day_of(text: str) -> str:
    """Return the day of a date or a moment, nothing for what is none and for the begin and the end of time.

    >>> day_of("2019-01-01T00:00:00.000+01:00"), day_of("9999-12-31"), day_of("2019-02-30")
    ('2019-01-01', '', '')
    """
    found = _DAY.match(text)
    try:
        return date.fromisoformat(found[0]).isoformat() if found and not text.startswith(_NO_YEARS) else ""
    except ValueError:
        return ""


def kind_word(text: str) -> str:
    """Return our word for a class or for what people call a kind of thing, nothing where we have none.

    >>> kind_word("Gemeente"), kind_word("https://schema.org/City"), kind_word("boom")
    ('municipality', 'municipality', '')
    """
    word = text.strip().casefold()
    if text in _WORD_OF:
        return _WORD_OF[text]
    return word if word in THINGS and word != "document" else _SPOKEN.get(word, "")


def kinds_of(iri: str, classes: set[str]) -> frozenset[str]:
    """Return our words for what a thing is by its classes, else by its address.

    >>> kinds_of("https://data.vlaanderen.be/id/gemeente/35013", set())
    frozenset({'municipality'})
    """
    told = frozenset(filter(None, map(kind_word, classes)))
    return told or frozenset(_PATHS[part] for part in iri.split("/")[3:-1] if part in _PATHS)


def in_order(names: set[Name]) -> tuple[Name, ...]:
    """Return names with the best first: preferred before other ones, Dutch before English before the rest."""
    languages = {"nl": 0, None: 1, "en": 2}
    return tuple(
        sorted(names, key=lambda name: (name.rank, languages.get(name.language, 3), name.language or "", name.text))
    )
