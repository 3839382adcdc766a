"""Say what is wrong, where, and what to do next, in Dutch and in English.

One tree; a caller catches as much of it as it can mend::

    SteungraafError
    |-- UsageError                  what a person typed
    |   |-- UnknownQueryError, UnknownQuestionError, NoQuestionsError, UnknownChoiceError
    |   |-- UnknownParameterError, MissingParameterError, InvalidTermError
    |   |-- ValueNotFoundError, AmbiguousValueError
    |   |-- UnknownFormatError, OutputExistsError, MissingExtraError
    |   |-- NoWholeTableError, FrameFormatError, GraphsLostError, TermLostError
    |   `-- QueryRefusedError
    |       |-- UpdateRefusedError
    |       |-- ServiceRefusedError
    |       `-- QueryTooLargeError
    |-- SyntaxFault                 a text that cannot be read; knows its line and column
    |   |-- RdfSyntaxError
    |   |-- SparqlSyntaxError
    |   `-- QueryHeaderError
    |-- DatasetError                the folder or a file of it
    |   |-- FolderMissingError, EmptyFolderError, NotADatasetError
    |   |-- UnreadableFileError, and NotUtf8Error below it
    |   `-- RuleError, ShapesError, and FastEngineError of validation/engines.py
    |-- OriginalError               the text that a document's positions point into
    |   |-- UnknownOriginalError, SentenceNotFoundError
    |   `-- UnreadableOriginalError
    |-- EngineError                 a query that parsed and could not be answered
    |-- EndpointError               a server that did not answer; its kinds stand in store/faults.py
    `-- OutputWriteError            a result that could not be written

A class holds two templates, ``nl`` and ``en``: ``{part}`` is replaced by what the error was made with, a list is joined
by commas, of a mapping the word in that language is taken, and what stands between ``[[`` and ``]]`` is left out when
any part in it is missing or empty.
"""

import re
from collections.abc import Mapping
from typing import Any, ClassVar

LANGUAGES = ("nl", "en")
_OPTIONAL = r"(?s)\[\[(.*?)\]\]"  # compiled when an error is told: most questions have none
_PART = r"\{(\w+)\}"


class SteungraafError(Exception):
    """Any fault that this package tells its user; its parts are attributes."""

    nl: ClassVar[str] = "{reason}"
    en: ClassVar[str] = "{reason}"
    exit_status: ClassVar[int] = 2
    reason: str

    def __init__(self, **parts: Any) -> None:
        super().__init__(parts)
        self.parts = parts

    def __getattr__(self, name: str) -> Any:
        if name == "parts" or name not in self.parts:
            raise AttributeError(f"{type(self).__name__} has no part {name!r}")
        return self.parts[name]

    def __reduce__(self) -> tuple[Any, ...]:
        return _remake, (type(self), self.parts)

    def __str__(self) -> str:
        return self.message("en")

    def message(self, lang: str) -> str:
        """Return the message in Dutch ("nl"), or in English for any other language."""
        template = self.nl if lang == "nl" else self.en
        shown = {name: self._shown(name, lang) for name in re.findall(_PART, template)}
        kept = re.sub(_OPTIONAL, lambda it: it[1] if all(map(shown.get, re.findall(_PART, it[1]))) else "", template)
        return re.sub(_PART, lambda found: shown[found[1]], kept).strip()

    def _shown(self, name: str, lang: str) -> str:
        value = self.parts.get(name)
        if isinstance(value, Mapping):
            value = value.get(lang)
        if isinstance(value, list | tuple):
            return ", ".join(map(str, value))
        return "" if value is None else str(value)


def _remake(kind: type[SteungraafError], parts: dict[str, Any]) -> SteungraafError:
    return kind(**parts)


# --- What a person typed --------------------------------------------------------------------------------------------


class UsageError(SteungraafError):
    """Use that cannot be answered as it was typed."""


class UnknownQueryError(UsageError):
    """A name that no stored query has (name, near)."""

    nl = "Er is geen vraag met de naam '{name}'.[[ Dichtstbij: {near}.]] Alle vragen: steungraaf questions"
    en = "There is no stored query named '{name}'.[[ Nearest: {near}.]] All of them: steungraaf questions"


