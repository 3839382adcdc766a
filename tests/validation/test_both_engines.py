"""Both SHACL engines find the same, as often, with the same words and places: on real data and on generated data."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import steungraaf
from benchmarks.generate import generate
from steungraaf.store import derived_as_written
from steungraaf.validation import Finding
from steungraaf.validation.dataset_check import read_folder
from steungraaf.validation.shapes import Shapes


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Generate a small dataset in which every other sentence has a fault."""
    folder = tmp_path_factory.mktemp("faulty")
    generate(folder, 8_000, faults=0.5)
    return folder


@pytest.fixture(params=["mutated", "faulty", "clean"])
def both(request: pytest.FixtureRequest) -> Iterator[tuple[list[Finding], ...]]:
    """Give what each engine finds by all shapes, in the files and in what is derived from them."""
    dataset = steungraaf.open(None if request.param == "clean" else request.getfixturevalue(request.param))
    sources, shapes = read_folder(dataset.folder), Shapes(dataset.folder.shape_files())
    data = [*sources.quads(), *derived_as_written(dataset.store, sources.quads())]
    yield tuple(shapes.check(data, sources, engine) for engine in ("pyshacl", "shifty"))


@pytest.mark.uncounted
def test_engines_agree(both: tuple[list[Finding], ...], request: pytest.FixtureRequest) -> None:
    """The findings are the same multiset, and where faults were planted there are many, of many kinds."""
    reference, fast = (Counter((*one.order, one.component, one.sentence) for one in found) for found in both)

    assert fast == reference
    if "clean" not in request.node.name:
        assert reference.total() >= 20
        assert len({finding.shape for finding in both[0]}) >= 8
