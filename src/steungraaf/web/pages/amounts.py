"""Read figures as numbers: how much of what, how sure, and which of them are parts of which wholes."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from steungraaf.catalogue.display import show_literal, to_python
from steungraaf.model import PLAIN
from steungraaf.namespaces import expand
from steungraaf.rdf import Literal, NamedNode, Term
from steungraaf.store import Store
from steungraaf.store.lookup import objects_of, rows_of
from steungraaf.web.pages.addresses import page_labels
from steungraaf.web.served import Served

VALUE, UNIT = expand("sdmx-measure:obsValue"), expand("sdmx-attribute:unitMeasure")
_INDICATOR, _ABOUT, _PERIOD = expand("sg:indicator"), expand("sg:about"), expand("sdmx-dimension:refPeriod")
NUMERATOR, DENOMINATOR = expand("sg:numerator"), expand("sg:denominator")
DERIVED = expand("prov:wasDerivedFrom")
_HEDGES = tuple(map(expand, ("sg:precision", "sg:basis", "sg:modality")))
_PROPERTIES = (VALUE, UNIT, _INDICATOR, _ABOUT, _PERIOD, NUMERATOR, DENOMINATOR, DERIVED, *_HEDGES)
_APPROXIMATE, _COMPUTED = expand("precision:approximate"), expand("basis:derived")
_LATER = frozenset(map(expand, ("modality:planned", "modality:intended", "modality:expected")))
_PERCENT, _EURO = expand("unit:percent"), expand("unit:euro")
SIGNED = frozenset({_PERCENT, _EURO})  # units that are shown by a sign beside the number
_WAYS = "|".join(f"<{iri}>|^<{iri}>" for iri in (NUMERATOR, DENOMINATOR, DERIVED))
MOST = 60  # figures that are drawn together


@dataclass(frozen=True)
class Amount:
    """A figure as a number; `shown` is as its reader writes it, with "ca." where it is approximate."""

    iri: str
    value: Decimal | None
    shown: str
    unit: str
    indicator: str
    about: str
    period: str
    numerator: str
    denominator: str
    inputs: frozenset[str]
    hedges: frozenset[str]

    @property
    def computed(self) -> bool:
        """Tell whether we computed it: no source says it."""
        return _COMPUTED in self.hedges

    @property
    def later(self) -> bool:
        """Tell whether it is planned, intended or expected."""
        return not self.hedges.isdisjoint(_LATER)

    @property
    def things(self) -> tuple[str, ...]:
        """Return what the figure is named by, and its hedges."""
        return tuple(filter(None, (self.indicator, self.about, self.period, self.unit, *sorted(self.hedges))))


def read_amounts(store: Store, figures: Iterable[str], lang: str) -> dict[str, Amount]:
    """Return figures as numbers, by their IRI."""
    wanted = list(dict.fromkeys(figures))
    found: dict[str, dict[str, list[Term]]] = {iri: {} for iri in wanted}
    for figure, how, value in objects_of(store, wanted, _PROPERTIES):
        found[figure].setdefault(how, []).append(value)
    return {iri: _amount(iri, told, lang) for iri, told in found.items()}


def _amount(iri: str, told: dict[str, list[Term]], lang: str) -> Amount:
    def one(name: str) -> str:
        """Return the first thing that the figure has for a property."""
        return next(iter(sorted(each.value for each in told.get(name, []) if isinstance(each, NamedNode))), "")

    def each(*names: str) -> frozenset[str]:
        """Return all things that the figure has for some properties."""
        return frozenset(one.value for name in names for one in told.get(name, []) if isinstance(one, NamedNode))

    literal = next((value for value in told.get(VALUE, []) if isinstance(value, Literal)), None)
    hedges = each(*_HEDGES) - PLAIN
    return Amount(
        iri=iri,
        value=_number(literal),
        shown=show_amount(literal, one(UNIT), lang, about=_APPROXIMATE in hedges),
        unit=one(UNIT),
        indicator=one(_INDICATOR),
        about=one(_ABOUT),
        period=one(_PERIOD),
        numerator=one(NUMERATOR),
        denominator=one(DENOMINATOR),
        inputs=each(DERIVED),
        hedges=hedges,
    )


def _number(literal: Literal | None) -> Decimal | None:
    value = to_python(literal)
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    number = Decimal(str(value))
    return number if number.is_finite() else None


def show_amount(literal: Literal | None, unit: str, lang: str, *, about: bool = False) -> str:
    """Return a value with the sign of its unit, where that has one, as the language writes it.

    >>> show_amount(Literal(46), expand("unit:percent"), "nl"), show_amount(Literal(2000), expand("unit:euro"), "en")
    ('46 %', '€2,000')
    """
    if literal is None:
        return ""
    number = with_sign(show_literal(literal, lang), unit, lang)
    return f"ca.\u00a0{number}" if about else number


def with_sign(number: str, unit: str, lang: str) -> str:
    """Return a written number with the sign of its unit, where that has one."""
    blank = "\u00a0" if lang == "nl" else ""
    if unit == _PERCENT:
        return f"{number}{blank}%"
    return f"€{blank}{number}" if unit == _EURO else number


def find_relatives(store: Store, figure: str) -> list[str]:
    """Return the figures that a figure is a share or part of, is computed from or with, at any distance.

    None where they are more than can be drawn together.
    """
    return _few(store, f"SELECT DISTINCT ?other WHERE {{ <{figure}> ({_WAYS})* ?other }} LIMIT {MOST + 1}")


def find_alike(store: Store, figure: str) -> list[str]:
    """Return the figures that count the same thing in the same unit: of other actors, or in other periods.

    None where they are more than can be drawn together.
    """
    return _few(
        store,
        f"SELECT DISTINCT ?other WHERE {{ <{figure}> <{_INDICATOR}> ?what ; <{UNIT}> ?unit . "
        f"?other <{_INDICATOR}> ?what ; <{UNIT}> ?unit }} LIMIT {MOST + 1}",
    )


def _few(store: Store, sparql: str) -> list[str]:
    found = sorted(other.value for (other,) in rows_of(store, sparql) if isinstance(other, NamedNode))
    return found if len(found) <= MOST else []


@dataclass(frozen=True)
class Division:
    """A whole with its parts, and the share that says of each how much of the whole it is."""

    whole: Amount
    parts: tuple[tuple[Amount, Amount], ...]  # the part and the share


def divisions(amounts: dict[str, Amount], figure: str) -> list[Division]:
    """Return the wholes with all their parts that a figure stands in: as the whole, a part, or the share between.

    What no source counts but we computed from the share and the other of the two counts as well.
    """
    found: dict[str, list[tuple[Amount, Amount]]] = {}
    mine: set[str] = set()
    for share in amounts.values():
        whole, part = _ends(amounts, share)
        if whole and part and _are_together(whole, part):
            found.setdefault(whole.iri, []).append((part, share))
            mine.update({whole.iri} if figure in (share.iri, whole.iri, part.iri) else ())
    return [Division(amounts[whole], tuple(each)) for whole, each in found.items() if whole in mine]


def _ends(amounts: dict[str, Amount], share: Amount) -> tuple[Amount | None, Amount | None]:
    """Return the whole and the part of a share, as far as they are told or computed from it."""
    whole, part = amounts.get(share.denominator), amounts.get(share.numerator)
    if part and not whole:
        whole = _computed_from(amounts, share, part)
    elif whole and not part:
        part = _computed_from(amounts, share, whole)
    return whole, part


def _computed_from(amounts: dict[str, Amount], share: Amount, other: Amount) -> Amount | None:
    inputs = frozenset({share.iri, other.iri})
    return next((one for one in amounts.values() if one.inputs == inputs and one.unit == other.unit), None)


def _are_together(whole: Amount, part: Amount) -> bool:
    """Tell whether a part can be drawn beside its whole: both are numbers of one unit, and it is no more."""
    if whole.value is None or part.value is None or whole.unit != part.unit:
        return False
    return 0 <= part.value <= whole.value and whole.value > 0


def names_of(served: Served, amounts: Iterable[Amount], lang: str) -> dict[str, str]:
    """Return what the things are called by which figures are told apart."""
    return page_labels(served, (iri for one in amounts for iri in one.things), lang)
