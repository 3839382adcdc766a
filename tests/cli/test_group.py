"""Test how the command line starts, and how it ends when something goes wrong."""

import errno
import os
import runpy
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from steungraaf import __version__
from steungraaf.cli import convert, main
from steungraaf.dataset import Dataset
from steungraaf.errors import UnreadableFileError

Run = Callable[..., Result]
COMMANDS = "answers questions ask sparql check coverage export convert originals completion version".split()


def test_help_lists_every_command_in_reading_order(run: Run) -> None:
    """Without a command the help is printed, the commands in the order in which a reader needs them."""
    bare, asked = run(), run("--help")
    places = [bare.stdout.index(f"\n  {name} ") for name in COMMANDS]
    assert places == sorted(places)
    assert (bare.exit_code, bare.stdout) == (asked.exit_code, asked.stdout)
    assert "reconcile   Add to each row" in bare.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_and_the_common_options(run: Run, name: str) -> None:
    """Each command says what it does and takes the options that hold everywhere."""
    text = run(name, "--help").stdout
    assert all(option in text for option in ("--data", "--lang", "--quiet", "--debug"))


@pytest.mark.parametrize("arguments", [("--lang", "en", "version"), ("version", "--lang", "en")])
def test_common_options_stand_before_or_after(run: Run, arguments: tuple[str, ...]) -> None:
    """An option that holds everywhere may stand before the command's name or after it."""
    assert "\ndata " in run(*arguments).stdout


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> Callable[[BaseException], None]:
    """Let the coverage fail in the way that is given."""

    def fail_with(error: BaseException) -> None:
        def fail(_: object) -> None:
            raise error

        monkeypatch.setattr(Dataset, "coverage", fail)

    return fail_with


def test_unexpected_error_is_one_line(run: Run, broken: Callable[[BaseException], None]) -> None:
    """A fault of ours is told in one line, without a traceback, with exit status 3."""
    broken(ValueError("first\nsecond"))
    result = run("coverage")
    assert result.stderr.startswith("Onverwachte fout: ValueError: first. Herhaal met --debug")
    assert (result.exit_code, result.stderr.count("\n"), result.stdout) == (3, 1, "")


@pytest.mark.parametrize("arguments", [("--debug", "coverage"), ("coverage", "--debug")])
def test_debug_shows_where(run: Run, broken: Callable[[BaseException], None], arguments: tuple[str, ...]) -> None:
    """With --debug the traceback comes before the message."""
    broken(ValueError("oh"))
    stderr = run(*arguments).stderr
    assert stderr.startswith("Traceback")
    assert stderr.splitlines()[-1].startswith("Onverwachte fout: ValueError: oh")


def test_own_error_is_told_in_the_language(run: Run, broken: Callable[[BaseException], None]) -> None:
    """An error of the package is its message and its exit status."""
    broken(UnreadableFileError(file="a.ttl", reason="x"))
    assert run("coverage", "--lang", "en").stderr.startswith("a.ttl cannot be read: x.")


def test_error_cannot_steer_the_terminal(run: Run) -> None:
    """Control characters that are repeated in an error are shown as what they are: nothing to obey."""
    assert "\x1b" not in run("ask", "\x1b[31mred").stderr


def test_letters_that_the_terminal_lacks(run: Run) -> None:
    """Where the terminal knows only ASCII, a question mark stands for any other letter."""
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "steungraaf", "questions", "time", "--lang", "nl"]
    done = subprocess.run(command, capture_output=True, env=environment, check=True)
    assert b"in-force-on" in done.stdout


def test_version_of_the_program(run: Run) -> None:
    """The usual option tells the version, as `steungraaf version` does with more."""
    assert run("--version").stdout == f"steungraaf {__version__}\n"


def test_interruption_is_quiet(run: Run, broken: Callable[[BaseException], None]) -> None:
    """Ctrl-C ends the command with 130 and without a word."""
    broken(KeyboardInterrupt())
    result = run("coverage")
    assert (result.exit_code, result.output) == (signal.SIGINT + 128, "")


