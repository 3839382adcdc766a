"""Hold the conditions that a change comes with against what is there (RFC 9110, 13)."""

from starlette.requests import Request

from steungraaf.changing import Change
from steungraaf.web.negotiation import listed, media_for
from steungraaf.web.served import Served
from steungraaf.web.writing import RDF
from steungraaf.web.writing_faults import ConditionError


def check_conditions(served: Served, request: Request, change: Change) -> None:
    """Raise ConditionError where a change is not to be made to what is there now.

    The tags of this site are weak: If-Match compares strongly, so that no tag of ours can match it (8.8.3.2).
    """
    match, none_match = (listed(request.headers, name) for name in ("if-match", "if-none-match"))
    if match is None and none_match is None:
        return
    exists = change.graph is None or change.graph in served.store.graphs()  # who updates changes what is always there
    if change.kind == "delete" and not exists:
        return  # it is a 404, which goes before conditions (13.2.1)
    if match is not None and not (exists and match.strip() == "*"):
        raise ConditionError(condition="If-Match")
    if none_match is not None and exists and (none_match.strip() == "*" or _is_known(served, request, change)):
        raise ConditionError(condition="If-None-Match")


def _is_known(served: Served, request: Request, change: Change) -> bool:
    """Tell whether If-None-Match lists the tag that a GET of the graph would have now."""
    media = media_for(request.headers, RDF)
    return change.kind != "update" and media is not None and served.fresh(request, RDF[media])[1] is not None
