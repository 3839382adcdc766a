"""Hold the words of the pages, in Dutch and English: `words/*.toml`, a table for each page."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[1] / "words"
Phrase = Mapping[str, str]  # language -> text


@cache
def phrases() -> Mapping[str, Phrase]:
    """Return every phrase by the name of its file and its own: "home.title"."""
    found: dict[str, Phrase] = {}
    for path in sorted(FOLDER.glob("*.toml")):
        for name, phrase in tomllib.loads(path.read_text(encoding="utf-8")).items():
            found[f"{path.stem}.{name}"] = phrase
    return found


def say(name: str, lang: str, **values: Any) -> str:
    """Return a phrase in a language, with its `{places}` filled.

    Of one that has two forms, "{n} sentence|{n} sentences", the first is for `n=1` or "1". KeyError for a name that
    no phrase has.
    """
    one, bar, many = phrases()[name][lang].partition("|")
    text = many if bar and str(values.get("n")) != "1" else one
    return text.format(**values) if values else text
