"""Print an answer, or write it to a file, in the form that was asked for."""

from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from steungraaf.cli import layout
from steungraaf.cli.session import Session

if TYPE_CHECKING:
    from steungraaf.catalogue import Statements, Table
    from steungraaf.dataset import Dataset

FORMATS = ("table", "csv", "tsv", "json", "xlsx", "turtle", "jsonld")
_BY_ENDING = ("csv", "tsv", "json", "xlsx", "jsonld")  # endings of files that name a format
_OF_TRUTH = ("table", "csv", "tsv", "json")


def deliver(
    session: Session,
    dataset: "Dataset",
    result: "Table | Statements | bool",
    *,
    format: str | None,
    output: Path | None,
    force: bool,
) -> None:
    """Write a result to a file or to standard output.

    Without a format the ending of the file tells it; else rows become a table, triples Turtle.

    In turtle and jsonld a table becomes what the data says of each thing in it.
    """
    from steungraaf.catalogue import Table
    from steungraaf.files import open_output

    chosen = format or _told_by(output) or ("table" if isinstance(result, bool | Table) else "turtle")
    if chosen == "xlsx" and output is None:
        from steungraaf.cli.usage import OutputNeededError

        raise OutputNeededError(format=chosen)
    if isinstance(result, bool) and chosen not in _OF_TRUTH:
        from steungraaf.errors import UnknownChoiceError

        raise UnknownChoiceError(option="--format", value=chosen, known=_OF_TRUTH)
    with open_output(output, force=force) as out:
        if isinstance(result, bool):
            out.write(_truth(session, result, chosen).encode())
        elif chosen in ("turtle", "jsonld"):
            _write_statements(session, dataset, result, out, chosen)
        else:
            _write_table(result if isinstance(result, Table) else result.table(), out, chosen)
    if output is not None:
        session.note(f"{output} is geschreven.", f"{output} is written.")


def _told_by(output: Path | None) -> str | None:
    """Return the format that the ending of a file names, if it does."""
    ending = output.suffix.lower()[1:] if output is not None else ""
    return ending if ending in _BY_ENDING else None


def _truth(session: Session, result: bool, format: str) -> str:
    if format == "table":
        return (session.say("ja", "yes") if result else session.say("nee", "no")) + "\n"
    truth = "true" if result else "false"
    return f'{{"boolean": {truth}}}\n' if format == "json" else f"{truth}\n"


def _write_statements(
    session: Session, dataset: "Dataset", result: "Table | Statements", out: BinaryIO, format: str
) -> None:
    from steungraaf.catalogue import Table
    from steungraaf.export import write_export

    quads = list(dataset.describe(result.iris()) if isinstance(result, Table) else result.quads())
    if not quads and not result.truncated:
        session.note("Niets gevonden.", "Nothing found.")
    write_export(quads, out, dataset.folder.ontology, format=format)


def _write_table(table: "Table", out: BinaryIO, format: str) -> None:
    if format == "xlsx":
        table.to_xlsx(out)
        return
    if format == "table":
        text = _page(table)
    else:
        text = {"csv": table.to_csv, "tsv": table.to_tsv, "json": table.to_json}[format]()
    out.write(text.encode())


def _page(table: "Table") -> str:
    """Return a table as a person reads it: what was asked, with which values, and the rows."""
    head = [layout.heading(line) for line in layout.wrap(table.origin.question)]
    head += [f"{name}: {value}" for name, value in table.origin.parameters.items()]
    return "\n".join([*head, *([""] if head else []), table.to_text(layout.width()), ""])
