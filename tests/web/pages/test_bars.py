"""Test drawing periods as bars."""

from steungraaf.web.pages.bars import Scale, Span, chart


def _span(begin: str, end: str, group: str = "a", text: str = "supports starters") -> Span:
    return Span(f"claim {begin} {end}", group, text, "supports", begin, end, planned=False)


def test_holds() -> None:
    """A bar knows whether its period has the day, first and last included; an open end has all days beyond."""
    spans = [_span("2017-01-01", "2017-12-31"), _span("2018-01-01", ""), _span("", "2016-12-31")]
    drawn = chart(spans, {"a": "Agency"}, "2017-12-31")
    assert [bar.holds for bar in drawn.bars] == [True, False, False]
    assert len(drawn.groups) == 1 and drawn.groups[0].lines[0][0] == "Agency"


def test_scale() -> None:
    """Days lie in proportion between whole years, and a bar lies where its days do."""
    drawn = chart([_span("2017-01-01", "2018-01-01")], {"a": "A"}, "2018-06-01")
    assert [tick.text for tick in drawn.ticks] == ["2017", "2018", "2019"]
    assert drawn.bars[0].x == drawn.ticks[0].place and drawn.ticks[1].place < drawn.day < drawn.ticks[2].place
    assert abs(drawn.bars[0].x + drawn.bars[0].width - drawn.ticks[1].place) < 0.2


def test_order() -> None:
    """Groups stand by their first day, and bars of one group lie under each other."""
    spans = [_span("2018-01-01", "", "b"), _span("2016-01-01", "", "a"), _span("2019-01-01", "", "b")]
    drawn = chart(spans, {"a": "A", "b": "B"}, "2018-01-01")
    assert [group.iri for group in drawn.groups] == ["a", "b"]
    assert len({bar.y for bar in drawn.bars}) == 3 and drawn.height > max(bar.y for bar in drawn.bars)


def test_words() -> None:
    """Words near the end of the scale end where their bar does, so that none is cut."""
    spans = [_span("2010-01-01", "2010-02-01"), _span("2019-11-01", "2019-12-31")]
    first, last = chart(spans, {"a": "A"}, "2019-01-01").bars
    assert first.anchor == "start" and last.anchor == "end"


def test_far() -> None:
    """A scale of thousands of years has a dozen ticks, and years beyond the calendar do not break it."""
    scale = Scale.over([_span("0001-01-01", "9999-12-31")], "2018-01-01")
    assert 2 <= len(scale.ticks()) <= 13 and scale.at("9999-12-31") > scale.at("0001-01-01")
