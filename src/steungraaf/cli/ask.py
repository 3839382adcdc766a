"""Ask a stored question; its parameters are options of the command."""

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from steungraaf.cli.command import Choice, Command, Number, Option, output_options
from steungraaf.cli.results import FORMATS, deliver
from steungraaf.cli.session import Session, pass_session
from steungraaf.cli.watch import TIME_LIMIT, ended_after
from steungraaf.errors import LANGUAGES, SteungraafError
from steungraaf.namespaces import shorten

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from steungraaf.queryfile import Parameter, QueryFile

_QUERY = "steungraaf.query"  # where a context keeps the stored query that is asked


class Name(click.ParamType):  # type: ignore[type-arg]  # which click has only of late
    """The name of a stored query."""

    name = "name"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list["CompletionItem"]:
        """Complete the name, with the question beside it."""
        from click.shell_completion import CompletionItem

        session = ctx.ensure_object(Session)
        found = [query for query in session.dataset().queries() if query.name.startswith(incomplete)]
        return [CompletionItem(query.name, help=query.question[session.lang]) for query in found]


class Value(click.ParamType):  # type: ignore[type-arg]  # which click has only of late
    """A value of a parameter, as a person types it."""

    name = "value"

    def __init__(self, query: "QueryFile", parameter: "Parameter") -> None:
        """Take the parameter, whose type is the name of this one."""
        self._query, self._parameter = query, parameter

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:
        """Show the type in the help text: for an IRI anything that names the thing."""
        kind = self._parameter.type
        return "NAME|CODE|IRI" if kind == "iri" else kind.upper()

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list["CompletionItem"]:
        """Complete the value by what the data has."""
        from click.shell_completion import CompletionItem

        dataset = ctx.ensure_object(Session).dataset()
        found = dataset.values(self._query.name, self._parameter.name, incomplete)
        return [CompletionItem(value, help=label) for value, label in found]


class Ask(Command):
    """A command whose options follow from the stored query that is named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Look first which query of which dataset is asked, then parse its parameters."""
        ctx.meta[_QUERY] = self._query(ctx, args)
        return super().parse_args(ctx, args)

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Return the parameters of the query that is asked, then the options that hold for every query."""
        query = ctx.meta.get(_QUERY)
        lang = ctx.ensure_object(Session).lang
        own = [_option(query, parameter, lang) for parameter in query.parameters] if query else []
        return [*own, *super().get_params(ctx)]

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Say how a question is asked: its name first, then its parameters."""
        query = ctx.meta.get(_QUERY)
        return [query.name if query else "NAME", "[--PARAMETER VALUE]...", "[OPTIONS]"]

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Say what the query asks, in the reader's language."""
        query = ctx.meta.get(_QUERY)
        if query is None:
            super().format_help_text(ctx, formatter)
            return
        lang = ctx.ensure_object(Session).lang
        for texts in filter(None, (query.question, query.description)):
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(texts[lang])

    def _query(self, ctx: click.Context, args: list[str]) -> "QueryFile | None":
        """Return the query that is named among the arguments, if any; while a shell completes it may be unknown."""
        found = self._scan(args)
        session = ctx.ensure_object(Session)
        session.data = Path(found["--data"]) if found.get("--data") else session.data
        session.endpoint = found.get("--endpoint") or session.endpoint
        session.store = Path(found["--store"]) if found.get("--store") else session.store
        session.lang = found["--lang"] if found.get("--lang") in LANGUAGES else session.lang
        if "" not in found:
            return None
        try:
            query = session.dataset().query(found[""])
        except SteungraafError:
            if ctx.resilient_parsing:
                return None
            raise
        return query

    def _scan(self, args: list[str]) -> dict[str, str]:
        """Return the value of each option, and the first argument that belongs to none as that of an empty name.

        What is no flag of ours is taken to have a value: so is every parameter of a stored query.
        """
        flags = {name for one in self.params if isinstance(one, click.Option) and one.is_flag for name in one.opts}
        found: dict[str, str] = {}
        rest = iter(args)
        for word in rest:
            option, equals, value = word.partition("=")
            if not word.startswith("-"):
                found.setdefault("", word)
            elif option not in flags | {"--help"}:
                attached = equals or (len(option) > 2 and option[1] != "-")
                found[option] = value if attached else next(rest, "")
        return found


_NOTES = {"nl": (" Verplicht.", " Voorbeeld: "), "en": (" Required.", " Example: ")}


def _option(query: "QueryFile", parameter: "Parameter", lang: str) -> click.Option:
    """Return a parameter of a stored query as an option; that it is required is told by the query itself."""
    required, example = _NOTES[lang]
    help = parameter.description.get(lang, "") + ("" if parameter.optional else required)
    if parameter.example is not None:
        help += example + shorten(str(parameter.example))
    names = dict.fromkeys((f"--{parameter.name.replace('_', '-')}", f"--{parameter.name}"))
    return Option([*names, _keyword(parameter)], type=Value(query, parameter), help=help, multiple=True, callback=_only)


def _only(context: click.Context, option: click.Parameter, given: tuple[str, ...]) -> str | None:
    """Return the one value of a parameter; of two the last would be taken in silence.

    Raises GivenTwiceError.
    """
    if len(given) > 1 and not context.resilient_parsing:
        from steungraaf.cli.usage import GivenTwiceError

        raise GivenTwiceError(command=context.command_path, option=option.opts[0])
    return given[0] if given else None


def _keyword(parameter: "Parameter") -> str:
    return f"parameter_{parameter.name}"


@click.command(
    cls=Ask,
    examples=(
        "steungraaf ask who-supports",
        "steungraaf ask who-supports --supported hefboom --format csv -o hefboom.csv",
    ),
)
@click.argument("name", type=Name())
@click.option(
    "--format",
    cls=Option,
    type=Choice(FORMATS),
    help="Else as the ending of FILE says, or table; of a CONSTRUCT turtle.",
)
@click.option(
    "--time-limit",
    cls=Option,
    type=Number(float, 60),
    metavar="SECONDS",
    help="Stop after this time; else after 60.",
)
@click.option("--service", cls=Option, metavar="NAME|URL", help="The server that SERVICE in the query may ask.")
@output_options
@pass_session
def ask(
    session: Session,
    /,
    name: str,
    format: str | None,
    time_limit: float | None,
    service: str | None,
    output: Path | None,
    force: bool,
    **values: Any,
) -> None:
    """Ask the stored question NAME; `steungraaf ask NAME --help` shows its parameters.

    A value may be a label, a code (NIS, OVO, KBO) or an IRI. In turtle and jsonld the answer is what the data says of
    each thing in the table.
    """
    dataset = session.dataset()
    query = dataset.query(name)
    given = {one.name: values[_keyword(one)] for one in query.parameters if values[_keyword(one)] is not None}
    with ended_after(session, time_limit or TIME_LIMIT) if time_limit or not session.endpoint else nullcontext():
        result = dataset.ask(name, service=service or "", **given)
    deliver(session, dataset, result, format=format, output=output, force=force)
