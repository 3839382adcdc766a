"""Show a thing: what it is, what is said of it, and where that is written."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from steungraaf.catalogue.things import describe_things
from steungraaf.namespaces import expand
from steungraaf.rdf import NamedNode
from steungraaf.web.identifiers import IDENTIFIER_SPACE
from steungraaf.web.pages.addresses import page_labels
from steungraaf.web.pages.categories import category_of
from steungraaf.web.pages.claims import claim_extra
from steungraaf.web.pages.documents import document_extra
from steungraaf.web.pages.figures import figure_extra
from steungraaf.web.pages.neighbourhood import neighbourhood
from steungraaf.web.pages.particulars import Source
from steungraaf.web.pages.portrait import Portrait, Portrayer
from steungraaf.web.pages.rendering import Pages, Visit
from steungraaf.web.pages.sentences import sentence_extra
from steungraaf.web.pages.statements import Notebook
from steungraaf.web.site_faults import NothingHereError
from steungraaf.web.writing import SUFFIXES, rdf_text

# What pages of one category show above all others: a template in thing/ and what makes its context.
Extra = Callable[[Visit, Portrait], Mapping[str, Any]]
EXTRAS: Mapping[str, Extra] = {
    "document": document_extra,
    "sentence": sentence_extra,
    "figure": figure_extra,
    "claim": claim_extra,
}
_TYPE = expand("rdf:type")
_PEOPLE_ASK = frozenset({"person", "organisation", "place", "initiative"})  # who helps, whom others know by a number
_FORMS = {"ttl": "Turtle", "nt": "N-Triples", "rdf": "RDF/XML", "jsonld": "JSON-LD", "trig": "TriG", "nq": "N-Quads"}


@dataclass(frozen=True)
class ThingPages:
    """The page of each thing, by the path of its document."""

    pages: Pages

    async def answer(self, request: Request, path: str, headers: Mapping[str, str]) -> Response:
        """Answer with the page of what has this path in the identifier space; raise NothingHereError."""
        return await self.pages.answer(request, "thing.html", lambda wanted: _context(wanted, path), headers=headers)


def _context(wanted: Visit, path: str) -> dict[str, Any]:
    store, iri = wanted.served.store, IDENTIFIER_SPACE + path
    quads = describe_things(store, [iri])
    if not quads:
        raise NothingHereError(what=f"/doc/{path}"[:200])
    notebook = Notebook(wanted.served, wanted.lang)
    portrait = Portrayer(wanted.served, wanted.lang, notebook).portray(iri, quads)
    classes = (quad.object for quad in quads if quad.predicate.value == _TYPE)
    category = category_of(wanted.served, (one.value for one in classes if isinstance(one, NamedNode)))
    extra = EXTRAS.get(category)
    shown = extra(wanted, portrait) if extra else {}
    json_ld = rdf_text(quads, "jsonld", wanted.served.dataset.folder.ontology).decode()
    return {
        "portrait": portrait,
        "category": category,
        "near": neighbourhood(wanted, portrait, category, notebook),
        "address": str,
        "asks": category in _PEOPLE_ASK,
        "cited": _source(wanted, portrait, shown.get("sources", ())),
        "extra": category if extra else "",
        "embedded": json_ld.replace("<", "\\u003c"),
        "path": f"/doc/{path}",
        "suffixes": SUFFIXES,
        "names_of_forms": _FORMS,
        "version": wanted.served.dataset.version,
        **shown,
    }


def _source(wanted: Visit, portrait: Portrait, sources: Sequence[Source]) -> str:
    """Return what a statement rests on as one cites it: who said it, the document, the sentences."""
    documents = list(dict.fromkeys(one.note.document for one in sources))
    labels = page_labels(wanted.served, documents, wanted.lang)
    speakers = (value.text for value in portrait.values("prov:wasAttributedTo"))
    return ", ".join([*speakers, *(labels[one] for one in documents), *(one.note.label for one in sources)])
