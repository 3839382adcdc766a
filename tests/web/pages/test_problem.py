"""Test the page that tells what is wrong."""

import pytest

from tests.web.pages.conftest import Reader, text_of


@pytest.mark.parametrize(
    ("path", "lang", "label", "href"),
    [
        ("/doc/organisation/vlaoi", "nl", "Agentschap Innoveren en Ondernemen", "/doc/organisation/vlaio"),
        ("/doc/municipality/ostende?lang=en", "nl", "Oostende", "/doc/municipality/oostende?lang=en"),
        ("/questions/actors/who-suports", "en", "Who supports whom or what?", "/questions/actors/who-supports"),
        ("/questions/who-supports", "nl", "Wie steunt wie of wat?", "/questions/actors/who-supports"),
        (
            "/doc/document/sv-2018-2019-78",
            "en",
            "Written question 77 of 27 November 2018, with its answer",
            "/doc/document/sv-2018-2019-77",
        ),
    ],
)
def test_near(reader: Reader, path: str, lang: str, label: str, href: str) -> None:
    """What is near an address that is none is a link with its name, and the links lead somewhere."""
    page = reader.open(path, lang)
    main = page.all("main")[0]
    links = {text_of(one): one.get("href", "") for one in main.iter("{http://www.w3.org/1999/xhtml}a")}
    assert page.status == 404 and links[label] == href
    assert {reader.client.get(one).status_code for one in links.values()} == {200}


def test_nothing_near(reader: Reader) -> None:
    """Where nothing is near, there is no heading above nothing, and what was asked stands there as text."""
    page = reader.open("/doc/zzz/<b>qqq", "en")
    assert page.status == 404 and not page.all("h2") and "/doc/zzz/<b>qqq" in page.text
