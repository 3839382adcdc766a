"""Open what is asked: the files of a folder in memory, a store on disk, a server, or workers that ask for us."""

from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from steungraaf.errors import LANGUAGES, EngineError, RdfSyntaxError, UnknownChoiceError, UnreadableFileError
from steungraaf.folder import Folder
from steungraaf.rdf import NamedNode, Quad, Triple
from steungraaf.store import Solutions, Store

if TYPE_CHECKING:
    from steungraaf.cache import Cache
    from steungraaf.store import EmbeddedStore
    from steungraaf.store.disk import DiskStore
    from steungraaf.store.endpoint import EndpointStore
    from steungraaf.store.limited import LimitedStore
    from steungraaf.store.limits import Limits

_OPENER = f"{__name__}:open_store"


def known_language(lang: str) -> str:
    """Return a language that labels and messages can be asked in; raise UnknownChoiceError for another."""
    if lang not in LANGUAGES:
        raise UnknownChoiceError(option="lang", value=lang, known=list(LANGUAGES))
    return lang


def open_store(data: str = "", ontology: str = "", store: str = "") -> "EmbeddedStore | DiskStore":
    """Return the store of a folder, or the one on disk: what a worker opens.

    Raises UnreadableFileError, RdfSyntaxError, RuleError and StoreError.
    """
    if store:
        from steungraaf.store.disk import DiskStore

        return DiskStore.open(Path(store))
    return filled_store(Folder(Path(data), Path(ontology)))


def filled_store(folder: Folder) -> "EmbeddedStore":
    """Return a store with all the statements of the files of a folder and what its rules derive from them.

    Raises UnreadableFileError, RdfSyntaxError and RuleError.
    """
    from steungraaf.store import EmbeddedStore

    store = EmbeddedStore()
    store.load_files({file.graph: file.path for file in folder.files()})
    with_derived(store, folder)
    return store


def readable_store(folder: Folder, readable: Callable[[Folder], Iterable[Quad]]) -> "EmbeddedStore":
    """Return what `filled_store` does; where a file cannot be read, of the statements that a function gives.

    Raises RuleError.
    """
    from steungraaf.store import EmbeddedStore

    try:
        return filled_store(folder)
    except (RdfSyntaxError, UnreadableFileError):
        store = EmbeddedStore()
        store.load(readable(folder))
        with_derived(store, folder)
        return store


def with_derived(store: Store, folder: Folder) -> Store:
    """Return the store after the rules of a folder have been run in it; raise RuleError."""
    from steungraaf.derivation import derive

    derive(store, folder.rule_files())
    return store


def find_elsewhere(endpoint: str | None, path: Path | None) -> Store | None:
    """Return the server or the store on disk that is asked in the place of the files, if any.

    Raises TwoStoresError, UnknownChoiceError, ProfileError and StoreError.
    """
    if path is not None and endpoint is not None:
        from steungraaf.store.store_faults import TwoStoresError

        raise TwoStoresError()
    if path is not None:
        from steungraaf.store.disk import DiskStore

        return DiskStore.open(path)
    return None if endpoint is None else open_server(endpoint)


def open_server(endpoint: str) -> "EndpointStore":
    """Return the store on a server, by its profile or its address; raise UnknownChoiceError and ProfileError."""
    from steungraaf.store.endpoint import EndpointStore
    from steungraaf.store.profiles import find_profile

    return EndpointStore(find_profile(endpoint))


def limited_store(folder: Folder, place: Path | None, limits: "Limits | None") -> "LimitedStore":
    """Return the workers that answer within limits; they open the files or the store on disk themselves."""
    from steungraaf.store.limited import LimitedStore
    from steungraaf.store.worker import Source
    from steungraaf.store.workers import WorkerPool

    files = {"data": str(folder.data), "ontology": str(folder.ontology)}
    source = Source(_OPENER, files if place is None else {"store": str(place)})
    return LimitedStore(WorkerPool(source, limits))


def asking(service: str, folder: Folder, place: Path | None) -> Callable[[str], Solutions | list[Triple] | bool]:
    """Return what answers a query that asks another server as well, named by its profile or its address.

    A worker process does it within limits, for nobody knows how long that server takes.

    Raises UnknownChoiceError, ProfileError, ServiceSecretError, and LimitError when a query is asked.
    """
    from steungraaf.queryfile import redirect_services
    from steungraaf.store.limit_faults import ServiceFailedError
    from steungraaf.store.limits import Limits
    from steungraaf.store.profiles import find_profile

    try:
        address = find_profile(service).query
    except UnknownChoiceError as error:
        raise UnknownChoiceError(**{**error.parts, "option": "--service"}) from error
    limits = Limits(services=(service,), workers=1, spares=0)

    def answer(sparql: str) -> Solutions | list[Triple] | bool:
        """Answer one query, and end the worker."""
        store = limited_store(folder, place, limits)
        try:
            return store.query(redirect_services(sparql, address))
        except EngineError as error:
            raise ServiceFailedError(service=service, reason=error.reason) from error
        finally:
            store.pool.close()

    return answer


def keep_store(cache: "Cache", store: Store, folder: Folder) -> None:
    """Keep what was computed for the next command, or let go what turned out to be damaged."""
    from steungraaf.store import EmbeddedStore, KeptStore, write_union

    if isinstance(store, KeptStore) and store.is_damaged:
        cache.forget()
    elif isinstance(store, EmbeddedStore):
        cache.keep(lambda place: write_union(store.union(), place), folder.query_files())
    elif not isinstance(store, KeptStore):
        cache.keep(Path.mkdir, folder.query_files())


def refuse_elsewhere(what: str, endpoint: str | None) -> None:
    """Refuse what only files can do: raise NotFromEndpointError, or NotFromStoreError without an endpoint."""
    if endpoint is not None:
        from steungraaf.store.faults import NotFromEndpointError

        raise NotFromEndpointError(what=what)
    from steungraaf.store.store_faults import NotFromStoreError

    raise NotFromStoreError(what=what)


def describe_stored(store: Store, iris: Collection[str]) -> list[Quad]:
    """Return what a store says of each IRI."""
    values = " ".join(str(NamedNode(iri)) for iri in iris)
    found = store.query(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ VALUES ?s {{ {values} }} ?s ?p ?o }}")
    return [Quad(one.subject, one.predicate, one.object) for one in found] if isinstance(found, list) else []
