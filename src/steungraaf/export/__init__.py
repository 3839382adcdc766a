"""Write the data out: the same input gives the same bytes on every machine.

What is written comes from what the parser streamed, so every literal keeps the form that its file gives it. The formats
with graphs (TriG, N-Quads) keep the graph of each file; in the others all graphs become one.
"""

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import BinaryIO

from steungraaf.errors import FrameFormatError, NoWholeTableError, UnknownChoiceError
from steungraaf.export.jsonld import FRAMES, write_jsonld
from steungraaf.export.parts import PARTS, merge_graphs, select_part, sort_quads
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
    quads: Collection[Quad],
    out: BinaryIO,
    ontology: Path,
    *,
    format: str = "turtle",
    part: str = "all",
    frame: str | None = None,
) -> None:
    """Write a part of the quads of a dataset; the folder of the ontology has the context and the frames of JSON-LD.

    Raises UnknownChoiceError, FrameFormatError and NoWholeTableError as check_choices does.
    """
    check_choices(format, part, frame)
    if format == "csv":
        write_table(quads, out, part)
        return
    chosen = select_part(quads, part)
    if format == "jsonld":
        write_jsonld(merge_graphs(chosen), out, ontology, frame)
    else:
        write_rdf(sort_quads(chosen) if format in WITH_GRAPHS else merge_graphs(chosen), out, format)


def _nearest(word: str, words: Iterable[str]) -> list[str]:
    from difflib import get_close_matches

    return get_close_matches(word, list(words), n=3)
