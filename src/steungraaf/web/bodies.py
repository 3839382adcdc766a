"""Read what a request carries: its body no further than a limit, its form, the fields of its address."""

import asyncio
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

from steungraaf.web.faults import (
    BodyError,
    CodedBodyError,
    CutBodyError,
    FieldError,
    PartialBodyError,
    SlowBodyError,
    TooManyFieldsError,
)

FORM = "application/x-www-form-urlencoded"
_FIELDS = 20  # in one form
_WAIT = 30  # seconds in which a body must have come
_GRAPHS = 200  # fields of an address, which may name many graphs
_OF_FORM = {"nl": "een formulier in UTF-8", "en": "a form in UTF-8"}
_OF_ADDRESS = {"nl": "velden in UTF-8", "en": "fields in UTF-8"}


async def read_body(request: Request, most: int) -> bytes:
    """Return the body; of one with more bytes no more is read.

    Raises BodyError, SlowBodyError, CutBodyError, and before anything is read CodedBodyError and PartialBodyError.
    """
    _check_whole(request)
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


def _check_whole(request: Request) -> None:
    """Refuse a body that is not itself what it stands for (RFC 9110, 8.4), and a piece that is put (14.5)."""
    coding = request.headers.get("content-encoding", "").strip()
    if coding.lower() not in ("", "identity"):
        raise CodedBodyError(coding=coding[:100])
    if request.method == "PUT" and "content-range" in request.headers:
        raise PartialBodyError()


def media_type_of(request: Request) -> str:
    """Return the media type of the body, without its parameters; an empty text where none is said."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


def read_form(body: bytes, most: int = _FIELDS) -> list[tuple[str, str]]:
    """Return the fields of a form, in their order.

    Raises FieldError for what is not ASCII or is no UTF-8 when it is decoded, TooManyFieldsError for more fields.
    """
    return _read(body, "POST", _OF_FORM, most)


def fields_of(request: Request) -> list[tuple[str, str]]:
    """Return the fields of the address; raise FieldError and TooManyFieldsError."""
    return _read(request.scope["query_string"], "?", _OF_ADDRESS, _GRAPHS)


def _read(text: bytes, where: str, expected: dict[str, str], most: int) -> list[tuple[str, str]]:
    if text.count(b"&") >= most:
        raise TooManyFieldsError(limit=most)
    try:
        return parse_qsl(text.decode("ascii"), keep_blank_values=True, errors="strict")
    except ValueError:
        raise FieldError(where=where, expected=expected) from None
