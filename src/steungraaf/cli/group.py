"""Find the command that is asked for, run it, and turn whatever goes wrong into a text and an exit status."""

import io
import os
import re
import sys
from collections.abc import Mapping
from contextlib import suppress
from importlib import import_module
from typing import Any, NoReturn, TextIO

import click

from steungraaf.cli.command import Helpful, common_options, located
from steungraaf.cli.session import Session, language_of
from steungraaf.errors import SteungraafError

INTERRUPTED, PIPE_CLOSED = 130, 141
# What a file or an argument could steer a terminal by, were it repeated in an error.
_CONTROL = r"[\x00-\x09\x0b-\x1f\x7f-\x9f]"


@click.pass_context
def _help_alone(context: click.Context) -> None:
    """Print the help of a group that is called without a command."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


class Group(Helpful, click.Group):
    """A group of commands with the common options; without a command it prints its help."""

    def __init__(self, *args: Any, homes: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        """Take where each command lives, as "module:name", in the order of the help text."""
        super().__init__(*args, **kwargs)
        self.invoke_without_command, self.no_args_is_help, self.callback = True, False, _help_alone
        self.params = [*self.params, *common_options()]
        self._homes = dict(homes or {})

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the options that stand before the name of a command."""
        with located(ctx):
            return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands, in the order in which a reader needs them."""
        return [*self._homes, *self.commands]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of a command and return the command, or None where there is no such command."""
        if cmd_name not in self._homes:
            return super().get_command(ctx, cmd_name)
        module, _, name = self._homes[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is named first.

        Raises UnknownChoiceError.
        """
        if not ctx.resilient_parsing and self.get_command(ctx, args[0]) is None:
            from steungraaf.cli.usage import unknown_command

            raise unknown_command(ctx, args[0], self.list_commands(ctx))
        return super().resolve_command(ctx, args)


class _SameName(click.Context):
    """The default command of a group: a reader types the name of the group only."""

    @property
    def command_path(self) -> str:
        """Return what the reader typed."""
        return self.parent.command_path if self.parent is not None else super().command_path


class WithDefault(Group):
    """A group that does what one command does, unless another one of it is named first."""

    def __init__(self, default: click.Command, **kwargs: Any) -> None:
        """Take the command that is run by the name of the group, and is told in its help text."""
        super().__init__(default.name, help=default.help, **kwargs)
        self.default = default
        default.context_class = _SameName

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the name of the default command before its arguments, where no other one is named."""
        if args and args[0] not in (*self.list_commands(ctx), "--help"):
            args = [str(self.name), *args]
        return super().parse_args(ctx, args)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command of the group, the default one by the name of the group itself."""
        return self.default if cmd_name == self.name else super().get_command(ctx, cmd_name)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help of the default command, and the other ones below it."""
        self.default.format_help(ctx, formatter)
        self.format_commands(ctx, formatter)


class CommandLine(Group):
    """The whole command line."""

    def main(
        self,
        args: Any = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> NoReturn:
        """Run the command line and end the process: 0 done, 1 findings, 2 wrong use, 3 a fault of ours, 130 stopped."""
        arguments = list(sys.argv[1:] if args is None else args)
        if instruction := os.environ.get("_STEUNGRAAF_COMPLETE"):
            from click.shell_completion import shell_complete

            sys.exit(shell_complete(self, {"obj": Session()}, "steungraaf", "_STEUNGRAAF_COMPLETE", instruction))
        _never_fail_on_letters()
        session = Session(lang=language_of(arguments, os.environ), debug="--debug" in arguments)
        sys.exit(self._status(arguments, session))

    def _status(self, arguments: list[str], session: Session) -> int:
        """Run a command; return the exit status, after a word on standard error where something went wrong."""
        try:
            with self.make_context("steungraaf", arguments, obj=session) as context:
                status = self.invoke(context) or 0
                sys.stdout.flush()
                session.keep()  # now that the answer is there
                return int(status)
        except click.exceptions.Exit as end:
            return end.exit_code
        except (KeyboardInterrupt, click.Abort):
            return INTERRUPTED
        except BrokenPipeError:
            _close_quietly()
            return PIPE_CLOSED
        except Exception as error:
            return _explain(error, session)


def _explain(error: Exception, session: Session) -> int:
    """Print what is wrong, with a traceback only where it is asked for; return the exit status."""
    if session.debug:
        import traceback

        traceback.print_exc()
    told = _as_own(error)
    click.echo(re.sub(_CONTROL, "\ufffd", told.message(session.lang)), err=True)
    return told.exit_status


def _as_own(error: Exception) -> SteungraafError:
    """Return what went wrong as an error of ours."""
    from steungraaf.cli.usage import OutputLostError, UnexpectedError, own_error
    from steungraaf.reasons import reason_of

    if isinstance(error, SteungraafError):
        return error
    if isinstance(error, click.ClickException):
        return own_error(error)
    if isinstance(error, OSError) and error.errno is not None and error.filename is None:  # it has no other name
        _close_quietly()
        return OutputLostError(reason=reason_of(error))
    return UnexpectedError(reason=f"{type(error).__name__}: {error}".partition("\n")[0])


def _never_fail_on_letters() -> None:
    """Print a question mark for a letter that the terminal's encoding lacks."""
    sys.stdout = sys.stdout or _closed_output()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _closed_output() -> TextIO:
    """Return an output that takes nothing, for one that is closed: a command that prints fails, as others do then."""
    return open(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8")


def _close_quietly() -> None:
    """Send what is left to nobody, so that closing standard output does not fail again."""
    with suppress(OSError):  # it may be no file at all
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
