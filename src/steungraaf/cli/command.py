"""Give every command the options that hold everywhere, before its name and after it."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from steungraaf.cli.session import Session
from steungraaf.errors import LANGUAGES

_KINDS: Mapping[type, Mapping[str, str]] = {
    float: {"nl": "getal boven nul", "en": "number above zero"},
    int: {"nl": "geheel getal boven nul", "en": "whole number above zero"},
}


class Choice(click.ParamType):  # type: ignore[type-arg]  # which click has only of late
    """One word of a list; another word is told with the nearest of them."""

    name = "choice"

    def __init__(self, known: tuple[str, ...]) -> None:
        """Take the words that can be chosen."""
        self.known = known

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:
        """Show the words in the help text."""
        return f"[{'|'.join(self.known)}]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the word itself.

        Raises UnknownChoiceError.
        """
        if value not in self.known:
            from difflib import get_close_matches

            from steungraaf.errors import UnknownChoiceError

            option = param.opts[-1] if isinstance(param, click.Option) else param.human_readable_name if param else ""
            near = get_close_matches(value, self.known)
            raise UnknownChoiceError(option=option, value=value, near=near, known=self.known)
        return str(value)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:
        """Complete the word."""
        from click.shell_completion import CompletionItem

        return [CompletionItem(word) for word in self.known if word.startswith(incomplete)]


class Number(click.ParamType):  # type: ignore[type-arg]  # which click has only of late
    """A number above zero, whole or not, up to a largest one."""

    name = "number"

    def __init__(self, kind: type[int] | type[float], example: int, most: int = 10**12) -> None:
        """Take the kind of number, one that an error shows, and the largest."""
        self._kind, self._example, self._most = kind, example, most

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the number.

        Raises InvalidTermError.
        """
        try:
            number = self._kind(value)
        except ValueError:
            number = 0
        if not 0 < number <= self._most:
            from steungraaf.errors import InvalidTermError

            name = (param.name or "").replace("_", "-") if param else ""
            kind = self._up_to() if number > self._most else _KINDS[self._kind]
            raise InvalidTermError(parameter=name, value=value, type=kind, example=self._example)
        return number

    def _up_to(self) -> Mapping[str, str]:
        """Say which number it may be at most."""
        most = f"{self._most:,}"
        return {"nl": f"getal tot en met {most.replace(',', '.')}", "en": f"number up to {most}"}


class Points(click.ParamType):  # type: ignore[type-arg]  # which click has only of late
    """A number from 0 to 100."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the number.

        Raises InvalidTermError.
        """
        try:
            number = float(value)
        except ValueError:
            number = -1
        if not 0 <= number <= 100:
            from steungraaf.errors import InvalidTermError

            kind = {"nl": "getal van 0 tot 100", "en": "number from 0 to 100"}
            raise InvalidTermError(parameter=param.name if param else "", value=value, type=kind, example=60)
        return number


class Day(click.ParamType):  # type: ignore[type-arg]  # which click has only of late
    """A day of the calendar."""

    name = "day"

    def __init__(self, example: str) -> None:
        """Take a day that an error shows."""
        self._example = example

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the day as a date.

        Raises InvalidTermError.
        """
        from datetime import date

        from steungraaf.catalogue.values import read_day

        try:
            return date.fromisoformat(read_day(str(value)))
        except ValueError:
            from steungraaf.errors import InvalidTermError

            kind = {"nl": "datum", "en": "date"}
            name = param.name if param else ""
            raise InvalidTermError(parameter=name, value=value, type=kind, example=self._example) from None


