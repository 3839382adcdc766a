"""Know the words before a name that say what kind of thing bears it: "Stad", "Provincie", "OCMW", "vzw"."""

from steungraaf.links.model import Words

MUNICIPAL, PROVINCE, PROVINCIAL, ARRONDISSEMENT = "municipal", "province", "provincial", "arrondissement"
LEGAL, TITLE, ARTICLE, AGENCY = "legal", "title", "article", "agency"
BRACKETED = "bracketed"  # "Aalter (gemeente)" tells the place from others of its name

Phrase = tuple[str, ...]  # words in their normal form

_HEADS = {
    MUNICIPAL: (
        "stad, stad van, de stad, gemeente, gemeente van, de gemeente, gemeentebestuur, gemeentebestuur van, "
        "stadsbestuur, stadsbestuur van, lokaal bestuur, bestuur van de stad, bestuur van de gemeente, gemeentebestuur "
        "van de stad, stad en gemeente, city of, the city of, town of, municipality of, the municipality of, "
        "municipal authority of, ville de, ville d, la ville de, la ville d, commune de, commune d, la commune de, "
        "la commune d, administration communale de, administration communale d, stadt, gemeinde, die stadt, die "
        "gemeinde"
    ),
    PROVINCE: (
        "provincie, provincie van, de provincie, province de, province du, province d, province of, the province of, "
        "province, provinz, die provinz"
    ),
    PROVINCIAL: (
        "provinciebestuur, provinciebestuur van, provinciaal bestuur, bestuur van de provincie, provincial authority of"
    ),
    ARRONDISSEMENT: (
        "arrondissement, arrondissement van, arrondissement de, arrondissement du, arrondissement d, arrondissement "
        "of, administratief arrondissement, arrondissement administratif de, arrondissement administratif d, "
        "arrondissement administratif du, bezirk, verwaltungsbezirk"
    ),
    TITLE: "dhr, de heer, heer, mevr, mevrouw, mw, m, mr, mme, mrs, ms, dr, prof, meneer",
    ARTICLE: "de, het, the, le, la, les",
    AGENCY: "agentschap, vlaams agentschap, het agentschap, agency, agence",
}
LEGAL_FORMS = frozenset(
    "vzw nv bv bvba cv cvba cvso comm commv vof ivzw aisbl asbl sa sprl srl scrl sc gmbh ltd inc esv so".split()
)
COMMERCIAL = frozenset("nv bv bvba commv vof sa sprl srl gmbh ltd inc".split())
_OTHERS: dict[str, tuple[str, str]] = {  # what is no municipality, though it is called by the name of one
    "ocmw, cpas, openbaar centrum voor maatschappelijk welzijn, oeffentliches sozialhilfezentrum": (
        "OCMW (openbaar centrum voor maatschappelijk welzijn)",
        "OCMW (public centre for social welfare)",
    ),
    "politiezone, pz, lokale politie, politie, zone de police, police": ("politiezone", "police zone"),
    "hulpverleningszone, brandweerzone, brandweer, hvz, zone de secours": ("hulpverleningszone", "fire service zone"),
    "kerkfabriek, fabrique d eglise, kerkraad": ("kerkfabriek", "church council (kerkfabriek)"),
    "agb, autonoom gemeentebedrijf, regie communale autonome": (
        "autonoom gemeentebedrijf",
        "municipal company (autonoom gemeentebedrijf)",
    ),
    "apb, autonoom provinciebedrijf": ("autonoom provinciebedrijf", "provincial company (autonoom provinciebedrijf)"),
    "zorgbedrijf, welzijnsvereniging": ("zorgbedrijf", "care company (zorgbedrijf)"),
    "district, stadsdistrict": ("district", "district"),
    "deelgemeente, section de, gehucht, wijk, dorp": ("deelgemeente of wijk", "part of a municipality"),
    "bibliotheek, bib, openbare bibliotheek": ("bibliotheek", "library"),
    "universiteit, universite de, university of, hogeschool": ("universiteit of hogeschool", "university or college"),
    "haven van, port of, port de": ("haven", "port"),
    "intergemeentelijke vereniging, intercommunale": ("intercommunale", "association of municipalities"),
}

ELSEWHERE: dict[str, Words] = {  # names that we hold and that somewhere else in Belgium is called by as well
    "sintnicolas": {
        "nl": "zo heet ook een gemeente bij Luik (NIS-code 62093): geef een plaats of code",
        "en": "a municipality near Liège is called so as well (NIS code 62093): give a place or a code",
    },
}


FRENCH = frozenset(("ville", "commune", "communale"))  # words that say in French that it is a municipality
_IN_FRANCE: Words = {
    "nl": "zo heet ook een gemeente in Frankrijk: geef een plaats of code",
    "en": "a municipality in France is called so as well: give a place or a code",
}
IN_FRENCH: dict[str, Words] = dict.fromkeys(("ham", "lille", "melle"), _IN_FRANCE)  # where it is named in French


def _phrases(text: str) -> list[Phrase]:
    return [tuple(each.split()) for each in text.split(", ")]


HEADS: dict[Phrase, str] = {phrase: role for role, text in _HEADS.items() for phrase in _phrases(text)}
OTHERS: dict[Phrase, Words] = {
    phrase: {"nl": dutch, "en": english} for text, (dutch, english) in _OTHERS.items() for phrase in _phrases(text)
}
LONGEST = max(map(len, (*HEADS, *OTHERS)))
