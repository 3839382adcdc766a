"""Put claims and figures into words with their footnotes: what they say, how sure that is, and where it stands."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from steungraaf.catalogue.display import show_literal
from steungraaf.catalogue.labels import find_labels, languages_for
from steungraaf.catalogue.quotations import NO_PERIOD, Place, hedges, places, quotes
from steungraaf.namespaces import expand, shorten
from steungraaf.rdf import Literal, NamedNode
from steungraaf.store.lookup import NAMES, Described, find_texts, objects_of
from steungraaf.web.pages.addresses import page_labels, worded
from steungraaf.web.pages.words import say
from steungraaf.web.served import Served

_THINGS = tuple(map(expand, ("rdf:subject", "rdf:object", "sg:through", "sg:about", "sg:supportKind")))
_NAMES = (*NAMES, expand("skos:altLabel"))
_VALUES = (expand("sg:asWritten"), expand("sdmx-measure:obsValue"))
_RESTATEMENT = (expand("sg:restatement"),)
_EURO, _PERCENT = re.compile(r"€\s?$"), re.compile(r"\s?%")
_SHORT = 3  # letters: a shorter name is no link, for it may be a word


@dataclass(frozen=True)
class Segment:
    """A piece of a text; one that names a thing knows which, and whether it is a figure's value."""

    text: str
    iri: str = ""
    value: bool = False


@dataclass(frozen=True)
class Hedge:
    """What keeps a statement from being plain."""

    iri: str
    label: str

    @property
    def key(self) -> str:
        """Return the last part of its IRI, for a style: planned, inferred, approximate, not-stated."""
        return self.iri.rpartition("/")[2]


@dataclass(frozen=True)
class Note:
    """A footnote: one sentence, numbered in the order in which a page first cites it."""

    number: int
    sentence: str
    label: str
    restatement: str
    document: str


@dataclass(frozen=True)
class Said:
    """One claim or figure in words; `new` are the notes that the page has not shown before."""

    iri: str
    text: str
    segments: tuple[Segment, ...]
    hedges: tuple[Hedge, ...]
    notes: tuple[Note, ...]
    new: tuple[Note, ...]


