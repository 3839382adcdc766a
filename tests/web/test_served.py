"""Test what all parts of the site serve from."""

import pytest

from steungraaf.web.served import Served


def test_once(served: Served) -> None:
    """What is made of the data is made once for each state of them, and each time where that cannot be told."""
    served = Served(served.dataset, served.limits, "one")
    made: list[int] = []

    def make() -> int:
        made.append(1)
        return len(made)

    found = [served.once("a", make), served.once("a", make), served.once("b", make)]
    served.tag = "two"
    found.append(served.once("a", make))
    served.tag = ""
    assert [*found, served.once("a", make), served.once("a", make)] == [1, 1, 2, 3, 4, 5]


def test_what_is_recalled(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """A thing is looked up once for each state of the data, until too much is known; without a state each time."""
    served = Served(served.dataset, served.limits, "one")
    asked: list[list[str]] = []

    def find(iris: list[str]) -> dict[str, str]:
        asked.append(iris)
        return {iri: f"{iri} {served.tag}" for iri in iris}

    assert served.recalled("a", ["x", "y", "x"], find) == {"x": "x one", "y": "y one"}
    assert served.recalled("a", iter(["z", "y"]), find) == {"z": "z one", "y": "y one"}
    assert served.recalled("a", ["x"], find) == {"x": "x one"}
    assert served.recalled("b", ["x"], find) == {"x": "x one"}
    assert asked == [["x", "y"], ["z"], ["x"]]
    served.tag = "two"
    assert served.recalled("a", ["x"], find) == {"x": "x two"}
    monkeypatch.setattr("steungraaf.web.served._RECALLED", 2)
    assert served.recalled("a", ["y", "z"], find) == {"y": "y two", "z": "z two"}
    asked.clear()
    assert served.recalled("a", ["x", "y"], find) == {"x": "x two", "y": "y two"}
    assert asked == [["x"]]
    served.tag = ""
    assert served.recalled("a", ["y"], find) == {"y": "y "}


def test_labels(served: Served) -> None:
    """Labels are those of the language, and those of what has none are told by its address."""
    claim = "https://w3id.org/steungraaf/ns#Claim"
    assert served.labels([claim, "urn:x"], "en") == {claim: "claim", "urn:x": "urn:x"}
    assert served.labels([claim], "nl") == {claim: "bewering"}
