"""Change a store on disk: apply, derive anew, hold against the shapes, and only then publish."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from secrets import token_hex
from typing import Any

from steungraaf.derivation import derive_in_place
from steungraaf.folder import Folder
from steungraaf.namespaces import DERIVED, GRAPH
from steungraaf.rdf import Quad, parse_quads
from steungraaf.store.base import GRAPHLESS
from steungraaf.store.change_faults import DerivedGraphError, RefusedChangeError
from steungraaf.store.disk import DiskStore
from steungraaf.store.drafts import Draft, check_syntax, open_draft
from steungraaf.store.update_text import operations_of
from steungraaf.validation.change_check import violations_brought
from steungraaf.validation.finding import Finding

SHOWN = 20  # findings in a refusal
_ONTOLOGY = f"{GRAPH}ontology/"


@dataclass(frozen=True)
class Change:
    """Say what is to be changed: `kind` is "update", "put", "post" or "delete", the last three of a whole graph.

    `graph` is its name, None for the one that nobody names. Relative IRIs are resolved against `base`. `default` and
    `named` are the graphs that an update looks into, where a request names some.
    """

    kind: str
    graph: str | None = None
    format: str = ""
    base: str = ""
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


def change_apart(body: bytes, store: str, data: str, ontology: str, change: Mapping[str, Any]) -> dict[str, Any]:
    """Do what `change_store` does, with arguments that can cross to a process of its own."""
    return change_store(Folder(Path(data), Path(ontology)), Path(store), Change(**change), body)


def change_store(folder: Folder, store: Path, change: Change, body: bytes) -> dict[str, Any]:
    """Make a change to a store, by the rules and shapes of a folder; return whether the graph was there before.

    The body is an update, or what a graph is to hold. Whatever fails, the store holds what it held before.

    Raises ChangeError, QueryRefusedError, SparqlSyntaxError, RdfSyntaxError, EngineError, RuleError and StoreError.
    """
    if change.graph is not None and change.graph.startswith(DERIVED):
        raise DerivedGraphError(graph=change.graph)
    apply = _prepared(change, body)  # what does not parse is told at once
    with open_draft(store) as draft:
        existed = (change.graph or GRAPHLESS) in draft.graphs()
        apply(draft)
        if any(name.startswith((DERIVED, _ONTOLOGY)) for name in draft.graphs()):  # else it is no dataset of ours
            draft.forget_derived()
            derive_in_place(draft, folder.rule_files())
        _hold(folder, store, draft.finish(), draft.changed())
    return {"existed": existed}


def _prepared(change: Change, body: bytes) -> Callable[[Draft], None]:
    """Return what makes a change, after reading what it brings."""
    if change.kind == "update":
        sparql = body.decode()
        operations = operations_of(sparql, change.default, change.named)
        check_syntax(sparql, change.base)
        return partial(_update, operations, change.base)
    quads = [] if change.kind == "delete" else list(_read(body, change))
    change_graph = Draft.add if change.kind == "post" else Draft.replace
    return lambda draft: change_graph(draft, change.graph, quads)


def _update(operations: Iterable[str], base: str, draft: Draft) -> None:
    for operation in operations:
        draft.update(operation, base)


def _read(body: bytes, change: Change) -> Iterator[Quad]:
    """Give the statements of a body; its blank nodes are others than those that are there (RDF 1.1 Semantics 4.1)."""
    apart = f"urn:uuid:{token_hex(16)}"
    return parse_quads(body, format=change.format, name="<body>", base=change.base or None, graph=apart)


def _hold(folder: Folder, store: Path, changed: DiskStore, quads: Sequence[Quad]) -> None:
    """Refuse a change by which something is wrong that was not wrong before."""
    if brought := violations_brought(folder, DiskStore.open(store), changed, quads):
        raise RefusedChangeError(count=len(brought), findings=[_told(one) for one in brought[:SHOWN]])


def _told(finding: Finding) -> dict[str, Any]:
    value = None if finding.value is None else getattr(finding.value, "value", str(finding.value))
    return {
        "focus": finding.focus,
        "shape": finding.shape,
        "path": finding.path,
        "value": value,
        "graph": finding.graph,
        "message": dict(sorted(finding.message.items())),
    }
