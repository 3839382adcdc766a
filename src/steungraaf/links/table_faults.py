"""Say what is wrong with a table whose names are to be matched, or that is to be linked to.

The part of the tree of `steungraaf.errors` that belongs to tables::

    UsageError
    |-- ColumnNotFoundError       a column that is not there
    |-- ColumnTwiceError          a column whose name stands there more than once
    |-- ColumnTakenError          a column of ours that is there already
    |-- DelimiterError            what separates cells and is not one character
    `-- UnknownEncodingError      an encoding that nobody knows
    DatasetError
    |-- EmptyTableError           a table without a header
    |-- NoTableError              a workbook, or another file that is no text
    `-- UndecodableTableError     a table in another encoding
    SyntaxFault
    |-- RowLengthError            a row with too few or too many cells
    `-- BrokenTableError          a row that cannot be read
"""

from steungraaf.errors import DatasetError, SyntaxFault, UsageError


class ColumnNotFoundError(UsageError):
    """A column that a table does not have, which an option names (file, option, column, near, known)."""

    nl = (
        "{file} heeft geen kolom[[ '{column}']] voor {option}.[[ Dichtstbij: {near}.]][[ Wel: {known}.]] "
        "Noem ze met {option} KOLOM"
    )
    en = (
        "{file} has no column[[ '{column}']] for {option}.[[ Nearest: {near}.]][[ It has: {known}.]] "
        "Name it by {option} COLUMN"
    )


class ColumnTwiceError(UsageError):
    """A column whose name stands in the header more than once (file, column)."""

    nl = "{file} heeft meer dan één kolom '{column}'. Geef ze elk een eigen naam."
    en = "{file} has more than one column '{column}'. Give each a name of its own."


class ColumnTakenError(UsageError):
    """A column of ours that the table has already (file, column)."""

    nl = "{file} heeft al een kolom '{column}'. Verwijder of hernoem ze, of neem het bestand van voor de vorige keer."
    en = "{file} has a column '{column}' already. Remove or rename it, or take the file as it was before."


class DelimiterError(UsageError):
    """What separates cells and is not one character (delimiter)."""

    nl = "--delimiter: '{delimiter}' is niet één teken. Kies bijvoorbeeld , of ; of tab."
    en = "--delimiter: '{delimiter}' is not one character. Choose for example , or ; or tab."


class UnknownEncodingError(UsageError):
    """An encoding that nobody knows (encoding)."""

    nl = "--encoding: '{encoding}' is niet bekend. Kies bijvoorbeeld utf-8, utf-16, windows-1252 of latin-1."
    en = "--encoding: '{encoding}' is not known. Choose for example utf-8, utf-16, windows-1252 or latin-1."


class EmptyTableError(DatasetError):
    """A table without a header (file)."""

    nl = "{file} is leeg: er is geen rij met de namen van de kolommen."
    en = "{file} is empty: there is no row with the names of the columns."


class NoTableError(DatasetError):
    """A workbook, or another file that is no text (file)."""

    nl = "{file} is geen tekst maar een werkmap of iets anders. Bewaar het als CSV, in Excel: Opslaan als, CSV UTF-8."
    en = "{file} is no text but a workbook or something else. Save it as CSV, in Excel: Save as, CSV UTF-8."


class UndecodableTableError(DatasetError):
    """A table that is not in the encoding in which it is read (file, encoding, position)."""

    nl = "{file} is geen {encoding} (byte {position}). Zeg met --encoding wat het wel is."
    en = "{file} is no {encoding} (byte {position}). Say by --encoding what it is."


class RowLengthError(SyntaxFault):
    """A row with too few or too many cells (file, line, expected, found, delimiter)."""

    nl = (
        "{file}, regel {line}: {found} cellen, en de kop heeft er {expected} (gescheiden door {delimiter}). Verbeter "
        "de rij, of zet tussen aanhalingstekens wat zelf dat teken bevat."
    )
    en = (
        "{file}, line {line}: {found} cells, and the header has {expected} (separated by {delimiter}). Mend the row, "
        "or put what holds that character itself between quotes."
    )


class BrokenTableError(SyntaxFault):
    """A row that cannot be read (file, line, reason)."""

    nl = "{file}, regel {line}: {reason}. Kijk of daar een aanhalingsteken te veel of te weinig staat."
    en = "{file}, line {line}: {reason}. See whether there is a quote too many or too few."
