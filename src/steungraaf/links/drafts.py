"""Write proposals as a draft, a link set in which nothing is decided yet, and write decisions into it.

A row is decided where it names a reviewer: accepted, or refused where its `predicate_modifier` is "Not". A row that the
reviewer could not decide has a `reviewer_agreement` of 0.5 and stays in the draft.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from enum import Enum
from pathlib import Path
from typing import Any

from steungraaf.cells import guard
from steungraaf.files import open_output
from steungraaf.links.link_faults import NotADraftError, SetNameError, UnknownReviewerError
from steungraaf.links.proposals import Proposal
from steungraaf.links.things import Thing
from steungraaf.namespaces import BASE, GRAPH, PREFIXES
from steungraaf.rdf import LINK_SET
from steungraaf.rdf.sssom import BUILT_IN, REFUSED, SLOTS, Link, LinkSet, Row, make_link, write_links

SETS = f"{GRAPH}links/"
UNSPECIFIED = "https://w3id.org/sssom/license/unspecified"  # what SSSOM writes where nobody has said
COLUMNS = (
    *("subject_id", "subject_label", "predicate_id", "predicate_modifier", "object_id", "object_label"),
    *("mapping_justification", "reviewer_id", "reviewer_label", "object_category", "mapping_tool"),
    *("mapping_tool_version", "review_date", "confidence", "reviewer_agreement", "match_string", "similarity_score"),
    *("other", "comment", "ext_reason_nl"),
)
DECIDING = ("predicate_modifier", "reviewer_id", "reviewer_label", "review_date", "reviewer_agreement")
REVIEWERS = f"{BASE}reviewer/"  # nothing is to be said of them, as it is of what stands below id/
_REASON_NL = {"slot_name": "ext_reason_nl", "property": "rdfs:comment", "type_hint": "xsd:string"}
_OWN = ("person", "organisation")  # what the dataset describes and can decide as well
STEERING = r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]"  # what steers a terminal, or turns text round
_ORCIDS = "https://orcid.org/"
_ORCID = re.compile(r"(?:orcid:|https?://orcid\.org/)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])")
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_WHOLE = ("subject_id", "object_id")
_MANY = 12  # namespaces of a target that get a prefix of their own
_LONGEST = 500  # letters in a cell; an address may be longer
_HALF = "0.5"


class Verdict(Enum):
    """What a person says of a row."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    UNSURE = "unsure"
    OPEN = "open"


def verdict_of(link: Link) -> Verdict:
    """Return what was said of a row, in `link review` or by hand."""
    if not link.row.get("reviewer_id"):
        return Verdict.OPEN
    if float(link.row.get("reviewer_agreement") or 1) < 1:
        return Verdict.UNSURE
    return Verdict.REFUSED if link.refused else Verdict.ACCEPTED


def decide(link: Link, verdict: Verdict, reviewer: Mapping[str, str], day: str) -> Link:
    """Return a row with what a reviewer says of it on a day; `Verdict.OPEN` takes back what was said."""
    row = {slot: cell for slot, cell in link.row.items() if slot not in DECIDING}
    if verdict is not Verdict.OPEN:
        row |= {**reviewer, "review_date": day}
    if verdict is Verdict.REFUSED:
        row["predicate_modifier"] = REFUSED
    if verdict is Verdict.UNSURE:
        row["reviewer_agreement"] = _HALF
    return replace(link, row=row)


