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
MADE = """<> mf:entries ( :made ) .
:made mf:action [ ht:requests (
  [ ht:methodName "POST" ; ht:absolutePath "/gsp" ; ht:body [ cnt:chars "<urn:a> <urn:p> 1 ." ;
      cnt:characterEncoding "UTF-8" ] ;
    ht:headers ( [ ht:fieldName "content-type" ; ht:fieldValue "text/turtle" ] ) ;
    ht:resp [ mf:expectedStatus hts:Created ; mf:expectedLocation "$LOCATION$" ] ]
  [ ht:methodName "GET" ; ht:absolutePath "/gsp?graph=$LOCATION$" ;
    ht:resp [ mf:expectedStatus hts:OK ; ht:body [ cnt:chars "<urn:a> <urn:p> BODY ." ] ] ] ) ] .
"""


@pytest.mark.parametrize(
    ("expected", "told", "status"),
    [
        ('mf:expectedStatus hts:StatusCode2xx ; mf:expectedFormat "boolean" ; mf:expectedBoolean true', "1 of 1", 0),
        ("mf:expectedStatus hts:StatusCode4xx", "get: GET: status 200\nqueries: 0 of 1", 1),
        ('mf:expectedStatus hts:StatusCode2xx ; mf:expectedFormat "RDF"', "+json for RDF\nqueries: 0 of 1", 1),
        ("mf:expectedStatus hts:StatusCode2xx ; mf:expectedBoolean false", "the wrong boolean\nqueries: 0 of 1", 1),
    ],
)
def test_run(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    expected: str,
    told: str,
    status: int,
) -> None:
    """What passes is counted, and what does not is told with what came in its place."""
    _write(tmp_path, expected)
    assert main([str(tmp_path)]) == status
    printed = capsys.readouterr().out
    assert told in printed and "updates refused: 1 of 1\nservice description: 3 of 3" in printed


def _write(folder: Path, expected: str) -> None:
    """Write a suite of one query and one update."""
    protocol = folder / "protocol"
    protocol.mkdir()
    for number in (1, 2, 3):
        (protocol / f"data{number}.nt").write_text("<urn:s> <urn:p> <urn:o> .\n")
    entries = f"<> mf:entries ( :get :update_post ) .\n{GET} ht:resp [ {expected} ] ] ) ] .\n{POST}"
    (protocol / "manifest.ttl").write_text(HEAD + entries)


@pytest.mark.parametrize(
    ("body", "told", "status"), [("1", "indirect: 1 of 1", 0), ("2", "made: GET: another graph\ngraph store", 1)]
)
def test_writing(tmp_path: Path, capsys: pytest.CaptureFixture[str], body: str, told: str, status: int) -> None:
    """With writing, updates are made, and graphs: what comes back must be what is expected."""
    _write(tmp_path, 'mf:expectedStatus hts:StatusCode2xx ; mf:expectedFormat "boolean"')
    manifest = tmp_path / "protocol/manifest.ttl"
    manifest.write_text(manifest.read_text().replace("ht:resp []", "ht:resp [ mf:expectedStatus hts:StatusCode2xx ]"))
    (tmp_path / "graph-store-protocol").mkdir()
    (tmp_path / "graph-store-protocol/manifest-indirect.ttl").write_text(f"{HEAD}{MADE.replace('BODY', body)}")
    assert main([str(tmp_path), "--writable"]) == status
    printed = capsys.readouterr().out
    assert told in printed and "updates: 1 of 1" in printed
