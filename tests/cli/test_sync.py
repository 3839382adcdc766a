"""Send a dataset or files to a server by the command line, and ask a server that is being sent to."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from steungraaf import __version__
from steungraaf.cli.session import Session
from steungraaf.sending import read_header
from steungraaf.sending.lease import give_up_lease, new_lease, take_lease
from steungraaf.sending.manifest import COMPLETE, IN_PROGRESS, Header, Ledger
from steungraaf.store.endpoint import EndpointStore
from steungraaf.store.profiles import Profile
from tests.servers import emptied

Run = Callable[..., Result]
FACT = "<urn:a> <urn:p> {} .\n"


@pytest.fixture
def server(oxigraph_server: Profile, reader: Path) -> EndpointStore:
    """Give an empty server that has the name "ours"."""
    address = oxigraph_server.query.removesuffix("/query")
    (reader / "home").mkdir()
    (reader / "home/endpoints.toml").write_text(f'[ours]\nlike = "oxigraph"\naddress = "{address}"\n', "utf-8")
    return emptied(oxigraph_server)


@pytest.fixture
def said(server: EndpointStore) -> Callable[..., None]:
    """Let the list of the server say something."""

    def say(**what: str) -> None:
        lease = new_lease("test")
        take_lease(server, "", lease)
        Ledger(server, lease).say(Header(**what))
        give_up_lease(server, lease)

    return say


def test_dataset_is_sent(run: Run, server: EndpointStore, small: Path) -> None:
    """A dataset is sent, with the ontology, and a question to the server finds it; the second time nothing is sent."""
    first, second = (run("sync", str(small), "--endpoint", "ours") for _ in range(2))
    assert first.exit_code == second.exit_code == 0
    assert "grafen gestuurd" in first.stderr and second.stderr.startswith("0 grafen gestuurd (0 tripels), 0 weg, ")
    found = run("sparql", "ASK { <https://example.org/d> a ?class }", "--endpoint", "ours")
    assert (found.stdout, found.stderr) == ("ja\n", "")


def test_dry_run_lists_graphs(run: Run, server: EndpointStore, small: Path) -> None:
    """A dry run prints a graph a line, sends nothing, and names what would be taken away."""
    listed = run("sync", str(small), "--endpoint", "ours", "--dry-run")
    assert "sturen\thttps://w3id.org/steungraaf/graph/dataset\n" in listed.stdout and "te sturen" in listed.stderr
    assert server.sizes() == {}
    (small / "registers/more.ttl").write_text(FACT.format(1), "utf-8")
    run("sync", str(small), "--endpoint", "ours")
    (small / "registers/more.ttl").unlink()
    listed = run("sync", str(small), "--endpoint", "ours", "--dry-run")
    assert listed.stdout == "weghalen\thttps://w3id.org/steungraaf/graph/registers/more\n"


def test_two_folders_of_one_name(run: Run, server: EndpointStore, reader: Path) -> None:
    """Of two datasets without an IRI in folders of one name, the second takes nothing of the first away unasked."""
    for place, name in (("A", "one"), ("B", "two")):
        (reader / place / "ds/registers").mkdir(parents=True)
        (reader / place / f"ds/registers/{name}.ttl").write_text(FACT.format(1), "utf-8")
    assert [run("sync", "A/ds", "--endpoint", "ours").exit_code for _ in range(2)] == [0, 0]
    told = run("sync", "B/ds", "--endpoint", "ours")
    assert told.exit_code == 28 and "heeft al een dataset ds" in told.stderr and "graph/registers/one." in told.stderr
    told = run("sync", "B/ds", "--endpoint", "ours", "--replace")
    assert told.exit_code == 0 and "1 graaf gestuurd (1 tripel), 1 weg" in told.stderr


def test_files_for_a_graph_of_the_dataset(run: Run, server: EndpointStore, small: Path, reader: Path) -> None:
    """Files replace a graph of the dataset only when that is asked, and the next sync mends it, whatever the number."""
    (small / "registers/two.ttl").write_text(FACT.format(1), "utf-8")
    (reader / "a.ttl").write_text(FACT.format(2), "utf-8")
    asked = ("load", "a.ttl", "--endpoint", "ours", "--graph", "https://w3id.org/steungraaf/graph/registers/two")
    run("sync", str(small), "--endpoint", "ours")
    assert [run(*asked, *more).exit_code for more in ((), ("--replace",))] == [28, 0]
    assert run("sync", str(small), "--endpoint", "ours").stderr.startswith("1 graaf gestuurd (1 tripel), 0 weg, ")


@pytest.mark.parametrize(
    ("command", "jobs", "told"),
    [
        ("sync", "0", "--jobs: '0' is geen geheel getal boven nul. Bijvoorbeeld: 4"),
        ("load", "x", "--jobs: 'x' is geen geheel getal boven nul. Bijvoorbeeld: 4"),
        ("load", "33", "--jobs: '33' is geen getal tot en met 32. Bijvoorbeeld: 4"),
    ],
)
def test_what_is_no_number_of_jobs(run: Run, command: str, jobs: str, told: str) -> None:
    """How many at a time is told in the language of the reader."""
    done = run(command, "--endpoint", "ours", "--jobs", jobs)
    assert done.exit_code == 2 and told in done.stderr


def test_graphs_of_others_are_told(run: Run, server: EndpointStore, small: Path) -> None:
    """What others put on the server is counted."""
    server.write("urn:theirs", b"<urn:a> <urn:b> <urn:c> .\n", "PUT")
    told = run("sync", str(small), "--endpoint", "ours", "--lang", "en")
    assert told.stderr.endswith("1 graph of others stays.\n")


def test_endpoint_is_needed(run: Run) -> None:
    """Without a server there is nothing to send to."""
    told = run("sync")
    assert told.exit_code == 2 and "--endpoint" in told.stderr


def test_files_are_sent(run: Run, server: EndpointStore, reader: Path) -> None:
    """Files go to the graphs that they name, or that are named for them; those that are there stay."""
    (reader / "a.nq").write_text("<urn:a> <urn:p> <urn:b> <urn:g> .\n<urn:a> <urn:p> <urn:c> .\n", "utf-8")
    (reader / "b.ttl").write_text(FACT.format(1), "utf-8")
    assert run("load", "a.nq", "--endpoint", "ours").exit_code == 0
    assert run("load", "b.ttl", "--graph", "urn:b", "--endpoint", "ours").exit_code == 0
    assert server.sizes() == {"urn:g": 1, (reader / "a.nq").resolve().as_uri(): 1, "urn:b": 1}


def test_graphs_without_an_iri_stay_apart(run: Run, server: EndpointStore, reader: Path) -> None:
    """Graphs that two files name by blank nodes are kept apart; the same file again replaces its own."""
    for name in ("one", "two"):
        (reader / f"{name}.trig").write_text(f"_:g {{ <urn:{name}> <urn:p> 1 , 2 }}", "utf-8")
        assert run("load", f"{name}.trig", "--endpoint", "ours").exit_code == 0
    (reader / "two.trig").write_text("_:g { <urn:two> <urn:p> 1 }", "utf-8")
    assert run("load", "two.trig", "--endpoint", "ours").exit_code == 0
    assert sorted(server.sizes().values()) == [1, 2]


@pytest.mark.parametrize("graph", ["sync", "staging/a"])
def test_graphs_of_the_program_are_not_sent(run: Run, server: EndpointStore, reader: Path, graph: str) -> None:
    """A file that names a graph in which the list of the server is kept is refused."""
    name = f"https://w3id.org/steungraaf/graph/{graph}"
    (reader / "a.nq").write_text(f"<urn:a> <urn:p> <urn:b> <{name}> .\n", "utf-8")
    told = run("load", "a.nq", "--endpoint", "ours", "--lang", "en")
    assert told.exit_code == 2 and name in told.stderr and server.sizes() == {}


def test_file_that_is_not_there(run: Run, server: EndpointStore, reader: Path) -> None:
    """A file that cannot be read is told as by a load into a store."""
    found = [run("load", "none.ttl", *place) for place in (("--endpoint", "ours"), ("--store", "s"))]
    assert [one.exit_code for one in found] == [29, 29] and found[0].stderr == found[1].stderr


def test_folder_that_is_a_dataset_is_loaded_as_such(run: Run, server: EndpointStore, small: Path) -> None:
    """A folder that is a dataset is sent whole, changed or not."""
    first, second = (run("load", str(small), "--endpoint", "ours", "--lang", "en").stderr for _ in range(2))
    assert first == second and " 0 unchanged" in first


def test_data_that_is_no_dataset(run: Run, server: EndpointStore, reader: Path) -> None:
    """Without files, what --data names must be a dataset."""
    (reader / "loose").mkdir()
    (reader / "loose/a.ttl").write_text(FACT.format(1), "utf-8")
    assert run("load", "--data", "loose", "--endpoint", "ours").exit_code == 2
    assert run("load", "loose", "--endpoint", "ours").exit_code == 0 and len(server.sizes()) == 1


def test_two_places(run: Run, server: EndpointStore) -> None:
    """A load goes to a server or to a store, and not to both."""
    told = run("load", "--store", "here", "--endpoint", "ours")
    assert told.exit_code == 2 and "--store en --endpoint gaan niet samen" in told.stderr


def test_mixture_is_told(run: Run, server: EndpointStore, said: Callable[..., None]) -> None:
    """Who asks a server that is not complete is told, once, and not with --quiet."""
    said(state=IN_PROGRESS, changed="2026-11-25T09:00:00Z", by=__version__)
    told = run("sparql", "ASK {}", "--endpoint", "ours")
    assert told.stderr.count("is sinds 2026-11-25T09:00:00Z niet af") == 1 and told.stdout == "ja\n"
    assert run("sparql", "ASK {}", "--endpoint", "ours", "--quiet").stderr == ""


def test_mixture_need_not_be_told(run: Run, server: EndpointStore, said: Callable[..., None], reader: Path) -> None:
    """A profile may say that nobody need look."""
    said(state=IN_PROGRESS, changed="2026-11-25T09:00:00Z", by=__version__)
    with (reader / "home/endpoints.toml").open("a") as file:
        file.write("watch_sync = false\n")
    assert run("sparql", "ASK {}", "--endpoint", "ours").stderr == ""


@pytest.mark.parametrize("how", [{"by": "99.1"}, {"by": __version__, "format": "99"}])
def test_another_version_is_told(run: Run, said: Callable[..., None], how: dict[str, str]) -> None:
    """Who asks a server that another version has filled is told."""
    said(state=COMPLETE, **how)
    told = run("sparql", "ASK {}", "--endpoint", "ours", "--lang", "en")
    assert "was filled by version" in told.stderr and told.stdout == "yes\n"


def test_list_of_a_later_format(run: Run, server: EndpointStore, said: Callable[..., None], small: Path) -> None:
    """A list that a later program wrote is not written over."""
    said(state=COMPLETE, by="99.1", format="99")
    told = run("sync", str(small), "--endpoint", "ours")
    assert told.exit_code == 21 and "heeft formaat 99" in told.stderr and read_header(server).format == "99"


def test_server_that_is_away(run: Run) -> None:
    """Where nobody answers that is told once, by the question itself."""
    told = run("sparql", "ASK {}", "--endpoint", "http://nobody.invalid/sparql")
    assert told.exit_code == 4 and told.stderr.count("niet bereikbaar") == 1


def test_progress_is_shown(server: EndpointStore, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody who watches sees how much is sent."""
    from steungraaf.cli.progress import counting

    monkeypatch.setattr(Session, "shows_progress", property(lambda self: True))
    with counting(Session()) as show:
        assert show is not None
        show(1, 2)
