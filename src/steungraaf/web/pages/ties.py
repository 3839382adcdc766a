"""Read who supports, funds or organises whom or what, as documents claim it: the rows behind the pictures."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from sys import intern

from steungraaf.namespaces import expand
from steungraaf.rdf import BlankNode, Literal, NamedNode, Term
from steungraaf.store import Store
from steungraaf.store.lookup import Readable, objects_of, parts, rows_of
from steungraaf.web.served import Served

# Relations by the word that stands for each in an address, in the order of the legend.
RELATIONS: Mapping[str, str] = {
    "funds": expand("sg:funds"),
    "organises": expand("sg:organises"),
    "supports": expand("sg:supports"),
    "coordinates": expand("sg:coordinates"),
    "partner": expand("sg:partnerOf"),
    "plans": expand("sg:plans"),
    "audience": expand("dcterms:audience"),
}
WORD_OF = {iri: word for word, iri in RELATIONS.items()}
NOT_STATED = expand("sg:actorNotStated")
NO_PERIOD = expand("period:not-stated")
_MONEY = expand("support-kind:financiele-steun")
_GIVING = frozenset({"organises", "supports"})
ASSERTED, LITERAL = expand("modality:asserted"), expand("basis:literal")
_TYPE, _CLAIM, _PREDICATE, _SUBJECT, _OBJECT, _THROUGH = map(
    expand, ("rdf:type", "sg:Claim", "rdf:predicate", "rdf:subject", "rdf:object", "sg:through")
)
_KIND, _MODALITY, _BASIS, _DURING = map(expand, ("sg:supportKind", "sg:modality", "sg:basis", "sg:during"))
_BEGIN, _END = expand("dcat:startDate"), expand("dcat:endDate")
_UNNAMED = "a period without a name"
_ENDS = (_TYPE, _PREDICATE, _SUBJECT, _OBJECT, _THROUGH)
_HEDGES = (_KIND, _MODALITY, _BASIS, _DURING)
Told = Mapping[str, Mapping[str, Sequence[str]]]  # by thing and property, sorted


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money that the same sentence gives about one of a tie's ends."""

    figure: str
    value: Literal


@dataclass(frozen=True, slots=True)
class Tie:
    """One claim: from whom, by which relation, to whom or what; IRIs, empty where the claim does not tell."""

    claim: str
    source: str
    relation: str
    target: str
    through: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    modality: str = ""
    basis: str = ""
    period: str = ""
    begin: str = ""
    end: str = ""
    amounts: tuple[Amount, ...] = field(default=())

    @property
    def word(self) -> str:
        """Return the word for its relation."""
        return WORD_OF[self.relation]

    @property
    def planned(self) -> bool:
        """Tell whether it is no fact yet."""
        return self.modality not in ("", ASSERTED)

    @property
    def inferred(self) -> bool:
        """Tell whether it was read between the lines."""
        return self.basis not in ("", LITERAL)

    @property
    def dated(self) -> bool:
        """Tell whether its first or last day is known."""
        return bool(self.begin or self.end)

    def legs(self) -> list[tuple[str, str]]:
        """Return the arrows that show it: straight, or by way of what it goes through."""
        between = [one for one in self.through if one not in (self.source, self.target)]
        if not between:
            return [(self.source, self.target)]
        return [leg for one in between for leg in ((self.source, one), (one, self.target))]

    def names(self) -> tuple[str, ...]:
        """Return what it is about."""
        return (self.source, self.target, *self.through)

    def in_year(self, year: str) -> bool:
        """Tell whether its period is known and has a day in a year."""
        return self.dated and self.begin[:4] <= year <= (self.end[:4] or "9999")


def read_ties(store: Store) -> list[Tie]:
    """Return all claims of these relations, whole but for amounts, in the order of their names."""
    told = _scanned(store, (*_ENDS, *_HEDGES))
    return _hedged(store, _ends(told), told)


def all_ties(served: Served) -> list[Tie]:
    """Return all claims of these relations, whole; they are read once for each state of the data."""

    def read() -> list[Tie]:
        """Read them, and the sums that go with them."""
        return with_amounts(served.store, read_ties(served.store))

    return served.once("ties", read)


def read_ends(store: Readable, about: str) -> list[Tie]:
    """Return the claims of these relations about a thing, in the order of their names.

    They tell from whom and to whom they go, and by whom, and nothing more. What is said of each is looked up for it:
    in a join, an engine begins with all claims there are.
    """
    ways = " UNION ".join(f"{{ ?claim <{how}> <{about}> }}" for how in (_SUBJECT, _OBJECT, _THROUGH))
    rows = rows_of(store, f"SELECT DISTINCT ?claim WHERE {{ {ways} }}")
    return _ends(_by_thing(objects_of(store, (_value(claim) for (claim,) in rows), _ENDS)))


def with_hedges(store: Readable, ties: Sequence[Tie]) -> list[Tie]:
    """Return ties with kinds of support, how sure they are, and when they hold."""
    return _hedged(store, ties, _by_thing(objects_of(store, (tie.claim for tie in ties), _HEDGES)))


