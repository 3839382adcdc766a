"""Show the first page: what the documents answer, who supports starters, and how much of the source is covered."""

from dataclasses import dataclass
from typing import Any

from steungraaf.catalogue.answers import Answer
from steungraaf.catalogue.quotations import NO_PERIOD
from steungraaf.model import narrower_classes
from steungraaf.namespaces import expand
from steungraaf.rdf import Literal, NamedNode
from steungraaf.store.lookup import rows_of
from steungraaf.web.pages.addresses import page_labels
from steungraaf.web.pages.amounts import SIGNED, names_of, read_amounts
from steungraaf.web.pages.examples import examples_of
from steungraaf.web.pages.portrait import HELPS, SOMEWHERE
from steungraaf.web.pages.rendering import Visit
from steungraaf.web.pages.statements import Hedge, Notebook, Said
from steungraaf.web.served import Served

FIRST = 4  # statements of an answer that stand in sight; the others open below them
_MOST = 8  # rows of each list
_BY = {  # what the lists count claims by: the property of a claim, or the way to it
    "actor": f"<{expand('rdf:subject')}>",
    "kind": f"<{expand('sg:supportKind')}>",
    "group": f"<{expand('rdf:object')}>",
    "place": SOMEWHERE,
}
_ONLY = {"actor": "foaf:Agent", "group": "skos:Concept", "kind": "skos:Concept", "place": "dcterms:Location"}


@dataclass(frozen=True)
class Answered:
    """An answer with its statements in words: those in sight, and those that open below them."""

    answer: Answer
    shown: list[Said]
    more: list[Said]


@dataclass(frozen=True)
class First:
    """The figure that the page begins with: how much, in which unit and period; a unit whose sign is shown is empty."""

    said: Said
    shown: str
    unit: str
    period: str
    hedges: tuple[Hedge, ...]  # but that the period is not stated, which is told in its place


@dataclass(frozen=True)
class Counted:
    """A thing, and how many claims are about it."""

    iri: str
    label: str
    count: int


def home_context(wanted: Visit) -> dict[str, Any]:
    """Return what the first page shows."""
    dataset = wanted.served.dataset
    answers = _answers(wanted)
    notebook = Notebook(wanted.served, wanted.lang)
    coverage = dataset.coverage()
    return {
        "first": _first_figure(wanted, answers, notebook),  # before the answers: its footnote is the first of the page
        "examples": examples_of(wanted),
        "answers": [_answered(each, notebook) for each in answers],
        "lists": {name: _counted(wanted.served, name, wanted.lang) for name in _BY},
        "coverage": coverage,
        "gaps": list(dict.fromkeys(gap for each in answers for gap in each.gaps)),
    }


def _answers(wanted: Visit) -> list[Answer]:
    from steungraaf.errors import NoQuestionsError

    try:
        return wanted.served.dataset.answers(lang=wanted.lang)
    except NoQuestionsError:
        return []


def _first_figure(wanted: Visit, answers: list[Answer], notebook: Notebook) -> First | None:
    """Return the first statement of the first answer that says how much; None where no answer does."""
    quoted = {iri: sentences for each in answers for iri, sentences in _quoted(each).items()}
    amounts = read_amounts(wanted.served.store, quoted, wanted.lang)
    amount = next((one for one in amounts.values() if one.value is not None), None)
    if amount is None:
        return None
    (said,) = notebook.read([amount.iri], quoted)
    names = names_of(wanted.served, [amount], wanted.lang)
    hedges = tuple(hedge for hedge in said.hedges if hedge.iri != NO_PERIOD)
    period = wanted.say("site.no_period") if amount.period == NO_PERIOD else names.get(amount.period, "")
    return First(said, amount.shown, "" if amount.unit in SIGNED else names.get(amount.unit, ""), period, hedges)


def _quoted(answer: Answer) -> dict[str, list[str]]:
    """Return the statements of an answer in their order, with the sentences that it cites for each."""
    sentences = {note.number: note.sentence for note in answer.footnotes}
    return {each.iri: [sentences[number] for number in each.footnotes] for each in answer.statements}


def _answered(answer: Answer, notebook: Notebook) -> Answered:
    said = notebook.read([each.iri for each in answer.statements], _quoted(answer))
    return Answered(answer, said[:FIRST], said[FIRST:])


def _counted(served: Served, name: str, lang: str) -> list[Counted]:
    """Return what most claims of help are about, of one sort: actors, kinds of support, target groups or places."""
    kinds = " ".join(f"<{iri}>" for iri in sorted(narrower_classes(expand(_ONLY[name]))))
    rows = rows_of(
        served.store,
        f"SELECT ?thing (COUNT(DISTINCT ?claim) AS ?count) WHERE {{ "
        f"VALUES ?relation {{ {HELPS} }} VALUES ?kind {{ {kinds} }} "
        f"?claim a <{expand('sg:Claim')}> ; <{expand('rdf:predicate')}> ?relation ; {_BY[name]} ?thing . "
        f"?thing a ?own . ?own <{expand('rdfs:subClassOf')}>* ?kind "
        f"}} GROUP BY ?thing ORDER BY DESC(?count) ?thing LIMIT {_MOST}",
    )
    counts = {
        thing.value: int(count.value)
        for thing, count in rows
        if isinstance(thing, NamedNode) and isinstance(count, Literal)
    }
    labels = page_labels(served, counts, lang)
    return [Counted(iri, labels[iri], count) for iri, count in counts.items()]
