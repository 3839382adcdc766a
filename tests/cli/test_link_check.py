"""`steungraaf link check` tells what is wrong with the link sets, in the form that is asked for."""

import json
from contextlib import nullcontext
from pathlib import Path

import pytest

from steungraaf.cli import link_check
from tests.cli.conftest import Run
from tests.links.test_genericode import LIST, NUTS

SET = """#license: https://example.org/licence
#mapping_set_id: https://w3id.org/steungraaf/graph/links/b
#mapping_date: 2020-01-01
#curie_map:
#  organisation: https://w3id.org/steungraaf/id/organisation/
#  b: http://127.0.0.1:9/
subject_id\tpredicate_id\tobject_id\tmapping_justification\treviewer_id
organisation:x\tskos:exactMatch\tb:1\tsemapv:ManualMappingCuration\torganisation:me
"""
THING = '<https://w3id.org/steungraaf/id/organisation/x> <http://www.w3.org/2004/02/skos/core#prefLabel> "X"@nl .\n'


@pytest.fixture
def data(tmp_path: Path) -> str:
    """Make a dataset with one thing and one link that is old."""
    folder = tmp_path / "data"
    for part in ("registers", "links"):
        (folder / part).mkdir(parents=True)
    (folder / "registers/x.ttl").write_text(THING, "utf-8")
    (folder / "links/b.sssom.tsv").write_text(SET, "utf-8")
    return str(folder)


def test_what_is_wrong_is_told(run: Run, data: str, reader: Path) -> None:
    """An old set is a warning, and a name that is not there a violation, with status 1."""
    old = run("link", "check", "--data", data, "--today", "2026-01-31", "--lang", "en")
    assert (old.exit_code, "looked at last on 2020-01-01" in old.stdout) == (0, True)
    new = run("link", "check", "--data", data, "--today", "2020-06-01", "--format", "json", "-o", "links.json")
    assert (new.exit_code, json.loads((reader / "links.json").read_text("utf-8"))["findings"]) == (0, [])
    path = Path(data) / "links/b.sssom.tsv"
    path.write_text(SET.replace("organisation:x", "organisation:y"), "utf-8")
    gone = run("link", "check", "--data", data, "--lang", "en")
    assert (gone.exit_code, "organisation:y is not in the graph" in gone.stdout) == (1, True)


def test_the_other_side_is_looked_at(run: Run, data: str, reader: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A dump of a register, or its addresses themselves, tell what is gone; who watches sees how far that is."""
    (reader / "dump.ttl").write_text("<http://127.0.0.1:9/2> <http://schema.org/name> '2' .", "utf-8")
    dumped = run("link", "check", "--data", data, "--target", "dump.ttl", "--lang", "en")
    assert "http://127.0.0.1:9/1 is not in dump.ttl" in dumped.stdout
    assert "dump.ttl could tell something of 1 of the 1 links." in dumped.stderr
    shown: list[str] = []
    for show in (None, lambda step: shown.append(step["en"])):
        monkeypatch.setattr(link_check, "progress", lambda session, show=show: nullcontext(show))
        assert "does not answer well" in run("link", "check", "--data", data, "--live", "--lang", "en").stdout
    assert shown == ["1 of 1 addresses"]


def test_a_register_that_says_nothing_is_told(run: Run, data: str, reader: Path) -> None:
    """A list of codes is read as well; where nothing is linked to what a register describes, that is said."""
    (reader / "list.gc").write_text(LIST.format(NUTS), "utf-8")
    result = run("link", "check", "--data", data, "--target", "list.gc", "--lang", "en")
    assert "list.gc tells nothing of any link" in result.stderr
    path = Path(data) / "links/b.sssom.tsv"
    path.write_text(SET.replace("http://127.0.0.1:9/", "http://data.europa.eu/nuts/code/").replace("b:1", "b:BE212"))
    result = run("link", "check", "--data", data, "--target", "list.gc", "--lang", "en")
    assert "BE212 is not in list.gc" in result.stdout
    assert "could tell something of 1 of the 1 links" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--target", "dump.nt", "--live"], "--live"),
        (["--today", "morgen"], "--today: 'morgen' is geen datum"),
        (["-o", "there.txt"], "--force"),
    ],
)
def test_wrong_use_of_the_check_is_told(run: Run, data: str, reader: Path, arguments: list[str], told: str) -> None:
    """What cannot be done ends with status 2 before anything is asked."""
    (reader / "there.txt").write_text("", "utf-8")
    result = run("link", "check", "--data", data, *arguments)
    assert (result.exit_code, told in result.stderr) == (2, True)
