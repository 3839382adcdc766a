"""Write the data out: the same input gives the same bytes on every machine.

What is written comes from what the parser streamed, so every literal keeps the form that its file gives it. The formats
with graphs (TriG, N-Quads) keep the graph of each file; in the others all graphs become one. All is streamed but the
frames of JSON-LD: memory does not grow with the data, only with the blank nodes in it.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from steungraaf.errors import FrameFormatError, NoWholeTableError, UnknownChoiceError
from steungraaf.export.jsonld import FRAMES, write_jsonld
from steungraaf.export.parts import PARTS
from steungraaf.export.scratch import CACHE
from steungraaf.export.sorting import SortedQuads
from steungraaf.export.tables import TABLES, write_table
from steungraaf.rdf import Quad, write_rdf

FORMATS = ("turtle", "trig", "ntriples", "nquads", "rdfxml", "jsonld", "csv")
WITH_GRAPHS = ("trig", "nquads")

__all__ = ["FORMATS", "FRAMES", "PARTS", "TABLES", "check_choices", "write_export"]


def check_choices(format: str, part: str = "all", frame: str | None = None) -> None:
    """Refuse an unknown format, part or frame, and what does not go together, before anything is written."""
    for option, value, known in (("format", format, FORMATS), ("--part", part, PARTS), ("--frame", frame, FRAMES)):
        if value is not None and value not in known:
            raise UnknownChoiceError(option=option, value=value, near=_nearest(value, known), known=known)
    if frame is not None and format != "jsonld":
        raise FrameFormatError(frame=frame, format=format)
    if format == "csv" and part not in TABLES:
        raise NoWholeTableError(known=TABLES)


def write_export(
    quads: Iterable[Quad],
    out: BinaryIO,
    ontology: Path,
    *,
    format: str = "turtle",
    part: str = "all",
    frame: str | None = None,
    cache: int = CACHE,
) -> None:
    """Write a part of the quads of a dataset; the folder of the ontology has the context and the frames of JSON-LD.

    `cache` is how much memory the statements may use, in KiB; beyond it they are sorted on disk.

    Raises UnknownChoiceError, FrameFormatError and NoWholeTableError as check_choices does; FrameTooLargeError; and
    ScratchError where there is no place on disk.
    """
    check_choices(format, part, frame)
    if format == "csv":
        write_table(quads, out, part, cache=cache)
        return
    with SortedQuads(quads, part=part, merged=format not in WITH_GRAPHS, cache=cache) as chosen:
        if format == "jsonld":
            write_jsonld(chosen, out, ontology, frame)
        else:
            write_rdf(chosen, out, format, grouped=True)


def _nearest(word: str, words: Iterable[str]) -> list[str]:
    from difflib import get_close_matches

    return get_close_matches(word, list(words), n=3)
