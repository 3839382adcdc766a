"""Test asking a server about what we have, also one that fails in the middle."""

from collections.abc import Callable
from pathlib import Path

import pytest

from steungraaf.links import asking
from steungraaf.links.asking import Inquiry
from steungraaf.links.gathering import gathered
from steungraaf.links.link_faults import InterruptedAskingError
from steungraaf.links.things import Thing
from steungraaf.rdf import parse_quads
from steungraaf.store import EmbeddedStore
from steungraaf.store.endpoint import EndpointStore
from steungraaf.store.faults import EndpointBusyError
from tests import servers
from tests.actors import PREFIX, THEIRS, matcher_of, write_dataset

MORE = """
<http://example.org/u> adms:identifier <http://example.org/i> . <http://example.org/i> skos:notation "KBO nummer" ;
  <https://data.vlaanderen.be/ns/generiek#gestructureerdeIdentificator> <http://example.org/s> .
<http://example.org/s> <https://data.vlaanderen.be/ns/generiek#lokaleIdentificator> "0316380841" .
<http://example.org/other> rdfs:label "Nobody asked"@nl .
"""
Ask = Callable[..., list[Thing]]


class Failing:
    """A server that answers some questions and then has no time, and counts what it was asked."""

    def __init__(self, store: EmbeddedStore | EndpointStore, after: int = 10**6) -> None:
        self.address, self.asked, self._store, self._after = "https://example.org/sparql", list[str](), store, after

    def query(self, sparql: str) -> object:
        """Answer, or refuse."""
        if len(self.asked) >= self._after:
            raise EndpointBusyError(address=self.address, status=503, wait=None)
        self.asked.append(sparql)
        return self._store.query(sparql)


@pytest.fixture
def theirs() -> EmbeddedStore:
    """Give what a server holds."""
    store = EmbeddedStore()
    store.load(parse_quads((PREFIX + THEIRS + MORE).encode(), format="turtle", name="t"))
    return store


@pytest.fixture
def ask(tmp_path: Path) -> Ask:
    """Ask a server about the small dataset and return the things that it told of."""
    entities = list(matcher_of(write_dataset(tmp_path / "own")).entities.values())

    def ask_server(server: asking.Asked, told: list[tuple[int, int]] | None = None) -> list[Thing]:
        inquiry = Inquiry(server, tmp_path / "answers", pause=0, tell=lambda *how: (told or []).append(how))
        with gathered() as place:
            inquiry.gather(entities, place)
            inquiry.forget()
            return list(place.things())

    return ask_server


def test_only_what_bears_our_names_and_codes_is_told_of(ask: Ask, theirs: EmbeddedStore, tmp_path: Path) -> None:
    """Things are found by name, by code, by the address of a code and through structured identifiers."""
    found = {thing.iri: thing for thing in ask(Failing(theirs))}
    assert set(found) == {"http://example.org/list/35013", "http://example.org/list/a", "http://example.org/u"}
    assert found["http://example.org/u"].codes == {("kbo", "0316380841")}
    assert found["http://example.org/list/a"].codes == {("ovo", "OVO000001")}
    assert not (tmp_path / "answers").exists()


def test_what_somebody_else_keeps_there_is_let_be(ask: Ask, theirs: EmbeddedStore, tmp_path: Path) -> None:
    """A directory of that name that holds something of the user loses our answers and nothing else."""
    own = tmp_path / "answers/mine.json"
    own.parent.mkdir()
    own.write_text("{}")
    ask(Failing(theirs))
    assert list(own.parent.iterdir()) == [own]


def test_what_fails_in_the_middle_goes_on_and_asks_nothing_twice(
    ask: Ask, theirs: EmbeddedStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error says how many answers are kept and what to do; the next run asks only the rest."""
    monkeypatch.setattr(asking, "_BATCH", 3)
    whole = Failing(theirs)
    expected = ask(whole)
    first = Failing(theirs, after=4)
    with pytest.raises(
        InterruptedAskingError, match=r"4 of \d+ questions were answered.*Give the same command"
    ) as raised:
        ask(first)
    assert raised.value.exit_status == 4
    assert len(list((tmp_path / "answers").iterdir())) == 4
    second = Failing(theirs)
    assert ask(second) == expected
    assert first.asked + second.asked == whole.asked


def test_a_full_answer_is_asked_in_halves(ask: Ask, theirs: EmbeddedStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer with as many rows as are taken may be cut off: the values are asked in two halves."""
    expected = ask(Failing(theirs))
    monkeypatch.setattr(asking, "_ROWS", 3)
    halved = Failing(theirs)
    assert {thing.iri for thing in ask(halved)} == {thing.iri for thing in expected}
    assert len(halved.asked) > 6


def test_a_server_is_left_in_peace_between_questions(
    theirs: EmbeddedStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between two questions there is a pause, and none before the first or for an answer that is kept."""
    paused: list[float] = []
    monkeypatch.setattr(asking.time, "sleep", paused.append)
    server, own = Failing(theirs), matcher_of(write_dataset(tmp_path / "own"))
    for _ in range(2):
        with gathered() as place:
            Inquiry(server, tmp_path / "answers", pause=0.5).gather(own.entities.values(), place)
    assert paused == [0.5] * (len(server.asked) - 1)


@pytest.mark.parametrize("kind", servers.KINDS)
def test_a_real_server_answers_the_same(
    ask: Ask, theirs: EmbeddedStore, kind: str, request: pytest.FixtureRequest
) -> None:
    """A server that is interrupted and asked again tells of the same things as a store in this process."""
    there = servers.emptied(request.getfixturevalue(f"{kind}_server"))
    there.load(theirs.dump())
    with pytest.raises(InterruptedAskingError):
        ask(Failing(there, after=2))
    assert ask(there) == ask(Failing(theirs))
