"""What the store on disk does beyond the contract: it says what is damaged, and readers keep what they opened."""

from pathlib import Path

import pytest

from steungraaf.errors import EngineError, UpdateRefusedError
from steungraaf.rdf import Quad
from steungraaf.rdf.digest import graph_digest
from steungraaf.store import EmbeddedStore
from steungraaf.store.disk import DiskStore
from steungraaf.store.store_faults import DamagedStoreError, NotAStoreError, UnreadableStoreError

ALL = "SELECT ?s ?p ?o { ?s ?p ?o FILTER(!ISBLANK(?s) && !ISBLANK(?o)) } ORDER BY ?s ?p ?o"
EX = "https://example.org/"


@pytest.fixture
def store(tmp_path: Path, quads: list[Quad]) -> DiskStore:
    """Give a store with the small dataset."""
    store = DiskStore.create(tmp_path / "store")
    store.load(quads)
    return store


def test_opening_again(store: DiskStore, quads: list[Quad]) -> None:
    """What was loaded is there for who opens the store anew, or creates it where it is."""
    embedded = EmbeddedStore()
    embedded.load(quads)
    for again in (DiskStore.open(store.path), DiskStore.create(store.path)):
        assert again.query(ALL) == embedded.query(ALL)
        assert set(again.dump()) == set(embedded.dump())


def test_reader_keeps_what_it_opened(store: DiskStore) -> None:
    """A store that was opened before a change answers as before it."""
    reader = DiskStore.open(store.path)
    before = reader.query(ALL)
    store.replace_graph(f"{EX}two", [])
    assert reader.query(ALL) == before != store.query(ALL)


def test_manifest_counts_graphs(store: DiskStore, quads: list[Quad]) -> None:
    """Each graph has its number of triples; its digest is known where all of it was given at once."""
    assert {name: each["triples"] for name, each in store.generation.graphs().items() if name.startswith(EX)} == {
        f"{EX}one": 4,
        f"{EX}two": 2,
    }
    two = [quad for quad in quads if str(quad.graph_name) == f"<{EX}two>"]
    store.replace_graph(f"{EX}two", two)
    assert store.generation.graphs()[f"{EX}two"] == {"triples": 2, "digest": graph_digest(two)}
    assert store.generation.totals["triples"] == 6


def test_no_store(tmp_path: Path) -> None:
    """Opening makes nothing."""
    with pytest.raises(NotAStoreError):
        DiskStore.open(tmp_path / "store")
    assert not (tmp_path / "store").exists()


def test_query_is_checked_and_explained(store: DiskStore) -> None:
    """What is refused never reaches the engine, and what it cannot do is its error."""
    with pytest.raises(UpdateRefusedError):
        store.query("CLEAR ALL")
    with pytest.raises(EngineError, match="custom function"):
        store.query("SELECT (<urn:f>(1) AS ?x) {}")


def test_engine_cannot_open(store: DiskStore) -> None:
    """Files of the right length that mean nothing to the engine are damage too."""
    (manifest,) = store.generation.data.glob("MANIFEST-*")
    manifest.write_bytes(b"x" * manifest.stat().st_size)
    with pytest.raises(DamagedStoreError, match="Load it again"):
        DiskStore.open(store.path)


def spoil(store: DiskStore) -> None:
    """Overwrite what the engine's files hold, and leave their length."""
    for path in store.generation.data.glob("*.sst"):
        size = path.stat().st_size
        path.write_bytes(b"\x00" * (size - 60) + path.read_bytes()[-60:])


@pytest.mark.parametrize("use", [lambda store: store.query(ALL), lambda store: list(store.dump())])
def test_block_that_is_not_as_it_was(store: DiskStore, use: object) -> None:
    """What the engine finds by its checksums is told as damage, at opening or at asking."""
    spoil(store)
    with pytest.raises(DamagedStoreError, match="Load it again"):
        use(DiskStore.open(store.path))  # type: ignore[operator]


def test_damage_while_asking(store: DiskStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine that stops over its own files in the middle of an answer says that they are damaged."""

    def fail(*_: object) -> None:
        raise EngineError(reason="x") from OSError("Corruption: block checksum mismatch")

    monkeypatch.setattr("steungraaf.store.disk.answer", fail)
    with pytest.raises(DamagedStoreError, match="x"):
        store.query(ALL)


def test_files_that_the_engine_may_not_read(store: DiskStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine that is refused its files by the system does not say that they are damaged."""

    def fail(*_: object) -> None:
        raise OSError("IO error: While open a file for random read: 000010.sst: Permission denied")

    monkeypatch.setattr("steungraaf.store.disk.pyoxigraph.Store.read_only", fail)
    with pytest.raises(UnreadableStoreError, match="cannot be read: Permission denied"):
        DiskStore.open(store.path)


def test_damage_while_streaming(store: DiskStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """So does one that stops while quads are streamed."""

    class Broken:
        def quads_for_pattern(self, *_: object) -> None:
            raise RuntimeError("Corruption: block checksum mismatch")

    monkeypatch.setattr(store, "_store", Broken())
    with pytest.raises(DamagedStoreError, match="checksum"):
        list(store.dump("https://example.org/one"))


@pytest.mark.parametrize("use", ["query", "run"])
def test_files_are_gone(store: DiskStore, use: str, tmp_path: Path) -> None:
    """A store that was moved away after it was opened is told of; the engine is not asked, which might never end."""
    store.path.rename(tmp_path / "elsewhere")
    with pytest.raises(DamagedStoreError, match="the file is missing"):
        getattr(store, use)(ALL)


def test_program_goes_to_another_folder(store: DiskStore, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A store that was opened by a relative path is the same one wherever the program is later."""
    monkeypatch.chdir(store.path.parent)
    opened = DiskStore.open(Path(store.path.name))
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    assert opened.query(ALL) == store.query(ALL)
