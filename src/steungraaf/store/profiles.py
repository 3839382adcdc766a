"""Know the servers that can be asked: those that come with the package, and those in the user's endpoints.toml."""

import os
import re
import string
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from steungraaf.errors import MissingExtraError, UnknownChoiceError
from steungraaf.reasons import reason_of
from steungraaf.store.faults import ProfileError

HOME = "STEUNGRAAF_HOME"  # the environment variable that moves the user's own files, for servers and tests
FILE = "endpoints.toml"
AUTH = ("none", "basic", "digest", "bearer")
UNION, KEPT = "union", "kept"

_READY = Path(__file__).with_name("profiles.toml")
_ADDRESSES = ("query", "update", "graph_store")
_NO_TABLE = {"nl": "hier hoort een tabel, [{profile}]", "en": "a table is wanted here, [{profile}]"}
_UNKNOWN = {"nl": "deze sleutel bestaat niet", "en": "there is no such key"}
_KIND = {"nl": "de waarde is niet van de juiste soort", "en": "the value is not of the right kind"}
_NO_LIKE = {"nl": "er is geen profiel van die naam", "en": "there is no profile of that name"}
_NO_ADDRESS = {
    "nl": "het adres van de server ontbreekt; schrijf address (of query) in uw eigen endpoints.toml",
    "en": "the address of the server is missing; state address (or query) in your own endpoints.toml",
}
_BAD_ADDRESS = {
    "nl": "een adres begint met http:// of https://, gevolgd door de naam van de server",
    "en": "an address begins with http:// or https://, followed by the name of the server",
}
_PASSWORD = {
    "nl": 'een wachtwoord hoort niet in een adres of een bestand; schrijf secret = "env:NAAM" of "keyring:DIENST"',
    "en": 'a password does not belong in an address or a file; write secret = "env:NAME" or "keyring:SERVICE"',
}
_AUTH = {"nl": "kies none, basic, digest of bearer", "en": "choose none, basic, digest or bearer"}
_NO_SECRET = {
    "nl": "auth vraagt ook secret, en voor basic en digest user",
    "en": "auth needs secret as well, and for basic and digest user",
}
_NOT_SET = {"nl": "dit geheim is nergens te vinden", "en": "this secret is nowhere to be found"}
_GRAPH = {"nl": "kies union, kept of de IRI van een graaf", "en": "choose union, kept or the IRI of a graph"}
_UNSENDABLE = {
    "nl": "dit geheim heeft een teken dat bij deze auth niet kan, zoals een regeleinde of €; zet het opnieuw",
    "en": "this secret holds a character that this auth cannot have, such as a line break or €; set it again",
}
_ASCII = {"nl": "voor digest kan dit alleen in ASCII", "en": "for digest this can be in ASCII only"}
_POSITIVE = {
    "nl": "geef een getal groter dan nul, hoogstens 1000000",
    "en": "give a number above zero, at most 1000000",
}
_ENCODING = {"nl": "het is geen UTF-8; bewaar het als UTF-8", "en": "it is not UTF-8; save it as UTF-8"}
_MOST = 1_000_000  # seconds or megabytes: more than any system can wait for or hold
# Which letters a secret may have: in a header those of Latin-1, in a digest of urllib those of ASCII; Basic is encoded
# (RFC 7617), and what was no text in the environment cannot be.
_SENDABLE = {"basic": r"[^\ud800-\udfff]+", "digest": r"[ -~]+", "bearer": r"[ -~\xa0-\xff]+"}


