"""Test the command that serves linked data: in a process of its own, over real HTTP."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from time import sleep
from types import SimpleNamespace
from urllib.parse import urlencode, urlsplit

import pytest

from steungraaf.cli.serve import serve, site_address
from steungraaf.store.disk import DiskStore
from steungraaf.web import serving, site
from steungraaf.web.faults import SiteAddressError
from steungraaf.web.served import Served
from tests.cli.conftest import Run

START = "import sys; from steungraaf.cli import main; main(sys.argv[1:])"
HEAVY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER (STR(?a) < STR(?i)) }"


@pytest.fixture
def process(small: Path) -> Iterator[subprocess.Popen[str]]:
    """Give a server of the smallest dataset that answers within a second or not at all."""
    options = ["--data", str(small), "--lang", "en", "--port", "45000", "--time-limit", "1", "--workers", "1"]
    command = [sys.executable, "-c", START, "serve", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as started:
        yield started
        started.kill()


def get(address: str, path: str) -> tuple[HTTPResponse, bytes]:
    """Return the response to a GET, and its body."""
    parts = urlsplit(address)
    with closing(HTTPConnection(parts.hostname or "", parts.port, timeout=60)) as client:
        client.request("GET", path)
        response = client.getresponse()
        return response, response.read()


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_process(process: subprocess.Popen[str], stop: signal.Signals) -> None:
    """It says its address, answers, stops what takes too long, goes on, tells no query, and ends with status 0."""
    assert process.stdout is not None and process.stderr is not None
    address = process.stdout.readline().strip()
    late, told = get(address, f"/sparql?{urlencode({'query': HEAVY})}")
    good, answer = get(address, f"/sparql?{urlencode({'query': 'ASK { ?s ?p ?o }'})}")
    process.send_signal(stop)
    lines, status = process.stderr.read(), process.wait()
    assert (late.status, good.status, json.loads(answer)["boolean"], status) == (504, 200, True, 0)
    assert "1 seconds" in json.loads(told)["detail"] and lines.count("GET /sparql ") == 2
    assert "ASK" not in lines and "Traceback" not in lines


def test_options(small: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """It prints its address, and nothing more with --quiet."""
    monkeypatch.setattr(serving, "serve_until_stopped", lambda app, listening: None)
    result = run("serve", "--data", str(small), "--port", "45100", "--quiet")
    assert result.stdout.startswith("http://127.0.0.1:451") and (result.stderr, result.exit_code) == ("", 0)


def test_no_number(run: Run) -> None:
    """A number of workers that is none is told before anything is opened."""
    assert run("serve", "--workers", "0").exit_code == 2 and serve.name == "serve"


def test_writable(tmp_path: Path, small: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store may be written to by who has the token of the environment."""
    store, secret, made = DiskStore.create(tmp_path / "store").path, "0123456789abcdef", list[Served]()

    def make(served: Served, tell: object, **how: object) -> None:
        """Keep what is served."""
        made.append(served)

    monkeypatch.setattr(site, "make_site", make)
    monkeypatch.setattr(serving, "serve_until_stopped", lambda app, listening: None)
    monkeypatch.setenv("STEUNGRAAF_TOKEN", secret)
    options = ("serve", "--data", str(small), "--port", "45200", "--store", str(store))
    assert [run(*options, *more).exit_code for more in ((), ("--writable",))] == [0, 0]
    assert [served.writer is not None and served.writer.store == store for served in made] == [False, True]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ((), "the files of a dataset"),
        (("--endpoint", "http://127.0.0.1:9/sparql"), "another server"),
        (("--store", "steun.store"), "STEUNGRAAF_TOKEN"),
    ],
)
def test_not_writable(run: Run, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...], told: str) -> None:
    """Files and servers are not written to, and nobody without a token: that is told before anything is opened."""
    monkeypatch.setenv("STEUNGRAAF_TOKEN", "short")
    result = run("serve", "--writable", "--lang", "en", *options)
    assert (result.exit_code, told in " ".join(result.stderr.split())) == (2, True)


def test_open(small: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """At a terminal the browser is opened at the address; elsewhere nothing opens."""
    opened: list[str] = []
    monkeypatch.setattr(serving, "serve_until_stopped", lambda app, listening: None)
    monkeypatch.setattr("webbrowser.open", opened.append)
    run("serve", "--data", str(small), "--open")
    monkeypatch.setattr("steungraaf.cli.serve.sys", SimpleNamespace(stdout=SimpleNamespace(isatty=lambda: True)))
    run("serve", "--data", str(small), "--open")
    for _ in range(1000):
        if opened:
            break
        sleep(0.01)
    assert len(opened) == 1 and opened[0].startswith("http://127.0.0.1:")


@pytest.mark.parametrize("address", ["steun.example", "ftp://steun.example", "https://a/?b", "http://[a"])
def test_base_url(address: str) -> None:
    """An address at which no site can stand is told."""
    with pytest.raises(SiteAddressError) as caught:
        site_address(address)
    assert address in caught.value.message("nl")


def test_behind_a_proxy() -> None:
    """The address that readers see is taken as it is."""
    assert site_address("https://steun.example/graaf") == "https://steun.example/graaf" and site_address(None) == ""
