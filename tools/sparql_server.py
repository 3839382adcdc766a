"""Serve a store on disk from this process, so that the W3C's tests can be run against a server that really runs.

There are no shapes: the suites put people into graphs who have no names, which ours refuse.
"""

import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from shutil import copytree, ignore_patterns
from tempfile import TemporaryDirectory
from threading import Thread
from traceback import print_exc

from steungraaf.assets import ontology_dir
from steungraaf.dataset import Dataset
from steungraaf.filling import Wanted, load_store
from steungraaf.folder import Folder
from steungraaf.store.staging import Source
from steungraaf.web.limits import WEB_LIMITS
from steungraaf.web.served import Served
from steungraaf.web.serving import listen, serve_until_stopped
from steungraaf.web.site import make_site
from steungraaf.web.token import Token
from steungraaf.web.writer import Writer

TOKEN = "a-token-of-these-tests"
Reply = tuple[int, Mapping[str, str], bytes]  # the status, the headers in small letters, and the body


@dataclass(frozen=True)
class Server:
    """A server that runs: its address, what it serves and from which store."""

    address: tuple[str, int]
    store: Path
    served: Served

    def fill(self, graphs: Mapping[str, Path]) -> None:
        """Make these files, each by the name of its graph, all that it holds."""
        _load(self.store, graphs)
        self.served.renew()

    def send(self, method: str, path: str, headers: Mapping[str, str], body: bytes | None = None) -> Reply:
        """Return the response to a request."""
        with closing(HTTPConnection(*self.address, timeout=300)) as client:
            client.putrequest(method, path)
            for name, value in headers.items():
                client.putheader(name, value)
            if body is not None:
                client.putheader("content-length", str(len(body)))
            client.endheaders(body)
            response = client.getresponse()
            return response.status, {name.lower(): value for name, value in response.getheaders()}, response.read()


def run_against(test: Callable[[Server], bool], graphs: Mapping[str, Path], *, writable: bool = False) -> bool:
    """Serve files, each by the name of its graph, while a function tests the server; return what it returns."""
    passed: list[bool] = []
    with _serving(graphs, writable=writable) as (server, serve):

        def test_and_stop() -> None:
            """Run the tests while the main thread serves, then stop it."""
            try:
                passed.append(test(server))
            except Exception:
                print_exc(file=sys.stdout)
            finally:
                os.kill(os.getpid(), signal.SIGTERM)

        testing = Thread(target=test_and_stop)
        testing.start()
        serve()
        testing.join()
    return passed == [True]


@contextmanager
def _serving(graphs: Mapping[str, Path], *, writable: bool) -> Iterator[tuple[Server, Callable[[], None]]]:
    with TemporaryDirectory() as place, listen("127.0.0.1", 47_000) as listening:
        store = Path(place, "store")
        _load(store, graphs)
        ontology = Path(place, "words")
        copytree(ontology_dir(), ontology, ignore=ignore_patterns("shapes"))
        dataset = Dataset(Folder(Path(place), ontology), lang="en", store=store, limits=WEB_LIMITS)
        with Served(dataset, WEB_LIMITS, "start") as served:
            if writable:
                served.writer = Writer(served, store, Token(TOKEN))
            site = make_site(served, lambda line: None)
            yield Server(listening.getsockname()[:2], store, served), lambda: serve_until_stopped(site, listening)


def _load(store: Path, graphs: Mapping[str, Path]) -> None:
    load_store(store, Wanted([Source(path, name) for name, path in graphs.items()]))
