"""Hold what holds for every command: the dataset, the language, how much is said."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from steungraaf.cli import layout
from steungraaf.errors import LANGUAGES

if TYPE_CHECKING:
    from steungraaf.dataset import Dataset
    from steungraaf.store.limits import Limits


@dataclass
class Session:
    """What was said by options that stand before or after the name of a command."""

    data: Path | None = None
    endpoint: str | None = None
    store: Path | None = None
    lang: str = "nl"
    quiet: bool = False
    debug: bool = False
    _opened: "tuple[object, Dataset] | None" = None

    def dataset(self, limits: "Limits | None" = None) -> "Dataset":
        """Open the dataset that was asked for, under limits if any; the same one the next time."""
        from steungraaf import dataset

        wanted = self.data, self.endpoint, self.store, self.lang, limits
        if self._opened is None or self._opened[0] != wanted:
            found = dataset.open(
                self.data,
                lang=self.lang,
                endpoint=self.endpoint,
                store=self.store,
                limits=limits,
                cached=limits is None,
            )
            self._opened = wanted, found
            if self.endpoint is not None and not self.quiet:
                self._look(found)
        return self._opened[1]

    def _look(self, dataset: "Dataset") -> None:
        """Tell where the server of a dataset may hold a mixture."""
        from steungraaf.cli.mixture import mixture_of

        if told := mixture_of(dataset):
            self.note(*told)

    def keep(self) -> None:
        """Keep what was computed for the next command."""
        if self._opened is not None:
            self._opened[1].keep()

    def say(self, dutch: str, english: str) -> str:
        """Choose between two texts by the language asked for."""
        return dutch if self.lang == "nl" else english

    def note(self, dutch: str, english: str) -> None:
        """Tell something beside the result: on standard error, and not at all with --quiet."""
        if not self.quiet:
            click.echo("\n".join(layout.wrap(self.say(dutch, english))), err=True)

    @property
    def shows_progress(self) -> bool:
        """Tell whether somebody watches who has not asked for quiet."""
        return not self.quiet and sys.stderr.isatty()


pass_session = click.make_pass_decorator(Session, ensure=True)


def language_of(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """Return the language that the arguments ask for, else that of the locale, else Dutch.

    The arguments are searched before they are parsed, so that a fault in them is told in the right language.

    >>> language_of(["ask", "--lang=en"], {}), language_of([], {"LANG": "en_GB.UTF-8"}), language_of([], {"LANG": "C"})
    ('en', 'en', 'nl')
    """
    named = [text.removeprefix("--lang=") for text in arguments if text.startswith("--lang=")]
    named += [value for option, value in zip(arguments, arguments[1:], strict=False) if option == "--lang"]
    if named and named[-1] in LANGUAGES:
        return named[-1]
    locale = next(filter(None, map(environment.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return "en" if locale.lower().startswith("en") else "nl"
