"""Send one request to a server and bring its whole answer back, or say plainly why there is none (RFC 9110).

A secret goes to the host that it is meant for and nowhere else: not along a redirect, nor into an error.
"""

import base64
import html
import ipaddress
import json
import random
import re
import ssl
import time
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from http.client import HTTPConnection, HTTPException, HTTPSConnection, IncompleteRead
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.parse import SplitResult, quote, quote_plus, urlsplit
from urllib.request import (
    BaseHandler,
    HTTPDigestAuthHandler,
    HTTPPasswordMgr,
    HTTPRedirectHandler,
    ProxyHandler,
    Request,
    build_opener,
    parse_http_list,
    parse_keqv_list,
)

from steungraaf.store.arriving import CHUNK, pieces
from steungraaf.store.faults import (
    EndpointAnswerError,
    EndpointBrokenOffError,
    EndpointBusyError,
    EndpointCertificateError,
    EndpointDeniedError,
    EndpointError,
    EndpointFailedError,
    EndpointLimitError,
    EndpointNotFoundError,
    EndpointRedirectError,
    EndpointTimeoutError,
    EndpointUnreachableError,
)
from steungraaf.store.profiles import Profile

MEGABYTE = 1_000_000
_LEAST = 0.001  # seconds; none at all would mean no limit
_MESSAGE = 65_536  # as much is read of what a server says about an error
_SHOWN = 400  # and so many letters of it are shown
_HTML = re.compile(r"(?is)<(script|style|head)\b.*?</\1\s*>|<[^>]+>")
_ECHO = re.compile(r"(?s)\n\s*SPARQL query:.*")  # Virtuoso repeats what was asked
_TRIES = 4
_FIRST = 0.25  # seconds before the second try, twice as long before the third
_HALF = {"nl": "het houdt halverwege op", "en": "it ends half-way"}
_BYTES = {"nl": "bytes", "en": "bytes"}
_PACKED = {"nl": "het is niet uit te pakken ({why})", "en": "it cannot be unpacked ({why})"}


@dataclass(frozen=True)
class Reply:
    """Hold the answer of a server: its media type in small letters without parameters, its headers and its bytes.

    There are no bytes where they were written to a file.
    """

    media_type: str
    headers: Message
    body: bytes


