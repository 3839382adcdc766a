"""Read the things of a genericode list (OASIS genericode 1.0): a code and its names a row."""

import io
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree

from steungraaf.links.link_faults import BaseNeededError, UnreadableTargetError
from steungraaf.links.model import Name
from steungraaf.links.things import Thing, in_order, read_codes
from steungraaf.rdf.compressed import pieces_of
from steungraaf.rdf.terms import is_iri

_LANGUAGES = {"nld_label": "nl", "eng_label": "en", "fra_label": "fr", "deu_label": "de"}
_NAMES = ("name", "label")
_BROKEN = {"nl": "het is geen genericode ({})", "en": "it is no genericode ({})"}
_LIST = {"http://publications.europa.eu/resource/authority/nuts": "http://data.europa.eu/nuts/code/"}


def read_genericode(path: Path, base: str) -> Iterator[Thing]:
    """Give the things of a list; their addresses are the one of the list and the code, or `base` and the code.

    Raises UnreadableFileError, UnreadableTargetError, and BaseNeededError where the list has no address.
    """
    namespace = base
    try:
        for _, element in ElementTree.iterparse(io.BytesIO(b"".join(pieces_of(path)))):
            name = _bare(element.tag)
            if name == "LongName" and element.get("Identifier") == "listId" and not base:
                namespace = _LIST.get(element.text or "", f"{element.text or ''}/")
            elif name == "Row":
                yield from _thing(path, _cells(element), namespace)
                element.clear()
    except ElementTree.ParseError as error:
        reason = {lang: text.format(error) for lang, text in _BROKEN.items()}
        raise UnreadableTargetError(file=str(path), line=None, reason=reason) from error


def _thing(path: Path, cells: dict[str, str], namespace: str) -> Iterator[Thing]:
    code = cells.get("code", "")
    if not code:
        return
    iri = namespace + quote(code, safe="")
    if not namespace or not is_iri(iri):
        raise BaseNeededError(file=str(path), line=1, value=code)
    told = {Name(cells[column], tag) for column, tag in _LANGUAGES.items() if cells.get(column)}
    names = told or {Name(cells[column]) for column in cells if column.casefold() in _NAMES}
    codes, loose = read_codes({code}, {iri})
    yield Thing(iri, in_order(names), codes, loose=loose)


def _cells(row: ElementTree.Element) -> dict[str, str]:
    return {
        value.get("ColumnRef", ""): "".join(value.itertext()).strip() for value in row if _bare(value.tag) == "Value"
    }


def _bare(tag: str) -> str:
    return tag.rpartition("}")[2]
