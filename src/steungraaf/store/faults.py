"""Say what went wrong between us and a server; each kind ends the command line with a status of its own.

The part of the tree of `steungraaf.errors` that belongs to endpoints::

    EndpointError
    |-- EndpointUnreachableError    4   nobody answers at that address
    |   `-- EndpointBrokenOffError  4   somebody does, and breaks the connection off
    |-- EndpointTimeoutError        5   no whole answer within the time limit
    |-- EndpointCertificateError    6   the server cannot prove who it is
    |-- EndpointRedirectError       7   sent on to another host, or round in a circle
    |-- EndpointDeniedError         8   401 or 403
    |-- EndpointNotFoundError       9   404
    |-- EndpointBusyError          10   429 or 503; may be asked again later
    |-- EndpointFailedError        11   any other status, with the server's own message
    |-- EndpointAnswerError        12   an answer that is none: a web page, half a JSON
    |-- EndpointLimitError         13   more rows or bytes than are taken; nothing of it is shown
    `-- ReadOnlyEndpointError       2   an address to write to was not given
    NotFromEndpointError            2   what needs files
    ProfileError                    2   endpoints.toml is not as it must be
"""

from steungraaf.errors import SteungraafError, UsageError


class EndpointError(SteungraafError):
    """A server that did not do what was asked (address)."""

    nl = "{address} deed niet wat gevraagd werd."
    en = "{address} did not do what was asked."


class EndpointUnreachableError(EndpointError):
    """An address at which nobody answers (address, reason)."""

    nl = "{address} is niet bereikbaar: {reason}. Ga na of de server draait en of het adres juist is."
    en = "{address} cannot be reached: {reason}. See whether the server is running and the address is right."
    exit_status = 4


class EndpointBrokenOffError(EndpointUnreachableError):
    """A connection that was broken off before the answer came (address)."""

    nl = (
        "{address} verbrak de verbinding voor het antwoord er was. Probeer het opnieuw; gebeurt het weer, maak dan de "
        "vraag eenvoudiger of meld het de beheerder."
    )
    en = (
        "{address} broke off the connection before its answer came. Try again; where that does not help, make the "
        "query simpler or tell its owner."
    )


class EndpointTimeoutError(EndpointError):
    """No whole answer within the time limit (address, limit)."""

    nl = "{address} gaf binnen {limit} seconden geen antwoord. Vraag minder, of verhoog time_limit in endpoints.toml."
    en = "{address} did not answer within {limit} seconds. Ask for less, or raise time_limit in endpoints.toml."
    exit_status = 5


class EndpointCertificateError(EndpointError):
    """A certificate that does not prove who the server is (address, reason)."""

    nl = "Het certificaat van {address} is niet te vertrouwen: {reason}. Er is niets verzonden. Meld het de beheerder."
    en = "The certificate of {address} cannot be trusted: {reason}. Nothing was sent. Tell who runs the server."
    exit_status = 6


class EndpointRedirectError(EndpointError):
    """An address that sends on to where we do not go (address, target)."""

    nl = "{address} verwijst door[[ naar {target}]], in een kring of naar een andere server. Gebruik het juiste adres."
    en = "{address} redirects[[ to {target}]], in a circle or to another server. Use the right address."
    exit_status = 7


class EndpointDeniedError(EndpointError):
    """A server that does not let us in (address, status, message)."""

    nl = (
        "{address} laat u niet toe ({status})[[: {message}]]. Kijk auth, user en secret na in endpoints.toml, en het "
        "wachtwoord zelf."
    )
    en = (
        "{address} does not let you in ({status})[[: {message}]]. See auth, user and secret in endpoints.toml, and the "
        "password itself."
    )
    exit_status = 8


class EndpointNotFoundError(EndpointError):
    """A server without anything at that address (address, message)."""

    nl = "Op {address} is niets (404)[[: {message}]]. Kijk het adres na; vaak eindigt het op /sparql of /query."
    en = "There is nothing at {address} (404)[[: {message}]]. See the address; it often ends in /sparql or /query."
    exit_status = 9


class EndpointBusyError(EndpointError):
    """A server that has no time for us now (address, status, wait); `wait` is in seconds, as the server asks."""

    nl = "{address} heeft nu geen tijd ({status}). Probeer het later opnieuw[[, na {wait} seconden]]."
    en = "{address} has no time now ({status}). Try again later[[, after {wait} seconds]]."
    exit_status = 10


class EndpointFailedError(EndpointError):
    """A server that failed on the request (address, status, message)."""

    nl = "{address} antwoordt met een fout ({status})[[: {message}]]. Vereenvoudig de vraag, of meld het de beheerder."
    en = "{address} answers with an error ({status})[[: {message}]]. Make the query simpler, or tell its owner."
    exit_status = 11


class EndpointAnswerError(EndpointError):
    """An answer that is no answer (address, reason)."""

    nl = "Het antwoord van {address} is niet bruikbaar: {reason}. Is dit wel het adres van een SPARQL-dienst?"
    en = "The answer of {address} cannot be used: {reason}. Is this the address of a SPARQL service?"
    exit_status = 12


class EndpointLimitError(EndpointError):
    """An answer that was cut off, by us or by the server (address, what, limit)."""

    nl = "Het antwoord van {address} is langer dan mag: {what}, hoogstens {limit}. Vraag minder, zoals met LIMIT."
    en = "The answer of {address} is longer than allowed: {what}, at most {limit}. Ask for less, as by LIMIT."
    exit_status = 13


class ReadOnlyEndpointError(EndpointError):
    """An endpoint that nothing can be written to (address)."""

    nl = "{address} is alleen om te vragen. Geef update of graph_store op in endpoints.toml om er te schrijven."
    en = "{address} can only be asked. State update or graph_store in endpoints.toml to write there."


class NotFromEndpointError(UsageError):
    """Something that needs the files of a dataset, asked of a server (what)."""

    nl = "{what} leest de bestanden van een dataset en kan niet van een server. Laat --endpoint weg."
    en = "{what} reads the files of a dataset and cannot do with a server. Leave --endpoint out."


class ProfileError(UsageError):
    """A profile of an endpoint that cannot be used (file, profile, key, reason, near)."""

    nl = "{file}[[, profiel {profile}]][[, '{key}']]: {reason}.[[ Dichtstbij: {near}.]]"
    en = "{file}[[, profile {profile}]][[, '{key}']]: {reason}.[[ Nearest: {near}.]]"
