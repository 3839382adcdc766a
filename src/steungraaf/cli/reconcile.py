"""Match the names in a table of anybody's with the things of the graph."""

from datetime import date
from pathlib import Path

import click

from steungraaf.cli.command import Command, Day, File, output_options
from steungraaf.cli.group import WithDefault
from steungraaf.cli.progress import matching
from steungraaf.cli.session import Session, pass_session


@click.command(
    "reconcile",
    cls=Command,
    examples=(
        "steungraaf reconcile subsidies.csv --column begunstigde -o subsidies-met-iri.csv",
        "steungraaf reconcile cities.csv --column name --kind municipality --on 2018-11-27 -o out.csv",
    ),
)
@click.argument("file", type=File(), metavar="FILE.csv")
@click.option("--column", metavar="NAME", required=True, help="The column with the names.")
@click.option("--code-column", metavar="NAME", help="A column with NIS or OVO codes or enterprise numbers.")
@click.option("--place-column", metavar="NAME", help="A column with the place in which each lies.")
@click.option("--kind", "kinds", metavar="KIND", multiple=True, help="Only this kind: municipality, organisation ...")
@click.option("--on", type=Day("2018-11-27"), metavar="DATE", help="What it was on this day, as 2018-11-27; else now.")
@click.option("--delimiter", metavar="CHAR", help="What separates the cells; else told by the header.")
@click.option("--encoding", metavar="NAME", help="How the file is written; else UTF-8 if it is, or Windows-1252.")
@output_options
@pass_session
def table(
    session: Session,
    file: Path,
    column: str,
    code_column: str | None,
    place_column: str | None,
    kinds: tuple[str, ...],
    on: date | None,
    delimiter: str | None,
    encoding: str | None,
    output: Path | None,
    force: bool,
) -> None:
    """Add to each row of FILE.csv the thing that its name means, where that is sure, and the reason in words.

    The columns of the file stay as they are; steungraaf_iri, steungraaf_label, steungraaf_score and
    steungraaf_reason are added. Where nothing is sure, the first two are empty and the reason says why.
    """
    from steungraaf.files import open_output
    from steungraaf.links.matcher import Matcher
    from steungraaf.links.reconciling import Asked, Columns, check_kinds, check_places
    from steungraaf.links.reconciling import reconcile as add_matches
    from steungraaf.links.sheets import open_sheet

    sheet = open_sheet(file, delimiter=delimiter, encoding=encoding)
    columns = Columns(column, code_column, place_column)
    check_places(sheet, columns)
    if sheet.guessed:
        session.note(
            f"{file} is geen UTF-8 en is gelezen als Windows-1252. Klopt dat niet, geef dan --encoding.",
            f"{file} is not UTF-8 and was read as Windows-1252. If that is wrong, give --encoding.",
        )
    matcher = Matcher.of(session.dataset().store)
    asked = Asked(check_kinds(matcher, kinds), on.isoformat() if on else "", session.lang)
    with matching(session, sheet.size) as report, open_output(output, force=force) as out:
        done = add_matches(matcher, sheet, columns, asked, out, report)
    where = output or session.say("uitvoer", "output")
    session.note(
        f"{where}: {done.matched} van {done.rows} rijen gekoppeld.",
        f"{where}: {done.matched} of {done.rows} rows matched.",
    )


reconcile = WithDefault(table, homes={"serve": "steungraaf.cli.reconcile_serve:serve"})
