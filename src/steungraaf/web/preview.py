"""Write a small page about one thing, to be shown in a frame of 400 by 200 pixels."""

from collections.abc import Iterator
from html import escape

from steungraaf.links.model import Entity
from steungraaf.web.descriptions import Describer, period
from steungraaf.web.properties import REGISTERS, own_values

WIDTH, HEIGHT = 400, 200
_STYLE = (
    "body{margin:0;padding:.6rem .8rem;font:14px/1.35 system-ui,sans-serif;color:#1b1b1b;background:#fff}"
    "h1{font-size:1.1rem;margin:0 0 .3rem}dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem .8rem;"
    "margin:0 0 .4rem}dt{color:#555}dd{margin:0;overflow-wrap:anywhere}a{color:#0b4f9e;overflow-wrap:anywhere}"
)
_TERMS = {
    "nl": {"type": "soort", "other": "ook", "place": "plaats", "period": "periode"},
    "en": {"type": "type", "other": "also", "place": "place", "period": "period"},
}


def write_preview(entity: Entity, describer: Describer, lang: str) -> str:
    """Return the page: name, types, other names, place, codes, period and IRI; no script, and nothing to load."""
    name, iri = escape(describer.name(entity)), escape(entity.iri)
    rows = "".join(f"<dt>{escape(term)}</dt><dd>{escape(text)}</dd>" for term, text in _rows(entity, describer, lang))
    link = iri if entity.iri.startswith(("https://", "http://")) else ""
    shown = f'<a href="{link}" target="_blank" rel="noopener noreferrer">{iri}</a>' if link else iri
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head><meta charset="utf-8"><title>{name}</title>'
        f"<style>{_STYLE}</style></head>\n<body>\n<h1>{name}</h1>\n<dl>{rows}</dl>\n<p>{shown}</p>\n</body>\n</html>\n"
    )


def _rows(entity: Entity, describer: Describer, lang: str) -> Iterator[tuple[str, str]]:
    """Give what there is to tell, each with what it is called."""
    terms = _TERMS[lang]
    name = describer.name(entity)
    others = dict.fromkeys(one.text for one in entity.names if one.rank < 2 and one.text != name)
    told = {
        terms["type"]: [one["name"] for one in describer.types(entity)],
        terms["other"]: list(others),
        terms["place"]: describer.places(entity),
        **{register.upper(): own_values(register, entity) for register in REGISTERS},
        terms["period"]: period(entity),
    }
    return ((term, ", ".join(texts)) for term, texts in told.items() if texts)
