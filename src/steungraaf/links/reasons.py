"""Say in Dutch and English why a thing fits a name, or why none does."""

from collections.abc import Iterable, Sequence

from steungraaf.links.index import Held
from steungraaf.links.model import Entity, Match, Words
from steungraaf.links.names import Form
from steungraaf.links.natures import PLURALS, kind_words, nature_of

_REGISTERS = {
    "nis": {"nl": "NIS-code", "en": "NIS code"},
    "ovo": {"nl": "OVO-code", "en": "OVO code"},
    "kbo": {"nl": "ondernemingsnummer", "en": "enterprise number"},
    "nuts": {"nl": "NUTS-code", "en": "NUTS code"},
}
_LETTERS = {1: {"nl": "één letter verschilt", "en": "one letter differs"}}
_TWO = {"nl": "twee letters verschillen", "en": "two letters differ"}
_NAMES = (
    {"nl": "naam gelijk", "en": "label equal"},
    {"nl": "andere naam gelijk", "en": "other name equal"},
    {"nl": "gelijk aan een naam die ook gebruikt wordt", "en": "equal to a name that is also used"},
)
NOTHING: Words = {"nl": "niets wat erop lijkt", "en": "nothing like it"}
NO_NAME: Words = {"nl": "geen naam opgegeven", "en": "no name given"}
_FEW = 3  # things that a reason names


def say(dutch: str, english: str) -> Words:
    """Return the same words in both languages."""
    return {"nl": dutch, "en": english}


def joined(reasons: Iterable[Words]) -> Words:
    """Return several reasons in one."""
    every = list(reasons)
    return {lang: "; ".join(reason[lang] for reason in every) for lang in ("nl", "en")}


def code_is_same(register: str, code: str) -> Words:
    """Say that a thing has the code that was given."""
    words = _REGISTERS.get(register, say(register, register))
    same = "hetzelfde" if register == "kbo" else "dezelfde"
    return say(f"{same} {words['nl']} {code}", f"same {words['en']} {code}")


def code_is_shared(register: str, code: str) -> Words:
    """Say that a code proves nothing because several things have it."""
    words = _REGISTERS.get(register, say(register, register))
    return say(
        f"{words['nl']} {code} staat bij meer dan één en bewijst niets",
        f"{words['en']} {code} is that of several and proves nothing",
    )


def codes_disagree(first: Entity, second: Entity) -> Words:
    """Say that the codes, or the code and the name, are those of two things."""
    return say(
        f"spreekt zichzelf tegen: de code is van {_named(first, 'nl')}, de rest van {_named(second, 'nl')}",
        f"contradicts itself: the code is that of {_named(first, 'en')}, the rest that of {_named(second, 'en')}",
    )


def has_other_code(entity: Entity, register: str, own: str, given: str) -> Words:
    """Say that what bears the name has another code than was given."""
    words = _REGISTERS.get(register, say(register, register))
    return say(
        f"{_named(entity, 'nl')} heeft {words['nl']} {own}, niet {given}",
        f"{_named(entity, 'en')} has {words['en']} {own}, not {given}",
    )


def name_is_other() -> Words:
    """Say that only the code fits."""
    return say("de naam is een andere", "the name is another one")


def names_fit(read: Form, held: Held, distance: int, *, shuffled: bool) -> Words:
    """Say how two names go together."""
    parts = [_spelt(held, distance, shuffled=shuffled)]
    if read.dropped:
        parts.append(say(f"zonder '{read.dropped}'", f"after dropping '{read.dropped}'"))
    elif not read.role and held.role and held.dropped:
        parts.append(say(f"op '{held.dropped}' na", f"but for '{held.dropped}'"))
    return {lang: " ".join(part[lang] for part in parts) for lang in ("nl", "en")}


def _spelt(held: Held, distance: int, *, shuffled: bool) -> Words:
    if shuffled:
        return say(f"dezelfde woorden als '{held.name.text}'", f"the same words as '{held.name.text}'")
    if distance:
        words = _LETTERS.get(distance, _TWO)
        return say(f"{words['nl']} van '{held.name.text}'", f"{words['en']} from '{held.name.text}'")
    return _NAMES[held.name.rank]


def of_kind(entity: Entity) -> Words:
    """Say what kind of thing it is where that is not what the name says."""
    words = kind_words(entity)
    return say(f"andere soort: {words['nl']}", f"other kind: {words['en']}")


def says_other_kind(other: Words) -> Words:
    """Say that the name says another kind."""
    return say(f"de naam zegt {other['nl']}", f"the name says {other['en']}")


