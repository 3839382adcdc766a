"""Test what the program knows of the model by itself."""

import pytest

from steungraaf.model import narrower_classes
from steungraaf.namespaces import expand

AGENTS = [
    "foaf:Agent",
    "foaf:Group",
    "foaf:Organization",
    "foaf:Person",
    "m8g:PublicOrganisation",
    "org:FormalOrganization",
    "org:Organization",
    "org:OrganizationalCollaboration",
    "org:OrganizationalUnit",
]


@pytest.mark.parametrize(
    ("name", "narrower"), [("foaf:Agent", AGENTS), ("foaf:Person", ["foaf:Person"]), ("sg:Claim", ["sg:Claim"])]
)
def test_a_class_with_its_narrower_ones(name: str, narrower: list[str]) -> None:
    """A class comes with all below it, at any depth, and one that nothing is below comes alone."""
    assert narrower_classes(expand(name)) == set(map(expand, narrower))
