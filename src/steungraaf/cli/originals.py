"""Attach the texts that the data point into, so that the real sentences can be shown."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from steungraaf.cli.command import Command, File
from steungraaf.cli.group import Group
from steungraaf.cli.session import Session, pass_session

if TYPE_CHECKING:
    from steungraaf.evidence import Original


@click.group(cls=Group)
def originals() -> None:
    """Attach your own copy of a document, list or detach them.

    Then its real sentences are shown, and every position in it is checked. The text stays on this
    machine, in the data directory of its user.
    """


@originals.command(cls=Command)
@click.argument("file", type=File())
@pass_session
def add(session: Session, file: Path) -> None:
    """Attach FILE: the document itself, or another text or PDF of it."""
    dataset = session.dataset()
    added = dataset.originals.add(file, dataset.evidence)
    label = added.label.get(session.lang, added.document)
    session.note(f"Toegevoegd: {label}. {_kind(added, session)}", f"Attached: {label}. {_kind(added, session)}")


def _kind(original: "Original", session: Session) -> str:
    """Say whether it is the very file, or a text in which every sentence was found."""
    if original.exact:
        return session.say("Het is het bestand zelf.", "It is the very file.")
    return session.say(
        "Het is een andere tekst; elke zin is erin gevonden.", "It is another text; every sentence was found in it."
    )


@originals.command("list", cls=Command)
@pass_session
def list_(session: Session) -> None:
    """List the documents, and which of them have an original attached."""
    dataset = session.dataset()
    attached = {original.document: original for original in dataset.originals.list()}
    for document in dataset.evidence.documents():
        original = attached.get(document.iri)
        state = f"{original.file}. {_kind(original, session)}" if original else session.say("geen", "none")
        click.echo(f"{document.iri.rpartition('/')[2]}  {document.label.get(session.lang, '')}: {state}")


@originals.command(cls=Command)
@click.argument("document", metavar="ID")
@pass_session
def remove(session: Session, document: str) -> None:
    """Forget the original of the document ID, as `steungraaf originals list` shows it."""
    removed = session.dataset().originals.remove(document)
    label = removed.label.get(session.lang, removed.document)
    session.note(f"Losgemaakt: {label}.", f"Detached: {label}.")
