"""Read the file of a stored query, and see that its header and its SPARQL say the same."""

import re
from pathlib import Path

from steungraaf.errors import NotUtf8Error, QueryHeaderError, UnreadableFileError
from steungraaf.namespaces import expand
from steungraaf.queryfile.header import RESERVED, Entry, HeaderFault
from steungraaf.queryfile.model import Parameter, QueryFile
from steungraaf.queryfile.slots import count_reason, find_columns, find_slots
from steungraaf.reasons import reason_of

_KEYS = ("question", "description", "tags", "parameters", "columns")
_PARAMETER_KEYS = ("type", "class", "optional", "example", "description")
_HEADER = re.compile(r"(?:#\+[^\n]*(?:\n|\Z))*")
_LEXICAL_FORMS = {
    "iri": re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|^`\\]+"),
    "string": re.compile(r".+", re.DOTALL),
    "integer": re.compile(r"[+-]?[0-9]+"),
    "decimal": re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)"),
    "date": re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"),
    "boolean": re.compile("true|false"),
}
TYPES = tuple(_LEXICAL_FORMS)


def read_query_file(path: Path) -> QueryFile:
    """Read a stored query, or a rule; the folder it is in is its theme.

    Raises UnreadableFileError; QueryHeaderError with the line and the key of what is missing, unknown or of the wrong
    type, of a parameter without a slot or a slot without a parameter, and of columns that are not those of the SELECT.
    """
    text = _read_text(path)
    head = _HEADER.match(text)
    header = head[0] if head else ""
    sparql = "\n" * header.count("\n") + text[len(header) :]
    try:
        top = Entry.read(header)
        query = _query(path, top, sparql)
        _check_slots(query, top.get("parameters"))
        _check_columns(query, top.get("columns"))
    except HeaderFault as fault:
        raise QueryHeaderError(file=str(path), line=fault.line, key=fault.key, reason=fault.reason) from fault
    return query


def _read_text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except OSError as error:
        raise UnreadableFileError(file=str(path), reason=reason_of(error)) from error
    except UnicodeDecodeError as error:
        raise NotUtf8Error(file=str(path), byte=error.start + 1) from error


def _query(path: Path, top: Entry, sparql: str) -> QueryFile:
    top.allow(_KEYS)
    return QueryFile(
        name=path.stem,
        theme=path.parent.name,
        path=path,
        question=top.get("question").texts(),
        description=top.get("description").texts(),
        tags=top.get("tags").words(),
        parameters=tuple(_parameter(name, entry) for name, entry in top.get("parameters").entries()),
        columns={name: entry.texts() for name, entry in top.get("columns").entries()},
        sparql=sparql,
    )


def _parameter(name: str, entry: Entry) -> Parameter:
    if name in RESERVED:
        raise entry.fault(
            "zo heet al een optie van de vraag; kies een andere naam",
            "an option of asking has this name already; choose another",
        )
    entry.allow(_PARAMETER_KEYS)
    type_, class_ = entry.get("type"), entry.get("class")
    if type_.text() not in TYPES:
        known = ", ".join(TYPES)
        raise type_.fault(f"kies uit {known}", f"choose from {known}")
    if class_.is_given and type_.text() != "iri":
        raise class_.fault("alleen een iri heeft een klasse", "only an iri has a class")
    return Parameter(
        name=name,
        type=type_.text(),
        optional=entry.get("optional").flag(),
        example=_typed(entry.get("example"), type_.text()),
        description=entry.get("description").texts(),
        class_iri=_typed(class_, "iri") if class_.is_given else None,
    )


def _typed(entry: Entry, type_: str) -> str:
    """Return a value in the lexical form of its type, an IRI in full."""
    text = expand(entry.text()) if type_ == "iri" else entry.text()
    if not _LEXICAL_FORMS[type_].fullmatch(text):
        raise entry.fault(f"'{text}' is geen {type_}", f"'{text}' is no {type_}")
    return text


def _check_slots(query: QueryFile, entry: Entry) -> None:
    """See that every parameter has its slot, filled where it is required, and every open slot its parameter."""
    slots = list(find_slots(query.sparql))
    for parameter in query.parameters:
        own = [slot for slot in slots if slot.name == parameter.name]
        at = entry.get(parameter.name)
        if len(own) != 1:
            reason = count_reason(parameter.name, len(own))
            raise at.fault(reason["nl"], reason["en"])
        if parameter.optional and not own[0].is_open:
            raise at.fault("zonder waarde hoort UNDEF in haar VALUES", "without a value UNDEF belongs in its VALUES")
        if not parameter.optional and own[0].is_open:
            raise at.fault(
                "ze is verplicht: zet haar voorbeeld in haar VALUES", "it is required: put its example in its VALUES"
            )
    for slot in slots:
        if slot.is_open and slot.name not in {parameter.name for parameter in query.parameters}:
            key = f"parameters.{slot.name}"
            raise HeaderFault(key, slot.line, "VALUES zonder parameter in de kop", "VALUES without a parameter above")


def _check_columns(query: QueryFile, entry: Entry) -> None:
    """See that the columns described are those selected; what is no SELECT has none."""
    selected = find_columns(query.sparql)
    for name in selected or ():
        if name not in query.columns:
            raise HeaderFault(
                f"columns.{name}", entry.line, "staat in SELECT en niet in de kop", "is selected and not described"
            )
    for name in query.columns:
        if name not in (selected or ()):
            raise entry.get(name).fault("staat in de kop en niet in SELECT", "is described and not selected")
