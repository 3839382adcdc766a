"""Take SPARQL updates (SPARQL 1.1 Protocol 2.2)."""

from dataclasses import dataclass
from functools import partial
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response

from steungraaf.changing import Change
from steungraaf.web.conditions import check_conditions
from steungraaf.web.served import Served
from steungraaf.web.site_faults import UpdateForbiddenError
from steungraaf.web.writing_faults import PostNeededError


@dataclass(frozen=True)
class Update:
    """An update, and the graphs that it is to look into if they are named beside it."""

    text: str
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


async def make_update(served: Served, request: Request, update: Update, base: str) -> Response:
    """Make an update, and answer 204.

    Raises UpdateForbiddenError where one can only read, PostNeededError, and what `Token.check` and `Writer.write` do,
    ConditionError among it.
    """
    if served.writer is None:
        raise UpdateForbiddenError()
    if request.method != "POST":
        raise PostNeededError()
    served.writer.token.check(request)
    change = Change("update", base=base, default=update.default, named=update.named)
    await served.writer.write(change, update.text.encode(), partial(check_conditions, served, request))
    return Response(status_code=HTTPStatus.NO_CONTENT)