class File(click.Path):
    """A file or folder; the command that opens it says what is wrong with it."""

    name = "file"

    def __init__(self, *, folder: bool = False) -> None:
        """Take a file, or a folder (which completion then offers)."""
        super().__init__(path_type=Path, readable=False)
        self._kind = "dir" if folder else "file"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path.

        Raises OptionValueError and MissingArgumentError for no name at all, which would be the current folder.
        """
        if value == "":
            from steungraaf.cli.usage import MissingArgumentError, OptionValueError

            command = ctx.command_path if ctx else "steungraaf"
            if isinstance(param, click.Option):
                raise OptionValueError(command=command, option=param.opts[-1])
            raise MissingArgumentError(command=command, argument=param.human_readable_name if param else "FILE")
        return super().convert(value, param, ctx)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:
        """Let the shell complete the path."""
        from click.shell_completion import CompletionItem

        return [CompletionItem(incomplete, type=self._kind)]


class Option(click.Option):
    """An option whose help text is used as it stands; click would load what reads docstrings for it."""

    def __init__(self, *args: Any, help: str | None = None, **kwargs: Any) -> None:
        """Take what click takes."""
        super().__init__(*args, **kwargs)
        self.help = help


def _help(context: click.Context, parameter: click.Parameter, value: bool) -> None:
    """Print the help of a command and end."""
    if value and not context.resilient_parsing:
        click.echo(context.get_help(), color=context.color)
        context.exit()


class Helpful(click.Command):
    """A command whose option --help is one of ours."""

    def get_help_option(self, ctx: click.Context) -> click.Option:
        """Return the option --help, the same one each time."""
        if self._help_option is None:
            text = "Show this message and exit."
            self._help_option = Option(
                ["--help"], is_flag=True, is_eager=True, expose_value=False, help=text, callback=_help
            )
        return self._help_option


def _keep(context: click.Context, parameter: click.Parameter, value: Any) -> None:
    """Keep what an option says; what stands after the command's name goes before what stands ahead of it."""
    if value is not None and value is not False and parameter.name:
        setattr(context.ensure_object(Session), parameter.name, value)


def common_options() -> list[click.Parameter]:
    """Return the options that every command has."""
    options: dict[str, dict[str, Any]] = {
        "--data": {
            "type": File(folder=True),
            "metavar": "DIR",
            "help": "A folder with a dataset; else the bundled one.",
        },
        "--endpoint": {
            "metavar": "NAME|URL",
            "help": "Ask this SPARQL server: a profile of endpoints.toml, or an address.",
        },
        "--store": {
            "type": File(folder=True),
            "metavar": "DIR",
            "help": "Ask the store in this directory, which `steungraaf load` makes.",
        },
        "--lang": {"type": Choice(LANGUAGES), "help": "The language of what is printed; else that of the locale."},
        "--quiet": {"is_flag": True, "help": "Say nothing but the result."},
        "--debug": {"is_flag": True, "help": "Show where in the program a fault arose."},
    }
    return [Option([name], expose_value=False, callback=_keep, **how) for name, how in options.items()]


@contextmanager
def located(context: click.Context) -> Iterator[None]:
    """Let a usage fault know in which command it arose; the parser of click leaves some without."""
    try:
        yield
    except click.UsageError as error:
        error.ctx = error.ctx or context
        raise


class Command(Helpful):
    """A command with the common options, whose usage faults are told in the reader's language."""

    def __init__(self, *args: Any, examples: Sequence[str] = (), **kwargs: Any) -> None:
        """Take what click takes, and command lines to show below the help."""
        super().__init__(*args, **kwargs)
        self._examples = examples
        self.params = [*self.params, *common_options()]
        self.allow_extra_args = True  # they are refused below, in words of our own

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments.

        Raises ExtraArgumentError.
        """
        with located(ctx):
            extra = super().parse_args(ctx, args)
        if extra and not ctx.resilient_parsing:
            from steungraaf.cli.usage import ExtraArgumentError

            raise ExtraArgumentError(command=ctx.command_path, extra=" ".join(extra))
        return extra

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Show the examples."""
        if self._examples:
            with formatter.section("Examples"):
                for line in self._examples:
                    formatter.write(f"{'':{formatter.current_indent}}{line}\n")


def output_options(function: Any) -> Any:
    """Add the options of a command that can write its result to a file."""
    force = click.option("--force", cls=Option, is_flag=True, help="Replace the file if it exists.")
    output = click.option("-o", "--output", cls=Option, type=File(), metavar="FILE", help="Write to this file.")
    return output(force(function))
