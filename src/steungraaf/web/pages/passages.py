"""Read a document for its page: item by item, each answer under its question, and what rests on each sentence."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from steungraaf.catalogue.labels import languages_for
from steungraaf.evidence import Originals, Sentence, SentenceCoverage
from steungraaf.namespaces import expand
from steungraaf.rdf import Literal, NamedNode
from steungraaf.store import Store
from steungraaf.store.lookup import objects_of, parts, rows_of
from steungraaf.web.pages.addresses import page_labels
from steungraaf.web.pages.rendering import Visit
from steungraaf.web.pages.statements import Notebook, Said, Segment, segments
from steungraaf.web.served import Served

MOST = 1500  # statements of a document that stand in its page; of a larger one each sentence's own page has them
_CLAIM, _FIGURE = expand("sg:Claim"), expand("sg:Figure")
_AS_WRITTEN = expand("sg:asWritten")
_LOOSE = "sentences"  # where sentences stand in the page that are in no item
_RELATIONS = tuple(map(expand, ("sg:answers", "sg:refersTo", "sg:leavesOpen")))
_LANGUAGES = {"NLD": "nl", "ENG": "en", "FRA": "fr", "DEU": "de"}  # by the EU's list of languages


@dataclass(frozen=True)
class Text:
    """A text, and its language where that is another one than the reader's."""

    words: str
    lang: str = ""


@dataclass(frozen=True)
class Link:
    """A thing by its name."""

    iri: str
    label: str


@dataclass(frozen=True)
class Passage:
    """A sentence: where it stands, what it says, how it is accounted for, and what rests on it.

    `state` is claims, both (claims and figures), figures, role or unaccounted. `quoted` are the words of the source,
    where they are attached, with the figures in them. Of what rests `also` on it, another sentence is the first.
    """

    sentence: Sentence
    name: str
    label: str
    state: str
    claims: int
    figures: int
    role: str
    restated: Text
    quoted: tuple[Segment, ...] = ()
    said_figures: tuple[Said, ...] = ()
    said_claims: tuple[Said, ...] = ()
    also: tuple[Said, ...] = ()


@dataclass(frozen=True)
class Section:
    """An item with its sentences: what it answers, where it sends the reader, and what it leaves open.

    `claims` and `figures` count what rests on its sentences, each once, after `with_statements`.
    """

    iri: str
    name: str
    label: str
    passages: tuple[Passage, ...]
    answers: tuple[Link, ...] = ()
    refers: tuple[Link, ...] = ()
    gaps: tuple[Link, ...] = ()
    answered: bool = False
    claims: int = 0
    figures: int = 0

    @property
    def accounted(self) -> int:
        """Return how many of its sentences are accounted for."""
        return sum(passage.state != "unaccounted" for passage in self.passages)


def read_sections(visit: Visit, document: str) -> list[Section]:
    """Return the items of a document in the order of reading, without what rests on their sentences."""
    evidence = visit.served.dataset.evidence
    read = evidence.sentences(document)
    sentences = {one.iri: one for one in read}
    found = [
        Section(
            iri=item.item,
            name=name_in(document, item.item) if item.item else _LOOSE,
            label=text_in(item.label, visit.lang).words if item.item else visit.say("document.loose"),
            passages=tuple(_passage(document, sentences[each.sentence], each, visit.lang) for each in item.sentences),
        )
        for item in evidence.coverage(document, read).items
    ]
    return _related(visit.served, found, visit.lang)


def _passage(document: str, sentence: Sentence, covered: SentenceCoverage, lang: str) -> Passage:
    both = covered.claims and covered.figures
    return Passage(
        sentence=sentence,
        name=name_in(document, sentence.iri),
        label=text_in(sentence.label, lang).words or name_in(document, sentence.iri),
        state="both" if both else covered.state,
        claims=covered.claims,
        figures=covered.figures,
        role=text_in(covered.role_label, lang).words,
        restated=text_in(sentence.restatement, lang),
    )


