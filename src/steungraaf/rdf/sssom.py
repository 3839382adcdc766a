"""Read and write link sets as SSSOM/TSV (version 1.1): a YAML header behind ``#``, then one link a row.

A set is read strictly: what it does not say in the way of the standard is a fault with its line, so that no link is
taken for another one.
"""

import csv
import io
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from steungraaf.errors import RdfSyntaxError
from steungraaf.namespaces import expand
from steungraaf.rdf.terms import is_iri

REQUIRED = ("subject_id", "predicate_id", "object_id", "mapping_justification")
# The slots of a mapping in SSSOM 1.1, in the order in which the standard names them.
SLOTS = (
    *["subject_id", "subject_label", "predicate_id", "predicate_modifier", "object_id", "object_label"],
    *["mapping_justification", "author_id", "author_label", "reviewer_id", "reviewer_label", "creator_id"],
    *["creator_label", "record_id", "subject_category", "object_category", "predicate_label", "license"],
    *["subject_type", "subject_source", "subject_source_version", "object_type", "object_source"],
    *["object_source_version", "predicate_type", "mapping_provider", "mapping_source", "mapping_cardinality"],
    *["cardinality_scope", "mapping_tool", "mapping_tool_id", "mapping_tool_version", "mapping_date"],
    *["publication_date", "review_date", "confidence", "reviewer_agreement", "curation_rule", "curation_rule_text"],
    *["subject_match_field", "object_match_field", "match_string", "subject_preprocessing", "object_preprocessing"],
    *["similarity_score", "similarity_measure", "see_also", "issue_tracker_item", "other", "comment"],
)
PREDICATES = (
    *["skos:exactMatch", "skos:closeMatch", "skos:broadMatch", "skos:narrowMatch", "skos:relatedMatch"],
    "owl:sameAs",
)
JUSTIFICATIONS = tuple(
    f"semapv:{name}"
    for name in (
        "MappingReview ManualMappingCuration LogicalReasoning LexicalMatching CompositeMatching UnspecifiedMatching"
        " SemanticSimilarityThresholdMatching LexicalSimilarityThresholdMatching MappingChaining MappingInversion"
        " StructuralMatching InstanceBasedMatching BackgroundKnowledgeBasedMatching"
    ).split()
)
# What every set may use without saying so (SSSOM 1.1, "IRI prefixes").
BUILT_IN = {
    "owl": expand("owl:"),
    "rdf": expand("rdf:"),
    "rdfs": expand("rdfs:"),
    "semapv": expand("semapv:"),
    "skos": expand("skos:"),
    "sssom": expand("sssom:"),
    "xsd": expand("xsd:"),
    "linkml": "https://w3id.org/linkml/",
}
SAME = frozenset(map(expand, ("skos:exactMatch", "owl:sameAs")))  # the predicates that make one thing of two
REFUSED = "Not"  # the modifier of a link that was looked at and is none
_WORDS = {"predicate_id": PREDICATES, "mapping_justification": JUSTIFICATIONS, "predicate_modifier": (REFUSED,)}
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_SHARE = re.compile(r"0(?:\.\d+)?|1(?:\.0+)?|\.\d+", re.ASCII)
_DATES = ("mapping_date", "publication_date", "review_date")
_SHARES = ("confidence", "similarity_score", "reviewer_agreement")
_IDS = ("subject_id", "predicate_id", "object_id")
_DECIDERS = ("author_id", "reviewer_id")
_SOURCES = ("mapping_set_source", "subject_source", "object_source")  # IRIs in the header, perhaps prefixed names

Row = Mapping[str, str]


@dataclass(frozen=True)
class Link:
    """One row: its cells by their slot, the whole IRIs of what it links, and its line in the file, from 1."""

    row: Row
    subject: str
    predicate: str
    object: str
    line: int | None = None

    @property
    def refused(self) -> bool:
        """Tell whether it was decided that the two are not so linked."""
        return self.row.get("predicate_modifier") == REFUSED

    @property
    def decided_by(self) -> str:
        """Return who decided it as the row names them, nothing where a rule of the set did."""
        return self.row.get("reviewer_id") or self.row.get("author_id") or ""


