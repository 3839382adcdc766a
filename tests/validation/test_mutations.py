"""Every fault in mutations.toml, planted in a copy of the bundled data, is found at its place, and nothing else is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from steungraaf.dataset import open as open_dataset
from steungraaf.namespaces import PREFIXES, QUERY, expand
from steungraaf.validation import check_dataset
from tests.validation.mutations import MUTATIONS

# How many faults must be found in all, these and the broken examples of the shapes together.
AT_LEAST = 60


@dataclass(frozen=True, order=True)
class Told:
    """A finding as it is told: the rule, the thing, and its file."""

    rule: str
    focus: str
    file: str


def whole(name: str) -> str:
    """Return the IRI of a name in mutations.toml: <whole>, query:theme/name, or with one of our prefixes."""
    return QUERY + name.removeprefix("query:") if name.startswith("query:") else expand(name.strip("<>"))


def expected_of(mutation: dict[str, Any]) -> list[Told]:
    """Return what a mutation must make the check tell."""
    return [
        Told(whole(each["rule"]), whole(each["focus"]), each.get("file", mutation["file"]))
        for each in mutation["finds"]
    ]


@pytest.fixture(scope="module")
def told(mutated: Path) -> dict[Told, list[str]]:
    """Return what the check of the copy tells, each with the lines on which it is told."""
    dataset = open_dataset(mutated)
    found: dict[Told, list[str]] = {}
    for finding in check_dataset(dataset.folder, dataset.store).findings:
        assert finding.file is not None
        assert finding.line is not None
        line = finding.file.read_text("utf-8").splitlines()[finding.line - 1].strip()
        one = Told(finding.shape, finding.focus, finding.file.relative_to(mutated).as_posix())
        found.setdefault(one, []).append(line)
    return found


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation["name"])
def test_a_mutation_is_found(told: dict[Told, list[str]], mutation: dict[str, Any]) -> None:
    """A mutation is told by the rule that it breaks, about the thing that breaks it, on the line where it stands."""
    for one, each in zip(expected_of(mutation), mutation["finds"], strict=True):
        assert [line[: len(each["line"])] for line in told[one]] == [each["line"]]


def test_nothing_else_is_found(told: dict[Told, list[str]]) -> None:
    """All mutations together give just the findings that they name."""
    assert sorted(set(told) - {each for mutation in MUTATIONS for each in expected_of(mutation)}) == []


def test_mutations_are_spread(mutated: Path) -> None:
    """There are enough of them, each with a name of its own, in every file of the data."""
    files = {path.relative_to(mutated).as_posix() for path in mutated.rglob("*.ttl")}

    assert len({mutation["name"] for mutation in MUTATIONS}) == len(MUTATIONS) >= AT_LEAST
    assert {mutation["file"] for mutation in MUTATIONS} == files


def test_prefixes_of_the_list_are_ours() -> None:
    """What the list names has a prefix of ours or is written whole."""
    names = [each[part] for mutation in MUTATIONS for each in mutation["finds"] for part in ("rule", "focus")]

    assert [name for name in names if name[0] != "<" and name.partition(":")[0] not in {*PREFIXES, "query"}] == []
