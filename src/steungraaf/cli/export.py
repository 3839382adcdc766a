"""Write the data out in one of the formats."""

from pathlib import Path

import click

from steungraaf.cli.command import Command, output_options
from steungraaf.cli.session import Session, pass_session


@click.command(
    cls=Command,
    examples=(
        "steungraaf export csv --part claims -o claims.csv",
        "steungraaf export jsonld --frame actor",
    ),
)
@click.argument("format", default="turtle")
@click.option("--part", default="all", metavar="PART", help="actors, claims, figures, links or all (not in csv).")
@click.option("--frame", metavar="KIND", help="In jsonld: actor, initiative, claim, figure or document.")
@click.option("--derived", is_flag=True, help="Add the relations that the rules derive from the claims.")
@output_options
@pass_session
def export(
    session: Session, format: str, part: str, frame: str | None, derived: bool, output: Path | None, force: bool
) -> None:
    """Write the data as turtle, trig, ntriples, nquads, rdfxml, jsonld or csv."""
    session.dataset().export(output, format=format, part=part, frame=frame, derived=derived, force=force)
    if output is not None:
        session.note(f"{output} is geschreven.", f"{output} is written.")
