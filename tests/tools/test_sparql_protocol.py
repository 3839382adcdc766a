"""Test the run of the W3C's tests of the SPARQL Protocol, on a tiny suite of our own and a server that really runs."""

from pathlib import Path

import pytest

from tools.sparql_protocol import main

HEAD = """@prefix cnt: <http://www.w3.org/2011/content#> .
@prefix ht: <http://www.w3.org/2011/http#> .
@prefix hts: <http://www.w3.org/2011/http-statusCodes#> .
@prefix mf: <http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#> .
@prefix : <https://example.org/manifest#> .
"""
GET = ':get mf:action [ ht:requests ( [ ht:methodName "GET" ; ht:absolutePath "/sparql/?query=ASK%20%7B%7D" ; '
POST = """:update_post mf:action [ ht:requests ( [ ht:methodName "POST" ; ht:absolutePath "/sparql/" ;
  ht:headers ( [ ht:fieldName "content-type" ; ht:fieldValue "application/sparql-update" ] ) ;
  ht:body [ cnt:chars "DROP ALL" ; cnt:characterEncoding "UTF-8" ] ; ht:resp [] ] ) ] .
"""


@pytest.mark.parametrize(
    ("expected", "told", "status"),
    [
        ('mf:expectedStatus hts:StatusCode2xx ; mf:expectedFormat "boolean" ; mf:expectedBoolean true', "1 of 1", 0),
        ("mf:expectedStatus hts:StatusCode4xx", "get: status 200\nqueries: 0 of 1", 1),
        ('mf:expectedStatus hts:StatusCode2xx ; mf:expectedFormat "RDF"', "+json for RDF\nqueries: 0 of 1", 1),
        ("mf:expectedStatus hts:StatusCode2xx ; mf:expectedBoolean false", "the wrong boolean\nqueries: 0 of 1", 1),
    ],
)
def test_run(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    expected: str,
    told: str,
    status: int,
) -> None:
    """What passes is counted, and what does not is told with what came in its place."""
    monkeypatch.syspath_prepend(str(Path(__file__).parents[2] / "tools"))
    protocol = tmp_path / "protocol"
    protocol.mkdir()
    for number in (1, 2, 3):
        (protocol / f"data{number}.nt").write_text("<urn:s> <urn:p> <urn:o> .\n")
    entries = f"<> mf:entries ( :get :update_post ) .\n{GET} ht:resp [ {expected} ] ] ) ] .\n{POST}"
    (protocol / "manifest.ttl").write_text(HEAD + entries)
    assert main([str(tmp_path)]) == status
    printed = capsys.readouterr().out
    assert told in printed and "updates refused: 1 of 1\nservice description: 3 of 3" in printed
