"""Test the run of a suite of tests of SHACL, on two tiny suites of our own."""

from pathlib import Path

import pytest

from steungraaf.validation import engines
from tools.shacl_suite import Outcome, cases, main, run, silences

HEAD = """@prefix ex: <https://example.org/> .
@prefix mf: <http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix sht: <http://www.w3.org/ns/shacl-test#> .
"""
SHAPES = "ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:property ex:P .\nex:P sh:path [ sh:inversePath ex:p ] ; "
DATA = "ex:a a ex:C . ex:b a ex:C . ex:x ex:p ex:b .\n"
RESULT = """sh:result [ a sh:ValidationResult ; sh:focusNode ex:a ; sh:resultPath [ sh:inversePath ex:p ] ;
    sh:resultSeverity sh:Violation ; sh:sourceConstraintComponent sh:MinCountConstraintComponent ;
    sh:sourceShape ex:P ; sh:resultMessage "Give p."@en ] ;"""


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    """Give a suite of one test that includes another: a missing value, and shapes that cannot be used."""
    (tmp_path / "more.ttl").write_text(
        f"{HEAD}{SHAPES} sh:minCount 'many' .\n<> a mf:Manifest ; mf:include <suite.ttl> ; mf:entries ( <fails> ) .\n"
        "<fails> mf:action [ sht:dataGraph <suite.ttl> ; sht:shapesGraph <> ] ; mf:result sht:Failure .\n",
        "utf-8",
    )
    path = tmp_path / "suite.ttl"
    path.write_text(
        f"{HEAD}{SHAPES} sh:minCount 1 ; sh:message 'Give p.'@en .\n{DATA}"
        "<> a mf:Manifest ; mf:include <more.ttl> ; mf:entries ( <finds> ) .\n<finds> a sht:Validate ;\n"
        f"  mf:action [ sht:dataGraph <> ; sht:shapesGraph <> ] ; mf:result [ {RESULT} ] .\n",
        "utf-8",
    )
    return path


def test_a_suite_that_passes(suite: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every engine gives the results of the one test and the error of the other."""
    assert main([str(suite), "--allow", "0"]) == 0
    assert capsys.readouterr().out.splitlines() == [f"{name}: 2 of 2 pass" for name in engines.ENGINES]
    assert engines.FAST_FROM > 0


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("sh:focusNode ex:a", "sh:focusNode ex:b"),
        ("inversePath ex:p ] ;\n", "inversePath ex:q ] ;\n"),
        ('Give p."@en ]', 'Give q."@en ]'),
        (RESULT, ""),
        (RESULT, RESULT + RESULT.replace("ex:a", "ex:b")),
    ],
)
def test_another_report_fails(suite: Path, capsys: pytest.CaptureFixture[str], old: str, new: str) -> None:
    """A report with another thing, path, message or number of results is told by the name of its test."""
    text = suite.read_text("utf-8")
    assert old in text
    suite.write_text(text.replace(old, new), "utf-8")
    assert main([str(suite), "--engine", "pyshacl", "--allow", "0"]) == 1
    told = capsys.readouterr().out
    assert "pyshacl: 1 of 2 pass" in told and "/finds: another report than expected" in told
    assert main([str(suite), "--engine", "pyshacl", "--allow", "1"]) == 0


def test_an_error_where_a_report_is_expected_fails(suite: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A test that ends with an error is told with the error; the fast engine may refuse what it does not know."""
    suite.write_text(suite.read_text("utf-8").replace("sh:minCount 1", "sh:minCount 1 ; sh:deactivated '0'"), "utf-8")
    suite.write_text(
        suite.read_text("utf-8").replace("'0'", "'0'^^<http://www.w3.org/2001/XMLSchema#boolean>"), "utf-8"
    )
    assert main([str(suite), "--engine", "shifty", "--allow", "0"]) == 0
    assert "/finds: For shifty" in capsys.readouterr().out


def test_silence_is_never_allowed(suite: Path) -> None:
    """An engine that finds nothing is told where the suite or the reference finds something."""
    case, failure = sorted(cases(suite), key=lambda each: each.expected is None)
    found, silent = run(case, "pyshacl"), Outcome(case, type(case.expected or {})())
    assert found.passes and run(failure, "pyshacl").passes
    assert silences([silent], [found]) == [case.name]
    assert silences([found], [silent]) == silences([Outcome(failure, None, "no")], [found]) == []


def test_an_empty_suite_fails(suite: Path) -> None:
    """A manifest without any test proves nothing."""
    suite.write_text(f"{HEAD}<> a mf:Manifest .\n", "utf-8")
    assert main([str(suite)]) == 1
