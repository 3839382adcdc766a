"""Test the tables: what a person sees who opens one in a spreadsheet."""

import csv
import io

import pytest

from steungraaf.export.tables import BOM, TABLES, write_table
from steungraaf.namespaces import expand
from steungraaf.rdf import Quad


def written(quads: list[Quad], part: str) -> str:
    """Return the table of a part as text."""
    out = io.BytesIO()
    write_table(quads, out, part)
    return out.getvalue().decode("utf-8")


def rows(quads: list[Quad], part: str) -> list[dict[str, str]]:
    """Return the table of a part as a spreadsheet reads it."""
    return list(csv.DictReader(io.StringIO(written(quads, part).removeprefix(BOM), newline="")))


@pytest.mark.parametrize("part", TABLES)
def test_table_is_rfc_4180_with_a_mark(quads: list[Quad], part: str) -> None:
    """Each line ends as RFC 4180 has it, and the mark tells a spreadsheet that this is UTF-8."""
    text = written(quads, part)
    assert text.startswith(BOM)
    assert text.count("\n") == text.count("\r\n") > 1


@pytest.mark.parametrize("part", TABLES)
def test_every_row_has_licence_and_version(quads: list[Quad], part: str) -> None:
    """Who keeps one row still knows under which licence it is and of which version of the data."""
    origins = {(row["licence"], row["data_version"]) for row in rows(quads, part)}
    assert origins == {("https://example.org/cc0", "1.0")}


def test_licence_of_a_graph_goes_first(quads: list[Quad]) -> None:
    """A graph that has a licence of its own gives it to its rows."""
    graph = "<https://w3id.org/steungraaf/graph/actors>"
    from steungraaf.rdf import parse_quads

    own = parse_quads(f"{graph} <{expand('dcterms:license')}> <https://example.org/own> .".encode(), format="turtle")
    assert rows([*quads, *own], "actors")[0]["licence"] == "https://example.org/own"


def test_claims_carry_their_sentence_and_hedge(quads: list[Quad]) -> None:
    """A row of claims has both labels, the sentence with its restatement, and what holds the statement back."""
    first, second = rows(quads, "claims")
    assert (first["claim"], first["object"]) == (expand("sv77:claim-a4-s2-1"), "P12M")
    assert (first["speaker_label_nl"], first["hedge_nl"]) == ("Philippe Muyters", "")
    assert (second["statement_nl"], second["hedge_en"]) == ('Tien; "elf"', "planned")
    assert (second["sentence_label_en"], second["restatement_nl"]) == ("Answer 4, sentence 2", "Zo is het.")
    assert (second["period_label_nl"], second["period_start"]) == ("2018", "2018-01-01")


def test_figures_keep_their_form(quads: list[Quad]) -> None:
    """A value stays as the file writes it, beside what the source writes."""
    (row,) = rows(quads, "figures")
    assert (row["value"], row["as_written"], row["label_en"]) == ("46.0", "46", "Share")


def test_actors_show_codes_and_no_formula(quads: list[Quad]) -> None:
    """A row of actors has its codes, and a name that looks like a formula is text."""
    row = next(row for row in rows(quads, "actors") if row["ovo_code"])
    assert (row["label_nl"], row["ovo_code"], row["other_names_nl"]) == ("Hefboom", "OVO1", "'=Hefboom")
    assert row["same_as_elsewhere"] == "https://example.org/hefboom"


def test_links_show_matches_and_codes(quads: list[Quad]) -> None:
    """A row of links has a target, and the type of code where it is one."""
    found = [(row["thing_label_nl"], row["target"], row["code_type"]) for row in rows(quads, "links")]
    assert found == [("Hefboom", "https://example.org/hefboom", ""), ("Hefboom", "OVO1", "sg:OvoCode")]
