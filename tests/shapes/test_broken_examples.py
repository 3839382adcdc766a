"""Every broken example gives just the findings that its header names, at lines of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from steungraaf.namespaces import SGSH, expand
from steungraaf.rdf import Term, reformat
from steungraaf.validation import Finding

CONTEXT = Path(__file__).parent / "context.ttl"
Find = Callable[..., list[Finding]]

PREFIX = re.compile(r"^@prefix (\S+): <(.*)> \.$", re.MULTILINE)


def header_of(path: Path) -> list[dict[str, str]]:
    """Read the findings that a broken example must give."""
    lines = [line.removeprefix("#+") for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#+")]
    header: dict[str, Any] = yaml.safe_load("\n".join(lines))
    assert list(header) == ["expect"]
    return list(header["expect"])


def expected_of(path: Path) -> Counter[tuple[str, str, str]]:
    """Return the findings of the header with whole IRIs, by the prefixes of the file."""
    prefixes = dict(PREFIX.findall(path.read_text(encoding="utf-8")))

    def whole(name: str) -> str:
        prefix, _, local = name.partition(":")
        return prefixes[prefix] + local if prefix in prefixes else expand(name)

    return Counter((whole(each["focus"]), expand(each["shape"]), each["severity"].lower()) for each in header_of(path))


def test_context_is_valid(find: Find, context: Path) -> None:
    """The data that the broken examples refer to has no fault of its own."""
    assert find(context) == []


def test_finds_exactly(found: list[Finding], broken: Path) -> None:
    """A broken example has the faults that it names, each as often as it names it, and no other."""
    assert Counter((each.focus, each.shape, each.severity.value) for each in found) == expected_of(broken)


def test_engines_find_the_same(find: Find, found: list[Finding], broken: Path) -> None:
    """The fast engine gives the same findings, with their words and lines, each as often."""
    fast = find(CONTEXT, broken, engine="shifty")

    by_rule = (sorted(each, key=lambda one: (one.order, one.component)) for each in (fast, found))
    assert next(by_rule) == next(by_rule)


def test_finding_stands_in_the_example(found: list[Finding], broken: Path) -> None:
    """Each fault is placed on a line of the broken example that says something, and is told in both languages."""
    lines = broken.read_text(encoding="utf-8").splitlines()
    for finding in found:
        assert (finding.file, set(finding.message)) == (broken, {"nl", "en"})
        assert lines[(finding.line or 0) - 1].strip() not in {"", "."}


def test_every_rule_is_broken_once(rules: dict[str, dict[str, list[Term]]], all_broken: list[Path]) -> None:
    """Each property shape and each SPARQL constraint has a broken example that hits it."""
    hit = {shape.removeprefix(SGSH) for path in all_broken for _, shape, _ in expected_of(path)}

    assert hit == set(rules)


def test_examples_are_named_for_their_class(all_broken: list[Path]) -> None:
    """There are at least sixty broken examples, each named <class>-<fault> in lower case."""
    assert len(all_broken) >= 60
    assert [path.stem for path in all_broken if not re.fullmatch(r"[a-z]+(-[a-z]+)+", path.stem)] == []


def test_examples_are_in_house_style(context: Path, all_broken: list[Path]) -> None:
    """A broken example, read and written again, is the same file."""
    assert [path.name for path in (context, *all_broken) if reformat(path) != path.read_bytes()] == []
