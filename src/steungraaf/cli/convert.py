"""Turn an RDF file into another format, with the text of every literal as it is written."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from steungraaf.cli.command import Choice, Command, File, output_options
from steungraaf.cli.session import Session, pass_session
from steungraaf.cli.standard_input import read_standard_input
from steungraaf.errors import GraphsLostError, RdfSyntaxError, UnknownFormatError
from steungraaf.rdf import FORMATS, DefaultGraph, Quad

WITH_GRAPHS = ("trig", "nquads", "jsonld")


class ConvertedSyntaxError(RdfSyntaxError):
    """A file that does not parse, where its format and base can be named (file, line, column, reason, format, base)."""

    nl = (
        "{file}[[, regel {line}]][[, kolom {column}]]: {reason}[[, of geef {base}]]. Verbeter het bestand, of geef met "
        "--from de juiste vorm op (gelezen als {format})."
    )
    en = (
        "{file}[[, line {line}]][[, column {column}]]: {reason}[[, or give {base}]]. Mend the file, or name its format "
        "by --from (read as {format})."
    )


@click.command(cls=Command, examples=("steungraaf convert figures.ttl --to jsonld -o figures.jsonld",))
@click.argument("file", type=File())
@click.option("--to", "target", type=Choice(FORMATS), required=True, help="The format to write.")
@click.option("--from", "source", type=Choice(FORMATS), help="The format of the file; else told by its extension.")
@click.option("--base", metavar="IRI", help="What relative IRIs in the file are relative to.")
@output_options
@pass_session
def convert(
    session: Session, file: Path, target: str, source: str | None, base: str | None, output: Path | None, force: bool
) -> None:
    """Turn FILE into another RDF format. FILE - is standard input.

    Literals stay as they are written, but for language tags, which come in small letters.
    """
    from steungraaf.files import open_output
    from steungraaf.rdf import write_rdf

    quads = _read(file, source, base)
    if target not in WITH_GRAPHS:
        quads = _single_graph(quads, str(file), target)
    if output is None:  # nothing is printed of a file that turns out to be broken
        quads = iter(list(quads))
    with open_output(output, force=force) as out:
        write_rdf(quads, out, target)
    if output is not None:
        session.note(f"{output} is geschreven.", f"{output} is written.")


def _read(file: Path, format: str | None, base: str | None) -> Iterator[Quad]:
    from steungraaf.rdf import parse_quads, read_quads

    chosen = format or _format_of(file)
    if str(file) != "-":
        return _advised(read_quads(file, format=chosen, base=base))
    return _advised(parse_quads(read_standard_input(), format=chosen, name="<stdin>", base=base))


def _advised(quads: Iterator[Quad]) -> Iterator[Quad]:
    """Pass the quads on; raise ConvertedSyntaxError, which says by which options a fault may be mended."""
    from steungraaf.rdf.reading import RELATIVE

    try:
        yield from quads
    except RdfSyntaxError as error:
        base = "--base" if error.parts["reason"] == RELATIVE else None
        raise ConvertedSyntaxError(**error.parts, base=base) from error


def _format_of(file: Path) -> str:
    """Return the format of a file by its extension.

    Raises UnknownFormatError, which says how to name the format.
    """
    from steungraaf.rdf import format_of

    try:
        return format_of(file)
    except UnknownFormatError as error:
        raise UnknownFormatError(format=error.format, known=[f"--from {name}" for name in FORMATS]) from None


def _single_graph(quads: Iterable[Quad], file: str, format: str) -> Iterator[Quad]:
    """Pass the quads on as long as they are in no named graph.

    Raises GraphsLostError.
    """
    for quad in quads:
        if not isinstance(quad.graph_name, DefaultGraph):
            raise GraphsLostError(file=file, graph=quad.graph_name.value, format=format)
        yield quad
