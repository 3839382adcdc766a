"""Tell of every sentence whether it is accounted for: by claims, by figures, or by the role it has."""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from steungraaf.evidence.sentences import Sentence, Texts

_STATEMENT = "https://w3id.org/steungraaf/id/sentence-role/statement"  # the one role that asks for claims or figures
_WORDS = {
    "nl": {
        "claim": "bewering",
        "claims": "beweringen",
        "figure": "cijfer",
        "figures": "cijfers",
        "unaccounted": "niet verantwoord",
        "sentence": "zin",
        "total": "Alle zinnen",
        "of": "van",
        "none": "Er zijn geen zinnen.",
        "point": ",",
    },
    "en": {
        "claim": "claim",
        "claims": "claims",
        "figure": "figure",
        "figures": "figures",
        "unaccounted": "not accounted for",
        "sentence": "sentence",
        "total": "All sentences",
        "of": "of",
        "none": "There are no sentences.",
        "point": ".",
    },
}


@dataclass(frozen=True)
class SentenceCoverage:
    """How one sentence is accounted for: state is claims, figures, role or unaccounted."""

    sentence: str
    number: int
    state: str
    claims: int
    figures: int
    role: str
    label: Texts
    role_label: Texts


@dataclass(frozen=True)
class ItemCoverage:
    """The sentences of one item of a document."""

    item: str
    document: str
    label: Texts
    sentences: tuple[SentenceCoverage, ...]

    @property
    def total(self) -> int:
        """Return the number of sentences."""
        return len(self.sentences)

    @property
    def accounted(self) -> int:
        """Return the number of sentences that are accounted for."""
        return sum(sentence.state != "unaccounted" for sentence in self.sentences)

    @property
    def percentage(self) -> float:
        """Return the accounted share in percent, 100 where there is no sentence."""
        return _percentage(self.accounted, self.total)


@dataclass(frozen=True)
class Coverage:
    """Every item of every document, in the order of reading."""

    items: tuple[ItemCoverage, ...]

    @property
    def total(self) -> int:
        """Return the number of sentences."""
        return sum(item.total for item in self.items)

    @property
    def accounted(self) -> int:
        """Return the number of sentences that are accounted for."""
        return sum(item.accounted for item in self.items)

    @property
    def percentage(self) -> float:
        """Return the accounted share in percent, 100 where there is no sentence."""
        return _percentage(self.accounted, self.total)

    @property
    def unaccounted(self) -> list[str]:
        """Return the IRI of each sentence that nothing accounts for."""
        states = (sentence for item in self.items for sentence in item.sentences)
        return [sentence.sentence for sentence in states if sentence.state == "unaccounted"]

    def to_text(self, lang: str = "nl") -> str:
        """Return a plain table: each item with its percentage, under it each sentence with its state."""
        words = _WORDS["nl" if lang == "nl" else "en"]
        if not self.items:
            return f"{words['none']}\n"
        heads = [(_text(item.label, lang) or item.item, item) for item in self.items]
        width = max(len(words["total"]), *(len(head) for head, _ in heads)) + 2
        blocks = []
        for head, item in heads:
            states = [_state_line(sentence, words, lang) for sentence in item.sentences]
            blocks.append("\n".join([_share_line(head, item, width, words), *states]))
        return "\n\n".join([*blocks, _share_line(words["total"], self, width, words)]) + "\n"

    def to_json(self) -> str:
        """Return the same as JSON, with the percentages."""
        items = [{**asdict(item), "percentage": item.percentage} for item in self.items]
        whole = {"items": items, "total": self.total, "accounted": self.accounted, "percentage": self.percentage}
        return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def make_coverage(sentences: Iterable[Sentence], claims: Mapping[str, int], figures: Mapping[str, int]) -> Coverage:
    """Return the coverage of sentences, given how many claims and figures are quoted from each."""
    items: dict[str, list[Sentence]] = {}
    for sentence in sentences:
        items.setdefault(sentence.item, []).append(sentence)
    return Coverage(tuple(_item_coverage(group, claims, figures) for group in items.values()))


def _item_coverage(group: Sequence[Sentence], claims: Mapping[str, int], figures: Mapping[str, int]) -> ItemCoverage:
    first = group[0]
    states = tuple(_sentence_coverage(each, claims.get(each.iri, 0), figures.get(each.iri, 0)) for each in group)
    return ItemCoverage(first.item, first.document, first.item_label, states)


def _sentence_coverage(sentence: Sentence, claims: int, figures: int) -> SentenceCoverage:
    by_role = "role" if sentence.role not in ("", _STATEMENT) else "unaccounted"
    state = "claims" if claims else "figures" if figures else by_role
    return SentenceCoverage(
        sentence=sentence.iri,
        number=sentence.number,
        state=state,
        claims=claims,
        figures=figures,
        role=sentence.role,
        label=sentence.label,
        role_label=sentence.role_label,
    )


def _percentage(part: int, whole: int) -> float:
    return math.floor(1000 * part / whole) / 10 if whole else 100.0  # never 100 where one is missing


def _share_line(head: str, part: ItemCoverage | Coverage, width: int, words: Mapping[str, str]) -> str:
    share = f"{part.percentage:g}".replace(".", words["point"])
    return f"{head:<{width}}{share:>5} %  ({part.accounted} {words['of']} {part.total})"


def _state_line(sentence: SentenceCoverage, words: Mapping[str, str], lang: str) -> str:
    counts = [(sentence.claims, "claim"), (sentence.figures, "figure")]
    said = ", ".join(f"{count} {words[word if count == 1 else f'{word}s']}" for count, word in counts if count)
    role = _text(sentence.role_label, lang) or sentence.role.rpartition("/")[2]
    why = said or (role if sentence.state == "role" else words["unaccounted"])
    return f"  {words['sentence']} {sentence.number:<3} {why}"


def _text(texts: Texts, lang: str) -> str:
    return texts.get(lang) or next(iter(texts.values()), "")
