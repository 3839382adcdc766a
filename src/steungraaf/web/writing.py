"""Send RDF in the format that a client takes."""

from collections.abc import Mapping, Sequence
from io import BytesIO

from starlette.responses import Response

from steungraaf.rdf import Quad, write_rdf

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


def write_quads(quads: Sequence[Quad], media: str, headers: Mapping[str, str] | None = None) -> Response:
    """Return a response with these quads; a format without graphs gets the triples of all, each once."""
    format, out = RDF[media], BytesIO()
    if format not in ("trig", "nquads"):
        quads = list(dict.fromkeys(Quad(quad.subject, quad.predicate, quad.object) for quad in quads))
    write_rdf(quads, out, format)
    return Response(out.getvalue(), headers={"Vary": "Accept", **(headers or {})}, media_type=media)
