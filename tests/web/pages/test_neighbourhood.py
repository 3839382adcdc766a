"""Test the picture of what is nearest to a thing."""

import pytest

from tests.web.pages.conftest import Page, Reader, text_of


def _boxes(page: Page) -> list[str]:
    found = [one for one in page.root.iter() if one.tag.endswith("}a") and "box" in one.get("class", "").split()]
    return [text_of(next(part for part in one if part.tag.endswith("text"))) for one in found]


def test_actor(reader: Reader) -> None:
    """An agency stands among what it supports; the page says how much is drawn and leads to the rest."""
    page = reader.open("/doc/organisation/vlaio", "en")
    boxes = _boxes(page)
    assert any("Innovation" in box for box in boxes) and 3 < len(boxes) <= 11
    assert "claims." in page.text and page.links()["Read them as statements"] == "#said"
    rest = page.links()["See all of them in a drawing with a table"]
    assert reader.open(rest).status == 200


@pytest.mark.parametrize("path", ["/doc/target-group/starters", "/doc/initiative/city-of-things"])
def test_others(reader: Reader, path: str) -> None:
    """A target group and an initiative have a picture as well."""
    assert len(_boxes(reader.open(path))) > 2


@pytest.mark.parametrize(
    "path",
    ["/doc/municipality/aalter", "/doc/document/sv-2018-2019-77/claim-a4-s3-1", "/doc/support-kind/markttoegang"],
)
def test_none(reader: Reader, path: str) -> None:
    """What fewer than two claims link with anything, and a claim itself, have none."""
    page = reader.open(path)
    assert page.status == 200 and _boxes(page) == []


def test_circle(tangled: Reader) -> None:
    """Things in a circle and a claim of a thing on itself are drawn."""
    assert len(_boxes(tangled.open("/doc/organisation/a"))) == 2
