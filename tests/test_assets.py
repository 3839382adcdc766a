"""Where the bundled files are."""

from collections.abc import Callable
from pathlib import Path

import pytest

from steungraaf import assets

PLACES = {"ontology": assets.ontology_dir, "data": assets.data_dir, "queries": assets.queries_dir}
ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize(("name", "find"), PLACES.items())
def test_in_a_checkout(name: str, find: Callable[[], Path]) -> None:
    """In a checkout the folders at its top are used."""
    assert find() == ROOT / name and find().is_dir()


@pytest.mark.parametrize(("name", "find"), PLACES.items())
def test_in_a_wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, find: Callable[[], Path]) -> None:
    """In an installed package the folders inside it are used."""
    inside = tmp_path / "steungraaf" / "_assets" / name
    inside.mkdir(parents=True)
    monkeypatch.setattr(assets, "_PACKAGE", tmp_path / "steungraaf")
    assert find() == inside
