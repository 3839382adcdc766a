"""Say what is wrong with a store on disk, or with loading one; each kind ends the command line with its own status.

The part of the tree of `steungraaf.errors` that belongs to stores on disk::

    StoreError
    |-- NotAStoreError          20   a directory that is no store, or is not there
    |-- StoreVersionError       21   a store of another format
    |-- DamagedStoreError       22   a file of it is missing, cut off or not as it was written
    |-- LockedStoreError        23   somebody else is loading into it
    |-- StoreWriteError         24   it could not be written: a full disk, no rights
    |-- UnreadableStoreError    29   a store that may not be read
    |-- CountMismatchError      25   what stands in it is not what was read
    `-- StorePlaceError         28   a directory where no store may be made
    ChangedSourceError          26   a file that changed while it was loaded
    BrokenArchiveError          27   a compressed file that cannot be unpacked (rdf/compressed.py)
    UnreadableSourceError       29   a file that cannot be read
    `-- NotAFileError           29   standard input, a pipe or a device
    NothingToLoadError           2   folders without any RDF in them
    GraphWithoutFilesError       2   a graph for the files of a dataset, which have their own
    ReservedGraphError           2   a graph of the program itself
    StoreNeededError             2   a load that is not told where to
    NotFromStoreError            2   what needs files
    TwoStoresError               2   a server and a store on disk at once
"""

from steungraaf.errors import DatasetError, SteungraafError, UnreadableFileError, UsageError


class StoreError(SteungraafError):
    """A store on disk that cannot be used or made (store)."""

    nl = "De opslag {store} kan niet gebruikt worden."
    en = "The store {store} cannot be used."


class NotAStoreError(StoreError):
    """A directory that is no store (store)."""

    nl = "{store} is geen opslag van steungraaf. Maak er een met: steungraaf load --store {store}"
    en = "{store} is no store of steungraaf. Make one by: steungraaf load --store {store}"
    exit_status = 20


class StoreVersionError(StoreError):
    """A store of another format (store, found, known)."""

    nl = "De opslag {store} heeft formaat {found}; dit programma kent {known}. Laad hem opnieuw, of werk het bij."
    en = "The store {store} has format {found}; this program knows {known}. Load it again, or update the program."
    exit_status = 21


class DamagedStoreError(StoreError):
    """A store in which something is not as it was written (store, file, reason)."""

    nl = "De opslag {store} is beschadigd[[: {file}]]: {reason}. Laad hem opnieuw met: steungraaf load --store {store}"
    en = "The store {store} is damaged[[: {file}]]: {reason}. Load it again by: steungraaf load --store {store}"
    exit_status = 22


class LockedStoreError(StoreError):
    """A store into which another load is going on (store)."""

    nl = "Er wordt al geladen in {store}. Wacht tot dat klaar is, of kies met --store een andere map."
    en = "Another load into {store} is going on. Wait until it is done, or choose another directory by --store."
    exit_status = 23


class StoreWriteError(StoreError):
    """A store that could not be written (store, reason)."""

    nl = "De opslag {store} kon niet geschreven worden: {reason}. Stond er al iets in, dan is dat er nog."
    en = "The store {store} could not be written: {reason}. If it held anything, that is still there."
    exit_status = 24


class UnreadableStoreError(StoreError):
    """A store of which something may not be read; it is not said to be damaged (store, file, reason)."""

    nl = "De opslag {store} kan niet gelezen worden[[: {file}]]: {reason}. Vraag leesrechten aan wie hem maakte."
    en = "The store {store} cannot be read[[: {file}]]: {reason}. Ask who made it for the right to read it."
    exit_status = 29


class CountMismatchError(StoreError):
    """A store that does not hold as much as was read (store, graph, expected, found)."""

    nl = "In {store}[[, graaf {graph}]] staan {found} uitspraken en er zijn er {expected} gelezen. Laad opnieuw."
    en = "{store}[[, graph {graph}]] holds {found} statements and {expected} were read. Load it again."
    exit_status = 25


class StorePlaceError(StoreError):
    """A directory in which no store may be made (store, reason)."""

    nl = "Kies met --store een andere map dan {store}: {reason}."
    en = "Choose another directory than {store} by --store: {reason}."
    exit_status = 28


class ChangedSourceError(DatasetError):
    """A file that changed while it was loaded (file)."""

    nl = "{file} veranderde terwijl het geladen werd. De opslag is zoals hij was. Laad opnieuw."
    en = "{file} changed while it was being loaded. The store is as it was. Load again."
    exit_status = 26


class UnreadableSourceError(UnreadableFileError):
    """A file to load that cannot be opened (file, reason)."""

    exit_status = 29


class NotAFileError(UnreadableSourceError):
    """Something to load that is no file: standard input, a pipe, a device (file)."""

    nl = "{file} is geen bestand. Load leest bestanden en geen standaardinvoer of pijp: bewaar de inhoud eerst."
    en = "{file} is no file. Load reads files and no standard input or pipe: save what it gives to a file first."


class NothingToLoadError(UsageError):
    """Folders in which there is no file of RDF (paths)."""

    nl = "In {paths} is geen RDF-bestand (.ttl, .trig, .nt, .nq, .rdf, .jsonld, ook met .gz of .zst)."
    en = "There is no RDF file in {paths} (.ttl, .trig, .nt, .nq, .rdf, .jsonld, also with .gz or .zst)."


class GraphWithoutFilesError(UsageError):
    """A graph for a whole dataset, of which each file has its own ()."""

    nl = "--graph geldt voor bestanden, en die zijn niet genoemd: steungraaf load BESTANDEN --graph IRI"
    en = "--graph is for files, and none are named: steungraaf load FILES --graph IRI"


class ReservedGraphError(UsageError):
    """A graph in which the program keeps what it must know of a server (graph)."""

    nl = "In de graaf {graph} houdt het programma zelf iets bij. Kies een andere naam, met --graph of in het bestand."
    en = "In the graph {graph} the program keeps something itself. Choose another name, by --graph or in the file."


class StoreNeededError(UsageError):
    """A load that is not told where to ()."""

    nl = "Zeg waar de opslag komt, of naar welke server: steungraaf load --store MAP of --endpoint NAAM"
    en = "Say where the store is to be, or which server: steungraaf load --store DIR or --endpoint NAME"


class NotFromStoreError(UsageError):
    """Something that needs the files of a dataset, asked of a store on disk (what)."""

    nl = "{what} leest de bestanden van een dataset en kan niet van een opslag. Laat --store weg."
    en = "{what} reads the files of a dataset and cannot do with a store. Leave --store out."


class TwoStoresError(UsageError):
    """A question to a server and a store on disk at once ()."""

    nl = "--store en --endpoint gaan niet samen: vraag de opslag op schijf, of de server."
    en = "--store and --endpoint do not go together: ask the store on disk, or the server."
