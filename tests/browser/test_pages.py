"""Every kind of page can be used by all: no fault of accessibility, nothing too wide, light enough for a slow line."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import SCREENS, Open
from tests.browser.kinds import ABSENT, PAGES

MOST = 60_000  # bytes of a page with its styles and scripts, as they come over the line
LONG = frozenset({"vocabulary"})  # all terms stand on one page, for that is where their addresses lead
ALL = pytest.mark.parametrize("kind", PAGES)


@ALL
def test_accessible(window: Open, kind: str) -> None:
    """Axe finds no fault, on a wide and on a narrow screen, in light and in dark."""
    opened = window()
    page, found = opened.open(PAGES[kind]), []
    for width, theme in SCREENS:
        page.emulate_media(color_scheme=theme)
        page.set_viewport_size({"width": width, "height": 900})
        violations = Axe().run(page).response["violations"]
        found += [(width, theme, one["id"], one["nodes"][0]["html"], len(one["nodes"])) for one in violations]
    assert found == []
    _forgive(opened.errors, kind)


@ALL
@pytest.mark.parametrize("scripts", [True, False])
def test_narrow(window: Open, kind: str, scripts: bool) -> None:
    """Nothing of a page is wider than the narrowest screen, with scripts and without."""
    opened = window(scripts=scripts, width=320)
    page = opened.open(PAGES[kind])
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    _forgive(opened.errors, kind)


@ALL
def test_light(window: Open, kind: str) -> None:
    """A page with its styles and scripts is light, and needs no more than a few requests."""
    opened = window()
    opened.open(PAGES[kind])
    sizes = opened.bytes()
    assert {path.rpartition(".")[2] for path in sizes} >= {"css", "js"} and len(sizes) <= 8
    assert sum(sizes.values()) < (2 * MOST if kind in LONG else MOST), sizes
    _forgive(opened.errors, kind)


@ALL
def test_titled(window: Open, kind: str) -> None:
    """A page has one heading of the first level, a title, and names its own address in both languages."""
    opened = window(scripts=False)
    page = opened.open(PAGES[kind])
    assert page.locator("h1").count() == 1 and page.title().endswith("Steungraaf") and len(page.title()) > 12
    assert page.locator('link[rel="canonical"]').count() == 1
    assert page.locator('link[rel="alternate"][hreflang]').count() == 3
    _forgive(opened.errors, kind)


def _forgive(errors: list[str], kind: str) -> None:
    """Let the browser report the status of a page that is there to tell an error."""
    if kind in ABSENT:
        errors[:] = [one for one in errors if "404" not in one]