@dataclass(frozen=True)
class Profile:
    """Hold how one server is reached; the secret itself is not in it, only where it is kept.

    `default_graph` says what the server asks where no graph is named: "union" of all by itself; "kept": its default
    graph, in which we keep every triple of all graphs; or the IRI of the graph in which we keep them. `time_limit` is
    in seconds, `size_limit` in megabytes of one answer; `watch_sync` tells whether who asks looks first whether
    something is being sent there.
    """

    name: str
    query: str
    update: str | None = None
    graph_store: str | None = None
    auth: str = "none"
    user: str = ""
    secret: str = ""
    default_graph: str = UNION
    time_limit: float = 60
    size_limit: float = 256
    watch_sync: bool = True
    tested: bool = False
    about: Mapping[str, str] = field(default_factory=dict)

    def read_secret(self) -> str:
        """Return the password or token, from the environment or the keyring; empty where none is needed.

        The end of line that a file or a command left behind it is no part of it.

        Raises ProfileError and MissingExtraError.
        """
        if self.auth == "none":
            return ""
        place, _, name = self.secret.partition(":")
        found = os.environ.get(name) if place == "env" else _from_keyring(name, self.user)
        secret = (found or "").removesuffix("\n").removesuffix("\r")
        if not secret or not re.fullmatch(_SENDABLE[self.auth], secret):
            reason = _UNSENDABLE if secret else _NOT_SET
            raise ProfileError(file=FILE, profile=self.name, key="secret", reason=reason)
        return secret


_KEYS = {one.name for one in fields(Profile)} - {"name"} | {"like", "address"}
_NUMBERS = ("time_limit", "size_limit")


def config_file() -> Path:
    """Return the user's endpoints.toml, which need not exist."""
    if home := os.environ.get(HOME):
        return Path(home) / FILE
    from platformdirs import user_config_path

    return user_config_path("steungraaf", appauthor=False) / FILE


def read_profiles(file: Path | None = None) -> dict[str, Profile]:
    """Return every profile that can be used by its name alone, the user's own before those that come along.

    Raises ProfileError.
    """
    tables = _tables(file)
    return {name: _profile(name, tables) for name in tables if _has_address(name, tables)}


def find_profile(endpoint: str, file: Path | None = None) -> Profile:
    """Return the profile of a name, or one made of the address of a SPARQL endpoint.

    Raises ProfileError, also for an address without its beginning, and UnknownChoiceError with the nearest names.
    """
    if "://" in endpoint:
        return _checked(Profile(name=endpoint, query=endpoint), "--endpoint")
    tables = _tables(file)
    if endpoint not in tables:
        near = get_close_matches(endpoint, tables)
        if not near and any(sign in endpoint for sign in ":/."):
            raise ProfileError(file="--endpoint", reason=_BAD_ADDRESS)
        raise UnknownChoiceError(option="--endpoint", value=endpoint, near=near, known=sorted(tables))
    return _profile(endpoint, tables)


Tables = Mapping[str, tuple[str, Mapping[str, Any]]]  # by name: the file that has it, and what it says


def _tables(file: Path | None) -> Tables:
    own = config_file() if file is None else file
    found: dict[str, tuple[str, Mapping[str, Any]]] = {}
    for path in (_READY, own):
        found.update({name: (str(path), table) for name, table in _read(path).items()})
    return found


def _read(path: Path) -> dict[str, Mapping[str, Any]]:
    """Return the tables of a file, none where it is not there; their keys and the kind of their values are right."""
    try:
        content = tomllib.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise ProfileError(file=str(path), reason=reason_of(error)) from error
    except UnicodeDecodeError as error:
        raise ProfileError(file=str(path), reason=_ENCODING) from error
    except ValueError as error:
        raise ProfileError(file=str(path), reason=str(error)) from error
    for name, table in content.items():
        if not isinstance(table, dict):
            wanted = {lang: text.replace("{profile}", name) for lang, text in _NO_TABLE.items()}
            raise ProfileError(file=str(path), key=name, reason=wanted)
        for key, value in table.items():
            if reason := _fault(key, value):
                near = get_close_matches(key, _KEYS) if key not in _KEYS else ()
                raise ProfileError(file=str(path), profile=name, key=key, reason=reason, near=near)
    return content


