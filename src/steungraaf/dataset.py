"""The face of the package: open a dataset, ask it, check it, write it out.

>>> import steungraaf
>>> dataset = steungraaf.open()  # doctest: +SKIP
>>> dataset.ask("who-supports", supported="Hefboom").to_pandas()  # doctest: +SKIP
"""

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property, partial
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from steungraaf.catalogue import Catalogue
from steungraaf.files import Output, opened
from steungraaf.folder import Folder
from steungraaf.namespaces import DERIVED, PREFIXES
from steungraaf.opening import (
    asking,
    describe_stored,
    filled_store,
    find_elsewhere,
    keep_store,
    known_language,
    limited_store,
    open_server,
    readable_store,
    refuse_elsewhere,
)
from steungraaf.rdf import DefaultGraph, NamedNode, Quad
from steungraaf.store import Store

if TYPE_CHECKING:
    import rdflib
    import rdflib.term

    from steungraaf.cache import Cache, Kept
    from steungraaf.catalogue import Statements, Table
    from steungraaf.catalogue.answers import Answer
    from steungraaf.evidence import Coverage, Evidence, Originals, Quotations
    from steungraaf.queryfile import QueryFile
    from steungraaf.search import Hit, Search
    from steungraaf.sending import Sent
    from steungraaf.store.limited import LimitedStore
    from steungraaf.store.limits import Limits
    from steungraaf.validation import Progress, Report


def open(
    data: str | PathLike[str] | None = None,
    *,
    lang: str = "nl",
    endpoint: str | None = None,
    store: str | PathLike[str] | None = None,
    limits: "Limits | None" = None,
    cached: bool = False,
) -> "Dataset":
    """Open the dataset in a folder, or the bundled one; with an endpoint or a store, what that server or disk holds.

    An endpoint is the address of a SPARQL service or the name of a profile; a store is a directory that
    ``steungraaf load`` made. The stored queries, and the ontology, are those of the folder all the same.

    With limits, all that is asked is answered by worker processes within them, which end when the dataset is closed:
    ``with steungraaf.open(limits=Limits()) as dataset``. A server keeps its own.

    With `cached`, what an earlier command computed from these files is used: a tenth of a second is saved at the start.

    Raises FolderMissingError, EmptyFolderError, NotADatasetError, UnreadableFileError, UnknownChoiceError (a language,
    or an endpoint that has no profile), ProfileError, StoreError and TwoStoresError.
    """
    folder = Folder.open(None if data is None else Path(data))
    place = None if store is None else Path(store)
    return Dataset(folder, lang=lang, endpoint=endpoint, store=place, limits=limits, cached=cached)


