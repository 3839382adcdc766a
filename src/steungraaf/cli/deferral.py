"""Put off importing a module of the standard library that others name at once and a question never uses."""

import sys
from importlib import import_module
from types import ModuleType
from typing import Any


class Deferred(ModuleType):
    """Stand for a module until something in it is asked for, and give what it has from then on."""

    def __getattr__(self, name: str) -> Any:
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        module = import_module(self.__name__)
        vars(self).update(vars(module))
        return getattr(module, name)


def defer(name: str) -> None:
    """Let a module be imported when something in it is first asked for, unless it has been imported already.

    click names `inspect`, which reads docstrings, and with it comes the parser of Python: a tenth of a cold question.
    pathlib brings along what takes addresses apart, and that `ipaddress`, of no use to a question either.
    """
    sys.modules.setdefault(name, Deferred(name))
