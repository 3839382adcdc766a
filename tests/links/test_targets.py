"""Test that every kind of file is read by what reads it."""

import gzip
from pathlib import Path

import pytest

from steungraaf.links.link_faults import UnknownTargetError
from steungraaf.links.tables import Columns
from steungraaf.links.targets import open_target
from tests.actors import CSV, PREFIX, THEIRS, write_file
from tests.links.test_genericode import LIST, NUTS


def labels(path: Path) -> list[str]:
    """Return the labels of the things in a file."""
    with open_target(path, Columns()) as things:
        return [thing.label for thing in things]


def test_each_kind_of_file_is_read(tmp_path: Path) -> None:
    """RDF, also compressed, tables and genericode are told by the end of the name."""
    packed = tmp_path / "t.ttl.gz"
    packed.write_bytes(gzip.compress((PREFIX + THEIRS).encode()))
    assert labels(packed) == labels(write_file(tmp_path / "t.ttl", PREFIX + THEIRS)) == ["Oostende", "Alfa"]
    assert labels(write_file(tmp_path / "t.csv", CSV))[0] == "Alfa"
    assert labels(write_file(tmp_path / "t.gc", LIST.format(NUTS)))[1] == "Elsewhere"


@pytest.mark.parametrize("name", ["t.docx", "t", "t.csv.gz"])
def test_an_unknown_kind_is_told(tmp_path: Path, name: str) -> None:
    """The error lists the ends of names that are known; tables are not read compressed."""
    with pytest.raises(UnknownTargetError, match=r"\.ttl.*\.csv.*\.gc"):
        labels(tmp_path / name)
