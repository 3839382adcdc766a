"""Say what is wrong with a request for linked data, with the HTTP status that it is answered by.

The part of the tree of `steungraaf.errors` that belongs to the linked-data server::

    RequestError                400
    |-- NoQueryError            400   SPARQL without a query
    |-- TwiceError              400   a field that may be there once
    |-- NotTogetherError        400   fields that exclude each other
    |-- EncodingError           400   a query that is not in UTF-8
    |-- NoGraphNamedError       400   the Graph Store Protocol without a graph, or with two
    |-- UpdateForbiddenError    403   a SPARQL update, or a graph to be written
    |-- NothingHereError        404   a path, a thing or a graph that is not here
    |-- NotAcceptableError      406   an Accept that nothing here fits
    |-- QueryTypeError          415   a body that is neither a form nor a query
    `-- CutAnswerError          422   an answer of more rows or bytes than may be
"""

from steungraaf.web.faults import RequestError


class NoQueryError(RequestError):
    """A request for an answer without a question ()."""

    nl = "Er is geen vraag: geef ?query=... of stuur haar als application/sparql-query."
    en = "There is no query: give ?query=... or send it as application/sparql-query."


class TwiceError(RequestError):
    """A field that is given more than once (field)."""

    nl = "'{field}' staat er meer dan eens. Geef het eenmaal."
    en = "'{field}' is given more than once. Give it once."


class NotTogetherError(RequestError):
    """Fields that do not go together (field, other)."""

    nl = "'{field}' en '{other}' gaan niet samen. Geef een van beide."
    en = "'{field}' and '{other}' do not go together. Give one of them."


class EncodingError(RequestError):
    """A query in other letters than UTF-8 ()."""

    nl = "De vraag is niet in UTF-8. Stuur haar in UTF-8."
    en = "The query is not in UTF-8. Send it in UTF-8."


class NoGraphNamedError(RequestError):
    """A graph that is not named in one way ()."""

    nl = "Noem de graaf: ?graph=IRI of ?default, een van beide."
    en = "Name the graph: ?graph=IRI or ?default, one of them."


class UpdateForbiddenError(RequestError):
    """A change, where one can only read ()."""

    nl = "Hier kan alleen gelezen worden. De bestanden van de dataset zijn de plaats om iets te veranderen."
    en = "Here one can only read. The files of the dataset are the place to change something."
    status = 403


class NothingHereError(RequestError):
    """Something that is not here (what, start)."""

    nl = "Hier is geen {what}.[[ Wat er is: {start}]]"
    en = "There is no {what} here.[[ What there is: {start}]]"
    status = 404


class NotAcceptableError(RequestError):
    """An Accept header, or a format, that nothing fits (known)."""

    nl = "In deze vorm bestaat het niet. Kies uit: {known}."
    en = "It does not exist in this form. Choose from: {known}."
    status = 406


class QueryTypeError(RequestError):
    """A body of another media type (type)."""

    nl = "Stuur application/sparql-query in UTF-8 of application/x-www-form-urlencoded[[, en niet {type}]]."
    en = "Send application/sparql-query in UTF-8 or application/x-www-form-urlencoded[[, and not {type}]]."
    status = 415


class CutAnswerError(RequestError):
    """An answer that is longer than may be (what, limit)."""

    nl = "Het antwoord heeft meer dan {limit} {what}; de helft sturen we niet. Vraag minder, bijvoorbeeld met LIMIT."
    en = "The answer has more than {limit} {what}; we do not send half of it. Ask for less, as by LIMIT and OFFSET."
    status = 422
