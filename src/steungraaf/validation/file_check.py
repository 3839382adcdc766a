"""Check any data against any shapes."""

import errno
import os
from collections.abc import Sequence
from pathlib import Path

from steungraaf.errors import ShapesError, UnreadableFileError, UsageError
from steungraaf.reasons import reason_of
from steungraaf.validation.queries import fault_finding
from steungraaf.validation.report import Report, make_report
from steungraaf.validation.shapes import Shapes, error_of
from steungraaf.validation.sources import Sources

_EMPTY = {"nl": "er staat geen enkele shape in", "en": "there is not one shape in them"}


def check_files(files: Sequence[Path], shapes: Sequence[Path], *, engine: str = "auto") -> Report:
    """Validate the statements of all files together, in any RDF format, against the shapes of other files.

    A file of data that does not parse is a finding, and the others are checked; so is what is wrong with the shapes
    where the engine can work with them all the same. The W3C report has a result for the former, none for the latter.

    Raises UnreadableFileError for a file that is not there or may not be read, UnknownFormatError and
    MissingExtraError; RdfSyntaxError for a file of shapes; ShapesError where there are no shapes or the engine cannot
    work with them; FastEngineError where the engine `shifty` is asked for and would pass over something in the shapes.
    """
    for path in (*files, *shapes):
        _see(path)
    against = _read_shapes(shapes)
    sources = Sources()
    for path in files:
        sources.read(path, base=path.resolve().as_uri())
    for _, error in sources.faults:
        if isinstance(error, UsageError) or type(error) is UnreadableFileError:
            raise error  # which says nothing about the data
    faults = [*against.ill_formed(), *against.ignored()]
    try:
        found = against.check(sources.quads(), sources, engine)
    except ShapesError as error:
        raise error_of(error, faults) from error
    findings = [*(fault_finding(path, error) for path, error in sources.faults), *faults, *found]
    checked = {
        "files": sources.files,
        "statements": sum(1 for _ in sources.quads()),
        "shapes": against.count,
    }
    spoken_of = [iri for finding in findings for iri in (finding.focus, finding.sentence) if iri]
    return make_report(findings, checked, sources.labels(dict.fromkeys(spoken_of)))


def _see(path: Path) -> None:
    """Raise UnreadableFileError for a file that is not there, or is a folder, before its name is asked for a format."""
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        path.stat()
    except OSError as error:
        raise UnreadableFileError(file=str(path), reason=reason_of(error)) from error


def _read_shapes(files: Sequence[Path]) -> Shapes:
    shapes = Shapes(files, relative=True)
    for _, error in shapes.sources.faults:
        raise error
    if not shapes.count:
        raise ShapesError(file=", ".join(map(str, files)), line=None, reason=_EMPTY)
    return shapes
