"""Print what a document answers to its questions, each statement with the sentence that says it."""

import click

from steungraaf.cli import layout
from steungraaf.cli.command import Command
from steungraaf.cli.session import Session, pass_session


@click.command(cls=Command)
@click.argument("number", required=False)
@click.option("--document", metavar="ID", help="The document, as `steungraaf originals list` shows it.")
@pass_session
def answers(session: Session, number: str | None, document: str | None) -> None:
    """Print the answers to the questions of a document, with their sentences.

    With NUMBER, the answer to that question only.
    """
    from steungraaf.catalogue.answer_text import render_answer

    dataset = session.dataset()
    room = min(layout.width(), layout.PROSE)
    pages = [
        render_answer(one, session.lang, room, dataset.quote, layout.heading)
        for one in dataset.answers(number, document=document)
    ]
    click.echo(f"{'─' * room}\n".join(pages), nl=False)
    if not dataset.originals.list():
        session.note(
            "De zinnen staan hier in onze woorden; met uw eigen exemplaar erbij (steungraaf originals add BESTAND) ook "
            "in die van de bron.",
            "The sentences stand here in our words; attach your own copy (steungraaf originals add FILE) to see those "
            "of the source.",
        )
