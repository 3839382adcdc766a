"""Check the link sets of a dataset."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from steungraaf.cli.check import FORMATS, written
from steungraaf.cli.command import Choice, Command, Day, File, output_options
from steungraaf.cli.progress import progress
from steungraaf.cli.session import Session, pass_session
from steungraaf.cli.usage import NotTogetherError

if TYPE_CHECKING:
    from steungraaf.validation import Progress
    from steungraaf.validation.link_targets import Targets


@click.command(
    "check",
    cls=Command,
    examples=(
        "steungraaf link check",
        "steungraaf link check --target refnis2025.nt",
        "steungraaf link check --live --format json -o links.json",
    ),
)
@click.option("--target", type=File(), metavar="FILE", help="A register (RDF or .gc): is what we link to in it?")
@click.option("--live", is_flag=True, help="Ask every address, politely: some minutes for a thousand.")
@click.option(
    "--today", type=Day("2026-01-31"), metavar="DATE", help="The day by which a set is too old; else that of the clock."
)
@click.option("--format", type=Choice(FORMATS), default="text", show_default=True)
@output_options
@pass_session
def check(
    session: Session,
    target: Path | None,
    live: bool,
    today: date | None,
    format: str,
    output: Path | None,
    force: bool,
) -> int:
    """Check the link sets: forms, contradictions, decisions, age. Exit status 1 where a violation is found.

    With --target also whether a register describes what is linked to, and of the same time; with --live whether each
    address answers.
    """
    from steungraaf.files import open_output
    from steungraaf.validation.link_check import check_links
    from steungraaf.validation.link_targets import Dump

    if target is not None and live:
        raise NotTogetherError(command="steungraaf link check", one="--target", other="--live")
    dataset = session.dataset()
    with open_output(output, force=force) as out:  # opened first: some checks take minutes
        with progress(session) as show:
            targets = _targets(target, live, show)
            report = check_links(dataset.folder, dataset.store, today=today or date.today(), targets=targets)
        out.write(written(report, format, session).encode())
    if target is not None and isinstance(targets, Dump):
        _tell(session, target, targets.told, report.checked["links"])
    return 0 if report.conforms else 1


def _tell(session: Session, target: Path, told: int, links: int) -> None:
    """Say how many links the register could speak to."""
    if told:
        session.note(
            f"{target} kon over {told} van de {links} koppelingen iets zeggen.",
            f"{target} could tell something of {told:,} of the {links:,} links.",
        )
    else:
        session.note(
            f"{target} zegt over geen enkele koppeling iets: er wordt niet gekoppeld naar wat het beschrijft. "
            "Is het het goede register?",
            f"{target} tells nothing of any link: nothing is linked to what it describes. Is it the right register?",
        )


def _listed(target: Path) -> list[str] | None:
    """Return what a list of codes (.gc) describes, None for a file of another kind."""
    from steungraaf.rdf.compressed import compression_of

    if (target.with_suffix("") if compression_of(target) else target).suffix.lower() != ".gc":
        return None
    from steungraaf.links.genericode import read_genericode

    return [thing.iri for thing in read_genericode(target, "")]


def _targets(target: Path | None, live: bool, show: "Progress | None") -> "Targets | None":
    """Return what tells of the other side of the links, if anything was asked for."""
    from steungraaf.validation.link_targets import Dump, Live

    if target is not None:
        return Dump(target, _listed(target))
    if not live:
        return None

    def tell(done: int, of: int) -> None:
        """Show how many addresses were asked."""
        if show:
            show({"nl": f"{done} van {of} adressen", "en": f"{done} of {of} addresses"})

    return Live(tell)
