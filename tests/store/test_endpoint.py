"""What the store on a server does beyond the contract."""

from dataclasses import replace

import pytest

from steungraaf.errors import SparqlSyntaxError, UpdateRefusedError
from steungraaf.rdf import BlankNode, Literal, NamedNode, Quad
from steungraaf.sparql import tokens_of
from steungraaf.store import Solutions
from steungraaf.store.endpoint import EndpointStore
from steungraaf.store.faults import (
    EndpointAnswerError,
    EndpointFailedError,
    EndpointNotFoundError,
    ReadOnlyEndpointError,
)
from steungraaf.store.profiles import Profile
from steungraaf.store.wording import named_graphs, without_comments, without_open_slots
from tests.servers import emptied

EX = "https://example.org/"
A, P, GRAPH = NamedNode(f"{EX}a"), NamedNode(f"{EX}p"), NamedNode(f"{EX}graph")
HARD = [Literal('é "\\ \n\t 😀'), Literal("x", language="nl"), Literal("46.5", datatype=NamedNode(f"{EX}type"))]


@pytest.fixture(params=["oxigraph", "virtuoso"])
def server(request: pytest.FixtureRequest) -> Profile:
    """Give each of the servers."""
    profile = request.getfixturevalue(f"{request.param}_server")
    assert isinstance(profile, Profile)
    return profile


def test_comments_mislead_nobody(server: Profile) -> None:
    """A comment that holds the keyword of another form changes nothing."""
    found = emptied(server).query("# DESCRIBE it, or INSERT\nSELECT ?s # ASK { }\n{ ?s ?p '#' } # CONSTRUCT")
    assert found == Solutions(("s",), [])


def test_updates_never_leave(bad_server: str) -> None:
    """What is refused here is not sent."""
    with pytest.raises(UpdateRefusedError):
        EndpointStore(Profile("p", f"{bad_server}/500")).query("CLEAR ALL")


def test_faults_of_syntax_are_explained(server: Profile) -> None:
    """A query that the server cannot read is explained as elsewhere."""
    with pytest.raises(SparqlSyntaxError, match="line 1, column"):
        EndpointStore(server).query("SELECT * { ?s ?p ?o .. }")


def test_what_the_server_alone_refuses(bad_server: str) -> None:
    """Where the text is right, or only the server could tell, the server's message stays."""
    with pytest.raises(EndpointFailedError, match="no such thing"):
        EndpointStore(Profile("p", f"{bad_server}/400")).query("SELECT (<urn:f>(1) AS ?x) {}")


def test_hard_literals_survive(server: Profile) -> None:
    """Quotes, line ends, other planes, languages and types of one's own come back as they went."""
    store = emptied(server)
    store.replace_graph(GRAPH.value, [Quad(A, P, literal) for literal in HARD])
    assert {quad.object for quad in store.dump(GRAPH.value)} == set(HARD)


def test_writing_by_update_alone(oxigraph_server: Profile) -> None:
    """Without a Graph Store address graphs are written, replaced and read by SPARQL."""
    emptied(oxigraph_server)
    store = EndpointStore(replace(oxigraph_server, graph_store=None))
    store.load([Quad(A, P, A, GRAPH)])
    store.replace_graph(GRAPH.value, [Quad(A, P, literal) for literal in HARD])
    assert {quad.object for quad in store.dump(GRAPH.value)} == set(HARD)
    assert store.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") == Solutions(("n",), [(Literal(3),)])


def test_union_of_the_server_itself(oxigraph_server: Profile) -> None:
    """A server that makes the union itself gets nothing but the graphs."""
    emptied(oxigraph_server)
    profile = replace(oxigraph_server, default_graph="union", query=f"{oxigraph_server.query}?union-default-graph")
    store = EndpointStore(profile)
    store.load([Quad(A, P, A, GRAPH)])
    assert store.query(f"ASK {{ <{EX}a> ?p ?o }}") is True
    assert EndpointStore(oxigraph_server).query(f"ASK {{ <{EX}a> ?p ?o }}") is False


def test_query_that_names_its_own_graphs(virtuoso_server: Profile) -> None:
    """FROM says itself what is asked."""
    store = emptied(virtuoso_server)
    store.replace_graph(GRAPH.value, [Quad(A, P, A)])
    assert store.query(f"ASK FROM <{EX}other> {{ <{EX}a> ?p ?o }}") is False
    assert store.query(f"ASK FROM <{EX}graph> {{ <{EX}a> ?p ?o }}") is True


def test_only_to_be_asked(bad_server: str) -> None:
    """Nothing is written where no address for it is known."""
    with pytest.raises(ReadOnlyEndpointError, match="can only be asked"):
        EndpointStore(Profile("p", f"{bad_server}/good")).replace_graph(GRAPH.value, [])


def test_writing_where_nothing_is(bad_server: str) -> None:
    """To add to a graph store that is not there is an error; to take a graph away from it is none."""
    store = EndpointStore(Profile("p", f"{bad_server}/turtle", graph_store=f"{bad_server}/404"))
    with pytest.raises(EndpointNotFoundError):
        store.load([Quad(A, P, A, GRAPH)])
    assert store.replace_graph(GRAPH.value, []) is None
    assert [quad.subject.value for quad in store.dump(GRAPH.value)] == ["urn:a"]