@dataclass
class Notebook:
    """The footnotes of one page, and what puts statements into words for it: a fixed number of queries each time."""

    served: Served
    lang: str
    notes: dict[str, Note] = field(default_factory=dict)
    described: Described = field(init=False)
    things: Described = field(init=False)
    _read: dict[str, Said] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.described = Described(self.served.store)
        self.things = Described(self.served.store, (*_NAMES, expand("rdf:type")))

    def labels(self, iris: Iterable[str]) -> dict[str, str]:
        """Return the label of each thing as `page_labels` does."""
        return page_labels(self.served, iris, self.lang, self.things)

    def read(self, statements: Iterable[str], quoted: Mapping[str, list[str]] | None = None) -> list[Said]:
        """Return statements in words, in their order; `quoted` are the sentences of those for which they are known.

        What was read before is not looked up again.
        """
        wanted = list(dict.fromkeys(statements))
        unread = [iri for iri in wanted if iri not in self._read]
        found = {one.iri: one for one in self._look_up(unread, quoted or {})} if unread else {}
        said = [found.get(iri) or self._read[iri] for iri in wanted]
        self._read.update((iri, replace(one, new=())) for iri, one in found.items())
        return said

    def _look_up(self, wanted: list[str], known: Mapping[str, list[str]]) -> list[Said]:
        store = self.described
        unsure = hedges(store, wanted)
        cited = {**quotes(store, [iri for iri in wanted if iri not in known]), **known}
        where = {place.sentence: place for place in places(store, sentences=_each(cited.values()))}
        labels = self.labels(_each(unsure.values()))
        labels |= worded(find_labels(store, [*wanted, *where], self.lang))
        if labels.get(NO_PERIOD) == shorten(NO_PERIOD):  # data of others need not have its name
            labels[NO_PERIOD] = say("site.no_period", self.lang)
        restated = find_texts(store, where, _RESTATEMENT, languages_for(self.lang))
        names = self._names(wanted)
        return [
            self._said(iri, labels, unsure.get(iri, []), [where[one] for one in cited.get(iri, []) if one in where],
                       restated, names.get(iri, {}))
            for iri in wanted
        ]  # fmt: skip

    def _names(self, statements: list[str]) -> dict[str, dict[str, str]]:
        """Return by statement the names in its reader's language of what it is about, and its value as a number."""
        about: dict[str, list[str]] = {}
        written: dict[str, set[str]] = {}
        for statement, how, term in objects_of(self.described, statements, (*_THINGS, *_VALUES)):
            if isinstance(term, NamedNode):
                about.setdefault(statement, []).append(term.value)
            elif isinstance(term, Literal) and how in _VALUES:
                written.setdefault(statement, set()).update((term.value, show_literal(term, self.lang)))
        called = self.served.recalled(f"names {self.lang}", _each(about.values()), self._called)
        found = {one: {name: iri for iri in things for name in called[iri]} for one, things in about.items()}
        for figure, texts in written.items():
            found.setdefault(figure, {}).update((text, figure) for text in texts if text[:1].isdigit())
        return found

    def _called(self, things: list[str]) -> dict[str, list[str]]:
        """Return the names of things in the reader's language that are long enough to be links."""
        called: dict[str, list[str]] = {thing: [] for thing in things}
        for iri, _, name in objects_of(self.things, things, _NAMES):
            if isinstance(name, Literal) and (name.language or self.lang) == self.lang and len(name.value) > _SHORT:
                called[iri].append(name.value)
        return called

    def _said(
        self,
        iri: str,
        labels: Mapping[str, str],
        unsure: list[str],
        cited: list[Place],
        restated: Mapping[str, str],
        names: Mapping[str, str],
    ) -> Said:
        before = set(self.notes)
        notes = tuple(self._note(place, labels, restated) for place in cited)
        return Said(
            iri=iri,
            text=labels[iri],
            segments=tuple(segments(labels[iri], names, iri)),
            hedges=tuple(Hedge(one, labels[one]) for one in unsure if not _is_said(one, labels[one], labels[iri])),
            notes=notes,
            new=tuple(note for note in notes if note.sentence not in before),
        )

    def _note(self, place: Place, labels: Mapping[str, str], restated: Mapping[str, str]) -> Note:
        number = len(self.notes) + 1
        note = Note(number, place.sentence, labels[place.sentence], restated.get(place.sentence, ""), place.document)
        return self.notes.setdefault(place.sentence, note)


def _is_said(hedge: str, label: str, text: str) -> bool:
    """Tell whether a statement says by itself that its period is not stated: it is not to be said twice."""
    return hedge == NO_PERIOD and label in text


def segments(text: str, names: Mapping[str, str], statement: str = "") -> Iterable[Segment]:
    """Cut a text where it has names, the longest first: each name goes with the IRI of what it names.

    >>> [(each.text, each.iri) for each in segments("VLAIO steunt Hefboom.", {"Hefboom": "h", "VLAIO": "v"})]
    [('VLAIO', 'v'), (' steunt ', ''), ('Hefboom', 'h'), ('.', '')]
    """
    ordered = sorted((name for name in names if name in text), key=lambda name: (-len(name), name))
    if not ordered:  # a pattern of few names is made sooner
        return [Segment(text)]
    pattern = re.compile(rf"(?<![\w.,])({'|'.join(map(re.escape, ordered))})(?!\w|[.,]\d)")
    pieces = pattern.split(text)
    found = [
        Segment(piece, names[piece], names[piece] == statement) if at % 2 else Segment(piece)
        for at, piece in enumerate(pieces)
    ]
    return [segment for segment in _with_signs(found) if segment.text]


def _with_signs(found: list[Segment]) -> list[Segment]:
    """Return segments where a value takes along the sign of its unit that stands beside it."""
    for at, segment in enumerate(found):
        if segment.value:
            before, after = found[at - 1].text, found[at + 1].text  # what was cut has a piece on either side
            lead, trail = _EURO.search(before), _PERCENT.match(after)
            sign, per = (lead[0] if lead else ""), (trail[0] if trail else "")
            found[at - 1] = replace(found[at - 1], text=before.removesuffix(sign))
            found[at] = replace(segment, text=f"{sign}{segment.text}{per}")
            found[at + 1] = replace(found[at + 1], text=after.removeprefix(per))
    return found


def _each(lists: Iterable[Iterable[str]]) -> list[str]:
    return list(dict.fromkeys(one for each in lists for one in each))