def _related(served: Served, sections: list[Section], lang: str) -> list[Section]:
    """Return sections with what their items answer, refer to and leave open."""
    related: dict[tuple[str, str], list[str]] = {}
    for item, relation, other in objects_of(served.store, [one.iri for one in sections if one.iri], _RELATIONS):
        if isinstance(other, NamedNode):
            related.setdefault((item, relation), []).append(other.value)
    labels = page_labels(served, [one for each in related.values() for one in each], lang)

    def links(item: str, relation: str) -> tuple[Link, ...]:
        """Return what an item is related to."""
        return tuple(Link(iri, labels[iri]) for iri in sorted(related.get((item, relation), [])))

    answered = {iri for (_, relation), iris in related.items() if relation == _RELATIONS[0] for iri in iris}
    return [
        replace(
            one,
            answers=links(one.iri, _RELATIONS[0]),
            refers=links(one.iri, _RELATIONS[1]),
            gaps=links(one.iri, _RELATIONS[2]),
            answered=one.iri in answered,
        )
        for one in sections
    ]


def arrange(sections: Sequence[Section]) -> list[list[Section]]:
    """Return sections in groups, in the order of reading: an answer comes with the questions before it."""
    by_iri = {one.iri: one for one in sections}
    asked = {link.iri for one in sections for link in one.answers if link.iri != one.iri}
    groups: list[list[Section]] = []
    placed: set[str] = set()
    for one in sections:
        if one.iri in asked and not one.answers:
            continue  # it comes with its answer
        questions = [by_iri[each.iri] for each in one.answers if each.iri in by_iri and each.iri not in placed]
        groups.append([*(each for each in questions if each.iri != one.iri), one])
        placed.update(each.iri for each in groups[-1])
    return groups


def with_words(visit: Visit, sections: Iterable[Section]) -> list[Section]:
    """Return sections whose sentences have the words of the source, as far as these are attached."""
    originals, store = visit.served.dataset.originals, visit.served.store
    sections = list(sections)
    sentences = [passage.sentence for one in sections for passage in one.passages]
    if not any(originals.text(document) for document in {each.document for each in sentences}):
        return sections
    written = _written(store, _resting(store, [each.iri for each in sentences]))
    return [
        replace(one, passages=tuple(_quoted(passage, originals, written) for passage in one.passages))
        for one in sections
    ]


def _written(store: Store, resting: Mapping[str, list[tuple[str, str]]]) -> dict[str, dict[str, str]]:
    """Return by sentence how the source writes each of its figures."""
    figures = {iri for each in resting.values() for iri, kind in each if kind == _FIGURE}
    texts = {
        figure: text.value
        for figure, _, text in objects_of(store, sorted(figures), (_AS_WRITTEN,))
        if isinstance(text, Literal)
    }
    return {sentence: {texts[one]: one for one, _ in each if one in texts} for sentence, each in resting.items()}


def _quoted(passage: Passage, originals: Originals, written: Mapping[str, Mapping[str, str]]) -> Passage:
    words = originals.sentence_text(passage.sentence)
    if words is None:
        return passage
    named = written.get(passage.sentence.iri, {})
    cut = (replace(one, value=bool(one.iri)) for one in segments(words, named))
    return replace(passage, quoted=tuple(cut))


def with_statements(visit: Visit, sections: Iterable[Section]) -> list[Section]:
    """Return sections whose sentences have in words what rests on them; only counted, where it is much for a page."""
    store, sections = visit.served.store, list(sections)
    resting = _resting(store, [passage.sentence.iri for one in sections for passage in one.passages])
    sections = [_counted(one, resting) for one in sections]
    wanted = list(dict.fromkeys(iri for each in resting.values() for iri, _ in each))
    if len(wanted) > MOST:
        return sections
    noted: dict[str, list[str]] = {iri: [] for iri in wanted}  # their sentences stand beside them
    said = {one.iri: one for one in Notebook(visit.served, visit.lang).read(wanted, noted)}
    firsts = _firsts(resting)
    return [
        replace(one, passages=tuple(_saying(passage, resting, said, firsts) for passage in one.passages))
        for one in sections
    ]


