"""List what programs can ask for on the site, beside the stored questions: every address, with what it takes."""

from collections.abc import Mapping
from typing import Any

from steungraaf.errors import LANGUAGES
from steungraaf.search.model import KINDS
from steungraaf.web.bodies import FORM
from steungraaf.web.operations import ADDRESS, TEXT, Field, Operation
from steungraaf.web.payloads import FORMATS
from steungraaf.web.protocol import ROWS
from steungraaf.web.searching import FEW, MANY, MOST
from steungraaf.web.writing import RDF, SUFFIXES

_JSON, _HTML, _XML, _PLAIN = "application/json", "text/html", "application/xml", "text/plain"
_TSV = "text/tab-separated-values"
_ALL = "*/*"  # as many kinds as there are files
_FAILED = (400, 406, 422, 500, 502, 503, 504)
_BODY = (408, 413, 415)
_REFUSED = (400, 401, 403, 408, 412, 413, 415, 422, 503, 504)
_LIST = {"type": "array", "items": ADDRESS}
_MATCHED = {name: TEXT for name in ("url", "iri", "label", "matched", "note")}
_HIT = {"type": "object", "properties": {**_MATCHED, "score": {"type": "integer"}}}
_GROUP = {
    "type": "object",
    "properties": {
        "kind": {"enum": list(KINDS)},
        "label": TEXT,
        "more": {"type": "boolean"},
        "hits": {"type": "array", "items": _HIT},
    },
}
_FOUND = {
    "type": "object",
    "required": ["query", "groups"],
    "properties": {"query": TEXT, "groups": {"type": "array", "items": _GROUP}},
}
_HEALTH = {"type": "object", "required": ["status"], "properties": {"status": {"const": "ok"}, "data": TEXT}}

_QUERY = Field("query", {"nl": "De vraag, in SPARQL 1.1.", "en": "The query, in SPARQL 1.1."}, TEXT)
_GRAPHS = (
    Field("default-graph-uri", {"nl": "Grafen die gevraagd worden.", "en": "Graphs that are asked."}, _LIST),
    Field("named-graph-uri", {"nl": "Grafen die genoemd kunnen worden.", "en": "Graphs to be named."}, _LIST),
)
_FORMAT = Field(
    "format",
    {"nl": "De vorm, waar Accept die niet zegt.", "en": "The format, if not by Accept."},
    {"enum": [*dict.fromkeys(ROWS.values()), *RDF.values()]},
)

PLACES: Mapping[str, Field] = {
    one.name: one
    for one in (
        Field(
            "path",
            {
                "nl": "Soort en naam van het ding, met of zonder het achtervoegsel van een vorm (.ttl).",
                "en": "Kind and name of the thing, with or without the suffix of a format (.ttl).",
            },
            example="organisation/vlaio",
        ),
        Field("graph", {"nl": "De naam van een graaf die hier gemaakt is.", "en": "The name of a graph made here."}),
        Field("part", {"nl": "Het hoeveelste deel.", "en": "Which part."}, {"type": "integer", "minimum": 1}),
        Field("suffix", {"nl": "De vorm.", "en": "The format."}, {"enum": list(SUFFIXES)}, example="ttl"),
        Field("file", {"nl": "De naam van het bestand.", "en": "The name of the file."}, example="steungraaf.ttl"),
        Field("set", {"nl": "Het bestand van de links.", "en": "The file of the links."}, example="cbe.sssom.tsv"),
        Field("theme", {"nl": "Het thema van de vraag.", "en": "The theme of the question."}, example="actors"),
        Field("name", {"nl": "De naam van de vraag.", "en": "The name of the question."}, example="who-supports"),
        Field("what", {"nl": "Waarvan.", "en": "Of what."}, {"enum": ["entity", "type", "property"]}),
    )
}


def operations(*, is_writable: bool = False) -> list[Operation]:
    """Return everything that can be asked, with what changes the data where that may be."""
    return [*_sparql(is_writable), *_things(), *_graphs(is_writable), *_finding(), *_reconciling(), *_files()]


