"""How the servers of the tests are shared, and that none of them outlives the tests."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from steungraaf.store.endpoint import EndpointStore
from steungraaf.store.faults import EndpointUnreachableError
from steungraaf.store.profiles import Profile
from tests import servers

WORKER = """
import fcntl, sys
lease = open(sys.argv[1], "a")
fcntl.flock(lease, fcntl.LOCK_SH)
print("here", flush=True)
sys.stdin.read()
"""


def test_workers_share_a_server(tmp_path: Path) -> None:
    """Who comes second gets the server of the first, and it stays until both have gone."""
    with servers.shared("oxigraph", tmp_path) as first, servers.shared("oxigraph", tmp_path) as second:
        assert first == second
        assert EndpointStore(second).query("ASK {}") is True
    with pytest.raises(EndpointUnreachableError):
        EndpointStore(first).query("ASK {}")


def test_killed_worker_leaves_no_server(tmp_path: Path) -> None:
    """A server ends when the last worker that wanted it does, even by force."""
    command = [sys.executable, "-c", WORKER, str(tmp_path / "lease")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as worker:
        assert worker.stdout is not None and worker.stdout.readline() == b"here\n"
        keeper = servers._start("oxigraph", tmp_path)
        profile = Profile(**json.loads((tmp_path / "profile.json").read_text("utf-8")))
        assert EndpointStore(profile).query("ASK {}") is True
        worker.kill()
    assert keeper.wait(60) == 0 and not (tmp_path / "profile.json").exists()
    with pytest.raises(EndpointUnreachableError):
        EndpointStore(profile).query("ASK {}")
