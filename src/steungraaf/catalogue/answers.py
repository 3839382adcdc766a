"""Put together what a document answers to its numbered questions: statements, their sentences, what stays open.

Everything comes from the data. A stored query in the theme `answers` that has the tag `<document>/<number>` says which
statements are the answer and in which order; without one, they are all figures and claims of the answering items.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from steungraaf.catalogue.faults import AmbiguousQuestionError
from steungraaf.catalogue.items import Items, Question, read_items
from steungraaf.catalogue.labels import find_labels, languages_for
from steungraaf.catalogue.names import as_iri
from steungraaf.catalogue.quotations import NO_PERIOD, Place, hedges, places, quotes, statements_in
from steungraaf.catalogue.stored import Catalogue
from steungraaf.catalogue.tables import Table
from steungraaf.errors import NoQuestionsError, UnknownChoiceError, UnknownQuestionError
from steungraaf.namespaces import expand
from steungraaf.rdf import NamedNode
from steungraaf.store import Store
from steungraaf.store.lookup import Described, find_texts

_THEME = "answers"
_QUESTION = "question"  # the parameter by which a query that fits several questions is told which one
_RESTATEMENT = (expand("sg:restatement"),)


@dataclass(frozen=True)
class Statement:
    """One claim or figure in words, what keeps it from being plain, and the numbers of its footnotes.

    Of one that is `undated` the last of the hedges says so.
    """

    iri: str
    text: str
    hedges: list[str]
    footnotes: list[int]
    undated: bool = False


@dataclass(frozen=True)
class Footnote:
    """One sentence that statements rest on."""

    number: int
    sentence: str
    item_label: str
    sentence_number: int
    restatement: str
    document: str


@dataclass(frozen=True)
class Answer:
    """What a document answers to one of its numbered questions."""

    number: int
    question: str
    question_label: str
    question_text: str
    question_sentences: list[str]
    document: str
    document_label: str
    answered_by: list[str]
    statements: list[Statement]
    footnotes: list[Footnote]
    referred_to: list[str]
    gaps: list[str]


class Answers:
    """The answers to the numbered questions of all documents in a store."""

    def __init__(self, catalogue: Catalogue, store: Store) -> None:
        """Take the stored queries, some of which say what the answer is, and the store they ask."""
        self._catalogue = catalogue
        self._store = store

    def questions(self) -> list[Question]:
        """Return every numbered question, by document and number."""
        return self._items.ordered()

    def of(self, document: str | None) -> list[Question]:
        """Return the questions of a document, told by its IRI or the last part of it, or those of all.

        Raises UnknownChoiceError for a document without questions, and NoQuestionsError where none has any.
        """
        known = self.questions()
        found = [each for each in known if document in (None, each.document, each.document_name)]
        if found:
            return found
        if not known:
            raise NoQuestionsError
        names = list(dict.fromkeys(each.document_name for each in known))
        raise UnknownChoiceError(option="--document", value=document, known=names)

    def answer(self, question: int | str, lang: str = "nl") -> Answer:
        """Return the answer to a question, named by its number, by `<document>/<number>` or by its IRI.

        The document is told by its IRI or by the last part of it.

        Raises UnknownQuestionError; AmbiguousQuestionError for a number that several documents have.
        """
        found = self._find(question)
        statements, quoted = self._statements(found)
        gathered = _gather(self._store, self._items, found, statements, quoted, lang)
        return Answer(
            number=found.number,
            question=found.item,
            question_label=gathered.labels[found.item],
            question_text=gathered.restated(found.item),
            question_sentences=gathered.sentences_of(found.item),
            document=found.document,
            document_label=gathered.labels[found.document],
            answered_by=gathered.named(self._items.answered_by(found.item)),
            statements=[gathered.statement(each) for each in statements],
            footnotes=gathered.footnotes(),
            referred_to=gathered.named(self._items.referred_to(found.item)),
            gaps=gathered.named(self._items.left_open(found.item)),
        )

    @cached_property
    def _items(self) -> Items:
        return read_items(self._store)

    def _find(self, question: int | str) -> Question:
        wanted = str(question).strip()
        iri = as_iri(wanted)
        fits = [
            each
            for each in self.questions()
            if wanted in (each.tag, str(each.number)) or iri in (each.item, f"{each.document}/{each.number}")
        ]
        if len(fits) == 1:
            return fits[0]
        if fits:
            raise AmbiguousQuestionError(number=wanted, candidates=[each.tag for each in fits])
        documents = {each.document for each in self.questions()}
        known = [str(each.number) if len(documents) == 1 else each.tag for each in self.questions()]
        raise UnknownQuestionError(number=wanted, known=known)

    def _statements(self, question: Question) -> tuple[list[str], dict[str, list[str]]]:
        """Return the statements that are the answer, in order, and the sentences that the stored query gives them."""
        query = self._catalogue.tagged(question.tag, _THEME)
        if query is not None:
            known = [parameter.name for parameter in query.parameters]
            values = {_QUESTION: question.item} if _QUESTION in known else {}
            table = self._catalogue.ask(f"{query.theme}/{query.name}", values, labels=False)
            if isinstance(table, Table):
                return _from_rows(table)
        items = self._items.read_for(question.item)
        found: dict[str, list[str]] = {item: [] for item in items}
        for place in places(self._store, items=items):
            found[place.item].append(place.sentence)
        return statements_in(self._store, [sentence for item in items for sentence in found[item]]), {}


def _from_rows(table: Table) -> tuple[list[str], dict[str, list[str]]]:
    """Return the IRIs in the first column, each once, and the sentences beside them."""
    names = [column.name for column in table.columns]
    column = names.index("sentence") if "sentence" in names else None
    quoted: dict[str, list[str]] = {}
    for row in table.rows:
        if isinstance(row[0], NamedNode):
            sentences = quoted.setdefault(row[0].value, [])
            sentence = None if column is None else row[column]
            if isinstance(sentence, NamedNode) and sentence.value not in sentences:
                sentences.append(sentence.value)
    return list(quoted), {statement: sentences for statement, sentences in quoted.items() if sentences}


@dataclass(frozen=True)
class _Gathered:
    """What was looked up for one answer, in one language, with a fixed number of queries."""

    quoted: dict[str, list[str]]
    unsure: dict[str, list[str]]
    places: list[Place]
    restatements: dict[str, str]
    labels: dict[str, str]

    def named(self, iris: Iterable[str]) -> list[str]:
        """Return what things are called."""
        return [self.labels[iri] for iri in iris]

    def sentences_of(self, item: str) -> list[str]:
        """Return the sentences of an item, in their order."""
        return [place.sentence for place in self.places if place.item == item]

    def restated(self, item: str) -> str:
        """Return in our own words what an item says."""
        return " ".join(self.restatements.get(sentence, "") for sentence in self.sentences_of(item)).strip()

    def statement(self, iri: str) -> Statement:
        """Return one claim or figure with the numbers of its footnotes."""
        unsure = self.unsure.get(iri, [])
        footnotes = [self._numbers[sentence] for sentence in self.quoted.get(iri, [])]
        return Statement(iri, self.labels[iri], self.named(unsure), footnotes, NO_PERIOD in unsure)

    def footnotes(self) -> list[Footnote]:
        """Return the sentences that are cited, in the order in which they first are."""
        numbers = self._numbers
        notes = [self._footnote(place, numbers[place.sentence]) for place in self.places if place.sentence in numbers]
        return sorted(notes, key=lambda note: note.number)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        cited = dict.fromkeys(sentence for sentences in self.quoted.values() for sentence in sentences)
        return {sentence: number for number, sentence in enumerate(cited, start=1)}

    def _footnote(self, place: Place, number: int) -> Footnote:
        words = self.restatements.get(place.sentence, "")
        return Footnote(number, place.sentence, self.labels[place.item], place.number, words, place.document)


def _gather(
    store: Store, items: Items, question: Question, statements: list[str], quoted: dict[str, list[str]], lang: str
) -> _Gathered:
    """Look up what an answer needs; the sentences that a stored query gave its statements go before others."""
    described = Described(store)
    unsure = hedges(described, statements)
    found = quotes(described, [each for each in statements if each not in quoted])
    ordered = {each: quoted.get(each) or found.get(each, []) for each in statements}
    cited = {sentence for sentences in ordered.values() for sentence in sentences}
    where = places(described, items=[question.item], sentences=sorted(cited))
    wanted = [question.item, question.document, *statements, *(place.item for place in where)]
    wanted += [hedge for each in unsure.values() for hedge in each]
    for of_question in (items.referred_to, items.left_open, items.answered_by):
        wanted += of_question(question.item)
    restatements = find_texts(described, [place.sentence for place in where], _RESTATEMENT, languages_for(lang))
    return _Gathered(ordered, unsure, where, restatements, find_labels(store, wanted, lang))
