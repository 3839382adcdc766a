"""Gather what the graph says of one thing, for its page: with a fixed number of queries, however much that is."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from steungraaf.catalogue.display import show
from steungraaf.namespaces import DERIVED, GRAPH, expand
from steungraaf.rdf import BlankNode, Literal, NamedNode, Quad, Term
from steungraaf.store.lookup import rows_of
from steungraaf.web.pages.addresses import worded
from steungraaf.web.pages.statements import Notebook, Said
from steungraaf.web.served import Served

MOST = 60  # statements of one relation on a page; the rest is a question away
_SKIPPED = frozenset(
    map(expand, ("rdf:type", "skos:prefLabel", "skos:altLabel", "skos:hiddenLabel", "skos:definition", "rdfs:label"))
)
_INNER = (expand("void:exampleResource"),)  # what describes the data, and not the thing
_DESCRIBING = tuple(map(expand, ("skos:definition", "dcterms:description", "skos:scopeNote")))
_SAME = tuple(map(expand, ("owl:sameAs", "skos:exactMatch", "skos:closeMatch", "skos:broadMatch", "skos:relatedMatch")))
_LINKS = f"{GRAPH}links/"
_SUBJECT, _OBJECT, _PREDICATE = (f"<{expand(name)}>" for name in ("rdf:subject", "rdf:object", "rdf:predicate"))
HELPS = " ".join(f"<{expand(f'sg:{name}')}>" for name in ("supports", "funds", "organises", "coordinates"))
# The way from a claim to where the one or other of those that it is about is.
SOMEWHERE = f"({_SUBJECT}|{_OBJECT}|<{expand('sg:through')}>)/<{expand('dcterms:spatial')}>"
_CLAIM, _FIGURE = f"<{expand('sg:Claim')}>", f"<{expand('sg:Figure')}>"


@dataclass(frozen=True)
class Group:
    """Statements under one heading; `count` may be more than are shown."""

    key: str
    heading: str
    count: int
    statements: tuple[Said, ...]


@dataclass(frozen=True)
class Value:
    """What stands in a fact: a text, and the IRI where it is a thing."""

    text: str
    iri: str = ""


@dataclass(frozen=True)
class Fact:
    """A property with its values; `count` may be more than are shown."""

    predicate: str
    label: str
    values: tuple[Value, ...]
    count: int


@dataclass(frozen=True)
class Elsewhere:
    """What somebody else calls a thing, and how sure it is that it is the same."""

    link: str
    link_label: str
    iri: str
    register: str
    register_label: str


@dataclass(frozen=True)
class Portrait:
    """All that a page tells of a thing, in one language."""

    iri: str
    label: str
    kinds: tuple[Value, ...]
    other_names: tuple[str, ...]
    description: str
    subject_of: tuple[Group, ...]
    object_of: tuple[Group, ...]
    figures: Group | None
    here: Group | None
    facts: tuple[Fact, ...]
    incoming: tuple[Fact, ...]
    elsewhere: tuple[Elsewhere, ...]

    def values(self, name: str) -> tuple[Value, ...]:
        """Return what the thing has for a property, named by its prefixed name."""
        return next((fact.values for fact in self.facts if fact.predicate == expand(name)), ())

    def without(self, *names: str) -> "Portrait":
        """Return it without facts by some properties, in either direction: a page tells these by itself."""
        told = set(map(expand, names))
        facts, incoming = (
            tuple(fact for fact in each if fact.predicate not in told) for each in (self.facts, self.incoming)
        )
        return replace(self, facts=facts, incoming=incoming)

    def alone(self) -> "Portrait":
        """Return it without claims and figures about it: a page that has its own place for them tells these."""
        return replace(self, subject_of=(), object_of=(), figures=None, here=None)


class Portrayer:
    """Make portraits in one language, with footnotes that are numbered on."""

    def __init__(self, served: Served, lang: str, notebook: Notebook) -> None:
        """Take the data, the language and the footnotes of the page."""
        self._served, self._lang, self._notebook = served, lang, notebook

    def portray(self, iri: str, quads: list[Quad]) -> Portrait:
        """Return the portrait of a thing, of which `quads` are all statements with it as subject."""
        claims, figures = self._claims(iri), self._figures(iri)
        incoming = self._incoming(iri)
        known = self._labels(iri, quads, claims, incoming)
        labels = worded(known)
        subject_of, object_of = _grouped(claims, "subject"), _grouped(claims, "object")
        here = [claim for each in _grouped(claims, "here").values() for claim in each]
        shown = _Shown(self._notebook, [figures, *subject_of.values(), *object_of.values(), here])
        plain = [quad for quad in quads if _is_plain(quad, iri)]
        return Portrait(
            iri=iri,
            label=known[iri] if known[iri] != iri else iri.rstrip("/").rpartition("/")[2],
            kinds=self._kinds(quads, labels),
            other_names=tuple(dict.fromkeys(self._texts(quads, expand("skos:altLabel")))),
            description=next((text for one in _DESCRIBING for text in self._texts(quads, one)), ""),
            here=None if not here else shown.group("here", "", here),
            figures=shown.group("figures", "", figures) if figures else None,
            subject_of=tuple(shown.group(each, labels[each], found) for each, found in subject_of.items()),
            object_of=tuple(shown.group(each, labels[each], found) for each, found in object_of.items()),
            facts=self._facts([(quad.predicate.value, quad.object) for quad in plain], labels),
            incoming=self._facts(_named(incoming, known), labels),
            elsewhere=self._elsewhere(quads, labels),
        )

    def _claims(self, iri: str) -> list[tuple[str, str, str]]:
        """Return the claims about a thing: as what it stands in them, the relation, the claim.

        What a claim is and says is looked up for each one found: joined, an engine begins with all claims there are.
        """
        rows = rows_of(
            self._served.store,
            f"SELECT ?claim ?predicate ?as WHERE {{ {{ ?claim {_SUBJECT} <{iri}> BIND ('subject' AS ?as) }} UNION "
            f"{{ ?claim {_OBJECT}|<{expand('sg:through')}>|<{expand('sg:supportKind')}> <{iri}> "
            f"BIND ('object' AS ?as) }} UNION {{ ?claim {SOMEWHERE} <{iri}> BIND ('here' AS ?as) }} "
            f"FILTER EXISTS {{ ?claim a {_CLAIM} }} OPTIONAL {{ ?claim {_PREDICATE} ?predicate }} "
            f"FILTER (BOUND(?predicate) && (?as != 'here' || ?predicate IN ({HELPS.replace(' ', ', ')}))) }}",
        )
        found = {
            (role.value, predicate.value, claim.value)
            for claim, predicate, role in rows
            if isinstance(claim, NamedNode) and isinstance(predicate, NamedNode) and isinstance(role, Literal)
        }
        return sorted(found, key=lambda each: (each[0], each[1], _natural(each[2])))

    def _incoming(self, iri: str) -> list[tuple[str, str]]:
        """Return what else points at a thing: registers and definitions, not claims, figures nor what follows."""
        rows = rows_of(
            self._served.store,
            f"SELECT DISTINCT ?predicate ?subject WHERE {{ GRAPH ?graph {{ ?subject ?predicate <{iri}> }} "
            f'FILTER (!STRSTARTS(STR(?graph), "{DERIVED}")) '
            f"FILTER NOT EXISTS {{ VALUES ?kind {{ {_CLAIM} {_FIGURE} }} ?subject a ?kind }} }} ORDER BY ?subject",
        )
        return [
            (predicate.value, subject.value)
            for predicate, subject in rows
            if isinstance(predicate, NamedNode) and isinstance(subject, NamedNode)
        ]

    def _labels(
        self, iri: str, quads: list[Quad], claims: list[tuple[str, str, str]], incoming: list[tuple[str, str]]
    ) -> dict[str, str]:
        wanted = [iri, *(predicate for _, predicate, _ in claims), *(one for pair in incoming for one in pair)]
        for quad in quads:
            wanted += [term.value for term in (quad.predicate, quad.object) if isinstance(term, NamedNode)]
            wanted += [quad.graph_name.value] if isinstance(quad.graph_name, NamedNode) else []
        return self._served.labels(wanted, self._lang, self._notebook.things)

    def _kinds(self, quads: Iterable[Quad], labels: dict[str, str]) -> tuple[Value, ...]:
        """Return what kind of thing it is, by the concepts that tell it."""
        kind = expand("dcterms:type")
        found = {
            quad.object.value for quad in quads if quad.predicate.value == kind and isinstance(quad.object, NamedNode)
        }
        return tuple(Value(labels[one], one) for one in sorted(found))

    def _texts(self, quads: Iterable[Quad], predicate: str) -> Iterator[str]:
        """Give the texts of a property that are in the reader's language or in none."""
        for quad in quads:
            if quad.predicate.value == predicate and isinstance(quad.object, Literal):
                if (quad.object.language or self._lang) == self._lang:
                    yield quad.object.value

    def _figures(self, iri: str) -> list[str]:
        """Return the figures of a thing: in memory, all classes of each are found sooner than whether one is there."""
        rows = rows_of(
            self._served.store,
            f"SELECT DISTINCT ?figure WHERE {{ {{ ?figure ?how <{iri}> }} UNION "
            f"{{ ?figure <{expand('sg:about')}>/<{expand('dcterms:spatial')}> <{iri}> }} "
            f"FILTER EXISTS {{ ?figure a ?kind FILTER (?kind = {_FIGURE}) }} }}",
        )
        return sorted((figure.value for (figure,) in rows if isinstance(figure, NamedNode)), key=_natural)

    def _facts(self, pairs: Iterable[tuple[str, Term]], labels: dict[str, str]) -> tuple[Fact, ...]:
        grouped: dict[str, dict[Value, None]] = {}
        for predicate, term in pairs:
            if isinstance(term, BlankNode) or not self._is_read(term):
                continue
            text = show(term, self._lang, labels)
            value = Value(text, term.value if isinstance(term, NamedNode) else "")
            grouped.setdefault(predicate, {})[value] = None
        return tuple(
            Fact(predicate, labels[predicate], tuple(sorted(values, key=_by_text)[:MOST]), len(values))
            for predicate, values in sorted(grouped.items(), key=lambda each: labels[each[0]])
        )

    def _is_read(self, term: Term) -> bool:
        """Tell whether a text is one that this reader reads; what is no text is for all."""
        return not isinstance(term, Literal) or (term.language or self._lang) == self._lang

    def _elsewhere(self, quads: Iterable[Quad], labels: dict[str, str]) -> tuple[Elsewhere, ...]:
        found = {
            Elsewhere(
                quad.predicate.value,
                labels[quad.predicate.value],
                quad.object.value,
                quad.graph_name.value,
                labels[quad.graph_name.value],
            )
            for quad in quads
            if quad.predicate.value in _SAME
            and isinstance(quad.object, NamedNode)
            and isinstance(quad.graph_name, NamedNode)
        }
        return tuple(sorted(found, key=lambda one: (_SAME.index(one.link), one.register_label, one.iri)))


