"""Test the run of the W3C's tests of queries and results, on a tiny suite of our own and a server that really runs."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tools.sparql_suite import MANIFESTS, main

HEAD = """@prefix mf: <http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#> .
@prefix qt: <http://www.w3.org/2001/sw/DataAccess/tests/test-query#> .
@prefix rs: <http://www.w3.org/2001/sw/DataAccess/tests/result-set#> .
"""
ROW = "<http://www.w3.org/2001/sw/DataAccess/tests/result-set#ResultSet>"
FILES = {
    "data.ttl": "<s> <p> 1 , [] .",
    "select.rq": "SELECT ?v { <s> <p> ?v }",
    "select.csv": "v\n_:x\n1\n",
    "select.tsv": "?v\n_:x\n1\n",
    "rows.rq": "SELECT ?v { GRAPH ?g { <s> <p> ?v FILTER(ISNUMERIC(?v)) } }",
    "rows.ttl": f'{HEAD}[] a {ROW} ; rs:solution [ rs:binding [ rs:variable "v" ; rs:value 01 ] ] .',
    "ask.rq": "ASK\nFROM <data.ttl> { ?s ?p 1 }",
    "ask.srx": '<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head/><boolean>true</boolean></sparql>',
    "construct.rq": "CONSTRUCT WHERE { ?s <p> ?o }",
    "construct.ttl": "<s> <p> 1 , [] .",
    "bad.rq": "SELECT {",
    "own.rq": "SELECT (<urn:f>(1) AS ?x) {}",
}
TESTS = """
<> mf:entries ( :csv :tsv :rows :ask :construct :bad :own :wrong ) .
:csv a mf:CSVResultFormatTest ; mf:action [ qt:query <select.rq> ; qt:data <data.ttl> ] ; mf:result <select.csv> .
:tsv a mf:QueryEvaluationTest ; mf:action [ qt:query <select.rq> ; qt:data <data.ttl> ] ; mf:result <select.tsv> .
:rows a mf:QueryEvaluationTest ; mf:action [ qt:query <rows.rq> ; qt:graphData <data.ttl> ] ; mf:result <rows.ttl> .
:ask a mf:QueryEvaluationTest ; mf:action [ qt:query <ask.rq> ; qt:graphData <data.ttl> ] ; mf:result <ask.srx> .
:construct a mf:QueryEvaluationTest ; mf:action [ qt:query <construct.rq> ; qt:data <data.ttl> ] ;
  mf:result <construct.ttl> .
:bad a mf:NegativeSyntaxTest11 ; mf:action <bad.rq> .
:own a mf:PositiveSyntaxTest11 ; mf:action <own.rq> .
:wrong a mf:QueryEvaluationTest ; mf:action [ qt:query <select.rq> ] ; mf:result <select.tsv> .
"""


def write(folder: Path, tests: str, **files: str) -> None:
    """Write a suite: its first manifest includes one with the tests, its second has none."""
    folder.mkdir()
    first, second = MANIFESTS
    (folder / first).write_text(f"{HEAD}<> mf:include ( <more.ttl> ) .", "utf-8")
    (folder / second).write_text(HEAD, "utf-8")
    (folder / "more.ttl").write_text(f"{HEAD}@prefix : <#> .{tests}", "utf-8")
    every: Mapping[str, str] = {**FILES, **files}
    for name, text in every.items():
        (folder / name).write_text(text, "utf-8")


def test_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Tests that pass are counted for both; one that neither passes is nobody's fault."""
    write(tmp_path / "suite", TESTS)
    assert main([str(tmp_path / "suite")]) == 0
    assert capsys.readouterr().out == "engine: 7 of 8\nserver: 7 of 8\n"


def test_worse(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What the server refuses is told, and is a failure unless it asks another server."""
    deep = "{" * 210 + "}" * 210
    tests = """<> mf:entries ( :service :deep ) .
:service a mf:PositiveSyntaxTest11 ; mf:action <service.rq> .
:deep a mf:PositiveSyntaxTest11 ; mf:action <deep.rq> ."""
    files = {"service.rq": "ASK { SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }", "deep.rq": f"ASK {deep}"}
    write(tmp_path / "suite", tests, **files)
    assert main([str(tmp_path / "suite")]) == 1
    told = capsys.readouterr().out
    assert "suite/service: refused on purpose" in told and "engine: 2 of 2\nserver: 0 of 2" in told


def test_empty(tmp_path: Path) -> None:
    """A suite without tests proves nothing."""
    write(tmp_path / "suite", "")
    assert main([str(tmp_path / "suite")]) == 1
