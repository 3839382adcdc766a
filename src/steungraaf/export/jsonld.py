"""Write JSON-LD 1.1 with the project's context, framed on request, without ever asking the network.

Both languages of a label stand in a language map; lexical forms stay strings, as the files have them. The whole context
stands in the result, so that it can be read anywhere, offline too.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, BinaryIO, cast

from steungraaf.errors import UnknownChoiceError
from steungraaf.namespaces import BASE
from steungraaf.rdf import BlankNode, Literal, NamedNode, Quad, Term

FRAMES = ("actor", "initiative", "claim", "figure", "document")
_OPTIONS = {"processingMode": "json-ld-1.1", "ordered": True}
_LANGUAGE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
_KINDS: Mapping[type, str] = {NamedNode: "IRI", BlankNode: "blank node", Literal: "literal"}


def write_jsonld(quads: Iterable[Quad], out: BinaryIO, ontology: Path, frame: str | None = None) -> None:
    """Write quads of one graph as JSON-LD, compacted by the ontology's context or put in one of its frames."""
    from pyld import jsonld

    context = _read(ontology / "context.jsonld")
    options = {**_OPTIONS, "documentLoader": _loader(ontology)}
    expanded = jsonld.from_rdf({"@default": [_statement(quad) for quad in quads]}, options)
    if frame is None:
        document = jsonld.compact(expanded, context, {**options, "graph": True})
    else:
        shape = {**_read(_frame_file(ontology, frame)), "@context": context["@context"]}
        document = _framer().frame(expanded, shape, {**options, "omitGraph": False, "omitDefault": True})
    text = json.dumps({**document, **context}, ensure_ascii=False, indent=1, sort_keys=True)
    out.write(f"{text}\n".encode())


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
    kind = _KINDS[type(term)]
    if not isinstance(term, Literal):
        return {"type": kind, "value": f"_:{term.value}" if isinstance(term, BlankNode) else str(cast(Any, term).value)}
    language = {"language": term.language, "datatype": _LANGUAGE} if term.language else {}
    return {"type": kind, "value": term.value, "datatype": term.datatype.value, **language}
