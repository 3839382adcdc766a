"""Look up what is said of each thing, in what the parser streamed rather than in a store."""

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

from steungraaf.export.parts import AGENTS, CLASSES_OF_PART, graph_of, is_link, value_of
from steungraaf.export.records import key_of, natural_key, quad_of, record_of
from steungraaf.export.scratch import CACHE, Scratch
from steungraaf.export.sorting import batches
from steungraaf.namespaces import expand
from steungraaf.rdf import BlankNode, Literal, NamedNode, Quad, Term

DATASETS = [expand("dcat:Dataset")]
_LISTED = AGENTS.union(*CLASSES_OF_PART.values(), DATASETS)
_TYPE = expand("rdf:type")
_LABELS = (expand("skos:prefLabel"), expand("rdfs:label"), expand("dcterms:title"))
_SCHEMA = """
CREATE TABLE statement (subject TEXT, record BLOB);
CREATE TABLE listed (class TEXT, place TEXT, what);
"""
_LISTED_OF = "SELECT what FROM listed WHERE class IN ({}) ORDER BY place, what"
_SAID = "SELECT record FROM statement WHERE subject = ? ORDER BY record"
_LINK = ""  # where the class stands of what is listed for its class
_AT_ONCE = 2_000
_REMEMBERED = 5_000  # things whose descriptions are kept in memory, such as periods and speakers


class Descriptions:
    """Hold quads by subject and predicate, on disk where they are many; to be used in a `with` block.

    Names of predicates are prefixed names; things are IRIs, or blank nodes as ``_:b0``. Raises ScratchError.
    """

    def __init__(self, quads: Iterable[Quad], *, cache: int = CACHE) -> None:
        """Take the quads; `cache` is how much memory they may use, in KiB."""
        self._quads = quads
        self._scratch = Scratch(_SCHEMA, cache)
        self._of = lru_cache(_REMEMBERED)(self._look_up)

    def __enter__(self) -> "Descriptions":
        self._scratch.__enter__()
        for some in batches(self._quads, _AT_ONCE):
            records = [(key_of(quad.subject), record_of(quad)) for quad in some]
            self._scratch.insert("statement VALUES (?, ?)", records)
            self._scratch.insert("listed VALUES (?, ?, ?)", map(_listed, filter(_is_listed, some)))
            links = (
                (_LINK, natural_key(_name(quad.subject)), record)
                for quad, (_, record) in zip(some, records, strict=True)
                if is_link(quad)
            )
            self._scratch.insert("listed VALUES (?, ?, ?)", links)
        self._scratch.run("CREATE INDEX said ON statement (subject, record)")
        return self

    def __exit__(self, *raised: object) -> None:
        self._scratch.__exit__(*raised)

    def instances(self, classes: Collection[str]) -> Iterator[str]:
        """Give the things of any of the classes that exports list, numbers in their names by their value."""
        marks = ", ".join("?" * len(classes))
        return self._scratch.select(_LISTED_OF.format(marks), *classes)

    def links(self) -> Iterator[Quad]:
        """Give the quads that lead out of the data, in the order of the things."""
        return map(quad_of, self._scratch.select(_LISTED_OF.format("?"), _LINK))

    def follow(self, subject: str, path: str) -> list[Term]:
        """Return what a path of predicates leads to, as in ``prov:wasQuotedFrom/sg:restatement``."""
        reached: list[Term] = [_thing(subject)]
        for step in map(expand, path.split("/")):
            reached = [value for term in reached for value in self._said_of(term).get(step, ())]
        return list(dict.fromkeys(reached))

    def label(self, term: Term, language: str) -> str:
        """Return the label of a thing in a language, or an empty string; a literal is its own label."""
        if isinstance(term, Literal):
            return term.value
        texts = (value for name in _LABELS for value in self._said_of(term).get(name, ()))
        return next((text.value for text in texts if isinstance(text, Literal) and text.language == language), "")

    def graph_of(self, subject: str) -> str:
        """Return the graph in which a thing gets its type, or an empty string."""
        return self._of(key_of(_thing(subject)))[1]

    def _said_of(self, term: Term) -> dict[str, list[Term]]:
        return {} if isinstance(term, Literal) else self._of(key_of(term))[0]

    def _look_up(self, key: str) -> tuple[dict[str, list[Term]], str]:
        """Return the values of each predicate, and the first graph that gives a type."""
        values: dict[str, dict[Term, None]] = {}
        graphs: list[str] = []
        for quad in map(quad_of, self._scratch.select(_SAID, key)):
            values.setdefault(quad.predicate.value, {})[quad.object] = None
            if quad.predicate.value == _TYPE:
                graphs.append(graph_of(quad))
        return {predicate: list(terms) for predicate, terms in values.items()}, graphs[0] if graphs else ""


def in_language(terms: Iterable[Term], language: str) -> Iterator[str]:
    """Give the texts in a language among terms."""
    return (term.value for term in terms if isinstance(term, Literal) and term.language == language)


def _is_listed(quad: Quad) -> bool:
    return quad.predicate.value == _TYPE and isinstance(quad.object, NamedNode) and quad.object.value in _LISTED


def _listed(quad: Quad) -> tuple[str, str, str]:
    name = _name(quad.subject)
    return value_of(quad.object), natural_key(name), name


def _name(thing: Term) -> str:
    return str(thing) if isinstance(thing, BlankNode) else value_of(thing)


def _thing(name: str) -> NamedNode | BlankNode:
    return BlankNode(name.removeprefix("_:")) if name.startswith("_:") else NamedNode(name)
