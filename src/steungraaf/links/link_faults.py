"""Say what is wrong with something to link to, with a draft of links, or with taking one over.

The part of the tree of `steungraaf.errors` that belongs to links::

    LinkError
    |-- UnknownTargetError        a file of a kind that we cannot link to
    |-- UnreadableTargetError     a table that is none, or that cannot be decoded
    |-- NoNamesError              a target in which nothing has a name or a code
    |-- BaseNeededError           identifiers of a table that are no addresses
    |-- InterruptedAskingError    a server that failed before all was asked
    |-- UnknownReviewerError      a reviewer who is not named, or not as one can be
    |-- NotADraftError            a file that is no draft of links
    |-- NothingDecidedError       a draft in which nothing was decided
    |-- NewSetError               a new set of links without what its head must say
    |-- SetNameError              a set whose name cannot be that of a file
    |-- BundledDatasetError       a dataset that is a part of the program
    |-- BusyError                 what somebody else changes at the moment
    |-- ChangedDraftError         a draft that somebody else changed during a review
    |-- NothingLeftError          a draft of which all was taken over
    |-- DraftPlaceError           a draft in the place of the decided sets
    `-- LinkConflictError         a row that cannot be taken over
"""

from steungraaf.errors import UsageError


class LinkError(UsageError):
    """Links that cannot be proposed, decided or taken over as asked."""


class UnknownTargetError(LinkError):
    """A file whose name does not tell its kind (file, known)."""

    nl = (
        "Wat voor bestand {file} is, blijkt niet uit zijn naam. Die eindigt op een van: {known}; RDF en .gc kunnen ook "
        "met .gz of .zst."
    )
    en = (
        "The name of {file} does not tell what it is, or we do not read that. It should end in one of: {known}; RDF "
        "and .gc also with .gz or .zst."
    )


class UnreadableTargetError(LinkError):
    """A table that cannot be read (file, line, reason)."""

    nl = "{file}[[, rij {line}]]: {reason}."
    en = "{file}[[, row {line}]]: {reason}."


class NoNamesError(LinkError):
    """A target in which there is nothing to compare (file, read)."""

    nl = "In {file} heeft niets een naam of een code die wij lezen: er is niets om te vergelijken."
    en = "Nothing in {file} has a name or a code that we read: there is nothing to compare."


class BaseNeededError(LinkError):
    """An identifier in a table that is no address (file, line, value)."""

    nl = "{file}, rij {line}: '{value}' is geen adres. Zeg met --base ADRES wat ervoor komt."
    en = "{file}, row {line}: '{value}' is no address. Say by --base IRI what stands before it."


class InterruptedAskingError(LinkError):
    """A server that failed before all was asked (address, asked, total, answers, reason)."""

    nl = (
        "{reason} Er zijn {asked} van {total} vragen beantwoord[[; die staan in {answers}]]. Geef dezelfde opdracht "
        "opnieuw om verder te gaan."
    )
    en = (
        "{reason} {asked} of {total} questions were answered[[; the answers are kept in {answers}]]. Give the same "
        "command again to go on."
    )
    exit_status = 4


class UnknownReviewerError(LinkError):
    """Nobody who decides, or no name that can be written (value)."""

    nl = (
        "[['{value}' is geen naam en geen ORCID. ]]Zeg wie beslist, met --reviewer NAAM of --reviewer "
        "orcid:0000-0000-0000-0000, of met STEUNGRAAF_REVIEWER."
    )
    en = (
        "[['{value}' is no name and no ORCID. ]]Say who decides, by --reviewer NAME or --reviewer "
        "orcid:0000-0000-0000-0000, or by STEUNGRAAF_REVIEWER."
    )


class NotADraftError(LinkError):
    """A file that is not named as a set of links is (file)."""

    nl = "{file} is geen ontwerp: de naam moet eindigen op .sssom.tsv. Maak er een met: steungraaf link propose"
    en = "{file} is no draft: its name must end in .sssom.tsv. Make one by: steungraaf link propose"


class NothingDecidedError(LinkError):
    """A draft in which nothing was decided (draft)."""

    nl = "In {draft} is nog niets beslist. Beslis met: steungraaf link review {draft}"
    en = "Nothing is decided in {draft} yet. Decide by: steungraaf link review {draft}"


class NewSetError(LinkError):
    """A new set without what its head must say (set, missing)."""

    nl = "De verzameling {set} is nieuw. Geef ook: {missing}"
    en = "The set {set} is new. Give as well: {missing}"


class SetNameError(LinkError):
    """A name that cannot be that of a set (name, example)."""

    nl = "--set: '{name}' kan geen naam zijn; neem kleine letters, cijfers en streepjes[[, zoals {example}]]."
    en = "--set: '{name}' cannot be a name; take small letters, digits and hyphens[[, such as {example}]]."


class BundledDatasetError(LinkError):
    """The dataset that comes with the program, which is not changed by mistake (checkout)."""

    nl = (
        "De meegeleverde dataset wordt niet veranderd. Noem met --data de map van een eigen dataset"
        "[[, of geef --bundled om toch in {checkout} te schrijven]]."
    )
    en = (
        "The dataset that comes with the program is not changed. Name the folder of a dataset of yours by --data"
        "[[, or give --bundled to write into {checkout} all the same]]."
    )


class BusyError(LinkError):
    """A draft or the sets of a dataset, which somebody else changes at the moment (file)."""

    nl = "{file} wordt nu door iemand anders veranderd. Probeer het straks opnieuw; er is niets geschreven."
    en = "{file} is being changed by somebody else now. Try again in a moment; nothing was written."


class ChangedDraftError(LinkError):
    """A draft that changed since it was read (draft)."""

    nl = (
        "{draft} is intussen door iemand anders veranderd; uw laatste beslissing is niet geschreven, die ervoor wel. "
        "Begin opnieuw: steungraaf link review {draft}"
    )
    en = (
        "{draft} was changed by somebody else in the meantime; your last decision was not written, those before it "
        "were. Start again: steungraaf link review {draft}"
    )


class NothingLeftError(LinkError):
    """A draft without rows, for all was taken over (draft, set, count)."""

    nl = (
        "In {draft} staat niets meer.[[ Wat erin beslist was, staat in {set}, met {count} rijen.]] Nieuwe voorstellen: "
        "steungraaf link propose"
    )
    en = (
        "Nothing is left in {draft}.[[ What was decided in it is in {set}, of {count} rows.]] New proposals: "
        "steungraaf link propose"
    )


class DraftPlaceError(LinkError):
    """A draft that is to stand among what was decided (file, folder)."""

    nl = (
        "{file} ligt in de dataset {folder}, die elke verzameling daar voor beslist houdt. Schrijf het ontwerp "
        "erbuiten: -o NAAM.sssom.tsv"
    )
    en = (
        "{file} lies in the dataset {folder}, which takes every set in it for decided. Write the draft outside of it: "
        "-o NAME.sssom.tsv"
    )


class LinkConflictError(LinkError):
    """A row that cannot be taken over (draft, line, reason, more)."""

    nl = "{draft}[[, regel {line}]]: {reason}.[[ Ook zo: {more}.]] Er is niets overgenomen."
    en = "{draft}[[, line {line}]]: {reason}.[[ Likewise: {more}.]] Nothing was taken over."
