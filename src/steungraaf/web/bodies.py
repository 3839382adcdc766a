"""Read what a request carries: its body no further than a limit, its form, the fields of its address."""

import asyncio
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

from steungraaf.web.faults import BodyError, CutBodyError, FieldError, SlowBodyError

FORM = "application/x-www-form-urlencoded"
_FIELDS = 20  # in one form
_WAIT = 30  # seconds in which a body must have come
_GRAPHS = 200  # fields of an address, which may name many graphs
_OF_FORM = {"nl": "een formulier in UTF-8", "en": "a form in UTF-8"}
_OF_ADDRESS = {"nl": "velden in UTF-8", "en": "fields in UTF-8"}


async def read_body(request: Request, most: int) -> bytes:
    """Return the body; raise BodyError for one of more bytes, which is read no further.

    Raises SlowBodyError and CutBodyError as well.
    """
    body = bytearray()
    try:
        async with asyncio.timeout(_WAIT):
            async for some in request.stream():
                body += some
                if len(body) > most:
                    raise BodyError(limit=most)
    except TimeoutError:
        raise SlowBodyError(limit=_WAIT) from None
    except ClientDisconnect:
        raise CutBodyError() from None
    return bytes(body)


def media_type_of(request: Request) -> str:
    """Return the media type of the body, without its parameters; an empty text where none is said."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


def read_form(body: bytes, most: int = _FIELDS) -> list[tuple[str, str]]:
    """Return the fields of a form, in their order.

    Raises FieldError for what is not ASCII, is no UTF-8 when it is decoded, or has more fields than may be.
    """
    return _read(body, "POST", _OF_FORM, most)


def fields_of(request: Request) -> list[tuple[str, str]]:
    """Return the fields of the address; raise FieldError."""
    return _read(request.scope["query_string"], "?", _OF_ADDRESS, _GRAPHS)


def _read(text: bytes, where: str, expected: dict[str, str], most: int) -> list[tuple[str, str]]:
    try:
        return parse_qsl(text.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=most)
    except ValueError:
        raise FieldError(where=where, expected=expected) from None
