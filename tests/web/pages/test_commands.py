"""Test that what a page prints to be typed elsewhere gives the rows of the page."""

import io
import shlex
from contextlib import redirect_stdout
from urllib.parse import urlencode

import pytest
from click.testing import CliRunner

from steungraaf.cli import main
from steungraaf.web.pages.commands import Commands, commands_for
from steungraaf.web.pages.rendering import Visit
from steungraaf.web.served import Served
from tests.web.pages.conftest import Reader

ASKED = [
    ("support/initiatives", {"initiative": "Maak werk van je zaak"}, False),
    ("actors/who-supports", {"supported": "hefboom"}, False),
    ("support/network", {"actor": "organisation:vlaio"}, True),
]


def commands(served: Served, name: str, given: dict[str, str], *, triples: bool = False) -> Commands:
    """Return the commands for a question as a page in Dutch prints them."""
    return commands_for(Visit(served, "nl", "/", (), "", "http://localhost", False), name, given, triples=triples)


def rows(text: str) -> list[str]:
    """Return the lines of CSV."""
    return text.splitlines()


@pytest.fixture(params=ASKED, ids=lambda param: param[0])
def case(request: pytest.FixtureRequest, bundled: Served, reader: Reader) -> tuple[Commands, list[str]]:
    """Give the commands of a question, and the rows that the site sends for it."""
    name, given, triples = request.param
    sent = reader.client.get(f"/queries/{name}?{urlencode({**given, 'format': 'csv', 'lang': 'nl'})}")
    assert len(rows(sent.text)) > 1
    return commands(bundled, name, given, triples=triples), rows(sent.text)


def test_command_line(case: tuple[Commands, list[str]]) -> None:
    """The command line prints the rows."""
    program, *arguments = shlex.split(case[0].shell)
    result = CliRunner().invoke(main, arguments)
    assert (program, result.exit_code, rows(result.stdout)) == ("steungraaf", 0, case[1])


def test_python(case: tuple[Commands, list[str]]) -> None:
    """The program prints the rows."""
    with redirect_stdout(io.StringIO()) as out:
        exec(case[0].python, {})
    assert [line for line in rows(out.getvalue()) if line] == case[1]


def test_curl(case: tuple[Commands, list[str]], reader: Reader) -> None:
    """The request that curl would make brings the rows."""
    program, how, address, *rest = shlex.split(case[0].curl)
    fields = [field.partition("=")[::2] for option, field in zip(rest[::2], rest[1::2], strict=True)]
    sent = reader.client.get(address, params=dict(fields))
    assert (program, how, set(rest[::2])) == ("curl", "--get", {"--data-urlencode"})
    assert rows(sent.text) == case[1]


def test_quoting(bundled: Served) -> None:
    """What a shell or Python would read otherwise is quoted."""
    told = commands(bundled, "a/b", {"some_place": "-x; rm 'y'", "class": "it's"})
    assert shlex.split(told.shell)[3:6] == ["--some-place=-x; rm 'y'", "--class", "it's"]
    assert """dataset.ask('a/b', lang='nl', some_place="-x; rm 'y'", **{'class': "it's"})""" in told.python
    assert shlex.split(told.curl)[4] == "some_place=-x; rm 'y'"


def test_other_data(served: Served) -> None:
    """Of another dataset its folder has to be named."""
    told = commands(served, "a/b", {})
    assert told.shell == "steungraaf ask a/b --data MAP --lang nl --format csv"
    assert "steungraaf.open('MAP')" in told.python
