"""Hold the repository's pages and its other files to what they promise."""

import ast
import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
TOP = r"\.(?:org|com)"  # so that this file does not hold what it looks for
REGISTRIES = re.compile(rf"pypi{TOP}|pythonhosted{TOP}|npmjs{TOP}|deb\.debian{TOP}")
MACHINE = re.compile(r"(?<![.\w])/(?:work|farm|root|home/\w+|tmp/bash_jobs)/")
LINK = re.compile(r"\[[^\]]*\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)")
CHANGES = ["Vocabulary", "Data", "Queries", "Software"]


def tracked_files() -> list[Path]:
    """Return the files of the repository; outside git (a copied tree), every file that is not hidden or built."""
    try:
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
        found = [ROOT / name for name in listed.split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        skipped = {".git", ".venv", "dist", "build", "__pycache__"}
        found = [
            Path(top) / name
            for top, below, names in os.walk(ROOT)
            for name in names
            if not skipped & set(Path(top).relative_to(ROOT).parts)
        ]
    return sorted(path for path in found if path.is_file())


def pages() -> list[Path]:
    """Return every Markdown page of the repository."""
    return [path for path in tracked_files() if path.suffix == ".md"]


def anchors(page: Path) -> set[str]:
    """Return the anchors that a page's headings make."""
    prose = re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    heads = re.findall(r"^#+ (.+)$", prose, flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    """Every relative link leads to a file that exists and to a heading that it has."""
    for target, anchor in LINK.findall(page.read_text("utf-8")):
        goal = (page.parent / target).resolve() if target else page
        assert goal.exists(), f"{page.name} links to {target}"
        assert not anchor or anchor in anchors(goal), f"{page.name} links to #{anchor}"


def test_no_file_names_a_registry_or_a_machine() -> None:
    """No file of the repository names the host of a package registry or a path of somebody's machine."""
    texts = {path: path.read_bytes().decode("utf-8", "replace") for path in tracked_files()}
    found = [
        str(path.relative_to(ROOT)) for path, text in texts.items() if REGISTRIES.search(text) or MACHINE.search(text)
    ]
    assert found == []


def undocumented(module: Path) -> list[str]:
    """Return the public names of a module that have no docstring, the module itself included."""
    tree = ast.parse(module.read_text("utf-8"))
    kinds = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    bodies = [tree.body, *(node.body for node in tree.body if isinstance(node, ast.ClassDef))]
    public = [node for body in bodies for node in body if isinstance(node, kinds) and not node.name.startswith("_")]
    return [node.name for node in public if not ast.get_docstring(node)] + (
        [] if ast.get_docstring(tree) else ["module"]
    )


def test_every_public_name_is_documented() -> None:
    """Every public module, class, function and method of the package has a docstring."""
    modules = sorted((ROOT / "src/steungraaf").rglob("*.py"))
    assert {str(path): names for path in modules if (names := undocumented(path))} == {}


def version() -> str:
    """Return the version that the project has."""
    found = re.search(r'^__version__ = "(.+)"$', (ROOT / "src/steungraaf/__init__.py").read_text("utf-8"), re.MULTILINE)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return str(found[1]) if found else str(project["version"])


def test_citation_is_valid() -> None:
    """CITATION.cff has what its format requires, and names this version and licence."""
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert {"cff-version", "message", "title", "authors"} <= citation.keys()
    assert (citation["cff-version"], citation["license"]) == ("1.2.0", "EUPL-1.2")
    assert citation["version"] == version()
    assert all(author.get("name") or author.get("family-names") for author in citation["authors"])


def test_changelog_keeps_its_form() -> None:
    """The newest release is this version, and each has the four sections, in their order, and no other."""
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    releases = re.split(r"^## ", text, flags=re.MULTILINE)[1:]
    assert releases[0].startswith("[Unreleased]")
    assert releases[1].startswith(f"[{version()}] - ")
    for release in releases:
        heads = re.findall(r"^### (.+)$", release, flags=re.MULTILINE)
        assert heads == [name for name in CHANGES if name in heads]


def test_decisions_are_all_listed() -> None:
    """The list of decisions names every one of them, and they are numbered without a gap."""
    decisions = sorted(path.name for path in (ROOT / "docs/decisions").glob("0*.md"))
    listed = re.findall(r"\((0\d{3}-[\w-]+\.md)\)", (ROOT / "docs/decisions/README.md").read_text("utf-8"))
    assert listed == decisions
    assert [int(name[:4]) for name in decisions] == list(range(1, len(decisions) + 1))
