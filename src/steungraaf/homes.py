"""Import what a package offers when it is first asked for, so that a question waits for nothing else."""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def find_by(homes: Mapping[str, str], package: str) -> Callable[[str], Any]:
    """Return the ``__getattr__`` of a package (PEP 562) that finds each name in the module that is its home.

    >>> find_by({"fold": "steungraaf.spelling"}, "steungraaf")("fold")("Één")
    'een'
    """

    def _find(name: str) -> Any:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(homes[name]), name)

    return _find
