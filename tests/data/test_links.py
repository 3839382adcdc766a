"""Every actor and place whose identifier is known is linked, and no trap of the registers was walked into."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from steungraaf.namespaces import BASE, expand
from steungraaf.rdf.sssom import LinkSet, read_links, write_links

Ask = Callable[[str], list[tuple[str, ...]]]
Reference = Callable[[str], list[dict[str, str]]]

# The columns of the reference lists that hold addresses elsewhere, and of what they are.
PLACES = {
    "refnis2019_uri": "refnis-2019",
    "refnis2025_uri": "refnis-2025",
    "data_vlaanderen_gemeente_uri": "gemeenten",
    "lau_uri": "nuts-lau",
    "nuts_uri": "nuts-lau",
    "eu_atu_uri": "eu-atu",
    "lblod_werkingsgebied_uri": "lblod-areas",
}
AUTHORITIES = {"ovo_uri": "ovo", "cbe_uri": "cbe", "lblod_bestuurseenheid_uri": "lblod-units"}
SAME = ("owl:sameAs", "skos:exactMatch")
# An address that stands for a municipality before and after a merger is the same as the later one only.
NEARLY = ("skos:closeMatch", *SAME)


def linked(ask: Ask, how: tuple[str, ...], what: str) -> set[tuple[str, str]]:
    """Return the code of each thing with what it is linked to; `what` says how to get at the code."""
    return set(ask(f"SELECT ?code ?there WHERE {{ VALUES ?how {{ {' '.join(how)} }} ?thing ?how ?there . {what} }}"))


@pytest.fixture(scope="module")
def sets(link_set_files: list[Path]) -> dict[str, LinkSet]:
    """Hold every link set by its name."""
    return {path.name.partition(".")[0]: read_links(path.read_bytes(), path.name) for path in link_set_files}


@pytest.mark.parametrize("column", PLACES)
def test_every_known_place_is_linked(ask: Ask, reference: Reference, column: str) -> None:
    """Each territory with an address in a reference list is linked to it, nothing is where the list has none."""
    rows = [row for name in ("municipalities", "regions") for row in reference(name)]
    expected = {(row["nis_code"].zfill(5), row[column]) for row in rows if row.get(column)}
    found = linked(ask, NEARLY, "?thing skos:notation ?code FILTER(DATATYPE(?code) = sg:NisCode)")
    spaces = {uri.rpartition("/")[0] for _, uri in expected}
    assert expected and expected <= found
    if column not in ("lau_uri", "nuts_uri"):  # which share their space
        assert {pair for pair in found if pair[1].rpartition("/")[0] in spaces} == expected


@pytest.mark.parametrize("column", AUTHORITIES)
def test_every_known_authority_is_linked(ask: Ask, reference: Reference, column: str) -> None:
    """Each authority of a municipality or province is linked to the addresses that the lists give for its OVO code."""
    found = linked(ask, SAME, "?thing skos:notation ?code FILTER(DATATYPE(?code) = sg:OvoCode)")
    rows = [row for name in ("municipalities", "regions") for row in reference(name)]
    expected = {(row["ovo_code"], row[column]) for row in rows if row.get(column)}
    assert expected and expected <= found


@pytest.mark.parametrize("column", ["ovo_uri", "cbe_uri", "lblod_bestuurseenheid_uri"])
def test_every_known_organisation_is_linked(ask: Ask, reference: Reference, column: str) -> None:
    """Each organisation of ours has the addresses of the list, but for VLAIO's number, which is not its own."""
    ours = {thing for (thing,) in ask("SELECT DISTINCT ?o WHERE { ?o a org:FormalOrganization }")}
    found = set(ask("SELECT ?o ?there WHERE { ?o owl:sameAs|skos:exactMatch ?there }"))
    rows = [(expand(f"organisation:{row['key']}"), row[column]) for row in reference("organisations") if row[column]]
    expected = {row for row in rows if row[0] in ours}
    assert expected - found == {row for row in expected if row[0].endswith("/vlaio") and column == "cbe_uri"}


@pytest.mark.parametrize(
    ("column", "address"),
    [
        ("wikidata_qid", "http://www.wikidata.org/entity/{}"),
        ("geonames_id", "https://sws.geonames.org/{}/"),
    ],
)
def test_every_known_entry_is_linked(ask: Ask, reference: Reference, column: str, address: str) -> None:
    """Each municipality is linked to the entry that the list gives, and as the same thing only to one."""
    expected = {(row["nis_code"], address.format(row[column])) for row in reference("municipalities") if row[column]}
    code = "?thing skos:notation ?code FILTER(DATATYPE(?code) = sg:NisCode)"
    assert expected <= linked(ask, NEARLY, code)
    same = Counter(there for _, there in linked(ask, SAME, code))
    assert [there for _, there in expected if same[there] != 1] == []


