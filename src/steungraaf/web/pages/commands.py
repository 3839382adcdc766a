"""Say how a stored question is asked from elsewhere: on the command line, in Python, and with curl."""

import keyword
import shlex
from collections.abc import Mapping
from dataclasses import dataclass

from steungraaf.web.pages.rendering import Visit

_FORMAT = "csv"
_PRINT = "\nprint(table.to_csv())"
_FOLDER = {"nl": "MAP", "en": "FOLDER"}  # stands for where somebody keeps their own data


@dataclass(frozen=True)
class Commands:
    """The same question in three ways, each of which gives the same rows."""

    shell: str
    python: str
    curl: str


def commands_for(wanted: Visit, name: str, given: Mapping[str, str], *, triples: bool = False) -> Commands:
    """Return the commands for a question by its name with its theme, and the values as a person gave them.

    `triples` says that it answers with statements, which have to be made a table first.
    """
    folder = "" if is_bundled(wanted) else _FOLDER[wanted.lang]
    return Commands(
        shell=_shell(name, given, wanted.lang, folder),
        python=_python(name, given, wanted.lang, folder) + (".table()" if triples else "") + _PRINT,
        curl=_curl(f"{wanted.base}/queries/{name}", given, wanted.lang),
    )


def is_bundled(wanted: Visit) -> bool:
    """Tell whether what is served is what everybody has who installs the package."""
    from steungraaf.folder import Folder

    dataset = wanted.served.dataset
    return dataset.endpoint is None and dataset.folder == Folder.open()


def _shell(name: str, given: Mapping[str, str], lang: str, folder: str) -> str:
    """Return a line for a POSIX shell; a value goes with its option where it could be taken for one itself."""
    words = ["steungraaf", "ask", name]
    for parameter, value in given.items():
        option = f"--{parameter.replace('_', '-')}"
        words += [f"{option}={value}"] if value.startswith("-") else [option, value]
    words += ["--data", folder] if folder else []
    return shlex.join([*words, "--lang", lang, "--format", _FORMAT])


def _python(name: str, given: Mapping[str, str], lang: str, folder: str) -> str:
    """Return a small program, up to where the answer is there; names that Python keeps go in a dictionary."""
    plain = {key: value for key, value in given.items() if key.isidentifier() and not keyword.iskeyword(key)}
    rest = {key: value for key, value in given.items() if key not in plain}
    arguments = [repr(name), f"lang={lang!r}", *(f"{key}={value!r}" for key, value in plain.items())]
    arguments += [f"**{rest!r}"] if rest else []
    opened = repr(folder) if folder else ""
    return f"import steungraaf\n\ndataset = steungraaf.open({opened})\ntable = dataset.ask({', '.join(arguments)})"


def _curl(address: str, given: Mapping[str, str], lang: str) -> str:
    fields = [*given.items(), ("format", _FORMAT), ("lang", lang)]
    words = ["curl", "--get", address]
    for name, value in fields:
        words += ["--data-urlencode", f"{name}={value}"]
    return shlex.join(words)
