"""Take the text from a file that somebody gives as an original: plain text in any usual encoding, or a PDF."""

import hashlib
import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from steungraaf.errors import MissingExtraError, UnreadableOriginalError
from steungraaf.reasons import reason_of

_UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class Extract:
    """The text of a file, and the SHA-256 of the file's bytes."""

    text: str
    sha256: str


def read_original(file: Path) -> Extract:
    """Return the text of a file.

    Raises UnreadableOriginalError where there is no text in it, MissingExtraError for a PDF without pypdf.
    """
    try:
        data = file.read_bytes()
    except OSError as error:
        raise UnreadableOriginalError(file=str(file), reason=reason_of(error)) from error
    text = _pdf_text(data, file) if data.startswith(b"%PDF-") else _plain_text(data, file)
    if not text.strip():
        raise UnreadableOriginalError(file=str(file), reason={"nl": "er staat geen tekst in", "en": "it has no text"})
    return Extract(text, hashlib.sha256(data).hexdigest())


def _plain_text(data: bytes, file: Path) -> str:
    """Decode a text; whether it was decoded rightly shows when its sentences are found by their digests."""
    for encoding in ["utf-16"] if data.startswith(_UTF16) else ["utf-8", "cp1252"]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    reason = {"nl": "het is geen tekst die wij kunnen lezen", "en": "it is no text that we can decode"}
    raise UnreadableOriginalError(file=str(file), reason=reason)


def _pdf_text(data: bytes, file: Path) -> str:
    """Return the text of all pages, a line break between them."""
    try:
        import pypdf
    except ImportError as error:
        raise MissingExtraError(library="pypdf", extra="pdf") from error
    try:
        with _silent("pypdf"):
            pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]
            return "\n".join(pages).encode("utf-8", "replace").decode()
    except Exception as error:  # a damaged PDF makes pypdf raise nearly anything
        raise UnreadableOriginalError(file=str(file), reason=f"PDF: {error}") from error


@contextmanager
def _silent(name: str) -> Iterator[None]:
    """Keep a library from writing its warnings beside our own messages."""
    logger = logging.getLogger(name)
    before = logger.disabled
    logger.disabled = True
    try:
        yield
    finally:
        logger.disabled = before
