"""The Turtle files: in the house style, with the prefixes of the one table, each with a header that says what it is."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from steungraaf.namespaces import PREFIXES
from steungraaf.rdf import reformat

DECLARED = re.compile(r"^@prefix ([\w-]+): <([^>]+)> \.$", re.MULTILINE)
# The examples stand in a namespace that no data may use, so it has no prefix elsewhere.
OF_EXAMPLES = {"ex": "https://w3id.org/steungraaf/id/example/"}


def test_file_is_in_house_style(turtle_file: Path) -> None:
    """A file, read and written again, is the same file."""
    assert reformat(turtle_file) == turtle_file.read_bytes()


def test_prefixes_are_sorted_used_and_from_the_table(turtle_file: Path) -> None:
    """A file declares its prefixes in order, only those that it uses, and for the namespaces of the one table."""
    text = turtle_file.read_text("utf-8")
    body = text.rpartition("@prefix ")[2].partition("\n")[2]
    declared = dict(DECLARED.findall(text))
    table = {**PREFIXES, **(OF_EXAMPLES if turtle_file.parent.name == "examples" else {})}

    assert list(declared) == sorted(declared)
    assert [prefix for prefix in declared if not re.search(rf"(?<![\w-]){prefix}:", body)] == []
    assert declared.items() <= table.items()


def test_blocks_hold_one_subject_each(turtle_file: Path) -> None:
    """No file has a comment, and each block ends in a full stop on a line of its own."""
    blocks = turtle_file.read_text("utf-8").rstrip("\n").split("\n\n")[1:]
    assert [line for block in blocks for line in block.splitlines() if line.startswith("#")] == []
    assert [block.splitlines()[0] for block in blocks if '"""' not in block and block.splitlines()[-1] != "."] == []


def test_context_has_the_prefixes_of_the_table(context: dict[str, Any]) -> None:
    """The JSON-LD context knows every vocabulary of others by its prefix in the table, and every own one."""
    prefixes = {name: value for name, value in context.items() if isinstance(value, str) and value[-1:] in "#/"}
    known = {**PREFIXES, "id": "https://w3id.org/steungraaf/id/"}
    assert prefixes.items() <= known.items()
    own = {prefix for prefix, namespace in PREFIXES.items() if "/steungraaf/id/" in namespace}
    assert set(PREFIXES) - own == set(prefixes) - {"id"}