def _fault(key: str, value: object) -> Mapping[str, str] | None:
    """Return what is wrong with a key or its value, which is never repeated: it may be a secret."""
    if key in ("password", "token"):
        return _PASSWORD
    if key not in _KEYS:
        return _UNKNOWN
    if key in _NUMBERS:
        good = isinstance(value, int | float) and not isinstance(value, bool) and 0 < value <= _MOST
        return None if good else _POSITIVE
    kind = {"watch_sync": bool, "tested": bool, "about": dict}.get(key, str)
    return None if isinstance(value, kind) else _KIND


def _merged(name: str, tables: Tables, seen: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return what a table says, on top of what it is like."""
    file, table = tables[name]
    like = table.get("like")
    if like is None:
        return dict(table)
    if like == name or like in seen or like not in tables:
        raise ProfileError(file=file, profile=name, key="like", reason=_NO_LIKE, near=get_close_matches(like, tables))
    base = _merged(like, tables, (*seen, name))
    return {**base, "tested": False, "about": {}, **{key: value for key, value in table.items() if key != "like"}}


def _has_address(name: str, tables: Tables) -> bool:
    said = _merged(name, tables)
    return "address" in said or "{address}" not in said.get("query", "{address}")


def _profile(name: str, tables: Tables) -> Profile:
    file, _ = tables[name]
    if not _has_address(name, tables):
        raise ProfileError(file=file, profile=name, reason=_NO_ADDRESS)
    said = _merged(name, tables)
    address = said.pop("address", "").rstrip("/")
    said.update({key: said[key].replace("{address}", address) for key in _ADDRESSES if key in said})
    return _checked(Profile(name=name, **said), file)


def _checked(profile: Profile, file: str) -> Profile:
    """Return a profile whose values go together, with its addresses as they are sent."""
    for key in _ADDRESSES:
        if reason := _wrong_address(getattr(profile, key)):
            raise ProfileError(file=file, profile=profile.name.partition("://")[0], key=key, reason=reason)
    reason = None
    if profile.auth not in AUTH:
        key, reason = "auth", _AUTH
    elif profile.secret and profile.secret.partition(":")[0] not in ("env", "keyring"):
        key, reason = "secret", _PASSWORD
    elif profile.auth != "none" and not (profile.secret and (profile.user or profile.auth == "bearer")):
        key, reason = "auth", _NO_SECRET
    elif profile.auth == "digest" and not re.fullmatch(_SENDABLE["digest"], profile.user):
        key, reason = "user", _ASCII
    elif profile.default_graph not in (UNION, KEPT) and ":" not in profile.default_graph:
        key, reason = "default_graph", _GRAPH
    if reason:
        raise ProfileError(file=file, profile=profile.name, key=key, reason=reason)
    addresses = {key: getattr(profile, key) for key in _ADDRESSES}
    sent: dict[str, Any] = {key: _as_sent(address) for key, address in addresses.items() if address}
    return replace(profile, **sent)


def _wrong_address(address: str | None) -> Mapping[str, str] | None:
    if address is None:
        return None
    try:
        parts = urlsplit(address)
        named = parts.scheme in ("http", "https") and parts.hostname and (parts.port or 1)
        parts.netloc.encode("idna")
    except ValueError:
        return _BAD_ADDRESS
    if not named or " " in address or not address.isprintable():
        return _BAD_ADDRESS
    return _PASSWORD if parts.username or parts.password else None


def _as_sent(address: str) -> str:
    """Return an address in ASCII, as HTTP has it (RFC 3987 3.1)."""
    scheme, _, rest = address.partition("://")
    host = urlsplit(address).netloc
    return f"{scheme}://{host.encode('idna').decode()}{quote(rest[len(host) :], safe=string.punctuation)}"


def _from_keyring(service: str, user: str) -> str | None:
    try:
        keyring = import_module("keyring")
    except ModuleNotFoundError as error:
        raise MissingExtraError(library="keyring", extra="keyring") from error
    found = keyring.get_password(service, user)
    return None if found is None else str(found)
