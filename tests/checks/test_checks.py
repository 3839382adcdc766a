"""Each query that must return nothing on good data finds what its broken example names, and only that."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from steungraaf.namespaces import Shortener
from steungraaf.queryfile import read_query_file
from steungraaf.rdf import reformat

Row = dict[str, tuple[str, str | None]]
Ask = Callable[[Path, str], list[Row]]

PREFIX = re.compile(r"^@prefix (\S+): <(.*)> \.$", re.MULTILINE)
WHOLE = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][+]?[0-9]+)?")


def expected_of(path: Path) -> list[dict[str, str]]:
    """Read the rows that a broken example must give."""
    lines = [line.removeprefix("#+") for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#+")]
    header: dict[str, Any] = yaml.safe_load("\n".join(lines))
    assert list(header) == ["expect"]
    return list(header["expect"])


def shown(cell: tuple[str, str | None], shorten: Shortener) -> str:
    """Write a cell as the headers do: a prefixed name, a whole IRI, a number, or a text with its language."""
    text, language = cell
    if language:
        return f"{text}@{language}"
    if WHOLE.fullmatch(text) and not text.startswith("0"):
        return f"{Decimal(text).normalize():f}"
    return shorten(text) or f"<{text}>" if text.startswith("http") else text


def test_finds_its_broken_example(ask: Ask, query_path: Path, example: Path) -> None:
    """A check gives just the rows that its broken example names, on every engine."""
    rows = ask(example, read_query_file(query_path).sparql)
    shorten = Shortener(dict(PREFIX.findall(example.read_text(encoding="utf-8"))))

    assert [{name: shown(cell, shorten) for name, cell in row.items()} for row in rows] == expected_of(example)


def test_says_what_to_do(query_path: Path) -> None:
    """A check has a question, a description that ends as a sentence, the tag of its theme, and no parameters."""
    query = read_query_file(query_path)

    assert (query.theme, query.parameters, query.tags[0]) == ("checks", (), "checks")
    assert all(query.question[lang].endswith("?") and query.description[lang].endswith(".") for lang in ("nl", "en"))


def test_first_column_is_the_thing_at_fault(query_path: Path, example: Path) -> None:
    """The first column of a check is the thing that its finding is about."""
    columns = list(read_query_file(query_path).columns)

    assert all(next(iter(row)) == columns[0] for row in expected_of(example))


def test_every_check_is_broken_once(query_paths: list[Path], examples: list[Path]) -> None:
    """Each check has its broken example, in house style, and there are at least eight."""
    assert [path.stem for path in examples] == [path.stem for path in query_paths]
    assert [path.name for path in examples if reformat(path) != path.read_bytes()] == []
    assert len(query_paths) >= 8
