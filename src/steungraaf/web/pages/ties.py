"""Read who supports, funds or organises whom or what, as documents claim it: the rows behind the pictures."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from steungraaf.namespaces import expand
from steungraaf.rdf import Literal, NamedNode, Term
from steungraaf.store import Store
from steungraaf.store.lookup import parts, rows_of

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
_CLAIM = (
    f"?claim a <{expand('sg:Claim')}> ; <{expand('rdf:predicate')}> ?relation ; <{expand('rdf:subject')}> ?source ; "
    f"<{expand('rdf:object')}> ?target "
)
_HEDGES = "".join(
    f"OPTIONAL {{ ?claim <{expand(name)}> ?{variable} }} "
    for name, variable in (
        ("sg:through", "through"),
        ("sg:supportKind", "kind"),
        ("sg:modality", "modality"),
        ("sg:basis", "basis"),
        ("sg:during", "period"),
    )
)
_DAYS = "".join(
    f"OPTIONAL {{ ?claim <{expand('sg:during')}>/<{expand(name)}> ?{variable} }} "
    for name, variable in (("dcat:startDate", "begin"), ("dcat:endDate", "end"))
)


@dataclass(frozen=True)
class Amount:
    """A sum of money that the same sentence gives about one of a tie's ends."""

    figure: str
    value: Literal


@dataclass(frozen=True)
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


def read_ties(store: Store, relations: Iterable[str] = RELATIONS, about: str = "") -> list[Tie]:
    """Return the claims of some relations, of a thing only where one is named, in the order of their names."""
    chosen = [f"<{RELATIONS[word]}>" for word in relations]
    wanted, only = f"VALUES ?relation {{ {' '.join(chosen)} }} ", ""
    if about:  # joined to VALUES, an engine begins with all claims there are
        ends = "|".join(f"<{expand(name)}>" for name in ("rdf:subject", "rdf:object", "sg:through"))
        only = f"{{ SELECT DISTINCT ?claim WHERE {{ ?claim {ends} <{about}> }} }} "
        wanted = f"FILTER (?relation IN ({', '.join(chosen)})) "
    rows = rows_of(
        store,
        "SELECT ?claim ?source ?relation ?target ?through ?kind ?modality ?basis ?period ?begin ?end WHERE { "
        f"{only}{_CLAIM}{wanted}{_HEDGES}{_DAYS}}}",
    )
    grouped: dict[str, list[Sequence[str]]] = defaultdict(list)
    for row in rows:
        if isinstance(row[1], NamedNode) and isinstance(row[3], NamedNode):
            grouped[_value(row[0])].append([_value(term) for term in row])
    return [_tie(grouped[claim]) for claim in sorted(grouped, key=lambda iri: (len(iri), iri))]


def with_amounts(store: Store, ties: Sequence[Tie]) -> list[Tie]:
    """Return ties with the sums that their sentences give about what they are about, in euro."""
    found: dict[str, dict[str, Amount]] = defaultdict(dict)
    ends = "|".join(f"<{expand(name)}>" for name in ("rdf:subject", "rdf:object", "sg:through"))
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


def _tie(rows: Sequence[Sequence[str]]) -> Tie:
    first = min(rows, key=tuple)
    claim, source, relation, target, _, _, modality, basis, period, begin, end = first
    through, kinds = (tuple(sorted({row[at] for row in rows if row[at]})) for at in (4, 5))
    return Tie(claim, source, relation, target, through, kinds, modality, basis, period, begin, end)


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
