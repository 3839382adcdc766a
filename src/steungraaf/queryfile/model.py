"""Hold what a stored query is, apart from how its file is read.

Named tuples here and elsewhere on the way of a question: a frozen dataclass takes five times as long to define.
"""

from pathlib import Path
from typing import NamedTuple

Texts = dict[str, str]  # a text in each language


class Parameter(NamedTuple):
    """Describe what a person may fill in: its type, an example in its lexical form, and the class of an IRI if any."""

    name: str
    type: str
    optional: bool
    example: str
    description: Texts
    class_iri: str | None = None


class QueryFile(NamedTuple):
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

    @property
    def is_federated(self) -> bool:
        """Tell whether the query asks another server as well (SPARQL 1.1 Federated Query: SERVICE)."""
        if "SERVICE" not in self.sparql.upper():
            return False
        from steungraaf.sparql import tokens_of  # which a cold question does without

        return any(token.is_word("SERVICE") for token in tokens_of(self.sparql))
