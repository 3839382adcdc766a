"""Test the generator of datasets: what it makes is clean, or has just the faults that it says."""

import csv
import gzip
import hashlib
from collections import Counter
from pathlib import Path

import pytest

import steungraaf
from benchmarks.generate import FAULTS, generate, main
from steungraaf.folder import Folder
from steungraaf.rdf import parse_quads
from steungraaf.validation.shapes import Shapes
from steungraaf.validation.sources import Sources

SIZE = 10_000


def files_of(folder: Path) -> dict[str, str]:
    """Return the digest of each file below a folder."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def planted_in(folder: Path) -> Counter[tuple[str, ...]]:
    """Return the faults that were planted."""
    with (folder / "planted.csv").open(encoding="utf-8") as rows:
        return Counter(tuple(row.values()) for row in csv.DictReader(rows))


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Generate a dataset with many faults."""
    folder = tmp_path_factory.mktemp("faulty")
    generate(folder, SIZE, faults=0.3)
    return folder


def test_clean_data_gives_no_finding(tmp_path: Path) -> None:
    """Without faults nothing is found, by shapes, check queries or names."""
    generate(tmp_path, SIZE, faults=0)
    assert list(steungraaf.open(tmp_path).check(engine="shifty").findings) == []
    assert planted_in(tmp_path) == Counter()


def test_planted_faults_are_found_exactly(faulty: Path) -> None:
    """Each fault is found once, and nothing else is."""
    found = steungraaf.open(faulty).check(engine="shifty").findings
    assert Counter((each.focus, each.shape, each.severity.value) for each in found) == planted_in(faulty)


def test_faults_of_every_kind_are_planted(faulty: Path) -> None:
    """Sentences, claims and figures all get faults."""
    shapes = {shape.rpartition("#")[2] for _, shape, _ in planted_in(faulty)}
    for faults in FAULTS.values():
        assert shapes & {shape.removeprefix("sgsh:") for shape, _ in faults}


def test_engines_find_the_same(tmp_path: Path) -> None:
    """On generated data, here without the vocabulary it needs, both engines give the same findings."""
    generate(tmp_path, 2_500, faults=0.3)
    folder, sources = Folder.open(tmp_path), Sources()
    for file in folder.data_files():
        sources.read(file.path)
    shapes = Shapes(folder.shape_files())
    fast, reference = (shapes.check(sources.quads(), sources, engine) for engine in ("shifty", "pyshacl"))
    assert len(reference) > 50
    by_rule = (sorted(each, key=lambda one: (one.order, one.component)) for each in (fast, reference))
    assert next(by_rule) == next(by_rule)


def test_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    """The seed alone decides what is made."""
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        (tmp_path / name).mkdir()
        generate(tmp_path / name, SIZE, seed=seed)
    first, second, other = (files_of(tmp_path / name) for name in "abc")
    assert first == second
    assert first != other


def test_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The size is that of the data written, at least what is asked for."""
    assert main([str(tmp_path / "made"), "5000", "--faults", "0", "--seed", "3"]) == 0
    count = int(capsys.readouterr().out.split()[0])
    assert 5_000 <= count < 12_000
    files = Folder.open(tmp_path / "made").data_files()
    beside = 8 * len(files)  # the description of each graph is counted, that of the dataset is not
    assert abs(sum(1 for file in files for _ in file.quads()) - count) <= beside + 1000


def test_one_file_of_all(tmp_path: Path) -> None:
    """The statements can be had in one file too, compressed or not."""
    for name in ("all.nq", "all.nq.gz"):
        main([str(tmp_path / "made"), "2000", "--nquads", str(tmp_path / name)])
    plain = (tmp_path / "all.nq").read_bytes()
    assert gzip.decompress((tmp_path / "all.nq.gz").read_bytes()) == plain
    assert set(parse_quads(plain, format="nquads")) == {
        quad for file in Folder.open(tmp_path / "made").data_files() for quad in file.quads()
    }
