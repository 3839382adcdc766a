"""Tell the particulars of one claim or figure: its parts by name, and the sentences that it rests on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from steungraaf.catalogue.quotations import NO_PERIOD
from steungraaf.web.pages.passages import language_of
from steungraaf.web.pages.portrait import Portrait, Value
from steungraaf.web.pages.rendering import Visit
from steungraaf.web.pages.statements import Note, Said, Segment, segments


@dataclass(frozen=True)
class Particular:
    """A part of a statement: its name, and what stands there; nothing where it is not stated."""

    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Source:
    """A sentence that a statement rests on, with its own words where they are attached, and their language."""

    note: Note
    quoted: tuple[Segment, ...]
    lang: str


def particulars(portrait: Portrait, parts: Mapping[str, str], always: Iterable[str]) -> list[Particular]:
    """Return the parts of a statement, named by their properties; some are told also where nothing is stated."""
    found = [
        Particular(name, tuple(value for value in portrait.values(how) if value.iri != NO_PERIOD))
        for name, how in parts.items()
    ]
    needed = frozenset(always)
    return [each for each in found if each.values or each.name in needed]


def sources_of(visit: Visit, said: Said, marked: Mapping[str, str]) -> list[Source]:
    """Return the sentences that a statement rests on; `marked` are words to be marked in those of the source."""
    languages = {one: language_of(visit.served.store, one) for one in sorted({note.document for note in said.notes})}
    found = []
    for note in said.notes:
        words = visit.served.dataset.quote(note.sentence) or ""
        cut = segments(words, marked) if words else ()
        lang = languages[note.document]
        quoted = tuple(replace(one, value=bool(one.iri)) for one in cut)
        found.append(Source(note, quoted, "" if lang == visit.lang else lang))
    return found
