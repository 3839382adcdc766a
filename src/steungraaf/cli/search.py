"""Find things by what they are called."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from steungraaf.cli.command import Choice, Command, Number, output_options
from steungraaf.cli.results import deliver
from steungraaf.cli.session import Session, pass_session

if TYPE_CHECKING:
    from steungraaf.catalogue import Table
    from steungraaf.search import Group

FORMATS = ("table", "json", "csv")
_LIMIT = 5  # things of each kind
_HEADINGS = {
    "kind": {"nl": "soort", "en": "kind"},
    "thing": {"nl": "gevonden", "en": "found"},
    "matched": {"nl": "past op", "en": "fits"},
    "note": {"nl": "wat het is", "en": "what it is"},
    "score": {"nl": "score", "en": "score"},
}


@click.command(
    cls=Command,
    examples=(
        "steungraaf search vlaio",
        "steungraaf search microkrediet --kind figure --format csv",
        "steungraaf search 1.232",
    ),
)
@click.argument("text", nargs=-1, required=True)
@click.option("--kind", "kinds", metavar="KIND", multiple=True, help="Only this kind: person, place, figure ...")
@click.option("--limit", type=Number(int, 20), metavar="N", help=f"So many of each kind at most; else {_LIMIT}.")
@click.option("--format", type=Choice(FORMATS), help="Default: table.")
@output_options
@pass_session
def search(
    session: Session,
    text: tuple[str, ...],
    kinds: tuple[str, ...],
    limit: int | None,
    format: str | None,
    output: Path | None,
    force: bool,
) -> None:
    """Find what is called TEXT: a name, an abbreviation, a code, a number, or words of them.

    Capitals and accents do not matter, words may be inflected, begun or part of a longer one; typing errors are
    forgiven where nothing else fits. Questions, sentences and terms are found as well.
    """
    from steungraaf.search import grouped

    dataset, most = session.dataset(), limit or _LIMIT
    hits = dataset.search(" ".join(text), limit=most + 1, kinds=kinds)  # one more tells whether there are more
    groups = grouped(hits, session.lang, most)
    deliver(session, dataset, _table(groups, session.lang), format=format, output=output, force=force)
    if cut := [group.label for group in groups if group.more]:
        session.note(
            f"Er is meer van: {', '.join(cut)}. Vraag met --limit om meer.",
            f"There is more of: {', '.join(cut)}. Ask for more with --limit.",
        )


def _table(groups: "list[Group]", lang: str) -> "Table":
    """Return what was found as a table, a thing a row."""
    from steungraaf.catalogue import Table
    from steungraaf.catalogue.tables import Column
    from steungraaf.rdf import Literal, NamedNode, Term

    hits = [hit for group in groups for hit in group.hits]
    rows: list[tuple[Term | None, ...]] = [
        (
            Literal(hit.kind),
            NamedNode(hit.iri),
            Literal(hit.matched) if hit.matched else None,
            Literal(hit.note) if hit.note else None,
            Literal(hit.score),
        )
        for hit in hits
    ]
    columns = tuple(Column(name, heading[lang]) for name, heading in _HEADINGS.items())
    return Table("search", lang, columns, rows, {hit.iri: hit.label for hit in hits})
