"""Read the values that a person filled in for a stored question, and lay out its form: a field for each parameter."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from steungraaf.catalogue.names import as_iri, find_things
from steungraaf.catalogue.values import fill_slots, read_value
from steungraaf.errors import (
    AmbiguousValueError,
    InvalidTermError,
    UnknownParameterError,
    ValueNotFoundError,
)
from steungraaf.namespaces import expand, shorten
from steungraaf.queryfile import Parameter, QueryFile
from steungraaf.rdf import Literal, NamedNode
from steungraaf.spelling import fold, nearest
from steungraaf.web.pages.addresses import page_labels
from steungraaf.web.pages.rendering import Visit
from steungraaf.web.pages.tables import address

FEW = 15  # values that are shown all together
_MANY = 400  # values that a page still carries along
_INPUTS = {"date": "date", "integer": "number", "decimal": "number"}
_TRUTH = {"true": "questions.true", "false": "questions.false"}


@dataclass(frozen=True)
class Choice:
    """A value that can be chosen, as a person reads it."""

    value: str
    label: str


@dataclass(frozen=True)
class Nearby:
    """A value that may have been meant, and the page that takes it."""

    label: str
    href: str


@dataclass(frozen=True)
class Fault:
    """What is wrong with a value: a phrase of words/questions.toml with what goes in it, and what comes nearest."""

    phrase: str
    value: str = ""
    near: tuple[Nearby, ...] = ()


@dataclass(frozen=True)
class Field:
    """One field of a form: how it is made, what stands in it, what it is for and what is wrong."""

    name: str
    type: str
    about: str
    optional: bool
    value: str
    meaning: str  # the name of the thing that it stands for, where that is not the value itself
    kind: str  # "choose" from all values, "pick" or type one of many, "name" anything; or the type of an input
    choices: tuple[Choice, ...]
    example: Nearby
    fault: Fault | None = None


@dataclass(frozen=True)
class Form:
    """A form that was read: `given` are the values as a person gave them, `terms` what they stand for."""

    fields: tuple[Field, ...]
    given: Mapping[str, str]
    terms: Mapping[str, NamedNode | Literal]
    is_complete: bool  # nothing is wrong, and nothing that is needed is missing
    is_sent: bool  # a value was given, or should have been

    @property
    def faults(self) -> list[Field]:
        """Return the fields with something wrong."""
        return [field for field in self.fields if field.fault]

    def filled(self, query: QueryFile) -> str:
        """Return the SPARQL of the question with the values in it."""
        return fill_slots(query.sparql, self.terms).strip() + "\n"


def read_form(wanted: Visit, query: QueryFile, passed_over: Sequence[str] = ()) -> Form:
    """Return the form of a question as the address of a visit fills it; some fields are for others to read.

    A field that is left empty is open. Raises UnknownParameterError.
    """
    known = {parameter.name: parameter for parameter in query.parameters}
    asked = {name.replace("-", "_"): value for name, value in wanted.fields if name not in passed_over}
    for name in asked:
        if name not in known:
            raise UnknownParameterError(
                query=query.name, parameter=name[:100], near=nearest(name, known), known=list(known)
            )
    given = {name: value.strip() for name, value in asked.items() if value.strip()}
    terms: dict[str, NamedNode | Literal] = {}
    faults: dict[str, Fault] = {}
    for name, value in given.items():
        term = _read(wanted, known[name], value)
        if isinstance(term, Fault):
            faults[name] = term
        else:
            terms[name] = term
    missing = [name for name, parameter in known.items() if not parameter.optional and name not in given]
    if asked:
        faults |= {name: Fault("questions.missing") for name in missing}
    fields = _fields(wanted, query, given, terms, faults)
    return Form(fields, given, terms, not faults and not missing, bool(asked))


def _read(wanted: Visit, parameter: Parameter, value: str) -> NamedNode | Literal | Fault:
    """Return the term that a value stands for, or what is wrong with it."""
    store, lang = wanted.served.store, wanted.lang
    try:
        return read_value(store, parameter, value, lang)
    except InvalidTermError as error:
        return Fault("questions.invalid", error.parts["type"][lang])
    except AmbiguousValueError as error:
        iris = find_things(store, value, parameter.class_iri, lang).iris
        said = zip(iris, error.candidates, strict=True)
        return Fault(
            "questions.ambiguous", value, tuple(Nearby(text, _with(wanted, parameter, iri)) for iri, text in said)
        )
    except ValueNotFoundError as error:
        near = [*error.near, *error.known]
        return Fault("questions.unknown", value, tuple(Nearby(one, _with(wanted, parameter, one)) for one in near))


def _with(wanted: Visit, parameter: Parameter, value: str) -> str:
    """Return the address of this question with another value."""
    return address(wanted, **{parameter.name: value})


def example_values(query: QueryFile, parameter: Parameter, given: Mapping[str, str]) -> dict[str, str]:
    """Return the example of a parameter, with those of the others that a question cannot be asked without."""
    needed = {one.name: one.example for one in query.parameters if not (one.optional or given.get(one.name))}
    return {**needed, parameter.name: parameter.example}


def _example(wanted: Visit, query: QueryFile, parameter: Parameter, given: Mapping[str, str]) -> str:
    return address(wanted, **example_values(query, parameter, given))


def _fields(
    wanted: Visit,
    query: QueryFile,
    given: Mapping[str, str],
    terms: Mapping[str, NamedNode | Literal],
    faults: Mapping[str, Fault],
) -> tuple[Field, ...]:
    """Return the fields, with the names of all that stands in them or is an example looked up together."""
    iris = [term.value for term in terms.values() if isinstance(term, NamedNode)]
    iris += [one.example for one in query.parameters if one.type == "iri"]
    labels = page_labels(wanted.served, iris, wanted.lang)
    return tuple(_field(wanted, query, one, given, terms, faults, labels) for one in query.parameters)


def _field(
    wanted: Visit,
    query: QueryFile,
    parameter: Parameter,
    given: Mapping[str, str],
    terms: Mapping[str, NamedNode | Literal],
    faults: Mapping[str, Fault],
    labels: Mapping[str, str],
) -> Field:
    kind, choices = _choices(wanted, query, parameter)
    name, term = parameter.name, terms.get(parameter.name)
    value, meaning = given.get(name, ""), ""
    if isinstance(term, NamedNode):
        meaning = labels[term.value]
        value = _written(value, term.value, meaning, choices)
    elif term is not None and parameter.type in ("boolean", "date"):
        value = term.value  # as the field of a browser takes it
    example = Nearby(labels.get(parameter.example, parameter.example), _example(wanted, query, parameter, given))
    return Field(
        name=name,
        type=parameter.type,
        about=parameter.description.get(wanted.lang, name).rstrip("."),
        optional=parameter.optional,
        value=value,
        meaning="" if kind == "choose" or fold(value) == fold(meaning) else meaning,
        kind=kind,
        choices=choices,
        example=example,
        fault=faults.get(name),
    )


def _choices(wanted: Visit, query: QueryFile, parameter: Parameter) -> tuple[str, tuple[Choice, ...]]:
    """Return how a value is given, and which values there are, as far as a page can carry them.

    The things of any class are never all read: there may be millions.
    """
    if parameter.type == "boolean":
        return "choose", tuple(Choice(word, wanted.say(phrase)) for word, phrase in _TRUTH.items())
    if parameter.type != "iri":
        return _INPUTS.get(parameter.type, "text"), ()
    if parameter.class_iri is None:
        return "name", ()
    found = wanted.served.catalogue.values(f"{query.theme}/{query.name}", parameter.name, lang=wanted.lang)
    if not found or len(found) > _MANY:
        return "name", ()
    if len(found) <= FEW:
        return "choose", tuple(Choice(value, label) for value, label in found)
    counts = Counter(fold(label) for _, label in found)
    return "pick", tuple(
        Choice(value, label) if counts[fold(label)] > 1 else Choice(label, "") for value, label in found
    )


def _written(typed: str, iri: str, label: str, choices: Sequence[Choice]) -> str:
    """Return how a thing is written in its field: as the choice that it is, else as it was typed, an address short."""
    for choice in choices:
        is_named = choice.label in ("", label) and iri.endswith((f"/{choice.value}", f"#{choice.value}"))
        if choice.value == label or is_named or expand(choice.value) == iri:
            return choice.value
    return typed if as_iri(typed) is None else shorten(iri)
