"""Send RDF in the format that a client takes."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path

from starlette.responses import Response

from steungraaf.export import write_export
from steungraaf.rdf import Quad

RDF: Mapping[str, str] = {  # the first is sent where the client takes anything
    "text/turtle": "turtle",
    "application/n-triples": "ntriples",
    "application/rdf+xml": "rdfxml",
    "application/ld+json": "jsonld",
    "application/trig": "trig",
    "application/n-quads": "nquads",
}
SUFFIXES: Mapping[str, str] = {
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
    "jsonld": "application/ld+json",
    "trig": "application/trig",
    "nq": "application/n-quads",
}


def write_quads(
    quads: Sequence[Quad], media: str, ontology: Path, headers: Mapping[str, str] | None = None
) -> Response:
    """Return a response with these quads, as an export writes them: JSON-LD with the context of the ontology."""
    body = rdf_text(quads, RDF[media], ontology)
    return Response(body, headers={"Vary": "Accept", **(headers or {})}, media_type=media)


def rdf_text(quads: Sequence[Quad], format: str, ontology: Path) -> bytes:
    """Return quads in a format of RDF, each once and sorted; a format without graphs gets the triples of all."""
    out = BytesIO()
    write_export(quads, out, ontology, format=format)
    return out.getvalue()
