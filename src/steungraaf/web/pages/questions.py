"""Show the stored questions: which there are, and each as a form with its answer under it."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from steungraaf.catalogue import Statements, Table
from steungraaf.errors import QueryRefusedError
from steungraaf.queryfile import QueryFile
from steungraaf.web.pages.addresses import page_labels
from steungraaf.web.pages.commands import commands_for
from steungraaf.web.pages.forms import Form, example_values, read_form
from steungraaf.web.pages.prose import Prose
from steungraaf.web.pages.rendering import Pages, Visit
from steungraaf.web.pages.tables import Controls, show_table
from steungraaf.web.problems import problem_of
from steungraaf.web.questions import parameters_of

FORMATS: Mapping[str, str] = {  # of the downloads, by what /queries calls them
    "csv": "CSV",
    "xlsx": "Excel",
    "json": "JSON",
    "tsv": "TSV",
    "turtle": "Turtle",
    "jsonld": "JSON-LD",
}
CHECKS = "checks"
_THEMES = {
    "answers": "questions.theme_answers",
    "actors": "questions.theme_actors",
    "support": "questions.theme_support",
    "figures": "questions.theme_figures",
    "time": "questions.theme_time",
    "provenance": "questions.theme_provenance",
    "links": "questions.theme_links",
    CHECKS: "questions.theme_checks",
}
_SUGGESTED = 50  # names that are sent while somebody types


class _NotAnsweredError(Exception):
    """A form that cannot be answered as it is filled in, with the page that says why."""

    def __init__(self, shown: Mapping[str, Any]) -> None:
        super().__init__()
        self.shown = shown


class QuestionPages:
    """The pages of the stored questions."""

    def __init__(self, pages: Pages) -> None:
        """Take what makes the pages."""
        self._pages = pages

    async def listing(self, request: Request) -> Response:
        """Answer the list of all questions."""
        return await self._pages.answer(request, "questions.html", listing_context)

    async def question(self, request: Request) -> Response:
        """Answer the form of a question with its answer; status 400 where the values are not as they must be.

        Raises UnknownQueryError, UnknownParameterError and TwiceError.
        """
        name = "{theme}/{name}".format(**request.path_params)
        try:
            return await self._pages.answer(request, "question.html", lambda wanted: question_context(wanted, name))
        except _NotAnsweredError as error:
            shown = error.shown
            return await self._pages.tell(request, "question.html", lambda wanted: shown, status=400, headers={})

    async def values(self, request: Request) -> Response:
        """Answer names for a parameter that begin as is typed, for who completes them."""
        name, fields = "{theme}/{name}".format(**request.path_params), request.query_params
        served = self._pages.served
        lang, asked = served.language(request), (fields.get("parameter", ""), fields.get("beginning", "")[:100])
        found = await served.work(lambda: served.catalogue.values(name, *asked, lang=lang))
        return JSONResponse([{"value": value, "label": label} for value, label in found[:_SUGGESTED]])


def listing_context(wanted: Visit) -> dict[str, Any]:
    """Return the questions by theme, but for those to another server, which a site asks none."""
    every = wanted.served.catalogue.by_theme().items()
    themes = {theme: [query for query in queries if not query.is_federated] for theme, queries in every}
    names = {theme: theme_name(wanted, theme) for theme in themes}
    checks = themes.pop(CHECKS, [])
    prose = prose_of(wanted)
    return {"themes": themes, "checks": checks, "names": names, "examples": _examples(wanted, themes), "prose": prose}


def prose_of(wanted: Visit) -> Prose:
    """Return what reads texts that name questions."""
    return Prose(wanted, (query for every in wanted.served.catalogue.by_theme().values() for query in every))


def question_context(wanted: Visit, name: str) -> dict[str, Any]:
    """Return what the page of a question shows: its form, and the answer as soon as nothing is missing.

    Raises UnknownQueryError, UnknownParameterError and TwiceError.
    """
    parameters_of(wanted.fields)
    query = wanted.served.catalogue.get(name)
    controls = Controls.beside(parameter.name for parameter in query.parameters)
    form = read_form(wanted, query, controls.names)
    shown: dict[str, Any] = {
        "query": query,
        "theme": theme_name(wanted, query.theme),
        "form": form,
        "prose": prose_of(wanted),
        "controls": controls,
        "answer": None,
        "refused": "",
    }
    if not form.is_complete:
        if form.is_sent:
            raise _NotAnsweredError(shown)
        return shown
    try:
        return {**shown, **_answer(wanted, query, form, controls)}
    except QueryRefusedError as error:
        detail = json.loads(bytes(problem_of(error, wanted.lang).body))["detail"]
        raise _NotAnsweredError({**shown, "refused": detail}) from None


def _answer(wanted: Visit, query: QueryFile, form: Form, controls: Controls) -> dict[str, Any]:
    """Return the answer to a question, and how it is had elsewhere."""
    name = f"{query.theme}/{query.name}"
    found = wanted.served.catalogue.ask(name, form.terms, lang=wanted.lang)
    table = found if isinstance(found, Table) else found.table()
    return {
        "answer": show_table(wanted, table, controls),
        "downloads": {format: (_download(wanted, name, form, format), word) for format, word in FORMATS.items()},
        "sparql": form.filled(query),
        "commands": commands_for(wanted, name, form.given, triples=isinstance(found, Statements)),
    }


def _download(wanted: Visit, name: str, form: Form, format: str) -> str:
    """Return where the whole answer is, with the same values."""
    fields = urlencode([*form.given.items(), ("format", format), ("lang", wanted.lang)])
    return f"{wanted.root}/queries/{quote(name)}?{fields}"


def theme_name(wanted: Visit, theme: str) -> str:
    """Return what a theme is called; one of somebody's own by the name of its folder."""
    return wanted.say(_THEMES[theme]) if theme in _THEMES else theme


def _examples(wanted: Visit, themes: Mapping[str, list[QueryFile]]) -> dict[str, tuple[str, str]]:
    """Return for each question that takes a value an example of one: its name, and where it is filled in."""
    first = {
        f"{theme}/{query.name}": (query, query.parameters[0])
        for theme, queries in themes.items()
        for query in queries
        if query.parameters
    }
    iris = [one.example for _, one in first.values() if one.type == "iri"]
    labels = page_labels(wanted.served, iris, wanted.lang)
    return {
        name: (
            labels.get(one.example, one.example),
            wanted.link(f"/questions/{name}", **example_values(query, one, {})),
        )
        for name, (query, one) in first.items()
    }
