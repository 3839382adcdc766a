"""Test the words of the pages."""

import re

from steungraaf.web.pages.rendering import STATIC
from steungraaf.web.pages.words import phrases, say

_WEB = STATIC.parent
_USED = re.compile(r"""["']([a-z_]+\.[a-z0-9_]+)["'](?:, |\)| ~)""")
_BEGUN = re.compile(r"""["']([a-z_]+\.[a-z0-9_]*)["'] ~""")


def _sources() -> str:
    paths = [*(_WEB / "templates").rglob("*.html"), *(_WEB / "pages").rglob("*.py")]
    return "\n".join(path.read_text("utf-8") for path in paths)


def test_both_languages() -> None:
    """Each phrase is there in both languages, with the same places to fill, and none is empty."""
    for name, phrase in phrases().items():
        places = [set(re.findall(r"\{(\w+)\}", text)) for text in phrase.values()]
        assert set(phrase) == {"nl", "en"} and all(phrase.values()) and places[0] == places[1], name


def test_used() -> None:
    """No phrase stands there that no page uses."""
    sources = _sources()
    begun = tuple(_BEGUN.findall(sources))
    unused = [name for name in phrases() if f'"{name}"' not in sources and not name.startswith(begun)]
    assert unused == []


def test_forms() -> None:
    """One and many are told apart, and places are filled."""
    assert say("site.rows", "nl", n=1) == "1 rij" and say("site.rows", "en", n=2) == "2 rows"
