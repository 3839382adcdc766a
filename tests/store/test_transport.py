"""What becomes of a question to a server that is not there, is slow or answers nonsense."""

import ssl
from urllib.error import URLError

import pytest

from steungraaf.errors import SteungraafError
from steungraaf.rdf import Literal, NamedNode
from steungraaf.store import Solutions
from steungraaf.store.endpoint import EndpointStore
from steungraaf.store.faults import (
    EndpointAnswerError,
    EndpointBrokenOffError,
    EndpointBusyError,
    EndpointCertificateError,
    EndpointDeniedError,
    EndpointFailedError,
    EndpointLimitError,
    EndpointNotFoundError,
    EndpointRedirectError,
    EndpointTimeoutError,
    EndpointUnreachableError,
)
from steungraaf.store.profiles import Profile
from steungraaf.store.transport import Transport, _asked_wait, _blotted, _is_loopback, plain
from tests.servers import free_port


@pytest.fixture(autouse=True)
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Let time pass at once; give the seconds that were waited."""
    waited: list[float] = []
    monkeypatch.setattr("time.sleep", waited.append)
    return waited


SELECT = "SELECT ?s { ?s ?p ?o }"
ASK = "ASK { ?s ?p ?o }"
CONSTRUCT = "CONSTRUCT WHERE { ?s ?p ?o }"


def failure(address: str, sparql: str = SELECT, **how: object) -> SteungraafError:
    """Return the error that a query ends in; its text does not hold the secret."""
    with pytest.raises(SteungraafError) as caught:
        EndpointStore(Profile("p", address, **how)).query(sparql)  # type: ignore[arg-type]
    return caught.value


@pytest.mark.parametrize(
    ("path", "sparql", "kind", "says"),
    [
        ("/html", SELECT, EndpointAnswerError, "it is a web page"),
        ("/html", CONSTRUCT, EndpointAnswerError, "it is a web page"),
        ("/half", SELECT, EndpointAnswerError, "it cannot be read"),
        ("/short", SELECT, EndpointAnswerError, "it ends half-way"),
        ("/list", SELECT, EndpointAnswerError, "list"),
        ("/no-rows", SELECT, EndpointAnswerError, "no results of a SELECT"),
        ("/no-truth", ASK, EndpointAnswerError, "no answer to an ASK"),
        ("/truth-as-text", ASK, EndpointAnswerError, "'false' is not true or false"),
        ("/other-columns", SELECT, EndpointAnswerError, "columns x in place of s"),
        ("/deep", SELECT, EndpointAnswerError, "nested too deep"),
        ("/gzip-half", SELECT, EndpointAnswerError, "it ends half-way"),
        ("/gzip-none", SELECT, EndpointAnswerError, "it cannot be unpacked"),
        ("/gzip-error", SELECT, EndpointFailedError, r"\(500\): Tafel is stuk\. Make"),
        ("/brotli", SELECT, EndpointAnswerError, "unpacked .Content-Encoding: br"),
        ("/bad-iri", SELECT, EndpointAnswerError, "it cannot be read"),
        ("/half-turtle", CONSTRUCT, EndpointAnswerError, "it cannot be read"),
        ("/400", SELECT, EndpointFailedError, r"\(400\): Virtuoso 37000 Error: no such thing\. Make"),
        ("/401", SELECT, EndpointDeniedError, r"\(401\)\. See auth"),
        ("/403", SELECT, EndpointDeniedError, r"\(403\): go away"),
        ("/404", SELECT, EndpointNotFoundError, r"\(404\): Not found\. See"),
        ("/429", SELECT, EndpointBusyError, "after 7 seconds"),
        ("/503", SELECT, EndpointBusyError, r"Try again later\.$"),
        ("/500", SELECT, EndpointFailedError, r"\(500\): Tafel is défect\. Make"),
        ("/500-charset", SELECT, EndpointFailedError, r"\(500\): Tafel is défect\. Make"),
        ("/500-punycode", SELECT, EndpointFailedError, r"\(500\): Tafel is défect\. Make"),
        ("/cut-error", SELECT, EndpointFailedError, r"\(500\)\. Make"),
        ("/loop", SELECT, EndpointRedirectError, "redirects, in a circle"),
        ("/away", SELECT, EndpointRedirectError, "to http://other.invalid/sparql, in"),
        ("/no-address", SELECT, EndpointRedirectError, "redirects, in a circle"),
        ("/no-port", SELECT, EndpointRedirectError, "redirects, in a circle"),
        ("/nowhere", SELECT, EndpointRedirectError, "redirects"),
        ("/hang-up", SELECT, EndpointBrokenOffError, "broke off the connection"),
        ("/rows-left-out", SELECT, EndpointLimitError, "rows, at most 10000"),
        ("/time-left-out", SELECT, EndpointTimeoutError, "60 seconds"),
    ],
)
def test_each_misbehaviour_is_told(
    bad_server: str, path: str, sparql: str, kind: type[SteungraafError], says: str
) -> None:
    """Whatever a server does wrong is an error of its own kind, that names the address and the server's message."""
    error = failure(bad_server + path, sparql)
    assert type(error) is kind and bad_server + path in str(error)
    with pytest.raises(kind, match=says):
        raise error


