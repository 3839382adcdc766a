"""Say what is wrong with a request, with the HTTP status that it is answered by.

The part of the tree of `steungraaf.errors` that belongs to the web::

    RequestError                400
    |-- NothingAskedError       400   a POST with no form field that we know
    |-- NotJsonError            400   a form field that is no JSON, or no JSON object
    |-- FieldError              400   a part of it that is not of its kind
    |   `-- ValueFault                a value out of a table that cannot be read: its query alone finds nothing (200)
    |-- TooManyFieldsError      400   more fields than are read of an address or a form
    |-- PartialBodyError        400   a piece of what is to be put
    |-- UnknownTypeError        400   a type that nothing here has
    |-- UnknownPropertyError    400   a property that nothing here has, or that cannot be matched on
    |-- UnknownEntityError      404   an identifier that nothing here has
    |-- NoPageError             404   a path that is none of ours
    |-- MethodError             405   another method than the path has
    |-- TooManyError            413   more of something than we take at once
    |-- BodyError               413   more bytes than we take
    |-- SlowBodyError           408   a body that does not come
    |-- CutBodyError            400   a body whose end does not come, as its sender has left
    |-- CodedBodyError          415   a body that is compressed
    `-- FormNeededError         415   a body that is no form
    PortError                     2   no port that can be listened on (the command line)
    SiteAddressError              2   an address at which no site can stand (the command line)
"""

from collections.abc import Mapping
from typing import ClassVar

from steungraaf.errors import UsageError


class RequestError(UsageError):
    """A request that cannot be answered as it stands."""

    status: ClassVar[int] = 400


class NothingAskedError(RequestError):
    """A form without a field of ours ()."""

    nl = "Er is niets gevraagd: stuur een formulierveld 'queries' of 'extend' met JSON erin."
    en = "Nothing is asked: send a form field 'queries' or 'extend' with JSON in it."


class NotJsonError(RequestError):
    """A field that cannot be read as a JSON object (field, reason, example)."""

    nl = "{field} is geen JSON-object: {reason}. Stuur bijvoorbeeld {example}"
    en = "{field} is no JSON object: {reason}. Send for example {example}"


class FieldError(RequestError):
    """A part of what is asked that is not of its kind (where, expected)."""

    nl = "{where}: hier moet {expected} staan."
    en = "{where}: this must be {expected}."


class ValueFault(FieldError):
    """A value as it stands in somebody's table, that cannot be read (where, expected).

    One such cell must not keep all others from an answer.
    """


class TooManyFieldsError(RequestError):
    """More fields than are read at once (limit)."""

    nl = "Dit verzoek heeft meer dan {limit} velden. Verdeel ze over meer verzoeken."
    en = "This request has more than {limit} fields. Divide them over more requests."


class PartialBodyError(RequestError):
    """A piece of something that can only be put as a whole ()."""

    nl = "Met Content-Range komt er maar een deel, en hier kan alleen het geheel staan. Stuur het in een keer."
    en = "With Content-Range there comes a part only, and here only the whole can be put. Send it at once."


class UnknownTypeError(RequestError):
    """A type that nothing here has (where, type, near, known)."""

    nl = "{where}: er is geen soort '{type}'.[[ Dichtstbij: {near}.]][[ Bijvoorbeeld: {known}.]]"
    en = "{where}: there is no type '{type}'.[[ Nearest: {near}.]][[ For example: {known}.]]"


class UnknownPropertyError(RequestError):
    """A property that is not there, or cannot be used for this (where, property, near, known)."""

    nl = "{where}: de eigenschap '{property}' kan hier niet.[[ Dichtstbij: {near}.]][[ Wel: {known}.]]"
    en = "{where}: the property '{property}' cannot be used here.[[ Nearest: {near}.]][[ These can: {known}.]]"


class UnknownEntityError(RequestError):
    """An identifier that nothing has (id)."""

    nl = "Niets heeft de identificatie '{id}'. Zoek met /suggest/entity?prefix=..."
    en = "Nothing has the identifier '{id}'. Search by /suggest/entity?prefix=..."
    status = 404


class NoPageError(RequestError):
    """A path that is none of ours (path, manifest)."""

    nl = "Hier is geen {path}. Wat er is, staat in het manifest: {manifest}"
    en = "There is no {path} here. The manifest tells what there is: {manifest}"
    status = 404


class MethodError(RequestError):
    """A method that a path does not have (method, known)."""

    nl = "{method} kan hier niet. Gebruik {known}."
    en = "{method} cannot be used here. Use {known}."
    status = 405

    @property
    def headers(self) -> Mapping[str, str]:
        """Return what says so to programs (RFC 9110, 15.5.6)."""
        return {"Allow": str(self.parts["known"])}


class TooManyError(RequestError):
    """More of something than is answered at once (what, count, limit)."""

    nl = "{count} {what} is te veel voor een keer: stuur er hoogstens {limit}."
    en = "{count} {what} are too many at once: send no more than {limit}."
    status = 413


class BodyError(RequestError):
    """A request of more bytes than is read (limit)."""

    nl = "Dit verzoek is te groot: hoogstens {limit} bytes. Stuur minder regels tegelijk."
    en = "This request is too large: at most {limit} bytes. Send fewer rows at once."
    status = 413


class SlowBodyError(RequestError):
    """A request whose body has not come in time (limit)."""

    nl = "De rest van dit verzoek kwam niet binnen {limit} seconden. Stuur het opnieuw."
    en = "The rest of this request did not come within {limit} seconds. Send it again."
    status = 408


class CutBodyError(RequestError):
    """A request whose sender left before all of its body was there ()."""

    nl = "De verbinding brak af voor dit verzoek volledig was. Stuur het opnieuw."
    en = "The connection was closed before all of this request was there. Send it again."


class CodedBodyError(RequestError):
    """A body in a coding that is not read, as one that is compressed (coding)."""

    nl = "Wat met Content-Encoding: {coding} komt, wordt hier niet gelezen. Stuur het onverpakt."
    en = "What comes with Content-Encoding: {coding} is not read here. Send it as it is, not compressed."
    status = 415
    headers: ClassVar[Mapping[str, str]] = {"Accept-Encoding": "identity"}


class FormNeededError(RequestError):
    """A body of another media type than a form (type)."""

    nl = "Stuur application/x-www-form-urlencoded[[, en niet {type}]]."
    en = "Send application/x-www-form-urlencoded[[, and not {type}]]."
    status = 415


class PortError(UsageError):
    """An address on which nothing can listen (host, port, reason)."""

    nl = "Op {host} poort {port} kan niet geluisterd worden: {reason}. Kies met --host en --port een ander adres."
    en = "Nothing can listen on {host} port {port}: {reason}. Choose another address by --host and --port."


class SiteAddressError(UsageError):
    """An address at which no site can stand (address)."""

    nl = "'{address}' is geen adres van een site. Geef er een als https://steun.example/graaf."
    en = "'{address}' is no address of a site. Give one such as https://steun.example/graph."
