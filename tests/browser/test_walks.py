"""Readers reach what they came for: with the mouse, by the keyboard alone, in both languages, without scripts."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, following

FIGURE, SENTENCE = "/figure-a4-s11-2", "a4-s11"
# The way: what opens the rest of an answer, the figure in it, and where the figure's page leads to its sentence.
MORE = 'details.more:has(a.value:text-is("1.232")) > summary'
VALUE = 'a.value:text-is("1.232")'
READ = f'.sources .place a[href*="{SENTENCE}"]'
_MOST_KEYS = 600
WITHOUT_TOO = pytest.mark.parametrize("scripts", [True, False])


@WITHOUT_TOO
def test_figure_by_mouse(window: Open, scripts: bool) -> None:
    """From the first page to the figure, and from there to its sentence, are three clicks."""
    page = window(scripts=scripts).open("/")
    page.locator(MORE).first.click()
    with following(page):
        page.locator(VALUE).first.click()
    assert page.url.endswith(FIGURE)
    with following(page):
        page.locator(READ).first.click()
    assert SENTENCE in page.url and "1.232" in page.inner_text("main")


@WITHOUT_TOO
def test_figure_by_keyboard(window: Open, scripts: bool) -> None:
    """The same way can be gone by keys alone."""
    page = window(scripts=scripts).open("/")
    _walk(page, MORE)
    page.keyboard.press("Enter")
    _walk(page, VALUE, follow=True)
    assert page.url.endswith(FIGURE)
    _walk(page, READ, follow=True)
    assert SENTENCE in page.url and "1.232" in page.inner_text("main")


def test_note_on_small_screen(window: Open) -> None:
    """On a small screen the footnote opens under the line."""
    page = window(width=320).open("/")
    note = page.locator("details.note").first
    expect(note.get_by_text("Lees in het document")).to_be_hidden()
    note.locator("summary").click()
    expect(note.get_by_text("Lees in het document")).to_be_visible()


@WITHOUT_TOO
def test_language(window: Open, scripts: bool) -> None:
    """The other language is one click away, and stays for the pages that follow."""
    page = window(scripts=scripts).open("/doc/organisation/vlaio")
    with following(page):
        page.get_by_role("link", name="In English").click()
    assert page.locator("html").get_attribute("lang") == "en"
    with following(page):
        page.get_by_role("link", name="Hefboom", exact=True).first.click()
    assert page.locator("html").get_attribute("lang") == "en" and "lang=en" in page.url


def test_skip(window: Open) -> None:
    """The first key leads past the head of the page."""
    page = window().open("/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Naar de inhoud")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


@WITHOUT_TOO
def test_search_by_enter(window: Open, scripts: bool) -> None:
    """What is typed is searched by Enter, and the best result comes first."""
    page = window(scripts=scripts).open("/")
    page.get_by_label("Zoek een actor").fill("vlaio")
    with following(page):
        page.keyboard.press("Enter")
    assert "/search?q=vlaio" in page.url
    with following(page):
        page.locator("main ul a").first.click()
    assert page.url.endswith("/doc/organisation/vlaio")


def test_suggestions(window: Open) -> None:
    """While one types there are suggestions, which keys choose and leave."""
    page = window().open("/")
    box = page.get_by_role("combobox")
    box.press_sequentially("vlai")
    first = page.get_by_role("option").first
    expect(first).to_contain_text("Agentschap Innoveren en Ondernemen")
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowDown")
    expect(first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", "suggestion-0")
    box.press("ArrowUp")
    expect(first).to_have_attribute("aria-selected", "false")
    box.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press("ArrowDown")
    with following(page):
        box.press("Enter")
    assert page.url.endswith("/doc/organisation/vlaio")


def test_suggestion_by_mouse(window: Open) -> None:
    """A suggestion can be clicked; one of a sentence leads into its document, in the language of the address."""
    page = window().open("/?lang=en")
    page.get_by_role("combobox").press_sequentially("oostende")
    with following(page):
        page.get_by_role("option").first.click()
    assert page.locator("html").get_attribute("lang") == "en" and page.url.endswith(
        "/doc/municipality/oostende?lang=en"
    )


def _walk(page: Page, selector: str, *, follow: bool = False) -> None:
    """Press Tab until what is meant has the focus, and follow it by Enter if that is asked."""
    for _ in range(_MOST_KEYS):
        page.keyboard.press("Tab")
        if page.locator(":focus").and_(page.locator(selector)).count():
            break
    else:
        raise AssertionError(f"no key leads to {selector}")
    if follow:
        with following(page):
            page.keyboard.press("Enter")
