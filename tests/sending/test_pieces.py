"""The list of a server, the journal, leases and waiting, each by itself."""

import re
from pathlib import Path

import pytest

from steungraaf.errors import OutputWriteError, SteungraafError
from steungraaf.folder import Folder
from steungraaf.rdf import Literal, NamedNode, parse_quads
from steungraaf.rdf.digest import graph_digest
from steungraaf.sending import faults, manifest, measured, send_quads, staged
from steungraaf.sending.faults import SyncBusyError
from steungraaf.sending.folders import iri_of
from steungraaf.sending.journal import journal_folder, open_journal
from steungraaf.sending.lease import Holder, give_up_lease, new_lease, take_lease
from steungraaf.sending.manifest import COMPLETE, IN_PROGRESS, OPEN, Entry, Ledger, read_header, read_manifest, term
from steungraaf.sending.patience import patiently
from steungraaf.store.endpoint import EndpointStore
from steungraaf.store.faults import EndpointBusyError, EndpointFailedError
from tests.sending.conftest import EX, triples

KINDS = [kind for kind in vars(faults).values() if isinstance(kind, type) and kind.__module__ == faults.__name__]
PLACE = "http://example.org/query"


@pytest.mark.parametrize("kind", KINDS)
def test_faults_say_the_same(kind: type[SteungraafError]) -> None:
    """Both languages name the same parts, the docstring lists them, and the tree has the kind with its status."""
    dutch, english = (set(re.findall(r"\{(\w+)\}", text)) for text in (kind.nl, kind.en))
    assert dutch == english and all(part in (kind.__doc__ or "") for part in english)
    drawn = re.search(rf"\b{kind.__name__}(?: +(\d+)  |$)", faults.__doc__ or "", re.MULTILINE)
    assert drawn is not None and int(drawn[1] or 2) == kind.exit_status


def test_digest_is_the_common_one() -> None:
    """A graph that is to be sent has the digest that any graph has, and counts a triple once."""
    found = measured("urn:g", lambda: [*triples("x", 5), *triples("x", 3)])
    assert (found.digest, found.triples) == (graph_digest(triples("x", 5)), 5)


def test_staging_by_graph() -> None:
    """Quads of several graphs come apart, what is in none too; literals stay as written, and nodes the same."""
    text = b"<urn:a> <urn:p> '01'^^<urn:t> <urn:g> .\n<urn:a> <urn:p> _:x .\n_:x <urn:p> _:x .\n"
    with staged(parse_quads(text.replace(b"'", b'"'), format="nquads")) as graphs:
        assert [graph.name.rpartition("/")[2] for graph in graphs] == ["graphless", "urn:g"]
        assert [graph.triples for graph in graphs] == [2, 1]
        loose, named = (list(graph.read()) for graph in graphs)
    assert named[0].object == Literal("01", datatype=NamedNode("urn:t"))
    assert loose[0].object == loose[1].subject == loose[1].object


