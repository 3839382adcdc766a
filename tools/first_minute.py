"""Ask a site that runs what a stranger asks in the first minute; it needs Python and nothing else.

Usage: first_minute.py ADDRESS

Exit status 1, with what was not as it should be, where an answer is missing.
"""

import sys
from collections.abc import Iterator
from urllib.parse import urlencode
from urllib.request import Request, urlopen

COUNT = "SELECT (COUNT(*) AS ?n) { ?claim a <https://w3id.org/steungraaf/ns#Claim> }"
# What is asked for, what is taken, and what must stand in the answer.
ASKED = (
    ("health", "application/json", ('"status":"ok"',)),
    ("?lang=nl", "text/html", ("Vraag 1", "Vraag 2", "Vraag 3", "Vraag 4", "1.232")),
    ("doc/organisation/vlaio?lang=nl", "text/html", ("Agentschap Innoveren en Ondernemen",)),
    ("doc/organisation/vlaio", "text/turtle", ("organisation:vlaio",)),
    (f"sparql?{urlencode({'query': COUNT})}", "text/csv", ("n\r\n1",)),
)


def missing(address: str) -> Iterator[str]:
    """Give what is asked for in vain; raise OSError where nothing answers."""
    for path, accept, expected in ASKED:
        with urlopen(Request(address + path, headers={"Accept": accept}), timeout=60) as response:
            text = response.read().decode()
        yield from (f"{address}{path}: no {one!r}" for one in expected if one not in text)


if __name__ == "__main__":
    found = list(missing(sys.argv[1]))
    print("\n".join(found) or "The site answers.")
    raise SystemExit(bool(found))
