"""Hold every kind of answer of the reconciliation service against the JSON Schemas of its specification.

Usage: reconciliation_schemas.py DIR [--data DIR]

DIR is 0.2/schemas of https://github.com/reconciliation-api/specs. The service runs in this process, over the bundled
data unless told otherwise; what is sent to it is held against the schemas as well. There is none for faults: of these,
the status and the members that RFC 9457 names are looked at. Exit status 1 where anything does not fit.
"""

import argparse
import json
import sys
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from jsonschema import Draft7Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT7

import steungraaf
from steungraaf.links.matcher import Matcher
from steungraaf.web.reconciliation import reconciliation_app

BATCHES: dict[str, dict[str, Any]] = {
    "names": {"q0": {"query": "Oostende"}, "q1": {"query": "Vlaio"}, "q2": {"query": "Philippe Muyters"}},
    "none": {"q0": {"query": "xqzw"}},
    "empty": {},
    "empty query": {"q0": {"query": "Oostende"}, "q1": {"query": ""}},
    "cell that cannot be read": {"q0": {"query": "Oostende", "properties": [{"pid": "date", "v": "27/11/2018"}]}},
    "types": {
        "q0": {"query": "Oostende", "type": "organisation", "limit": 3},
        "q1": {"query": "Oostende", "type": ["municipality", "schema:AdministrativeArea"], "type_strict": "all"},
    },
    "properties": {
        "q0": {"query": "Aalter", "properties": [{"pid": "date", "v": "2018-11-27"}]},
        "q1": {"properties": [{"pid": "nis", "v": [35013]}, {"pid": "place", "v": {"id": "province/west-vlaanderen"}}]},
    },
}
PROPERTIES = ("nis", "ovo", "kbo", "nuts", "place", "start", "end", "successor", "schema:url", "sg:supports")
IDS = ["municipality/aalter", "organisation/vlaio", "organisation/economisch-huis-oostende", "nothing"]
SETTINGS: tuple[dict[str, str], ...] = ({}, {"limit": "1"}, {"content": "id"})
FAULTS: tuple[tuple[str, int], ...] = (
    ("/?queries=%7B", 400),
    ("/?extend=[]", 400),
    ("/suggest/entity?cursor=-1", 400),
    ("/properties?type=nothing", 400),
    ("/preview?id=nothing", 404),
    ("/nothing", 404),
)


@dataclass(frozen=True)
class Held:
    """One thing that was held against a schema, and what does not fit."""

    what: str
    schema: str
    fault: str = ""


class Schemas:
    """The schemas of a folder, which refer to each other."""

    def __init__(self, folder: Path) -> None:
        """Read them."""
        self._read = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json"))}
        named = [(one["$id"], DRAFT7.create_resource(one)) for one in self._read.values() if "$id" in one]
        self._registry: Registry[Any] = Registry().with_resources(named)

    def hold(self, what: str, schema: str, value: Any) -> Held:
        """Hold a value against a schema."""
        if schema not in self._read:
            return Held(what, schema, "there is no such schema")
        validator = Draft7Validator(self._read[schema], registry=self._registry, format_checker=FormatChecker())
        faults = [f"{one.json_path}: {one.message[:100]}" for one in validator.iter_errors(value)]
        return Held(what, schema, "; ".join(faults[:3]))


def main(arguments: Sequence[str]) -> int:
    """Hold everything against the schemas and print a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("schemas", type=Path)
    parser.add_argument("--data", type=Path)
    chosen = parser.parse_args(arguments)
    schemas = Schemas(chosen.schemas)
    held = [one for lang in ("nl", "en") for one in hold_all(client(chosen.data, lang), schemas, lang)]
    width = max(len(one.what) for one in held)
    for one in held:
        print(f"{one.what:{width}}  {one.schema:32}  {one.fault or 'fits'}")
    failed = sum(1 for one in held if one.fault)
    print(f"{len(held) - failed} of {len(held)} fit")
    return 1 if failed else 0


def client(data: Path | None, lang: str) -> Any:
    """Return a client of the service in this process."""
    with warnings.catch_warnings():  # starlette would rather have another client
        warnings.simplefilter("ignore")
        from starlette.testclient import TestClient
    dataset = steungraaf.open(data, lang=lang)
    return TestClient(reconciliation_app(dataset, Matcher.of(dataset.store)), raise_server_exceptions=False)


def hold_all(service: httpx.Client, schemas: Schemas, lang: str) -> Iterator[Held]:
    """Ask everything that can be asked."""
    yield schemas.hold(f"{lang} manifest", "manifest", service.get("/").json())
    for name, batch in BATCHES.items():
        yield schemas.hold(f"{lang} batch sent, {name}", "reconciliation-query-batch", batch)
        for way, response in both_ways(service, "queries", batch):
            yield schemas.hold(f"{lang} batch, {name}, by {way}", "reconciliation-result-batch", response)
    yield from hold_suggestions(service, schemas, lang)
    for settings in SETTINGS:
        asked = {"ids": IDS, "properties": [{"id": name, "settings": settings} for name in PROPERTIES]}
        told = json.dumps(settings)
        yield schemas.hold(f"{lang} extension sent, {told}", "data-extension-query", asked)
        for way, response in both_ways(service, "extend", asked):
            yield schemas.hold(f"{lang} extension, {told}, by {way}", "data-extension-response", response)
    for path, status in FAULTS:
        yield hold_fault(service, path, status, lang)


def both_ways(service: httpx.Client, field: str, value: Any) -> Iterator[tuple[str, Any]]:
    """Ask by a form and by the address."""
    text = json.dumps(value)
    yield "POST", service.post("/", data={field: text}).json()
    yield "GET", service.get("/", params={field: text}).json()


def hold_suggestions(service: httpx.Client, schemas: Schemas, lang: str) -> Iterator[Held]:
    """Ask for suggestions and proposals, some of which there are none of."""
    for what, schema in (("entity", "entities"), ("type", "types"), ("property", "properties")):
        for prefix in ("", "o", "xqzw"):
            answer = service.get(f"/suggest/{what}", params={"prefix": prefix}).json()
            yield schemas.hold(f"{lang} suggest {what}, '{prefix}'", f"suggest-{schema}-response", answer)
    for kind in ("municipality", "organisation", "person", ""):
        answer = service.get("/properties", params={"type": kind, "limit": "5"}).json()
        yield schemas.hold(f"{lang} properties of '{kind}'", "data-extension-property-proposal", answer)


def hold_fault(service: httpx.Client, path: str, status: int, lang: str) -> Held:
    """Look at the form of a fault."""
    response = service.get(path)
    kind, told = response.headers["content-type"], response.json()
    fits = response.status_code == status and kind == "application/problem+json"
    fits = fits and told.get("status") == status and {"type", "title", "detail"} <= told.keys()
    return Held(f"{lang} fault {path}", "RFC 9457", "" if fits else f"{response.status_code} {kind}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
