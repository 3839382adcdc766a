"""A module that is put off is there as soon as something in it is asked for."""

import colorsys
import sys

import pytest

from steungraaf.cli.deferral import Deferred, defer


@pytest.fixture
def put_off(monkeypatch: pytest.MonkeyPatch) -> Deferred:
    """Put off a module of the standard library that nothing here uses."""
    monkeypatch.delitem(sys.modules, "colorsys")
    defer("colorsys")
    module = sys.modules["colorsys"]
    assert isinstance(module, Deferred)
    return module


def test_it_is_imported_when_it_is_used(put_off: Deferred) -> None:
    """Whoever holds the stand-in has all of the module from its first use on."""
    assert put_off.rgb_to_hsv(0, 0, 1) == colorsys.rgb_to_hsv(0, 0, 1)
    assert vars(put_off)["hsv_to_rgb"] is sys.modules["colorsys"].hsv_to_rgb
    assert not isinstance(sys.modules["colorsys"], Deferred)


def test_two_who_hold_it(put_off: Deferred) -> None:
    """A stand-in that is used after the module itself was imported leaves that one in its place."""
    del sys.modules["colorsys"]
    import colorsys as module

    assert put_off.hsv_to_rgb is module.hsv_to_rgb
    assert sys.modules["colorsys"] is module


def test_what_a_module_lacks(put_off: Deferred) -> None:
    """A name that the module does not have is told by the module."""
    with pytest.raises(AttributeError, match="colorsys"):
        put_off.nothing  # noqa: B018


def test_a_module_that_is_there_stays() -> None:
    """What has been imported already is not put off."""
    defer("sys")
    assert sys.modules["sys"] is sys