@dataclass(frozen=True)
class LinkSet:
    """A set of links with what its header says of all of them, and the columns in their order."""

    header: Mapping[str, Any]
    columns: tuple[str, ...]
    links: tuple[Link, ...] = field(default=())

    @property
    def prefixes(self) -> dict[str, str]:
        """Return the prefixes that its rows can use."""
        return {**BUILT_IN, **self.header.get("curie_map", {})}

    def expand(self, curie: str) -> str | None:
        """Return the IRI of a prefixed name of this set, None where it is none."""
        return _Names(self.prefixes)[curie]


class _Names(dict[str, str | None]):
    """The IRIs of prefixed names, each worked out once; None for what gives no valid IRI."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        super().__init__()
        self.prefixes = prefixes

    def __missing__(self, curie: str) -> str | None:
        prefix, colon, local = curie.partition(":")
        iri = self.prefixes[prefix] + local if colon and local and prefix in self.prefixes else ""
        self[curie] = iri if is_iri(iri) else None
        return self[curie]


class _Fault(Exception):
    """What is wrong, at a line."""

    def __init__(self, line: int, nl: str, en: str) -> None:
        super().__init__(line)
        self.line = line
        self.reason = {"nl": nl, "en": en}


def read_links(data: bytes, name: str) -> LinkSet:
    """Read a set; `name` stands for the file in errors.

    Raises RdfSyntaxError.
    """
    try:
        return _read(_decoded(data))
    except _Fault as fault:
        raise RdfSyntaxError(file=name, line=fault.line, column=None, reason=fault.reason, format="") from fault


def _decoded(data: bytes) -> str:
    """Return the text of a file, which is UTF-8; spreadsheets offer other ways to save it."""
    try:
        if 0 not in data:
            return data.decode("utf-8-sig")
        start = data.index(0)  # UTF-16, in which every second byte of plain text is zero
    except UnicodeDecodeError as error:
        start = error.start
    raise _Fault(
        data.count(b"\n", 0, start) + 1,
        "het bestand is geen UTF-8; sla het op als UTF-8, met tabs tussen de cellen",
        "the file is not UTF-8; save it as UTF-8, with tabs between the cells",
    )


def write_links(links: LinkSet, keep: Collection[str] = ()) -> str:
    """Return a set as it stands in a file: the rows in the order of what they link, columns without a value left out.

    Some columns can be kept all the same, for a person to fill.
    Writing what was read and reading it again gives the same set.
    """
    import yaml

    rows = sorted((link.row for link in links.links), key=lambda row: [row.get(slot, "") for slot in REQUIRED])
    columns = [slot for slot in links.columns if slot in (*REQUIRED, *keep) or any(row.get(slot) for row in rows)]
    header = yaml.safe_dump(dict(links.header), allow_unicode=True, sort_keys=False, width=10**6)
    lines = ["\t".join(_cell(row.get(slot, "")) for slot in columns) for row in rows]
    return "".join(f"{line}\n" for line in (*(f"#{line}" for line in header.splitlines()), "\t".join(columns), *lines))


def _cell(text: str) -> str:
    """Return the text of a cell; the csv module leaves a lone carriage return bare, which ends a row."""
    return '"{}"'.format(text.replace('"', '""')) if any(sign in text for sign in '\t\n\r"') else text


def make_link(row: Row, prefixes: Mapping[str, str], line: int | None = None) -> Link:
    """Return the link of a row whose prefixed names are known to be whole."""
    names = _Names(prefixes)
    subject, predicate, object_ = (names[row[slot]] or "" for slot in _IDS)
    return Link(row, subject, predicate, object_, line)


def _read(text: str) -> LinkSet:
    lines = list(io.StringIO(text, newline=""))
    count = next((number for number, line in enumerate(lines) if not line.startswith("#")), len(lines))
    header = _header("".join(line[1:] for line in lines[:count]))
    rows = csv.reader(lines[count:], delimiter="\t", strict=True)
    columns = _columns(_next(rows, count) or [], count + 1, header)
    links = tuple(_links(rows, columns, _Names({**BUILT_IN, **header["curie_map"]}), count))
    _refuse_twins(links)
    return LinkSet(header, columns, links)


def _header(text: str) -> dict[str, Any]:
    import yaml

    try:
        found = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader)) or {}
    except (yaml.YAMLError, ValueError) as error:  # a ValueError for a date that is none
        mark = getattr(error, "problem_mark", None)
        told = getattr(error, "problem", None) or str(error)
        line = mark.line + 1 if mark else 1
        raise _Fault(line, f"de kop is geen geldige YAML ({told})", f"the header is no valid YAML ({told})") from error
    if not isinstance(found, dict):
        raise _Fault(1, "de kop is geen lijst van sleutels", "the header is no list of keys")
    for key in ("mapping_set_id", "license"):
        if not (isinstance(found.get(key), str) and is_iri(found[key])):
            raise _Fault(1, f"in de kop ontbreekt {key}, een adres (IRI)", f"the header lacks {key}, an IRI")
    prefixes = found.get("curie_map") or {}
    _check_prefixes(prefixes)
    _check_sources(found, _Names({**BUILT_IN, **prefixes}))
    return {**found, "curie_map": prefixes}


def _check_prefixes(prefixes: Any) -> None:
    """Refuse what is no table of prefixes, or gives one that the standard fixes another meaning."""
    pairs = prefixes.items() if isinstance(prefixes, dict) else [("", "")]
    if not all(isinstance(prefix, str) and isinstance(space, str) and is_iri(space) for prefix, space in pairs):
        raise _Fault(1, "curie_map geeft bij elke prefix een adres", "curie_map gives an IRI for each prefix")
    for prefix, space in pairs:
        if BUILT_IN.get(prefix, space) != space:
            fixed = BUILT_IN[prefix]
            raise _Fault(1, f"curie_map: {prefix} is altijd {fixed}", f"curie_map: {prefix} always is {fixed}")


def _check_sources(header: Mapping[str, Any], names: _Names) -> None:
    """Refuse a source that is no IRI: it becomes a part of the graph."""
    for key in _SOURCES:
        value = header.get(key) or []
        for one in map(str, value if isinstance(value, list) else [value]):
            if names[one] is None and not is_iri(one):
                raise _Fault(1, f"{key}: '{one}' is geen adres (IRI)", f"{key}: '{one}' is no IRI")


def _columns(names: list[str], line: int, header: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the names of the columns, each a slot of the standard or an extension that the header defines."""
    told = header.get("extension_definitions")
    defined = [one.get("slot_name") for one in (told if isinstance(told, list) else ()) if isinstance(one, dict)]
    for slot in REQUIRED:
        if slot not in names:
            raise _Fault(line, f"de kolom {slot} ontbreekt", f"the column {slot} is missing")
    for number, name in enumerate(names):
        if name in names[:number]:
            raise _Fault(line, f"de kolom {name} staat er twee keer", f"the column {name} stands there twice")
        if name not in SLOTS and name not in defined:
            near = _nearest(name)
            raise _Fault(line, f"SSSOM kent geen kolom '{name}'{near[0]}", f"SSSOM has no column '{name}'{near[1]}")
    return tuple(names)


