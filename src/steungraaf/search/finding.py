"""Look for what somebody types: the very name first, then less and less of it.

Each way of fitting has its score, and is tried as long as there is room for more of a kind:

100 a name, abbreviation, code, number or address as a whole; 80 the beginning of a name; 60 all words, the last of
which may go on; 50 all words that say something, inflected; 40 these as parts of longer words; 20 to 30 the same with
words that are nearly so; 10 some of the words. The last two only where nothing else fits.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice, product
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from steungraaf.errors import UnknownChoiceError
from steungraaf.search.index import Index
from steungraaf.search.model import KINDS, Hit, How, Thing
from steungraaf.search.words import STOPWORDS, code_of, content_of, fold, is_address, keys_of, parts_of, words_of

if TYPE_CHECKING:
    from steungraaf.queryfile import QueryFile
    from steungraaf.store import Store

WHOLE, BEGINNING, WORDS, STEMS, PARTS, NEAR, SOME = 100, 80, 60, 50, 40, 20, 10
_MEANINGS = 4  # that are looked for where a word is nearly several
_ENDS = 20  # words that the last word may be, which are looked for one by one
_HELD = 60  # words that hold a part, likewise
_READ = 100  # texts that are read whether they hold a part


class Try(NamedTuple):
    """One way to look: its score, the table, what is asked of it, and parts that have to be in the text as well."""

    score: int
    table: str
    what: str
    parts: Sequence[Sequence[str]] = ()


class Fit(NamedTuple):
    """A thing that fits, by its number, with the numbers of the texts that do, and how well."""

    thing: int
    names: tuple[int, ...]
    score: int


class Search:
    """Everything that can be found in a store and among its stored queries; read when something is first looked for."""

    def __init__(self, store: "Store", queries: Callable[[], Iterable["QueryFile"]]) -> None:
        """Take the store, and what gives the stored queries."""
        self._store, self._queries = store, queries
        self._lock = Lock()
        self._index: Index | None = None

    @property
    def index(self) -> Index:
        """Return the index, made by who asks first while the others wait.

        Raises SearchUnavailableError, and what the store and the queries raise.
        """
        with self._lock:
            if self._index is None:
                from steungraaf.search.gathering import gather

                with _kept():
                    self._index = Index(gather(self._store, self._queries()))
            return self._index

    @property
    def is_ready(self) -> bool:
        """Tell whether all is read, so that nobody waits for it."""
        return self._index is not None

    def find(self, text: str, *, lang: str = "nl", limit: int = 10, kinds: Collection[str] = ()) -> list[Hit]:
        """Return what fits a text best, no more than so many of each kind, of all kinds or of some.

        Raises UnknownChoiceError for a kind that is none of KINDS.
        """
        kinds = [kinds] if isinstance(kinds, str) else kinds
        for kind in kinds:
            if kind not in KINDS:
                raise UnknownChoiceError(option="kind", value=kind, known=list(KINDS))
        index = self.index
        room = {kind: limit for kind in index.kinds() if not kinds or kind in kinds}
        fits = _fits(index, tries_of(index, text), room) or _nearly(index, text, room) or _partly(index, text, room)
        order = list(KINDS)
        fits.sort(key=lambda fit: (-fit.score, order.index(index.things[fit.thing].kind)))
        return [_hit(index, fit, lang) for fit in fits]


@contextmanager
def _kept() -> Iterator[None]:
    """Let Python not look for garbage while much is made that is all kept, which takes a fifth of the time.

    What was made counts as old then (frozen, and let go again), so that the next who searches does not wait for a look.
    """
    import gc

    was_looking, is_frozen = gc.isenabled(), gc.get_freeze_count() > 0
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if not is_frozen:  # by a program that serves, for good
            gc.unfreeze()
        if was_looking:
            gc.enable()


def tries_of(index: Index, text: str) -> Iterator[Try]:
    """Give the ways to look for a text that leave no word aside, the best first."""
    yield from (Try(WHOLE, "keys", key) for key in keys_of(text))
    if is_address(text):
        return
    if code := code_of(text):
        yield Try(BEGINNING, "words", f'^"{code}" *')
    words = words_of(text)
    if words and all(word in index.words for word in words[:-1]):
        yield from _going_on(index, words)
    content = content_of(words)
    forms = [index.inflections_of(word) for word in content]
    if forms and all(any(form in index.words for form in each) for each in forms):
        yield Try(STEMS, "words", _all(forms))
    if parts := list(filter(None, map(parts_of, content))):
        yield from _within(index, parts)


def _going_on(index: Index, words: Sequence[str]) -> Iterator[Try]:
    """Give the ways to look for words, the last of which may go on: by the words that it may be, where these are few.

    The index takes longer to find these words than we.
    """
    *before, last = words
    ends = list(islice(index.words.beginning_with(last), _ENDS + 1))
    if len(ends) > _ENDS:
        yield Try(BEGINNING, "words", f'^"{" ".join(words)}" *')
        yield Try(WORDS, "words", f"{' AND '.join(map(_quoted, words))} *")
    elif ends:
        yield Try(BEGINNING, "words", " OR ".join(f'^"{" ".join((*before, end))}"' for end in ends))
        yield Try(WORDS, "words", _all([*([word] for word in before), ends]))


def _within(index: Index, parts: Sequence[Sequence[str]]) -> Iterator[Try]:
    """Give the way to look for parts of words: by the words that hold them, as far as these are few.

    What lies within many words is looked for in the texts themselves, where those with the other words are few.
    """
    words = [list(islice(_holding(index, some), _HELD + 1)) for some in parts]
    few = [each for each in words if len(each) <= _HELD]
    many = [some for some, each in zip(parts, words, strict=True) if len(each) > _HELD]
    if not all(words):
        return
    if few and (not many or min(map(index.words.count, few)) <= _READ):
        yield Try(PARTS, "words", _all(few), many)
    else:
        yield Try(PARTS, "parts", _all(parts))


def _holding(index: Index, parts: Iterable[str]) -> Iterator[str]:
    return (word for part in parts for word in index.words.holding(part))


def _fits(index: Index, tries: Iterable[Try], room: Mapping[str, int]) -> list[Fit]:
    """Return the things that fit, each by the best way in which it does, as many of each kind as there is room for."""
    left, found = dict(room), dict[int, Fit]()
    for each in tries:
        if not any(left.values()):
            break
        for thing, names in index.first(each.table, each.what, left, found, each.parts).items():
            found[thing] = Fit(thing, tuple(names), _score(each, index.things[thing]))
            left[index.things[thing].kind] -= 1
    return list(found.values())


def _score(way: Try, thing: Thing) -> int:
    """Return how well a thing fits; a sentence that begins so is not called so."""
    says = thing.kind == "claim" or thing.document
    return WORDS if says and way.score == BEGINNING else way.score


def _nearly(index: Index, text: str, room: Mapping[str, int]) -> list[Fit]:
    """Return what fits when words that are nowhere are taken for those that they nearly are."""
    words = words_of(text)
    known = [[word] if word in STOPWORDS or index.has_beginning(word) else index.words.near(word) for word in words]
    meant = [" ".join(each) for each in islice(product(*known), _MEANINGS)] if words else []
    tries = sorted((one for each in meant for one in tries_of(index, each)), key=lambda one: -one.score)
    return [fit._replace(score=NEAR + fit.score // 10) for fit in _fits(index, tries, room)]


def _partly(index: Index, text: str, room: Mapping[str, int]) -> list[Fit]:
    """Return what fits some of the words, the likeliest first."""
    known = [word for word in content_of(words_of(text)) if index.has_beginning(word)]
    any_of = " OR ".join(_quoted(each) for word in known for each in index.inflections_of(word))
    found = index.likeliest(any_of, room) if any_of else {}
    return [Fit(thing, tuple(names), SOME) for thing, names in found.items()]


def _hit(index: Index, fit: Fit, lang: str) -> Hit:
    """Tell what was found in the language of the reader."""
    thing = index.things[fit.thing]
    label = thing.label(lang)
    names = sorted(fit.names, key=lambda number: (index.names[number].lang != lang, number))
    texts = [index.names[number].text for number in names if index.names[number].how not in (How.HIDDEN, How.NUMBER)]
    same = any(fold(text) == fold(label) for text in texts) or thing.iri in texts
    matched, note = "" if same or not texts else texts[0], thing.notes.get(lang, "")
    return Hit(thing.iri, thing.kind, label, matched, note, fit.score, thing.document)


def _all(words: Iterable[Iterable[str]]) -> str:
    """Return the expression for one of each."""
    return " AND ".join(f"({' OR '.join(map(_quoted, each))})" for each in words)


def _quoted(word: str) -> str:
    """Return a word, which has letters and digits only, as the index takes it for a text and no operator."""
    return f'"{word}"'
