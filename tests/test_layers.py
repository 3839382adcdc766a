"""Imports go down only, as the table in docs/architecture.md draws it."""

import ast
import re
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "steungraaf"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "_assets" not in path.parts)
FACES = ("__init__", "__main__")  # what a program or a person starts from: these may import anything
ENGINES = {  # by whom each engine may be imported
    "pyoxigraph": ("rdf/", "store/"),
    "pyshacl": ("validation/",),
    "SPARQLWrapper": ("store/endpoint.py",),
    "shifty": ("validation/fast_engine.py",),
    "pyld": ("export/jsonld.py", "export/compacting.py"),
    "click": ("cli/",),
    "rapidfuzz": ("links/", "search/vocabulary.py"),
    "snowballstemmer": ("search/",),
    "starlette": ("web/",),
    "uvicorn": ("web/",),
}
SLOW = {"pyshacl", "shifty", "rdflib", "pyld", "rich", "xlsxwriter", "pandas", "polars", "pypdf", "openpyxl"}


def levels() -> dict[str, int]:
    """Read the table: the level of each unit by its name."""
    text = (ROOT / "docs/architecture.md").read_text("utf-8")
    rows = re.findall(r"^(\d)  (.+)$", text, re.MULTILINE)
    return {Path(unit.rstrip("/")).stem: int(level) for level, units in rows for unit in units.split()}


def name_of(path: Path) -> str:
    """Return the dotted name of a module."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


def imports(path: Path, *, at_once: bool = False) -> Iterator[str]:
    """Give the dotted names that a module imports, all of them or only those on being imported itself."""
    tree = ast.parse(path.read_text("utf-8"))
    for node in _run_at_once(tree) if at_once else ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _run_at_once(node: ast.AST) -> Iterator[ast.AST]:
    """Walk through a module, but not into functions nor into what is for type checkers only."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            continue
        if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield child
            yield from _run_at_once(child)


def unit_of(name: str) -> str:
    """Return the unit of a dotted name in the package; a name that is no unit is one of the package itself."""
    unit = name.split(".")[1] if "." in name else ""
    return unit if unit and (PACKAGE / unit).is_dir() or (PACKAGE / f"{unit}.py").is_file() else "__init__"


def test_table_names_every_unit() -> None:
    """The table names each module and folder of the package, and nothing else."""
    units = {unit_of(name_of(path)) for path in MODULES} - set(FACES)
    assert units == set(levels())


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_down(path: Path) -> None:
    """A module imports from lower levels and from its own unit only."""
    level, unit = levels(), unit_of(name_of(path))
    if unit in FACES:
        return
    others = {unit_of(name) for name in imports(path) if name.split(".")[0] == "steungraaf"} - {unit}
    upward = [
        other for other in others if level.get(other, 9) >= level[unit] and (unit != "cli" or other != "__init__")
    ]
    assert upward == []


@pytest.mark.parametrize("engine", ENGINES)
def test_each_engine_has_its_place(engine: str) -> None:
    """An engine is imported where it belongs and nowhere else."""
    users = [path for path in MODULES if engine in {name.split(".")[0] for name in imports(path)}]
    places = [path.relative_to(PACKAGE).as_posix() for path in users]
    assert places and all(place.startswith(ENGINES[engine]) for place in places)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_slow_engines_wait(path: Path) -> None:
    """What is slow to import is imported when it is first needed."""
    assert not SLOW.intersection(name.split(".")[0] for name in imports(path, at_once=True))


def test_no_cycles() -> None:
    """No module needs itself on being imported, by whatever way round."""
    known = {name_of(path): path for path in MODULES}
    needs = {
        name: {one if one in known else one.rpartition(".")[0] for one in imports(path, at_once=True)} & known.keys()
        for name, path in known.items()
    }
    assert len(list(TopologicalSorter(needs).static_order())) == len(known)
