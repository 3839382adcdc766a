"""Set an answer as plain text: what is stated, what the source does not say, and the sentences it all rests on."""

import textwrap
from collections.abc import Callable, Iterator

from steungraaf.catalogue.answers import Answer, Footnote, Statement
from steungraaf.catalogue.display import plain

_WORDS = {
    "nl": {
        "by": "Antwoord van",
        "refers": "De bron verwijst hiervoor naar",
        "open": "Wat de bron niet zegt",
        "sentences": "Waar het staat",
        "sentence": "zin",
        "nothing": "De bron stelt hierover niets vast.",
    },
    "en": {
        "by": "Answered by",
        "refers": "For this the source refers to",
        "open": "What the source does not say",
        "sentences": "Where it is said",
        "sentence": "sentence",
        "nothing": "The source states nothing on this.",
    },
}
_BULLET = "- "
_NARROWEST = 40
_UNDATED = "\u00b0"
_MANY = 3  # statements without a period from which a mark replaces the words


def render_answer(
    answer: Answer,
    lang: str,
    width: int,
    real_sentence: Callable[[str], str | None],
    heading: Callable[[str], str] = str,
) -> str:
    """Return an answer as text of at most `width` characters a line.

    `real_sentence` gives the sentence of an IRI where the original of its document is at hand; `heading` sets a line
    apart that is a heading, where the text goes to a terminal.
    """
    return "\n".join(_Page(lang, max(width, _NARROWEST), real_sentence, heading).lines(answer)) + "\n"


class _Page:
    """Set the parts of one answer."""

    def __init__(
        self, lang: str, width: int, real_sentence: Callable[[str], str | None], heading: Callable[[str], str]
    ) -> None:
        self._words = _WORDS.get(lang, _WORDS["en"])
        self._width = width
        self._real = real_sentence
        self._heading = heading

    def lines(self, answer: Answer) -> Iterator[str]:
        """Give the answer line by line."""
        yield from self._head(answer)
        yield ""
        undated = [statement.hedges[-1] for statement in answer.statements if statement.undated]
        apart = len(undated) >= _MANY  # said once at the end rather than each time
        for statement in answer.statements:
            yield from self._wrap(_with_marks(statement, apart), _BULLET)
        if apart:
            yield from ("", f"{_UNDATED} {undated[0]}")
        if not answer.statements:
            yield self._words["nothing"]
        if answer.gaps:
            yield from ("", self._heading(self._words["open"]))
            for gap in answer.gaps:
                yield from self._wrap(gap, _BULLET)
        if answer.footnotes:
            yield from ("", self._heading(self._words["sentences"]))
            margin = len(str(answer.footnotes[-1].number)) + 3
            for note in answer.footnotes:
                yield from self._note(note, margin)

    def _head(self, answer: Answer) -> Iterator[str]:
        yield from map(self._heading, self._wrap(f"{answer.question_label}. {answer.question_text}", ""))
        for sentence in answer.question_sentences:
            yield from self._quote(sentence, "  ")
        speakers = f". {self._words['by']} {', '.join(answer.answered_by)}" if answer.answered_by else ""
        yield from self._wrap(f"{answer.document_label}{speakers}.", "")
        if answer.referred_to:
            yield from self._wrap(f"{self._words['refers']} {', '.join(answer.referred_to)}.", "")

    def _note(self, note: Footnote, margin: int) -> Iterator[str]:
        mark = f"[{note.number}]".ljust(margin)
        place = f"{note.item_label}, {self._words['sentence']} {note.sentence_number}"
        yield from self._wrap(f"{place}: {note.restatement}" if note.restatement else place, mark)
        yield from self._quote(note.sentence, " " * margin)

    def _quote(self, sentence: str, margin: str) -> Iterator[str]:
        """Give the real sentence in quotation marks, where it is at hand."""
        if real := self._real(sentence):
            yield from self._wrap(f"\u201c{plain(real)}\u201d", margin)

    def _wrap(self, text: str, first: str) -> list[str]:
        return textwrap.wrap(
            plain(text),
            self._width,
            initial_indent=first,
            subsequent_indent=" " * len(first),
            break_on_hyphens=False,
        )


def _with_marks(statement: Statement, apart: bool) -> str:
    """Return a statement with what keeps it from being plain and the marks of its footnotes."""
    marked = statement.undated and apart
    hedges = statement.hedges[:-1] if marked else statement.hedges
    hedged = f" ({'; '.join(hedges)})" if hedges else ""
    marks = "".join(f"[{number}]" for number in statement.footnotes)
    return f"{statement.text}{hedged}{_UNDATED if marked else ''} {marks}".rstrip()