@pytest.mark.parametrize("path", ["/slow", "/drip"])
def test_slow_server(bad_server: str, path: str) -> None:
    """A server that does not answer in time, or goes on for ever, is left, and the limit is told."""
    error = failure(bad_server + path, time_limit=0.2)
    assert isinstance(error, EndpointTimeoutError) and error.limit == 0.2


def test_long_answer(bad_server: str) -> None:
    """An answer over the limit is not taken in."""
    error = failure(f"{bad_server}/good", size_limit=0.00001)
    assert isinstance(error, EndpointLimitError) and error.limit == 10


def test_packed_answer(bad_server: str) -> None:
    """An answer that comes packed is read, a graph that is dumped too; one that becomes too long is not taken in."""
    assert EndpointStore(Profile("p", f"{bad_server}/gzip")).query(SELECT) == Solutions(("s",), [(Literal("x"),)])
    dump = EndpointStore(Profile("p", f"{bad_server}/good", graph_store=f"{bad_server}/gzip-turtle")).dump("urn:g")
    assert [quad.subject for quad in dump] == [NamedNode("urn:a")]
    error = failure(f"{bad_server}/gzip-bomb", size_limit=1)
    assert isinstance(error, EndpointLimitError) and error.limit == 1_000_000


def test_nobody_there() -> None:
    """An address where nothing listens, and a host that does not exist, are told."""
    assert isinstance(failure(f"http://127.0.0.1:{free_port()}/"), EndpointUnreachableError)
    assert isinstance(failure("http://nobody.invalid/"), EndpointUnreachableError)


