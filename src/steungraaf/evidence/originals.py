"""Keep the originals that a person attaches, in the person's own data directory, a folder a document."""

import difflib
import hashlib
import json
import os
import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from steungraaf.errors import OutputWriteError, UnknownChoiceError
from steungraaf.evidence.extraction import read_original
from steungraaf.evidence.lookup import Evidence
from steungraaf.evidence.matching import Spans, match_original
from steungraaf.evidence.sentences import Sentence, Texts
from steungraaf.reasons import reason_of
from steungraaf.text import digest

HOME = "STEUNGRAAF_HOME"  # the environment variable that moves the directory, for servers and tests
_TEXT = "text.txt"
_ABOUT = "original.json"


@dataclass(frozen=True)
class Original:
    """One attached original; `exact` where it is the very file that was read, else another text of the document."""

    document: str
    label: Texts
    file: str
    sha256: str
    exact: bool
    spans: Spans
    folder: Path


class Originals:
    """The attached originals of one person or server."""

    def __init__(self, directory: Path | None = None) -> None:
        """Take the directory that holds them; without one, that of STEUNGRAAF_HOME or the person's own."""
        self.directory = directory if directory is not None else _home() / "originals"
        self._held: dict[str, tuple[Original, str]] = {}

    def add(self, file: Path, evidence: Evidence) -> Original:
        """Attach a file to the document that it is an original of, in place of an earlier one.

        Raises UnknownOriginalError, SentenceNotFoundError, UnreadableOriginalError, MissingExtraError (a PDF without
        pypdf) or OutputWriteError; then nothing has changed.
        """
        extract = read_original(file)
        match = match_original(file, extract, evidence)
        document = match.document
        folder = self.directory / _folder_name(document.iri)
        original = Original(document.iri, document.label, file.name, extract.sha256, match.exact, match.spans, folder)
        _write(original, extract.text)
        self._held.pop(document.iri, None)
        return original

    def folders(self) -> list[str]:
        """Return the names of the folders in which something is attached, in order."""
        return sorted(os.listdir(self.directory)) if self.directory.is_dir() else []

    def list(self) -> list[Original]:
        """Return what is attached, ordered by document; a folder that cannot be read is left out."""
        found = [held[0] for name in self.folders() if (held := _read(self.directory / name)) is not None]
        return sorted(found, key=lambda original: original.document)

    def remove(self, document: str) -> Original:
        """Detach the original of a document, named by its IRI or the last part of it.

        Raises UnknownChoiceError where none is attached.
        """
        originals = self.list()
        for original in originals:
            if document in (original.document, _last_part(original.document)):
                shutil.rmtree(original.folder)
                self._held.pop(original.document, None)
                return original
        known = [_last_part(original.document) for original in originals]
        near = difflib.get_close_matches(_last_part(document), known)
        raise UnknownChoiceError(option="originals remove", value=document, near=near, known=known)

    def text(self, document: str) -> str | None:
        """Return the whole text attached to a document, or None."""
        held = self._get(document)
        return held[1] if held else None

    def sentence_text(self, sentence: Sentence) -> str | None:
        """Return the real words of a sentence, white space made single blanks, or None where no original has them."""
        held = self._get(sentence.document)
        if held is None:
            return None
        original, text = held
        for start, end in (original.spans.get(sentence.iri, (0, 0)), (sentence.start, sentence.end)):
            if digest(text[start:end]) == sentence.sha256:
                return " ".join(text[start:end].split())
        return None

    def _get(self, document: str) -> tuple[Original, str] | None:
        held = self._held.get(document) or _read(self.directory / _folder_name(document))
        if held is not None:  # another program may attach what is not there yet
            self._held[document] = held
        return held


def _home() -> Path:
    if named := os.environ.get(HOME):
        return Path(named)
    import platformdirs

    return platformdirs.user_data_path("steungraaf", appauthor=False)


def _folder_name(document: str) -> str:
    """Return a name that tells a person which document it is, and is another one for each IRI."""
    readable = re.sub(r"[^A-Za-z0-9-]+", "-", _last_part(document)).strip("-")
    return f"{readable[:60]}-{hashlib.sha256(document.encode()).hexdigest()[:8]}"


def _last_part(iri: str) -> str:
    return re.split(r"[/#]", iri.rstrip("/#"))[-1]


def _write(original: Original, text: str) -> None:
    """Write text and description beside the folder, then give them its place: whole or not at all."""
    folder = original.folder
    about = {
        "document": original.document,
        "label": dict(original.label),
        "file": original.file,
        "sha256": original.sha256,
        "exact": original.exact,
        "spans": original.spans,
    }
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".part-", dir=folder.parent) as scratch:
            new = Path(scratch) / "new"
            new.mkdir()
            (new / _TEXT).write_bytes(text.encode())
            (new / _ABOUT).write_text(json.dumps(about, ensure_ascii=False, indent=1), "utf-8")
            if folder.exists():
                folder.rename(Path(scratch) / "old")
            new.rename(folder)
    except OSError as error:
        raise OutputWriteError(file=str(folder), reason=reason_of(error)) from error


def _read(folder: Path) -> tuple[Original, str] | None:
    """Return what a folder holds and its text, or None where it is not there or not as we write it."""
    try:
        about = cast(dict[str, Any], json.loads((folder / _ABOUT).read_text("utf-8")))
        text = (folder / _TEXT).read_bytes().decode()
        spans = {sentence: (int(start), int(end)) for sentence, (start, end) in about["spans"].items()}
        named = {name: about[name] for name in ("document", "label", "file", "sha256", "exact")}
        return Original(**named, spans=spans, folder=folder), text
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
