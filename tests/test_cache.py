"""What is kept of a dataset answers as its files do, and gives way whenever they change."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import platformdirs
import pytest

from steungraaf import cache
from steungraaf.catalogue import Table
from steungraaf.dataset import Dataset
from steungraaf.errors import QueryHeaderError
from steungraaf.folder import Folder
from steungraaf.store import EmbeddedStore, KeptStore
from steungraaf.store.disk import DiskStore

QUESTION = "who-supports"
HEADER = '#+ question: {nl: "a", en: "a"}\n#+ description: {nl: "a", en: "a"}\n'


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Switch the cache on, in a directory of the test, and take files for settled at once."""
    monkeypatch.setenv("STEUNGRAAF_CACHE", "")
    monkeypatch.setenv("STEUNGRAAF_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(cache, "_SETTLED", -(10**18))
    return tmp_path / "home/cache"


@pytest.fixture
def reopen(short: Path) -> Callable[[], Dataset]:
    """Open the short dataset as another process would."""
    return lambda: Dataset(Folder.open(short), cached=True)


@pytest.fixture
def kept(reopen: Callable[[], Dataset], place: Path) -> Path:
    """Give the directory of an entry of the short dataset."""
    keep(reopen())
    (entry,) = place.iterdir()
    return entry


def keep(dataset: Dataset) -> str:
    """Ask a dataset and keep what that took; return the answer."""
    text = rows_of(dataset)
    dataset.keep()
    return text


def rows_of(dataset: Dataset) -> str:
    """Return an answer with its labels."""
    table = dataset.ask(QUESTION)
    assert isinstance(table, Table)
    return table.to_csv()


def test_the_next_question_is_asked_of_what_was_kept(reopen: Callable[[], Dataset], kept: Path) -> None:
    """The second dataset computes nothing, and gives the same rows and labels."""
    second = reopen()
    assert rows_of(second) == rows_of(Dataset(second.folder))
    assert isinstance(second.store, KeptStore)
    assert [query.name for query in second.queries()] == [query.name for query in Dataset(second.folder).queries()]


def test_a_query_is_kept_as_it_was_read(reopen: Callable[[], Dataset], kept: Path) -> None:
    """Every stored query comes back equal, with its parameters and columns."""
    second = reopen()
    assert second.queries() == Dataset(second.folder).queries()


@pytest.mark.parametrize("own", [False, True])
def test_only_queries_are_kept_where_a_store_is_asked(short: Path, place: Path, tmp_path: Path, own: bool) -> None:
    """The store answers, not what was kept; the queries are those of the files, until one of them changes."""
    if own:
        (short / "queries/mine").mkdir(parents=True)
        (short / "queries/mine/any.rq").write_text(f"{HEADER}ASK {{ ?s ?p 1 }}\n", "utf-8")
    store = DiskStore.create(tmp_path / "store")

    def reopen() -> Dataset:
        return Dataset(Folder.open(short), store=store.path, cached=True)

    assert keep(reopen()) == rows_of(reopen())
    (entry,) = place.iterdir()
    assert list((entry / "store").iterdir()) == []
    second = reopen()
    assert isinstance(second.store, DiskStore) and second.queries() == Dataset(second.folder).queries()
    keep(Dataset(second.folder, cached=True))
    assert len(list(place.iterdir())) == 2
    if own:
        (short / "queries/mine/any.rq").write_text(f"{HEADER}ASK {{ ?s ?p 2, 3 }}\n", "utf-8")
        assert reopen().query("any").sparql == Dataset(second.folder).query("any").sparql


def test_nothing_is_kept_where_it_was_not_asked(short: Path, place: Path) -> None:
    """A program that opens a dataset keeps nothing, nor does a dataset of which nothing was asked."""
    keep(Dataset(Folder.open(short)))
    Dataset(Folder.open(short), cached=True).keep()
    assert not place.exists()


def test_the_cache_can_be_switched_off(
    reopen: Callable[[], Dataset], place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With STEUNGRAAF_CACHE=off nothing is looked for and nothing kept."""
    monkeypatch.setenv("STEUNGRAAF_CACHE", "off")
    keep(reopen())
    assert not place.exists()


def _append(folder: Path) -> None:
    with (folder / "documents/kort/document.ttl").open("a") as file:
        file.write("\nex:fonds a foaf:Organization .\n")


def _change_a_byte(folder: Path) -> None:
    path = folder / "documents/kort/document.ttl"
    before = path.stat()
    path.write_text(path.read_text("utf-8").replace("Het fonds", "Een fonds"), "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def _add(folder: Path) -> None:
    (folder / "dataset.ttl").write_text("<urn:a> <urn:b> <urn:c> .\n", "utf-8")


def _add_a_query(folder: Path) -> None:
    (folder / "queries/actors").mkdir(parents=True)
    shutil.copy(cache.queries_dir() / "actors/who-supports.rq", folder / "queries/actors/who-supports.rq")


def _replace(folder: Path) -> None:
    path = folder / "documents/kort/document.ttl"
    shutil.copy2(path, path.with_suffix(".new"))
    path.with_suffix(".new").rename(path)


@pytest.mark.parametrize("change", [_append, _change_a_byte, _add, _add_a_query, _replace])
def test_a_changed_file_is_read_again(
    reopen: Callable[[], Dataset], short: Path, kept: Path, change: Callable[[Path], None]
) -> None:
    """Another size, another time of change, another file: what was kept is of another state, and goes."""
    change(short)
    third = reopen()
    assert keep(third) == rows_of(Dataset(third.folder))
    assert isinstance(third.store, EmbeddedStore)
    assert not kept.exists() and len(list(kept.parent.iterdir())) == 1


def test_a_removed_file_is_gone(reopen: Callable[[], Dataset], short: Path) -> None:
    """What a file said that is no more is not answered."""
    _add(short)
    keep(reopen())
    (short / "dataset.ttl").unlink()
    assert reopen().sparql("ASK { <urn:a> ?p ?o }") is False


def test_hidden_files_and_linked_folders_do_not_count(
    reopen: Callable[[], Dataset], short: Path, kept: Path, tmp_path: Path
) -> None:
    """What the dataset itself passes over changes nothing."""
    (short / ".draft.ttl").touch()
    (short / "elsewhere").symlink_to(tmp_path, target_is_directory=True)
    (short / "notes.txt").touch()
    assert isinstance(reopen().store, KeptStore)


def test_a_file_changed_a_moment_ago_is_not_trusted(
    reopen: Callable[[], Dataset], place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file may change again within one tick of the clock of its file system, so it is not kept yet."""
    monkeypatch.setattr(cache, "_SETTLED", 10**18)
    keep(reopen())
    assert not place.exists()


def test_a_file_that_changes_while_it_is_read(reopen: Callable[[], Dataset], short: Path, place: Path) -> None:
    """What was computed from files that changed meanwhile is not kept."""
    dataset = reopen()
    rows_of(dataset)
    _append(short)
    dataset.keep()
    assert list(place.iterdir()) == []


def test_a_large_dataset_is_not_kept(
    reopen: Callable[[], Dataset], place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What takes longer to keep than anybody waits unasked is left to `steungraaf load`."""
    monkeypatch.setattr(cache, "MOST_BYTES", 10_000)
    keep(reopen())
    assert not place.exists()


@pytest.mark.parametrize("damage", ["gone", "half", "empty", "flipped"])
@pytest.mark.parametrize("file", ["about", "store/CURRENT", "store/MANIFEST-*", "store/*.sst"])
def test_a_damaged_entry_is_as_none(reopen: Callable[[], Dataset], kept: Path, file: str, damage: str) -> None:
    """Whatever happens to the files of an entry, the answers are those of the dataset, and the next entry is whole."""
    for path in kept.glob(file):
        whole = path.read_bytes()
        middle = bytes(byte ^ 255 for byte in whole[9:-9])
        path.unlink()
        if damage != "gone":
            path.write_bytes({"half": whole[: len(whole) // 2], "empty": b"", "flipped": middle}[damage])
    expected = rows_of(Dataset(reopen().folder))
    assert [keep(reopen()) for _ in range(3)] == [expected] * 3
    assert isinstance(reopen().store, KeptStore)


@pytest.mark.parametrize("every", [16, 4096])
def test_a_rotten_block_is_computed_again(reopen: Callable[[], Dataset], kept: Path, every: int) -> None:
    """Bytes that changed within files of the same length are found when they are read."""
    for path in kept.glob("store/*.sst"):
        whole = bytearray(path.read_bytes())
        whole[::every] = bytes(byte ^ 255 for byte in whole[::every])
        path.write_bytes(whole)
    expected = rows_of(Dataset(reopen().folder))
    assert [keep(reopen()) for _ in range(3)] == [expected] * 3
    assert isinstance(reopen().store, KeptStore)


def test_a_place_where_nothing_can_be_written(reopen: Callable[[], Dataset], place: Path) -> None:
    """Where there can be no cache the question is answered, and nothing is said of it."""
    place.parent.mkdir()
    place.touch()
    assert keep(reopen()) == keep(reopen()) != ""


def test_an_interruption_leaves_nothing(reopen: Callable[[], Dataset], short: Path, place: Path) -> None:
    """Ctrl-C while something is kept ends that at once, with nothing left of it."""

    def interrupt(_: Path) -> None:
        raise KeyboardInterrupt

    entry = cache.open_cache(Folder.open(short))
    assert entry is not None
    with pytest.raises(KeyboardInterrupt):
        entry.keep(interrupt, [])
    assert list(place.iterdir()) == []


def test_a_faulty_query_is_read_again(reopen: Callable[[], Dataset], short: Path) -> None:
    """A stored query with a fault keeps no other from being kept, and tells its fault each time."""
    (short / "queries/mine").mkdir(parents=True)
    (short / "queries/mine/broken.rq").write_text("#+ nothing: here\nASK {}\n", "utf-8")
    keep(reopen())
    second = reopen()
    assert isinstance(second.store, KeptStore)
    for _ in range(2):
        with pytest.raises(QueryHeaderError):
            second.query("broken")


def test_a_query_that_may_not_be_run_is_refused_each_time(reopen: Callable[[], Dataset], short: Path) -> None:
    """What the guard refuses is kept as a query that it must look at."""
    (short / "queries/mine").mkdir(parents=True)
    (short / "queries/mine/far.rq").write_text(f"{HEADER}ASK {{ SERVICE <urn:x> {{ ?s ?p ?o }} }}\n", "utf-8")
    keep(reopen())
    for dataset in (reopen(), Dataset(Folder.open(short))):
        with pytest.raises(Exception, match="SERVICE"):
            dataset.ask("far")


def test_old_entries_go(reopen: Callable[[], Dataset], kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of many entries those that were used last stay; what another process is writing stays for an hour."""
    monkeypatch.setattr(cache, "_MOST_ENTRIES", 2)
    for number, name in enumerate(["a-1", "b-1", ".building-old", ".building-new"]):
        shutil.copytree(kept, kept.parent / name)
        os.utime(kept.parent / name / "about", (number, number))
    os.utime(kept.parent / ".building-new/about")
    shutil.rmtree(kept)
    keep(reopen())
    assert {path.name for path in kept.parent.iterdir()} == {".building-new", kept.name, "b-1"}


def test_the_size_of_all_is_bounded(reopen: Callable[[], Dataset], kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Entries go, those used longest ago first, until all together are small enough."""
    shutil.copytree(kept, kept.parent / "a-1")
    os.utime(kept.parent / "a-1/about", (1, 1))
    shutil.rmtree(kept)
    monkeypatch.setattr(cache, "_MOST_KEPT", 1)
    keep(reopen())
    assert list(kept.parent.iterdir()) == [kept]


def test_a_place_that_cannot_be_looked_at(tmp_path: Path) -> None:
    """Where the files cannot be seen there is nothing to find, and nothing to keep."""
    entry = cache.Cache(Folder(tmp_path / "none"), tmp_path / "cache")
    entry.keep(lambda place: pytest.fail("kept"), [])
    assert entry.find() is None


@pytest.mark.parametrize(("system", "setting"), [("linux", ""), ("linux", "/far"), ("darwin", "")])
def test_the_directory_is_that_of_the_system(monkeypatch: pytest.MonkeyPatch, system: str, setting: str) -> None:
    """Without a home of its own the cache lies where caches lie, as platformdirs says."""
    monkeypatch.delenv("STEUNGRAAF_HOME")
    monkeypatch.setenv("XDG_CACHE_HOME", setting)
    monkeypatch.setattr("sys.platform", system)
    assert cache._directory() == platformdirs.user_cache_path("steungraaf", appauthor=False)