def test_closed_pipe_has_its_own_status(run: Run, broken: Callable[[BaseException], None]) -> None:
    """Output that nobody reads any more ends the command as the signal would."""
    broken(BrokenPipeError())
    result = run("coverage")
    assert (result.exit_code, result.output) == (signal.SIGPIPE + 128, "")


def test_closed_pipe_is_quiet() -> None:
    """A reader that has had enough, as `head` does, leaves no word on standard error."""
    command = f"{sys.executable} -m steungraaf export ntriples | head -n 1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert (done.stdout.count("\n"), done.stderr) == (1, "")


def test_output_that_is_lost_is_told(run: Run, broken: Callable[[BaseException], None]) -> None:
    """A refusal of the system that names no file is one of standard output."""
    broken(OSError(errno.ENOSPC, "No space left on device"))
    result = run("coverage", "--lang", "en")
    assert result.stderr == (
        "The output could not be written whole: No space left on device. Send it elsewhere and try again.\n"
    )
    assert result.exit_code == 2


@pytest.mark.parametrize("arguments", ["version", "export ntriples", "--help"])
def test_standard_output_that_is_full(arguments: str) -> None:
    """A full disk behind standard output is told as such, with the exit status of what a user can mend."""
    command = f"{sys.executable} -m steungraaf {arguments} --lang nl > /dev/full"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert done.stderr.startswith("De uitvoer kon niet volledig geschreven worden: de schijf is vol.")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)


def test_standard_output_that_is_closed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """What cannot be printed is told: nobody is to think that the answer is somewhere."""
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(SystemExit) as end:
        main(["version", "--lang", "nl"])
    told = "De uitvoer kon niet volledig geschreven worden: ze is gesloten."
    assert (end.value.code, capsys.readouterr().err.startswith(told)) == (2, True)


def test_closed_output_does_not_matter_to_who_writes_a_file(reader: Path) -> None:
    """A command that prints nothing has no need of standard output; neither leaves more than one line of error."""
    (reader / "a.nt").write_text("<urn:a> <urn:a> <urn:a> .\n", "utf-8")
    for option, status, lines in (("-o a.ttl", 0, 1), ("", 2, 1)):
        command = f"{sys.executable} -m steungraaf convert a.nt --to turtle {option} >&-"
        done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr.count("\n")) == (status, lines)
    assert (reader / "a.ttl").exists()


def test_module_is_the_command_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """`python -m steungraaf` does what the command does."""
    monkeypatch.setattr(sys, "argv", ["steungraaf", "aks"])
    with pytest.raises(SystemExit) as end:
        runpy.run_module("steungraaf", run_name="__main__")
    assert (end.value.code, "Dichtstbij: ask" in capsys.readouterr().err) == (2, True)


def test_name_in_usage_does_not_depend_on_the_caller(run: Run) -> None:
    """The help calls the command by its name, however it was started."""
    assert run("convert", "--help").stdout.startswith("Usage: steungraaf convert [OPTIONS] FILE")
    assert main.name == "steungraaf"
    assert convert.convert.name == "convert"


def test_completion_of_a_shell_is_answered(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """When a shell asks what can follow, the names of the commands come back."""
    for name, value in {
        "_STEUNGRAAF_COMPLETE": "bash_complete",
        "COMP_WORDS": "steungraaf co",
        "COMP_CWORD": "1",
    }.items():
        monkeypatch.setitem(os.environ, name, value)
    assert run().stdout.split() == ["plain,coverage", "plain,convert", "plain,completion"]


def test_a_group_with_a_default_tells_of_it_and_of_the_others(run: Run) -> None:
    """The help of such a group is that of its default command, with the other commands below it."""
    told = run("reconcile", "--help", "--lang", "en").stdout
    assert "Usage: steungraaf reconcile [OPTIONS] FILE.csv" in told and "--column" in told
    assert told.splitlines()[-1].split()[0] == "serve"
