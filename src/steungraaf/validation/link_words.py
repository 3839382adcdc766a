"""Say in Dutch and English what is wrong with a link, and what to do."""

SUBJECT = {
    "nl": "{subject} staat niet in de graaf. Verbeter subject_id of voeg de zaak toe aan een register.",
    "en": "{subject} is not in the graph. Mend subject_id or add the thing to a register.",
}
LABEL = {
    "nl": "De naam is hier '{label}' en in de graaf '{now}'. Neem die van de graaf over.",
    "en": "The name is '{label}' here and '{now}' in the graph. Take over that of the graph.",
}
CODE = {
    "nl": "match_string is {code}, maar de zaak heeft: {known}. Verbeter de code of leg de link anders.",
    "en": "match_string is {code}, but the thing has: {known}. Mend the code or link it otherwise.",
}
DECISION = {
    "nl": "Niemand heeft beslist dat dit hetzelfde is. Noem wie (reviewer_id), of geef match_string en in de kop de "
    "regel (curation_rule_text).",
    "en": "Nobody decided that this is the same. Name who (reviewer_id), or give match_string and in the header the "
    "rule (curation_rule_text).",
}
FORM = {
    "nl": "{address} heeft geen vorm die dit register kent (ext_object_form). Verbeter object_id.",
    "en": "{address} has no form that this register knows (ext_object_form). Mend object_id.",
}
FORMS = {
    "nl": "ext_object_form: '{form}' is geen reguliere uitdrukking ({told}), dus geen adres is eraan getoetst. "
    "Verbeter de kop.",
    "en": "ext_object_form: '{form}' is no regular expression ({told}), so no address was held to it. Mend the header.",
}
GRAPH = {
    "nl": "mapping_set_id hoort {graph} te zijn, zoals het bestand heet. Verbeter de kop of de naam van het bestand.",
    "en": "mapping_set_id should be {graph}, as the file is called. Mend the header or the name of the file.",
}
DATE = {
    "nl": "De kop zegt niet wanneer de links zijn nagekeken. Geef mapping_date, zoals 2026-01-31.",
    "en": "The header does not tell when the links were looked at. Give mapping_date, like 2026-01-31.",
}
AGE = {
    "nl": "De links zijn het laatst nagekeken op {date}, meer dan een jaar geleden. Kijk ze na en "
    "verander mapping_date.",
    "en": "The links were looked at last on {date}, more than a year ago. Look at them again and change mapping_date.",
}
ONCE = {
    "nl": "{one} is al hetzelfde als iets anders ({at}), en dit register is één op één. Kies, of maak van één "
    "van beide skos:closeMatch.",
    "en": "{one} is the same as something else already ({at}), and this register is one-to-one. Choose, or "
    "make one of both skos:closeMatch.",
}
SAME = {
    "nl": "Door deze link wordt dit hetzelfde als {other} ({at}), langs wat beide hetzelfde noemen. Maak één "
    "van de links los.",
    "en": "By this link it becomes the same as {other} ({at}), by way of what both call the same. Undo one of the "
    "links.",
}
REFUSED = {
    "nl": "Er is beslist dat dit niet hetzelfde is als {address}, maar andere links maken het dat wel ({at}). Kies.",
    "en": "It was decided that this is not the same as {address}, but other links make it so ({at}). Choose.",
}
APART = {
    "nl": "Dit kan niet ruimer, enger of verwant zijn en toch hetzelfde als {address} ({at}). Kies.",
    "en": "This cannot be broader, narrower or related and yet the same as {address} ({at}). Choose.",
}
DEAD = {
    "nl": "{address} staat niet in {where}. Zoek het nieuwe adres, of schrap de link.",
    "en": "{address} is not in {where}. Look for the new address, or remove the link.",
}
VALID = {
    "nl": "Hier geldt het {here}, daar {there}: dat overlapt niet. Kijk na of het hetzelfde is.",
    "en": "Here it holds {here}, there {there}: these do not overlap. Look whether it is the same.",
}
ANSWER = {
    "nl": "{address} antwoordt niet goed: {reason}. Probeer het later, of zoek het nieuwe adres.",
    "en": "{address} does not answer well: {reason}. Try again later, or look for the new address.",
}
