"""Know the numbered questions of the documents, which items answer them, and where these send the reader."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from steungraaf.namespaces import expand
from steungraaf.rdf import Literal, NamedNode
from steungraaf.store import Store
from steungraaf.store.lookup import rows_of

_QUESTION = expand("sg:WrittenQuestion")
_ANSWERS = expand("sg:answers")
_REFERS_TO = expand("sg:refersTo")
_LEAVES_OPEN = expand("sg:leavesOpen")


@dataclass(frozen=True)
class Question:
    """One numbered question of a document."""

    item: str
    number: int
    document: str

    @property
    def document_name(self) -> str:
        """Return the last part of the document's IRI."""
        return self.document.rstrip("/").rpartition("/")[2]

    @property
    def tag(self) -> str:
        """Return what names it among all documents: the name of its document and the number."""
        return f"{self.document_name}/{self.number}"


@dataclass
class Items:
    """The items of all documents and how they hang together."""

    questions: dict[str, Question] = field(default_factory=dict)
    answers: dict[str, list[str]] = field(default_factory=dict)
    refers: dict[str, list[str]] = field(default_factory=dict)
    gaps: dict[str, list[str]] = field(default_factory=dict)
    creators: dict[str, list[str]] = field(default_factory=dict)

    def ordered(self) -> list[Question]:
        """Return the questions by document and number."""
        return sorted(self.questions.values(), key=lambda question: (question.document, question.number))

    def read_for(self, question: str) -> list[str]:
        """Return the items that answer a question, each followed by those it sends the reader to.

        Whoever is sent to a question reads its answer; an item is read once, however they refer to each other.
        """
        found: dict[str, None] = {}
        for item in self.answers.get(question, []):
            self._follow(item, found)
        return list(found)

    def _follow(self, item: str, found: dict[str, None]) -> None:
        if item in found:
            return
        found[item] = None
        for target in self.refers.get(item, []):
            for answer in self.answers.get(target, []) if target in self.questions else [target]:
                self._follow(answer, found)

    def referred_to(self, question: str) -> list[str]:
        """Return where the answer to a question sends the reader."""
        return _each(target for item in self.answers.get(question, []) for target in self.refers.get(item, []))

    def left_open(self, question: str) -> list[str]:
        """Return what the answer to a question leaves unanswered."""
        return _each(gap for item in self.answers.get(question, []) for gap in self.gaps.get(item, []))

    def answered_by(self, question: str) -> list[str]:
        """Return who gave the answer to a question."""
        return _each(who for item in self.answers.get(question, []) for who in self.creators.get(item, []))


def read_items(store: Store) -> Items:
    """Read the items of every document: two queries."""
    items = Items()
    _read_places(store, items)
    relations = {_ANSWERS: items.answers, _REFERS_TO: items.refers, _LEAVES_OPEN: items.gaps}
    rows = rows_of(
        store,
        f"SELECT ?item ?relation ?other WHERE {{ ?item a <{expand('sg:Item')}> ; ?relation ?other "
        f"FILTER (?relation IN ({', '.join(f'<{iri}>' for iri in relations)})) }} ORDER BY ?item ?other",
    )
    for item, relation, other in rows:
        if isinstance(item, NamedNode) and isinstance(relation, NamedNode) and isinstance(other, NamedNode):
            subject, value = (other, item) if relation.value == _ANSWERS else (item, other)
            relations[relation.value].setdefault(subject.value, []).append(value.value)
    return items


def _read_places(store: Store, items: Items) -> None:
    """Read which item is which question of which document, and who wrote it."""
    rows = rows_of(
        store,
        "SELECT ?item ?position ?kind ?document ?creator WHERE { "
        f"?item a <{expand('sg:Item')}> ; <{expand('schema:position')}> ?position ; "
        f"<{expand('dcterms:isPartOf')}> ?whole . ?whole a ?kind ; <{expand('dcterms:isPartOf')}> ?document "
        f"FILTER (?kind IN (<{_QUESTION}>, <{expand('sg:WrittenAnswer')}>)) "
        f"OPTIONAL {{ ?whole <{expand('dcterms:creator')}> ?creator }} }} ORDER BY ?item ?creator",
    )
    for item, position, kind, document, creator in rows:
        if isinstance(item, NamedNode) and isinstance(creator, NamedNode):
            items.creators.setdefault(item.value, []).append(creator.value)
        number = int(position.value) if isinstance(position, Literal) else 0
        asks = isinstance(kind, NamedNode) and kind.value == _QUESTION and number > 0  # number 0 is the introduction
        if asks and isinstance(item, NamedNode) and isinstance(document, NamedNode):
            items.questions[item.value] = Question(item.value, number, document.value)


def _each(iris: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(iris))
