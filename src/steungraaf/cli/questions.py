"""List the questions that can be asked."""

from collections.abc import Iterator
from difflib import get_close_matches
from typing import TYPE_CHECKING

import click

from steungraaf.cli import layout
from steungraaf.cli.command import Command
from steungraaf.cli.session import Session, pass_session
from steungraaf.errors import UnknownChoiceError

if TYPE_CHECKING:
    from steungraaf.queryfile import Parameter, QueryFile


@click.command(cls=Command)
@click.argument("theme", required=False)
@pass_session
def questions(session: Session, theme: str | None) -> None:
    """List the stored questions with their parameters.

    With THEME, only those of one theme.
    """
    catalogue = session.dataset().catalogue
    by_theme = catalogue.by_theme()
    themes = sorted(by_theme)
    if theme is not None and theme not in themes:
        near = get_close_matches(theme, themes)
        raise UnknownChoiceError(option=session.say("thema", "theme"), value=theme, near=near, known=themes)
    for name, group in by_theme.items():
        if theme in (None, name):
            click.echo(name)
            for query in group:
                click.echo("\n".join(_entry(query, session.lang)))
            click.echo()
    for fault in catalogue.faults.values():
        session.note(
            f"Overgeslagen: {fault.message('nl')}",
            f"Passed over: {fault.message('en')}",
        )
    session.note(
        "Stel een vraag met: steungraaf ask NAAM [--parameter waarde]",
        "Ask one with: steungraaf ask NAME [--parameter value]",
    )


def _entry(query: "QueryFile", lang: str) -> Iterator[str]:
    """Give the name of a question, what it asks and what can be filled in."""
    yield f"  {layout.heading(query.name)}"
    yield from layout.wrap(query.question[lang], first="      ", rest="      ")
    for parameter in query.parameters:
        yield from layout.wrap(_parameter(parameter, lang), first="      ", rest="          ")


def _parameter(parameter: "Parameter", lang: str) -> str:
    required = {"nl": " (verplicht)", "en": " (required)"}[lang]
    return f"--{parameter.name}{'' if parameter.optional else required}: {parameter.description.get(lang, '')}"
