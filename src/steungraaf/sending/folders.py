"""Send a whole dataset, with what follows from it, or any quads at all."""

from collections.abc import Callable, Iterable
from contextlib import ExitStack
from hashlib import sha256
from importlib.metadata import version
from typing import Any

from steungraaf.folder import Folder, GraphFile
from steungraaf.namespaces import expand
from steungraaf.rdf import NamedNode, Quad
from steungraaf.sending.manifest import COMPLETE, read_manifest
from steungraaf.sending.outgoing import DATASET, LOOSE, Outgoing, measured
from steungraaf.sending.plan import Order
from steungraaf.sending.run import Sent, send
from steungraaf.sending.staging import staged
from steungraaf.store import Store, derived_as_written
from steungraaf.store.endpoint import EndpointStore

_TYPE, _DATASET = NamedNode(expand("rdf:type")), NamedNode(expand("dcat:Dataset"))
_DERIVED = {"nl": "wat de regels afleiden", "en": "what the rules derive"}


def sync_folder(
    folder: Folder,
    asked: Callable[[], Store],
    server: EndpointStore,
    *,
    again: bool = False,
    replace: bool = False,
    verify: bool = False,
    **how: Any,
) -> Sent:
    """Make a server hold a dataset: its files, each a graph, and what the rules derive from them; return what was done.

    `asked` gives a store in which the rules have run; it is not called where no file, no rule and no version of the
    program has changed. With `again` every graph is sent, changed or not; `how` is as for `send`.

    Raises what `send` raises.
    """
    files = folder.files()
    graphs = [measured(file.graph, file.quads, str(file.path)) for file in files]
    iri = iri_of(folder, files)
    order = Order(
        graphs,
        iri or folder.data.resolve().name,
        _sources(folder, graphs),
        whole=True,
        again=again,
        replace=replace,
        described=bool(iri),
    )
    if not (again or verify) and (same := _unchanged(order, server)):
        return same
    with ExitStack() as stack:
        derived = derived_as_written(asked(), folder.quads())
        graphs += stack.enter_context(staged(derived, source=_DERIVED))
        return send(order, server, verify=verify, **how)


def send_quads(
    quads: Iterable[Quad], server: EndpointStore, *, source: str = "", replace: bool = False, **how: Any
) -> Sent:
    """Make the graphs that quads name hold just these on a server; all its other graphs stay as they are.

    `source` is where they come from, for errors; `how` is as for `send`.

    Raises what `send` raises, and what reading the quads raises.
    """
    with staged(quads, source, LOOSE) as graphs:
        return send(Order(graphs, again=True, replace=replace), server, **how)


def iri_of(folder: Folder, files: Iterable[GraphFile]) -> str:
    """Return the IRI that a dataset has in its description, or nothing."""
    described = (file for file in files if file.path == folder.data / "dataset.ttl")
    typed = (quad for file in described for quad in file.quads() if quad.predicate == _TYPE and quad.object == _DATASET)
    names = (quad.subject.value for quad in typed if isinstance(quad.subject, NamedNode))
    return next(names, "")


def _sources(folder: Folder, graphs: Iterable[Outgoing]) -> str:
    """Return one number for all that the graphs on the server follow from."""
    parts = [f"{graph.name} {graph.digest}" for graph in graphs]
    parts += [f"{path.name} {sha256(path.read_bytes()).hexdigest()}" for path in folder.rule_files()]
    return sha256("\n".join([version("steungraaf"), *sorted(parts)]).encode()).hexdigest()


def _unchanged(order: Order, server: EndpointStore) -> Sent | None:
    """Return that nothing is to be done, where the server has all that follows from the same sources."""
    manifest = read_manifest(server, server.address)
    header, entries = manifest.header, manifest.entries
    if header.state != COMPLETE or (header.sources, header.dataset) != (order.sources, order.dataset):
        return None
    own = sorted(name for name, entry in entries.items() if entry.part == DATASET)
    return Sent(unchanged=own, foreign=sorted({*server.names()} - entries.keys()))
