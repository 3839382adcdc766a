"""Find what is near an address at which nothing is: things by the search, stored questions by their names."""

from collections.abc import Iterable
from concurrent.futures import Future, wait
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from starlette.requests import Request

from steungraaf.catalogue.names import is_known
from steungraaf.errors import SteungraafError
from steungraaf.namespaces import QUERY
from steungraaf.rdf.terms import is_iri
from steungraaf.spelling import nearest
from steungraaf.web.identifiers import IDENTIFIER_SPACE, place_of, url_of_place
from steungraaf.web.served import Served
from steungraaf.web.writing import SUFFIXES

if TYPE_CHECKING:
    from steungraaf.search import Hit

_MOST = 5  # that are told
_LONGEST = 200  # letters of an address that are looked at
_PATIENCE = 2.0  # seconds for all names to be read, the first time; they are read on for the next who asks
_LIKE = 20  # the score from which a thing is like what was asked, and has not only a word in common
_QUESTIONS = ("questions", "queries")


@dataclass(frozen=True)
class Near:
    """An address that is near: its path on this site, its fragment, and what is there."""

    path: str
    fragment: str
    label: str

    def url(self, root: str) -> str:
        """Return the address, below the path that the site stands at."""
        return url_of_place(root, self.path, self.fragment)


class Nearby:
    """Find what is near; nobody waits long for it."""

    def __init__(self, served: Served) -> None:
        """Take what is served."""
        self._served = served
        self._reading: Future[object] | None = None
        self._lock = Lock()

    async def find(self, request: Request) -> list[Near]:
        """Return what is near the address of a request, the nearest first; nothing where that cannot be told."""
        path = request.scope["path"].removeprefix(request.scope.get("root_path", "").rstrip("/"))
        return await self._served.work(self.near, path[:_LONGEST], self._served.language(request))

    def near(self, path: str, lang: str) -> list[Near]:
        """Return what is near a path of things or of stored questions, nothing for any other."""
        space, *parts = path.rstrip("/")[1:].split("/")
        if not any(parts):
            return []
        try:
            if space == "doc":
                return self._things(_bare(parts), lang)
            return self._questions(space, parts, lang) if space in _QUESTIONS else []
        except SteungraafError:
            return []  # that it is not here is told all the same

    def _things(self, parts: list[str], lang: str) -> list[Near]:
        """Return what a thing is part of, and what is called nearly so; of the same kind first."""
        slug = parts[-1].partition("-")[2] if len(parts) > 2 else parts[-1]  # in a document the kind stands before it
        hits = [hit for hit in self._search(slug, lang) if hit.kind != "question" and hit.score >= _LIKE]
        hits.sort(key=lambda hit: not _is_kind(hit.iri, parts[0]))
        whole = IDENTIFIER_SPACE + "/".join(parts[:-1])
        found = [(whole, "")] if len(parts) > 2 and is_iri(whole) and is_known(self._served.store, whole) else []
        found += [_cut(hit, parts) for hit in hits]
        labels = self._served.labels([iri for iri, _ in found], lang)
        places = ((place_of(iri, document), labels[iri]) for iri, document in found)
        return _first(Near(*place, label) for place, label in places if place)

    def _questions(self, space: str, parts: list[str], lang: str) -> list[Near]:
        """Return the questions whose names are nearly so, else those that hold the words."""
        known = {f"{query.theme}/{query.name}": query for query in self._served.catalogue.queries()}
        bare = nearest(parts[-1], [query.name for query in known.values()])
        names = [name for each in bare for name, query in known.items() if query.name == each]
        names = names or [hit.iri.removeprefix(QUERY) for hit in self._search(parts[-1], lang, "question")]
        return _first(
            Near(f"/{space}/{name}", "", known[name].question.get(lang, name)) for name in names if name in known
        )

    def _search(self, slug: str, lang: str, *kinds: str) -> "list[Hit]":
        """Return what the words of a part of an address find, nothing as long as the names are being read."""
        searching = self._served.dataset.searching
        if not searching.is_ready:
            wait([self._read()], _PATIENCE)
        if not searching.is_ready:
            return []
        return searching.find(" ".join(slug.replace("-", " ").split()), lang=lang, limit=_MOST, kinds=kinds)

    def _read(self) -> "Future[object]":
        """Return the reading of all names: one for all who wait."""
        with self._lock:
            if self._reading is None or self._reading.done():
                self._reading = self._served.threads.submit(lambda: self._served.dataset.searching.index)
            return self._reading


def _bare(parts: list[str]) -> list[str]:
    """Return the parts of an address without the suffix of a format."""
    name, dot, suffix = parts[-1].rpartition(".")
    return [*parts[:-1], name] if dot and suffix in (*SUFFIXES, "html") else parts


def _is_kind(iri: str, kind: str) -> bool:
    return iri.startswith(f"{IDENTIFIER_SPACE}{kind}/")


def _cut(hit: "Hit", parts: list[str]) -> tuple[str, str]:
    """Return a thing and its document; of what lies deeper than what was asked, as in a document, what it lies in."""
    found = hit.iri.removeprefix(IDENTIFIER_SPACE).split("/")
    if _is_kind(hit.iri, parts[0]) and len(found) > len(parts):
        return IDENTIFIER_SPACE + "/".join(found[: len(parts)]), ""
    return hit.iri, hit.document


def _first(found: Iterable[Near]) -> list[Near]:
    """Return the first ones, each place once."""
    places = {(near.path, near.fragment): near for near in reversed(list(found))}
    return list(reversed(places.values()))[:_MOST]