def _nearest(name: str) -> tuple[str, str]:
    from difflib import get_close_matches

    near = get_close_matches(name, SLOTS, n=1)
    return (f"; bedoeld is wellicht {near[0]}", f"; perhaps {near[0]} is meant") if near else ("", "")


def _links(rows: Iterator[list[str]], columns: tuple[str, ...], names: _Names, before: int) -> Iterator[Link]:
    reader: Any = rows
    while (cells := _next(rows, before)) is not None:
        if cells:
            yield _link(cells, columns, names, before + reader.line_num)


def _next(rows: Iterator[list[str]], before: int) -> list[str] | None:
    """Return the cells of the next row, None after the last one."""
    reader: Any = rows
    try:
        return next(rows, None)
    except csv.Error as error:
        told = f"een cel is niet goed gesloten ({error})", f"a cell is not closed well ({error})"
        raise _Fault(before + reader.line_num, *told) from error


def _link(cells: list[str], columns: tuple[str, ...], names: _Names, line: int) -> Link:
    if len(cells) != len(columns):
        counts = f"{len(cells)}", f"{len(columns)}"
        raise _Fault(line, "{} cellen in plaats van {}".format(*counts), "{} cells instead of {}".format(*counts))
    row = {slot: cell for slot, cell in zip(columns, cells, strict=True) if cell}
    for slot in REQUIRED:
        if slot not in row:
            raise _Fault(line, f"{slot} is leeg", f"{slot} is empty")
    _check_words(row, line)
    _check_values(row, line)
    for slot in _DECIDERS:
        for name in row[slot].split("|") if slot in row else ():
            _named(slot, name, names, line)
    subject, predicate, object_ = (_named(slot, row[slot], names, line) for slot in _IDS)
    return Link(row, subject, predicate, object_, line)


