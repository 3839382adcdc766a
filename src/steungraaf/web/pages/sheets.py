"""Send what a page shows in other forms: its rows as a table, its picture alone."""

from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from typing import Any
from urllib.parse import urljoin

from starlette.requests import Request
from starlette.responses import Response

from steungraaf.catalogue.tables import Column, Origin, Table
from steungraaf.rdf import NamedNode, Term
from steungraaf.web.pages.rendering import STATIC, Visit, environment, version_of_site, visit
from steungraaf.web.questions import MEDIA, write_table
from steungraaf.web.served import VARY, Served
from steungraaf.web.site_faults import NotAcceptableError

FORMATS = ("csv", "xlsx", "json")
_SVG = "image/svg+xml"
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"  # a picture alone holds its styles, and nothing else runs


def make_table(
    visit: Visit,
    name: str,
    columns: Mapping[str, str],
    rows: Sequence[tuple[Term | None, ...]],
    labels: Mapping[str, str],
) -> Table:
    """Return rows as a table with the labels of what is in them, and where they come from."""
    used = {term.value for row in rows for term in row if isinstance(term, NamedNode)}
    origin = Origin(parameters=dict(visit.fields), version=visit.served.dataset.version)
    named = tuple(Column(column, heading) for column, heading in columns.items())
    return Table(name, visit.lang, named, list(rows), {iri: labels[iri] for iri in used if iri in labels}, origin)


async def send_table(served: Served, request: Request, make: Callable[[Visit], Table]) -> Response:
    """Answer with a table in the format that is asked; raise NotAcceptableError for one that is none."""
    wanted = visit(served, request)
    format = wanted.field("format")
    if format not in FORMATS:
        raise NotAcceptableError(known=list(FORMATS))
    headers, unchanged = served.fresh(request, format, wanted.lang)
    if unchanged is not None:
        return unchanged
    table = await served.work(make, wanted)
    body = await served.work(write_table, table, format)
    name = {"Content-Disposition": f'attachment; filename="{table.name}.{format}"'}
    return Response(body, HTTPStatus.OK, {**headers, **name, "Vary": VARY}, MEDIA[format])


async def send_drawing(
    served: Served, request: Request, make: Callable[[Visit], Mapping[str, Any]], name: str
) -> Response:
    """Answer with a picture alone, its styles inside and its links whole."""
    wanted = visit(served, request)
    headers, unchanged = served.fresh(request, "svg", wanted.lang, version_of_site())
    if unchanged is not None:
        return unchanged
    body = await served.work(_drawn, wanted, make)
    told = {"Vary": VARY, "Content-Security-Policy": _POLICY, "Content-Language": wanted.lang}
    told["Content-Disposition"] = f'inline; filename="{name}.svg"'
    return Response(body, HTTPStatus.OK, {**headers, **told}, _SVG)


def _drawn(wanted: Visit, make: Callable[[Visit], Mapping[str, Any]]) -> bytes:
    given = {
        **make(wanted),
        "styles": (STATIC / "picture.css").read_text("utf-8"),
        "t": wanted.say,
        "lang": wanted.lang,
        "num": wanted.number,
        "href": lambda iri: urljoin(f"{wanted.base}/", wanted.href(iri)),
        "address": lambda href: urljoin(f"{wanted.base}/", href),
    }
    return environment().get_template("picture.svg").render(given).encode()
