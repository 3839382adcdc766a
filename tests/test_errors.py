"""Errors: two languages, what and where and what next, and parts that stay at hand."""

import copy
import pickle
import re
from collections.abc import Iterator

import pytest

from steungraaf import errors
from steungraaf.errors import (
    InvalidTermError,
    OriginalError,
    RdfSyntaxError,
    SparqlSyntaxError,
    SteungraafError,
    UnknownFormatError,
    UsageError,
)


def kinds(kind: type[SteungraafError] = SteungraafError) -> Iterator[type[SteungraafError]]:
    """Give a class of errors and all below it that are defined in the one module of errors."""
    yield kind
    for one in kind.__subclasses__():
        if one.__module__ == errors.__name__:
            yield from kinds(one)


KINDS = list(kinds())
WORDED = [kind for kind in KINDS if "nl" in vars(kind) and kind is not SteungraafError]


def parts_of(template: str) -> set[str]:
    """Return the names of the parts in a template."""
    return set(re.findall(r"\{(\w+)\}", template))


@pytest.mark.parametrize("kind", WORDED)
def test_both_languages_say_the_same(kind: type[SteungraafError]) -> None:
    """The Dutch and the English text name the same parts, all of which the docstring lists."""
    assert parts_of(kind.nl) == parts_of(kind.en)
    assert all(part in (kind.__doc__ or "") for part in parts_of(kind.en))


@pytest.mark.parametrize("kind", KINDS)
def test_tree_is_drawn(kind: type[SteungraafError]) -> None:
    """Every class of errors stands in the tree at the head of the module."""
    assert kind.__name__ in (errors.__doc__ or "")


@pytest.mark.parametrize("kind", WORDED)
def test_every_message_can_be_made(kind: type[SteungraafError]) -> None:
    """With all its parts, and with none, a message is a text without marks of the template."""
    for parts in (dict.fromkeys(parts_of(kind.en), "x"), {}):
        for lang in ("nl", "en"):
            message = kind(**parts).message(lang)
            assert message and not re.search(r"\[\[|\]\]|\{\w+\}", message)


def test_message() -> None:
    """A message is in the language that is asked, in English when it is printed."""
    error = UnknownFormatError(format="docx", known=("turtle", "trig"))
    assert error.message("nl") == "De vorm 'docx' is niet bekend. Kies uit: turtle, trig."
    assert str(error) == error.message("fr") == "The format 'docx' is not known. Choose from: turtle, trig."


def test_what_is_missing_is_left_out() -> None:
    """A clause with a part that is missing or empty is left out."""
    error = RdfSyntaxError(file="a.ttl", line=3, column=None, reason="so", format="")
    assert str(error) == "a.ttl, line 3: so. Mend the file."


def test_words_in_both_languages() -> None:
    """A part may be a word for each language."""
    error = InvalidTermError(parameter="n", value="x", type={"nl": "getal", "en": "number"}, example=None)
    assert (error.message("nl"), str(error)) == ("--n: 'x' is geen getal.", "--n: 'x' is no number.")


def test_value_with_marks_of_a_template() -> None:
    """A value that looks like a template is shown as it is."""
    assert "'{known}'" in str(UnknownFormatError(format="{known}", known=["turtle"]))


def test_parts_are_attributes() -> None:
    """The parts stay at hand; what was not given is no attribute."""
    error = SparqlSyntaxError(line=2, column=5, reason="so", excerpt=None, prefix="sg", declaration=None)
    assert (error.line, error.prefix, error.parts["reason"]) == (2, "sg", "so")
    with pytest.raises(AttributeError, match="SparqlSyntaxError has no part 'nothing'"):
        _ = error.nothing


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda error: pickle.loads(pickle.dumps(error))])
def test_errors_can_be_copied(again: object) -> None:
    """An error survives a copy, and the way to another process."""
    error = UnknownFormatError(format="docx", known=["turtle"])
    assert callable(again) and str(again(error)) == str(error) and type(again(error)) is UnknownFormatError


def test_kinds_can_be_caught_together() -> None:
    """Wrong use is one kind, an original another."""
    assert issubclass(UnknownFormatError, UsageError) and not issubclass(OriginalError, UsageError)