def test_certificate(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server with a certificate that nobody vouches for is not asked."""
    fault = ssl.SSLCertVerificationError(1, "fault")
    fault.verify_message = "self-signed certificate"

    def refuse(*_: object) -> None:
        raise URLError(fault)

    monkeypatch.setattr(Transport, "_exchange", refuse)
    error = failure("https://example.org/sparql")
    assert isinstance(error, EndpointCertificateError) and error.reason == "self-signed certificate"


def test_kinds_have_a_status_of_their_own() -> None:
    """Each kind of fault ends the program with another status."""
    kinds = SteungraafError.__subclasses__()
    family = next(kind for kind in kinds if kind.__name__ == "EndpointError").__subclasses__()
    statuses = [kind.exit_status for kind in family if kind.exit_status != 2]
    assert len(statuses) == len(set(statuses)) == 10


@pytest.mark.parametrize("auth", ["basic", "bearer"])
def test_secret_is_sent_and_never_shown(bad_server: str, monkeypatch: pytest.MonkeyPatch, auth: str) -> None:
    """The secret is sent along a redirect on the same host, and blotted out as it was sent where it is repeated."""
    monkeypatch.setenv("SECRET_OF_TEST", "zwijg\n")
    error = failure(f"{bad_server}/moved", ASK, auth=auth, user="ik", secret="env:SECRET_OF_TEST")
    assert f"POST {auth.capitalize()} *** query=" in str(error)


@pytest.mark.parametrize(
    "written", ["é <&>/+", "%C3%A9%20%3C%26%3E%2F%2B", "%C3%A9+%3C%26%3E%2F%2B", "é &lt;&amp;&gt;/+"]
)
def test_secret_is_blotted_out_however_it_is_written(written: str) -> None:
    """The secret is blotted out where it is written as in an address or on a page, or in JSON, too."""
    assert _blotted(f"<{written}>", ["é <&>/+"]) == "<***>"
    assert _blotted(r'a \"\u20ac\" b "€" c', ['"€"']) == "a *** b *** c"


@pytest.mark.parametrize(
    ("path", "sparql", "word"),
    [("/truth-as-text", ASK, "false"), ("/other-columns", SELECT, "x"), ("/brotli", SELECT, "br")],
)
def test_secret_in_an_answer(
    bad_server: str, monkeypatch: pytest.MonkeyPatch, path: str, sparql: str, word: str
) -> None:
    """The secret is blotted out of what is told of an answer that cannot be used."""
    monkeypatch.setenv("SECRET_OF_TEST", word)
    error = failure(bad_server + path, sparql, auth="bearer", secret="env:SECRET_OF_TEST")
    assert isinstance(error, EndpointAnswerError) and "***" in error.reason["en"]


def test_secret_in_a_redirect(bad_server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The secret is blotted out of an address that the server sends us to."""
    monkeypatch.setenv("SECRET_OF_TEST", "sparql")
    error = failure(f"{bad_server}/away", auth="bearer", secret="env:SECRET_OF_TEST")
    assert isinstance(error, EndpointRedirectError) and error.target == "http://other.invalid/***"


def test_secret_waits_until_it_is_asked_for(bad_server: str) -> None:
    """Digest needs its secret only where the server asks for it."""
    profile = Profile("p", f"{bad_server}/good", auth="digest", user="ik", secret="env:NOT_SET_AT_ALL")
    assert EndpointStore(profile).query(SELECT) is not None


def test_other_hosts_may_stand_behind_a_proxy() -> None:
    """Only loopback is always asked directly."""
    assert [_is_loopback(host) for host in ("127.0.0.1", "::1", "localhost", "example.org")] == [True] * 3 + [False]
    assert Transport(Profile("p", "https://example.org/sparql")) is not None


def test_address_in_errors() -> None:
    """A password and a query are left out of an address that is shown."""
    assert plain("https://me:secret@example.org:8/a?key=b") == "https://example.org:8/a"


@pytest.mark.parametrize("path", ["/twice-busy", "/twice-broken"])
def test_what_passes_is_asked_again(bad_server: str, waits: list[float], path: str) -> None:
    """A server that has no time, or breaks off, is asked again after a while that grows."""
    assert EndpointStore(Profile("p", bad_server + path)).query(SELECT) is not None
    assert [round(0.125 * 2**n, 3) <= wait <= 0.375 * 2**n for n, wait in enumerate(waits)] == [True, True]


def test_server_asks_how_long(bad_server: str, waits: list[float]) -> None:
    """It waits as long as the server asks, and gives up after some tries."""
    assert isinstance(failure(f"{bad_server}/429"), EndpointBusyError)
    assert waits == [7, 7, 7]


def test_waiting_ends_with_the_time(bad_server: str, waits: list[float]) -> None:
    """A server that asks to wait for longer than the time limit is not asked again."""
    assert failure(f"{bad_server}/429", time_limit=5).parts["wait"] == 7
    assert waits == []


def test_what_cannot_be_sent_twice_is_sent_once(bad_server: str, waits: list[float]) -> None:
    """An update is not sent again by itself: it may have been carried out."""
    with pytest.raises(EndpointBusyError):
        EndpointStore(Profile("p", f"{bad_server}/good", update=f"{bad_server}/503")).update("CLEAR ALL")
    assert waits == []


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("7", 7), ("Fri, 31 Dec 1999 23:59:59 GMT", 0), ("soon", None), ("", None), ("Fri, 31 Dec 1999 23:59:59", None)],
)
def test_retry_after(header: str, seconds: int | None) -> None:
    """The wait that a server asks for is a number or a date; one that has passed is no wait."""
    assert _asked_wait(header) == seconds
