"""Draw what is nearest to a thing: who helps it, whom it helps, and by what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from steungraaf.web.pages.categories import categories_of
from steungraaf.web.pages.drawing import Picture, draw
from steungraaf.web.pages.graphing import links_of, nodes_of, relations_of
from steungraaf.web.pages.portrait import Portrait
from steungraaf.web.pages.rendering import Visit
from steungraaf.web.pages.statements import Notebook
from steungraaf.web.pages.ties import RELATIONS, Tie, read_ends, with_hedges

_MOST = 11  # boxes, with the thing itself
_KINDS = frozenset({"person", "organisation", "place", "initiative", "concept"})


@dataclass(frozen=True)
class Neighbourhood:
    """The drawing, what its relations are called, and how many claims there are and are drawn."""

    picture: Picture
    relations: Mapping[str, str]
    count: int
    drawn: int


def neighbourhood(visit: Visit, portrait: Portrait, category: str, notebook: Notebook) -> Neighbourhood | None:
    """Return what is drawn around a thing of a category; None where fewer than two claims link it with anything.

    `notebook` is that of the portrait, in which most of the claims have been read.
    """
    if category not in _KINDS or not (portrait.subject_of or portrait.object_of):
        return None
    ties = read_ends(notebook.described, portrait.iri)
    if len(ties) < 2:
        return None
    kept = with_hedges(notebook.described, nearest(ties, portrait.iri, _MOST))
    things = {name for tie in kept for name in tie.names()}
    names = notebook.labels([*sorted(things), *RELATIONS.values()])
    said = {one.iri: one for one in notebook.read(tie.claim for tie in kept)}
    categories = categories_of(visit.served, things, notebook.things)
    picture = draw(nodes_of(kept, names, categories), links_of(kept, said, visit))
    return Neighbourhood(picture, relations_of(names), len(ties), len(kept))


def nearest(ties: Sequence[Tie], iri: str, most: int) -> list[Tie]:
    """Return the claims that fit in so many boxes: first those with neighbours that most claims are about."""
    counts: dict[str, int] = {}
    for tie in ties:
        for name in set(tie.names()):
            counts[name] = counts.get(name, 0) + 1
    boxes = {iri}
    kept = []
    for tie in sorted(
        ties, key=lambda tie: (-max(counts[name] for name in {*tie.names()} - {iri} or {iri}), tie.claim)
    ):
        if len(boxes.union(tie.names())) <= most:
            boxes.update(tie.names())
            kept.append(tie)
    return kept
