"""Say which limit a query met, and its value; each kind ends the command line with a status of its own.

The part of the tree of `steungraaf.errors` that belongs to limits::

    LimitError
    |-- TimeLimitError             14   not done in time
    |-- AnswerLimitError           15   an answer with more rows or bytes than may be, where all of it is needed
    |-- MemoryLimitError           16   more memory than a worker has
    |-- WorkerEndedError           17   the process that answered came to its end
    |-- QueueFullError             18   too many queries wait already
    `-- QueueWaitError             19   it waited too long for its turn
    LimitValueError                 2   a limit that is none
    ServiceNotAllowedError          2   SERVICE with a server that was not allowed by name
    ServiceSecretError              2   SERVICE with a server that wants a password
    ServiceFailedError             11   a query to another server too that was not answered
    WorkersOnlyReadError            2   a change, where one can only ask
    WorkersClosedError              2   a question after the last
"""

from steungraaf.errors import EngineError, ServiceRefusedError, SteungraafError, UsageError


class LimitError(SteungraafError):
    """A query that met a limit (limit)."""


class TimeLimitError(LimitError):
    """A query that was not done in time (limit), in seconds."""

    nl = "De vraag was na {limit} seconden niet klaar en is gestopt. Vraag minder, of geef meer tijd (--time-limit)."
    en = "The query was not done after {limit} seconds and was stopped. Ask for less, or allow more (--time-limit)."
    exit_status = 14


class AnswerLimitError(LimitError):
    """An answer that must be whole and is too long (what, limit)."""

    nl = "Het antwoord is langer dan mag: {what}, hoogstens {limit}. Vraag minder, bijvoorbeeld met LIMIT."
    en = "The answer is longer than allowed: {what}, at most {limit}. Ask for less, as by LIMIT."
    exit_status = 15


class MemoryLimitError(LimitError):
    """A query that needs more memory than a worker has (limit), in megabytes."""

    nl = "De vraag had meer geheugen nodig dan mag ({limit} MB) en is gestopt. Laat minder sorteren of samenvoegen."
    en = "The query needed more memory than allowed ({limit} MB) and was stopped. Have less sorted or joined."
    exit_status = 16


class WorkerEndedError(LimitError):
    """A worker that came to its end before it had answered (reason)."""

    nl = "Het proces dat de vraag beantwoordde is gestopt ({reason}); andere vragen gaan door. Maak de vraag kleiner."
    en = "The process that answered the query has ended ({reason}); other queries go on. Make the query smaller."
    exit_status = 17


class QueueFullError(LimitError):
    """A query that finds the queue full (limit)."""

    nl = "Er wachten al {limit} vragen, en meer mag niet. Probeer het straks opnieuw."
    en = "There are {limit} queries waiting already, and no more may. Try again in a moment."
    exit_status = 18


class QueueWaitError(LimitError):
    """A query whose turn did not come in time (limit), in seconds."""

    nl = "De vraag wachtte {limit} seconden op haar beurt, en langer mag niet. Probeer het straks opnieuw."
    en = "The query waited {limit} seconds for its turn, and may not any longer. Try again in a moment."
    exit_status = 19


class LimitValueError(UsageError):
    """A value that is no limit (limit, value)."""

    nl = "{limit}: {value} is geen grens. Geef een getal boven nul."
    en = "{limit}: {value} is no limit. Give a number above zero."


class ServiceNotAllowedError(ServiceRefusedError):
    """SERVICE with a server that was not allowed by name (line, column, address, known)."""

    nl = "SERVICE (regel {line}, kolom {column}) vraagt {address}, en dat is niet toegelaten. Wel: {known}."
    en = "SERVICE (line {line}, column {column}) asks {address}, which is not allowed. Allowed: {known}."


class ServiceFailedError(EngineError):
    """A query that asks another server too and was not answered (service, reason), with the reason in English."""

    nl = (
        'De vraag, ook aan {service}, kon niet beantwoord worden. De fout, in het Engels: "{reason}". Ga na of die '
        "server te bereiken is en SPARQL beantwoordt."
    )
    en = (
        'The query, also to {service}, could not be answered. The engine says: "{reason}". See whether that '
        "server can be reached and answers SPARQL."
    )
    exit_status = 11


class ServiceSecretError(UsageError):
    """SERVICE with a server that wants to know who asks (service)."""

    nl = "SERVICE kan {service} niet vragen: die wil een wachtwoord. Vraag die server zelf, met --endpoint {service}."
    en = "SERVICE cannot ask {service}, which wants a password. Ask that server itself, by --endpoint {service}."


class WorkersOnlyReadError(UsageError):
    """A change to data that workers only read ()."""

    nl = "Onder grenzen kan alleen gevraagd worden. Open de dataset zonder grenzen om hem te veranderen."
    en = "Under limits one can only ask. Open the dataset without limits to change it."


class WorkersClosedError(UsageError):
    """A query for workers that have been sent home ()."""

    nl = "De dataset is gesloten en beantwoordt geen vragen meer. Open hem opnieuw."
    en = "The dataset is closed and answers no more queries. Open it again."
