"""Say why a store on disk was not changed; nothing of such a change is kept.

The part of the tree of `steungraaf.errors` that belongs to changes::

    LoadRefusedError            an update that fetches something from elsewhere (a QueryRefusedError)
    ChangeError
    |-- UsingTwiceError         graphs named beside an update that names its own
    |-- DerivedGraphError       a graph that follows from others
    |-- UpdateFailedError       an update that parsed and could not be run
    |-- LargeStoreError         a store of more statements than can be changed so
    |-- ChangeTimeError         not done in time
    `-- RefusedChangeError      a change that brings what the shapes refuse
"""

from steungraaf.errors import QueryRefusedError, UsageError


class LoadRefusedError(QueryRefusedError):
    """A SPARQL update that fetches a document (line, column)."""

    nl = (
        "LOAD (regel {line}, kolom {column}) haalt iets van een ander adres, en dat doet deze server niet. Stuur de "
        "inhoud zelf, met PUT of POST naar /rdf-graph-store?graph=IRI."
    )
    en = (
        "LOAD (line {line}, column {column}) fetches from another address, which this server does not do. Send what "
        "it holds yourself, by PUT or POST to /rdf-graph-store?graph=IRI."
    )


class ChangeError(UsageError):
    """A change that was not made."""


class UsingTwiceError(ChangeError):
    """Graphs that are named beside an update which names some itself (keyword)."""

    nl = "using-graph-uri en {keyword} in de wijziging gaan niet samen. Geef een van beide."
    en = "using-graph-uri and {keyword} in the update do not go together. Give one of them."


class DerivedGraphError(ChangeError):
    """A graph that is made by a rule (graph)."""

    nl = (
        "{graph} volgt uit regels en wordt bij elke wijziging opnieuw afgeleid. Wijzig de uitspraken waaruit hij volgt."
    )
    en = "{graph} follows from rules and is derived anew by each change. Change the statements that it follows from."


class UpdateFailedError(ChangeError):
    """An update that parsed and could not be run (reason)."""

    nl = (
        "De wijziging kon niet gedaan worden: {reason}. Er is niets veranderd; met SILENT telt wat er niet is niet mee."
    )
    en = "The update could not be run: {reason}. Nothing was changed; with SILENT what is not there does not count."


class LargeStoreError(ChangeError):
    """A store that holds too much to be changed so (statements, limit)."""

    nl = (
        "De opslag heeft {statements} uitspraken; wijzigen kan tot {limit}. Laad hem opnieuw met: steungraaf load "
        "--store MAP"
    )
    en = (
        "The store holds {statements} statements; up to {limit} it can be changed so. Load it again by: steungraaf "
        "load --store DIR"
    )


class ChangeTimeError(ChangeError):
    """A change that was not done in time (limit), in seconds."""

    nl = "De wijziging was na {limit} seconden niet klaar en is gestopt. Er is niets veranderd. Wijzig minder tegelijk."
    en = "The change was not done after {limit} seconds and was stopped. Nothing was changed. Change less at once."


class RefusedChangeError(ChangeError):
    """A change that brings violations which were not there before (count, findings).

    Each finding has its focus, shape, path, value, graph and message, in both languages.
    """

    nl = (
        "Deze wijziging brengt {count} fout(en) mee die er nog niet waren, en is niet gedaan. Verbeter wat hieronder "
        "staat en stuur ze opnieuw."
    )
    en = (
        "This change brings {count} fault(s) that were not there before, and was not made. Mend what is told below "
        "and send it again."
    )