class UnknownQuestionError(UsageError):
    """A number that no question of the documents has (number, known)."""

    nl = "Er is geen vraag {number}.[[ Kies uit: {known}.]]"
    en = "There is no question {number}.[[ Choose from: {known}.]]"


class NoQuestionsError(UsageError):
    """Answers of a dataset in which no document has a numbered question ()."""

    nl = "Geen document heeft hier een genummerde vraag. Wat wel gevraagd kan worden: steungraaf questions"
    en = "No document here has a numbered question. What can be asked: steungraaf questions"


class UnknownChoiceError(UsageError):
    """A word that is none of a fixed list (option, value, near, known)."""

    nl = "{option}: '{value}' bestaat niet.[[ Dichtstbij: {near}.]][[ Kies uit: {known}.]]"
    en = "{option}: there is no '{value}'.[[ Nearest: {near}.]][[ Choose from: {known}.]]"


class UnknownParameterError(UsageError):
    """A parameter that the stored query does not have (query, parameter, near, known)."""

    nl = "De vraag {query} heeft geen parameter '{parameter}'.[[ Dichtstbij: {near}.]][[ Wel: {known}.]]"
    en = "The query {query} has no parameter '{parameter}'.[[ Nearest: {near}.]][[ It has: {known}.]]"


class MissingParameterError(UsageError):
    """A required parameter that was left out (query, parameter, example)."""

    nl = "De vraag {query} heeft --{parameter} nodig.[[ Bijvoorbeeld: --{parameter} {example}]]"
    en = "The query {query} needs --{parameter}.[[ For example: --{parameter} {example}]]"


class InvalidTermError(UsageError):
    """A value that is no valid term of the parameter's type (parameter, value, type, example)."""

    nl = "--{parameter}: '{value}' is geen {type}.[[ Bijvoorbeeld: {example}]]"
    en = "--{parameter}: '{value}' is no {type}.[[ For example: {example}]]"


class ValueNotFoundError(UsageError):
    """A name that fits nothing of the kind that is asked (parameter, value, kind, near, known, elsewhere)."""

    nl = (
        "--{parameter}: niets[[ van de soort {kind}]] heet '{value}'.[[ Dichtstbij: {near}.]][[ Kies uit: "
        "{known}.]][[ Van een andere soort: {elsewhere}.]] Een volledig adres (https://...) kan ook."
    )
    en = (
        "--{parameter}: nothing[[ of the kind {kind}]] is called '{value}'.[[ Nearest: {near}.]][[ Choose from: "
        "{known}.]][[ Of another kind: {elsewhere}.]] A whole IRI (https://...) does as well."
    )


class AmbiguousValueError(UsageError):
    """A label that fits several things (parameter, value, candidates)."""

    nl = "--{parameter}: '{value}' kan meer dan een ding zijn: {candidates}. Geef het adres van een ervan."
    en = "--{parameter}: '{value}' fits several things: {candidates}. Give the IRI of one of them."


class UnknownFormatError(UsageError):
    """A format that is not known by name or extension (format, known)."""

    nl = "De vorm '{format}' is niet bekend.[[ Kies uit: {known}.]]"
    en = "The format '{format}' is not known.[[ Choose from: {known}.]]"


class OutputExistsError(UsageError):
    """An output file that is already there (file)."""

    nl = "{file} bestaat al. Geef --force om het te vervangen, of kies een andere naam."
    en = "{file} exists already. Give --force to replace it, or choose another name."


class NoWholeTableError(UsageError):
    """Everything at once as a table, which has no one set of columns (known)."""

    nl = "Een tabel heeft een soort rijen: kies met --part een van {known}, bijvoorbeeld --part claims."
    en = "A table has one kind of rows: choose one of {known} by --part, for example --part claims."


class FrameFormatError(UsageError):
    """A frame for a format that has none (frame, format)."""

    nl = "--frame {frame} schikt JSON-LD en gaat niet samen met {format}. Vraag jsonld, of laat --frame weg."
    en = "--frame {frame} arranges JSON-LD and does not go with {format}. Ask for jsonld, or leave --frame out."


