"""Hold what a stored query is, apart from how its file is read."""

from dataclasses import dataclass
from pathlib import Path

Texts = dict[str, str]  # a text in each language


@dataclass(frozen=True)
class Parameter:
    """Describe what a person may fill in: its type, an example in its lexical form, and the class of an IRI if any."""

    name: str
    type: str
    optional: bool
    example: str
    description: Texts
    class_iri: str | None = None


@dataclass(frozen=True)
class QueryFile:
    """Hold a stored query; in `sparql` the lines of the header are empty, so that lines count as in the file."""

    name: str
    theme: str
    path: Path
    question: Texts
    description: Texts
    tags: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    columns: dict[str, Texts]
    sparql: str
