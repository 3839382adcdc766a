"""Write JSON-LD 1.1 with the project's context, framed on request, without ever asking the network.

Both languages of a label stand in a language map; lexical forms stay strings, as the files have them. The whole context
stands in the result, so that it can be read anywhere, offline too.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from heapq import merge
from itertools import chain, groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import Any, BinaryIO, cast

from steungraaf.errors import TermLostError, UnknownChoiceError
from steungraaf.export.compacting import Compactor, compactor
from steungraaf.export.faults import FrameTooLargeError
from steungraaf.namespaces import BASE, expand
from steungraaf.rdf import BlankNode, Literal, NamedNode, Quad, Term, Triple

FRAMES = ("actor", "initiative", "claim", "figure", "document")
MOST_IN_FRAME = 200_000  # statements
_AT_ONCE = 500  # subjects
_WITH_NODES = (BlankNode, Triple)
_REST = expand("rdf:rest")
_OPTIONS = {"processingMode": "json-ld-1.1", "ordered": True}
_LANGUAGE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
_KINDS: Mapping[type, str] = {NamedNode: "IRI", BlankNode: "blank node", Literal: "literal"}


def write_jsonld(quads: Iterable[Quad], out: BinaryIO, ontology: Path, frame: str | None = None) -> None:
    """Write quads of one graph as JSON-LD, compacted by the ontology's context or put in one of its frames.

    Quads that can be gone through again are streamed, those of each subject one after the other, but not into a frame,
    which needs all at once.

    Raises UnknownChoiceError for a frame that the ontology lacks, FrameTooLargeError, TermLostError for a triple term.
    """
    context = (ontology / "context.jsonld").read_text("utf-8")
    options = {**_OPTIONS, "documentLoader": _loader(ontology)}
    if frame is None:
        _write_nodes(_compacted(quads, compactor(context), options), context, out)
    else:
        read = json.loads(context)
        shape = {**_read(_frame_file(ontology, frame)), "@context": read["@context"]}
        expanded = _expanded(_few(quads, frame), options)
        document = _framer().frame(expanded, shape, {**options, "omitGraph": False, "omitDefault": True})
        out.write(f"{_text({**document, **read})}\n".encode())


def _few(quads: Iterable[Quad], frame: str) -> list[Quad]:
    """Return the quads, if a frame can be made of so many."""
    few = list(islice(quads, MOST_IN_FRAME + 1))
    if len(few) > MOST_IN_FRAME:
        raise FrameTooLargeError(frame=frame, limit=f"{MOST_IN_FRAME:,}")
    return few


def _compacted(quads: Iterable[Quad], by: Compactor, options: Mapping[str, Any]) -> Iterator[Any]:
    """Give each node, compacted, in the order of their names.

    Blank nodes and what refers to them are compacted together, because a list may be made of them; all else some
    subjects at a time.
    """
    quads = quads if not isinstance(quads, Iterator) else list(quads)
    apart = [quad for group in _by_subject(quads) if _is_apart(group) for quad in group]
    streamed = (group for group in _by_subject(quads) if not _is_apart(group))
    chunks = (list(chain.from_iterable(some)) for some in iter(lambda: list(islice(streamed, _AT_ONCE)), []))
    parts = ((node for chunk in chunks for node in _nodes(chunk, by, options)), _nodes(apart, by, options))
    return (node for _, node in merge(*parts, key=itemgetter(0)))


def _by_subject(quads: Iterable[Quad]) -> Iterator[list[Quad]]:
    return (list(group) for _, group in groupby(quads, lambda quad: quad.subject))


def _is_apart(group: list[Quad]) -> bool:
    return type(group[0].subject) is BlankNode or any(
        type(quad.object) in _WITH_NODES or quad.predicate.value == _REST for quad in group
    )


def _nodes(quads: list[Quad], by: Compactor, options: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Give nodes with their names, in the order of these."""
    if quads:
        expanded = _expanded(quads, options)
        yield from zip((node["@id"] for node in expanded), by.nodes(expanded, options), strict=True)


