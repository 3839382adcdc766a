"""Say what keeps graphs from being brought to a server, or makes what was brought doubtful.

The part of the tree of `steungraaf.errors` that belongs to sending. A fault that a store on disk can have too ends the
command line with the same status as there::

    SendingError
    |-- SyncFormatError        21   the server's list of graphs is of another format
    |-- SyncBusyError          23   somebody else is sending to this server
    |-- SyncLostError          23   somebody else has taken over from us
    |-- SyncCountError         25   the server holds more or fewer triples than were sent
    |-- SyncSourceError        26   a graph was another when it was read again to be sent
    |-- OtherDatasetError      28   the server holds another dataset
    |-- NamelessDatasetError   28   the server may hold another dataset, which has no IRI either
    `-- UnlistedGraphsError    28   the server has graphs of the same names that were not sent like this
"""

from steungraaf.errors import SteungraafError


class SendingError(SteungraafError):
    """Graphs that could not be brought to a server (address)."""

    nl = "Er kon niets naar {address} gestuurd worden."
    en = "Nothing could be sent to {address}."


class SyncFormatError(SendingError):
    """A list of graphs on a server that is of another format (address, found, known)."""

    nl = "De lijst van grafen op {address} heeft formaat {found}; dit programma kent {known}. Werk het programma bij."
    en = "The list of graphs on {address} has format {found}; this program knows {known}. Update the program."
    exit_status = 21


class SyncBusyError(SendingError):
    """Another who is sending to the same server (address, holder, since, seen)."""

    nl = (
        "Er wordt al gestuurd naar {address}[[, door {holder}]][[ sinds {since}]][[; laatste teken van leven {seen}]]. "
        "Wacht tot dat klaar is, of neem het met --take-over over als het daar gestopt is."
    )
    en = (
        "Something is being sent to {address} already[[, by {holder}]][[ since {since}]][[, last seen {seen}]]. "
        "Wait until it is done, or take over by --take-over if it has stopped there."
    )
    exit_status = 23


class SyncLostError(SendingError):
    """Another who has taken over while we were sending (address, holder)."""

    nl = "Het sturen naar {address} is overgenomen[[ door {holder}]]. Hier is gestopt; daar gaat het verder."
    en = "The sending to {address} was taken over[[ by {holder}]]. It was stopped here and goes on there."
    exit_status = 23


class SyncCountError(SendingError):
    """A server that does not hold as much as it was sent (address, graphs); `graphs` tells for each what it holds."""

    nl = "{address} heeft niet wat er gestuurd is: {graphs}. Voer hetzelfde commando opnieuw uit; dat zet het recht."
    en = "{address} does not hold what was sent: {graphs}. Run the same command again, which mends it."
    exit_status = 25


class SyncSourceError(SendingError):
    """A graph that changed between being looked at and being sent (graph, source)."""

    nl = "{source} veranderde terwijl het gestuurd werd (graaf {graph}). Voer hetzelfde commando opnieuw uit."
    en = "{source} changed while it was being sent (graph {graph}). Run the same command again."
    exit_status = 26


class OtherDatasetError(SendingError):
    """A server that holds another dataset (address, found, wanted)."""

    nl = "{address} heeft een andere dataset: {found}, niet {wanted}. Vervang die met --replace, of kies een andere."
    en = "{address} holds another dataset: {found}, not {wanted}. Replace it by --replace, or choose another server."
    exit_status = 28


class NamelessDatasetError(SendingError):
    """Graphs that may be of another dataset of that name, without an IRI too (address, dataset, removed, changed)."""

    nl = (
        "{address} heeft al een dataset {dataset}, en geen dataset.ttl met een IRI zegt of het deze is.[[ Weg zou "
        "gaan: {removed}.]][[ Vervangen zou worden: {changed}.]] Is dat goed, gebruik dan --replace; geef de map ook "
        "een dataset.ttl met een IRI, dan hoeft het maar één keer."
    )
    en = (
        "{address} holds a dataset {dataset} already, and no dataset.ttl with an IRI tells whether it is this one."
        "[[ It would lose: {removed}.]][[ These would be replaced: {changed}.]] If that is right, use --replace; give "
        "the folder a dataset.ttl with an IRI as well, and once is enough."
    )
    exit_status = 28


class UnlistedGraphsError(SendingError):
    """Graphs on a server that have the names of ours and that we did not send (address, count, graphs)."""

    nl = (
        "{address} heeft al grafen met namen van de onze die niet zo gestuurd zijn ({count}): {graphs}. Vervang ze met "
        "--replace, of haal ze daar weg."
    )
    en = (
        "{address} has graphs by the names of ours already that were not sent like this ({count}): {graphs}. Replace "
        "them by --replace, or take them away there."
    )
    exit_status = 28
