"""Go between the IRIs of things and their identifiers in the service: what stands after the identifier space."""

from collections.abc import Mapping
from urllib.parse import quote

from steungraaf.links.model import Entity
from steungraaf.namespaces import ID, PREFIXES, QUERY, SG, expand

IDENTIFIER_SPACE = ID  # as the API of reconciliation calls it


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


def place_of(iri: str, document: str = "") -> tuple[str, str] | None:
    """Return the path on this site and the fragment where a thing is told of, None for what is not ours.

    With its document a sentence is told of there.

    >>> place_of("https://w3id.org/steungraaf/id/organisation/vlaio"), place_of("https://w3id.org/steungraaf/ns#Claim")
    (('/doc/organisation/vlaio', ''), ('/ns', 'Claim'))
    """
    if iri.startswith(QUERY):
        return f"/questions/{iri.removeprefix(QUERY)}", ""
    if iri.startswith(SG):
        return "/ns", iri.removeprefix(SG)
    if not iri.startswith(IDENTIFIER_SPACE):
        return None
    whole = document if document and iri.startswith(f"{document}/") else iri
    return f"/doc/{whole.removeprefix(IDENTIFIER_SPACE)}", iri.removeprefix(whole).removeprefix("/")


def url_of_place(root: str, path: str, fragment: str = "", asked: str = "") -> str:
    """Return the address of a path and fragment below the path that the site stands at, with what is asked there.

    >>> url_of_place("/graph", "/doc/a b", "c", "?lang=nl")
    '/graph/doc/a%20b?lang=nl#c'
    """
    return f"{root}{quote(path)}{asked}{f'#{quote(fragment)}' if fragment else ''}"
