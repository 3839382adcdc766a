"""Say in Dutch and English what is wrong with the arguments, where click knows only English."""

import click

from steungraaf.errors import SteungraafError, UnknownChoiceError, UsageError


class MissingArgumentError(UsageError):
    """An argument or option that a command needs and did not get (command, argument)."""

    nl = "{command} heeft {argument} nodig. Meer: {command} --help"
    en = "{command} needs {argument}. More: {command} --help"


class OutputNeededError(UsageError):
    """A format that cannot be shown, asked without a file (format)."""

    nl = "{format} is niet te lezen op een scherm. Geef een bestand op, bijvoorbeeld -o antwoord.{format}"
    en = "{format} cannot be read on a screen. Name a file, for example -o answer.{format}"


class ExtraArgumentError(UsageError):
    """More arguments than a command takes (command, extra)."""

    nl = "{command} kan niets met {extra}. Zet iets met spaties tussen aanhalingstekens. Meer: {command} --help"
    en = "{command} has no use for {extra}. Put what has spaces between quotes. More: {command} --help"


class NotTogetherError(UsageError):
    """Two arguments of which a command takes one at a time (command, one, other)."""

    nl = "{one} gaat niet samen met {other}. Laat een van beide weg. Meer: {command} --help"
    en = "{one} does not go with {other}. Leave out one of them. More: {command} --help"


class OptionValueError(UsageError):
    """An option without the value that it needs (command, option)."""

    nl = "{option} heeft een waarde nodig. Meer: {command} --help"
    en = "{option} needs a value. More: {command} --help"


class GivenTwiceError(UsageError):
    """An option that takes one value, given more than once (command, option)."""

    nl = "{option} staat er meer dan een keer; {command} neemt er een waarde van. Stel de vraag voor elke waarde apart."
    en = "{option} is given more than once; {command} takes one value of it. Ask the question for each value apart."


class FlagValueError(UsageError):
    """A value for an option that takes none (command, option)."""

    nl = "{option} krijgt geen waarde. Meer: {command} --help"
    en = "{option} takes no value. More: {command} --help"


class InputClosedError(UsageError):
    """A command that reads standard input, which is closed ()."""

    nl = "De standaardinvoer is gesloten, dus er valt niets te lezen. Stuur er iets heen, bijvoorbeeld met < BESTAND"
    en = "Standard input is closed, so there is nothing to read. Send something to it, for example by < FILE"


class OutputLostError(SteungraafError):
    """A result that standard output did not take (reason)."""

    nl = "De uitvoer kon niet volledig geschreven worden: {reason}. Stuur hem ergens anders heen en probeer opnieuw."
    en = "The output could not be written whole: {reason}. Send it elsewhere and try again."


class UnexpectedError(SteungraafError):
    """A fault of ours (reason)."""

    nl = "Onverwachte fout: {reason}. Herhaal met --debug om te zien waar, en meld het ons."
    en = "Unexpected error: {reason}. Run again with --debug to see where, and report it to us."
    exit_status = 3


def unknown_command(context: click.Context, name: str, known: list[str]) -> UnknownChoiceError:
    """Return the error for a command that does not exist."""
    from difflib import get_close_matches

    return UnknownChoiceError(option=context.command_path, value=name, near=get_close_matches(name, known), known=known)


def own_error(error: click.ClickException) -> SteungraafError:
    """Return what click found wrong as an error of ours, which knows both languages."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "steungraaf"
    if isinstance(error, click.NoSuchOption):
        near, known = _near(error, context), [option.opts[-1] for option in _options(context)]
        return UnknownChoiceError(option=command, value=error.option_name, near=near, known=None if near else known)
    if isinstance(error, click.MissingParameter):
        return MissingArgumentError(command=command, argument=_name_of(error.param))
    if isinstance(error, click.BadOptionUsage):
        kind = FlagValueError if _is_flag(error.option_name, context) else OptionValueError
        return kind(command=command, option=error.option_name)
    return UsageError(reason=error.format_message())


def _near(error: click.NoSuchOption, context: click.Context | None) -> list[str]:
    from difflib import get_close_matches

    return get_close_matches(error.option_name, [option.opts[-1] for option in _options(context)])


def _is_flag(name: str, context: click.Context | None) -> bool:
    return any(name in option.opts and option.is_flag for option in _options(context))


def _options(context: click.Context | None) -> list[click.Option]:
    parameters = context.command.get_params(context) if context else []
    return [one for one in parameters if isinstance(one, click.Option)]


def _name_of(parameter: click.Parameter | None) -> str:
    if isinstance(parameter, click.Option):
        return parameter.opts[-1]
    return parameter.human_readable_name if parameter else ""