def _sparql(is_writable: bool) -> list[Operation]:
    asks = {
        "nl": "Een vraag in SPARQL 1.1; zonder vraag de beschrijving van de dienst",
        "en": "A query in SPARQL 1.1; without one the description of the service",
    }
    sends = {"nl": "Een vraag in SPARQL 1.1", "en": "A query in SPARQL 1.1"}
    changes = {"nl": "Een vraag of een wijziging in SPARQL 1.1", "en": "A query or an update in SPARQL 1.1"}
    return [
        Operation(
            "/sparql",
            "sparql.get",
            "sparql",
            asks,
            (*ROWS, *RDF, _HTML),
            fields=(_QUERY, *_GRAPHS, _FORMAT),
            failed=_FAILED,
        ),
        Operation(
            "/sparql",
            "sparql.post",
            "sparql",
            changes if is_writable else sends,
            (*ROWS, *RDF),
            "post",
            body=_bodies(is_writable),
            done=(200, 204) if is_writable else (200,),
            failed=tuple(sorted({*_FAILED, *_BODY, 403, *([401] if is_writable else ())})),
            token="some" if is_writable else "",
        ),
        Operation(
            "/sparql/terms.json",
            "sparql.terms",
            "sparql",
            {
                "nl": "De termen en voorvoegsels voor wie vragen schrijft",
                "en": "Terms and prefixes for who writes queries",
            },
            (_JSON,),
            done=(200, 304),
        ),
    ]


def _bodies(is_writable: bool) -> dict[str, Any]:
    """Return what can be sent to be asked, and where the data may be changed, to be done."""
    forms: dict[str, Any] = {one.name: one.schema for one in (_QUERY, *_GRAPHS)}
    body: dict[str, Any] = {FORM: {"type": "object", "properties": forms}, "application/sparql-query": TEXT}
    if is_writable:
        forms |= {"update": TEXT, "using-graph-uri": _LIST, "using-named-graph-uri": _LIST}
        body["application/sparql-update"] = TEXT
    return body


def _things() -> list[Operation]:
    absent = (404, 406)
    dataset = {
        "nl": "De beschrijving van de dataset; een browser gaat naar /downloads",
        "en": "The description of the dataset; a browser is sent to /downloads",
    }
    terms = {"nl": "De woordenschat", "en": "The vocabulary"}
    thing = {"nl": "Van een ding naar wat erover gezegd wordt", "en": "From a thing to what is said of it"}
    said = {"nl": "Wat er over een ding gezegd wordt", "en": "What is said of a thing"}
    void = {"nl": "Naar de beschrijving van de dataset", "en": "To the description of the dataset"}
    rdf = (*RDF, _HTML)
    return [
        Operation("/id/{path}", "things.thing", "things", thing, done=(303,)),
        Operation("/doc/{path}", "things.document", "things", said, rdf, done=(200, 304), failed=absent),
        Operation("/dataset", "things.dataset", "things", dataset, tuple(RDF), done=(200, 303, 304), failed=absent),
        Operation("/.well-known/void", "things.void", "things", void, done=(303,)),
        Operation("/ns", "things.terms", "things", terms, rdf, done=(200, 304), failed=(406,)),
        Operation("/ns.{suffix}", "things.terms-as", "things", terms, tuple(RDF), done=(200, 304), failed=(404,)),
    ]


def _graphs(is_writable: bool) -> list[Operation]:
    graph = Field("graph", {"nl": "De naam van de graaf.", "en": "The name of the graph."}, ADDRESS)
    every = {"nl": "Alle grafen samen, zonder waarde.", "en": "All graphs together, without a value."}
    default = Field("default", every, {"const": ""})
    found = []
    for path, name, fields in (
        ("/rdf-graph-store", "graphs", (graph, default)),
        ("/rdf-graph-store/{graph}", "graphs.direct", ()),
    ):
        read = {"nl": "Een hele graaf", "en": "A whole graph"}
        done, failed = (200, 304), (400, 404, 406, 422, 502, 503, 504)
        found.append(Operation(path, f"{name}.get", "graphs", read, tuple(RDF), "get", fields, {}, done, failed))
        found += _changes(path, name, fields) if is_writable else []
    return found


