"""Bring graphs to a server so that it holds them all, or tells that it does not yet."""

from steungraaf.sending.folders import send_quads, sync_folder
from steungraaf.sending.manifest import Header, read_header
from steungraaf.sending.outgoing import Outgoing, measured
from steungraaf.sending.run import Sent, send
from steungraaf.sending.staging import staged

__all__ = ["Header", "Outgoing", "Sent", "measured", "read_header", "send", "send_quads", "staged", "sync_folder"]
