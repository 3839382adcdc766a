"""Give a real browser and a site that really runs: a process of its own, on loopback."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NoReturn
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, expect, sync_playwright

from tests.servers import free_port

PATIENCE = 60_000  # milliseconds: a machine that does much else is slow, and no fault of the site


@dataclass
class Window:
    """A window of the browser, with what a page should never do: errors, cookies, requests to elsewhere."""

    page: Page
    address: str
    errors: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Open a page of the site."""
        self.page.goto(self.address + path)
        return self.page

    def watch(self) -> None:
        """Note what happens from now on."""
        own = urlsplit(self.address).netloc
        self.page.on("console", lambda said: self.errors.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("request", lambda one: None if urlsplit(one.url).netloc == own else self.elsewhere.append(one.url))
        self.page.on("request", lambda one: self.requests.append(one))

    def bytes(self) -> dict[str, int]:
        """Return how many bytes came over the line for each path; the page must have been loaded."""
        return {urlsplit(one.url).path: one.sizes()["responseBodySize"] for one in self.requests}


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Start the site over the bundled data, and give its address without a slash at its end."""
    command = [sys.executable, "-m", "steungraaf", "serve", "--lang", "nl", "--port", str(free_port()), "--quiet"]
    command += ["--workers", "1", "--time-limit", "3600"]  # so a query that goes on would keep all others waiting
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert process.stdout is not None
    try:
        line = process.stdout.readline().strip()
        assert line.startswith("http://"), f"the site did not start: {line!r}"
        yield line.rstrip("/")
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()


@pytest.fixture(scope="module")
def browser(missing: Callable[[str], NoReturn]) -> Iterator[Browser]:
    """Start Chromium; it goes before the tests of other modules, for it keeps an event loop of its own."""
    chromium = shutil.which("chromium") or missing("chromium is not installed: apt-get install chromium")
    with sync_playwright() as playwright:
        expect.set_options(timeout=PATIENCE)
        browser = playwright.chromium.launch(executable_path=chromium)
        yield browser
        browser.close()


Open = Callable[..., Window]


def new_window(browser: Browser, address: str, *, scripts: bool = True, width: int = 1280) -> Window:
    """Open a window of a reader of Dutch that remembers nothing, and note what happens in it."""
    context = browser.new_context(java_script_enabled=scripts, locale="nl-BE", viewport={"width": width, "height": 900})
    context.set_default_timeout(PATIENCE)
    made = Window(context.new_page(), address)
    made.watch()
    return made


@pytest.fixture
def window(browser: Browser, address: str) -> Iterator[Open]:
    """Make windows of readers of Dutch, with or without scripts; at the end nothing forbidden must have happened."""

    def make(*, scripts: bool = True, width: int = 1280) -> Window:
        windows.append(new_window(browser, address, scripts=scripts, width=width))
        return windows[-1]

    windows: list[Window] = []
    yield make
    cookies = [cookie for one in windows for cookie in one.page.context.cookies()]
    for one in windows:
        one.page.context.close()
    assert cookies == [] and [one.errors + one.elsewhere for one in windows] == [[] for _ in windows]


@contextmanager
def following(page: Page) -> Iterator[None]:
    """Wait until what is done here has led to another page."""
    with page.expect_navigation():
        yield
