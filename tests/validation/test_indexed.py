"""A folder checked through an index gives the very report that it gives in memory."""

from collections.abc import Callable
from pathlib import Path

import pytest

import steungraaf
from benchmarks.generate import generate
from steungraaf.folder import Folder
from steungraaf.store import EmbeddedStore
from steungraaf.store.index import GraphIndex
from steungraaf.validation import check_dataset, dataset_check
from steungraaf.validation.indexed import IndexedSources

Write = Callable[[str, str], Path]


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """Generate a small dataset with faults, one of them a file that cannot be read, one a name that is nowhere."""
    generate(tmp_path, 8_000, faults=0.5)
    (tmp_path / "registers/broken.ttl").write_text("<urn:a> <urn:b> 'open .\n", "utf-8")
    path = tmp_path / "documents/gen-1/claims.ttl"
    path.write_text(path.read_text("utf-8").replace("modality:asserted", "modality:assured", 3), "utf-8")
    return tmp_path


@pytest.mark.parametrize("name", ["mutated", "faulty"])
def test_the_report_is_the_same(request: pytest.FixtureRequest, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Findings, words, files, lines, sentences and counts are the same, and so is the W3C's report in length."""
    reports = []
    for size in (0, 10**9):
        monkeypatch.setattr(dataset_check, "BY_PARTS_FROM", size)
        reports.append(steungraaf.open(request.getfixturevalue(name)).check(engine="shifty"))
    by_parts, whole = reports

    assert by_parts.to_json() == whole.to_json()
    assert by_parts.to_text("nl") == whole.to_text("nl")
    assert len(by_parts.to_turtle()) == len(whole.to_turtle())
    assert len(whole.findings) > 20


def test_what_stands_in_no_file_has_no_place(write: Write) -> None:
    """Something of which no file speaks, as a literal, has no place; what is spoken of only has that of the first."""
    sources = IndexedSources(GraphIndex())
    for number, text in enumerate(["ex:a ex:p ex:b .", "ex:c ex:p ex:b , _:x . _:x ex:p ex:d ."]):
        sources.read(write(f"{'ab'[number]}.ttl", text))

    assert sources.place('"text"') == (None, None)
    assert sources.place("https://example.org/b") == (next(iter(sources._paths.values())), 2)
    blank = next(str(quad.subject) for quad in sources.quads() if str(quad.subject).startswith("_:"))
    assert sources.place(blank) == (sources.place("https://example.org/c")[0], None)
    assert sources.files == 2


def test_a_file_that_is_gone_counts_as_empty(
    folder: Callable[[dict[str, str]], Folder], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that disappears between listing and reading is a finding, not a stop."""
    opened = folder({"data/registers/a.ttl": "ex:a ex:p ex:b ."})
    files = opened.data_files()
    monkeypatch.setattr(type(opened), "data_files", lambda _: files)
    files[0].path.unlink()

    assert [finding.file for finding in check_dataset(opened, EmbeddedStore()).findings] == [files[0].path]
