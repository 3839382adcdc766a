"""Write a part as a table that a spreadsheet opens: CSV, one row a statement, with its sentence and its licence.

RFC 4180 with a byte order mark, without which spreadsheets misread letters with accents; commas between the columns,
the point in numbers, labels in both languages, so that the bytes do not depend on anybody's settings.
"""

import csv
import io
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import BinaryIO

from steungraaf.cells import guard
from steungraaf.errors import LANGUAGES
from steungraaf.export.columns import ACTORS, CLAIMS, FIGURES, SEPARATOR, Column
from steungraaf.export.descriptions import DATASETS, Descriptions
from steungraaf.export.parts import AGENTS, CLASSES_OF_PART, graph_of, value_of
from steungraaf.export.scratch import CACHE
from steungraaf.namespaces import shorten
from steungraaf.rdf import Literal, Quad, Term

TABLES = ("actors", "claims", "figures", "links")
BOM = "\ufeff"
_COLUMNS: dict[str, tuple[tuple[Column, ...], Collection[str]]] = {
    "actors": (ACTORS, AGENTS),
    "claims": (CLAIMS, CLASSES_OF_PART["claims"]),
    "figures": (FIGURES, CLASSES_OF_PART["figures"]),
}
_LINK_HEADER = (
    "thing thing_label_nl thing_label_en relation relation_label_nl relation_label_en target code_type "
    "target_label_nl target_label_en"
).split()
_ORIGIN = ["licence", "data_version"]
_GRAPHS = 10_000  # whose licences are remembered


def write_table(quads: Iterable[Quad], out: BinaryIO, part: str, *, cache: int = CACHE) -> None:
    """Write the table of one part: actors, claims, figures or links; `cache` is how much memory it may use, in KiB.

    Raises ScratchError.
    """
    with Descriptions(quads, cache=cache) as all_:
        _write_rows(_link_rows(all_) if part == "links" else _rows(all_, part), out)


def _write_rows(rows: Iterator[list[str]], out: BinaryIO) -> None:
    text = io.TextIOWrapper(out, encoding="utf-8", newline="")
    text.write(BOM)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([guard(cell) for cell in row] for row in rows)
    text.flush()
    text.detach()  # the file belongs to the caller


def _rows(all_: Descriptions, part: str) -> Iterator[list[str]]:
    columns, classes = _COLUMNS[part]
    origin = _Origin(all_)
    yield [*(column.name for column in columns), *_ORIGIN]
    for subject in all_.instances(classes):
        yield [*(column.cell(all_, subject) for column in columns), *origin.of(all_.graph_of(subject))]


def _link_rows(all_: Descriptions) -> Iterator[list[str]]:
    origin = _Origin(all_)
    yield [*_LINK_HEADER, *_ORIGIN]
    for quad in all_.links():
        coded = isinstance(quad.object, Literal)
        yield [
            *_labelled(all_, quad.subject),
            *_labelled(all_, quad.predicate),
            value_of(quad.object),
            shorten(quad.object.datatype.value) if isinstance(quad.object, Literal) else "",
            *([""] * len(LANGUAGES) if coded else _labelled(all_, quad.object)[1:]),
            *origin.of(graph_of(quad)),
        ]


def _labelled(all_: Descriptions, term: Term) -> list[str]:
    return [value_of(term), *(all_.label(term, language) for language in LANGUAGES)]


class _Origin:
    """Tell the licence of a row, that of its graph or else of the dataset, and the version of the data."""

    def __init__(self, all_: Descriptions) -> None:
        self._all = all_
        self._datasets = list(all_.instances(DATASETS))
        self.of = lru_cache(_GRAPHS)(self._find)

    def _find(self, graph: str) -> list[str]:
        """Return the licence and the version of what stands in a graph."""
        own = self._values(graph, "dcterms:license") if graph else []
        licences = own or self._of_dataset("dcterms:license")
        return [SEPARATOR.join(licences), SEPARATOR.join(self._of_dataset("dcat:version"))]

    def _of_dataset(self, path: str) -> list[str]:
        return [value for dataset in self._datasets for value in self._values(dataset, path)]

    def _values(self, subject: str, path: str) -> list[str]:
        return [value_of(term) for term in self._all.follow(subject, path)]
