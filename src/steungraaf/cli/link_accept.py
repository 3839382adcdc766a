"""Take over what was decided in a draft, and tell what came of it."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from steungraaf.cli.layout import counted
from steungraaf.cli.session import Session

if TYPE_CHECKING:
    from steungraaf.links.acceptance import Accepted, Broken, Head
    from steungraaf.rdf.sssom import LinkSet


def accept_into(session: Session, draft: Path, name: str, head: "Head", *, bundled: bool) -> None:
    """Take over the draft into the dataset that was named, into the bundled one only where it is asked for.

    Raises BundledDatasetError and what `accept_draft` raises.
    """
    from steungraaf.assets import data_dir
    from steungraaf.links.acceptance import accept_draft
    from steungraaf.links.drafts import checked_draft
    from steungraaf.links.link_faults import BundledDatasetError

    checked_draft(draft)
    if session.data is None and not bundled:
        raise BundledDatasetError(checkout=None if "_assets" in data_dir().parts else str(data_dir()))
    dataset = session.dataset()

    def check(sets: "Mapping[Path, LinkSet]") -> "list[Broken]":
        """Find what `link check` would call a violation."""
        from steungraaf.links.acceptance import Broken
        from steungraaf.validation.link_check import violations_in

        found = violations_in(sets, dataset.store)
        return [
            Broken(each.file or draft, each.line or 0, each.shape.rpartition("#")[2], each.message) for each in found
        ]

    tell_accepted(session, accept_draft(draft, dataset.folder, dataset.store, name, head, check=check), draft)


def tell_accepted(session: Session, done: "Accepted", draft: Path) -> None:
    """Say how much was taken over and how much stays, and what is left to do."""
    nl, en = _told(done)
    session.note(
        f"{done.path}: {nl}; {done.left} {'blijft' if done.left == 1 else 'blijven'} in {draft}.",
        f"{done.path}: {en}; {done.left} {'stays' if done.left == 1 else 'stay'} in {draft}.",
    )
    if done.dated:
        session.note(
            f"Zonder review_date: {done.dated}; dat is nu vandaag.", f"Without review_date: {done.dated}; now today."
        )
    if not done.is_listed and not session.quiet:
        session.note(
            "Zet deze regel in dataset.ttl, bij de dataset:", "Put this line into dataset.ttl, at the dataset:"
        )
        click.echo(f"    void:subset <{done.graph}> ;", err=True)


def _told(done: "Accepted") -> tuple[str, str]:
    refused = counted(done.refused, "weigering", "weigeringen")
    nl = f"{counted(done.links, 'koppeling', 'koppelingen')} en {refused} erbij"
    en = f"{counted(done.links, 'link', 'links')} and {counted(done.refused, 'refusal', 'refusals')} added"
    if done.known:
        nl += f", {done.known} {'stond' if done.known == 1 else 'stonden'} er al"
        en += f", {done.known} stood there already"
    return nl, en