class _Shown:
    """The statements of a page in words, all looked up at once, in the order in which they are shown."""

    def __init__(self, notebook: Notebook, groups: Iterable[list[str]]) -> None:
        self._said = {said.iri: said for said in notebook.read(one for group in groups for one in group[:MOST])}

    def group(self, key: str, heading: str, statements: list[str]) -> Group:
        """Return statements under a heading; one that was shown before shows its footnotes no more."""
        said = [self._said[one] for one in statements[:MOST]]
        self._said.update({each.iri: replace(each, new=()) for each in said})
        return Group(key, heading, len(statements), tuple(said))


def _grouped(claims: Iterable[tuple[str, str, str]], role: str) -> dict[str, list[str]]:
    """Return the claims in which a thing has a role by their relation, the most first."""
    grouped: dict[str, list[str]] = {}
    for each, predicate, claim in claims:
        if each == role:
            grouped.setdefault(predicate, []).append(claim)
    return dict(sorted(grouped.items(), key=lambda each: (-len(each[1]), each[0])))


def _named(incoming: Iterable[tuple[str, str]], labels: Mapping[str, str]) -> list[tuple[str, Term]]:
    """Return what points at a thing and has a name: what describes a link or the data has none to be read."""
    return [
        (predicate, NamedNode(subject))
        for predicate, subject in incoming
        if predicate not in _INNER and "://" not in labels[subject]
    ]


def _by_text(value: Value) -> tuple[str, str]:
    return value.text.casefold(), value.iri


def _is_plain(quad: Quad, iri: str) -> bool:
    """Tell whether a statement stands among the facts; the own address of a thing stands where it is cited."""
    told = quad.predicate.value in {*_SKIPPED, *_SAME} or quad.object == Literal(iri)
    return not (told or _is_derived(quad))


def _is_derived(quad: Quad) -> bool:
    return isinstance(quad.graph_name, NamedNode) and quad.graph_name.value.startswith(DERIVED)


def _natural(iri: str) -> tuple[int, str]:
    """Return a key by which what is named alike stands by length, then by letters: s9 before s10."""
    return len(iri), iri
