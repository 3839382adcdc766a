"""Show a proposal with what is known on both sides, and take the decision of who reads it."""

import os
import re
import textwrap
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from steungraaf.cli import layout
from steungraaf.cli.session import Session
from steungraaf.cli.standard_input import standard_input

if TYPE_CHECKING:
    from steungraaf.links.model import Entity
    from steungraaf.links.reviewing import Review
    from steungraaf.rdf.sssom import Link

Sides = list[tuple[str, str, str]]  # what, on our side, on the other side

_VARIABLE = "STEUNGRAAF_REVIEWER"
_LABEL, _GAP = 9, 2
_ACTIONS = {"a": "accepted", "e": "accepted", "r": "refused", "u": "unsure"}
_KEYS = {
    "nl": "a aanvaard, e aanvaard als hetzelfde, r verwerp, u onzeker, b terug, q stop, ? hulp: ",
    "en": "a accept, e accept as the same, r reject, u unsure, b back, q quit, ? help: ",
}
_HELP = {
    "nl": (
        "a  aanvaard wat er staat: hetzelfde (exactMatch) of er dicht bij (closeMatch)\n"
        "e  aanvaard als hetzelfde (exactMatch), ook waar closeMatch staat\n"
        "r  verwerp: deze twee zijn niet zo verbonden; ze worden niet meer voorgesteld\n"
        "u  onzeker: blijft in het ontwerp; --unsure vraagt het opnieuw\n"
        "b  terug: neem de vorige beslissing van deze keer terug\n"
        "q  stop; wat beslist is, is geschreven, en de volgende keer gaat het verder\n"
    ),
    "en": (
        "a  accept what stands there: the same (exactMatch), or near to it (closeMatch)\n"
        "e  accept as the same (exactMatch), also where closeMatch stands\n"
        "r  reject: the two are not so linked, and are not proposed again\n"
        "u  unsure: stays in the draft; --unsure asks it again\n"
        "b  back: take back the last decision of this time\n"
        "q  quit; what was decided is written, and the next time goes on from there\n"
    ),
}


def review_draft(session: Session, draft: Path, reviewer: str, *, unsure: bool) -> None:
    """Show each open proposal of a draft and write what the reviewer says, until all is done or they stop.

    Raises UnknownReviewerError and what `Review` raises.
    """
    from steungraaf.links.decided import read_set
    from steungraaf.links.drafts import checked_draft
    from steungraaf.links.entities import read_entities
    from steungraaf.links.reviewing import Review

    read_set(checked_draft(draft))  # a fault in it is told before anybody is asked who they are
    review = Review(draft, reviewer or _reviewer(session), unsure=unsure)
    ours = {entity.iri: entity for entity in read_entities(session.dataset().store)} if review.total else {}
    shown: Link | None = None
    while (link := review.current) is not None:
        if link is not shown:
            _show(session, review, link, ours)
        shown, key = link, _key(session)
        if key in ("q", ""):
            break
        shown = _act(session, review, key, shown)
    _tell(session, review, draft)


def _reviewer(session: Session) -> str:
    """Return who decides: by the environment, else as they say themselves; raise UnknownReviewerError."""
    from steungraaf.links.link_faults import UnknownReviewerError

    if named := os.environ.get(_VARIABLE, ""):
        return named
    if not _is_terminal():
        raise UnknownReviewerError(value="")
    return str(click.prompt(session.say("Uw naam of ORCID", "Your name or ORCID"), err=True))


def _act(session: Session, review: "Review", key: str, shown: "Link") -> "Link | None":
    """Do what a key says; return the proposal that need not be shown again."""
    from steungraaf.links.drafts import Verdict

    if key in _ACTIONS:
        review.decide(Verdict(_ACTIONS[key]), exact=key == "e")
        return None
    if key == "b":
        if review.back():
            return None
        click.echo(session.say("Er is nog niets beslist.", "Nothing was decided yet."))
        return shown
    click.echo(_HELP[session.lang], nl=False)
    return shown


def _key(session: Session) -> str:
    """Return a key, or the first letter of a line where nobody sits at a terminal; nothing at the end."""
    click.echo(_KEYS[session.lang], nl=False)
    if _is_terminal():
        try:
            key = click.getchar()
        except EOFError:  # Ctrl-D
            key = "q"
        click.echo(key)
        return key.lower()
    line = standard_input().readline()
    click.echo(line.strip())
    return (line.strip() or "?")[:1].lower() if line else ""


