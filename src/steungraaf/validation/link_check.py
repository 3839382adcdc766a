"""Check link sets: that what they link exists, has the right form, contradicts nothing, and is not too old.

What a set promises stands in its header: the forms of the addresses in a register (``ext_object_form``, regular
expressions in which ``{code}`` is the code that the row names), whether the register is one-to-one
(``ext_one_to_one``), and the rule by which equal codes make a link (``curation_rule_text``).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from steungraaf.errors import RdfSyntaxError, UnreadableFileError
from steungraaf.folder import Folder
from steungraaf.namespaces import SGSH, expand
from steungraaf.rdf.reading import read_bytes
from steungraaf.rdf.sssom import SAME, Link, LinkSet, read_links
from steungraaf.store import Store
from steungraaf.validation import link_words as words
from steungraaf.validation.finding import READABLE, Finding, Severity, Texts
from steungraaf.validation.link_facts import Facts, facts_of
from steungraaf.validation.link_targets import Targets
from steungraaf.validation.report import Report, make_report

_APART = frozenset(map(expand, ("skos:broadMatch", "skos:narrowMatch", "skos:relatedMatch")))
_YEAR = 366  # days after which a set wants to be refreshed


@dataclass(frozen=True)
class Placed:
    """A link with the file and the set that it stands in."""

    path: Path
    links: LinkSet
    link: Link

    @property
    def at(self) -> str:
        """Return the place of the link as messages name it."""
        return f"{self.path.name}:{self.link.line}"

    def finding(self, rule: str, texts: Texts, severity: Severity = Severity.VIOLATION, **parts: object) -> Finding:
        """Return the finding that this link breaks a rule."""
        message = {lang: text.format(**parts) for lang, text in texts.items()}
        link = self.link
        return Finding(link.subject, SGSH + rule, severity, message, self.path, link.line, path=link.predicate)


@dataclass
class Sets:
    """The link sets of a folder, and what of them could not be read."""

    sets: list[tuple[Path, LinkSet]] = field(default_factory=list)
    faults: list[Finding] = field(default_factory=list)

    def links(self) -> Iterator[Placed]:
        """Give every link, refused ones too."""
        for path, links in self.sets:
            yield from (Placed(path, links, link) for link in links.links)


def read_sets(folder: Folder) -> Sets:
    """Read the link sets of a folder; a fault in one is kept and the others can still be read."""
    found = Sets()
    for file in folder.link_sets():
        try:
            links = read_links(read_bytes(file.path), str(file.path))
        except (RdfSyntaxError, UnreadableFileError) as error:
            message = {lang: error.message(lang) for lang in ("nl", "en")}
            line = getattr(error, "line", None)
            fault = Finding(str(file.path), READABLE, Severity.VIOLATION, message, file.path, line)
            found.faults.append(fault)
            continue
        if links.header["mapping_set_id"] != file.graph:
            found.faults.append(_about_set(file.path, file.graph, "Link-graph", words.GRAPH, graph=file.graph))
        found.sets.append((file.path, links))
    return found


def check_links(folder: Folder, store: Store, *, today: date, targets: Targets | None = None) -> Report:
    """Return the report on the link sets of a folder, against what the store says of our side of the links.

    `today` is the day by which a set is old; `targets` tells what is known of the other side: a dump of it, or what its
    addresses answer.
    """
    sets = read_sets(folder)
    links = list(sets.links())
    facts = facts_of(store, {placed.link.subject for placed in links})
    findings = [*sets.faults, *_broken_forms(sets), *_old(sets, today), *_of_links(links, facts)]
    if targets is not None:
        findings += targets.check(links, facts)
    labels = {iri: {"nl": known.label} for iri, known in facts.items()}
    return make_report(findings, {"files": len(sets.sets), "links": len(links)}, labels)


def violations_in(sets: Mapping[Path, LinkSet], store: Store) -> list[Finding]:
    """Return what in the rows of sets, by their files, breaks a rule; of what breaks one together, the later row."""
    links = [Placed(path, set_, link) for path, set_ in sets.items() for link in set_.links]
    facts = facts_of(store, {placed.link.subject for placed in links})
    return [finding for finding in _of_links(links, facts) if finding.severity is Severity.VIOLATION]


def _of_links(links: list[Placed], facts: Mapping[str, Facts]) -> Iterator[Finding]:
    """Check links by themselves and together."""
    yield from _crossing(links, set(facts))
    for placed in links:
        yield from _of_link(placed, facts)
    yield from _twice(links)


def _of_link(placed: Placed, facts: Mapping[str, Facts]) -> Iterator[Finding]:
    """Check one link by itself."""
    link, known = placed.link, facts.get(placed.link.subject)
    if known is None:
        yield placed.finding("Link-subject", words.SUBJECT, subject=link.row["subject_id"])
        return
    label = link.row.get("subject_label")
    if label and label != known.label:
        yield placed.finding("Link-label", words.LABEL, Severity.WARNING, label=label, now=known.label)
    code = link.row.get("match_string", "")
    if code and code not in known.codes:
        yield placed.finding("Link-code", words.CODE, code=code, known=", ".join(sorted(known.codes)) or "-")
    if link.refused:
        return
    if link.predicate in SAME and not link.decided_by and not (code and placed.links.header.get("curation_rule_text")):
        yield placed.finding("Link-decision", words.DECISION)
    if not _fits(link, placed.links):
        yield placed.finding("Link-form", words.FORM, address=link.object)


def _fits(link: Link, links: LinkSet) -> bool:
    """Tell whether the address of the other side has a form that the set allows; zeros in front do not count."""
    told = link.row.get("match_string", "")
    code = "0*" + re.escape(told.lstrip("0")) if told else "[^/]+"  # who decided by the name named no code
    try:
        patterns = [form.replace("{code}", code) for form in _forms(links)]
        return not patterns or any(re.fullmatch(pattern, link.object) for pattern in patterns)
    except re.error:  # told at the head of the set
        return True


def _forms(links: LinkSet) -> list[str]:
    forms = links.header.get("ext_object_form") or []
    return [str(form) for form in (forms if isinstance(forms, list) else [forms])]


def _broken_forms(sets: Sets) -> Iterator[Finding]:
    """Find forms of addresses that are no regular expressions."""
    for path, links in sets.sets:
        for form in _forms(links):
            try:
                re.compile(form.replace("{code}", "0"))
            except re.error as error:
                yield _about_set(path, links.header["mapping_set_id"], "Link-forms", words.FORMS, form=form, told=error)


def _old(sets: Sets, today: date) -> Iterator[Finding]:
    """Find sets that were not refreshed for a year, or that do not tell when they were."""
    for path, links in sets.sets:
        told = str(links.header.get("mapping_date", ""))
        try:
            days = (today - date.fromisoformat(told)).days
        except ValueError:
            yield _about_set(path, links.header["mapping_set_id"], "Link-date", words.DATE)
            continue
        if days > _YEAR:
            yield _about_set(path, links.header["mapping_set_id"], "Link-age", words.AGE, date=told)


def _about_set(path: Path, focus: str, rule: str, texts: Texts, **parts: object) -> Finding:
    message = {lang: text.format(**parts) for lang, text in texts.items()}
    return Finding(focus=focus, shape=SGSH + rule, severity=Severity.WARNING, message=message, file=path, line=1)


def _twice(links: Iterable[Placed]) -> Iterator[Finding]:
    """Find what is the same as two things of a register that is one-to-one, either way round."""
    seen: dict[tuple[str, str, str], Placed] = {}
    for placed in links:
        link = placed.link
        if link.refused or link.predicate not in SAME or not placed.links.header.get("ext_one_to_one"):
            continue
        set_ = placed.links.header["mapping_set_id"]
        for side in (link.subject, link.object):
            first = seen.setdefault((set_, "subject" if side == link.subject else "object", side), placed)
            if first is not placed:
                yield placed.finding("Link-once", words.ONCE, one=side, at=first.at)


def _crossing(links: list[Placed], ours: set[str]) -> Iterator[Finding]:
    """Find links that contradict others: two of ours the same by way of others, refused, or both same and apart."""
    groups, same = Groups(), _Same()
    for placed in links:
        link = placed.link
        if link.predicate in SAME and not link.refused:
            earlier = groups.join(link.subject, link.object, ours)
            if earlier is not None:
                at = same.at(earlier, link.object) or same.at(earlier, link.subject)
                yield placed.finding("Link-same", words.SAME, other=earlier, at=at)
            same.add(placed)
    for placed in links:
        link = placed.link
        if not groups.same(link.subject, link.object):
            continue
        at = same.at(link.subject, link.object)
        if link.refused and link.predicate in SAME:
            yield placed.finding("Link-refused", words.REFUSED, address=link.object, at=at)
        if link.predicate in _APART and not link.refused:
            yield placed.finding("Link-apart", words.APART, address=link.object, at=at)


class _Same:
    """Where it stands that things are the same."""

    def __init__(self) -> None:
        self._of_two: dict[tuple[str, str], str] = {}
        self._of_one: dict[str, str] = {}

    def add(self, placed: Placed) -> None:
        """Remember where a link stands."""
        self._of_two.setdefault((placed.link.subject, placed.link.object), placed.at)
        for side in (placed.link.subject, placed.link.object):
            self._of_one.setdefault(side, placed.at)

    def at(self, one: str, other: str) -> str:
        """Return the place of the link of two things, else of the first one that leads on from the second or first."""
        return self._of_two.get((one, other)) or self._of_one.get(other) or self._of_one.get(one, "")


class Groups:
    """What is the same, by way of any number of links."""

    def __init__(self) -> None:
        """Begin with every thing by itself."""
        self._above: dict[str, str] = {}
        self._ours: dict[str, str] = {}  # the first thing of ours in each group, by its head

    def join(self, one: str, other: str, ours: set[str]) -> str | None:
        """Make two things the same; return a thing of ours that thereby becomes the same as another one of ours."""
        head, other_head = self._head(one), self._head(other)
        if head == other_head:
            return None
        first, second = (
            self._ours.get(above, iri if iri in ours else "") for above, iri in ((head, one), (other_head, other))
        )
        self._above[other_head] = head
        if first or second:
            self._ours[head] = first or second
        return second if first and second else None

    def same(self, one: str, other: str) -> bool:
        """Tell whether two things are the same."""
        return self._head(one) == self._head(other)

    def _head(self, iri: str) -> str:
        """Return what stands for the whole group, and let all on the way point to it: groups may be large."""
        way = []
        while (above := self._above.get(iri)) is not None:
            way.append(iri)
            iri = above
        self._above.update((each, iri) for each in way)
        return iri
