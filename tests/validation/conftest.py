"""Give small data, shapes and folders to the tests of validation."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from steungraaf.folder import Folder
from steungraaf.namespaces import PREFIXES
from steungraaf.rdf import NamedNode, Quad, parse_quads
from steungraaf.store import EmbeddedStore
from steungraaf.validation import Finding, Severity
from steungraaf.validation.sources import Sources
from tests.validation.mutations import plant

EX = "https://example.org/"
HEAD = "".join(f"@prefix {prefix}: <{iri}> . " for prefix, iri in {**PREFIXES, "ex": EX}.items()) + "\n"


@dataclass(frozen=True)
class SmallFolder(Folder):
    """A folder of its own, without the bundled queries."""

    def query_files(self) -> list[Path]:
        """Return the queries beside the data."""
        return sorted((self.data / "queries").rglob("*.rq"))


@pytest.fixture
def quads() -> Callable[[str], list[Quad]]:
    """Give what reads Turtle, with our prefixes and ex:; its first line is line 2."""
    return lambda text: list(parse_quads((HEAD + text).encode(), format="turtle"))


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], Path]:
    """Give what writes a file; Turtle gets our prefixes in its first line."""

    def make(name: str, text: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(HEAD + text if path.suffix == ".ttl" else text, "utf-8")
        return path

    return make


@pytest.fixture
def read(write: Callable[[str, str], Path]) -> Callable[..., Sources]:
    """Give what makes sources of Turtle texts, named a.ttl, b.ttl and so on."""

    def make(*texts: str) -> Sources:
        sources = Sources()
        for number, text in enumerate(texts):
            sources.read(write(f"{'abc'[number]}.ttl", text))
        return sources

    return make


@pytest.fixture
def store() -> Callable[[Sources], EmbeddedStore]:
    """Give what makes a store of sources."""

    def make(sources: Sources) -> EmbeddedStore:
        made = EmbeddedStore()
        made.load(sources.quads())
        return made

    return make


@pytest.fixture
def folder(tmp_path: Path, write: Callable[[str, str], Path]) -> Callable[[dict[str, str]], Folder]:
    """Give what makes a folder of files by name: data/..., ontology/..., and queries in data/queries/."""

    def make(files: dict[str, str]) -> Folder:
        for name, text in files.items():
            write(name, text)
        (tmp_path / "ontology").mkdir(exist_ok=True)
        return SmallFolder(tmp_path / "data", tmp_path / "ontology")

    return make


@pytest.fixture(scope="session")
def mutated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the bundled data and make every mutation in the copy; nobody changes it."""
    folder = tmp_path_factory.mktemp("mutated") / "data"
    plant(folder)
    return folder


@pytest.fixture
def findings(tmp_path: Path) -> Sequence[Finding]:
    """Give three findings: a warning with a sentence, a violation on a line, and one that stands in no file."""
    return (
        Finding(
            focus=f"{EX}bond",
            shape=f"{EX}shape",
            severity=Severity.WARNING,
            message={"nl": "Geef een naam.", "en": "Give a name."},
            file=tmp_path / "a.ttl",
            line=3,
            sentence=f"{EX}s1",
            path=f"{EX}name",
        ),
        Finding(
            focus=f"{EX}fonds",
            shape=f"{EX}shape",
            severity=Severity.VIOLATION,
            message={"nl": "Een <b>naam</b> & meer.", "en": "A <b>name</b> & more."},
            file=tmp_path / "b.ttl",
            line=7,
            value=NamedNode(f"{EX}x"),
        ),
        Finding(
            focus=f"{EX}graph",
            shape=f"{EX}check",
            severity=Severity.VIOLATION,
            message={"nl": "Zomaar.", "en": "Just so."},
        ),
    )