class Transport:
    """Send requests as a profile says: with its secret, within its limits."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self._hidden: tuple[str, ...] = ()  # what was sent to prove who we are
        handlers: list[BaseHandler] = [_Redirects()]
        if profile.auth == "digest":
            handlers.append(_Digest(_Passwords(profile)))
        if _is_loopback(urlsplit(profile.query).hostname or ""):
            handlers.append(ProxyHandler({}))
        self._opener = build_opener(*handlers)

    def send(self, request: Request, *, again: bool = False, into: IO[bytes] | None = None) -> Reply:
        """Send a request and return the whole answer.

        With `again`, what may be sent twice is sent again, after a while that grows and that the server may ask for,
        where the server has no time or breaks off: all of that within the time limit. With `into`, the answer is
        written there; it may be of any size, and the time limit is that for each part of it.

        Raises EndpointError of every kind.
        """
        end = time.monotonic() + self._profile.time_limit
        attempt = 1
        while True:
            try:
                return self._send(request, end, into)
            except (EndpointBusyError, EndpointBrokenOffError) as error:
                wait = _wait_after(error, attempt)
                if not again or attempt == _TRIES or time.monotonic() + wait >= end:
                    raise
                time.sleep(wait)
            attempt += 1

    def blotted(self, text: str) -> str:
        """Return what a server says without the secret that it was sent, however it writes that."""
        return _blotted(text, self._hidden)

    def _send(self, request: Request, end: float, into: IO[bytes] | None) -> Reply:
        self._authorise(request)
        address = plain(request.full_url)
        try:
            return self._exchange(request, address, end, into)
        except HTTPError as error:
            with error:
                raise _refusal(error, address, self._hidden) from None
        except EndpointRedirectError as error:
            raise EndpointRedirectError(address=address, target=self.blotted(error.target or "")) from None
        except (OSError, HTTPException, zlib.error) as error:
            raise self._failure(error, address) from None

    def _authorise(self, request: Request) -> None:
        """Give a request its secret, where it is sent without being asked for."""
        profile = self._profile
        if profile.auth not in ("basic", "bearer"):
            return
        secret = profile.read_secret()
        word = base64.b64encode(f"{profile.user}:{secret}".encode()).decode() if profile.auth == "basic" else secret
        request.add_unredirected_header("Authorization", f"{profile.auth.capitalize()} {word}")
        self._hidden = (secret, word)

    def _exchange(self, request: Request, address: str, end: float, into: IO[bytes] | None) -> Reply:
        with self._opener.open(request, timeout=max(end - time.monotonic(), _LEAST)) as response:
            if into is not None:
                into.seek(0)
                into.truncate()
            body = self._taken(response, address, end) if into is None else _written(response, into)
            if response.length:
                raise IncompleteRead(b"", response.length)
            return Reply(response.headers.get_content_type().lower(), response.headers, body)

    def _taken(self, response: Any, address: str, end: float) -> bytes:
        """Return all bytes of a response, within the limits."""
        most = int(self._profile.size_limit * MEGABYTE)
        chunks, size = [], 0
        for chunk in pieces(response):
            size += len(chunk)
            if size > most:
                raise EndpointLimitError(address=address, what=_BYTES, limit=most)
            if time.monotonic() > end:
                raise TimeoutError
            chunks.append(chunk)
        return b"".join(chunks)

    def _failure(self, error: Exception, address: str) -> EndpointError:
        """Return what it means that the connection failed."""
        cause = error.reason if isinstance(error, URLError) and isinstance(error.reason, Exception) else error
        if isinstance(cause, TimeoutError):
            return EndpointTimeoutError(address=address, limit=self._profile.time_limit)
        if isinstance(cause, ssl.SSLCertVerificationError):
            return EndpointCertificateError(address=address, reason=cause.verify_message)
        if isinstance(cause, zlib.error):
            reason = {lang: text.replace("{why}", self.blotted(str(cause))) for lang, text in _PACKED.items()}
            return EndpointAnswerError(address=address, reason=reason)
        if isinstance(cause, IncompleteRead):
            return EndpointAnswerError(address=address, reason=_HALF)
        if isinstance(cause, HTTPException | ConnectionResetError | BrokenPipeError):
            return EndpointBrokenOffError(address=address)
        why = getattr(cause, "strerror", None) or str(cause) or type(cause).__name__
        return EndpointUnreachableError(address=address, reason=why)


class _Passwords(HTTPPasswordMgr):
    """Read the secret when a server asks for it and not before."""

    def __init__(self, profile: Profile) -> None:
        super().__init__()
        self._profile = profile

    def find_user_password(self, realm: str, authuri: str) -> tuple[str | None, str | None]:
        """Return the user of the profile and the secret, whatever the realm."""
        return self._profile.user, self._profile.read_secret()


class _Digest(HTTPDigestAuthHandler):
    """Answer a challenge of digest authentication (RFC 7616) before it is made, once one is known.

    A server that refuses a request before it has read its body breaks the connection, and nobody can read why; so
    before a long body is sent, the server is asked for its challenge by a request without one.
    """

    _challenge = ""

    def http_request(self, request: Request) -> Request:
        """Give a request the answer to the challenge that the server made last."""
        if not self._challenge and isinstance(request.data, bytes) and len(request.data) > CHUNK:
            self._challenge = _challenge_of(request)
        if self._challenge and not request.has_header("Authorization"):
            said = parse_keqv_list([part for part in parse_http_list(self._challenge) if part])
            if answer := self.get_authorization(request, said):
                request.add_unredirected_header(self.auth_header, f"Digest {answer}")
        return request

    https_request = http_request

    def retry_http_digest_auth(self, req: Request, auth: str) -> Any:
        """Answer a challenge, and remember it."""
        self._challenge = auth.partition(" ")[2]
        return super().retry_http_digest_auth(req, auth)


def _challenge_of(request: Request) -> str:
    """Return the challenge that a server makes at an address, without its scheme; nothing where it makes none."""
    connection = HTTPSConnection if request.type == "https" else HTTPConnection
    asked = connection(request.host or "", timeout=request.timeout)
    try:
        asked.request("GET", request.selector)
        scheme, _, challenge = (asked.getresponse().headers["WWW-Authenticate"] or "").partition(" ")
        return challenge if scheme.lower() == "digest" else ""
    except (OSError, HTTPException):  # which the request itself will tell
        return ""
    finally:
        asked.close()


class _Redirects(HTTPRedirectHandler):
    """Follow a redirect on the same host, with the same method and body; refuse every other."""

    def http_error_302(self, req: Request, fp: IO[bytes], code: int, msg: str, headers: Any) -> Any:
        """Go where a server sends us.

        Raises EndpointRedirectError, also for what is no address.
        """
        try:
            return super().http_error_302(req, fp, code, msg, headers)
        except ValueError:
            fp.close()
            raise EndpointRedirectError(address=plain(req.full_url), target=None) from None

    http_error_301 = http_error_303 = http_error_307 = http_error_308 = http_error_302

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str
    ) -> Request | None:
        """Return the request that follows.

        Raises EndpointRedirectError.
        """
        if not _same_host(urlsplit(req.full_url), urlsplit(newurl)):
            fp.close()
            raise EndpointRedirectError(address=plain(req.full_url), target=plain(newurl))
        again = Request(newurl, data=req.data, headers=dict(req.headers), method=req.get_method())
        for name, value in req.unredirected_hdrs.items():
            if name == "Authorization":
                again.add_unredirected_header(name, value)
        return again


def plain(address: str) -> str:
    """Return an address without what may be a secret in it: a password, a query."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def _written(response: Any, file: IO[bytes]) -> bytes:
    """Write all bytes of a response to a file, and return none."""
    for chunk in pieces(response):
        file.write(chunk)
    file.flush()
    return b""


