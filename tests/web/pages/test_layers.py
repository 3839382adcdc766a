"""Test laying a graph out in columns."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from steungraaf.web.pages.layers import Bend, columns_of, lay_out, middles_of


def test_roles() -> None:
    """Roles stand from left to right, and in one role who is helped comes after who helps."""
    roles = {"t": 2, "a": 0, "b": 0, "i": 1}
    assert columns_of(roles, [("a", "b"), ("b", "i"), ("i", "t")]) == {"a": 0, "b": 1, "i": 2, "t": 3}


def test_circle() -> None:
    """Things that help each other in a circle stand in columns of their own."""
    columns = columns_of({"a": 0, "b": 0, "c": 0}, [("a", "b"), ("b", "c"), ("c", "a")])
    assert columns == {"a": 0, "b": 1, "c": 2}


def test_near_to_the_next_role() -> None:
    """In the first role only who helps others of it stands before the last column."""
    roles = {"payer": 0, "agency": 0, "alone": 0, "t": 1}
    columns = columns_of(roles, [("payer", "agency"), ("agency", "t"), ("alone", "t")])
    assert columns == {"payer": 0, "agency": 1, "alone": 1, "t": 2}


def test_bends() -> None:
    """A link that passes a column bends there, in the order in which it runs, also from right to left."""
    layout = lay_out({"a": 20, "b": 20, "t": 20}, {"a": 0, "b": 1, "t": 2}, [("a", "t"), ("t", "a"), ("a", "b")], 10)
    assert layout.bends(("a", "t")) == [Bend(("a", "t"), 1)] and layout.bends(("t", "a")) == [Bend(("t", "a"), 1)]
    assert layout.bends(("a", "b")) == []


def test_straight() -> None:
    """What is linked with one thing only stands beside it, and crossings are undone."""
    links = [("a", "y"), ("b", "x")]
    layout = lay_out(dict.fromkeys("abxy", 20), {"a": 0, "b": 0, "x": 1, "y": 1}, links, 10)
    assert layout.middles["a"] == layout.middles["y"] and layout.middles["b"] == layout.middles["x"]


def test_alone() -> None:
    """A thing without a link has its place too; nothing at all has no height."""
    assert lay_out({"a": 20}, {"a": 0}, [("a", "a")], 10).middles == {"a": 10}
    assert lay_out({}, {}, [], 10).height == 0


def test_ends_of_lines() -> None:
    """Lines share the side of a box, nearer to each other where there are many."""
    assert middles_of(1, 40, 10) == [0] and middles_of(4, 20, 10) == [-7.5, -2.5, 2.5, 7.5]


@settings(max_examples=30)
@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")), max_size=14))
def test_no_overlap(links: list[tuple[str, str]]) -> None:
    """Whatever is linked with what, no box lies over another, and all are inside the picture."""
    heights = {name: 20.0 + at for at, name in enumerate("abcdefgh")}
    layout = lay_out(heights, {name: at % 3 for at, name in enumerate("abcdefgh")}, links, 10)
    for column in set(layout.columns.values()):
        inside = sorted((layout.middles[name], name) for name in heights if layout.columns[name] == column)
        for (upper, one), (lower, other) in pairwise(inside):
            assert lower - upper >= (heights[one] + heights[other]) / 2 + 10 - 1e-6
    assert all(0 <= layout.middles[name] - heights[name] / 2 + 1e-6 for name in heights)
    assert all(layout.middles[name] + heights[name] / 2 <= layout.height + 1e-6 for name in heights)
