"""Check what is known of the items of documents."""

from steungraaf.catalogue.items import read_items
from steungraaf.store import Store

EX = "https://example.org/id/document/sv-9/"


def test_numbered_questions_are_questions(store: Store) -> None:
    """The numbered items of a question are its questions; its introduction and the answers are not."""
    assert [(question.tag, question.item) for question in read_items(store).ordered()] == [
        ("sv-9/1", f"{EX}q1"),
        ("sv-9/2", f"{EX}q2"),
    ]


def test_reference_to_a_question_means_its_answer(store: Store) -> None:
    """Who is sent to a question reads what answers it."""
    items = read_items(store)
    assert (items.read_for(f"{EX}q2"), items.referred_to(f"{EX}q2")) == ([f"{EX}a2", f"{EX}a1"], [f"{EX}q1"])


def test_references_in_a_circle_end(store: Store) -> None:
    """Items that refer to each other, or to an item of an answer, are read once."""
    items = read_items(store)
    items.refers[f"{EX}a1"] = [f"{EX}q2", f"{EX}a9"]
    assert items.read_for(f"{EX}q1") == [f"{EX}a1", f"{EX}a2", f"{EX}a9"]


def test_speaker_and_what_stays_open(store: Store) -> None:
    """An answer has its speaker and its gaps."""
    items = read_items(store)
    speaker = "https://w3id.org/steungraaf/id/person/jan"
    assert (items.answered_by(f"{EX}q1"), items.left_open(f"{EX}q1")) == ([speaker], [f"{EX}gap"])
    assert (items.answered_by("x"), items.left_open("x"), items.read_for("x")) == ([], [], [])
