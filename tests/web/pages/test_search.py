"""Test the page of search results."""

from tests.web.pages.conftest import Reader, text_of


def test_found(reader: Reader) -> None:
    """What is found stands by its kind, the best first, with what matched and where it leads."""
    page = reader.open("/search?q=vlaio")
    first = page.all("section", "hits")[0]
    assert "Agentschap Innoveren en Ondernemen" in text_of(first) and "VLAIO" in text_of(first)
    assert page.links()["Agentschap Innoveren en Ondernemen"] == "/doc/organisation/vlaio"
    assert "Gevonden voor “vlaio”" in page.text and page.source.count('value="vlaio"') == 1


def test_language(reader: Reader) -> None:
    """The language of the address goes along to what is found."""
    page = reader.open("/search?q=oostende&lang=en")
    assert "/doc/municipality/oostende?lang=en" in page.links().values()


def test_more(reader: Reader) -> None:
    """Where a kind has more than is shown, more of that kind can be asked, and then all kinds again."""
    page = reader.open("/search?q=starters&limit=1")
    more = [href for text, href in page.links().items() if text.startswith("Meer ")]
    assert more and all("limit=50" in href and "kind=" in href for href in more)
    assert "Zoek in alle soorten." in reader.open(more[0]).links()


def test_guessed(reader: Reader) -> None:
    """Where nothing is called so, the page says that it guesses."""
    assert "Niets heet precies “oostnde”" in reader.open("/search?q=oostnde").text
    assert "Niets heet" not in reader.open("/search?q=oostende").text


def test_nothing(reader: Reader) -> None:
    """Where nothing is found it says what to try, also within one kind; hostile words are text."""
    page = reader.open("/search?q=%3Cscript%3Eqqqzzzxxx&kind=person", "en")
    assert page.status == 200 and "Nothing found" in page.text and "<script>qqq" not in page.source
    assert "/questions" in page.links().values() and "Search all kinds." in page.links()


def test_empty(reader: Reader) -> None:
    """Without words there are examples that find something."""
    page = reader.open("/search")
    assert set(page.links()) >= {"VLAIO", "Oostende"}
    examples = [href for href in page.links().values() if href.startswith("/search?q=")]
    assert len(examples) == 4
    assert all("Niets gevonden" not in reader.open(href).text for href in examples)


def test_examples_of_others(small: Reader) -> None:
    """Another dataset has examples of its own, or none."""
    page = small.open("/search")
    assert "VLAIO" not in page.text and "Wat zoekt u?" in page.text
    assert all("Niets gevonden" not in small.open(one).text for one in page.links().values() if "search?q=" in one)