def _counted(section: Section, resting: Mapping[str, list[tuple[str, str]]]) -> Section:
    """Return an item with how many claims and figures rest on its sentences, each once."""
    kinds = dict(one for passage in section.passages for one in resting.get(passage.sentence.iri, []))
    counts = Counter(kinds.values())
    return replace(section, claims=counts[_CLAIM], figures=counts[_FIGURE])


def _saying(
    passage: Passage,
    resting: Mapping[str, list[tuple[str, str]]],
    said: Mapping[str, Said],
    firsts: Mapping[str, str],
) -> Passage:
    own = passage.sentence.iri
    kinds = dict(resting.get(own, []))
    first = [iri for iri in kinds if firsts.get(iri, own) == own]
    return replace(
        passage,
        said_figures=tuple(said[iri] for iri in first if kinds[iri] == _FIGURE),
        said_claims=tuple(said[iri] for iri in first if kinds[iri] == _CLAIM),
        also=tuple(said[iri] for iri in kinds if iri not in first),
    )


def _resting(store: Store, sentences: Sequence[str]) -> dict[str, list[tuple[str, str]]]:
    """Return by sentence the figures and claims that are quoted from it, each with its class."""
    found: dict[str, list[tuple[str, str]]] = {}
    for some in parts(sentences):
        rows = rows_of(
            store,
            f"SELECT DISTINCT ?sentence ?statement ?kind WHERE {{ VALUES ?sentence {{ {some} }} "
            f"?statement <{expand('prov:wasQuotedFrom')}> ?sentence ; a ?kind "
            f"FILTER (?kind IN (<{_CLAIM}>, <{_FIGURE}>)) }}",
        )
        for sentence, statement, kind in rows:
            if isinstance(sentence, NamedNode) and isinstance(statement, NamedNode) and isinstance(kind, NamedNode):
                found.setdefault(sentence.value, []).append((statement.value, kind.value))
    return {sentence: sorted(each, key=lambda one: (len(one[0]), one[0])) for sentence, each in found.items()}


def _firsts(resting: Mapping[str, list[tuple[str, str]]]) -> dict[str, str]:
    """Return the sentence that each statement carries in its name, by the design of the IRIs, where it does."""
    quoted: dict[str, list[str]] = {}
    for sentence, each in resting.items():
        for statement, _ in each:
            quoted.setdefault(statement, []).append(sentence)
    return {statement: named for statement, each in quoted.items() for named in _named_in(statement, each)}


def _named_in(statement: str, sentences: Iterable[str]) -> Iterator[str]:
    """Give the sentences whose name stands in that of a statement: a4-s2 in claim-a4-s2-1."""
    for sentence in sentences:
        start, _, name = sentence.rpartition("/")
        if f"-{name}-" in statement.removeprefix(f"{start}/"):
            yield sentence


def name_in(document: str, iri: str) -> str:
    """Return what a part of a document is called in it, which is its place in the page as well: a4-s2."""
    if iri.startswith(f"{document}/"):
        return iri.removeprefix(f"{document}/")
    return iri.rstrip("/#").replace("#", "/").rpartition("/")[2]


def text_in(texts: Mapping[str, str], lang: str) -> Text:
    """Return the text in a language, else in another that there is, which is told then."""
    for each in (*languages_for(lang), *texts):
        if words := texts.get(each):
            return Text(words, "" if each == lang else each)
    return Text("")


def language_of(store: Store, document: str) -> str:
    """Return the language of a document, empty where it does not tell one that we know."""
    found = objects_of(store, [document], (expand("dcterms:language"),))
    codes = (value.value.rpartition("/")[2] for _, _, value in found if isinstance(value, NamedNode))
    return next((_LANGUAGES[code] for code in codes if code in _LANGUAGES), "")
