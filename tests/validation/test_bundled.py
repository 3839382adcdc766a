"""Test the check on the bundled dataset: nothing is wrong with it, and what is planted in it is found."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from steungraaf.derivation import derive
from steungraaf.folder import Folder
from steungraaf.namespaces import SGSH
from steungraaf.store import EmbeddedStore
from steungraaf.validation import Finding, Report, check_dataset, readable_quads

DOCUMENT = "https://w3id.org/steungraaf/id/document/sv-2018-2019-77"
ORIGINAL = Path(__file__).resolve().parents[3] / "shared" / "source" / "000_040c11a4c0563b9a.txt"
CLAIMS = "documents/sv-2018-2019-77/claims.ttl"
SENTENCES = "documents/sv-2018-2019-77/document.ttl"
FIGURES = "documents/sv-2018-2019-77/figures.ttl"
BROKEN = "@prefix ex: <https://example.org/> .\nex:a ex:p 1 .\nex:b ex:p 'open .\n"
BY_HAND = """@prefix organisation: <https://w3id.org/steungraaf/id/organisation/> .
@prefix sg: <https://w3id.org/steungraaf/ns#> .

organisation:vlaio
    sg:funds organisation:vvsg ;
.
"""
# The file, the words in it, by what they are replaced, what that breaks, and the words on the line of the finding.
PLANTED = [
    (CLAIMS, "    sg:modality modality:asserted ;", "    sg:modality modality:assured ;", "Claim-modality", "assured"),
    (CLAIMS, "    sg:basis basis:literal ;\n", "", "Claim-basis", "sv77:claim-q0-s2-1"),
    (FIGURES, 'sg:asWritten "424" ;', 'sg:asWritten "425" ;', "Figure-writtenValue", '"425"'),
    ("registers/broken.ttl", "", BROKEN, "Readable", "'open"),
    ("registers/by-hand.ttl", "", BY_HAND, "Relation-claimed", "sg:funds"),
]
PLANTED_IN_PLACES = [
    (SENTENCES, "    sg:characters 5388 ;", "    sg:characters 5389 ;", "Original", "5389"),
    (SENTENCES, '    sg:sha256 "38202e24', '    sg:sha256 "28202e24', "Original", '"28202e24'),
]


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """Give the original where this machine has it."""
    return {DOCUMENT: ORIGINAL.read_bytes().decode()} if ORIGINAL.is_file() else {}


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the bundled data and plant every fault in it."""
    folder = tmp_path_factory.mktemp("planted") / "data"
    shutil.copytree(Folder.open().data, folder)
    for name, old, new, _, _ in PLANTED + PLANTED_IN_PLACES:
        text = (folder / name).read_text("utf-8") if old else ""
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1) if old else new, "utf-8")
    return folder


def check(folder: Folder, texts: dict[str, str]) -> Report:
    """Check a folder as `steungraaf check` does."""
    store = EmbeddedStore()
    store.load(readable_quads(folder))
    derive(store, folder.rule_files())
    return check_dataset(folder, store, texts)


@pytest.fixture(scope="module")
def found(planted: Path, texts: dict[str, str]) -> list[Finding]:
    """Give what is found in the data with faults."""
    return list(check(Folder.open(planted), texts).findings)


def lines_of(path: Path, words: str) -> set[int]:
    """Return the numbers of the lines that hold some words."""
    lines = path.read_text("utf-8").splitlines()
    return {number for number, line in enumerate(lines, start=1) if words in line}


def test_nothing_is_found_in_the_bundled_data(texts: dict[str, str]) -> None:
    """Data, shapes, check queries, names and, where it is at hand, the original all agree; no sentence is left out."""
    report = check(Folder.open(), texts)
    assert report.to_text("en").splitlines()[:-1] == []
    assert report.checked["accounted"] == report.checked["sentences"] > 40
    assert report.checked["queries"] >= 8
    assert report.checked["originals"] == len(texts)


@pytest.mark.parametrize(("name", "old", "new", "shape", "words"), PLANTED, ids=[each[3] for each in PLANTED])
def test_a_planted_fault_is_found(
    found: list[Finding], planted: Path, name: str, old: str, new: str, shape: str, words: str
) -> None:
    """It is found for the right reason, in the right file and on the right line, though others are there as well."""
    places = {(finding.file, finding.line) for finding in found if finding.shape == SGSH + shape}
    assert places & {(planted / name, line) for line in lines_of(planted / name, words)}


@pytest.mark.parametrize(("name", "old", "new", "shape", "words"), PLANTED_IN_PLACES)
def test_a_wrong_place_is_found(
    found: list[Finding],
    planted: Path,
    texts: dict[str, str],
    name: str,
    old: str,
    new: str,
    shape: str,
    words: str,
    missing: Callable[[str], NoReturn],
) -> None:
    """What the original contradicts is found on its line."""
    if not texts:
        missing(f"{ORIGINAL} is not here")
    places = {(finding.file, finding.line) for finding in found if finding.shape == SGSH + shape}
    assert places & {(planted / name, line) for line in lines_of(planted / name, words)}


def test_every_finding_has_a_place_and_a_message(found: list[Finding]) -> None:
    """Whatever is found is told in both languages, with file and line."""
    assert [finding for finding in found if not (finding.file and finding.line)] == []
    assert all(finding.message["nl"] and finding.message["en"] for finding in found)


def test_the_broken_file_is_one_finding(found: list[Finding], planted: Path) -> None:
    """The file that does not parse is told once, with line and column, and is not in the way of the others."""
    broken = [finding for finding in found if finding.file == planted / "registers/broken.ttl"]
    assert len(broken) == 1
    assert "broken.ttl, line 3, column 11: " in broken[0].message["en"]
