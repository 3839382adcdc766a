"""Test that the service listens, answers over real HTTP, and ends when it is told to."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest

from steungraaf.dataset import Dataset
from steungraaf.web.faults import PortError
from steungraaf.web.serving import listen, reconciliation_site, serve_until_stopped
from tests.web.conftest import PlainMatcher

START = """
import sys
from steungraaf.cli.reconcile_serve import serve
serve.main(sys.argv[1:])
"""


@pytest.fixture
def taken() -> Iterator[int]:
    """Give a port on which something listens already."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def test_next_free_port(taken: int) -> None:
    """Where a port is taken, the next that is free is listened on."""
    with listen("127.0.0.1", taken) as listening:
        assert taken < listening.getsockname()[1] < taken + 20


@pytest.mark.parametrize(
    ("host", "port", "expected"),
    [
        ("127.0.0.1", 65536, "Nothing can listen on 127.0.0.1 port 65536: a port is a number from 1 to 65535."),
        ("192.0.2.1", 3334, "Nothing can listen on 192.0.2.1 port 3334: Cannot assign requested address."),
        ("no such host", 3334, "Nothing can listen on no such host port 3334: Name or service not known."),
    ],
)
def test_no_place(host: str, port: int, expected: str) -> None:
    """An address or port that this machine does not have is told as such."""
    with pytest.raises(PortError) as caught:
        listen(host, port)
    assert caught.value.message("en").startswith(expected)


def test_all_ports_taken(taken: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no port is free among those tried, that is told."""
    monkeypatch.setattr("steungraaf.web.serving._TRIED", 1)
    with pytest.raises(PortError) as caught:
        listen("127.0.0.1", taken)
    assert "de poort is in gebruik" in caught.value.message("nl")


def test_until_stopped(dataset: Dataset, matcher: PlainMatcher) -> None:
    """It answers until a signal comes; then what handled signals before handles them again."""
    before, lines = signal.getsignal(signal.SIGTERM), list[str]()
    listening = listen("127.0.0.1", 40_000)
    given: list[int] = []

    def ask_and_stop() -> None:
        client = HTTPConnection(*listening.getsockname())
        client.request("GET", "/en/reconcile")
        given.append(client.getresponse().status)
        client.close()
        os.kill(os.getpid(), signal.SIGTERM)

    thread = Thread(target=ask_and_stop)
    thread.start()
    serve_until_stopped(reconciliation_site(dataset, matcher, lines.append), listening)
    thread.join()
    assert (given, len(lines), signal.getsignal(signal.SIGTERM)) == ([200], 1, before)


def asked(address: str, queries: dict[str, Any]) -> Any:
    """Send a batch over real HTTP."""
    parts = urlsplit(address)
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    with closing(HTTPConnection(parts.hostname or "", parts.port)) as client:
        client.request("POST", parts.path, urlencode({"queries": json.dumps(queries)}), headers)
        response = client.getresponse()
        assert (response.status, response.headers["access-control-allow-origin"]) == (200, "*")
        return json.load(response)


def manifest(address: str, headers: dict[str, str]) -> Any:
    """Ask for the manifest as a proxy does that passes on for whom."""
    parts = urlsplit(address)
    with closing(HTTPConnection(parts.hostname or "", parts.port)) as client:
        client.request("GET", parts.path, headers=headers)
        return json.load(client.getresponse())


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_process(folder: Path, stop: signal.Signals) -> None:
    """A process of its own says its address, answers there or behind a proxy, tells no names, ends with status 0."""
    command = [sys.executable, "-c", START, "--data", str(folder), "--lang", "en", "--port", "41000"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None and process.stderr is not None
        address = process.stdout.readline().strip()
        one = asked(address, {"q": {"properties": [{"pid": "nis", "v": "35002"}]}})["q"]["result"][0]
        behind = manifest(address, {"Host": "steun.example", "X-Forwarded-Proto": "https"})
        process.send_signal(stop)
        told, status = process.stderr.read(), process.wait()
    assert behind["view"]["url"] == "https://steun.example/en/reconcile/view?id={{id}}"
    assert (one["id"], one["match"], status) == ("municipality/oost-2019", True, 0)
    assert "POST /en/reconcile 200" in told and "35002" not in told and "Traceback" not in told


def test_small_answers_do_not_wait() -> None:
    """It listens by TCP by name, without which asyncio lets small answers wait for an acknowledgement (40 ms)."""
    with listen("127.0.0.1", 43_000) as listening:
        assert listening.proto == socket.IPPROTO_TCP
