"""Read the shapes once, and hold files against them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from steungraaf.folder import Folder
from steungraaf.namespaces import SGSH
from steungraaf.rdf import NamedNode, Quad, Term
from steungraaf.validation import Finding
from steungraaf.validation.shapes import Shapes
from steungraaf.validation.sources import Sources
from tests.counting import uncounted

HERE = Path(__file__).parent
CONTEXT = HERE / "context.ttl"
INVALID = sorted((HERE / "invalid").glob("*.ttl"))

Described = dict[str, dict[str, list[Term]]]
Find = Callable[..., list[Finding]]


@pytest.fixture(scope="session")
def folder() -> Folder:
    """Open the bundled dataset."""
    return Folder.open(None)


@pytest.fixture(scope="session")
def shapes(folder: Folder) -> Shapes:
    """Read the shapes of the project."""
    return Shapes(folder.shape_files())


@pytest.fixture(scope="session")
def find(shapes: Shapes) -> Find:
    """Return what the shapes find in some files together."""

    def check(*files: Path, engine: str = "pyshacl") -> list[Finding]:
        sources = Sources()
        for file in files:
            sources.read(file)
        assert not sources.faults
        with uncounted():
            return shapes.check(sources.quads(), sources, engine)

    return check


@pytest.fixture(scope="session")
def context() -> Path:
    """Return the small valid data that the broken examples refer to."""
    return CONTEXT


@pytest.fixture(scope="session", params=INVALID, ids=lambda path: path.stem)
def broken(request: pytest.FixtureRequest) -> Path:
    """Give each broken example in turn."""
    return Path(request.param)


@pytest.fixture(scope="session")
def found(find: Find, broken: Path) -> list[Finding]:
    """Return what is found in a broken example, beside the data that it refers to."""
    return find(CONTEXT, broken)


@pytest.fixture(scope="session")
def all_broken() -> list[Path]:
    """Return all broken examples."""
    return INVALID


@pytest.fixture(scope="session")
def shape_quads(shapes: Shapes) -> list[Quad]:
    """Return every statement of the shapes."""
    return list(shapes.sources.quads())


@pytest.fixture(scope="session")
def rules(shape_quads: list[Quad]) -> Described:
    """Return what is said of each property shape and each SPARQL constraint, by its IRI."""
    named = {"property", "sparql"}
    sh = "http://www.w3.org/ns/shacl#"
    wanted = {str(quad.object) for quad in shape_quads if quad.predicate.value.removeprefix(sh) in named}
    described: Described = {}
    for quad in shape_quads:
        if str(quad.subject) in wanted and isinstance(quad.subject, NamedNode):
            local = quad.subject.value.removeprefix(SGSH)
            described.setdefault(local, {}).setdefault(quad.predicate.value.removeprefix(sh), []).append(quad.object)
    assert len(described) == len(wanted), "a rule without an IRI, or one that is described nowhere"
    return described
