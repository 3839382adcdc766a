"""Test drawing boxes and arrows."""

from hypothesis import given, settings
from hypothesis import strategies as st

from steungraaf.web.pages.drawing import WIDTH, Link, Node, draw, width_of, wrap

_A, _I, _T = (
    Node("a", "Agency", "organisation", 0),
    Node("i", "Initiative", "initiative", 1),
    Node("t", "T", "group", 2),
)


def _link(source: str, target: str, relation: str = "supports") -> Link:
    return Link(source, target, relation, "words", "/there")


@settings(max_examples=50)
@given(st.text(st.characters(codec="utf-8"), max_size=80))
def test_wrap(text: str) -> None:
    """Nothing of a label is cut: its lines are its words, a long one broken with hyphens."""
    lines = wrap(text, 100)
    joined = "".join("".join(lines).split()).replace("-", "")
    assert joined == "".join(text.split()).replace("-", "")
    assert all(width_of(line) <= 100 or len(line) <= 3 for line in lines)


def test_long_word() -> None:
    """A word that is wider than a box is broken, and not into a tail of one letter."""
    lines = wrap("Meerjarenondersteuningsprogrammafonds", 133)
    assert len(lines) > 1 and all(line.endswith("-") for line in lines[:-1]) and len(lines[-1]) > 2


def test_columns() -> None:
    """Boxes stand by their role, with a heading over each role, and an arrow ends where its box begins."""
    picture = draw([_T, _A, _I], [_link("a", "i"), _link("i", "t")])
    assert [box.node.iri for box in picture.boxes] == ["a", "i", "t"]
    assert [heading.role for heading in picture.headings] == [0, 1, 2]
    middle = picture.boxes[1]
    assert f"L{middle.x:g}," in picture.arrows[0].head and picture.relations() == ["supports"]
    assert picture.kinds() == ["group", "initiative", "organisation"]
    assert picture.width > 3 * WIDTH and not picture.has("planned")


def test_back() -> None:
    """An arrow to the left begins at the left side of its box, and ends at the right side of the other."""
    picture = draw([_A, _T], [_link("t", "a")])
    agency, group = picture.boxes
    assert picture.arrows[0].line.startswith(f"M{group.x:g},")
    assert f"L{agency.x + agency.width:g}," in picture.arrows[0].head


def test_beside() -> None:
    """Arrows of two relations between the same boxes run beside each other, also where they pass a column."""
    picture = draw([_A, _I, _T], [_link("a", "t"), _link("a", "t", "funds"), _link("a", "i")])
    one, other = picture.arrows[:2]
    assert one.line != other.line
    across = [arrow.line.split("L")[1] for arrow in (one, other)]
    assert across[0] != across[1]


def test_itself() -> None:
    """An arrow from a thing to itself is not drawn; the thing is."""
    picture = draw([_A], [_link("a", "a")])
    assert len(picture.boxes) == 1 and picture.arrows == ()
    assert draw([], []).boxes == ()


def test_busy() -> None:
    """A box grows with the arrows on its side, so that they stay apart."""
    nodes = [Node(f"i{n}", f"I{n}", "initiative", 1) for n in range(12)]
    picture = draw([_A, *nodes], [_link("a", node.iri) for node in nodes])
    assert picture.boxes[0].height > 100
