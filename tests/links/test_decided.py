"""Test what is known of earlier decisions."""

from pathlib import Path

import pytest

from steungraaf.errors import RdfSyntaxError, UnreadableFileError
from steungraaf.folder import Folder
from steungraaf.links.decided import Decided, address_key, read_set, sets_of
from steungraaf.namespaces import expand
from tests.actors import write_dataset, write_file
from tests.links.test_proposals import ROW, SET


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://data.vlaanderen.be/doc/organisatie/OVO1", "https://data.vlaanderen.be/id/organisatie/OVO1"),
        ("http://sws.geonames.org/1/", "https://sws.geonames.org/1"),
        ("http://www.wikidata.org/entity/Q1", "https://www.wikidata.org/entity/Q1"),
    ],
)
def test_an_address_is_known_however_it_is_written(one: str, other: str) -> None:
    """Http and https, /doc/ and /id/ of data.vlaanderen.be, and a slash at the end make no other thing."""
    assert address_key(one) == address_key(other)


def test_the_sets_of_a_dataset_are_read(tmp_path: Path) -> None:
    """Links and refusals are known by both ends; only a link settles a thing."""
    own = write_dataset(tmp_path / "own")
    (own / "links").mkdir()
    text = SET + ROW.format("alfa", "", "1") + ROW.format("beta", "Not", "2")
    write_file(own / "links/s.sssom.tsv", text)
    before = Decided.of(sets_of(Folder.open(own)))
    assert [before.settles(f"http://example.org/id/{each}/") for each in (1, 2)] == [True, False]
    assert before.knows(expand("organisation:beta"), "https://example.org/id/2")
    assert not before.knows(expand("organisation:alfa"), "https://example.org/id/2")


def test_a_set_that_is_not_there_is_told(tmp_path: Path) -> None:
    """The error names the file."""
    with pytest.raises(UnreadableFileError, match=r"none\.sssom\.tsv"):
        read_set(tmp_path / "none.sssom.tsv")


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1"])
def test_another_encoding_is_told_with_what_to_do(tmp_path: Path, encoding: str) -> None:
    """A draft that a spreadsheet saved in another way says how it should be saved."""
    (tmp_path / "d.sssom.tsv").write_bytes("#mapping_set_title: \xe9\n".encode(encoding))
    with pytest.raises(RdfSyntaxError, match="d.sssom.tsv, line 1.*save it as UTF-8, with tabs"):
        read_set(tmp_path / "d.sssom.tsv")
