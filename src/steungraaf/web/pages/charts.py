"""Draw figures that belong together as bars from zero, each with its number, its hedges and a link."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from steungraaf.catalogue.quotations import NO_PERIOD
from steungraaf.web.pages.amounts import Amount, Division


@dataclass(frozen=True)
class Bar:
    """One figure: `length` is in percent of the longest; `look` is plain, hollow (computed) or dashed (planned)."""

    iri: str
    label: str
    period: str
    shown: str
    length: str
    look: str
    here: bool


@dataclass(frozen=True)
class Chart:
    """Bars under one heading; `kind` is whole, for parts of one whole, or alike, for the same thing counted again."""

    kind: str
    bars: tuple[Bar, ...]


def division_chart(division: Division, figure: str, names: Mapping[str, str], words: Mapping[str, str]) -> Chart:
    """Return a whole with its parts; `words` say "whole" and "part"."""
    whole = division.whole
    assert whole.value is not None
    bars = [_bar(whole, float(whole.value), figure, f"{words['whole']}: {_called(whole, names)}", names)]
    for part, share in division.parts:
        label = f"{words['part']}, {share.shown}: {_called(part, names)}"
        bars.append(_bar(part, float(whole.value), figure, label, names))
    return Chart("whole", tuple(bars))


def alike_chart(amounts: Iterable[Amount], figure: str, names: Mapping[str, str]) -> Chart | None:
    """Return what counts the same for others or in other periods; None where nothing stands beside the figure."""
    drawn = [one for one in amounts if one.value is not None and one.value >= 0]
    if not any(one.iri == figure for one in drawn):
        return None
    most = max((float(one.value) for one in drawn if one.value is not None), default=0.0)
    if len(drawn) < 2 or not most:
        return None
    bars = [_bar(one, most, figure, names.get(one.about, "") or _called(one, names), names) for one in drawn]
    return Chart("alike", tuple(sorted(bars, key=lambda bar: (bar.period, bar.label, bar.iri))))


def _bar(amount: Amount, most: float, figure: str, label: str, names: Mapping[str, str]) -> Bar:
    assert amount.value is not None
    return Bar(
        iri=amount.iri,
        label=label,
        period="" if amount.period == NO_PERIOD else names.get(amount.period, ""),
        shown=amount.shown,
        length=length_of(float(amount.value), most),
        look="hollow" if amount.computed else "dashed" if amount.later else "plain",
        here=amount.iri == figure,
    )


def length_of(value: float, most: float) -> str:
    """Return the length of a bar in percent of the longest one.

    >>> length_of(1232, 2662)
    '46.28%'
    """
    return f"{100 * value / most:.2f}%" if most else "0.00%"


def _called(amount: Amount, names: Mapping[str, str]) -> str:
    return names.get(amount.indicator, "") or names.get(amount.about, "") or amount.shown