def _expanded(quads: Iterable[Quad], options: Mapping[str, Any]) -> Any:
    from pyld import jsonld

    return jsonld.from_rdf({"@default": [_statement(quad) for quad in quads]}, options)


def _write_nodes(nodes: Iterable[Any], context: str, out: BinaryIO) -> None:
    """Write the context with the nodes, each as it comes."""
    head, tail = _around(context)
    before, after = f"{head}[\n  ", f"{head}[]{tail}\n"
    for node in nodes:
        out.write((before + _text(node).replace("\n", "\n  ")).encode())
        before, after = ",\n  ", f"\n ]{tail}\n"
    out.write(after.encode())


@lru_cache(maxsize=4)
def _around(context: str) -> tuple[str, str]:
    """Return what stands before and behind the nodes."""
    head, _, tail = _text({**json.loads(context), "@graph": []}).rpartition("[]")
    return head, tail


def _text(document: Mapping[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True)


def _framer() -> Any:
    """Return a processor that frames as JSON-LD 1.1 has it.

    PyLD (3.3.0) looks among all values of a property for those that point at a node, as `@reverse` asks, and fails on
    the first literal; here it meets only values that can point.
    """
    from pyld.jsonld import JsonLdProcessor

    class Nodes(dict[str, Any]):
        """The nodes by their names; going through them all shows the values that point at nodes."""

        def items(self) -> Any:
            """Return the nodes, each with only the values that point at nodes."""
            return self.pointing.items()

        @cached_property
        def pointing(self) -> dict[str, dict[str, list[Any]]]:
            """Return for each node and property the values that point at nodes."""
            return {name: {key: _pointing(values) for key, values in self[name].items()} for name in self}

    class Framer(JsonLdProcessor):  # type: ignore[misc]  # PyLD has no types
        """A processor of JSON-LD that keeps literals out of the way of `@reverse`."""

        def _match_frame(self, state: dict[str, Any], *rest: Any) -> None:
            if not isinstance(state["subjects"], Nodes):
                state["subjects"] = Nodes(state["subjects"])
            super()._match_frame(state, *rest)

    return Framer()


def _pointing(values: Any) -> list[Any]:
    return [value for value in values if isinstance(value, dict) and "@id" in value] if isinstance(values, list) else []


def _frame_file(ontology: Path, frame: str) -> Path:
    path = ontology / "frames" / f"{frame}.jsonld"
    if not path.is_file():
        raise UnknownChoiceError(option="--frame", value=frame, known=FRAMES)
    return path


def _read(path: Path) -> dict[str, Any]:
    return cast(dict[str, Any], json.loads(path.read_text("utf-8")))


def _loader(ontology: Path) -> Callable[[str, object], dict[str, Any]]:
    """Return a document loader that knows the ontology's own files by their IRI and refuses every other address."""

    def load(url: str, _: object) -> dict[str, Any]:
        """Return one of our own files in the form in which PyLD takes documents."""
        path = ontology / url.removeprefix(BASE)
        if not url.startswith(BASE) or not path.resolve().is_relative_to(ontology.resolve()):
            raise LookupError(f"{url} is not one of our own files")
        return {"contextUrl": None, "documentUrl": url, "document": _read(path), "contentType": "application/ld+json"}

    return load


def _statement(quad: Quad) -> dict[str, dict[str, str]]:
    """Return a quad in the form in which PyLD takes RDF."""
    return {"subject": _node(quad.subject), "predicate": _node(quad.predicate), "object": _node(quad.object)}


def _node(term: Term) -> dict[str, str]:
    if isinstance(term, Triple):
        raise TermLostError(term=str(term), format="jsonld")
    kind = _KINDS[type(term)]
    if not isinstance(term, Literal):
        return {"type": kind, "value": f"_:{term.value}" if isinstance(term, BlankNode) else str(cast(Any, term).value)}
    language = {"language": term.language, "datatype": _LANGUAGE} if term.language else {}
    return {"type": kind, "value": term.value, "datatype": term.datatype.value, **language}
