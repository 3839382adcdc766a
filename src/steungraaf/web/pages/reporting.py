"""Find whom to tell of a fault on a page: the contact point of the dataset, if its description names one."""

from urllib.parse import quote

from steungraaf.namespaces import expand
from steungraaf.rdf import Literal, NamedNode, Term
from steungraaf.store import Store
from steungraaf.store.lookup import rows_of

# How a contact is reached, the best first: by letter, else by a page (vCard, and what others write in its place).
REACHED = tuple(f"http://www.w3.org/2006/vcard/ns#{name}" for name in ("hasEmail", "hasURL")) + tuple(
    map(expand, ("foaf:mbox", "schema:email", "schema:url", "foaf:homepage"))
)
_SCHEMES = ("mailto:", "https://", "http://")


def address_of(term: Term | None) -> str:
    """Return where a value that should be an address leads: a letter or a page; nothing for what is neither.

    >>> address_of(Literal("desk@example.org")), address_of(NamedNode("javascript:alert(1)"))
    ('mailto:desk@example.org', '')
    """
    text = term.value if isinstance(term, NamedNode | Literal) else ""
    if isinstance(term, Literal) and "@" in text and ":" not in text:
        return f"mailto:{text}"
    return text if leads(text) else ""


def leads(iri: str) -> bool:
    """Tell whether an IRI of others may be a link: a page or a letter, and no script."""
    return iri.lower().startswith(_SCHEMES)


def find_contact(store: Store) -> str:
    """Return where the contact point of a dataset is reached, with one query; nothing where none is or leads nowhere.

    Of several datasets or contacts it is the first that is reached best.
    """
    ways = ", ".join(f"<{way}>" for way in REACHED)
    rows = rows_of(
        store,
        f"SELECT ?dataset ?contact ?way ?reached WHERE {{ ?dataset a <{expand('dcat:Dataset')}> ; "
        f"<{expand('dcat:contactPoint')}> ?contact OPTIONAL {{ ?contact ?way ?reached FILTER (?way IN ({ways})) }} }}",
    )
    found = [
        (str(dataset), REACHED.index(way.value) if isinstance(way, NamedNode) else len(REACHED), address)
        for dataset, contact, way, reached in rows
        if (address := address_of(reached if reached is not None else _itself(contact)))
    ]
    return min(found)[2] if found else ""


def _itself(contact: Term | None) -> Term | None:
    """Return a contact that is an address for letters by itself; an IRI of the web is only its name."""
    return contact if isinstance(contact, NamedNode) and contact.value.lower().startswith("mailto:") else None


def with_subject(contact: str, subject: str) -> str:
    """Return where to report: a letter has a subject already, so that who reads it knows which page is meant.

    >>> with_subject("mailto:desk@example.org", "https://example.org/a?b=c d")
    'mailto:desk@example.org?subject=https%3A%2F%2Fexample.org%2Fa%3Fb%3Dc%20d'
    """
    if not contact.lower().startswith("mailto:"):
        return contact
    return f"{contact}{'&' if '?' in contact else '?'}subject={quote(subject, safe='')}"