def _changes(path: str, name: str, fields: tuple[Field, ...]) -> list[Operation]:
    """Return what changes a graph, for who has the token."""
    files = {"type": "object", "additionalProperties": {"type": "string"}}
    body: dict[str, Any] = {**{media: TEXT for media in FORMATS}, "multipart/form-data": files}
    puts = {"nl": "Deze uitspraken worden de hele graaf", "en": "These statements become the whole graph"}
    adds = {
        "nl": "Deze uitspraken komen erbij; zonder naam in een nieuwe graaf (Location)",
        "en": "These statements are added; without a name to a new graph (Location)",
    }
    drops = {"nl": "De graaf verdwijnt", "en": "The graph goes"}
    done, refused = (201, 204), (*_REFUSED, 404)
    return [
        Operation(path, f"{name}.put", "graphs", puts, (), "put", fields, body, done, _REFUSED, token="needed"),
        Operation(path, f"{name}.post", "graphs", adds, (), "post", fields, body, done, _REFUSED, token="needed"),
        Operation(path, f"{name}.delete", "graphs", drops, (), "delete", fields, {}, (204,), refused, token="needed"),
    ]


def _finding() -> list[Operation]:
    text = Field("q", {"nl": "Wat iemand typt.", "en": "What somebody types."}, example="krediet")
    kinds = Field(
        "kind",
        {"nl": "Alleen van deze soorten.", "en": "Only of these kinds."},
        {"type": "array", "items": {"enum": [*KINDS]}},
    )
    count = {"nl": "Hoeveel er van elke soort hoogstens komen.", "en": "How many of each kind come at most."}
    fields = {
        few: (text, kinds, Field("limit", count, {"type": "integer", "minimum": 1, "maximum": MOST, "default": few}))
        for few in (FEW, MANY)
    }
    called = {"nl": "Wat zo heet, per soort, voor wie typt", "en": "What is called so, by its kind, for who types"}
    results = {"nl": "De pagina met wat er gevonden is", "en": "The page of what is found"}
    names = {"nl": "Namen voor een veld van een vraag", "en": "Names for a field of a question"}
    asked = (
        Field("parameter", {"nl": "Het veld.", "en": "The field."}, required=True, example="supporter"),
        Field("beginning", {"nl": "Hoe de naam begint.", "en": "How the name begins."}),
    )
    path = "/questions/{theme}/{name}/values"
    return [
        Operation(
            "/suggest", "find.suggest", "find", called, (_JSON,), "get", fields[FEW], {}, (200, 304), (400, 501), _FOUND
        ),
        Operation("/search", "find.search", "find", results, (_HTML,), "get", fields[MANY], {}, (200, 304), (400, 501)),
        Operation(path, "find.values", "find", names, (_JSON,), "get", asked, failed=(400, 404)),
    ]


def _reconciling() -> list[Operation]:
    return [one for start in ("", *(f"/{lang}" for lang in LANGUAGES)) for one in _service(f"{start}/reconcile")]


def _service(path: str) -> list[Operation]:
    """Return what the reconciliation service at a path answers (Reconciliation Service API 0.2)."""
    tag = path.strip("/").replace("/", "-")
    match = {
        "nl": "Welk ding bedoeld wordt; zonder vraag wat de dienst kan",
        "en": "Which thing is meant; or the manifest",
    }
    queries = Field("queries", {"nl": "De vragen, als JSON.", "en": "The queries, as JSON."})
    extend = Field("extend", {"nl": "Welke waarden van welke dingen, als JSON.", "en": "Values of things, as JSON."})
    form = {FORM: {"type": "object", "properties": {"queries": TEXT, "extend": TEXT}}}
    prefix = Field("prefix", {"nl": "Hoe de naam begint.", "en": "How the name begins."})
    cursor = Field("cursor", {"nl": "Hoeveel er al getoond zijn.", "en": "How many were shown."}, {"type": "integer"})
    kind = Field("type", {"nl": "Alleen van deze soort.", "en": "Only of this type."})
    limit = Field("limit", {"nl": "Hoeveel hoogstens.", "en": "How many at most."}, {"type": "integer", "minimum": 1})
    thing = Field("id", {"nl": "De identificatie van het ding.", "en": "The identifier of the thing."}, required=True)
    rows: list[tuple[str, str, Mapping[str, str], str, tuple[Field, ...]]] = [
        ("/suggest/{what}", "suggest", {"nl": "Wat zo begint", "en": "What begins so"}, _JSON, (prefix, cursor, kind)),
        ("/flyout/{what}", "flyout", {"nl": "Een regel over iets", "en": "A line about something"}, _JSON, (thing,)),
        (
            "/properties",
            "properties",
            {"nl": "Wat van een soort gehaald kan worden", "en": "What a type has"},
            _JSON,
            (kind, limit),
        ),
        (
            "/preview",
            "preview",
            {"nl": "Een kleine pagina over een ding", "en": "A small page about a thing"},
            _HTML,
            (thing,),
        ),
    ]
    view = {"nl": "Naar het ding zelf", "en": "To the thing itself"}
    made = [
        Operation(
            f"{path}{rest}", f"{tag}.{name}", tag, about, (media,), "get", fields, failed=(400, 404), speaks=False
        )
        for rest, name, about, media, fields in rows
    ]
    failed = (400, *_BODY, 502)
    return [
        Operation(path, f"{tag}.get", tag, match, (_JSON,), "get", (queries, extend), failed=failed, speaks=False),
        Operation(path, f"{tag}.post", tag, match, (_JSON,), "post", (), form, failed=failed, speaks=False),
        *made,
        Operation(f"{path}/view", f"{tag}.view", tag, view, fields=(thing,), done=(303,), failed=(404,), speaks=False),
    ]


