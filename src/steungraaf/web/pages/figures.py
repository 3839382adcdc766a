"""Show a figure: how much, of what, when, who says so, in which sentence, and what it belongs with."""

from collections.abc import Mapping
from typing import Any

from steungraaf.rdf import NamedNode
from steungraaf.store import Store
from steungraaf.store.lookup import rows_of
from steungraaf.web.pages.amounts import (
    DENOMINATOR,
    DERIVED,
    MOST,
    NUMERATOR,
    Amount,
    divisions,
    find_alike,
    find_relatives,
    names_of,
    read_amounts,
)
from steungraaf.web.pages.charts import Chart, alike_chart, division_chart
from steungraaf.web.pages.particulars import particulars, sources_of
from steungraaf.web.pages.portrait import Group, Portrait
from steungraaf.web.pages.rendering import Visit
from steungraaf.web.pages.statements import Notebook, Said

_PARTS = {
    "figure.indicator": "sg:indicator",
    "figure.about": "sg:about",
    "figure.period": "sdmx-dimension:refPeriod",
    "figure.per": "sg:perPeriod",
    "figure.speaker": "prov:wasAttributedTo",
    "figure.unit": "sdmx-attribute:unitMeasure",
    "figure.precision": "sg:precision",
    "figure.modality": "sg:modality",
    "figure.basis": "sg:basis",
}
_ALWAYS = ("figure.indicator", "figure.about", "figure.period", "figure.speaker")
_TOLD = (
    *_PARTS.values(),
    "prov:wasDerivedFrom",
    "prov:wasQuotedFrom",
    "sdmx-measure:obsValue",
    "sg:asWritten",
    "sg:denominator",
    "sg:formula",
    "sg:numerator",
    "skos:note",
)
_USES = {DERIVED: "computed", NUMERATOR: "numerator_of", DENOMINATOR: "denominator_of"}


def figure_extra(visit: Visit, portrait: Portrait) -> Mapping[str, Any]:
    """Return what the page of a figure shows."""
    store, notebook = visit.served.store, Notebook(visit.served, visit.lang)
    (said,) = notebook.read([portrait.iri])
    amounts = read_amounts(store, [portrait.iri, *find_relatives(store, portrait.iri)], visit.lang)
    alike = read_amounts(store, find_alike(store, portrait.iri), visit.lang)
    written = next((value.text for value in portrait.values("sg:asWritten")), "")
    sources = sources_of(visit, said, {written: portrait.iri} if written else {})
    return {
        "portrait": portrait.without(*_TOLD).alone(),
        "amount": amounts[portrait.iri],
        "indicator": portrait.values("sg:indicator"),
        "said": said,
        "rows": particulars(portrait, _PARTS, _ALWAYS),
        "written": written,
        "written_in": next((source.lang for source in sources), ""),
        "in_words": not written[:1].isdigit(),
        "ends": _ends(notebook, amounts[portrait.iri]),
        "formula": [value.text for value in portrait.values("sg:formula")],
        "inputs": notebook.read([value.iri for value in portrait.values("prov:wasDerivedFrom") if value.iri]),
        "uses": _uses(store, notebook, portrait.iri),
        "charts": _charts(visit, portrait.iri, amounts, alike),
        "sources": sources,
        "notes": [value.text for value in portrait.values("skos:note")],
    }


def _ends(notebook: Notebook, amount: Amount) -> dict[str, Said | None]:
    """Return the part and the whole of a share in words, None for the one that is not stated; of no share nothing."""
    if not (amount.numerator or amount.denominator):
        return {}
    said = {one.iri: one for one in notebook.read(filter(None, (amount.numerator, amount.denominator)))}
    return {"numerator": said.get(amount.numerator), "denominator": said.get(amount.denominator)}


def _uses(store: Store, notebook: Notebook, figure: str) -> list[Group]:
    """Return what is computed from a figure, and of which shares it is the part or the whole."""
    rows = rows_of(
        store,
        f"SELECT DISTINCT ?how ?other WHERE {{ ?other ?how <{figure}> "
        f"FILTER (?how IN ({', '.join(f'<{how}>' for how in _USES)})) }} ORDER BY ?other",
    )
    found: dict[str, list[str]] = {}
    for how, other in rows:
        if isinstance(how, NamedNode) and isinstance(other, NamedNode):
            found.setdefault(_USES[how.value], []).append(other.value)
    said = {one.iri: one for one in notebook.read(iri for each in found.values() for iri in each[:MOST])}
    return [
        Group(name, "", len(found[name]), tuple(said[iri] for iri in found[name][:MOST]))
        for name in _USES.values()
        if name in found
    ]


def _charts(visit: Visit, figure: str, amounts: dict[str, Amount], alike: dict[str, Amount]) -> list[Chart]:
    names = names_of(visit.served, (*amounts.values(), *alike.values()), visit.lang)
    words = {"whole": visit.say("figure.whole"), "part": visit.say("figure.part")}
    charts = [division_chart(each, figure, names, words) for each in divisions(amounts, figure)]
    same = alike_chart(alike.values(), figure, names)
    return [*charts, *([same] if same else [])]
