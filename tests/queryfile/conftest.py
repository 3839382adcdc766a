"""Write stored queries with one thing changed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from steungraaf.errors import QueryHeaderError
from steungraaf.queryfile import QueryFile, read_query_file

QUERY = """#+ question: {nl: "Wie is waar?", en: "Who is where?"}
#+ description: {nl: Alle actoren., en: All actors.}
#+ tags: [actors, sv-1/2]
#+ parameters:
#+   place:
#+     type: iri
#+     class: dcterms:Location
#+     optional: true
#+     example: municipality:oostende
#+     description: {nl: De plaats., en: The place.}
#+   since:
#+     type: date
#+     example: 2018-11-27
#+     description: {nl: Vanaf., en: From.}
#+ columns:
#+   actor: {nl: actor, en: actor}
#+   n: {nl: aantal, en: number}
PREFIX ex: <https://example.org/>
SELECT ?actor (COUNT(DISTINCT ?x) AS ?n)
WHERE {
  VALUES ?place { UNDEF }
  VALUES ?since { "2018-11-27" }
  VALUES ?kind { ex:a ex:b }
  # VALUES ?place { UNDEF }
  ?actor ex:in ?place ; ex:since ?since ; ex:says "VALUES ?place { UNDEF }" , ?x .
  { SELECT ?x { VALUES ?x { UNDEF } } }
}
GROUP BY ?actor
ORDER BY ?actor
"""

ReadChanged = Callable[[str, str], QueryFile]


@pytest.fixture
def read_changed(tmp_path: Path) -> ReadChanged:
    """Read a stored query in which one text is replaced by another."""

    def read(old: str, new: str) -> QueryFile:
        assert old in QUERY
        path = tmp_path / "actors" / "who-is-where.rq"
        path.parent.mkdir(exist_ok=True)
        path.write_text(QUERY.replace(old, new, 1), "utf-8")
        return read_query_file(path)

    return read


@pytest.fixture
def fault_of(read_changed: ReadChanged) -> Callable[[str, str], QueryHeaderError]:
    """Return the error for a stored query in which one text is replaced by another."""

    def fault(old: str, new: str) -> QueryHeaderError:
        with pytest.raises(QueryHeaderError) as caught:
            read_changed(old, new)
        return caught.value

    return fault


@pytest.fixture
def query(read_changed: ReadChanged) -> QueryFile:
    """Read the stored query as it is."""
    return read_changed("", "")
