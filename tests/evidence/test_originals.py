"""Test how originals are kept, shown and removed."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from steungraaf.errors import OutputWriteError, UnknownChoiceError, UnknownOriginalError
from steungraaf.evidence import Evidence, Originals

QUOTES = ["Steun aan starters", "De bond helpt elke starter.", "Hij telde 12 leden in één jaar.", "Zie vraag 1."]


@pytest.mark.parametrize("name", ["exact", "other"])
def test_sentences_are_quoted_from_any_text(
    name: str, request: pytest.FixtureRequest, originals: Originals, evidence: Evidence
) -> None:
    """The real words come from the very file and from another text alike, white space made single blanks."""
    added = originals.add(request.getfixturevalue(name), evidence)
    assert added.exact == (name == "exact")
    assert [originals.sentence_text(sentence) for sentence in evidence.sentences()] == QUOTES


def test_a_pdf_serves_as_original(
    tmp_path: Path, pdf: Callable[[list[str]], bytes], originals: Originals, evidence: Evidence
) -> None:
    """A PDF of the document gives the sentences."""
    path = tmp_path / "blad.pdf"
    path.write_bytes(pdf(["Kop", *QUOTES, "1 / 1"]))
    assert not originals.add(path, evidence).exact
    assert originals.sentence_text(evidence.sentences()[2]) == QUOTES[2]


def test_nothing_is_quoted_without_an_original(originals: Originals, evidence: Evidence, document: str) -> None:
    """Without an original there is no text, and no error."""
    assert originals.list() == []
    assert originals.text(document) is None
    assert originals.sentence_text(evidence.sentences()[0]) is None


def test_what_is_attached_is_listed(originals: Originals, evidence: Evidence, exact: Path, document: str) -> None:
    """The list has the document, the name of the file and whether it is the very file; others see it too."""
    originals.add(exact, evidence)
    (original,) = Originals(originals.directory).list()
    assert (original.document, original.file, original.exact) == (document, "blad.txt", True)
    assert original.label == {"nl": "Blad", "en": "Sheet"}
    assert Originals(originals.directory).text(document) == exact.read_bytes().decode()


def test_a_second_original_takes_the_place(
    originals: Originals, evidence: Evidence, exact: Path, other: Path, document: str
) -> None:
    """Attaching again replaces, also what was read before."""
    originals.add(other, evidence)
    assert originals.text(document) == other.read_text("utf-8")
    originals.add(exact, evidence)
    assert [original.file for original in originals.list()] == ["blad.txt"]
    assert originals.text(document) == exact.read_text("utf-8")


@pytest.mark.parametrize("name", ["blad", "https://w3id.org/steungraaf/id/document/blad"])
def test_an_original_is_removed(name: str, originals: Originals, evidence: Evidence, exact: Path) -> None:
    """By its IRI or the last part of it an original is forgotten, and nothing of it is left."""
    added = originals.add(exact, evidence)
    assert originals.text(added.document)
    assert originals.remove(name).file == "blad.txt"
    assert originals.text(added.document) is None
    assert list(originals.directory.iterdir()) == []


def test_what_is_not_attached_cannot_be_removed(originals: Originals, evidence: Evidence, exact: Path) -> None:
    """The error names what comes nearest and what there is."""
    originals.add(exact, evidence)
    with pytest.raises(UnknownChoiceError, match="Nearest: blad"):
        originals.remove("blat")


def test_a_refused_file_changes_nothing(
    originals: Originals, evidence: Evidence, exact: Path, tmp_path: Path, document: str
) -> None:
    """What was attached stays when another file is refused."""
    originals.add(exact, evidence)
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("Iets anders.", "utf-8")
    with pytest.raises(UnknownOriginalError):
        originals.add(wrong, evidence)
    assert originals.text(document) == exact.read_text("utf-8")


def test_a_failure_leaves_nothing_half(
    originals: Originals, evidence: Evidence, exact: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk gives an error that names the folder, and no half original."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", refuse)
    with pytest.raises(OutputWriteError, match="No space left on device"):
        originals.add(exact, evidence)
    assert originals.list() == []
    assert list(originals.directory.iterdir()) == []


@pytest.mark.parametrize("about", ["", "[]", "{}", '{"spans": {"a": [1]}}', '{"spans": {"a": "xy"}}'])
def test_a_damaged_folder_is_passed_over(about: str, originals: Originals, evidence: Evidence, exact: Path) -> None:
    """A description that is not as we write it counts as no original."""
    added = originals.add(exact, evidence)
    (added.folder / "original.json").write_text(about, "utf-8")
    fresh = Originals(originals.directory)
    assert (fresh.list(), fresh.text(added.document)) == ([], None)


def test_a_changed_text_is_not_quoted(originals: Originals, evidence: Evidence, exact: Path) -> None:
    """Words whose digest differs from the sentence's are never shown as its own."""
    added = originals.add(exact, evidence)
    path = added.folder / "text.txt"
    path.write_text(path.read_text("utf-8").replace("helpt", "hielp"), "utf-8")
    fresh = Originals(originals.directory)
    assert [fresh.sentence_text(sentence) for sentence in evidence.sentences()] == [QUOTES[0], None, *QUOTES[2:]]


def test_a_new_sentence_is_found_by_its_own_place(originals: Originals, evidence: Evidence, exact: Path) -> None:
    """A sentence that came into the data after the original was attached is quoted by its position."""
    added = originals.add(exact, evidence)
    about = json.loads((added.folder / "original.json").read_text("utf-8"))
    (added.folder / "original.json").write_text(json.dumps({**about, "spans": {}}), "utf-8")
    assert Originals(originals.directory).sentence_text(evidence.sentences()[1]) == QUOTES[1]


def test_the_directory_can_be_moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """STEUNGRAAF_HOME says where originals are kept."""
    monkeypatch.setenv("STEUNGRAAF_HOME", str(tmp_path))
    assert Originals().directory == tmp_path / "originals"


def test_originals_are_the_persons_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without STEUNGRAAF_HOME they are in the data directory of the person."""
    monkeypatch.delenv("STEUNGRAAF_HOME", raising=False)
    assert Originals().directory.parts[-2:] == ("steungraaf", "originals")
