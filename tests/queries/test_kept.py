"""Every stored query gives the same from what was kept on disk as from the files, labels and all."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from steungraaf import cache
from steungraaf.catalogue import Statements, Table
from steungraaf.dataset import Dataset
from steungraaf.errors import SteungraafError
from steungraaf.folder import Folder
from steungraaf.store import KeptStore


@pytest.fixture(scope="module")
def computed() -> Dataset:
    """Hold the bundled dataset as its files have it."""
    return Dataset(Folder.open())


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dataset]:
    """Hold the bundled dataset as an earlier process kept it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STEUNGRAAF_CACHE", "")
        patch.setenv("STEUNGRAAF_HOME", str(tmp_path_factory.mktemp("home")))
        patch.setattr(cache, "_SETTLED", -(10**18))
        first = Dataset(Folder.open(), cached=True)
        assert first.store
        first.keep()
        yield Dataset(Folder.open(), cached=True)


def outcome(ask: Callable[[], Table | Statements | bool]) -> object:
    """Return all there is to an answer, triples in one order; or what the error says."""
    try:
        found = ask()
    except SteungraafError as error:
        return type(error), str(error)
    return (sorted(map(str, found.quads())), found.labels) if isinstance(found, Statements) else found


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.uncounted
def test_the_same_from_what_was_kept(case: Any, kept: Dataset, computed: Dataset, lang: str) -> None:
    """Each case has the same rows in the same order and the same labels, or the same error."""
    name = f"{case.query.theme}/{case.query.name}"
    both = kept, computed
    asked = [outcome(lambda one=one: one.ask(name, lang=lang, **case.values)) for one in both]
    filled = [outcome(lambda one=one: one.sparql(case.sparql, lang=lang)) for one in both]
    assert asked[0] == asked[1]
    assert filled[0] == filled[1] and isinstance(filled[0], Table | tuple | bool)
    assert isinstance(kept.store, KeptStore)
