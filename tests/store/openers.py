"""Open what the workers of the tests ask: these functions run in their processes."""

import os
import sys

from steungraaf.errors import UnreadableFileError
from steungraaf.rdf import Literal, NamedNode, Quad
from steungraaf.store import EmbeddedStore, serving

EX = "https://example.org/"


def numbers() -> EmbeddedStore:
    """Give a store with three hundred things and their numbers, in one graph."""
    store, graph = EmbeddedStore(), NamedNode(f"{EX}graph")
    things = [NamedNode(f"{EX}{number}") for number in range(300)]
    store.load(Quad(thing, NamedNode(f"{EX}p"), Literal(number), graph) for number, thing in enumerate(things))
    return store


def unguarded() -> EmbeddedStore:
    """Give the same with nothing in front of the engine."""
    serving.check_query = lambda *_: None  # type: ignore[assignment]
    return numbers()


def broken() -> EmbeddedStore:
    """Fail as a file does that cannot be read."""
    raise UnreadableFileError(file="x.ttl", reason="no")


def broken_once(mark: str) -> EmbeddedStore:
    """Fail the first time, before there is a file of that name."""
    if not os.path.exists(mark):
        with open(mark, "w", encoding="utf-8"):
            return broken()
    return numbers()


def ending(words: str) -> EmbeddedStore:
    """End the process with some last words."""
    print(words, file=sys.stderr, flush=True)
    os._exit(7)


def good_once(mark: str) -> EmbeddedStore:
    """Give the store the first time, and fail from then on."""
    if os.path.exists(mark):
        return broken()
    with open(mark, "w", encoding="utf-8"):
        return numbers()


def numbers_in(file: str) -> EmbeddedStore:
    """Give a store with as many things as a file says, or fail where it says none."""
    with open(file, encoding="utf-8") as text:
        number = int(text.read())
    if not number:
        return broken()
    store, graph = EmbeddedStore(), NamedNode(f"{EX}graph")
    store.load(Quad(NamedNode(f"{EX}{one}"), NamedNode(f"{EX}p"), Literal(one), graph) for one in range(number))
    return store


def echo(body: bytes, word: str) -> dict[str, str]:
    """Return what was given, for a function that runs apart."""
    return {"said": f"{word} {body.decode()} in {os.getpid()}"}


def fail(body: bytes) -> dict[str, str]:
    """Fail with a fault of ours."""
    raise UnreadableFileError(file=body.decode(), reason="no")


def take_all(body: bytes) -> dict[str, str]:
    """Take more memory than there is."""
    raise MemoryError


def fall_over(body: bytes, **arguments: object) -> dict[str, str]:
    """End the process."""
    os._exit(7)


def stay(body: bytes) -> dict[str, str]:
    """Never come back."""
    while True:
        os.getppid()
