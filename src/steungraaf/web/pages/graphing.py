"""Turn claims into the boxes and arrows of a picture: what kind each thing is, and what is bundled into one arrow."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from steungraaf.web.pages.drawing import Link, Node
from steungraaf.web.pages.rendering import Visit
from steungraaf.web.pages.statements import Said
from steungraaf.web.pages.ties import NOT_STATED, WORD_OF, Tie

GIVER, MEANS, HELPED = 0, 1, 2  # the roles, from left to right
_GIVERS = frozenset({"person", "organisation", "place"})
_MOST_WORDS = 6  # claims of one arrow that its words quote


def nodes_of(ties: Iterable[Tie], names: Mapping[str, str], categories: Mapping[str, str]) -> list[Node]:
    """Return a box for each thing that claims are about, with its kind and role."""
    ends: dict[str, bool] = {}
    for tie in ties:
        ends[tie.target] = ends.get(tie.target, False)
        ends |= dict.fromkeys((tie.source, *tie.through), True)
    return [_node(iri, names[iri], categories[iri], gives) for iri, gives in sorted(ends.items())]


def links_of(ties: Iterable[Tie], said: Mapping[str, Said], visit: Visit) -> list[Link]:
    """Return an arrow for each two things and relation, with the words of all claims that it stands for."""
    bundles: dict[tuple[str, str, str], list[Tie]] = defaultdict(list)
    for tie in ties:
        for source, target in tie.legs():
            bundles[source, target, tie.word].append(tie)
    return [_link(*key, bundle, said, visit) for key, bundle in sorted(bundles.items())]


def _node(iri: str, label: str, category: str, gives: bool) -> Node:
    if iri == NOT_STATED:
        return Node(iri, label, "unknown", GIVER)
    if category == "initiative":
        return Node(iri, label, category, MEANS)
    if category in _GIVERS:
        return Node(iri, label, category, GIVER)
    if category == "concept":
        return Node(iri, label, "group", HELPED)
    return Node(iri, label, category, GIVER if gives else HELPED)


def _link(source: str, target: str, word: str, ties: Sequence[Tie], said: Mapping[str, Said], visit: Visit) -> Link:
    href = visit.href(ties[0].claim)
    if len(ties) > 1:
        href = visit.link("/money", "rows", what=word, **{"from": source, "to": target})
    return Link(
        source=source,
        target=target,
        relation=word,
        title=_words([said[tie.claim] for tie in ties], visit),
        href=href,
        count=len(ties),
        planned=all(tie.planned for tie in ties),
        inferred=all(tie.inferred for tie in ties),
    )


def _words(said: Sequence[Said], visit: Visit) -> str:
    """Return what claims say, a line each, with what holds them back."""
    lines = [f"{one.text}{_held_back(one)}" for one in said[:_MOST_WORDS]]
    if len(said) > _MOST_WORDS:
        lines.append(visit.say("picture.more", n=visit.number(len(said) - _MOST_WORDS)))
    return "\n".join(lines)


def _held_back(said: Said) -> str:
    hedges = ", ".join(hedge.label for hedge in said.hedges)
    return f" ({hedges})" if hedges else ""


def relations_of(names: Mapping[str, str]) -> dict[str, str]:
    """Return what each relation is called, by its word."""
    return {word: names[iri] for iri, word in WORD_OF.items() if iri in names}
