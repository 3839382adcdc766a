"""Test the stored questions on the web."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from steungraaf.queryfile import Parameter, QueryFile
from steungraaf.web.openapi import describe_api
from steungraaf.web.questions import MEDIA
from tests.web.conftest import TestClient


def test_list(site: TestClient) -> None:
    """The questions are listed, each with its address and its parameters."""
    told = {each["name"]: each for each in site.get("/queries").json()["queries"]}
    asked = told["who-supports"]
    assert asked["url"] == "http://localhost/queries/actors/who-supports"
    assert [one["name"] for one in asked["parameters"]] == ["supporter", "supported"]


@pytest.mark.parametrize("format", [format for format in MEDIA if format != "xlsx"])
def test_formats(site: TestClient, format: str) -> None:
    """An answer comes in each format, by name or by Accept."""
    by_name = site.get("/queries/links/identifiers", params={"format": format})
    by_accept = site.get("/queries/links/identifiers", headers={"accept": MEDIA[format]})
    assert (by_name.status_code, by_name.content) == (200, by_accept.content)
    assert by_name.headers["content-type"].startswith(MEDIA[format])


@pytest.mark.parametrize("name", ["identifiers", "identifiers%0A"])
def test_workbook(site: TestClient, name: str) -> None:
    """A workbook comes as a file with the name of the question."""
    response = site.get(f"/queries/links/{name}?format=xlsx")
    assert response.headers["content-disposition"] == 'attachment; filename="identifiers.xlsx"'
    assert "xl/workbook.xml" in ZipFile(BytesIO(response.content)).namelist()


def test_parameters(site: TestClient) -> None:
    """Parameters take names and codes, and labels come in the language that is asked."""
    response = site.get("/queries/actors/who-supports?supporter=Fund&format=json&lang=nl")
    assert (response.status_code, response.headers["content-language"]) == (200, "nl")
    assert response.json()["columns"][0]["heading"] == "wie steunt"


def test_construct(site: TestClient) -> None:
    """A question that is answered by triples gives them, and a table of them."""
    turtle = site.get("/queries/links/identifiers-in-adms")
    assert turtle.status_code == 200
    assert (
        site.get("/queries/links/identifiers-in-adms?format=turtle").headers["content-type"].startswith("text/turtle")
    )


@pytest.mark.parametrize(
    ("path", "status", "near"),
    [
        ("actors/who-suports", 404, "who-supports"),
        ("actors/who-supports?supporters=x", 400, "supporter"),
        ("actors/who-supports?supporter=Fond", 400, "Fund"),
        ("actors/who-supports?supporter=a&supporter=b", 400, ""),
        ("actors/who-supports?service=http://localhost/", 400, ""),
        ("actors/who-supports?format=pdf", 406, ""),
    ],
)
def test_refused(site: TestClient, path: str, status: int, near: str) -> None:
    """What is not there is told with what comes nearest."""
    response = site.get(f"/queries/{path}")
    told = response.json()
    assert (response.status_code, told["status"]) == (status, status) and "--" not in told["detail"]
    assert near in [*told.get("near", []), *told.get("known", []), ""]


def test_not_acceptable(site: TestClient) -> None:
    """Where no format fits, the media types that there are are told, in the language of the browser."""
    response = site.get("/queries/links/identifiers", headers={"accept": "image/png", "accept-language": "nl"})
    assert response.status_code == 406 and response.json()["detail"].startswith("In deze vorm bestaat het niet.")


def test_unchanged(site: TestClient) -> None:
    """The same answer is not sent again; in another format it is another."""
    etag = site.get("/queries/links/identifiers").headers["etag"]
    asked = [
        site.get(f"/queries/links/identifiers{rest}", headers={"if-none-match": etag}) for rest in ("", "?format=csv")
    ]
    assert [response.status_code for response in asked] == [304, 200]


def test_openapi(site: TestClient) -> None:
    """All questions are described for programs, in the language that is asked."""
    told = site.get("/openapi.json?lang=nl").json()
    asked = told["paths"]["/queries/actors/who-supports"]["get"]
    assert (told["openapi"], told["servers"], asked["summary"]) == (
        "3.1.0",
        [{"url": "http://localhost"}],
        "Wie steunt wie of wat?",
    )
    assert [one["name"] for one in asked["parameters"]] == ["supporter", "supported", "lang", "format"]


def test_too_many_things(site: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer with more things than are described at once is not described in half."""
    monkeypatch.setattr("steungraaf.web.questions._MOST_THINGS", 1)
    response = site.get("/queries/links/identifiers?format=turtle&lang=nl")
    assert response.status_code == 422 and response.json()["limit"] == 1


def test_examples() -> None:
    """An example is of the type of its parameter."""
    parameters = [
        Parameter("a", "integer", False, "5", {}),
        Parameter("b", "decimal", True, "2.5", {}),
        Parameter("c", "boolean", True, "true", {}),
        Parameter("d", "date", True, "2018-11-27", {}),
    ]
    query = QueryFile("q", "t", Path("q.rq"), {}, {}, (), tuple(parameters), {}, "")
    told = describe_api([query], "", "en", MEDIA, "")["paths"]["/queries/t/q"]["get"]["parameters"]
    assert [one.get("example") for one in told] == [5, 2.5, True, "2018-11-27", None, None]
