"""Link our actors and places to other people's data: proposed by the machine, decided by a person."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from steungraaf.cli.command import Command, File, Number, Points, output_options
from steungraaf.cli.group import Group
from steungraaf.cli.progress import progress
from steungraaf.cli.session import Session, pass_session

if TYPE_CHECKING:
    from steungraaf.links.asking import Inquiry
    from steungraaf.links.matcher import Matcher
    from steungraaf.links.proposals import Proposed
    from steungraaf.links.tables import Columns
    from steungraaf.links.things import Thing
    from steungraaf.validation import Progress

_EVERY = 200  # things between two looks at the screen


@click.group(cls=Group, homes={"check": "steungraaf.cli.link_check:check"})
def link() -> None:
    """Link actors and places to other people's data: propose, review, accept.

    `propose` writes a draft of what may be the same; in `review` a person decides about each; `accept`
    takes what was decided over into the dataset.
    """


@link.command(
    cls=Command,
    examples=(
        "steungraaf link propose organisations.csv --base https://example.org/id/ -o draft.sssom.tsv",
        "steungraaf link propose refnis.nt.gz --kind municipality -o refnis.sssom.tsv",
        "steungraaf link propose --from https://sparql.example.org/query -o there.sssom.tsv",
    ),
)
@click.argument("target", type=File(), required=False)
@click.option("--from", "server", metavar="NAME|URL", help="Ask this SPARQL server in the place of a file.")
@click.option("--set", "name", metavar="NAME", help="The link set that it is for; else named after the target.")
@click.option("--kind", "kinds", metavar="KIND", multiple=True, help="Only ours of this kind: municipality ...")
@click.option("--limit", type=Number(int, 3), default=1, help="How many of ours to give for each thing; else one.")
@click.option("--least", type=Points(), default=60, help="Points of 100 under which nothing is proposed.")
@click.option("--id-column", metavar="COLUMN", default="", help="Where a table has its identifiers.")
@click.option("--name-column", metavar="COLUMN", default="", help="Where it has the names.")
@click.option("--code-column", "codes", metavar="COLUMN", multiple=True, help="Where it has NIS, OVO or other codes.")
@click.option("--kind-column", metavar="COLUMN", default="", help="Where it says what kind of thing each is.")
@click.option("--base", metavar="IRI", default="", help="What stands before identifiers that are no addresses.")
@click.option("--pause", type=Number(float, 1), default=0.5, help="Seconds between two questions to a server.")
@output_options
@pass_session
def propose(
    session: Session,
    target: Path | None,
    server: str | None,
    name: str | None,
    kinds: tuple[str, ...],
    limit: int,
    least: float,
    id_column: str,
    name_column: str,
    codes: tuple[str, ...],
    kind_column: str,
    base: str,
    pause: float,
    output: Path | None,
    force: bool,
) -> None:
    """Propose which of ours the things of TARGET are: a file of RDF, a table (CSV, xlsx) or a list (.gc).

    The draft is a link set (SSSOM); nothing in it is decided. What was decided before is not proposed again.
    """
    from steungraaf.links.tables import Columns

    columns = Columns(id_column, name_column, codes, kind_column, base)
    _check(session, target, server, base, output, force=force)
    inquiry, done = _proposed(session, target, server, columns, kinds, limit, least, pause, output)
    if done.proposals:
        _write(session, done, name or _name_of(target, server), target, server, output, force=force)
    if inquiry is not None:
        inquiry.forget()
    _tell(session, done, output)


def _check(
    session: Session, target: Path | None, server: str | None, base: str, output: Path | None, *, force: bool
) -> None:
    """Refuse what cannot work before anything is read."""
    from steungraaf.cli.usage import MissingArgumentError, NotTogetherError
    from steungraaf.errors import InvalidTermError, OutputExistsError
    from steungraaf.links.drafts import checked_draft
    from steungraaf.rdf.terms import is_iri

    if (target is None) == (server is None):
        command = "steungraaf link propose"
        if target is None:
            raise MissingArgumentError(command=command, argument="TARGET")
        raise NotTogetherError(command=command, one="TARGET", other="--from")
    if base and not is_iri(f"{base}x"):
        raise InvalidTermError(parameter="base", value=base, type="IRI", example="https://example.org/id/")
    if output is not None and checked_draft(output).exists() and not force:
        raise OutputExistsError(file=str(output))
    if output is not None:
        _check_place(session, output)
    if target is not None and target.suffix.lower() in (".csv", ".tsv"):
        _note_encoding(session, target)


def _check_place(session: Session, output: Path) -> None:
    """Refuse a draft among what the dataset takes for decided."""
    from steungraaf.assets import data_dir
    from steungraaf.links.link_faults import DraftPlaceError

    folder = session.data or data_dir()
    if output.resolve().is_relative_to(folder.resolve()):
        raise DraftPlaceError(file=str(output), folder=str(folder))


def _note_encoding(session: Session, target: Path) -> None:
    from steungraaf.links.sheets import open_sheet

    if open_sheet(target).guessed:
        session.note(
            f"{target} is geen UTF-8 en wordt gelezen als Windows-1252.",
            f"{target} is not UTF-8 and is read as Windows-1252.",
        )


def _proposed(
    session: Session,
    target: Path | None,
    server: str | None,
    columns: "Columns",
    kinds: tuple[str, ...],
    limit: int,
    least: float,
    pause: float,
    output: Path | None,
) -> "tuple[Inquiry | None, Proposed]":
    """Read a file, or ask a server, and return what is proposed; raise NoNamesError where there is nothing to read."""
    from steungraaf.links.decided import Decided, sets_of
    from steungraaf.links.link_faults import NoNamesError
    from steungraaf.links.matcher import Matcher
    from steungraaf.links.proposals import Proposer
    from steungraaf.links.reconciling import check_kinds
    from steungraaf.links.targets import open_target

    dataset = session.dataset()
    matcher = Matcher.of(dataset.store)
    wanted = check_kinds(matcher, kinds)
    proposer = Proposer(matcher, Decided.of(sets_of(dataset.folder)), kinds=wanted, limit=limit, least=least)
    with ExitStack() as stack:
        show = stack.enter_context(progress(session))
        inquiry = None
        if target is not None:
            things = stack.enter_context(open_target(target, columns, lambda read: _show_statements(show, read)))
        else:
            inquiry, things = _asked(stack, show, server or "", matcher, wanted, pause, _answers(server or "", output))
        done = proposer.propose(_shown(things, show))
    if not done.read and target is not None:
        raise NoNamesError(file=str(target))
    return inquiry, done


def _asked(
    stack: ExitStack,
    show: "Progress | None",
    server: str,
    matcher: "Matcher",
    wanted: frozenset[str],
    pause: float,
    answers: Path,
) -> "tuple[Inquiry, Iterator[Thing]]":
    from steungraaf.links.asking import Inquiry
    from steungraaf.links.gathering import gathered
    from steungraaf.opening import open_server

    place = stack.enter_context(gathered())
    inquiry = Inquiry(open_server(server), answers, pause=pause, tell=lambda done, of: _show_questions(show, done, of))
    ours = [entity for entity in matcher.entities.values() if not wanted or wanted & entity.kinds]
    inquiry.gather(ours, place)
    return inquiry, place.things()


def _show_statements(show: "Progress | None", read: int) -> None:
    if show is not None:
        show({"nl": f"{read:,} uitspraken gelezen", "en": f"{read:,} statements read"})


def _show_questions(show: "Progress | None", done: int, of: int) -> None:
    if show is not None:
        show({"nl": f"vraag {done} van {of}", "en": f"question {done} of {of}"})


def _shown(things: "Iterator[Thing]", show: "Progress | None") -> "Iterator[Thing]":
    for number, thing in enumerate(things, 1):
        if show is not None and number % _EVERY == 0:
            show({"nl": f"{number:,} dingen vergeleken", "en": f"{number:,} things compared"})
        yield thing


def _answers(server: str, output: Path | None) -> Path:
    """Return the directory in which the answers of a server wait until all are there."""
    beside = output or Path(_name_of(None, server))
    return beside.with_name(beside.name.removesuffix(".sssom.tsv") + ".answers")


def _name_of(target: Path | None, server: str | None) -> str:
    """Return a name for the set of links to a target."""
    from steungraaf.links.drafts import slug

    address = _told(server or "")
    return (
        slug(target.name.partition(".")[0] if target is not None else address.partition("://")[2] or address) or "links"
    )


def _told(server: str) -> str:
    """Return the address of a server, or the name of its profile, without a query, which may hold a key."""
    return server.partition("?")[0]


def _write(
    session: Session,
    done: "Proposed",
    name: str,
    target: Path | None,
    server: str | None,
    output: Path | None,
    *,
    force: bool,
) -> None:
    from steungraaf.links.decided import sets_of
    from steungraaf.links.drafts import draft_of, save_draft, set_name

    sets = sets_of(session.dataset().folder).values()
    known = {prefix: space for each in sets for prefix, space in each.header["curie_map"].items()}
    source = _told(server) if server and "://" in server else ""
    save_draft(draft_of(done.proposals, set_name(name), known, source), output, force=force)


def _tell(session: Session, done: "Proposed", output: Path | None) -> None:
    """Say how much was read and what came of it, and what to do next."""
    unsure = done.things - done.sure
    session.note(
        f"{done.read} dingen gelezen: {done.things} voorgesteld ({done.sure} zeker, {unsure} onzeker), "
        f"{done.decided} al beslist, {done.without} zonder iets dat erop lijkt.",
        f"{done.read} things read: {done.things} proposed ({done.sure} sure, {unsure} unsure), "
        f"{done.decided} already decided, {done.without} without anything like it.",
    )
    if output is not None and done.proposals:
        session.note(f"Beslis met: steungraaf link review {output}", f"Decide by: steungraaf link review {output}")
    elif output is not None:
        session.note(f"{output} is niet geschreven.", f"{output} is not written.")


@link.command(cls=Command, examples=('steungraaf link review draft.sssom.tsv --reviewer "An Peeters"',))
@click.argument("draft", type=File(), metavar="DRAFT")
@click.option("--reviewer", metavar="NAME", default="", help="Who decides: a name, or orcid:...; else you are asked.")
@click.option("--unsure", is_flag=True, help="Ask again what was left unsure.")
@pass_session
def review(session: Session, draft: Path, reviewer: str, unsure: bool) -> None:
    """Decide about the proposals in DRAFT, one at a time; each decision is written at once.

    Stop when you like: the next time it goes on from there. To edit the file by hand does the same.
    """
    from steungraaf.cli.link_review import review_draft

    review_draft(session, draft, reviewer, unsure=unsure)


@link.command(
    cls=Command,
    examples=(
        "steungraaf link accept draft.sssom.tsv --data my-dataset",
        'steungraaf link accept draft.sssom.tsv --data my-dataset --set ours --title-nl "Onze lijst" '
        '--title-en "Our list" --licence CC0 --source https://example.org/list',
    ),
)
@click.argument("draft", type=File(), metavar="DRAFT")
@click.option("--set", "name", metavar="NAME", default="", help="The link set to put them in; else the draft's own.")
@click.option("--title-nl", metavar="TEXT", default="", help="The title of a new set in Dutch.")
@click.option("--title-en", metavar="TEXT", default="", help="The title of a new set in English.")
@click.option("--licence", metavar="IRI|CC0", default="", help="The licence of a new set.")
@click.option("--source", metavar="IRI", default="", help="Where the data come from to which a new set links.")
@click.option("--bundled", is_flag=True, help="Write into the data of this checkout, where no --data is named.")
@pass_session
def accept(
    session: Session, draft: Path, name: str, title_nl: str, title_en: str, licence: str, source: str, bundled: bool
) -> None:
    """Move what was decided in DRAFT to a link set of the dataset, all of it or nothing.

    What is not decided stays in DRAFT. What the dataset has decided before is never changed.
    """
    from steungraaf.cli.link_accept import accept_into
    from steungraaf.links.acceptance import head_of

    accept_into(session, draft, name, head_of(title_nl, title_en, licence, source), bundled=bundled)