def is_other_kind(other: Words, entity: Entity) -> Words:
    """Say that what is looked for is not what bears a name like it."""
    words, (dutch, english) = kind_words(entity), (entity.label("nl"), entity.label("en"))
    return say(
        f"dit is een {other['nl']}, niet {dutch} ({words['nl']})",
        f"this is an {other['en']}, not {english} ({words['en']})"
        if other["en"][0] in "aeioOA"
        else f"this is a {other['en']}, not {english} ({words['en']})",
    )


def contains(name: str) -> Words:
    """Say that a name is a part of what is looked for."""
    return say(f"bevat '{name}'", f"contains '{name}'")


def shares_words(name: str) -> Words:
    """Say that a name has words in common with what is looked for."""
    return say(f"woorden gemeen met '{name}'", f"words in common with '{name}'")


def is_place(name: str) -> Words:
    """Say that the name is that of a place which is not ours, so that it is no slip of the fingers."""
    return say(
        f"er is een plaats die {name} heet, en die is geen gemeente van ons",
        f"there is a place called {name}, which is no municipality of ours",
    )


def code_of_other(register: str, code: str, other: Entity) -> Words:
    """Say that the code which was given is that of something else."""
    words = _REGISTERS.get(register, say(register, register))
    return say(
        f"maar {words['nl']} {code} is van {_named(other, 'nl')}",
        f"but {words['en']} {code} is that of {_named(other, 'en')}",
    )


def lies_in(place: Entity) -> Words:
    """Say that it lies in the place that was named."""
    return say(f"ligt in {place.label('nl')}", f"lies in {place.label('en')}")


def lies_elsewhere(place: str) -> Words:
    """Say that it does not lie in the place that was named."""
    return say(f"ligt niet in {place}", f"does not lie in {place}")


def place_unknown(place: str) -> Words:
    """Say that what was named beside it is neither a place nor a name of it."""
    return say(f"'{place}' is hier niet bekend", f"'{place}' is not known here")


def ended(entity: Entity, successors: Sequence[Entity]) -> Words:
    """Say when it ended, and what took its place."""
    dutch, english = (", ".join(each.label(lang) for each in successors) for lang in ("nl", "en"))
    return say(
        f"opgehouden op {entity.end}" + (f", opgegaan in {dutch}" if dutch else ""),
        f"ended on {entity.end}" + (f", merged into {english}" if english else ""),
    )


def not_yet(entity: Entity) -> Words:
    """Say when it began."""
    return say(
        f"{entity.label('nl')} begon pas op {entity.start}", f"{entity.label('en')} began only on {entity.start}"
    )


def valid_on(day: str) -> Words:
    """Say that of several of the name this one was valid on the day."""
    return say(f"degene die geldt op {day}", f"the one valid on {day}")


def valid_now(former: Sequence[Entity]) -> Words:
    """Say that of several of the name this one is valid now."""
    days = ", ".join(sorted({each.end for each in former}))
    return say(f"degene die nu geldt; een vorige tot {days}", f"the one valid now; an earlier one until {days}")


def several_fit(entities: Sequence[Entity]) -> Words:
    """Say that more than one thing fits."""
    natures = {nature_of(entity) for entity in entities}
    plural = PLURALS.get(natures.pop(), PLURALS["other"]) if len(natures) == 1 else PLURALS["other"]
    number = len(entities)
    return say(
        f"{_count(number, 'nl')} {plural['nl']} passen: {_listed(entities, 'nl')}",
        f"{_count(number, 'en')} {plural['en']} fit: {_listed(entities, 'en')}",
    )


def only_like(matches: Sequence[Match]) -> Words:
    """Say what is most like it, and why that is not enough."""
    entities = [match.entity for match in matches[:_FEW]]
    return say(
        f"lijkt alleen op: {_listed(entities, 'nl')}" + _because(matches[0], "nl"),
        f"only like it: {_listed(entities, 'en')}" + _because(matches[0], "en"),
    )


def only_of_other_kind(entity: Entity) -> Words:
    """Say that the name fits something that is not of the kind asked for."""
    return say(
        f"alleen van een andere soort: {_named(entity, 'nl')}",
        f"only of another kind: {_named(entity, 'en')}",
    )


def _because(match: Match, lang: str) -> str:
    return f" ({joined(match.reasons)[lang]})" if match.reasons else ""


def _count(number: int, lang: str) -> str:
    return {"nl": {2: "twee", 3: "drie"}, "en": {2: "two", 3: "three"}}[lang].get(number, str(number))


def _listed(entities: Sequence[Entity], lang: str) -> str:
    return ", ".join(dict.fromkeys(_named(entity, lang) for entity in entities[:_FEW]))


def _named(entity: Entity, lang: str) -> str:
    period = f", {entity.start or '...'} - {entity.end}" if entity.end else ""
    return f"{entity.label(lang)} ({kind_words(entity)[lang]}{period})"