class GraphsLostError(UsageError):
    """A file with named graphs and a format that cannot hold them (file, graph, format)."""

    nl = "{file} heeft grafen met een naam ({graph}) en {format} kan die niet bevatten. Kies trig, nquads of jsonld."
    en = "{file} has named graphs ({graph}), which {format} cannot hold. Choose trig, nquads or jsonld."


class TermLostError(UsageError):
    """A term and a format that cannot hold it (term, format)."""

    nl = "{term} kan niet in {format} geschreven worden. Kies turtle of nquads."
    en = "{term} cannot be written in {format}. Choose turtle or nquads."


class MissingExtraError(UsageError):
    """A library that this installation lacks (library, extra)."""

    nl = "Hiervoor is {library} nodig. Installeer het met: pip install 'steungraaf[{extra}]'"
    en = "This needs {library}. Install it with: pip install 'steungraaf[{extra}]'"


class QueryRefusedError(UsageError):
    """A query that is well formed and still not run."""


class UpdateRefusedError(QueryRefusedError):
    """A SPARQL update where a query is asked (keyword, line, column)."""

    nl = (
        "{keyword} verandert gegevens (regel {line}, kolom {column}); hier kan alleen gevraagd worden. Gebruik "
        "SELECT, ASK, CONSTRUCT of DESCRIBE."
    )
    en = (
        "{keyword} changes data (line {line}, column {column}); here one can only ask. Use SELECT, ASK, CONSTRUCT "
        "or DESCRIBE."
    )


class ServiceRefusedError(QueryRefusedError):
    """A SPARQL query that calls another server (line, column)."""

    nl = (
        "SERVICE (regel {line}, kolom {column}) vraagt een andere server. Noem die met --service, of stel dat deel "
        "van de vraag daar."
    )
    en = "SERVICE (line {line}, column {column}) asks another server. Name it by --service, or ask that part there."


class QueryTooLargeError(QueryRefusedError):
    """A query that an engine would break on (what, limit, line, column)."""

    nl = "De vraag is te groot: {what} (hoogstens {limit})[[, regel {line}, kolom {column}]]. Maak haar kleiner."
    en = "The query is too large: {what} (at most {limit})[[, line {line}, column {column}]]. Make it smaller."


# --- A text that cannot be read -------------------------------------------------------------------------------------


class SyntaxFault(SteungraafError):
    """A text that does not follow its grammar; line and column count from 1."""

    line: int | None
    column: int | None


class RdfSyntaxError(SyntaxFault):
    """An RDF file that does not parse (file, line, column, reason, format)."""

    nl = "{file}[[, regel {line}]][[, kolom {column}]]: {reason}. Verbeter het bestand[[ (gelezen als {format})]]."
    en = "{file}[[, line {line}]][[, column {column}]]: {reason}. Mend the file[[ (read as {format})]]."


class SparqlSyntaxError(SyntaxFault):
    """A SPARQL query that does not parse (line, column, reason, excerpt, prefix, declaration)."""

    nl = (
        "De vraag klopt niet[[ op regel {line}, kolom {column}]]: {reason}.[[\n{excerpt}]][[\nVoeg bovenaan deze "
        "regel toe: {declaration}]]"
    )
    en = (
        "The query does not parse[[ at line {line}, column {column}]]: {reason}.[[\n{excerpt}]][[\nAdd this line "
        "at its top: {declaration}]]"
    )


class QueryHeaderError(SyntaxFault):
    """The `#+` header of a stored query that is not as it must be (file, line, key, reason)."""

    nl = "{file}[[, regel {line}]]: kop van de vraag[[, '{key}']]: {reason}"
    en = "{file}[[, line {line}]]: header of the query[[, '{key}']]: {reason}"


# --- The folder or a file of it -------------------------------------------------------------------------------------


class DatasetError(SteungraafError):
    """A dataset that cannot be used as it is."""


