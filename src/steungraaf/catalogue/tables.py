"""Hold the answer to a SELECT as a table, and write it in the forms that people and programs read."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from steungraaf.cells import guard
from steungraaf.namespaces import expand
from steungraaf.rdf import BlankNode, Literal, NamedNode, Term
from steungraaf.rdf.terms import is_web_address
from steungraaf.store import Cut

if TYPE_CHECKING:
    import pandas
    import polars

    from steungraaf.catalogue.display import Value

LABEL = "_label"  # what the name of the column ends in that holds the labels of another column
_STRING = expand("xsd:string")
_SHORT_NUMBER = {expand("xsd:integer"): r"[+-]?[0-9]+", expand("xsd:decimal"): r"[+-]?[0-9]*\.[0-9]+"}
_WORDS = {"nl": ("Niets gevonden.", "rij", "rijen"), "en": ("Nothing found.", "row", "rows")}
_GOES_ON = {"nl": ", afgebroken: er zijn er meer", "en": ", cut off: there are more"}
_ROWS_IN_REPR = 20


class Column(NamedTuple):
    """One column: its name in the query and its heading in the reader's language."""

    name: str
    heading: str


class Origin(NamedTuple):
    """What a table answers, with which values, and the licence and version of the data it comes from."""

    question: str = ""
    parameters: Mapping[str, str] = MappingProxyType({})
    licence: str = ""
    version: str = ""


