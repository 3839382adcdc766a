"""Test taking over a draft from the command line: into which dataset, and what is refused."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from steungraaf import assets
from steungraaf.links import acceptance, link_faults
from tests.actors import write_dataset, write_file
from tests.links.test_acceptance import DRAFT, row

Accept = Callable[..., Result]
HEAD = ["--title-nl", "Lijst", "--title-en", "List", "--licence", "CC0", "--source", "https://example.org/list"]


@pytest.fixture
def accept(run: Callable[..., Result], reader: Path) -> Accept:
    """Take over some rows into a small dataset, or into another one."""
    write_dataset(reader / "own")

    def accept_rows(*rows: str, data: tuple[str, ...] = ("--data", "own")) -> Result:
        write_file(reader / "d.sssom.tsv", DRAFT + "".join(rows))
        return run("link", "accept", "d.sssom.tsv", *HEAD, *data, "--lang", "en")

    return accept_rows


def told(result: Result) -> str:
    """Return what was said, in one line."""
    return " ".join(result.stderr.split())


def test_no_dataset_but_one_that_was_named_is_changed(
    accept: Accept, reader: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without --data it is refused, with the next move; --bundled writes into a checkout, and the days are told."""
    monkeypatch.setattr(assets, "data_dir", lambda: reader / "own")
    refused = accept(row("alfa", "t:1"), data=())
    assert (refused.exit_code, "--bundled" in told(refused), (reader / "own/links").exists()) == (2, True, False)
    monkeypatch.setattr("steungraaf.folder.data_dir", lambda: reader / "own")
    taken = told(accept(row("alfa", "t:1"), row("beta", "t:2", who=""), data=("--bundled",)))
    assert "1 link and 0 refusals added; 1 stays in d.sssom.tsv. Without review_date: 1; now today." in taken
    assert acceptance.BundledDatasetError is link_faults.BundledDatasetError


def test_a_place_that_cannot_be_written_is_no_bundled_dataset(accept: Accept, monkeypatch: pytest.MonkeyPatch) -> None:
    """An own dataset on a disk that is only read gets the error of the place."""

    def refuse(path: Path, mode: int) -> int:
        raise OSError(30, "Read-only file system", str(path))

    monkeypatch.setattr("steungraaf.links.locking.lock_alone", refuse)
    assert "own/links" in told(refused := accept(row("alfa", "t:1")))
    assert "bundled" not in told(refused)


FORM = "#ext_object_form: https://example\\.org/id/[0-9]\n#license:"


@pytest.mark.parametrize(
    ("before", "new", "rule", "places"),
    [
        (row("alfa", "t:1"), row("alfa", "t:1", "broadMatch"), "line 8: Link-apart", "ours.sssom.tsv:24"),
        (row("alfa", "t:1", "broadMatch"), row("alfa", "t:1"), "ours.sssom.tsv:24 Link-apart", "(d.sssom.tsv:8)"),
        (row("alfa", "t:1"), row("beta", "t:1"), "line 8: Link-same", "ours.sssom.tsv:24"),
        (row("alfa", "t:9"), row("alfa", "t:1") + row("beta", "t:1"), "line 9: Link-same", "(d.sssom.tsv:8)"),
        (row("alfa", "t:9"), row("alfa", "t:10"), "line 8: Link-form", "https://example.org/id/10"),
    ],
)
def test_what_the_check_of_links_would_refuse_is_not_taken_over(
    accept: Accept, reader: Path, before: str, new: str, rule: str, places: str
) -> None:
    """What would become a violation is told with the rule and the place of both, and no file is changed."""
    accept(before)
    path = reader / "own/links/ours.sssom.tsv"
    write_file(path, path.read_text("utf-8").replace("#license:", FORM))
    kept = path.read_bytes()
    refused = accept(new)
    assert refused.exit_code == 2
    assert rule in told(refused)
    assert places in told(refused)
    assert (path.read_bytes(), (reader / "d.sssom.tsv").read_text("utf-8")) == (kept, DRAFT + new)


def test_what_was_wrong_before_does_not_stand_in_the_way(accept: Accept, reader: Path) -> None:
    """A violation of rows that were there already is no fault of the draft; several new ones are all named."""
    accept(row("alfa", "t:1"))
    path = reader / "own/links/ours.sssom.tsv"
    write_file(path, path.read_text("utf-8").replace("#license:", FORM).replace("t:1\t", "t:11\t"))
    assert "1 link and 0 refusals added" in told(accept(row("beta", "t:2")))
    assert "Likewise: d.sssom.tsv:9 Link-form" in told(accept(row("beta", "t:12"), row("beta", "t:13")))