def _ends(told: Told) -> list[Tie]:
    return [
        Tie(claim, said[_SUBJECT][0], said[_PREDICATE][0], said[_OBJECT][0], tuple(said.get(_THROUGH, ())))
        for claim, said in sorted(told.items(), key=lambda each: (len(each[0]), each[0]))
        if _CLAIM in said.get(_TYPE, ()) and _SUBJECT in said and _OBJECT in said
        if said.get(_PREDICATE, ("",))[0] in WORD_OF
    ]


def _hedged(store: Readable, ties: Iterable[Tie], told: Told) -> list[Tie]:
    days = _days(store, told)
    return [_whole(tie, told.get(tie.claim, {}), days) for tie in ties]


def _whole(tie: Tie, said: Mapping[str, Sequence[str]], days: Told) -> Tie:
    modality, basis, period = (said.get(name, ("",))[0] for name in (_MODALITY, _BASIS, _DURING))
    begin, end = (days.get(period or tie.claim, {}).get(name, ("",))[0] for name in (_BEGIN, _END))
    kinds = tuple(said.get(_KIND, ()))
    return replace(tie, kinds=kinds, modality=modality, basis=basis, period=period, begin=begin, end=end)


def _days(store: Readable, told: Told) -> Told:
    """Return the first and the last day of each period, and of each claim whose period has no name."""
    periods = sorted({one for said in told.values() for one in said.get(_DURING, ())})
    days = dict(_by_thing(objects_of(store, periods, (_BEGIN, _END))))
    for some in parts(claim for claim, said in told.items() if _UNNAMED in said):
        rows = rows_of(
            store,
            f"SELECT ?claim ?how ?day WHERE {{ VALUES ?claim {{ {some} }} ?claim <{_DURING}> ?period . "
            f"?period ?how ?day FILTER (isBlank(?period) && ?how IN (<{_BEGIN}>, <{_END}>)) }}",
        )
        days |= _by_thing((_value(claim), _value(how), day) for claim, how, day in rows)
    return days


def _scanned(store: Store, properties: Iterable[str]) -> Told:
    """Return what claims have for some properties; to read each to its end takes a third of looking claims up."""

    def scan() -> Iterator[tuple[str, str, Term | None]]:
        """Give what everything has for each of them; of classes only that of claims."""
        for how in properties:
            wanted = f"?thing <{how}> ?value" + (f" FILTER (sameTerm(?value, <{_CLAIM}>))" if how == _TYPE else "")
            rows = rows_of(store, f"SELECT ?thing ?value WHERE {{ {wanted} }}")
            yield from ((_value(thing), how, value) for thing, value in rows)

    return _by_thing(scan())


def _by_thing(said: Iterable[tuple[str, str, Term | None]]) -> Told:
    """Return what is said by thing and property; what comes again is kept once."""
    found: dict[str, dict[str, set[str]]] = {}
    for thing, how, value in said:
        key = _UNNAMED if how == _DURING and isinstance(value, BlankNode) else how
        if isinstance(value, NamedNode) or key in (_BEGIN, _END, _UNNAMED):
            found.setdefault(thing, {}).setdefault(key, set()).add(intern(_value(value)))
    return {thing: {how: sorted(values) for how, values in each.items()} for thing, each in found.items()}


def with_amounts(store: Store, ties: Sequence[Tie]) -> list[Tie]:
    """Return ties with the sums that their sentences give about what they are about, in euro."""
    found: dict[str, dict[str, Amount]] = defaultdict(dict)
    ends = f"<{_SUBJECT}>|<{_OBJECT}>|<{_THROUGH}>"
    quoted, euro = f"<{expand('prov:wasQuotedFrom')}>", f"<{expand('unit:euro')}>"
    for some in parts(tie.claim for tie in ties):
        for claim, figure, value in rows_of(
            store,
            f"SELECT DISTINCT ?claim ?figure ?value WHERE {{ VALUES ?claim {{ {some} }} ?claim {quoted} ?sentence . "
            f"?figure {quoted} ?sentence ; <{expand('sdmx-attribute:unitMeasure')}> {euro} ; "
            f"<{expand('sg:about')}> ?about ; <{expand('sdmx-measure:obsValue')}> ?value . ?claim {ends} ?about }}",
        ):
            if isinstance(value, Literal):
                found[_value(claim)][_value(figure)] = Amount(_value(figure), value)
    return [replace(tie, amounts=tuple(found[tie.claim][key] for key in sorted(found[tie.claim]))) for tie in ties]


def _value(term: Term | None) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else ""


def money_kinds(store: Store) -> frozenset[str]:
    """Return the kinds of support that are money: financial support and what is narrower."""
    rows = rows_of(
        store,
        f"SELECT DISTINCT ?kind WHERE {{ ?kind <{expand('skos:broader')}>* <{_MONEY}> }}",
    )
    return frozenset({_MONEY, *(_value(kind) for (kind,) in rows)})


def trail(ties: Sequence[Tie], kinds: frozenset[str]) -> list[Tie]:
    """Return the trail of money: who funds, gives a kind of support that is money, or something with a sum in euro."""
    return [
        tie
        for tie in ties
        if tie.word == "funds" or (tie.word in _GIVING and (tie.amounts or not kinds.isdisjoint(tie.kinds)))
    ]
