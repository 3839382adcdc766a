"""Read the list of faults to plant in a copy of the bundled data, and plant them."""

import re
import shutil
import tomllib
from pathlib import Path
from typing import Any

from steungraaf.folder import Folder

MUTATIONS: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("mutations.toml").read_text("utf-8"))[
    "mutation"
]


def mutate(text: str, mutation: dict[str, Any]) -> str:
    """Change the words of a mutation, which stand once in its block."""
    start = text.index(f"\n{mutation['block']}\n") + 1
    end = text.index("\n.\n", start)
    block = text[start:end] + "\n"
    pattern = mutation.get("pattern") or re.escape(mutation["old"])
    new = mutation["new"] if "pattern" in mutation else mutation["new"].replace("\\", r"\\")
    changed, times = re.subn(pattern, new, block)
    assert times == 1, mutation["name"]
    return text[:start] + changed[:-1] + text[end:]


def plant(folder: Path) -> None:
    """Copy the bundled data to a folder and make every mutation in the copy."""
    shutil.copytree(Folder.open().data, folder)
    for mutation in MUTATIONS:
        path = folder / mutation["file"]
        path.write_text(mutate(path.read_text("utf-8"), mutation), "utf-8")