def reviewer_slots(name: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return how a reviewer stands in a row, and the prefix that this takes; by an ORCID, one of ours, or any name.

    >>> reviewer_slots("An Peeters")[0]
    {'reviewer_id': 'reviewer:an-peeters', 'reviewer_label': 'An Peeters'}

    Raises UnknownReviewerError.
    """
    if found := _ORCID.fullmatch(name.strip()):
        return {"reviewer_id": f"orcid:{found[1]}"}, {"orcid": _ORCIDS}
    prefix, colon, local = name.strip().partition(":")
    if colon and prefix in _OWN and slug(local) == local:
        return {"reviewer_id": name.strip()}, {prefix: PREFIXES[prefix]}
    if colon or not slug(name):
        raise UnknownReviewerError(value=name)
    return {"reviewer_id": f"reviewer:{slug(name)}", "reviewer_label": name.strip()}, {"reviewer": REVIEWERS}


def draft_of(proposals: Iterable[Proposal], name: str, known: Mapping[str, str], source: str = "") -> LinkSet:
    """Return a draft for a set; `known` are prefixes that the sets of the dataset use already."""
    from importlib.metadata import version

    tool = {"mapping_tool": "steungraaf", "mapping_tool_version": version("steungraaf")}
    every = list(proposals)
    ours, theirs = [one.match.entity.iri for one in every], [one.thing.iri for one in every]
    prefixes = prefixes_of([*ours, *theirs], {**known, **PREFIXES})
    header: dict[str, Any] = {
        "sssom_version": "1.1",
        "curie_map": {"reviewer": REVIEWERS, "orcid": _ORCIDS, **prefixes},  # for who decides by hand
        "mapping_set_id": f"{SETS}{name}",
        "license": UNSPECIFIED,
        **({"mapping_set_source": [source]} if source else {}),
        **tool,
        "extension_definitions": [_REASON_NL],
    }
    links = tuple(make_link(_row(one, prefixes, tool), prefixes) for one in every)
    return LinkSet(header, COLUMNS, links)


def save_draft(links: LinkSet, path: Path | None, *, force: bool = False) -> None:
    """Write a draft, with the columns for decisions even where they are empty; raise OutputExistsError."""
    with open_output(path, force=force) as out:
        out.write(write_links(links, keep=DECIDING).encode())


def checked_draft(path: Path) -> Path:
    """Return a path that ends as that of a link set must; raise NotADraftError."""
    if not path.name.endswith(LINK_SET):
        raise NotADraftError(file=str(path))
    return path


def set_name(name: str) -> str:
    """Return the name of a set; raise SetNameError where it cannot be a part of an address."""
    if not _NAME.fullmatch(name):
        raise SetNameError(name=name, example=slug(name))
    return name


def slug(text: str) -> str:
    """Return a text in small letters, digits and hyphens.

    >>> slug("Économie & Co (2019)")
    'economie-co-2019'
    """
    import unicodedata

    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain.lower()))


def prefixes_of(iris: Iterable[str], known: Mapping[str, str]) -> dict[str, str]:
    """Return a prefix for each namespace of some addresses: one that is known, else one made from its last word.

    >>> prefixes_of(["http://vocab.belgif.be/auth/refnis2019/35013"], {})
    {'refnis2019': 'http://vocab.belgif.be/auth/refnis2019/'}
    """
    spaces = sorted({_namespace(iri) for iri in iris})
    if len(spaces) > _MANY:
        spaces = sorted({space if space.startswith(BASE) else _host(space) for space in spaces})
    named = {namespace: prefix for prefix, namespace in known.items()}
    found: dict[str, str] = {}
    for space in spaces:
        prefix = named.get(space) or slug(space.rstrip("/#").rpartition("/")[2]) or "target"
        prefix = prefix if prefix[0].isalpha() else f"n{prefix}"
        taken, number = prefix, 2
        while taken in {**found, **BUILT_IN} and {**found, **BUILT_IN}[taken] != space:
            taken, number = f"{prefix}-{number}", number + 1
        found[taken] = space
    return found


def curie(iri: str, prefixes: Mapping[str, str]) -> str:
    """Return the prefixed name of an address, by the longest namespace that fits; it must have one."""
    fitting = [prefix for prefix, space in prefixes.items() if iri.startswith(space) and iri != space]
    prefix = max(fitting, key=lambda each: (len(prefixes[each]), each))
    return f"{prefix}:{iri.removeprefix(prefixes[prefix])}"


def in_order(columns: Iterable[str]) -> tuple[str, ...]:
    """Return columns in the order of the standard, those of an extension last."""
    every = list(dict.fromkeys(columns))
    return tuple(sorted(every, key=lambda slot: SLOTS.index(slot) if slot in SLOTS else len(SLOTS)))


def _namespace(iri: str) -> str:
    bare = iri.rstrip("/#")
    return bare[: max(bare.rfind("/"), bare.rfind("#"), bare.rfind(":")) + 1]


def _host(space: str) -> str:
    return "/".join(space.split("/")[:3]) + "/" if "://" in space else space


def _row(one: Proposal, prefixes: Mapping[str, str], tool: Mapping[str, str]) -> Row:
    entity, thing = one.match.entity, one.thing
    score = f"{one.match.score / 100:.2f}"
    row = {
        "subject_id": curie(entity.iri, prefixes),
        "subject_label": entity.label("nl"),
        "predicate_id": one.predicate,
        "object_id": curie(thing.iri, prefixes),
        "object_label": thing.label,
        "mapping_justification": one.justification,
        "object_category": ", ".join(sorted(thing.kinds)),
        **tool,
        "confidence": score,
        "match_string": one.match_string,
        "similarity_score": score,
        "other": _facts(thing),
        "comment": one.comment(),
        "ext_reason_nl": one.comment("nl"),
    }
    told = {slot: cell if slot in _WHOLE else _one_line(cell) for slot, cell in row.items()}
    return {slot: cell for slot, cell in told.items() if cell}


def _one_line(text: str) -> str:
    """Return what others wrote so that it steers neither a terminal nor a spreadsheet."""
    plain = " ".join(re.sub(STEERING, " ", text).split())
    return guard(plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST]}…")


def _facts(thing: Thing) -> str:
    """Return what else the target tells of a thing, for who decides."""
    told = {
        "codes": ", ".join(f"{register} {code}" for register, code in sorted(thing.codes)),
        "place": thing.place.replace(";", ","),
        "period": f"{thing.start or '...'} - {thing.end or '...'}" if thing.start or thing.end else "",
    }
    return "; ".join(f"{what}: {text}" for what, text in told.items() if text)


def facts_of(link: Link) -> dict[str, str]:
    """Return what a draft holds of the target's thing: its codes, place and period, as far as they are told."""
    parts = (part.partition(": ") for part in link.row.get("other", "").split("; "))
    return {what: text for what, colon, text in parts if colon}
