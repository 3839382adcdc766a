"""Show a claim: the sentence in words, its parts, and the sentence that it rests on."""

from collections.abc import Mapping
from typing import Any

from steungraaf.web.pages.particulars import particulars, sources_of
from steungraaf.web.pages.portrait import Portrait
from steungraaf.web.pages.rendering import Visit
from steungraaf.web.pages.statements import Notebook

_PARTS = {
    "claim.subject": "rdf:subject",
    "claim.relation": "rdf:predicate",
    "claim.object": "rdf:object",
    "claim.through": "sg:through",
    "claim.kind": "sg:supportKind",
    "claim.period": "sg:during",
    "claim.speaker": "prov:wasAttributedTo",
    "claim.modality": "sg:modality",
    "claim.basis": "sg:basis",
}
_ALWAYS = ("claim.subject", "claim.relation", "claim.object", "claim.period", "claim.speaker")
_TOLD = (*_PARTS.values(), "prov:wasQuotedFrom", "skos:note")


def claim_extra(visit: Visit, portrait: Portrait) -> Mapping[str, Any]:
    """Return what the page of a claim shows."""
    (said,) = Notebook(visit.served, visit.lang).read([portrait.iri])
    return {
        "portrait": portrait.without(*_TOLD).alone(),
        "said": said,
        "rows": particulars(portrait, _PARTS, _ALWAYS),
        "sources": sources_of(visit, said, {}),
        "notes": [value.text for value in portrait.values("skos:note")],
    }