@dataclass(frozen=True, repr=False)
class Table:
    """The answer to a question: terms in rows and columns, the labels of the IRIs among them, where it was cut off."""

    name: str
    lang: str
    columns: tuple[Column, ...]
    rows: list[tuple[Term | None, ...]]
    labels: Mapping[str, str] = field(default_factory=dict)
    origin: Origin = Origin()
    truncated: Cut | None = None

    def __len__(self) -> int:
        return len(self.rows)

    def __repr__(self) -> str:
        shown = replace(self, rows=self.rows[:_ROWS_IN_REPR])
        return shown.to_text(100, count=len(self.rows))

    def iris(self) -> list[str]:
        """Return every IRI in the table once, in reading order."""
        return list(dict.fromkeys(term.value for row in self.rows for term in row if isinstance(term, NamedNode)))

    def fields(self) -> list[str]:
        """Return the machine names of the columns as they are written: one with IRIs is followed by its labels."""
        taken = {column.name for column in self.columns}
        names = []
        for column, labelled in self._layout():
            names.append(column.name)
            if labelled:
                names.append(_free(column.name + LABEL, taken))
                taken.add(names[-1])
        return names

    def records(self) -> list[dict[str, Value]]:
        """Return a dictionary a row: numbers, dates and booleans as such, IRIs as text with their label beside them."""
        fields = self.fields()
        return [dict(zip(fields, values, strict=True)) for values in self._values()]

    def to_csv(self) -> str:
        """Return CSV (RFC 4180): names for headings, the point in numbers, an apostrophe before what runs as a formula.

        TSV and JSON have such a text as it is.
        """
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(self.fields())
        layout = self._layout()
        for row in self.rows:
            writer.writerow(
                guard(cell)
                for term, (_, labelled) in zip(row, layout, strict=True)
                for cell in ((_lexical(term), self._label(term) or "") if labelled else (_lexical(term),))
            )
        return text.getvalue()

    def to_tsv(self) -> str:
        """Return the terms as they are (SPARQL 1.1 Query Results CSV and TSV Formats, 4)."""
        lines = ["\t".join(f"?{column.name}" for column in self.columns)]
        lines += ["\t".join(map(_in_tsv, row)) for row in self.rows]
        return "\n".join(lines) + "\n"

    def to_json(self) -> str:
        """Return the query, the columns and the rows as JSON; what is unbound is left out of its row.

        Where the answer goes on beyond a limit, `truncated` says which.
        """
        import json

        document: dict[str, Any] = {
            "query": self.name,
            "columns": [{"name": column.name, "heading": column.heading} for column in self.columns],
            "rows": [
                {column.name: self._in_json(term) for column, term in zip(self.columns, row, strict=True) if term}
                for row in self.rows
            ],
        }
        if self.truncated:
            document["truncated"] = {"what": self.truncated.what, "limit": self.truncated.limit}
        return json.dumps(document, ensure_ascii=False, indent=2) + "\n"

    def to_text(self, width: int = 100, *, count: int | None = None) -> str:
        """Return a table that fits a terminal, labels instead of addresses, and the number of rows under it.

        Where the answer goes on beyond a limit, the last line says so.
        """
        from steungraaf.catalogue.display import is_number, plain
        from steungraaf.catalogue.plain import set_table

        if not self.rows and not self.truncated:
            return _WORDS.get(self.lang, _WORDS["en"])[0]
        cells = [[plain(self.shown(term)) for term in row] for row in self.rows]
        headings = [plain(column.heading) for column in self.columns]
        bound = [[row[index] for row in self.rows if row[index] is not None] for index in range(len(self.columns))]
        right = [bool(terms) and all(map(is_number, terms)) for terms in bound]
        counted = self._counted(len(self.rows) if count is None else count)
        table = set_table(headings, cells, right, width) if cells else ""
        return f"{table}\n\n{counted}" if table else counted

    def to_xlsx(self, out: BinaryIO) -> None:
        """Write a workbook: the rows with links, and a second sheet that says what they answer."""
        from steungraaf.catalogue.spreadsheet import write_workbook

        write_workbook(self, out)

    def to_pandas(self) -> pandas.DataFrame:
        """Return a pandas DataFrame of the records; MissingExtraError where pandas is not installed."""
        from steungraaf.catalogue.frames import pandas_frame

        return pandas_frame(self)

    def to_polars(self) -> polars.DataFrame:
        """Return a polars DataFrame of the records; MissingExtraError where polars is not installed."""
        from steungraaf.catalogue.frames import polars_frame

        return polars_frame(self)

    @property
    def goes_on(self) -> str:
        """Return what is said behind the number of rows of an answer that was cut off; nothing for a whole one."""
        return _GOES_ON.get(self.lang, _GOES_ON["en"]) if self.truncated else ""

    def shown(self, term: Term | None) -> str:
        """Return a term as the reader of this table sees it."""
        from steungraaf.catalogue.display import show

        return show(term, self.lang, self.labels)

    def _repr_html_(self) -> str:
        import html

        headings = "".join(f"<th>{html.escape(column.heading)}</th>" for column in self.columns)
        rows = "".join(f"<tr>{''.join(map(self._html_cell, row))}</tr>" for row in self.rows)
        caption = f"<caption>{self._counted(len(self.rows))}</caption>" if self.truncated else ""
        return f"<table>{caption}<thead><tr>{headings}</tr></thead><tbody>{rows}</tbody></table>"

    def _counted(self, total: int) -> str:
        _, one, many = _WORDS.get(self.lang, _WORDS["en"])
        return f"{self.shown(Literal(total))} {one if total == 1 else many}{self.goes_on}"

    def _html_cell(self, term: Term | None) -> str:
        import html

        from steungraaf.catalogue.display import is_number

        text = html.escape(self.shown(term))
        if isinstance(term, NamedNode) and is_web_address(term.value):
            text = f'<a href="{html.escape(term.value)}">{text}</a>'
        return f'<td style="text-align: {"right" if is_number(term) else "left"}">{text}</td>'

    def _layout(self) -> list[tuple[Column, bool]]:
        """Pair each column with whether labels stand beside it."""
        return [
            (column, bool(self.labels) and any(isinstance(row[index], NamedNode) for row in self.rows))
            for index, column in enumerate(self.columns)
        ]

    def _values(self) -> Iterator[list[Value]]:
        from steungraaf.catalogue.display import to_python

        layout = self._layout()
        for row in self.rows:
            values: list[Value] = []
            for term, (_, labelled) in zip(row, layout, strict=True):
                values += [to_python(term), self._label(term)] if labelled else [to_python(term)]
            yield values

    def _label(self, term: Term | None) -> str | None:
        return self.labels.get(term.value) if isinstance(term, NamedNode) else None

    def _in_json(self, term: Term) -> dict[str, Any]:
        cell: dict[str, Any] = {"value": _lexical(term)}
        if (label := self._label(term)) is not None:
            cell["label"] = label
        if not isinstance(term, Literal):
            kinds = {NamedNode: "uri", BlankNode: "bnode"}
            return {**cell, "type": kinds.get(type(term), "triple")}
        cell["type"] = "literal"
        if term.language:
            cell["language"] = term.language
        elif term.datatype.value != _STRING:
            cell["datatype"] = term.datatype.value
        return cell


def _free(name: str, taken: Collection[str]) -> str:
    """Return a name, with a number behind it where it is taken."""
    free, number = name, 1
    while free in taken:
        number += 1
        free = f"{name}{number}"
    return free


def _lexical(term: Term | None) -> str:
    if term is None:
        return ""
    return term.value if isinstance(term, NamedNode | Literal | BlankNode) else str(term)


def _in_tsv(term: Term | None) -> str:
    """Return a term in the syntax of SPARQL, integers and decimals short."""
    if term is None:
        return ""
    if (
        isinstance(term, Literal)
        and (short := _SHORT_NUMBER.get(term.datatype.value))
        and re.fullmatch(short, term.value)
    ):
        return term.value
    return str(term)
