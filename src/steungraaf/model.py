"""Hold what the program must know of the model by itself: which classes are agents, and what holds nothing back."""

from steungraaf.namespaces import expand

# What those who publish these vocabularies say of their own classes; what ours are, stands in the ontology.
SUBCLASSES = tuple(
    (expand(narrower), expand(broader))
    for narrower, broader in (
        ("org:Organization", "foaf:Agent"),
        ("foaf:Organization", "foaf:Agent"),
        ("foaf:Person", "foaf:Agent"),
        ("foaf:Group", "foaf:Agent"),
        ("org:FormalOrganization", "org:Organization"),
        ("org:OrganizationalUnit", "org:Organization"),
        ("org:OrganizationalCollaboration", "org:Organization"),
        ("m8g:PublicOrganisation", "org:Organization"),
        ("schema:City", "schema:AdministrativeArea"),
    )
)
# What a statement is when it is said for a fact, literally, exactly; any other modality, basis or precision is a hedge.
PLAIN = frozenset(map(expand, ("modality:asserted", "basis:literal", "precision:exact")))


def narrower_classes(iri: str) -> frozenset[str]:
    """Return a class with all that are published as narrower, at any depth.

    >>> expand("m8g:PublicOrganisation") in narrower_classes(expand("foaf:Agent"))
    True
    """
    below = (narrower_classes(narrower) for narrower, broader in SUBCLASSES if broader == iri)
    return frozenset({iri}).union(*below)