def _wait_after(error: EndpointError, attempt: int) -> float:
    """Return how many seconds to wait before the next try: as many as the server asks, else longer each time."""
    asked = error.parts.get("wait")
    # Those who were sent away together should not come back together.
    return float(asked) if asked is not None else _FIRST * 2.0 ** (attempt - 1) * random.uniform(0.5, 1.5)


def _asked_wait(header: str) -> int | None:
    """Return after how many seconds a server asks to come back, by number or by date (RFC 9110 10.2.3)."""
    if header.isdecimal():
        return int(header)
    try:
        return max(0, round((parsedate_to_datetime(header) - datetime.now(UTC)).total_seconds()))
    except (TypeError, ValueError):  # no date, or one without a zone
        return None


def _same_host(old: SplitResult, new: SplitResult) -> bool:
    """Tell whether two addresses are of one server; from http to https is one, back is not."""
    if old.hostname != new.hostname:
        return False
    return (old.scheme, old.port) == (new.scheme, new.port) or (old.scheme, new.scheme) == ("http", "https")


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _refusal(error: HTTPError, address: str, hidden: Iterable[str]) -> EndpointError:
    """Return what a status other than 2xx means."""
    message = _told(error, hidden)
    if error.code in (401, 403):
        return EndpointDeniedError(address=address, status=error.code, message=message)
    if error.code in (404, 410):
        return EndpointNotFoundError(address=address, message=message)
    if error.code in (429, 503):
        wait = _asked_wait(error.headers.get("Retry-After", ""))
        return EndpointBusyError(address=address, status=error.code, wait=wait)
    if 300 <= error.code < 400:
        return EndpointRedirectError(address=address, target=None)
    return EndpointFailedError(address=address, status=error.code, message=message)


def _told(error: HTTPError, hidden: Iterable[str]) -> str:
    """Return what a server says of an error as one line of plain text, whatever it is written in."""
    body = b""
    try:
        for piece in pieces(error):
            body += piece
            if len(body) >= _MESSAGE:
                break
    except (OSError, HTTPException, ValueError, zlib.error):
        body = b""
    text = _blotted(_decoded(body, error.headers.get_content_charset() or "utf-8"), hidden)
    text = _HTML.sub(" ", text) if error.headers.get_content_type() == "text/html" else _ECHO.sub("", text)
    text = " ".join(text.split())
    return text[:_SHOWN].rstrip(".")


def _decoded(body: bytes, charset: str) -> str:
    """Return bytes as text, whatever the server says that they are."""
    try:
        return body.decode(charset, "replace")
    except (LookupError, ValueError):  # no charset, or one that cannot be read without a fault
        return body.decode("utf-8", "replace")


def _blotted(text: str, hidden: Iterable[str]) -> str:
    """Return a text without what was sent to prove who we are, as it was sent or as it is written elsewhere."""
    forms = {write(word) for word in hidden for write in (str, _all_quoted, quote_plus, html.escape, _in_json)}
    for form in sorted(forms, key=len, reverse=True):  # one may hold another
        text = text.replace(form, "***")
    return text


def _all_quoted(text: str) -> str:
    return quote(text, safe="")


def _in_json(text: str) -> str:
    return json.dumps(text)[1:-1]