def test_long_lists_come_by_pages(oxigraph: EndpointStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """A list that is longer than a page, or than one update, is read and written whole."""
    monkeypatch.setattr(manifest, "_PAGE", 3)
    monkeypatch.setattr(manifest, "_FEW", 2)
    ledger, entries = held(oxigraph), {f"{EX}{number}": Entry("d", number, "dataset") for number in range(7)}
    ledger.enter(entries)
    assert read_manifest(oxigraph, "").entries == entries
    ledger.strike([f"{EX}{number}" for number in range(1, 7)])
    assert set(read_manifest(oxigraph, "").entries) == {f"{EX}0"}


def test_half_changes_promise_less(server: EndpointStore) -> None:
    """Where two states or two digests stand at once, the one counts that promises less."""
    held(server).enter({f"{EX}a": Entry("one", 1, "dataset")})
    for subject, name, value in (
        (f"{EX}a", "digest", "two"),
        (manifest.SYNC, "state", COMPLETE),
        (manifest.SYNC, "state", IN_PROGRESS),
    ):
        row = f"<{subject}> {term(name)} {Literal(value)}"
        server.update(f"INSERT DATA {{ GRAPH <{manifest.SYNC}> {{ {row} }} }}")
    found = read_manifest(server, "")
    assert found.header.state == IN_PROGRESS and found.entries[f"{EX}a"].state == OPEN


def test_list_without_lease_stays(server: EndpointStore) -> None:
    """Who has lost the lease changes nothing."""
    ledger = held(server)
    give_up_lease(server, ledger.lease)
    ledger.say(manifest.Header(state=COMPLETE))
    ledger.enter({f"{EX}a": Entry("one", 1, "dataset")})
    assert (read_header(server).state, read_manifest(server, "").entries) == ("", {})


def held(server: EndpointStore) -> Ledger:
    """Return the list of a server after the lease is taken."""
    lease = new_lease("test")
    take_lease(server, "", lease)
    return Ledger(server, lease)


def test_two_who_come_at_once(oxigraph: EndpointStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who finds another lease beside its own withdraws."""
    update = EndpointStore.update

    def beside(self: EndpointStore, sparql: str) -> None:
        update(self, sparql)
        if sparql.startswith("INSERT DATA"):
            update(self, sparql.replace("mine ", "theirs "))

    monkeypatch.setattr(EndpointStore, "update", beside)
    with pytest.raises(SyncBusyError):
        take_lease(oxigraph, "", new_lease("mine"))
    assert [Holder.of(lease).run for lease in read_header(oxigraph).leases] == ["theirs"]


def test_lease_that_says_nothing() -> None:
    """Whatever stands in the place of a lease can be read."""
    assert Holder.of("odd") == Holder("odd", "", "")


def test_journal_of_one_process() -> None:
    """While one process has the journal of a server, another is refused."""
    with open_journal(PLACE), pytest.raises(SyncBusyError, match="by another process on this machine"):
        open_journal(PLACE).__enter__()


def test_journal_goes_on() -> None:
    """A journal keeps its run and what was done in it until its end; a line that was cut off is none."""
    with open_journal(PLACE) as first:
        first.begin("")
        first.add("urn:g", "d")
    path = next(journal_folder().iterdir())
    path.write_bytes(path.read_bytes() + b'[]\n{"graph": "urn:h"}\n{"graph": "ur')
    with open_journal(PLACE) as second:
        second.begin(first.run)
        assert (second.run, second.done) == (first.run, {"urn:g": "d"})
        second.end()
    with open_journal(PLACE) as third:
        assert third.run != first.run and third.done == {}


def test_journal_of_another_run() -> None:
    """What was done is forgotten where the server's own list is of another run."""
    with open_journal(PLACE) as journal:
        journal.add("urn:g", "d")
        journal.begin("another")
        assert journal.done == {}


def test_journal_without_a_place(home: Path) -> None:
    """Where no journal can be written that is told."""
    home.write_text("no folder", "utf-8")
    with pytest.raises(OutputWriteError, match=str(home)):
        open_journal(PLACE).__enter__()


def test_journal_of_a_user(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a home of our own, journals are where the system keeps such things."""
    monkeypatch.delenv("STEUNGRAAF_HOME")
    assert journal_folder().parts[-2:] == ("steungraaf", "sync")


@pytest.mark.parametrize(
    ("error", "tries"),
    [
        (EndpointBusyError(wait=2), 5),
        (EndpointBusyError(wait=3600), 1),
        (EndpointFailedError(status=500, message="SR172: Transaction deadlocked"), 5),
        (EndpointFailedError(status=500, message="no"), 1),
    ],
)
def test_patience(error: SteungraafError, tries: int) -> None:
    """What may pass is tried five times, with the pauses that are asked for; what will not pass once."""
    tried: list[int] = []
    paused: list[float] = []

    def work() -> None:
        tried.append(1)
        raise error

    with pytest.raises(type(error)):
        patiently(work, pause=paused.append)
    assert len(tried) == tries == len(paused) + 1


def test_name_of_a_dataset(short: Path) -> None:
    """A dataset is called as its description says, where it has one."""
    named = [iri_of(folder, folder.data_files()) for folder in (Folder.open(), Folder.open(short))]
    assert named == ["https://w3id.org/steungraaf/dataset", ""]


def test_quads_are_sent_again(server: EndpointStore) -> None:
    """Loose quads make the graphs that they name, and only these."""
    send_quads(parse_quads(b"<urn:a> <urn:p> 1 .", format="turtle", graph="urn:g"), server)
    send_quads(parse_quads(b"<urn:a> <urn:p> 2 .", format="turtle", graph="urn:h"), server)
    assert server.sizes() == {"urn:g": 1, "urn:h": 1}
