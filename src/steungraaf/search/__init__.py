"""Find things by the words in their names: labels, abbreviations, codes, numbers, questions and sentences."""

from steungraaf.search.finding import Search
from steungraaf.search.model import KINDS, Group, Hit, grouped

__all__ = ["KINDS", "Group", "Hit", "Search", "grouped"]
