"""Say why somebody may not write, or why what was sent cannot be written.

The part of the tree of `steungraaf.errors` that belongs to writing on the web::

    TokenError                    2   no token, or a short one, where the server starts (the command line)
    WritableStoreError            2   files or a server that are to be written to (the command line)
    RequestError
    |-- TokenNeededError        401   a change by nobody
    |-- TokenRefusedError       403   a change by somebody else
    |-- PostNeededError         405   an update by GET
    |-- ConditionError          412   a change on a condition that does not hold
    `-- GraphTypeError          415   the statements of a graph in a format that is not read
"""

from collections.abc import Mapping
from typing import ClassVar

from steungraaf.errors import UsageError
from steungraaf.web.faults import RequestError


class TokenError(UsageError):
    """A token that nobody could be known by (variable, least)."""

    nl = (
        "--writable heeft een geheim nodig in de omgevingsvariabele {variable}: minstens {least} letters of cijfers, "
        "zonder spaties. Bijvoorbeeld: export {variable}=$(openssl rand -hex 32)"
    )
    en = (
        "--writable needs a secret in the environment variable {variable}: at least {least} letters or digits, "
        "without spaces. For example: export {variable}=$(openssl rand -hex 32)"
    )


class WritableStoreError(UsageError):
    """Something that cannot be written to (what)."""

    nl = (
        "--writable wijzigt een opslag op schijf, niet {what}. Maak er een met: steungraaf load --store MAP ; en dan: "
        "steungraaf serve --store MAP --writable"
    )
    en = (
        "--writable changes a store on disk, not {what}. Make one by: steungraaf load --store DIR ; and then: "
        "steungraaf serve --store DIR --writable"
    )


class TokenNeededError(RequestError):
    """A change by nobody ()."""

    nl = "Wie wijzigt, zegt wie hij is: stuur de kop Authorization: Bearer met het geheim van deze server."
    en = "Who changes something says who it is: send the header Authorization: Bearer with the secret of this server."
    status = 401
    headers: ClassVar[Mapping[str, str]] = {"WWW-Authenticate": 'Bearer realm="steungraaf"'}


class TokenRefusedError(RequestError):
    """A change with another token ()."""

    nl = "Dit geheim is niet dat van deze server. Vraag het aan wie de server beheert."
    en = "This secret is not that of this server. Ask whoever runs the server for it."
    status = 403


class PostNeededError(RequestError):
    """An update that was sent by GET ()."""

    nl = "Een wijziging komt met POST: als formulierveld update, of als application/sparql-update."
    en = "An update comes by POST: as the form field update, or as application/sparql-update."
    status = 405
    headers: ClassVar[Mapping[str, str]] = {"Allow": "POST"}


class ConditionError(RequestError):
    """A change on a condition that does not hold (condition)."""

    nl = (
        "Er is niets veranderd: de voorwaarde {condition} gaat niet op voor wat er nu staat. Haal het opnieuw op, en "
        "stuur If-None-Match: * voor wat nieuw moet zijn, If-Match: * voor wat er al moet staan."
    )
    en = (
        "Nothing was changed: the condition {condition} does not hold for what is there now. Get it again, and send "
        "If-None-Match: * for what has to be new, If-Match: * for what has to be there."
    )
    status = 412


class GraphTypeError(RequestError):
    """Statements in a format that is not read here (type, known)."""

    nl = "Stuur de uitspraken van een graaf in UTF-8, als een van {known}[[, en niet als {type}]]."
    en = "Send the statements of a graph in UTF-8, as one of {known}[[, and not as {type}]]."
    status = 415