class Dataset:
    """A folder of files that can be asked, checked and written out; nothing is read before it is needed."""

    def __init__(
        self,
        folder: Folder,
        *,
        lang: str = "nl",
        endpoint: str | None = None,
        store: Path | None = None,
        limits: "Limits | None" = None,
        cached: bool = False,
    ) -> None:
        """Take the folder, the language ("nl" or "en") of labels and messages, what else to ask, and limits.

        `cached` says whether what was kept of the files may be used.
        """
        self.folder, self.lang = folder, known_language(lang)
        self.endpoint = endpoint
        self.limits = limits
        self._place = None if store is None else store.absolute()  # wherever the program goes next
        self._elsewhere = find_elsewhere(endpoint, store)
        self._cached = cached

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the workers that answer within limits, if there are any."""
        if (limited := self.__dict__.get("_limited")) is not None:
            limited.pool.close()

    def renew(self) -> None:
        """Be from now on what a store on disk holds now, where the dataset was opened with limits.

        Raises why that cannot be: StoreError, WorkerEndedError and WorkersClosedError.
        """
        self._elsewhere = find_elsewhere(self.endpoint, self._place)
        self._limited.renew()
        for made in ("catalogue", "evidence", "searching", "_quotations"):  # which hold names and texts
            self.__dict__.pop(made, None)

    @cached_property
    def store(self) -> Store:
        """Return the store with all the statements of the files and what the rules derive from them, or the server."""
        if self.limits is not None and self.endpoint is None:
            return self._limited
        if self._elsewhere is not None:
            return self._elsewhere
        if self._kept is None:
            return filled_store(self.folder)
        from steungraaf.store import KeptStore

        return KeptStore(self._kept.store, lambda: filled_store(self.folder))

    @cached_property
    def catalogue(self) -> Catalogue:
        """Return the stored queries, which ask the store."""
        if self._kept is None:
            return Catalogue(self.store, self.folder.query_files())
        return Catalogue(self.store, self._kept.query_files(), self._kept.read_query)

    @cached_property
    def evidence(self) -> "Evidence":
        """Return the documents and their sentences."""
        from steungraaf.evidence import Evidence

        return Evidence(self.store)

    @cached_property
    def originals(self) -> "Originals":
        """Return the texts of documents that the user has attached."""
        from steungraaf.evidence import Originals

        return Originals()

    @cached_property
    def version(self) -> str:
        """Return the version of the data as its description states it, or an empty string."""
        return self.folder.version()

    @property
    def in_files(self) -> bool:
        """Tell whether the files are asked, and neither a server nor a store on disk."""
        return self._elsewhere is None

    def queries(self) -> list["QueryFile"]:
        """Return every stored query: its name, theme, question, parameters and columns."""
        return self.catalogue.queries()

    def query(self, name: str) -> "QueryFile":
        """Return one stored query; UnknownQueryError where there is none of that name."""
        return self.catalogue.get(name)

    def values(
        self, query: str, parameter: str, beginning: str = "", *, lang: str | None = None
    ) -> list[tuple[str, str]]:
        """Return what a parameter of a stored query can be, as far as its name begins so: values with their labels."""
        return self.catalogue.values(query, parameter, beginning, lang=self._in(lang))

    def ask(
        self, name: str, /, *, lang: str | None = None, labels: bool = True, service: str = "", **parameters: object
    ) -> "Table | Statements":
        """Answer a stored query; a parameter may be a label, a code, an IRI, a number or a date.

        `service` names the server, a profile or an address, that SERVICE in the query asks.

        Raises UnknownQueryError, UnknownParameterError, MissingParameterError, InvalidTermError, ValueNotFoundError
        and AmbiguousValueError; each names what comes nearest.
        """
        if service and self.endpoint is not None:
            refuse_elsewhere("--service", self.endpoint)
        answered = asking(service, self.folder, self._place) if service else None
        return self.catalogue.ask(name, parameters, lang=self._in(lang), labels=labels, answered=answered)

    def sparql(
        self, text: str, *, lang: str | None = None, labels: bool = True, limits: "Limits | None" = None
    ) -> "Table | Statements | bool":
        """Answer a SPARQL query: SELECT with a table, CONSTRUCT and DESCRIBE with statements, ASK with a boolean.

        With limits, of the dataset or of this query, a worker process answers: `truncated` of the result tells where it
        was cut off, at so many rows or bytes. Of a server's answer the rest is left out after it came.

        Raises SparqlSyntaxError; QueryRefusedError for what changes data or asks another server; LimitError.
        """
        wanted = limits or self.limits
        if wanted is None:
            return self.catalogue.sparql(text, lang=self._in(lang), labels=labels)
        if self.endpoint is not None:
            from steungraaf.store.cutting import cut

            found = cut(self.store.query(text), wanted)
        else:
            found = self._limited.answer(text, wanted)
        return self.catalogue.present(found, lang=self._in(lang), labels=labels)

    @cached_property
    def searching(self) -> "Search":
        """Return what finds things by their names; these are read when something is first looked for."""
        from steungraaf.search import Search

        return Search(self.store, self.queries)

    def search(
        self, text: str, *, lang: str | None = None, limit: int = 10, kinds: Collection[str] = ()
    ) -> list["Hit"]:
        """Return what fits a name, a code, a number or words best, no more than so many of each kind.

        Raises UnknownChoiceError for a kind that there is not, and SearchUnavailableError.
        """
        return self.searching.find(text, lang=self._in(lang), limit=limit, kinds=kinds)

    def answers(
        self, number: int | str | None = None, *, document: str | None = None, lang: str | None = None
    ) -> list["Answer"]:
        """Return what the documents answer to a question of theirs, or to all questions, of one document or of all.

        Raises UnknownQuestionError, UnknownChoiceError for a document and NoQuestionsError; AmbiguousQuestionError for
        a number that several documents have.
        """
        from steungraaf.catalogue.answers import Answers

        answers, lang = Answers(self.catalogue, self.store), self._in(lang)
        wanted = answers.of(document)
        if number is not None:
            return [answers.answer(number if document is None else f"{document}/{number}", lang)]
        return [answers.answer(each.item, lang) for each in wanted]

    def quote(self, sentence: str) -> str | None:
        """Return the words of a sentence, by its IRI, where the original of its document is attached."""
        return self._quotations.words(sentence)

    def check(self, *, progress: "Progress | None" = None, engine: str = "auto", changed: bool = False) -> "Report":
        """Check the data against the shapes, the check queries and the attached originals.

        Of a store or a server, what it holds is checked; it may raise StoreError and EndpointError at any moment.
        A file that cannot be read is a finding, and all the others are checked. `progress` is called as each step
        begins, with its name in both languages. `engine` is "pyshacl", "shifty", or "auto": shifty for much data.
        With `changed`, only what changed since the last such check, and what depends on it, is looked at.

        Raises FastEngineError, MissingExtraError, UnknownChoiceError, BusyCheckError and CheckPlaceError.
        """
        from steungraaf.checking import check_folder
        from steungraaf.validation import check_stored, readable_quads

        if self._elsewhere is not None:
            if changed:
                refuse_elsewhere("check --changed", self.endpoint)
            return check_stored(self.folder, self._elsewhere, self._texts(), progress=progress, engine=engine)
        store = partial(readable_store, self.folder, readable_quads)
        return check_folder(self.folder, store, self._texts(), progress=progress, engine=engine, changed=changed)

    def coverage(self) -> "Coverage":
        """Return for every sentence how it is accounted for."""
        return self.evidence.coverage()

    def describe(self, iris: Collection[str]) -> list[Quad]:
        """Return what the files say of each IRI, every literal as it is written there; or what server or disk say."""
        wanted = {iris} if isinstance(iris, str) else set(iris)
        if self._elsewhere is not None:
            return describe_stored(self._elsewhere, sorted(wanted))
        return [
            quad for quad in self.folder.quads() if isinstance(quad.subject, NamedNode) and quad.subject.value in wanted
        ]

    def export(
        self,
        out: Output = None,
        *,
        format: str = "turtle",
        part: str = "all",
        frame: str | None = None,
        derived: bool = False,
        force: bool = False,
    ) -> None:
        """Write the statements of the files, a server or a store; with `derived` also what follows from them.

        What follows can always be derived again, so an export is what people wrote unless more is asked for. `out` is a
        file name, an open binary file, or None for standard output.

        Raises UnknownChoiceError, FrameFormatError, NoWholeTableError, FrameTooLargeError, ScratchError,
        OutputExistsError and OutputWriteError.
        """
        from steungraaf.export import check_choices, write_export

        check_choices(format, part, frame)
        quads = self._statements(derived=derived)
        with opened(out, force) as file:
            write_export(quads, file, self.folder.ontology, format=format, part=part, frame=frame)

    def sync(self, endpoint: str, **how: Any) -> "Sent":
        """Make a server hold the dataset and what follows from it; `how` is as for `steungraaf.sending.sync_folder`.

        Raises SendingError, EndpointError, UnknownChoiceError, ProfileError, and what reading the files raises.
        """
        from steungraaf.sending import sync_folder

        return sync_folder(self.folder, lambda: filled_store(self.folder), open_server(endpoint), **how)

    def rdflib(self) -> "rdflib.Dataset":
        """Return an rdflib.Dataset of the files and of what is derived; its default graph is the union of all."""
        import rdflib

        from steungraaf.rdf.rdflib_terms import rdflib_node

        dataset = rdflib.Dataset(default_union=True)
        for prefix, namespace in PREFIXES.items():
            dataset.bind(prefix, namespace, replace=True)
        for quad in self._statements(derived=True):
            graph = dataset.default_graph if isinstance(quad.graph_name, DefaultGraph) else rdflib_node(quad.graph_name)
            dataset.add((rdflib_node(quad.subject), rdflib_node(quad.predicate), rdflib_node(quad.object), graph))  # type: ignore[arg-type]
        return dataset

    @cached_property
    def _limited(self) -> "LimitedStore":
        return limited_store(self.folder, self._place, self.limits)

    def keep(self) -> None:
        """Keep what was computed for the next command, where the dataset was opened to use what is kept."""
        store = self.__dict__.get("store")  # what nobody asked is not computed now
        if self._cache is None or store is None:
            return
        keep_store(self._cache, store, self.folder)

    @cached_property
    def _cache(self) -> "Cache | None":
        """Return the cache, with the files as they are when it is first needed."""
        if not self._cached:
            return None
        from steungraaf.cache import open_cache

        return open_cache(self.folder, only_queries=self._elsewhere is not None)

    @cached_property
    def _kept(self) -> "Kept | None":
        return None if self._cache is None else self._cache.find()

    def _in(self, lang: str | None) -> str:
        return known_language(lang or self.lang)

    def _statements(self, *, derived: bool) -> Iterator[Quad]:
        """Stream what the files say, or a server or disk holds, with or without what the rules made of it."""
        if self._elsewhere is None:
            yield from self.folder.quads()
            yield from self._derived() if derived else ()
            return
        for quad in self._elsewhere.dump():
            if derived or not (isinstance(quad.graph_name, NamedNode) and quad.graph_name.value.startswith(DERIVED)):
                yield quad

    def _derived(self) -> Iterator[Quad]:
        """Return what the rules made, with its literals as the files have them."""
        from steungraaf.store import derived_as_written

        return derived_as_written(self.store, self.folder.quads())

    @cached_property
    def _quotations(self) -> "Quotations":
        from steungraaf.evidence import Quotations

        return Quotations(self.evidence, self.originals)

    def _texts(self) -> Mapping[str, str]:
        """Return the attached texts in which positions can be checked: those of the very files that were read."""
        exact = [original.document for original in self.originals.list() if original.exact]
        return {document: self.originals.text(document) or "" for document in exact}
