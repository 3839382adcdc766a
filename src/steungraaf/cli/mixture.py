"""See whether a server may hold a mixture: graphs that are still being sent to it, or were by another program."""

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from steungraaf import __version__
from steungraaf.errors import SteungraafError
from steungraaf.sending.manifest import FORMAT, Header, read_header
from steungraaf.store.endpoint import EndpointStore

if TYPE_CHECKING:
    from steungraaf.dataset import Dataset

_PATIENCE = 5  # seconds; who asks has another reason to wait


def mixture_of(dataset: "Dataset") -> tuple[str, str] | None:
    """Return what is to be told of the server of a dataset, in Dutch and in English, or nothing.

    One small question is sent, unless the profile says `watch_sync = false`; where it fails nothing is told, as the
    questions that follow will tell what is wrong.
    """
    store = dataset.store
    if not isinstance(store, EndpointStore) or not store.profile.watch_sync:
        return None
    with suppress(SteungraafError):
        patience = min(_PATIENCE, store.profile.time_limit)
        return _told(read_header(EndpointStore(replace(store.profile, time_limit=patience))), store.address)
    return None


def _told(header: Header, address: str) -> tuple[str, str] | None:
    if header.in_progress:
        return (
            f"Let op: {address} is sinds {header.changed} niet af. Er wordt naar gestuurd, of dat is onderbroken: "
            "antwoorden kunnen oud en nieuw mengen. Maak het af met: steungraaf sync",
            f"Note: {address} is not complete since {header.changed}. It is being sent to, or that was interrupted: "
            "answers may mix old and new. Finish it by: steungraaf sync",
        )
    if header.state and (header.format != FORMAT or header.by != __version__):
        return (
            f"Let op: {address} is gevuld met versie {header.by}; dit is {__version__}. Vragen kunnen iets zoeken wat "
            "er niet staat. Stuur opnieuw met: steungraaf sync",
            f"Note: {address} was filled by version {header.by}; this is {__version__}. Questions may look for what is "
            "not there. Send again by: steungraaf sync",
        )
    return None
