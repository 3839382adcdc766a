"""Say why an export could not be made.

The part of the tree of `steungraaf.errors` that belongs to exports::

    ScratchError         2   no place for the files in which much data is sorted
    FrameTooLargeError   2   more data than a frame can be made of
"""

from steungraaf.errors import SteungraafError, UsageError


class ScratchError(SteungraafError):
    """Much data could not be sorted for want of a place on disk (folder, reason)."""

    nl = "Er is geen plaats om te sorteren in {folder}: {reason}. Maak er plaats, of noem met TMPDIR een andere map."
    en = "There is no room to sort in {folder}: {reason}. Make room there, or name another folder by TMPDIR."


class FrameTooLargeError(UsageError):
    """More statements than can be put in a frame (frame, limit)."""

    nl = (
        "--frame {frame} houdt alles in het geheugen en neemt hoogstens {limit} uitspraken. Kies met --part een deel, "
        "of schrijf JSON-LD zonder --frame."
    )
    en = (
        "--frame {frame} keeps all in memory and takes at most {limit} statements. Choose a part by --part, or write "
        "JSON-LD without --frame."
    )
