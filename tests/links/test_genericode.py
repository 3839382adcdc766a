"""Test what is read from genericode lists."""

from pathlib import Path

import pytest

from steungraaf.links.genericode import read_genericode
from steungraaf.links.link_faults import BaseNeededError, UnreadableTargetError
from tests.actors import write_file

ROW = '<Row><Value ColumnRef="{}"><SimpleValue>{}</SimpleValue></Value>{}</Row>'
NAME = '<Value ColumnRef="{}"><SimpleValue>{}</SimpleValue></Value>'
LIST = (
    '<gc:CodeList xmlns:gc="http://docs.oasis-open.org/codelist/ns/genericode/1.0/">{}'
    + ROW.format("code", "BE211", NAME.format("nld_label", "Arr. Antwerpen") + NAME.format("Name", "Antwerp"))
    + ROW.format("code", "XX", NAME.format("Name", "Elsewhere"))
    + ROW.format("other", "1", "")
    + "</gc:CodeList>"
)
NUTS = '<LongName Identifier="listId">http://publications.europa.eu/resource/authority/nuts</LongName>'


def test_a_list_gives_codes_and_names(tmp_path: Path) -> None:
    """Rows are things: named in the languages that we read, else as they are; those of NUTS have its addresses."""
    first, second = read_genericode(write_file(tmp_path / "l.gc", LIST.format(NUTS)), "")
    assert (first.iri, first.label, first.codes) == (
        "http://data.europa.eu/nuts/code/BE211",
        "Arr. Antwerpen",
        {("nuts", "BE211")},
    )
    assert (second.label, second.codes) == ("Elsewhere", frozenset())


def test_a_base_goes_before_the_address_of_the_list(tmp_path: Path) -> None:
    """What is given by the reader is taken; what cannot stand in an address is escaped in it."""
    things = read_genericode(write_file(tmp_path / "l.gc", LIST.format(NUTS).replace("XX", "X X")), "urn:x:")
    assert [thing.iri for thing in things] == ["urn:x:BE211", "urn:x:X%20X"]


def test_a_list_without_address_or_that_is_none_is_told(tmp_path: Path) -> None:
    """A list that does not say what it is needs a base; one that breaks off is no list."""
    with pytest.raises(BaseNeededError, match="BE211"):
        list(read_genericode(write_file(tmp_path / "l.gc", LIST.format("")), ""))
    with pytest.raises(BaseNeededError, match="BE211"):
        list(read_genericode(write_file(tmp_path / "l.gc", LIST.format(NUTS.replace("/nuts", "/a b"))), ""))
    with pytest.raises(UnreadableTargetError, match="no genericode"):
        list(read_genericode(write_file(tmp_path / "l.gc", LIST[:90]), ""))
