"""Show a claim: the sentence in words, its parts, and the sentence that it rests on."""

from collections.abc import Mapping
from typing import Any

from steungraaf.web.pages.particulars import particulars, sources_of
from steungraaf.web.pages.portrait import Portrait
from steungraaf.web.pages.rendering import Visit
from steungraaf.web.pages.statements import Notebook

_PARTS = {
    "subject": "rdf:subject",
    "relation": "rdf:predicate",
    "object": "rdf:object",
    "through": "sg:through",
    "kind": "sg:supportKind",
    "period": "sg:during",
    "speaker": "prov:wasAttributedTo",
    "modality": "sg:modality",
    "basis": "sg:basis",
}
_ALWAYS = ("subject", "relation", "object", "period", "speaker")
_TOLD = (*_PARTS.values(), "prov:wasQuotedFrom", "skos:note")


def claim_extra(visit: Visit, portrait: Portrait) -> Mapping[str, Any]:
    """Return what the page of a claim shows."""
    (said,) = Notebook(visit.served.store, visit.lang).read([portrait.iri])
    return {
        "portrait": portrait.without(*_TOLD).alone(),
        "said": said,
        "rows": particulars(portrait, _PARTS, _ALWAYS),
        "sources": sources_of(visit, said, {}),
        "notes": [value.text for value in portrait.values("skos:note")],
    }
