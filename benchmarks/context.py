"""Hold what every section needs: what was asked for, and generated data of each size, made once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from benchmarks.generate import generate, write_quads
from benchmarks.measuring import SIZES, Figure, run, task, told

PEERS = ("oxigraph", "virtuoso", "rdflib")  # of the stored queries; pyoxigraph is always asked


@dataclass
class Data:
    """Generated data of one size in a folder of its own; what is not there yet is made when it is asked for."""

    place: Path
    size: str
    faults: float = 0.01

    @cached_property
    def folder(self) -> Path:
        """Return the dataset, a folder of Turtle files."""
        return self._made("data", lambda path: generate(path, SIZES[self.size], faults=self.faults))

    @cached_property
    def quads(self) -> Path:
        """Return the same statements as one file of N-Quads."""
        return self._made("all.nq", lambda path: write_quads(self.folder, path))

    def exported(self, format: str) -> Path:
        """Return all that is exported, the vocabulary too, as one file of N-Quads or N-Triples."""
        name = {"nquads": "exported.nq", "ntriples": "exported.nt"}[format]
        return self._made(name, lambda path: write_quads(self.folder, path, format, vocabulary=True))

    @cached_property
    def union(self) -> Path:
        """Return all that can be asked, vocabulary and what is derived too, as N-Triples, each statement once."""
        return self._made("union.nt", lambda path: task("union", self.folder, path))

    def _made(self, name: str, make: Callable[[Path], object]) -> Path:
        """Return a file or folder, made where it is not there yet; half of one is never taken for it."""
        path = self.place / name
        if not path.exists():
            beside = self.place / f"{name}.half"
            run(["rm", "-rf", beside])
            self.place.mkdir(parents=True, exist_ok=True)
            with told(f"make {self.size} {name}"):
                make(beside)
            beside.rename(path)
        return path


@dataclass
class Context:
    """Hold what to measure: the sizes, those for pyshacl, how often, where files may stand, and who else is asked."""

    sizes: tuple[str, ...]
    reference: tuple[str, ...]
    runs: int
    place: Path
    peers: tuple[str, ...] = PEERS

    def data(self, size: str, faults: float = 0.01) -> Data:
        """Return the data of a size, with a share of faults."""
        return Data(self.place / f"{size}{'' if faults else '-clean'}", size, faults)

    def up_to(self, most: str) -> tuple[str, ...]:
        """Return the sizes asked for that are no larger than one."""
        return tuple(size for size in self.sizes if SIZES[size] <= SIZES[most])

    def scratch(self, name: str) -> Path:
        """Return a place for a result that is not there yet."""
        path = self.place / "scratch" / name
        run(["rm", "-rf", path])
        path.parent.mkdir(parents=True, exist_ok=True)
        return path


Section = Callable[[Context], Iterator[Figure]]


def disagree(counts: dict[str, object]) -> str:
    """Return what engines say differently, or nothing where all say the same."""
    first = next(iter(counts.values()))
    if all(each == first for each in counts.values()):
        return ""
    return "different results: " + ", ".join(f"{engine} {what}" for engine, what in counts.items())
