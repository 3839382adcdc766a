"""Ask any server that speaks SPARQL 1.1, and bring graphs there by the Graph Store Protocol."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from hashlib import sha256
from io import BytesIO
from itertools import islice
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, Any, TypeVar, cast
from urllib.parse import urlencode
from urllib.request import Request

from SPARQLWrapper import JSON, N3, POST, SPARQLWrapper

from steungraaf.errors import EngineError
from steungraaf.namespaces import BASE, STAGING, SYNC
from steungraaf.rdf import DefaultGraph, Literal, NamedNode, Quad, Triple, write_rdf
from steungraaf.sparql import Token, tokens_of
from steungraaf.store.base import GRAPHLESS, Solutions
from steungraaf.store.embedded import EmbeddedStore
from steungraaf.store.faults import (
    EndpointAnswerError,
    EndpointFailedError,
    EndpointLimitError,
    EndpointNotFoundError,
    EndpointTimeoutError,
    ReadOnlyEndpointError,
)
from steungraaf.store.guard import check_query
from steungraaf.store.profiles import KEPT, UNION, Profile
from steungraaf.store.results import TRIPLES, read_solutions, read_triples, read_truth, stream_triples
from steungraaf.store.transport import Reply, Transport, plain
from steungraaf.store.wording import named_graphs, without_comments, without_open_slots

_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_BATCH = 20_000  # as many quads are sent at a time
_GRAPHS = 200  # and as many graphs are copied by one update
# Graphs that servers keep for themselves, and those.
_HIDDEN = re.compile(
    r"http://www\.openlinksw\.com/|http://www\.w3\.org/ns/ldp#|http://localuriqaserver/|urn:core:|" + re.escape(STAGING)
)
_ROWS = {"nl": "rijen", "en": "rows"}
_HTML = {"nl": "het is een webpagina", "en": "it is a web page"}
_Read = TypeVar("_Read")
_NOT_READ = {"nl": "het is niet te lezen ({why})", "en": "it cannot be read ({why})"}


class EndpointStore:
    """Hold quads on a server, which a profile says how to reach.

    Where the profile keeps the default graph filled, each triple stands there once beside its own graph, so that a
    question about all graphs counts it once. Two who write at the same time are not kept apart.
    """

    def __init__(self, profile: Profile) -> None:
        """Take the profile; nothing is sent before something is asked."""
        self.profile = profile
        self._transport = Transport(profile)
        self.address = plain(profile.query)

    def query(self, sparql: str) -> Solutions | list[Triple] | bool:
        """Answer a query by the server.

        Raises SparqlSyntaxError, QueryRefusedError and EndpointError.
        """
        check_query(sparql)
        tokens = list(tokens_of(sparql))
        form = next(token.text.upper() for token in tokens if token.is_word(*_FORMS))
        try:
            reply = self._ask(without_open_slots(without_comments(sparql, tokens)), form, self._dataset(tokens))
        except EndpointFailedError as error:
            if error.status == 400:
                with suppress(EngineError):
                    EmbeddedStore().query(sparql)  # which knows better what is wrong with the text, if something is
            raise
        return self._read(lambda: _answer(reply, form, sparql), reply)

    def load(self, quads: Iterable[Quad]) -> None:
        """Add quads to the graphs that they name; a blank node is another one in each graph and batch.

        Raises EndpointError.
        """
        remaining = iter(quads)
        filled: set[str] = set()
        while batch := list(islice(remaining, _BATCH)):
            by_graph: dict[str, list[Quad]] = {}
            for quad in batch:
                name = quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else GRAPHLESS
                by_graph.setdefault(name, []).append(quad)
            for name, members in by_graph.items():
                self._write(name, members, "POST")
            filled.update(by_graph)
        self.fill(sorted(filled))

    def replace_graph(self, name: str, quads: Iterable[Quad]) -> None:
        """Make these quads the whole of a graph, whatever graphs they name themselves.

        Where we keep the union, they are first brought to a graph apart, which nobody sees, and one update then puts
        them in place. A server that takes an update as one transaction (Oxigraph) shows the old or the new and nothing
        between; one that does not (Virtuoso) may for a moment show both in the union, never less than the new. What an
        interruption leaves is mended by doing the same again.

        Raises EndpointError.
        """
        members = list(quads)
        if self.kept is None:
            self._write(name, members, "PUT")
            return
        staged = f"{STAGING}{sha256(name.encode()).hexdigest()[:32]}"
        self._write(staged, members, "PUT")
        graph, source = NamedNode(name), NamedNode(staged)
        steps = [*self._filling([staged]), self._emptying([name], beside=staged)]
        self.update(" ;\n".join([*steps, f"MOVE {source} TO {graph}" if members else f"DROP SILENT GRAPH {graph}"]))

    def dump(self, graph: str | None = None) -> Iterator[Quad]:
        """Stream the quads of a graph, or of all; the engine may have rewritten their literals.

        Raises EndpointError.
        """
        for name in [*self.names()] if graph is None else [graph]:
            place = DefaultGraph() if name == GRAPHLESS else NamedNode(name)
            yield from self._fetch(name, place)

    def graphs(self) -> list[str]:
        """Return the names of the graphs that hold something, sorted."""
        return [name for name in self.names() if name != GRAPHLESS]

    def names(self) -> list[str]:
        """Return the names of the graphs that hold something, sorted, that of what is in no graph among them.

        Raises EndpointError.
        """
        return sorted(self.sizes())

    def sizes(self) -> dict[str, int]:
        """Return how many triples each graph holds.

        What a server keeps for itself and what we keep there about the others is left out.

        Raises EndpointError.
        """
        # To count is a hundred times faster on Virtuoso than to ask for the names alone.
        found = self.query("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
        assert isinstance(found, Solutions)
        sizes = {
            name.value: int(size.value)
            for name, size in found.rows
            if isinstance(name, NamedNode) and isinstance(size, Literal)
        }
        hidden = (self.kept, SYNC)
        return {name: n for name, n in sizes.items() if name not in hidden and not _HIDDEN.match(name)}

    @property
    def kept(self) -> str | None:
        """Return the graph that we keep filled with all others, an empty string for the default graph, or None."""
        rule = self.profile.default_graph
        return None if rule == UNION else "" if rule == KEPT else rule

    def _dataset(self, tokens: list[Token]) -> dict[str, list[str]]:
        """Return which graphs the server is to ask (SPARQL 1.1 Protocol 2.1.4), where the query does not say so."""
        if not self.kept or any(token.is_word("FROM") for token in tokens):
            return {}
        return {"default-graph-uri": [self.kept], "named-graph-uri": named_graphs(tokens)}

    def _ask(self, sparql: str, form: str, dataset: dict[str, list[str]], into: IO[bytes] | None = None) -> Reply:
        request = _Wrapped(self.profile, self._transport)
        request.setQuery(sparql)
        request.queryType = form
        for name, values in dataset.items():
            for value in values:
                request.addParameter(name, value)
        if form in ("CONSTRUCT", "DESCRIBE"):
            request.setReturnFormat(N3)
            request.addCustomHttpHeader("Accept", TRIPLES)
        reply = request.send(again=True, into=into)
        if limit := reply.headers.get("X-SPARQL-MaxRows"):  # Virtuoso left out what came after so many rows
            raise EndpointLimitError(address=self.address, what=_ROWS, limit=limit)
        if reply.headers.get("X-SQL-State"):  # or what it had not found in time
            raise EndpointTimeoutError(address=self.address, limit=self.profile.time_limit)
        return reply

    def update(self, sparql: str) -> None:
        """Change what the server holds, by SPARQL 1.1 Update.

        Raises EndpointError.
        """
        if not self.profile.update:
            raise ReadOnlyEndpointError(address=self.address)
        request = _Wrapped(self.profile, self._transport)
        request.setQuery(sparql)
        request.queryType = "INSERT"
        request.send()

    def fill(self, names: Sequence[str]) -> None:
        """Put what graphs say into the graph that is asked where none is named.

        Raises EndpointError.
        """
        for update in self._filling(names):
            self.update(update)

    def empty(self, names: Sequence[str]) -> None:
        """Take out of the graph that is asked where none is named what these graphs say and no other does.

        Raises EndpointError.
        """
        if self.kept is not None and names:
            self.update(self._emptying(names))

    def _filling(self, names: Sequence[str]) -> list[str]:
        """Return the updates that put what graphs say into the graph that is kept, where one is."""
        starts = range(0, len(names) if self.kept is not None else 0, _GRAPHS)
        parts = [" ".join(str(NamedNode(name)) for name in names[start : start + _GRAPHS]) for start in starts]
        into = self._in_kept("?s ?p ?o")
        return [f"INSERT {{ {into} }} WHERE {{ VALUES ?g {{ {part} }} GRAPH ?g {{ ?s ?p ?o }} }}" for part in parts]

    def _emptying(self, names: Sequence[str], *, beside: str = "") -> str:
        """Return the update that takes from the kept graph what only these say; a staged graph may say it `beside`."""
        graphs = [str(NamedNode(name)) for name in names]
        apart = ", ".join([*graphs, str(NamedNode(SYNC)), *([str(NamedNode(self.kept))] if self.kept else ())])
        others = f"?other NOT IN ({apart}) && !STRSTARTS(STR(?other), '{STAGING}')"
        return (
            f"DELETE {{ {self._in_kept('?s ?p ?o')} }} WHERE {{ VALUES ?g {{ {' '.join(graphs)} }} "
            f"GRAPH ?g {{ ?s ?p ?o }} "
            f"FILTER NOT EXISTS {{ GRAPH ?other {{ ?s ?p ?o }} FILTER ({others}) }} "
            + (f"FILTER NOT EXISTS {{ GRAPH {NamedNode(beside)} {{ ?s ?p ?o }} }} }}" if beside else "}")
        )

    def _in_kept(self, pattern: str) -> str:
        return f"GRAPH {NamedNode(self.kept)} {{ {pattern} }}" if self.kept else pattern

    def _write(self, name: str, quads: list[Quad], method: str) -> None:
        body = BytesIO()
        triples = (Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
        write_rdf(triples, body, "ntriples")
        self.write(name, body.getvalue(), method)

    def write(self, name: str, body: bytes, method: str) -> None:
        """Add N-Triples to a graph ("POST") or make them all of it ("PUT"); no name is that of the default graph.

        That goes by the Graph Store Protocol, or else by an update.

        Raises EndpointError.
        """
        if self.profile.graph_store:
            self._store(name, method if body else "DELETE", body)
            return
        graph = f"GRAPH {NamedNode(name)}" if name else "DEFAULT"
        drop = f"DROP SILENT {graph} ; " if method == "PUT" else ""
        text = body.decode()
        self.update(f"{drop}INSERT DATA {{ {f'{graph} {{ {text} }}' if name else text} }}")

    def _store(self, name: str, method: str, body: bytes) -> None:
        headers = {"Content-Type": "text/turtle"} if method != "DELETE" else {}
        try:
            again = method != "POST"
            self._transport.send(self._graph_request(name, method, body or None, headers), again=again)
        except EndpointNotFoundError:
            if method != "DELETE":  # what is not there need not be taken away
                raise

    def _fetch(self, name: str, place: NamedNode | DefaultGraph) -> Iterator[Quad]:
        """Stream a graph, by way of a file: it may be larger than memory."""
        with NamedTemporaryFile(prefix="steungraaf-") as file:
            try:
                reply = self._get(name, file)
            except EndpointNotFoundError:  # so says a server of an empty graph; one that is not there says it again
                reply = self._construct(name, file)
            quads = stream_triples(Path(file.name), reply.media_type, name)
            while quad := self._read(lambda: next(quads, None), reply):
                yield Quad(quad.subject, quad.predicate, quad.object, place)

    def _get(self, name: str, file: IO[bytes]) -> Reply:
        if not self.profile.graph_store:
            return self._construct(name, file)
        return self._transport.send(self._graph_request(name, "GET", None, {"Accept": TRIPLES}), again=True, into=file)

    def _construct(self, name: str, file: IO[bytes]) -> Reply:
        sparql = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {NamedNode(name)} {{ ?s ?p ?o }} }}"
        return self._ask(sparql, "CONSTRUCT", {}, file)

    def _graph_request(self, name: str, method: str, body: bytes | None, headers: dict[str, str]) -> Request:
        address = self.profile.graph_store or ""
        separator = "&" if "?" in address else "?"
        address = f"{address}{separator}{urlencode({'graph': name}) if name else 'default'}"
        return Request(address, data=body, method=method, headers={"User-Agent": _AGENT, **headers})

    def _read(self, read: Callable[[], _Read], reply: Reply) -> _Read:
        """Read an answer; raise EndpointAnswerError where it is none."""
        try:
            return read()
        except ValueError as error:
            page = reply.media_type in ("text/html", "application/xhtml+xml")
            why = self._transport.blotted(str(error))[:200]
            reason = _HTML if page else {lang: text.replace("{why}", why) for lang, text in _NOT_READ.items()}
            raise EndpointAnswerError(address=self.address, reason=reason) from error


_AGENT = f"steungraaf (+{BASE})"


class _Wrapped(SPARQLWrapper):
    """Let SPARQLWrapper make the request, and send it with limits, redirects and errors of our own."""

    def __init__(self, profile: Profile, transport: Transport) -> None:
        super().__init__(profile.query, updateEndpoint=profile.update, returnFormat=JSON, agent=_AGENT)
        self.setMethod(POST)
        self.setOnlyConneg(True)
        self._transport = transport

    def send(self, *, again: bool = False, into: IO[bytes] | None = None) -> Reply:
        """Send what was set and return the answer, as `Transport.send` does."""
        self._how: dict[str, Any] = {"again": again, "into": into}
        return cast(Reply, self.query().response)

    def _query(self) -> Any:
        return self._transport.send(self._createRequest(), **self._how), self.returnFormat


def _answer(reply: Reply, form: str, sparql: str) -> Solutions | list[Triple] | bool:
    if form == "SELECT":
        return read_solutions(reply.body, sparql)
    if form == "ASK":
        return read_truth(reply.body)
    quads = read_triples(reply.body, reply.media_type)
    return list(dict.fromkeys(Triple(quad.subject, quad.predicate, quad.object) for quad in quads))
