"""Test the command that serves the reconciliation API."""

import socket
from pathlib import Path

import pytest
from click.testing import CliRunner
from starlette.types import ASGIApp

from steungraaf.cli.listening import keep_quiet, tell
from steungraaf.cli.reconcile_serve import serve
from steungraaf.web import serving
from steungraaf.web.faults import PortError


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Give the ports on which it would have answered."""
    ports: list[int] = []

    def note(app: ASGIApp, listening: socket.socket) -> None:
        ports.append(listening.getsockname()[1])

    monkeypatch.setattr(serving, "serve_until_stopped", note)
    return ports


def test_address(served: list[int], small: Path) -> None:
    """It prints the address to give to OpenRefine, and where to."""
    result = CliRunner().invoke(
        serve, ["--data", str(small), "--port", "42000", "--lang", "en"], catch_exceptions=False
    )
    assert result.stdout == f"http://127.0.0.1:{served[0]}/en/reconcile\n"
    assert "Give this address to OpenRefine" in result.stderr


def test_taken_port(served: list[int], small: Path) -> None:
    """Where the port is taken it takes the next one, and says so."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        result = CliRunner().invoke(serve, ["--data", str(small), "--port", str(port)], catch_exceptions=False)
    assert result.stderr.startswith(f"Poort {port} is in gebruik; dit is {served[0]}.")


def test_six_colons(served: list[int], small: Path) -> None:
    """An address of IPv6 stands in brackets."""
    if not socket.has_ipv6:
        pytest.skip("no IPv6")
    try:
        result = CliRunner().invoke(serve, ["--data", str(small), "--host", "::1"], catch_exceptions=False)
    except PortError:
        pytest.skip("no IPv6 on the loopback")
    assert result.stdout == f"http://[::1]:{served[0]}/nl/reconcile\n"


def test_quiet(served: list[int], small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --quiet it prints the address and nothing more."""
    result = CliRunner().invoke(serve, ["--data", str(small), "--port", "42100", "--quiet"], catch_exceptions=False)
    keep_quiet("GET / 200 5 B 1 ms")
    assert (result.stdout, result.stderr) == (f"http://127.0.0.1:{served[0]}/nl/reconcile\n", "")
    assert capsys.readouterr().err == ""


def test_tell(capsys: pytest.CaptureFixture[str]) -> None:
    """What is told of a request goes beside the result."""
    tell("GET / 200 5 B 1 ms")
    assert capsys.readouterr().err == "GET / 200 5 B 1 ms\n"
