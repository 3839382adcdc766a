"""Measure how long the reconciliation service takes for a batch of ten names, as OpenRefine sends them.

The names are those of everything in the bundled data, a third of them with a letter too few, each batch another. Beside
it a bare starlette application gives the same bytes, whatever it is asked: what is above that is matching. Both run in
a process of their own and are asked in turn over one connection each, on the loopback.
"""

import json
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from http.client import HTTPConnection
from itertools import cycle
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

from benchmarks.context import Context
from benchmarks.measuring import OURS, ROOT, Figure, told

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

SECTION, PEER = "service", "bare starlette"
BATCH = 10
BUDGET = 0.050  # seconds for a batch
_SERVE = "import sys; from steungraaf.cli.reconcile_serve import serve; serve.main(sys.argv[1:])"
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def measure(context: Context) -> Iterator[Figure]:
    """Measure every batch so many times, and tell the median and the 95th percentile."""
    answers = context.scratch("answers.json")
    with told("batches"), ExitStack() as stack:
        ours = stack.enter_context(serving("-c", _SERVE, "--port", "46000", "--lang", "nl"))
        bodies = batches(names())
        expected = [ask(ours, body) for body in bodies]
        answers.write_text(json.dumps([one.decode() for one in expected]), "utf-8")
        peer = stack.enter_context(serving("-m", "benchmarks.reconciliation_service", answers))
        seconds: dict[str, list[float]] = {OURS: [], PEER: []}
        same = True
        for _ in range(context.runs):
            for body, answer in zip(bodies, expected, strict=True):
                for name, client in ((OURS, ours), (PEER, peer)):
                    start = time.perf_counter()
                    given = ask(client, body)
                    seconds[name].append(time.perf_counter() - start)
                    same = same and given == answer
    note = "" if same else "the answers are not the same"
    yield from figures(seconds, len(bodies) * BATCH, context.runs, note)


def figures(seconds: dict[str, list[float]], count: int, runs: int, note: str) -> Iterator[Figure]:
    """Give the median and the 95th percentile of each; ours must stay within its budget."""
    for case in ("median", "95th percentile"):
        for name, taken in seconds.items():
            time_taken = statistics.median(taken) if case == "median" else statistics.quantiles(taken, n=20)[-1]
            slow = name == OURS and time_taken > BUDGET
            told = note or (f"more than {BUDGET * 1000:.0f} ms" if slow else "")
            yield Figure(SECTION, "bundled", f"a batch of {BATCH}, {case}", name, time_taken, None, count, runs, told)


def names() -> list[str]:
    """Return the names of everything that can be matched, every third with a letter too few."""
    import steungraaf
    from steungraaf.links import Matcher

    entities = Matcher.of(steungraaf.open().store).entities.values()
    every = [entity.label("nl") for entity in entities]
    return [name[:2] + name[3:] if number % 3 == 0 else name for number, name in enumerate(every)]


def batches(every: Sequence[str]) -> list[str]:
    """Return forms of so many queries, without what is left over."""
    starts = range(0, len(every) - BATCH + 1, BATCH)
    queries = [{f"q{place}": {"query": name} for place, name in enumerate(every[at : at + BATCH])} for at in starts]
    return [urlencode({"queries": json.dumps(one)}) for one in queries]


def ask(client: HTTPConnection, body: str) -> bytes:
    """Send one form and return the answer."""
    client.request("POST", "/nl/reconcile", body, _FORM)
    return client.getresponse().read()


@contextmanager
def serving(*arguments: str | Path) -> Iterator[HTTPConnection]:
    """Run a service that prints its address, and give a connection to it."""
    with Popen([sys.executable, *map(str, arguments)], cwd=ROOT, stdout=PIPE, stderr=DEVNULL, text=True) as process:
        assert process.stdout is not None
        address = urlsplit(process.stdout.readline().strip())
        with closing(HTTPConnection(address.hostname or "", address.port)) as client:
            yield client
        process.terminate()


def serve_answers(path: Path) -> None:
    """Give the answers in a file one after the other, over and over, whatever is asked."""
    from starlette.applications import Starlette
    from starlette.responses import Response
    from starlette.routing import Route

    from steungraaf.web.serving import listen, serve_until_stopped

    answers = cycle(text.encode() for text in json.loads(path.read_text("utf-8")))

    async def answer(request: "Request") -> "Response":
        await request.body()
        return Response(next(answers), media_type="application/json")

    listening = listen("127.0.0.1", 47_000)
    print(f"http://127.0.0.1:{listening.getsockname()[1]}/", flush=True)
    serve_until_stopped(Starlette(routes=[Route("/nl/reconcile", answer, methods=["POST"])]), listening)


if __name__ == "__main__":
    serve_answers(Path(sys.argv[1]))
