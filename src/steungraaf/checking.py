"""Check a folder: all of it, or what changed since it was checked before."""

from collections.abc import Callable, Mapping

from steungraaf.cache import checked_place
from steungraaf.folder import Folder
from steungraaf.store import Store
from steungraaf.validation import Progress, Report, check_changed, check_dataset


def check_folder(
    folder: Folder,
    store: Callable[[], Store],
    texts: Mapping[str, str],
    *,
    progress: Progress | None = None,
    engine: str = "auto",
    changed: bool = False,
) -> Report:
    """Return the report on a folder; `store` gives the store of those of its files that can be read.

    With `changed`, only what changed is looked at, unless nothing is to be kept in the user's cache.

    Raises FastEngineError, MissingExtraError, UnknownChoiceError, BusyCheckError and CheckPlaceError.
    """
    place = checked_place(folder) if changed else None
    if place is None:
        return check_dataset(folder, store(), texts, progress=progress, engine=engine)
    return check_changed(folder, store, texts, place=place, progress=progress, engine=engine)
