"""The formats, and which one a file has."""

from pathlib import Path

import pytest

from steungraaf.errors import UnknownFormatError
from steungraaf.rdf import FORMATS, format_of, parse_quads


@pytest.mark.parametrize(
    ("name", "format"),
    [
        ("a.ttl", "turtle"),
        ("a.TTL", "turtle"),
        ("a.trig", "trig"),
        ("a.nt", "ntriples"),
        ("a.nq", "nquads"),
        ("a.rdf", "rdfxml"),
        ("a.owl", "rdfxml"),
        ("a.b.jsonld", "jsonld"),
        ("a.json", "jsonld"),
    ],
)
def test_extension_names_the_format(name: str, format: str) -> None:
    """A file has the format of its extension, in capitals or not."""
    assert format_of(Path(name)) == format


@pytest.mark.parametrize(("name", "shown"), [("a.docx", ".docx"), ("README", "README")])
def test_unknown_extension(name: str, shown: str) -> None:
    """An unknown extension is an error that lists the formats."""
    with pytest.raises(UnknownFormatError) as caught:
        format_of(Path(name))
    assert (caught.value.format, caught.value.known) == (shown, FORMATS)


def test_unknown_format() -> None:
    """A format that is not known by name is an error as well."""
    with pytest.raises(UnknownFormatError):
        list(parse_quads(b"", format="n3"))
