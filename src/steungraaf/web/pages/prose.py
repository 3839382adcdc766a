"""Put the questions that a text names in their place: by what they ask, as a link, not by the name of their file."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from steungraaf.queryfile import QueryFile
from steungraaf.web.pages.rendering import Visit


@dataclass(frozen=True)
class Piece:
    """A piece of a text; one that is a question has its address."""

    text: str
    href: str = ""


class Prose:
    """Texts that name stored questions, as a reader reads them."""

    def __init__(self, wanted: Visit, queries: Iterable[QueryFile]) -> None:
        """Take the questions; a name without a hyphen may be any word of a sentence and is left alone."""
        self._wanted = wanted
        self._named = {name: query for query in queries for name in _names(query)}
        ordered = sorted(self._named, key=lambda name: (-len(name), name))
        self._pattern = re.compile(rf"(?<![\w/-])({'|'.join(map(re.escape, ordered)) or '(?!)'})(?![\w/-])")

    def read(self, text: str) -> list[Piece]:
        """Return the pieces of a text."""
        return [self._piece(each, is_name=at % 2 == 1) for at, each in enumerate(self._pattern.split(text)) if each]

    def plain(self, text: str) -> str:
        """Return a text without links."""
        return "".join(piece.text for piece in self.read(text))

    def _piece(self, text: str, *, is_name: bool) -> Piece:
        if not is_name:
            return Piece(text)
        query = self._named[text]
        return Piece(
            f"“{query.question[self._wanted.lang]}”", self._wanted.link(f"/questions/{query.theme}/{query.name}")
        )


def _names(query: QueryFile) -> list[str]:
    whole = f"{query.theme}/{query.name}"
    return [whole, query.name] if "-" in query.name else [whole]
