"""Test putting beside each row of a table what its name means."""

import csv
import io
from pathlib import Path

import pytest

from steungraaf.errors import SteungraafError, UnknownChoiceError
from steungraaf.links import Entity, Matcher, Name
from steungraaf.links.reconciling import COLUMNS, Asked, Columns, check_kinds, check_places, known_kinds, reconcile
from steungraaf.links.sheets import open_sheet
from steungraaf.links.table_faults import ColumnNotFoundError, ColumnTakenError, ColumnTwiceError
from steungraaf.namespaces import expand

GENT = expand("municipality:gent")


def reconciled(
    matcher: Matcher, path: Path, columns: Columns | None = None, asked: Asked | None = None
) -> tuple[list[list[str]], tuple[int, int]]:
    """Return the rows that are written, and how many were matched of how many."""
    out = io.BytesIO()
    tally = reconcile(matcher, open_sheet(path), columns or Columns("naam"), asked or Asked(), out)
    return list(csv.reader(io.StringIO(out.getvalue().decode("utf-8-sig"), newline=""))), (tally.matched, tally.rows)


def written(tmp_path: Path, text: str) -> Path:
    """Write a table."""
    path = tmp_path / "t.csv"
    path.write_bytes(text.encode())
    return path


def test_columns_are_added(matcher: Matcher, tmp_path: Path) -> None:
    """The row stays as it is; behind it stand the IRI, the label, the score and the reason, or only why not."""
    rows, tally = reconciled(matcher, written(tmp_path, "naam,n\nGent,=1+1\nOCMW Gent,\n"))
    assert rows == [
        ["naam", "n", *COLUMNS],
        ["Gent", "=1+1", GENT, "Gent", "100", "naam gelijk"],
        ["OCMW Gent", "", "", "", "40", rows[2][5]],
    ]
    assert rows[2][5].startswith("dit is een OCMW") and tally == (1, 2)


def test_blank_lines_stay_blank(matcher: Matcher, tmp_path: Path) -> None:
    """A blank line is passed on and counts for nothing."""
    rows, tally = reconciled(matcher, written(tmp_path, "naam\n\nGent\n"))
    assert (rows[1], rows[2][1], tally) == ([], GENT, (1, 1))


def test_codes_and_places_help(matcher: Matcher, tmp_path: Path) -> None:
    """A column of codes and one of places are held against the name; a code that is none is told."""
    path = written(tmp_path, "naam,code,plaats\n,44021,\nSaint-Nicolas,,Oost-Vlaanderen\nGent,12,\n")
    rows, _ = reconciled(matcher, path, Columns("naam", "code", "plaats"))
    assert [row[3] for row in rows[1:]] == [GENT, expand("municipality:sint-niklaas"), GENT]
    assert rows[3][-1] == ("naam gelijk; '12' is geen geldige NIS-, OVO- of NUTS-code en geen ondernemingsnummer")


def test_kinds_days_and_languages(matcher: Matcher, tmp_path: Path) -> None:
    """What every row is asked for holds for each of them, and the reader's language for the reasons."""
    asked = Asked(frozenset({"municipality"}), "2018-11-27", "en")
    rows, _ = reconciled(matcher, written(tmp_path, "naam\nGemeente Aalter\n"), asked=asked)
    assert rows[1][1] == expand("municipality:aalter")
    assert rows[1][-1] == "label equal after dropping 'Gemeente'; the one valid on 2018-11-27"


def test_formulas_in_our_columns_are_defused(tmp_path: Path) -> None:
    """A label that a spreadsheet would run is text; the user's own cell is not touched."""
    matcher = Matcher([Entity("https://example.org/x", (Name("=Som van alles"),))])
    rows, _ = reconciled(matcher, written(tmp_path, "naam\n=Som van alles\n"))
    assert rows[1][:3] == ["=Som van alles", "https://example.org/x", "'=Som van alles"]


def test_no_candidate_has_no_score(matcher: Matcher, tmp_path: Path) -> None:
    """Where nothing is like the name there is no score either."""
    rows, _ = reconciled(matcher, written(tmp_path, "naam\nXyzzyx\n"))
    assert rows[1] == ["Xyzzyx", "", "", "", "niets wat erop lijkt"]


def test_columns_are_found_as_people_write_them(tmp_path: Path) -> None:
    """Capitals and blanks in the name of a column make no difference where it is clear."""
    sheet = open_sheet(written(tmp_path, "Naam  organisatie,x\n"))
    assert check_places(sheet, Columns("naam organisatie", place="X")) is None


@pytest.mark.parametrize(
    ("header", "fault", "told"),
    [
        ("naem,x", ColumnNotFoundError, "has no column 'naam' for --column. Nearest: naem."),
        ("foo,bar", ColumnNotFoundError, "has no column 'naam' for --column. It has: foo, bar."),
        ("naam,naam", ColumnTwiceError, "more than one column 'naam'"),
        ("naam,steungraaf_iri", ColumnTakenError, "has a column 'steungraaf_iri' already"),
    ],
)
def test_columns_that_do_not_fit(tmp_path: Path, header: str, fault: type[SteungraafError], told: str) -> None:
    """A column that is not there, is there twice, or would be overwritten is told."""
    with pytest.raises(fault) as caught:
        check_places(open_sheet(written(tmp_path, header + "\n")), Columns("naam"))
    assert told in str(caught.value)


def test_how_far_it_is_can_be_told(matcher: Matcher, tmp_path: Path) -> None:
    """Every so many rows it is told how many bytes are read."""
    told: list[tuple[int, int]] = []
    path = written(tmp_path, "naam\n" + "Gent\n" * 4_000)
    reconcile(
        matcher, open_sheet(path), Columns("naam"), Asked(), io.BytesIO(), lambda read, rows: told.append((read, rows))
    )
    assert [rows for _, rows in told] == [2_000, 4_000]
    assert told[-1][0] == path.stat().st_size


def test_kinds_are_those_of_the_graph(matcher: Matcher) -> None:
    """A kind that the graph does not hold is told with those that it does."""
    assert {"municipality", "organisation", "person", "province"} <= set(known_kinds(matcher))
    with pytest.raises(UnknownChoiceError) as caught:
        check_kinds(matcher, ["municipalty"])
    assert "Nearest: municipality" in str(caught.value)
    assert check_kinds(matcher, ["person"]) == {"person"}


@pytest.mark.parametrize(
    ("word", "kind"), [("gemeente", "municipality"), ("Provincie", "province"), ("gewest", "region")]
)
def test_kinds_may_be_named_in_dutch(matcher: Matcher, word: str, kind: str) -> None:
    """A Dutch word for a kind does what the English one does."""
    assert check_kinds(matcher, [word]) == {kind}
