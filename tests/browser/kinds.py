"""Name one page of each kind that the site has: who makes another kind adds a line here."""

DOCUMENT = "/doc/document/sv-2018-2019-77"
PAGES = {
    "home": "/",
    "agency": "/doc/organisation/vlaio",
    "city": "/doc/municipality/oostende",
    "person": "/doc/person/philippe-muyters",
    "figure": f"{DOCUMENT}/figure-a4-s11-2",
    "computed figure": f"{DOCUMENT}/figure-derived-1",
    "quality": "/quality",
    "claim": f"{DOCUMENT}/claim-q0-s2-1",
    "sentence": f"{DOCUMENT}/a4-s11",
    "document": DOCUMENT,
    "concept": "/doc/target-group/starters",
    "period": "/doc/period/2018",
    "vocabulary": "/ns",
    "search": "/search?q=vlaio",
    "search without words": "/search",
    "search without results": "/search?q=qqqzzzxxx",
    "downloads": "/downloads",
    "about": "/about",
    "api": "/api",
    "questions": "/questions",
    "question with its answer": "/questions/actors/who-supports?supported=hefboom",
    "question with a wide answer": "/questions/support/who-can-help",
    "question with a fault": "/questions/actors/who-supports?supported=hefbom",
    "sparql": "/sparql",
    "sparql with an answer": "/sparql?query=ASK+%7B+%3Fs+%3Fp+%3Fo+%7D",
    "money trail": "/money",
    "time": "/time",
    "error": "/doc/organisation/nobody",
}
ABSENT = frozenset({"error", "question with a fault"})  # pages with a status that the browser calls an error
