"""Read from files of others what things are called and which codes they have, for the evaluation of the matcher.

Nothing of these files is kept: they are read where they lie.
"""

import re
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from steungraaf.links import read_code
from steungraaf.rdf import Literal, NamedNode, read_quads

Code = tuple[str, str]
LANGUAGES = {"nld": "nl", "fra": "fr", "deu": "de", "eng": "en"}


@dataclass(frozen=True)
class Named:
    """One name that a file has for a thing, with the codes by which the file tells it from others."""

    file: str
    name: str
    language: str
    codes: frozenset[Code]
    on: str = ""  # a day on which the file says that it is so called


def read_refnis(path: Path, on: str) -> list[Named]:
    """Return the names of municipalities, provinces, arrondissements and regions in an edition of REFNIS."""
    codes: dict[str, str] = {}
    ends: dict[str, str] = {}
    starts: dict[str, str] = {}
    labels: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for quad in read_quads(path, format="ntriples"):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
            about, value = quad.subject.value, quad.object
            match quad.predicate.value.rpartition("/")[2].rpartition("#")[2]:
                case "notation":
                    codes[about] = value.value.zfill(5)
                case "endDate":
                    ends[about] = value.value[:10]
                case "startDate":
                    starts[about] = value.value[:10]
                case "prefLabel" | "altLabel":
                    labels[about].append((value.value, value.language or ""))
    return [
        Named(path.name, name, language, frozenset({("nis", codes[about])}), on)
        for about in sorted(labels)
        if about in codes and starts.get(about, "") <= on < ends.get(about, "9999")
        for name, language in sorted(set(labels[about]))
    ]


def read_nuts(path: Path) -> list[Named]:
    """Return the names of NUTS regions in a code list of the Publications Office, in four languages."""
    found: list[Named] = []
    for row in ET.parse(path).getroot().iter("Row"):
        cells = {each.get("ColumnRef", ""): "".join(each.itertext()).strip() for each in row}
        code = frozenset({("nuts", cells["code"])})
        found += [
            Named(path.name, cells[f"{column}_label"], language, code)
            for column, language in LANGUAGES.items()
            if cells.get(f"{column}_label")
        ]
    return found


def read_lau(path: Path, on: str) -> list[Named]:
    """Return the names in the list of municipalities and provinces of the Flemish catalogue of services."""
    about: defaultdict[str, dict[str, Literal]] = defaultdict(dict)
    for quad in read_quads(path, format="turtle"):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
            about[quad.subject.value][quad.predicate.value.rpartition("#")[2]] = quad.object
    return [
        Named(
            path.name,
            said["prefLabel"].value,
            "nl",
            frozenset({code}),
            _day(said, on),
        )
        for _, said in sorted(about.items())
        if "notation" in said and "prefLabel" in said and (code := read_code(said["notation"].value)) is not None
    ]


def _day(said: dict[str, Literal], on: str) -> str:
    return next((said[name].value for name in ("hasEnd", "hasBeginning") if name in said), on)


def read_persons(path: Path) -> list[Named]:
    """Return the names of persons in an extract of Themis, as lists write them; their codes are addresses."""
    first: dict[str, str] = {}
    family: dict[str, str] = {}
    for quad in read_quads(path, format="turtle"):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
            local = re.split("[/#]", quad.predicate.value)[-1]
            if local in ("familyName", "gebruikteVoornaam"):
                (family if local == "familyName" else first)[quad.subject.value] = quad.object.value
    return [
        Named(path.name, name, "nl", frozenset({("iri", iri)}))
        for iri in sorted(first.keys() & family.keys())
        for name in (
            f"{first[iri]} {family[iri]}",
            f"{family[iri]}, {first[iri]}",
            f"{family[iri].upper()} {first[iri]}",
        )
    ]


def read_units(path: Path) -> list[Named]:
    """Return the units of local government of an export, with their OVO codes and enterprise numbers and no names."""
    local: dict[str, str] = {}
    structured: dict[str, str] = {}
    same: dict[str, str] = {}
    identifiers: defaultdict[str, list[str]] = defaultdict(list)
    labels: dict[str, str] = {}
    for quad in read_quads(path, format="turtle"):
        if not isinstance(quad.subject, NamedNode):
            continue
        about, said = quad.subject.value, quad.object
        match re.split("[/#]", quad.predicate.value)[-1]:
            case "lokaleIdentificator" if isinstance(said, Literal):
                local[about] = said.value
            case "prefLabel" if isinstance(said, Literal):
                labels[about] = said.value
            case "gestructureerdeIdentificator" if isinstance(said, NamedNode):
                structured[about] = said.value
            case "identifier" if isinstance(said, NamedNode):
                identifiers[about].append(said.value)
            case "sameAs" if isinstance(said, NamedNode):
                same[about] = said.value
    return [
        Named(path.name, labels.get(about, ""), "nl", frozenset(_codes(texts)))
        for about in sorted(identifiers)
        for texts in [[same.get(about, ""), *(local.get(structured.get(one, ""), "") for one in identifiers[about])]]
    ]


def _codes(texts: list[str]) -> Iterator[Code]:
    yield from (code for text in texts if (code := read_code(text)) is not None and code[0] in ("ovo", "kbo"))