def test_dump_that_is_a_web_page(bad_server: str) -> None:
    """A graph store that sends a page is told."""
    profile = Profile("p", f"{bad_server}/good", graph_store=f"{bad_server}/html")
    with pytest.raises(EndpointAnswerError, match="web page"):
        list(EndpointStore(profile).dump(GRAPH.value))


def test_lines_stay_where_they_are() -> None:
    """A query without its comments has each token in its line; signs in strings and IRIs are no comments."""
    text = "# one\nPREFIX a: <urn:a#> # two\nASK { ?s a: '# three' } # four"
    assert without_comments(text, list(tokens_of(text))) == "\nPREFIX a: <urn:a#> \nASK { ?s a: '# three' } "


def test_graphs_that_are_named() -> None:
    """The graphs that a query names are found, whole or by a prefix, and variables are none."""
    text = "PREFIX e: <urn:e:> ASK { GRAPH <urn:g> {} GRAPH e:h {} GRAPH ?g {} GRAPH <urn:g> {} }"
    assert named_graphs(list(tokens_of(text))) == ["urn:g", "urn:e:h"]


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { VALUES ?s { UNDEF } ?s ?p ?o }",
        "SELECT ?s { VALUES ?s { <urn:s> } ?s ?p ?o }",
        "SELECT ?s { VALUES (?s) { (UNDEF) } ?s ?p 'VALUES ?s { UNDEF }' }",
    ],
)
def test_slots_that_are_sent(text: str) -> None:
    """A slot that makes a column or holds a value is sent as it stands."""
    assert without_open_slots(text) == text


@pytest.mark.parametrize(
    ("body", "sent"),
    [
        ("FILTER (!BOUND(?x) || ?o = ?x) FILTER (?o > 1)", "FILTER (?o > 1)"),
        ("FILTER(! bound($x) || EXISTS { ?x ?y (?o) FILTER(?o != (?x)) }) ?o ?q 1", "?o ?q 1"),
        ("?o ?q ?x FILTER (!BOUND(?x) || ?o = ?x)", None),
        ("BIND (?o AS ?x) FILTER (!BOUND(?x) || ?o = ?x)", None),
        ("FILTER (!BOUND(?x) && ?o = ?s)", None),
        ("FILTER (!BOUND(?X) || ?o = ?X)", None),
        ("VALUES ?x { UNDEF } FILTER (!BOUND(?x) || ?o = ?x)", None),
    ],
)
def test_filters_of_open_slots(body: str, sent: str | None) -> None:
    """A filter that holds as long as a slot is open is not sent, unless something else may fill the slot."""
    asked = without_open_slots(f"SELECT ?s {{ ?s ?p ?o VALUES ?x {{ UNDEF }} {body} }}")
    left = body.replace("VALUES ?x { UNDEF }", "")
    assert asked.split() == f"SELECT ?s {{ ?s ?p ?o {left if sent is None else sent} }}".split()


def test_open_slots_ask_nothing(server: Profile) -> None:
    """Without its open slots a query gives the same, the columns too."""
    store = emptied(server)
    store.load([Quad(A, P, A, GRAPH)])
    text = "SELECT ?s ?t ?o { VALUES ?s { undef } { ?s ?p ?o } UNION { ?o ?p ?s FILTER(false) } VALUES ?t { UNDEF } }"
    assert without_open_slots(text).count("VALUES") == 0
    assert store.query(text) == Solutions(("s", "t", "o"), [(A, None, A)])


def test_interrupted_replacement(server: Profile, monkeypatch: pytest.MonkeyPatch) -> None:
    """Until the new quads take their place the old ones are what is asked; doing it again mends what was left."""
    store = emptied(server)
    store.load([Quad(A, P, A, GRAPH)])
    with monkeypatch.context() as patch:
        patch.setattr(EndpointStore, "update", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            store.replace_graph(GRAPH.value, [Quad(A, P, P)])
    assert store.sizes() == {GRAPH.value: 1}
    assert store.query("SELECT ?o { ?s ?p ?o }") == Solutions(("o",), [(A,)])
    store.replace_graph(GRAPH.value, [Quad(A, P, P)])
    assert store.query("SELECT ?o { ?s ?p ?o }") == Solutions(("o",), [(P,)])


def test_replacement_is_one_update(oxigraph_server: Profile, monkeypatch: pytest.MonkeyPatch) -> None:
    """All that a reader can see of a replacement is done by one update, which Oxigraph runs as one transaction."""
    store, sent = emptied(oxigraph_server), []
    update = EndpointStore.update
    monkeypatch.setattr(EndpointStore, "update", lambda self, text: (sent.append(text), update(self, text))[1])
    store.replace_graph(GRAPH.value, [Quad(A, P, A)])
    assert len(sent) == 1 and "MOVE" in sent[0]


def test_blank_nodes_of_two_graphs_stay_apart(server: Profile) -> None:
    """Blank nodes that come out of two graphs are two."""
    store = emptied(server)
    for graph in (GRAPH, P):
        store.load([Quad(BlankNode("same"), P, A, graph)])
    assert len({quad.subject for quad in store.dump()}) == 2
