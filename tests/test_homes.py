"""What a package offers is imported when it is first asked for."""

import importlib

import pytest

from steungraaf.homes import find_by

PACKAGES = ("", ".rdf", ".queryfile", ".store", ".catalogue")


@pytest.mark.parametrize("package", [f"steungraaf{name}" for name in PACKAGES])
def test_a_package_has_all_it_names(package: str) -> None:
    """Each name that a package says to offer can be had from it."""
    module = importlib.import_module(package)
    assert [name for name in module.__all__ if not hasattr(module, name)] == []


def test_a_name_without_a_home() -> None:
    """Another name is told as Python tells it, with the package that lacks it."""
    with pytest.raises(AttributeError, match=r"module 'here' has no attribute 'there'"):
        find_by({}, "here")("there")
