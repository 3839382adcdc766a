"""Pass messages between the program and its workers: a head in JSON and a body of bytes, both with their lengths ahead.

Nothing that comes from a worker is run: a fault crosses as the name of its class and its parts.
"""

import json
from collections.abc import Mapping, Sequence
from importlib import import_module
from io import BufferedReader
from struct import Struct
from typing import IO, Any

from steungraaf.errors import SteungraafError

_LENGTHS = Struct(">IQ")
AT_ONCE = 60_000  # bytes of a message that is written at once: an empty pipe takes 65,536 on Linux

Frame = tuple[dict[str, Any], bytes]


def write_frame(out: IO[bytes], head: Mapping[str, Any], body: Sequence[bytes] = ()) -> None:
    """Write a message, whose body may come in pieces, and send it off."""
    text, size = json.dumps(head, default=str).encode(), sum(map(len, body))
    start = _LENGTHS.pack(len(text), size) + text
    if len(start) + size <= AT_ONCE:
        out.write(b"".join((start, *body)))
    else:
        out.write(start)
        out.writelines(body)
    out.flush()


def is_at_once(source: BufferedReader) -> bool:
    """Tell whether the next message, of which something is there, was written at once, so that it is there whole."""
    lengths = source.peek(_LENGTHS.size)[: _LENGTHS.size]
    return len(lengths) < _LENGTHS.size or _LENGTHS.size + sum(_LENGTHS.unpack(lengths)) <= AT_ONCE


def read_frame(source: IO[bytes]) -> Frame | None:
    """Return the next message; None where there is no whole one any more, as the other side is gone."""
    lengths = source.read(_LENGTHS.size)
    if len(lengths) < _LENGTHS.size:
        return None
    head_size, body_size = _LENGTHS.unpack(lengths)
    head, body = source.read(head_size), source.read(body_size)
    return (json.loads(head), body) if len(head) == head_size and len(body) == body_size else None


def fault_head(error: SteungraafError) -> dict[str, Any]:
    """Return the head of a message that tells an error."""
    kind = type(error)
    return {"fault": f"{kind.__module__}:{kind.__qualname__}", "parts": error.parts}


def fault_of(head: Mapping[str, Any]) -> SteungraafError | None:
    """Return the error that a message tells, if it does."""
    if "fault" not in head:
        return None
    module, _, name = head["fault"].partition(":")
    kind = getattr(import_module(module), name, None) if module.startswith("steungraaf.") else None
    if not (isinstance(kind, type) and issubclass(kind, SteungraafError)):
        raise ValueError(head["fault"])
    return kind(**head["parts"])