def test_every_known_nuts_is_linked(ask: Ask, reference: Reference) -> None:
    """Each municipality lies in the territory of NUTS 3 that the European list has, in Limburg too."""
    expected = {(row["nis_code"], row["nuts3_uri"]) for row in reference("municipalities")}
    assert linked(ask, ("skos:broadMatch",), "?thing skos:notation ?code") >= expected
    told = {there.rpartition("/")[2] for _, there in expected}
    assert {"BE224", "BE225"} <= told and not {"BE221", "BE222"} & told


def test_every_known_mandate_is_linked(ask: Ask, reference: Reference) -> None:
    """Each mandate of the minister is linked to its own, also where two overlap."""
    known = Counter(row["mandate_uri"] for row in reference("persons") if row["mandate_uri"])
    found = Counter(there for (there,) in ask("SELECT ?there WHERE { ?m a org:Membership ; skos:exactMatch ?there }"))
    assert found == known and len(known) == 10


def test_one_mandate_holds_on_the_day_of_the_question(ask: Ask) -> None:
    """On 27 November 2018 exactly one mandate of the minister is in force, and it is linked."""
    query = """SELECT ?there WHERE { ?m org:member person:philippe-muyters ; skos:exactMatch ?there ;
      org:memberDuring ?p . ?p dcat:startDate ?s ; dcat:endDate ?e
      FILTER(?s <= "2018-11-27"^^xsd:date && ?e >= "2018-11-27"^^xsd:date) }"""
    assert ask(query) == [("http://themis.vlaanderen.be/id/mandataris/5fed907ee6670526694a06b7",)]


def test_hasselt_has_two_codes(sets: dict[str, LinkSet]) -> None:
    """The municipality until 2024 and that from 2025 are two things, each with its own address."""
    found = {
        link.row["subject_id"]: link.row["object_id"] for link in sets["gemeenten"].links if "hasselt" in link.subject
    }
    assert found == {"municipality:hasselt": "gemeente:71022", "municipality:hasselt-2025": "gemeente:71072"}


def test_what_ended_is_linked_as_what_it_was(sets: dict[str, LinkSet]) -> None:
    """Both editions hold Sint-Amands, which ended in 2018; its link says nothing of its validity."""
    for name in ("refnis-2019", "refnis-2025"):
        found = [link.object.rpartition("/")[2] for link in sets[name].links if link.subject.endswith("/sint-amands")]
        assert found == ["12034"]


def test_a_shared_number_links_one(ask: Ask) -> None:
    """The enterprise number of the Flemish authority is an address of that authority, and not of VLAIO."""
    there = "https://org.belgif.be/id/CbeRegisteredEntity/0316380841"
    assert ask(f"SELECT ?o WHERE {{ ?o ?link <{there}> }}") == [(expand("organisation:vlaamse-overheid"),)]


def test_only_own_codes_make_two_things_the_same(sets: dict[str, LinkSet]) -> None:
    """owl:sameAs stands in the register of organisations only, where a code is never shared."""
    same = {name for name, links in sets.items() for link in links.links if link.row["predicate_id"] == "owl:sameAs"}
    assert same == {"ovo"}


def test_addresses_have_one_form(sets: dict[str, LinkSet]) -> None:
    """Each register is written as its owner writes it: https or http, /id/ and never /doc/, with its last slash."""
    starts = {
        "ovo": "https://data.vlaanderen.be/id/organisatie/OVO",
        "wikidata": "http://www.wikidata.org/entity/Q",
        "geonames": "https://sws.geonames.org/",
        "cbe": "https://org.belgif.be/id/CbeRegisteredEntity/",
        "lblod-units": "http://data.lblod.info/id/bestuurseenheden/",
    }
    other = [
        link.object for name, start in starts.items() for link in sets[name].links if link.object[: len(start)] != start
    ]
    assert other == []
    assert [link.object for link in sets["geonames"].links if not link.object.endswith("/")] == []


def test_every_set_names_its_graph_its_sources_and_its_licence(sets: dict[str, LinkSet]) -> None:
    """A set is the graph of its file, and tells in both languages what it holds, from where, under which licence."""
    keys = ("mapping_set_title", "ext_title_nl", "mapping_set_description", "ext_description_nl", "license")
    for name, links in sets.items():
        assert links.header["mapping_set_id"] == f"{BASE}graph/links/{name}"
        assert [key for key in (*keys, "mapping_set_source", "mapping_date") if not links.header.get(key)] == []


def test_what_no_person_decided_has_a_rule(sets: dict[str, LinkSet]) -> None:
    """A set with links that nobody decided tells by which rule they follow from an equal number."""
    for links in sets.values():
        undecided = [link for link in links.links if not link.decided_by]
        assert not undecided or (links.header["curation_rule_text"] and links.header["ext_curation_rule_text_nl"])
        assert [link for link in undecided if not link.row.get("match_string")] == []


def test_sets_are_written_in_house_style(link_set_files: list[Path]) -> None:
    """Writing what was read gives the same file, so that a difference is a line a link."""
    for path in link_set_files:
        assert write_links(read_links(path.read_bytes(), path.name)) == path.read_text("utf-8")