def _named(slot: str, name: str, names: _Names, line: int) -> str:
    """Return the IRI of a prefixed name in a cell."""
    iri = names[name]
    if iri is not None:
        return iri
    prefix = name.partition(":")[0]
    if ":" not in name and slot in _DECIDERS:
        told = "reviewer:{}".format("-".join(re.findall(r"\w+", name.lower())))
        raise _Fault(
            line,
            f"{slot}: '{name}' is geen prefix:naam; schrijf {told}, of orcid:0000-0000-0000-0000",
            f"{slot}: '{name}' is no prefix:name; write {told}, or orcid:0000-0000-0000-0000",
        )
    if ":" not in name:
        raise _Fault(line, f"{slot}: '{name}' is geen prefix:naam", f"{slot}: '{name}' is no prefix:name")
    if prefix not in names.prefixes:
        raise _Fault(
            line,
            f"{slot}: de prefix '{prefix}' is onbekend; zet hem in de kop, onder curie_map",
            f"{slot}: the prefix '{prefix}' is unknown; put it in the header, below curie_map",
        )
    raise _Fault(line, f"{slot}: '{name}' geeft geen geldig adres", f"{slot}: '{name}' gives no valid IRI")


def _check_words(row: Row, line: int) -> None:
    for slot, known in _WORDS.items():
        if slot in row and row[slot] not in known:
            among = ", ".join(known)
            raise _Fault(
                line,
                f"{slot}: '{row[slot]}' kan hier niet; kies uit {among}",
                f"{slot}: '{row[slot]}' cannot stand here; choose from {among}",
            )


def _check_values(row: Row, line: int) -> None:
    for slot in _SHARES:
        if slot in row and not _SHARE.fullmatch(row[slot]):
            told = f"'{row[slot]}'"
            raise _Fault(line, f"{slot}: {told} is geen getal van 0 tot 1", f"{slot}: {told} is no number from 0 to 1")
    for slot in _DATES:
        if slot in row and not _is_day(row[slot]):
            told = f"'{row[slot]}'"
            raise _Fault(
                line, f"{slot}: {told} is geen datum als 2026-01-31", f"{slot}: {told} is no date like 2026-01-31"
            )


def _is_day(text: str) -> bool:
    """Tell whether a text is a day of the calendar, in the one form that XML Schema knows."""
    try:
        return bool(_DATE.fullmatch(text) and date.fromisoformat(text))
    except ValueError:
        return False


def _refuse_twins(links: Iterable[Link]) -> None:
    """Refuse a set that says one thing twice, or once yes and once no."""
    seen: dict[tuple[str, str, str], Link] = {}
    for link in links:
        first = seen.setdefault((link.subject, link.predicate, link.object), link)
        if first is not link:
            line = link.line or 0
            told = f"'{link.row['subject_id']} {link.row['predicate_id']} {link.row['object_id']}'"
            raise _Fault(
                line,
                f"{told} staat er twee keer, eerst op regel {first.line}",
                f"{told} stands there twice, first at line {first.line}",
            )
