"""Link what others call an actor or a place to ours: match names, propose links, decide and check them."""

from steungraaf.links.codes import read_code
from steungraaf.links.entities import read_entities
from steungraaf.links.matcher import Matcher
from steungraaf.links.model import Decision, Entity, Match, Name, Wanted

__all__ = ["Decision", "Entity", "Match", "Matcher", "Name", "Wanted", "read_code", "read_entities"]
