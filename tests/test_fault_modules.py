"""The faults that stand beside those who raise them: two languages that say the same, and a tree that is drawn."""

import re
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

import steungraaf
from steungraaf.errors import SteungraafError
from tests.test_errors import parts_of

PACKAGE = Path(steungraaf.__file__).parent
NAMES = [".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts) for path in PACKAGE.rglob("*faults.py")]
MODULES = [import_module(name) for name in sorted(NAMES)]
KINDS = [
    (module, kind)
    for module in MODULES
    for kind in vars(module).values()
    if isinstance(kind, type) and issubclass(kind, SteungraafError) and kind.__module__ == module.__name__
]
by_kind = pytest.mark.parametrize(("module", "kind"), KINDS, ids=[kind.__name__ for _, kind in KINDS])


def test_all_are_found() -> None:
    """Each part of the program that has faults of its own is looked at."""
    assert len(MODULES) > 10 and len(KINDS) > 100


@by_kind
def test_both_languages_say_the_same(module: ModuleType, kind: type[SteungraafError]) -> None:
    """The Dutch and the English text name the same parts, all of which the docstring lists."""
    assert parts_of(kind.nl) == parts_of(kind.en)
    assert "en" not in vars(kind) or all(part in (kind.__doc__ or "") for part in parts_of(kind.en)), module.__name__


@by_kind
def test_tree_is_whole(module: ModuleType, kind: type[SteungraafError]) -> None:
    """Every kind stands in the tree at the head of its module, with the status that goes with it."""
    drawn = re.search(rf"\b{kind.__name__}\b(?: +(\d+)  )?", module.__doc__ or "")
    assert drawn is not None, module.__name__
    status = getattr(kind, "status", None) or kind.exit_status
    assert drawn[1] is None or int(drawn[1]) == status