class FolderMissingError(DatasetError):
    """A data folder that is not there (folder)."""

    nl = "De map {folder} bestaat niet. Geef met --data een map met een dataset."
    en = "The folder {folder} does not exist. Name a folder with a dataset by --data."


class EmptyFolderError(DatasetError):
    """A data folder without any file in it (folder)."""

    nl = "De map {folder} is leeg. Een dataset heeft dataset.ttl, registers/ of documents/."
    en = "The folder {folder} is empty. A dataset has dataset.ttl, registers/ or documents/."


class NotADatasetError(DatasetError):
    """A folder or file that is no dataset (folder)."""

    nl = (
        "{folder} is geen dataset: er is geen dataset.ttl, registers/ of documents/. Geef met --data de map die "
        "deze bevat."
    )
    en = (
        "{folder} is no dataset: it has no dataset.ttl, registers/ or documents/. Name by --data the folder that "
        "has them."
    )


class UnreadableFileError(DatasetError):
    """A file or folder that cannot be opened (file, reason)."""

    nl = "{file} kan niet gelezen worden: {reason}. Ga na of het bestand er is en of u het mag lezen."
    en = "{file} cannot be read: {reason}. See whether it is there and whether you may read it."


class NotUtf8Error(UnreadableFileError):
    """A file in letters of another encoding (file, byte)."""

    nl = "{file} kan niet gelezen worden: het is geen UTF-8[[ (byte {byte})]]. Sla het op als UTF-8."
    en = "{file} cannot be read: it is not UTF-8[[ (byte {byte})]]. Save it as UTF-8."
    exit_status = 29


class RuleError(DatasetError):
    """A rule that cannot be run (file, reason)."""

    nl = "De regel {file} werkt niet: {reason}. Een regel is een CONSTRUCT zonder lege knopen."
    en = "The rule {file} does not work: {reason}. A rule is one CONSTRUCT without blank nodes."


class ShapesError(DatasetError):
    """Shapes that nothing can be checked against (file, line, reason)."""

    nl = "De shapes[[ in {file}]][[, regel {line}]] zijn niet bruikbaar: {reason}. Verbeter ze en controleer opnieuw."
    en = "The shapes[[ in {file}]][[, line {line}]] cannot be used: {reason}. Mend them and check again."


# --- The original of a document -------------------------------------------------------------------------------------


class OriginalError(SteungraafError):
    """A text that cannot serve as the original of a document."""


class UnknownOriginalError(OriginalError):
    """A file in which the sentences of no document were found (file, document, near)."""

    nl = (
        "{file} is van geen enkel document de brontekst.[[ Het meest lijkt het op {document}.]] Geef het bestand "
        "zelf of een andere tekst ervan."
    )
    en = (
        "{file} is the original of no document.[[ It is most like {document}.]] Give the file itself or another "
        "text of it."
    )


class SentenceNotFoundError(OriginalError):
    """A sentence that a text of the document does not have (file, sentence)."""

    nl = (
        "In {file} staat zin {sentence} niet, of niet op zijn plaats. Geef een volledige en onveranderde tekst van "
        "het document."
    )
    en = (
        "{file} lacks sentence {sentence}, or has it out of its place. Give a whole and unchanged text of the document."
    )


class UnreadableOriginalError(OriginalError):
    """A file from which no text can be taken (file, reason)."""

    nl = "Uit {file} is geen tekst te halen: {reason}. Geef een tekst in UTF-8 of een PDF met tekst."
    en = "No text can be taken from {file}: {reason}. Give a text in UTF-8 or a PDF with text."


# --- Asking and writing ---------------------------------------------------------------------------------------------


class EngineError(SteungraafError):
    """A query that parsed and could not be answered (reason)."""

    nl = "De vraag kon niet beantwoord worden: {reason}."
    en = "The query could not be answered: {reason}."


class OutputWriteError(SteungraafError):
    """A result that could not be written; no half file is left (file, reason)."""

    nl = "{file} kon niet geschreven worden: {reason}. Er is geen half bestand achtergebleven."
    en = "{file} could not be written: {reason}. No half file is left behind."
