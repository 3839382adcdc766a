"""Go between the IRIs of things and their identifiers in the service: what stands after the identifier space."""

from collections.abc import Mapping

from steungraaf.links.model import Entity
from steungraaf.namespaces import BASE, PREFIXES, expand

IDENTIFIER_SPACE = f"{BASE}id/"


def identifier_of(iri: str) -> str:
    """Return the identifier of an IRI: its part after the identifier space, or the whole where it lies elsewhere.

    >>> identifier_of("https://w3id.org/steungraaf/id/municipality/oostende"), identifier_of("https://example.org/a")
    ('municipality/oostende', 'https://example.org/a')
    """
    return iri.removeprefix(IDENTIFIER_SPACE) or iri


def iri_of(identifier: str) -> str:
    """Return the IRI that an identifier, a prefixed name or an IRI stands for.

    >>> iri_of("municipality/oostende") == iri_of("municipality:oostende")
    True
    """
    prefix, colon, _ = identifier.partition(":")
    if "://" in identifier or (colon and prefix in PREFIXES):
        return expand(identifier)
    return IDENTIFIER_SPACE + identifier


def find_entity(entities: Mapping[str, Entity], identifier: str) -> Entity | None:
    """Return the entity of an identifier, prefixed name or IRI, if there is one."""
    return entities.get(iri_of(identifier.strip()))
