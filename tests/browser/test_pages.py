"""Every kind of page can be used by all: no fault of accessibility, nothing too wide, light enough for a slow line."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Window, new_window
from tests.browser.kinds import ABSENT, PAGES

MOST = 60_000  # bytes of a page with its styles and scripts, as they come over the line
LONG = frozenset({"vocabulary"})  # all terms stand on one page, for that is where their addresses lead
EDITOR = "/static/editor/"  # comes after the page, which can be used before it is there
NARROW = 320  # pixels of the narrowest screen
SCREENS = tuple((width, theme) for width in (1280, NARROW) for theme in ("light", "dark"))
_AXE = "axe.run({resultTypes: ['violations'], preload: false}).then((told) => told.violations)"


@dataclass
class Seen:
    """What a browser saw of a page: with scripts in all screens, and without them in the narrowest."""

    kind: str
    violations: list[tuple[Any, ...]] = field(default_factory=list)
    widths: list[int] = field(default_factory=list)  # of the page, in pixels
    sizes: dict[str, int] = field(default_factory=dict)
    headings: int = 0
    title: str = ""
    canonical: int = 0
    languages: int = 0
    faults: list[str] = field(default_factory=list)  # errors, requests to elsewhere, cookies


@pytest.fixture(scope="module", params=PAGES)
def seen(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Seen]:
    """Look at a kind of page; each is looked at once for all tests, for a browser is slow."""
    found = Seen(request.param)
    for scripts in (True, False):
        window = new_window(browser, address, scripts=scripts, width=1280 if scripts else NARROW)
        page = window.open(PAGES[found.kind])
        (_look_at if scripts else _look_without_scripts)(found, window, page)
        found.faults += window.errors + window.elsewhere + [str(one) for one in page.context.cookies()]
        page.context.close()
    yield found


def _look_at(found: Seen, window: Window, page: Page) -> None:
    found.sizes = window.bytes()
    page.evaluate(Path(AXE_FILE_PATH).read_text("utf-8"))
    for width, theme in SCREENS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
        for one in page.evaluate(_AXE):
            found.violations.append((width, theme, one["id"], one["nodes"][0]["html"], len(one["nodes"])))
    found.widths.append(_width(page))


def _look_without_scripts(found: Seen, window: Window, page: Page) -> None:
    found.widths.append(_width(page))
    found.headings, found.title = page.locator("h1").count(), page.title()
    found.canonical = page.locator('link[rel="canonical"]').count()
    found.languages = page.locator('link[rel="alternate"][hreflang]').count()


def _width(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth"))


def test_accessible(seen: Seen) -> None:
    """Axe finds no fault, on a wide and on a narrow screen, in light and in dark."""
    assert seen.violations == []


def test_narrow(seen: Seen) -> None:
    """Nothing of a page is wider than the narrowest screen, with scripts and without."""
    assert seen.widths == [NARROW, NARROW]


def test_light(seen: Seen) -> None:
    """A page with its styles and scripts is light, and needs no more than a few requests."""
    sizes = {path: size for path, size in seen.sizes.items() if not path.startswith(EDITOR)}
    assert {path.rpartition(".")[2] for path in sizes} >= {"css", "js"} and len(sizes) <= 8
    assert sum(sizes.values()) < (2 * MOST if seen.kind in LONG else MOST), sizes


def test_titled(seen: Seen) -> None:
    """A page has one heading of the first level, a title, and names its own address in both languages."""
    assert seen.headings == 1 and seen.title.endswith("Steungraaf") and len(seen.title) > 12
    assert (seen.canonical, seen.languages) == (1, 3)


def test_quiet(seen: Seen) -> None:
    """A page makes no error, asks nobody else and sets no cookie; only that it tells an error is an error."""
    told = "Failed to load resource: the server responded with a status of 4"  # what the browser says of such a page
    assert [one for one in seen.faults if seen.kind not in ABSENT or not one.startswith(told)] == []
