"""The registers: who and what exists when, under which official code."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from tests.data.conftest import VOCABULARY, read_files

Ask = Callable[[str], list[tuple[str, ...]]]
Reference = Callable[[str], list[dict[str, str]]]

ON_DAY = """
  OPTIONAL { ?period dcat:startDate ?start }
  OPTIONAL { ?period dcat:endDate ?end }
  FILTER(COALESCE(?start <= "%s"^^xsd:date, true) && COALESCE(?end >= "%s"^^xsd:date, true))
"""
LAYERS = [("2018-11-27", 308), ("2018-12-31", 308), ("2019-01-01", 300), ("2020-01-01", 300), ("2026-01-01", 285)]
LAST_OF_YEARS = ["2018-11-27", "2024-12-31", "2025-01-01"]
CENTRE_CITIES = {
    "11002", "12025", "13040", "24062", "31005", "34022", "35013", "36015", "41002", "44021", "46021", "71016", "71022",
}  # fmt: skip
MUNICIPALITIES = """
SELECT ?place ?code WHERE {
  ?place a schema:AdministrativeArea ; skos:notation ?code ; dcterms:temporal ?period .
  FILTER(DATATYPE(?code) = sg:NisCode)
"""
AUTHORITIES = """
SELECT ?authority WHERE {
  ?authority a m8g:PublicOrganisation ; dcterms:spatial ?place ; dcterms:temporal ?period .
  ?place dcterms:temporal ?validity .
"""
CODES = """
SELECT ?thing ?code WHERE { ?thing skos:notation ?code FILTER(DATATYPE(?code) = sg:%s) }
"""
# REFNIS prints the French name of Zwalm so; the municipality has no French name of its own.
MISPRINTS = {"Zwalin"}
# The facts of this register rest on the sentences of documents, not on official lists.
FROM_A_DOCUMENT = {"initiatives"}
OWN_THINGS = re.compile(
    r"https://w3id\.org/steungraaf/id/"
    r"(arrondissement|country|group|mandate|municipality|office|organisation|period|person|province|region)/"
)


def on(day: str) -> str:
    """Close a pattern with the condition that ?period holds on a day."""
    return ON_DAY % (day, day) + "}"


def kbo_checks(number: str) -> bool:
    """Tell whether the last two of ten digits are 97 minus the remainder of the first eight by 97."""
    return bool(re.fullmatch(r"[01]\d{9}", number)) and 97 - int(number[:8]) % 97 == int(number[8:])


def slug(iri: str) -> str:
    """Give the last part of an IRI."""
    return iri.rpartition("/")[2]


@pytest.mark.parametrize(("day", "count"), LAYERS)
def test_municipalities_on_a_day(ask: Ask, day: str, count: int) -> None:
    """As many municipalities exist on a day as the official list has for it."""
    assert len(ask(MUNICIPALITIES + on(day))) == count


@pytest.mark.parametrize(("day", "count"), LAYERS)
def test_authorities_on_a_day(ask: Ask, day: str, count: int) -> None:
    """Each municipality has one authority on each day."""
    assert len({row[0] for row in ask(AUTHORITIES + on(day))}) == count


@pytest.mark.parametrize("day", LAST_OF_YEARS)
def test_nis_codes_are_unique_on_a_day(ask: Ask, day: str) -> None:
    """No NIS code is of two municipalities on one day."""
    codes = Counter(code for _, code in ask(MUNICIPALITIES + on(day)))
    assert [code for code, times in codes.items() if times > 1] == []


@pytest.mark.parametrize("day", LAST_OF_YEARS)
def test_names_are_unique_on_a_day(ask: Ask, day: str) -> None:
    """Two municipalities with one name never exist on one day."""
    query = MUNICIPALITIES.replace(
        "?code WHERE {", '?name WHERE { ?place skos:prefLabel ?name FILTER(LANG(?name) = "nl")'
    )
    names = Counter(name for _, name in ask(query + on(day)))
    assert [name for name, times in names.items() if times > 1] == []


@pytest.mark.parametrize("datatype", ["NisCode", "OvoCode", "KboNumber"])
def test_a_code_belongs_to_one_thing(ask: Ask, datatype: str) -> None:
    """No code of any register stands with two things."""
    codes = Counter(code for _, code in ask(CODES % datatype))
    assert [code for code, times in codes.items() if times > 1] == []


@pytest.mark.parametrize(("datatype", "form"), [("NisCode", r"\d{5}"), ("OvoCode", r"OVO\d{6}")])
def test_codes_have_their_form(ask: Ask, datatype: str, form: str) -> None:
    """NIS and OVO codes have the digits that their registers prescribe."""
    assert [row for row in ask(CODES % datatype) if not re.fullmatch(form, row[1])] == []


def test_kbo_numbers_pass_their_check(ask: Ask) -> None:
    """The last two digits of every enterprise number check the other eight."""
    numbers = ask(CODES % "KboNumber")
    assert len(numbers) > 300
    assert [row for row in numbers if not kbo_checks(row[1])] == []


def test_the_shared_number_stands_once(ask: Ask) -> None:
    """The number of the whole Flemish authority stands with it, and VLAIO has none."""
    holders = [slug(thing) for thing, code in ask(CODES % "KboNumber") if code == "0316380841"]
    assert holders == ["vlaamse-overheid"]


def test_centre_cities_on_the_day_of_the_question(ask: Ask) -> None:
    """The thirteen centre cities are the cities of the registers, under their codes of 2018."""
    cities = ask(MUNICIPALITIES.replace("schema:AdministrativeArea", "schema:City") + on("2018-11-27"))
    assert {code for _, code in cities} == CENTRE_CITIES


def test_group_of_centre_cities(ask: Ask) -> None:
    """The members of the group are the authorities of the centre cities, and the group names its source."""
    members = ask("SELECT DISTINCT ?m WHERE { group:centrumsteden foaf:member ?m . ?m dcterms:spatial/a schema:City }")
    everyone = ask("SELECT ?m WHERE { group:centrumsteden foaf:member ?m ; dcterms:source ?source }")
    assert len(members) == 13
    assert sorted(members) == sorted(everyone)


@pytest.mark.parametrize(("day", "code"), [("2018-11-27", "71022"), ("2024-12-31", "71022"), ("2025-01-01", "71072")])
def test_hasselt_has_the_code_of_the_day(ask: Ask, day: str, code: str) -> None:
    """Hasselt has its old code to the end of 2024 and its new one from 2025."""
    query = MUNICIPALITIES + '?place skos:prefLabel "Hasselt"@nl .' + on(day)
    assert [row[1] for row in ask(query)] == [code]


def test_one_authority_of_hasselt(ask: Ask) -> None:
    """The city of Hasselt stayed one authority through the merger of 2025."""
    places = ask("SELECT ?place WHERE { organisation:gemeente-hasselt dcterms:spatial ?place } ORDER BY ?place")
    assert [slug(place) for (place,) in places] == ["hasselt", "hasselt-2025"]


def test_replacing_runs_both_ways(ask: Ask) -> None:
    """Who replaces a municipality is named by it as its replacement."""
    forward = ask("SELECT ?new ?old WHERE { ?new dcterms:replaces ?old }")
    back = ask("SELECT ?new ?old WHERE { ?old dcterms:isReplacedBy ?new }")
    assert len(forward) > 40
    assert sorted(forward) == sorted(back)


def test_what_ended_was_replaced(ask: Ask) -> None:
    """Every municipality whose code has ended names the one that took its territory."""
    query = "SELECT ?place WHERE { ?place dcterms:temporal/dcat:endDate ?end ; a schema:AdministrativeArea "
    assert ask(query + "FILTER NOT EXISTS { ?place dcterms:isReplacedBy ?new } }") == []


def test_every_municipality_lies_in_belgium(ask: Ask) -> None:
    """From each municipality the way up by arrondissement, province and region ends at the country."""
    step = "/".join(["schema:containedInPlace"] * 4)
    assert len(ask(f"SELECT ?place WHERE {{ ?place {step} ?land . ?land a schema:Country }}")) == 327


def test_one_minister_mandate_on_the_day_of_the_question(ask: Ask) -> None:
    """On the day of the question exactly one mandate of the minister is in force."""
    query = "SELECT ?mandate WHERE { ?mandate org:member person:philippe-muyters ; org:memberDuring ?period . "
    assert [slug(row[0]) for row in ask(query + on("2018-11-27"))] == ["philippe-muyters-2016-05-04"]


def test_the_member_held_her_office_on_the_day_of_the_question(ask: Ask) -> None:
    """On the day of the question the member who asks it sits in the Flemish Parliament."""
    held = "SELECT ?role WHERE { ?m org:member person:mercedes-van-volcem ; org:role ?role ; org:memberDuring ?period ."
    assert [slug(row[0]) for row in ask(held + on("2018-11-27"))] == ["vlaams-volksvertegenwoordiger"]


def test_every_thing_has_one_label_in_each_language(ask: Ask, registers: ox.Store) -> None:
    """Every subject has exactly one preferred label in Dutch and one in English."""
    found = ask(
        "SELECT ?s (LANG(?label) AS ?l) WHERE { ?s skos:prefLabel ?label FILTER(!CONTAINS(STR(?s), '/links/')) }"
    )
    labels = Counter(found)
    assert set(labels) == {(quad.subject.value, language) for quad in registers for language in ("nl", "en")}
    assert set(labels.values()) == {1}


def test_every_text_is_in_both_languages(ask: Ask) -> None:
    """Notes, descriptions and titles come in Dutch and in English, as often."""
    names = "skos:note dcterms:description dcterms:title dcterms:rights adms:versionNotes"
    texts = ask(f"SELECT ?s ?p (LANG(?t) AS ?l) WHERE {{ VALUES ?p {{ {names} }} ?s ?p ?t }}")
    dutch, english = (Counter(row[:2] for row in texts if row[2] == language) for language in ("nl", "en"))
    assert dutch == english
    assert sum(dutch.values()) * 2 == len(texts)


def test_one_other_name_a_language(ask: Ask) -> None:
    """A public organisation has at most one alternative label a language, as CPOV asks."""
    names = ask("SELECT ?o (LANG(?n) AS ?l) WHERE { ?o a m8g:PublicOrganisation ; skos:altLabel ?n }")
    assert [key for key, times in Counter(names).items() if times > 1] == []


def test_no_blank_nodes(registers: ox.Store) -> None:
    """Everything in the registers has a name."""
    assert [q for q in registers if isinstance(q.subject, ox.BlankNode) or isinstance(q.object, ox.BlankNode)] == []


def test_what_is_referred_to_exists(registers: ox.Store) -> None:
    """Every thing of the registers that another one points at is described, there or in the vocabulary."""
    subjects = {quad.subject for store in (registers, read_files([VOCABULARY])) for quad in store}
    things = {quad.object for quad in registers if isinstance(quad.object, ox.NamedNode)}
    assert [thing.value for thing in things - subjects if OWN_THINGS.match(thing.value)] == []


def test_the_registers_stay_small(registers: ox.Store) -> None:
    """A cold start loads every register, so together they keep under nine thousand triples."""
    assert len(registers) < 9000


def test_each_register_says_where_it_comes_from(ask: Ask, register_files: list[Path]) -> None:
    """The graph of each register has a licence, a date and at least one source."""
    query = "SELECT DISTINCT ?graph WHERE { ?graph dcterms:license ?l ; dcterms:modified ?d ; dcterms:source ?source }"
    files = {path.stem for path in register_files if path.parent.name == "registers"}
    assert {slug(graph) for (graph,) in ask(query)} >= files - FROM_A_DOCUMENT


def test_every_source_is_described(ask: Ask) -> None:
    """Each source outside the data that a register names has a label in the description of the dataset."""
    query = "SELECT ?s WHERE { ?graph dcterms:source ?s FILTER NOT EXISTS { ?s skos:prefLabel ?label } }"
    assert [row for row in ask(query) if not row[0].startswith("https://w3id.org/steungraaf/id/document/")] == []


def test_prefixes_are_sorted_and_used(register_file: Path) -> None:
    """A register declares its prefixes in order, and only those that it uses."""
    head, _, body = register_file.read_text(encoding="utf-8").partition("\n\n")
    declared = re.findall(r"^@prefix ([\w-]+):", head, flags=re.MULTILINE)
    assert declared == sorted(declared)
    assert [prefix for prefix in declared if not re.search(rf"(?<![\w-]){prefix}:", body)] == []


def test_every_subject_is_closed_on_its_own_line(register_file: Path) -> None:
    """Each block of a register ends in a full stop on a line of its own, so a difference is a line a fact."""
    blocks = register_file.read_text(encoding="utf-8").rstrip("\n").split("\n\n")[1:]
    assert [block.splitlines()[0] for block in blocks if block.splitlines()[-1] != "."] == []


def test_municipalities_agree_with_the_reference(ask: Ask, reference: Reference) -> None:
    """Row by row, each code has the name, validity and arrondissement of the reference list."""
    query = (
        MUNICIPALITIES.replace("?place ?code", "?code ?name ?start ?end ?arrondissement")
        + """
      ?place skos:prefLabel ?name ; schema:containedInPlace/skos:notation ?arrondissement FILTER(LANG(?name) = "nl")
      OPTIONAL { ?period dcat:startDate ?start } OPTIONAL { ?period dcat:endDate ?end } }"""
    )
    columns = ("nis_code", "name_nl", "valid_from", "valid_to", "arrondissement_nis")
    assert sorted(ask(query)) == sorted(tuple(row[c] for c in columns) for row in reference("municipalities"))


@pytest.mark.parametrize("language", ["fr", "de"])
def test_exonyms_agree_with_the_reference(ask: Ask, reference: Reference, language: str) -> None:
    """French and German names stand where they differ from the Dutch one, and nowhere else."""
    query = (
        MUNICIPALITIES.replace("?place ?code", "?code ?name")
        + f"""
      ?place skos:altLabel ?name FILTER(LANG(?name) = "{language}") }}"""
    )
    rows = ((r["nis_code"], r["name_nl"], r[f"name_{language}"]) for r in reference("municipalities"))
    assert sorted(ask(query)) == sorted((c, name) for c, nl, name in rows if name != nl and name not in MISPRINTS)


@pytest.mark.parametrize(("datatype", "column"), [("OvoCode", "ovo_code"), ("KboNumber", "kbo_number")])
def test_authorities_agree_with_the_reference(ask: Ask, reference: Reference, datatype: str, column: str) -> None:
    """Row by row, the authority of each NIS code has the OVO code and enterprise number of the reference list."""
    query = f"""SELECT ?nis ?code WHERE {{
      ?authority dcterms:spatial/skos:notation ?nis ; dcterms:temporal ?any ; skos:notation ?code
      FILTER(DATATYPE(?code) = sg:{datatype}) }}"""
    expected = sorted((r["nis_code"], r[column]) for r in reference("municipalities") if r[column])
    assert sorted(ask(query)) == expected


def test_regions_agree_with_the_reference(ask: Ask, reference: Reference) -> None:
    """Row by row, each territory above the municipalities has the name of the reference list."""
    query = """SELECT ?code ?name WHERE { ?place a dcterms:Location ; skos:notation ?code ;
      skos:prefLabel ?name FILTER(LANG(?name) = "nl") FILTER NOT EXISTS { ?place dcterms:temporal ?period } }"""
    expected = [(row["nis_code"].zfill(5), row["name_nl"]) for row in reference("regions")]
    assert sorted(ask(query)) == sorted(expected)


@pytest.mark.parametrize(("datatype", "column"), [("OvoCode", "ovo_code"), ("KboNumber", "kbo_number")])
def test_provinces_agree_with_the_reference(ask: Ask, reference: Reference, datatype: str, column: str) -> None:
    """Row by row, the authority of each province has the codes of the reference list."""
    query = f"""SELECT ?nis ?code WHERE {{ ?authority dcterms:spatial ?place ; skos:notation ?code .
      ?place schema:containedInPlace/skos:notation "02000"^^sg:NisCode ; skos:notation ?nis
      FILTER(DATATYPE(?code) = sg:{datatype}) }}"""
    assert sorted(ask(query)) == sorted((r["nis_code"], r[column]) for r in reference("regions") if r[column])


def test_mandates_agree_with_the_reference(ask: Ask, reference: Reference) -> None:
    """Row by row, each mandate of the minister has the days, office and official address of the list."""
    query = """SELECT ?title ?start ?end ?mandate ?post ?body WHERE {
      ?m skos:exactMatch ?mandate ; rdfs:seeAlso ?body ; org:role ?role ; org:memberDuring ?period .
      ?role skos:prefLabel ?title ; skos:exactMatch ?post FILTER(LANG(?title) = "nl")
      ?period dcat:startDate ?start ; dcat:endDate ?end }"""
    columns = ("role_title", "role_start", "role_end", "mandate_uri", "post_uri", "body_uri")
    expected = [tuple(row[c] for c in columns) for row in reference("persons") if row["mandate_uri"]]
    assert len(expected) == 10
    assert sorted(ask(query)) == sorted(expected)


def test_organisations_agree_with_the_reference(ask: Ask, reference: Reference) -> None:
    """Row by row, the codes of the organisations are those of the reference list, but for VLAIO's shared number."""
    query = "SELECT ?o ?code WHERE { ?o a org:FormalOrganization ; skos:notation ?code }"
    actual = {(slug(thing), code) for thing, code in ask(query) if not re.search(r"(gemeente|provincie)-", thing)}
    rows = {(r["key"], r[c]) for r in reference("organisations") for c in ("ovo_code", "kbo_number") if r[c]}
    assert actual <= rows
    named = {thing for thing, _ in actual}
    assert {row for row in rows - actual if row[0] in named} == {("vlaio", "0316380841")}
