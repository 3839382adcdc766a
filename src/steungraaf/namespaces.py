"""Hold the one table of prefixes, and go between prefixed names and IRIs.

Each kind of thing or concept has its kind for a prefix: ``organisation:vlaio``. Scheme and host of foreign namespaces
are pinned here exactly as their owners write them (https for schema.org, http for most others).
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

BASE = "https://w3id.org/steungraaf/"
SG = f"{BASE}ns#"
SGSH = f"{BASE}shapes#"
ID = f"{BASE}id/"
GRAPH = f"{BASE}graph/"
DERIVED = f"{GRAPH}derived/"
SYNC = f"{GRAPH}sync"  # the list that a server keeps of what was sent to it; no part of what is asked
STAGING = f"{GRAPH}staging/"  # graphs on their way to their place on a server
GENID = "https://w3id.org/.well-known/genid/steungraaf/"  # names for what a file names by a blank node
QUERY = f"{BASE}query/"

THINGS = (
    "arrondissement country document group initiative mandate municipality office organisation"
    " period person province region"
).split()
CONCEPTS = (
    "actor-kind basis indicator modality precision purpose quality sentence-role support-kind target-group topic unit"
).split()

_FOREIGN = {
    "adms": "http://www.w3.org/ns/adms#",
    "cpsv": "http://purl.org/vocab/cpsv#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "eli-dl": "http://data.europa.eu/eli/eli-draft-legislation-ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "frapo": "http://purl.org/cerif/frapo/",
    "m8g": "http://data.europa.eu/m8g/",
    "oa": "http://www.w3.org/ns/oa#",
    "oslo-besluit": "http://data.vlaanderen.be/ns/besluit#",
    "oslo-mandaat": "http://data.vlaanderen.be/ns/mandaat#",
    "oslo-organisatie": "https://data.vlaanderen.be/ns/organisatie#",
    "oslo-raadpleegomgeving": "https://data.vlaanderen.be/ns/slimmeraadpleegomgeving#",
    "oslo-subsidie": "http://data.vlaanderen.be/ns/subsidie#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "qb": "http://purl.org/linked-data/cube#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sdmx-attribute": "http://purl.org/linked-data/sdmx/2009/attribute#",
    "sdmx-dimension": "http://purl.org/linked-data/sdmx/2009/dimension#",
    "sdmx-measure": "http://purl.org/linked-data/sdmx/2009/measure#",
    "semapv": "https://w3id.org/semapv/vocab/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "sssom": "https://w3id.org/sssom/",
    "uk-parliament": "https://id.parliament.uk/schema/",
    "vann": "http://purl.org/vocab/vann/",
    "void": "http://rdfs.org/ns/void#",
    "vs": "http://www.w3.org/2003/06/sw-vocab-status/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_OWN = {
    "sg": SG,
    "sgds": f"{BASE}data-structure#",
    "sgsh": SGSH,
    "scheme": f"{BASE}id/scheme/",
    "sv77": f"{BASE}id/document/sv-2018-2019-77/",
    **{kind: f"{BASE}id/{kind}/" for kind in (*THINGS, *CONCEPTS)},
}
PREFIXES: Mapping[str, str] = MappingProxyType(dict(sorted({**_FOREIGN, **_OWN}.items())))

# What Turtle, SPARQL and people all read without escapes (a part of PN_LOCAL, Turtle 6.5).
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")


class Shortener:
    """Write IRIs as prefixed names by one table of prefixes, and remember which prefixes were used."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        """Take the table; where two prefixes share a namespace the last one counts."""
        self._prefix_of = {namespace: prefix for prefix, namespace in prefixes.items()}
        self.used: set[str] = set()

    def __call__(self, iri: str) -> str | None:
        """Return the prefixed name by the longest namespace that fits, or None where none gives a plain local name."""
        for cut in range(len(iri) - 1, 0, -1):
            if iri[cut - 1] in "/#:?=_" and (prefix := self._prefix_of.get(iri[:cut])) is not None:
                if not _LOCAL.fullmatch(iri, cut):
                    return None
                self.used.add(prefix)
                return f"{prefix}:{iri[cut:]}"
        return None


def is_reserved(graph: str) -> bool:
    """Tell whether a graph is one in which the program itself keeps what it must know of a server.

    >>> is_reserved(SYNC), is_reserved("https://example.org/graph")
    (True, False)
    """
    return graph == SYNC or graph.startswith(STAGING)


def expand(name: str) -> str:
    """Return the IRI of a prefixed name; anything else comes back as it is.

    >>> expand("sg:Claim")
    'https://w3id.org/steungraaf/ns#Claim'
    """
    prefix, colon, local = name.partition(":")
    return PREFIXES[prefix] + local if colon and prefix in PREFIXES and not local.startswith("//") else name


def shorten(iri: str) -> str:
    """Return the prefixed name of an IRI, by the longest namespace that fits; one outside the table comes back whole.

    >>> shorten("https://w3id.org/steungraaf/id/organisation/vlaio")
    'organisation:vlaio'
    """
    return _shortener(iri) or iri


_shortener = Shortener(PREFIXES)
