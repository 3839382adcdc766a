"""Tell what kind of thing bears a name, as far as names depend on it."""

from functools import lru_cache

from steungraaf.links.designations import AGENCY, ARRONDISSEMENT, PROVINCE, PROVINCIAL
from steungraaf.links.model import Entity, Words
from steungraaf.namespaces import expand

MUNICIPALITY, AUTHORITY, PERSON, ORGANISATION, OTHER = "municipality", "authority", "person", "organisation", "other"
_BY_KIND = (
    (expand("actor-kind:municipality"), AUTHORITY),
    (expand("actor-kind:province"), PROVINCIAL),
    (expand("actor-kind:agency"), AGENCY),
    ("municipality", MUNICIPALITY),
    ("province", PROVINCE),
    ("arrondissement", ARRONDISSEMENT),
    ("person", PERSON),
    ("organisation", ORGANISATION),
)
_NO_COMPANIES = frozenset(map(expand, ("actor-kind:association", "m8g:PublicOrganisation")))
_WORDS = {
    MUNICIPALITY: ("gemeente", "municipality"),
    AUTHORITY: ("gemeentebestuur", "municipal authority"),
    PROVINCE: ("provincie", "province"),
    PROVINCIAL: ("provinciebestuur", "provincial authority"),
    ARRONDISSEMENT: ("arrondissement", "arrondissement"),
    PERSON: ("persoon", "person"),
    ORGANISATION: ("organisatie", "organisation"),
    AGENCY: ("agentschap", "agency"),
    OTHER: ("ding", "thing"),
}
_KINDS = {  # what is called in one way only
    "country": ("land", "country"),
    "group": ("groep", "group"),
    "initiative": ("initiatief", "initiative"),
    "place": ("plaats", "place"),
    "region": ("gewest", "region"),
}
_TERRITORIAL = frozenset((MUNICIPALITY, AUTHORITY, PROVINCE, PROVINCIAL, ARRONDISSEMENT))
PLURALS = {
    MUNICIPALITY: {"nl": "gemeenten", "en": "municipalities"},
    AUTHORITY: {"nl": "gemeentebesturen", "en": "municipal authorities"},
    ORGANISATION: {"nl": "organisaties", "en": "organisations"},
    PERSON: {"nl": "personen", "en": "persons"},
    OTHER: {"nl": "dingen", "en": "things"},
}


def nature_of(entity: Entity) -> str:
    """Return what kind of thing this is: a municipality, its authority, a province, a person ..."""
    return _nature(entity.kinds)


@lru_cache(maxsize=4096)
def _nature(kinds: frozenset[str]) -> str:
    return next((nature for kind, nature in _BY_KIND if kind in kinds), OTHER)


def may_be_company(entity: Entity) -> bool:
    """Tell whether a thing may be a commercial company, by its classes and kinds."""
    return not entity.kinds & _NO_COMPANIES


def kind_words(entity: Entity) -> Words:
    """Return what a thing is, in words; what has no word here by the one in its address.

    >>> kind_words(Entity("https://example.org/x", (), kinds=frozenset({"municipality"})))["nl"]
    'gemeente'
    """
    dutch, english = _WORDS[nature_of(entity)]
    own = sorted(kind for kind in entity.kinds if ":" not in kind and kind)
    if nature_of(entity) == OTHER and own:
        dutch, english = _KINDS.get(own[0], (own[0], own[0]))
    return {"nl": dutch, "en": english}


def is_territorial(entity: Entity) -> bool:
    """Tell whether a thing is called by the name of a place: a municipality, a province, an authority."""
    return nature_of(entity) in _TERRITORIAL
