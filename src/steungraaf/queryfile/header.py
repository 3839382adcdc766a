"""Read the YAML of a header with the line of each key at hand; what is not as it must be is a fault at its line."""

from collections.abc import Collection, Iterator
from typing import Any, cast

import yaml

from steungraaf.errors import LANGUAGES
from steungraaf.queryfile.model import Texts

RESERVED = (
    *("lang", "format", "service", "labels", "data", "endpoint", "store"),
    *("time_limit", "output", "force", "quiet", "debug", "help"),
)
"""What says how a query is asked, in Python, on the command line and over HTTP: no parameter has such a name."""

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class HeaderFault(Exception):
    """A fault of a header: the key (as in ``parameters.place.type``), the line, and the reason in both languages."""

    def __init__(self, key: str | None, line: int | None, nl: str, en: str) -> None:
        super().__init__(key, line)
        self.key = key
        self.line = line
        self.reason = {"nl": nl, "en": en}


class Entry:
    """Hold one value of the header, or that there is none, with its key and its line."""

    def __init__(self, key: str, line: int, node: yaml.Node | None) -> None:
        """Take the parsed value; every scalar is read as the text that stands there."""
        self.key = key
        self.line = line
        self._node = node

    @classmethod
    def read(cls, header: str) -> "Entry":
        """Return the whole of a header, given with the ``#+`` before each of its lines."""
        if not header:
            raise HeaderFault(None, 1, "er is geen kop met regels #+", "there is no header of #+ lines")
        try:
            loader = _Loader("\n".join(line.removeprefix("#+") for line in header.splitlines()))
            return cls("", 1, loader.get_single_node())
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            problem = getattr(error, "problem", None) or str(error).splitlines()[0]
            line = mark.line + 1 if mark else 1
            raise HeaderFault(None, line, f"geen geldige YAML ({problem})", f"no valid YAML ({problem})") from error

    @property
    def is_given(self) -> bool:
        """Tell whether the key is there."""
        return self._node is not None

    def fault(self, nl: str, en: str) -> HeaderFault:
        """Return a fault at this entry."""
        return HeaderFault(self.key or None, self.line, nl, en)

    def entries(self) -> Iterator[tuple[str, "Entry"]]:
        """Give the keys of a mapping and their entries; nothing where there is none."""
        if self._node is None:
            return
        if not isinstance(self._node, yaml.MappingNode):
            raise self.fault("hier horen sleutels met waarden", "keys with values belong here")
        known: set[str] = set()
        for key, value in self._node.value:
            name = str(key.value)
            entry = Entry(f"{self.key}.{name}" if self.key else name, key.start_mark.line + 1, value)
            if name in known:
                raise entry.fault("deze sleutel staat er tweemaal", "this key is there twice")
            known.add(name)
            yield name, entry

    def get(self, name: str) -> "Entry":
        """Return the entry of a key, given or not."""
        missing = Entry(f"{self.key}.{name}" if self.key else name, self.line, None)
        return dict(self.entries()).get(name, missing)

    def allow(self, names: Collection[str]) -> None:
        """Refuse any key that is not one of these."""
        for name, entry in self.entries():
            if name not in names:
                known = ", ".join(names)
                raise entry.fault(f"onbekende sleutel; kies uit {known}", f"unknown key; choose from {known}")

    def text(self) -> str:
        """Return a text that is not empty."""
        if self._node is None:
            raise self.fault("ontbreekt", "is missing")
        if not isinstance(self._node, yaml.ScalarNode) or not self._node.value.strip():
            raise self.fault("hier hoort een tekst", "a text belongs here")
        return cast(str, self._node.value)

    def texts(self) -> Texts:
        """Return a text in each language."""
        if self._node is None:
            raise self.fault("ontbreekt", "is missing")
        self.allow(LANGUAGES)
        return {lang: self.get(lang).text() for lang in LANGUAGES}

    def words(self) -> tuple[str, ...]:
        """Return a list of texts, empty where there is none."""
        if self._node is None:
            return ()
        if not isinstance(self._node, yaml.SequenceNode):
            raise self.fault("hier hoort een lijst", "a list belongs here")
        return tuple(Entry(self.key, one.start_mark.line + 1, one).text() for one in self._node.value)

    def flag(self) -> bool:
        """Return true or false, the latter where there is none."""
        if self._node is None:
            return False
        if self.text() not in ("true", "false"):
            raise self.fault("hier hoort true of false", "true or false belongs here")
        return self.text() == "true"
