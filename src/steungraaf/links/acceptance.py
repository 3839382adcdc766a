"""Take what was decided in a draft over into a dataset: all of it after every check, or nothing."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from steungraaf.assets import data_dir
from steungraaf.errors import InvalidTermError
from steungraaf.files import open_output
from steungraaf.folder import Folder
from steungraaf.links.decided import Decided, address_key, read_set, sets_of
from steungraaf.links.drafts import DECIDING, SETS, Verdict, curie, in_order, set_name, verdict_of
from steungraaf.links.link_faults import (
    BundledDatasetError,
    LinkConflictError,
    NewSetError,
    NothingDecidedError,
    NothingLeftError,
)
from steungraaf.links.locking import held
from steungraaf.links.model import Words
from steungraaf.namespaces import expand
from steungraaf.rdf import LINK_SET, Literal, NamedNode, read_quads
from steungraaf.rdf.sssom import BUILT_IN, SAME, Link, LinkSet, make_link, read_links, write_links
from steungraaf.rdf.terms import is_iri, is_web_address
from steungraaf.store import Store
from steungraaf.store.lookup import objects_of

_CLOSE = expand("skos:closeMatch")
_DROPPED = ("other", "object_category", "reviewer_agreement", "ext_reason_nl")  # what only who decides needs
_KIND, _CODE = expand("rdf:type"), expand("skos:notation")
_DECIDED = (Verdict.ACCEPTED, Verdict.REFUSED)
_CC0 = "http://publications.europa.eu/resource/authority/licence/CC0"
_EXTENSIONS = [
    {"slot_name": "ext_title_nl", "property": "skos:prefLabel", "type_hint": "xsd:string"},
    {"slot_name": "ext_description_nl", "property": "rdfs:comment", "type_hint": "xsd:string"},
]
_ABOUT = {
    "nl": "Wat onze actoren en plaatsen zijn in: {}. Voorgesteld door steungraaf, beslist door een mens.",
    "en": "What our actors and places are in: {}. Proposed by steungraaf, decided by a person.",
}


@dataclass(frozen=True)
class Head:
    """What the head of a new set must say."""

    title_nl: str = ""
    title_en: str = ""
    license: str = ""
    source: str = ""

    def missing(self) -> list[str]:
        """Return the options that were not given."""
        options = {
            "--title-nl": self.title_nl,
            "--title-en": self.title_en,
            "--licence": self.license,
            "--source": self.source,
        }
        return [option for option, value in options.items() if not value]


def head_of(title_nl: str, title_en: str, licence: str, source: str) -> Head:
    """Return what is said of a new set, "CC0" as the address of that licence; raise InvalidTermError for no address."""
    whole = _CC0 if licence.upper() == "CC0" else licence
    for name, value in (("licence", whole), ("source", source)):
        if value and not (is_web_address(value) and is_iri(value)):
            raise InvalidTermError(parameter=name, value=value, type="IRI", example=_CC0)
    return Head(title_nl, title_en, whole, source)


@dataclass(frozen=True)
class Accepted:
    """What was taken over: how many links and refusals, how many stay in the draft, and where it stands.

    `dated` counts the rows that got the day of today because they had none.
    """

    path: Path
    links: int
    refused: int
    known: int
    left: int
    dated: int
    graph: str
    is_listed: bool


class Broken(NamedTuple):
    """A row that breaks a rule: in which file and at which line it stands, the name of the rule, and what is wrong."""

    file: Path
    line: int
    rule: str
    reason: Words


Check = Callable[[Mapping[Path, LinkSet]], Iterable[Broken]]  # finds what is wrong with all the sets of a dataset


class _Conflicts(list[tuple[int, dict[str, str]]]):
    """What speaks against taking rows over, each with its line."""

    def say(self, link: Link, nl: str, en: str) -> None:
        """Add what is wrong with a row."""
        self.append((link.line or 0, {"nl": nl, "en": en}))


def accept_draft(
    draft: Path, folder: Folder, store: Store, name: str = "", head: Head | None = None, *, check: Check
) -> Accepted:
    """Move the decided rows of a draft to a set of the dataset; without a name, to the one that the draft is for.

    `check` finds what would be wrong with the sets; what it finds already is nobody's fault here. Nobody else can
    change the sets or the draft in the meantime.

    Raises BundledDatasetError, BusyError, NothingDecidedError, NothingLeftError, NewSetError, LinkConflictError and
    OutputWriteError.
    """
    if folder.data == data_dir() and "_assets" in folder.data.parts:  # a checkout is its owner's
        raise BundledDatasetError(checkout=None)
    with held(folder.data / "links"), held(draft):
        return _accept(draft, folder, store, name, head or Head(), check)


def _accept(draft: Path, folder: Folder, store: Store, name: str, head: Head, check: Check) -> Accepted:
    links, sets = read_set(draft), sets_of(folder)
    name = set_name(name or str(links.header["mapping_set_id"]).removeprefix(SETS))
    path = folder.data / "links" / f"{name}{LINK_SET}"
    decided = _decided(links, draft, path, sets)
    target = sets[path] if path in sets else _new_set(name, head, folder, path)
    known = _known(store, sorted({link.subject for link in decided}))
    new = _checked(decided, draft, Decided.of(sets), target, known)
    whole = _merged(target, new, links, known)
    _check_result(draft, sets, whole, new, check)
    merged = write_links(whole).encode()
    read_links(merged, str(path))  # what is written can be read, or nothing is written
    left = replace(links, links=tuple(link for link in links.links if verdict_of(link) not in _DECIDED))
    _write(draft, left, path, merged)
    refused, graph = sum(link.refused for link in new), f"{SETS}{name}"
    counts = len(new) - refused, refused, len(decided) - len(new), len(left.links)
    dated = sum(not link.row.get("review_date") for link in new)
    return Accepted(path, *counts, dated, graph, _is_listed(folder, graph))


def _decided(links: LinkSet, draft: Path, path: Path, sets: Mapping[Path, LinkSet]) -> list[Link]:
    """Return the rows of a draft that were decided; raise NothingLeftError and NothingDecidedError."""
    decided = [link for link in links.links if verdict_of(link) in _DECIDED]
    if not links.links:
        there = path in sets
        raise NothingLeftError(
            draft=str(draft), set=f"links/{path.name}" if there else None, count=len(sets[path].links) if there else 0
        )
    if not decided:
        raise NothingDecidedError(draft=str(draft))
    return decided


def _write(draft: Path, left: LinkSet, path: Path, merged: bytes) -> None:
    path.parent.mkdir(exist_ok=True)
    with open_output(draft, force=True) as rest, open_output(path, force=True) as out:  # the set gets its name first
        rest.write(write_links(left, keep=DECIDING).encode())
        out.write(merged)


def _check_result(draft: Path, sets: Mapping[Path, LinkSet], whole: LinkSet, new: list[Link], check: Check) -> None:
    """Refuse rows by which the sets would break a rule that they do not break yet; raise LinkConflictError.

    The new rows are checked as a set of the draft, so that what is found names their lines there.
    """
    rows = whole.links[len(whole.links) - len(new) :]
    added = tuple(replace(row, line=link.line) for row, link in zip(rows, new, strict=True))
    found = list(check({**sets, draft: replace(whole, links=added)}))
    before = {each[:3] for each in check(sets)} if found else set()
    broken = sorted((each for each in found if each[:3] not in before), key=lambda each: (each.file != draft, each[:3]))
    if broken:
        first, *more = broken
        inside = first.file == draft
        where = first.rule if inside else f"{first.file.name}:{first.line} {first.rule}"
        reason = {lang: f"{where}: {text.rstrip('.')}" for lang, text in first.reason.items()}
        told = [f"{each.file.name}:{each.line} {each.rule}" for each in more]
        raise LinkConflictError(draft=str(draft), line=first.line if inside else None, reason=reason, more=told)


def _new_set(name: str, head: Head, folder: Folder, path: Path) -> LinkSet:
    if missing := head.missing():
        raise NewSetError(set=path.name, missing=missing)
    header = {
        "sssom_version": "1.1",
        "curie_map": {},
        "mapping_set_id": f"{SETS}{name}",
        "mapping_set_title": head.title_en,
        "ext_title_nl": head.title_nl,
        "mapping_set_description": _ABOUT["en"].format(head.title_en),
        "ext_description_nl": _ABOUT["nl"].format(head.title_nl),
        "license": head.license,
        "mapping_set_source": [head.source],
        "mapping_date": date.today().isoformat(),
        "extension_definitions": _EXTENSIONS,
    }
    return LinkSet(header, ())


def _checked(decided: list[Link], draft: Path, before: Decided, target: LinkSet, known: Collection[str]) -> list[Link]:
    """Return the rows that say something new; raise LinkConflictError where one cannot be taken over."""
    conflicts = _Conflicts()
    new = [link for link in decided if not _says_again(link, before, conflicts)]
    for link in new:
        if link.subject not in known:
            told = link.row["subject_id"]
            conflicts.say(link, f"{told} staat niet in de dataset", f"{told} is not in the dataset")
        if (day := link.row.get("review_date", "")) > date.today().isoformat():
            conflicts.say(link, f"review_date {day} is nog niet geweest", f"review_date {day} is yet to come")
    if target.header.get("ext_one_to_one"):
        _check_one_to_one([*target.links, *new], new, conflicts)
    _check_sides(new, conflicts)
    if conflicts:
        (line, reason), *more = sorted(conflicts, key=lambda each: each[0])
        raise LinkConflictError(
            draft=str(draft), line=line, reason=reason, more=[f"{draft.name}:{at}" for at, _ in more]
        )
    return new


def _says_again(link: Link, before: Decided, conflicts: _Conflicts) -> bool:
    """Tell whether a row says what was decided before; note it where it says something else of the same two."""
    for path, other in before.pairs.get((link.subject, address_key(link.object)), ()):
        if other.refused == link.refused and other.predicate == link.predicate:
            return True
        if _contradict(link, other):
            place = f"{path.name}, {{}} {other.line}"
            said = f"{other.row['subject_id']} {'Not ' if other.refused else ''}{other.row['predicate_id']}"
            said = f"{said} {other.row['object_id']}"
            conflicts.say(
                link,
                f"dat spreekt tegen wat al beslist is ({place.format('regel')}: {said})",
                f"that contradicts what was decided ({place.format('line')}: {said})",
            )
    return False


def _contradict(one: Link, other: Link) -> bool:
    """Tell whether two links of the same two things cannot both hold.

    What is the same is not only near, and who refuses "the same" may still say "near".
    """
    if one.refused and other.refused:
        return False
    if one.refused == other.refused:
        return one.predicate != other.predicate and {one.predicate, other.predicate} <= {*SAME, _CLOSE}
    taken, refused = (other, one) if one.refused else (one, other)
    return taken.predicate == refused.predicate or (taken.predicate in SAME and refused.predicate in (*SAME, _CLOSE))


def _check_sides(new: list[Link], conflicts: _Conflicts) -> None:
    """Note the rows of one draft that cannot both hold."""
    seen: dict[tuple[str, str], Link] = {}
    for link in new:
        first = seen.setdefault((link.subject, address_key(link.object)), link)
        if first is not link and _contradict(first, link):
            told = f"regel {first.line}", f"line {first.line}"
            conflicts.say(link, f"dat spreekt {told[0]} tegen", f"that contradicts {told[1]}")


def _check_one_to_one(every: list[Link], new: list[Link], conflicts: _Conflicts) -> None:
    """Note the rows by which a thing on either side would be the same as two."""
    for side in ("subject", "object"):
        by_end: dict[str, list[Link]] = {}
        for link in every:
            if not link.refused and link.predicate in SAME:
                by_end.setdefault(getattr(link, side), []).append(link)
        for links in by_end.values():
            for link in links[1:]:
                if link in new:
                    told, other = link.row[f"{side}_id"], links[0]
                    at = f"{other.row['subject_id']} - {other.row['object_id']}"
                    conflicts.say(
                        link,
                        f"{told} zou met twee hetzelfde zijn (ook {at}, regel {other.line}), en deze verzameling is "
                        "een op een",
                        f"{told} would be the same as two (also {at}, line {other.line}), and this set is one to one",
                    )


def _known(store: Store, subjects: list[str]) -> dict[str, set[str]]:
    """Return which of some things anything is said of, each with its codes."""
    known: dict[str, set[str]] = {}
    for thing, predicate, value in objects_of(store, subjects, (_KIND, _CODE)):
        codes = known.setdefault(thing, set())
        if predicate == _CODE and isinstance(value, Literal):
            codes.add(value.value)
    return known


def _merged(target: LinkSet, new: list[Link], draft: LinkSet, known: Mapping[str, Collection[str]]) -> LinkSet:
    """Return a set with new rows, written in its own prefixes, and those of the draft for what these lack.

    The `match_string` of a set is a code of ours; a name that is equal stands in the labels.
    """
    prefixes: dict[str, str] = dict(target.header["curie_map"])
    rows = []
    for link in new:
        row = {slot: cell for slot, cell in link.row.items() if slot not in _DROPPED}
        if row.get("match_string") not in known[link.subject]:
            row.pop("match_string", None)
        for slot in ("subject_id", "object_id", "reviewer_id", "author_id"):
            names = [_renamed(name, draft, prefixes) for name in row.get(slot, "").split("|") if name]
            row |= {slot: "|".join(names)} if names else {}
        rows.append(row | ({} if row.get("review_date") else {"review_date": date.today().isoformat()}))
    links = [make_link(row, {**BUILT_IN, **prefixes}) for row in rows]
    columns = in_order([*target.columns, *(slot for row in rows for slot in row)])
    return LinkSet({**target.header, "curie_map": prefixes}, columns, (*target.links, *links))


def _renamed(name: str, draft: LinkSet, prefixes: dict[str, str]) -> str:
    """Return a prefixed name of a draft in the prefixes of a set, which get one more where it is needed."""
    iri = draft.expand(name) or name
    if not any(iri.startswith(space) and iri != space for space in prefixes.values()):
        prefix = name.partition(":")[0]
        while prefix in prefixes:
            prefix += "-2"
        prefixes[prefix] = draft.prefixes[name.partition(":")[0]]
    return curie(iri, prefixes)


def _is_listed(folder: Folder, graph: str) -> bool:
    """Tell whether the description of the dataset names a graph among its parts; where there is none, nothing lacks."""
    path = folder.data / "dataset.ttl"
    if not path.is_file():
        return True
    part = expand("void:subset")
    return any(quad.predicate.value == part and quad.object == NamedNode(graph) for quad in read_quads(path))