def _files() -> list[Operation]:
    year = {"type": "integer"}
    drawn = (
        Field("what", {"nl": "Welke band: geld, steun, alles.", "en": "Which tie: money, support, all."}),
        Field("actor", {"nl": "Alleen van en naar wie zo heet.", "en": "Only from and to who is called so."}),
        Field("year", {"nl": "Alleen in dit jaar.", "en": "Only in this year."}, year),
        Field("facts", {"nl": "1: alleen wat als feit gesteld is.", "en": "1: only what is asserted as a fact."}),
        Field("from", {"nl": "Alleen van dit ding.", "en": "Only from this thing."}),
        Field("to", {"nl": "Alleen naar dit ding.", "en": "Only to this thing."}),
    )
    sheet = {"enum": ["csv", "xlsx", "json"]}
    rows = Field("format", {"nl": "De rijen in plaats van de pagina.", "en": "The rows in place of the page."}, sheet)
    sheets = (_HTML, "text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _JSON)
    told: list[tuple[str, str, str, str, tuple[str, ...], tuple[Field, ...]]] = [
        ("/", "site.start", "Waar alles is", "Where everything is", (_JSON, _HTML), ()),
        ("/health", "site.health", "Dat de site er is", "That the site is there", (_JSON,), ()),
        ("/openapi.json", "site.openapi", "Deze beschrijving", "This description", (_JSON,), ()),
        ("/robots.txt", "site.robots", "Wat zoekmachines laten liggen", "What crawlers leave alone", (_PLAIN,), ()),
        ("/sitemap.xml", "site.map", "De delen van de kaart", "The parts of the map", (_XML,), ()),
        ("/sitemap-{part}.xml", "site.map-part", "Een deel van de kaart", "A part of the map", (_XML,), ()),
        ("/opensearch.xml", "site.opensearch", "Hoe een browser hier zoekt", "How a browser searches here",
         ("application/opensearchdescription+xml",), ()),
        ("/downloads/SHA256SUMS", "files.digests", "De digests van de bestanden", "Their digests", (_PLAIN,), ()),
        ("/downloads/{file}", "files.file", "Een bestand", "A file", (_ALL,), ()),
        ("/downloads/links/{set}", "files.links", "Een verzameling links", "A link set", (_TSV,), ()),
        ("/money", "money.rows", "Wie betaalt en steunt wie", "Who pays and supports whom", sheets, (*drawn, rows)),
        ("/money.svg", "money.picture", "De tekening daarvan", "The picture of it", ("image/svg+xml",), drawn),
    ]  # fmt: skip
    return [
        Operation(
            path,
            name,
            name.partition(".")[0],
            {"nl": nl, "en": en},
            media,
            fields=fields,
            failed=(404,) if "{" in path else (400,) if fields else (),
            answer=_HEALTH if path == "/health" else {},
        )
        for path, name, nl, en, media, fields in told
    ]