def _is_terminal() -> bool:
    return standard_input().isatty()


def _show(session: Session, review: "Review", link: "Link", ours: Mapping[str, "Entity"]) -> None:
    """Print a proposal: both sides beside each other, and why it is one."""
    position = session.say("{} van {}", "{} of {}").format(review.position + 1, review.total)
    kind = link.row["predicate_id"].removeprefix("skos:")
    click.echo("\n" + layout.heading(f"{position}   {kind}   {link.row.get('confidence', '')}".rstrip()))
    click.echo(_beside(("", session.say("van ons", "ours"), session.say("van hen", "theirs"))))
    for row in _sides(session, link, ours.get(link.subject)):
        click.echo(_beside(row))
    why = (link.row.get("ext_reason_nl", "") if session.lang == "nl" else "") or link.row.get("comment", "")
    for line in layout.wrap(_plain(why), first=session.say("waarom   ", "why      "), rest=" " * _LABEL):
        click.echo(line)


def _sides(session: Session, link: "Link", entity: "Entity | None") -> Sides:
    """Return what is known of both, a line each: name, kind, codes, place, period and address."""
    from steungraaf.links.drafts import facts_of

    own, told = _own(session, entity), facts_of(link)
    theirs = {"name": link.row.get("object_label", ""), "kind": link.row.get("object_category", ""), **told}
    own["name"] = own.get("name") or link.row.get("subject_label", "")
    words = {
        "name": session.say("naam", "name"),
        "kind": session.say("soort", "kind"),
        "codes": "codes",
        "place": session.say("plaats", "place"),
        "period": session.say("periode", "period"),
    }
    rows = [(words[what], own.get(what, ""), theirs.get(what, "")) for what in words]
    return [*(row for row in rows if row[1] or row[2]), (session.say("adres", "address"), link.subject, link.object)]


def _own(session: Session, entity: "Entity | None") -> dict[str, str]:
    from steungraaf.links.natures import kind_words
    from steungraaf.namespaces import shorten

    if entity is None:
        return {}
    return {
        "name": entity.label(session.lang),
        "kind": kind_words(entity)[session.lang],
        "codes": ", ".join(f"{register} {code}" for register, code in sorted(entity.codes)),
        "place": ", ".join(map(shorten, sorted(entity.places))),
        "period": f"{entity.start or '...'} - {entity.end or '...'}" if entity.start or entity.end else "",
    }


def _beside(row: tuple[str, str, str]) -> str:
    """Return two texts beside each other, each in as many lines as it needs."""
    what, left, right = row
    room = max((layout.width() - _LABEL - _GAP) // 2, 20)
    columns = [textwrap.wrap(_plain(text), room, break_on_hyphens=False) or [""] for text in (left, right)]
    height = max(map(len, columns))
    lines = []
    for number in range(height):
        one, other = (column[number] if number < len(column) else "" for column in columns)
        lines.append(f"{what if not number else '':{_LABEL}}{one:{room + _GAP}}{other}".rstrip())
    return "\n".join(lines)


def _plain(text: str) -> str:
    """Return a text without what could steer a terminal: a draft may come from anybody."""
    from steungraaf.links.drafts import STEERING

    return re.sub(STEERING, "\ufffd", text)


def _tell(session: Session, review: "Review", draft: Path) -> None:
    """Say what the draft holds now, and what to do next."""
    from steungraaf.links.drafts import Verdict

    counts = review.counts()
    accepted, refused, unsure, left = (counts[each] for each in Verdict)
    session.note(
        f"{draft}: {accepted} aanvaard, {refused} verworpen, {unsure} onzeker, {left} nog te beslissen.",
        f"{draft}: {accepted} accepted, {refused} rejected, {unsure} unsure, {left} still to decide.",
    )
    if accepted or refused:
        session.note(
            f"Neem over wat beslist is met: steungraaf link accept {draft} --data {session.data or 'MAP'}",
            f"Take over what was decided by: steungraaf link accept {draft} --data {session.data or 'DIR'}",
        )
