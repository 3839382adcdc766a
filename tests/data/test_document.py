"""The first document: each sentence in its place, each claim as the sentence says it, and no more."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Callable

import pyoxigraph as ox
import pytest

from steungraaf.namespaces import BASE, SG, expand

Ask = Callable[[str], list[tuple[str, ...]]]

RELATIONS = "VALUES ?p { sg:supports sg:funds sg:organises sg:coordinates sg:partnerOf sg:plans }"
PARTS = [
    *["rdf:subject", "rdf:predicate", "rdf:object", "prov:wasQuotedFrom", "prov:wasAttributedTo"],
    *["sg:modality", "sg:basis", "sg:during"],
]
SENTENCES = """
SELECT ?sentence ?start ?end ?digest WHERE {
  ?sentence a sg:Sentence ; sg:sha256 ?digest ; oa:hasSelector ?span . ?span oa:start ?start ; oa:end ?end .
} ORDER BY xsd:integer(?start)
"""
MONEY = re.compile(r"subsid|financ|krediet|fonds|euro")
OSTEND = "municipality:oostende organisation:economisch-huis-oostende organisation:gemeente-oostende"
NAMES = """
SELECT ?name WHERE {
  { ?x a foaf:Agent } UNION { ?x a org:FormalOrganization } UNION { ?x a org:Post } UNION { ?x a ?kind
  VALUES ?kind { sg:Initiative sg:Programme sg:Project sg:Call } FILTER(CONTAINS(STR(?x), "/id/initiative/")) }
  { ?x skos:prefLabel ?name } UNION { ?x skos:altLabel ?name }
}
"""
LONGEST_RUN = 6


def slug(iri: str) -> str:
    """Give the last part of an IRI."""
    return re.split("[/#]", iri)[-1]


def digest(text: str) -> str:
    """Give the SHA-256 of a text after NFC and with each run of white space as one blank."""
    normal = re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()
    return hashlib.sha256(normal.encode("utf-8")).hexdigest()


def runs(text: str, length: int) -> set[str]:
    """Give every run of so many words in a text."""
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[start : start + length]) for start in range(len(words) - length + 1)}


def test_the_file_is_the_one_that_was_read(say: Ask, original: str) -> None:
    """The digest and the length of the document are those of the file."""
    (row,) = say("SELECT ?digest ?length WHERE { ?d a foaf:Document ; sg:sha256 ?digest ; sg:characters ?length }")
    assert row == (hashlib.sha256(original.encode("utf-8")).hexdigest(), str(len(original)))


def test_positions_and_digests(say: Ask, original: str) -> None:
    """Each sentence stands in the original where the data say, character by character."""
    rows = say(SENTENCES)
    wrong = [slug(s) for s, start, end, sha in rows if digest(original[int(start) : int(end)]) != sha]
    assert (len(rows), wrong) == (42, [])


def test_no_character_is_left_out(say: Ask, original: str) -> None:
    """Between the sentences there is nothing but white space and the numbers of the items."""
    spans = [(int(start), int(end)) for _, start, end, _ in say(SENTENCES)]
    starts, ends = zip(*spans, strict=True)
    between = [original[a:b] for a, b in zip((0, *ends), (*starts, len(original)), strict=True)]
    assert [text for text in between if not re.fullmatch(r"\s*(?:[1-4]\.)?\s*", text)] == []


def test_every_sentence_is_accounted_for(say: Ask) -> None:
    """A sentence that states something has a claim or figure; every other one says why it has none."""
    query = """SELECT ?s WHERE { ?s a sg:Sentence ; sg:role sentence-role:statement
      FILTER NOT EXISTS { ?made prov:wasQuotedFrom ?s . ?made a ?kind FILTER(?kind IN (sg:Claim, sg:Figure)) } }"""
    assert say(query) == []


def test_questions_state_nothing(say: Ask) -> None:
    """No claim or figure rests on one of the four questions, the title or a cross-reference."""
    query = """SELECT ?made WHERE { ?made prov:wasQuotedFrom ?s ; a ?kind . ?s sg:role ?role
      FILTER(?kind IN (sg:Claim, sg:Figure))
      FILTER(?role IN (sentence-role:question, sentence-role:title, sentence-role:cross-reference)) }"""
    assert say(query) == []


def test_the_second_answer_refers_to_the_first_question(say: Ask) -> None:
    """The second answer refers to the first question, and the first answer answers that."""
    query = "SELECT ?a WHERE { sv77:a2 sg:refersTo ?q . ?a sg:answers ?q }"
    assert [slug(a) for (a,) in say(query)] == ["a1"]


def test_each_answer_says_what_it_leaves_open(say: Ask) -> None:
    """Every part of the answer names at least one thing that was asked and is not in the source."""
    query = "SELECT DISTINCT ?a WHERE { ?a sg:leavesOpen ?gap . ?gap a sg:Gap } ORDER BY ?a"
    assert [slug(a) for (a,) in say(query)] == ["a1", "a2", "a3", "a4"]


@pytest.mark.parametrize("part", PARTS)
def test_every_claim_has_all_its_parts(say: Ask, part: str) -> None:
    """Each claim has the part, and only one of it but for sentences."""
    rows = say(f"SELECT ?claim (COUNT(?value) AS ?n) WHERE {{ ?claim a sg:Claim ; {part} ?value }} GROUP BY ?claim")
    claims = say("SELECT ?claim WHERE { ?claim a sg:Claim }")
    assert {claim for claim, _ in rows} == {claim for (claim,) in claims}
    assert [row for row in rows if row[1] != "1" and part != "prov:wasQuotedFrom"] == []


def test_what_is_inferred_says_from_what(say: Ask) -> None:
    """Each claim and period that was inferred has a note in both languages that says how."""
    query = """SELECT ?x (COUNT(?note) AS ?n) WHERE { ?x sg:basis basis:inferred
      OPTIONAL { ?x skos:note ?note } } GROUP BY ?x"""
    assert [row for row in say(query) if row[1] != "2"] == []


def test_the_name_of_a_claim_tells_its_sentence(say: Ask) -> None:
    """A claim or figure is named after a sentence that it rests on."""
    query = "SELECT ?made ?s WHERE { ?made prov:wasQuotedFrom ?s ; a ?kind FILTER(?kind IN (sg:Claim, sg:Figure)) }"
    rests_on: dict[str, set[str]] = {}
    for made, sentence in say(query):
        rests_on.setdefault(slug(made), set()).add(slug(sentence))
    assert [name for name, on in rests_on.items() if re.sub(r"^\w+?-|-\d+$", "", name) not in on] == []


def test_the_question_is_hers_and_the_answer_his(say: Ask) -> None:
    """What rests on the question is the member's word, what rests on the answer the minister's."""
    query = """SELECT DISTINCT ?whole ?who WHERE { ?made prov:wasQuotedFrom ?s ; prov:wasAttributedTo ?who .
      ?s dcterms:isPartOf/dcterms:isPartOf ?whole } ORDER BY ?whole"""
    found = [(slug(whole), slug(who)) for whole, who in say(query)]
    assert found == [("answer", "philippe-muyters"), ("question", "mercedes-van-volcem")]


def test_enough_was_found(say: Ask) -> None:
    """There are at least eighty relations and thirty-five attributes, each stated once a sentence."""
    counts = say(f"SELECT (COUNT(?claim) AS ?n) WHERE {{ {RELATIONS} ?claim a sg:Claim ; rdf:predicate ?p }}")
    everything = say("SELECT (COUNT(?claim) AS ?n) WHERE { ?claim a sg:Claim }")
    relations, claims = int(counts[0][0]), int(everything[0][0])
    assert relations >= 80
    assert claims - relations >= 35


def test_no_claim_is_made_twice(say: Ask) -> None:
    """No two claims on one sentence say the same by the same means."""
    query = """SELECT ?first ?s ?p ?o ?through ?kind ?modality WHERE { ?claim a sg:Claim ; rdf:subject ?s ;
      rdf:predicate ?p ; rdf:object ?o ; sg:modality ?modality ; sg:during ?during .
      OPTIONAL { ?claim sg:through ?through } OPTIONAL { ?claim sg:supportKind ?kind }
      BIND(CONCAT(REPLACE(STR(?claim), "-[0-9]+$", ""), STR(?during)) AS ?first) }"""
    assert [row for row, times in Counter(say(query)).items() if times > 1] == []


def test_vvsg_organises_and_vlaio_supports(say: Ask) -> None:
    """The round tables are organised by VVSG alone; what VLAIO does for them is support, never money."""
    query = """SELECT DISTINCT ?p ?s WHERE { ?claim rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o
      VALUES ?o { initiative:overlegtafels-vvsg } FILTER(?s IN (organisation:vvsg, organisation:vlaio)) } ORDER BY ?s"""
    assert [(slug(p), slug(s)) for p, s in say(query)] == [("supports", "vlaio"), ("organises", "vvsg")]


def test_funds_only_where_the_sentence_says_money(say: Ask) -> None:
    """Each sentence behind a claim that somebody funds speaks of grants, credits or financing."""
    query = """SELECT ?claim ?text WHERE { ?claim rdf:predicate sg:funds ; prov:wasQuotedFrom/sg:restatement ?text
      FILTER(LANG(?text) = "nl") }"""
    rows = say(query)
    speaks = {claim for claim, text in rows if MONEY.search(text)}
    assert rows
    assert {claim for claim, _ in rows} == speaks


def test_nothing_is_spread_over_the_cities(say: Ask) -> None:
    """No claim is about the thirteen centre cities together, or about the authority of one city."""
    query = """SELECT ?claim ?x WHERE { ?claim a sg:Claim ; ?part ?x FILTER(?part IN (rdf:subject, rdf:object))
      FILTER(?x = group:centrumsteden || CONTAINS(STR(?x), "/organisation/gemeente-")) }"""
    assert say(query) == []


def test_unnamed_groups_have_no_members(say: Ask) -> None:
    """Of the groups of the document only the one whose members a sentence names has members."""
    query = f'SELECT DISTINCT ?g WHERE {{ ?g foaf:member ?m FILTER(STRSTARTS(STR(?g), "{expand("sv77:")}")) }}'
    assert [slug(group) for (group,) in say(query)] == ["group-hefboom-en-microstart"]


def test_ostend_is_only_in_the_words_of_the_member(say: Ask) -> None:
    """Each claim about Ostend or its Economisch Huis is the member's."""
    query = f"""SELECT DISTINCT ?who WHERE {{ VALUES ?x {{ {OSTEND} }} ?claim a sg:Claim ; ?part ?x ;
      prov:wasAttributedTo ?who FILTER(?part IN (rdf:subject, rdf:object)) }}"""
    assert [slug(who) for (who,) in say(query)] == ["mercedes-van-volcem"]


def test_mechelen_is_inferred(say: Ask) -> None:
    """That MEST is in Mechelen is inferred, from its name."""
    query = "SELECT ?basis WHERE { ?claim rdf:object municipality:mechelen ; sg:basis ?basis }"
    assert [slug(basis) for (basis,) in say(query)] == ["inferred"]


def test_no_actor_is_made_of_a_passive(say: Ask) -> None:
    """Who set up and financed the ecosystems is not stated, and no actor is put there."""
    query = """SELECT DISTINCT ?s WHERE { ?claim rdf:object sv77:initiative-ecosystemen ; rdf:predicate ?p ;
      rdf:subject ?s FILTER(?p IN (sg:funds, sg:organises, sg:supports)) }"""
    assert say(query) == [(f"{SG}actorNotStated",)]


def test_what_was_stimulated_are_the_examples(say: Ask) -> None:
    """VLAIO stimulated examples by way of projects; it is not said to support the projects or their programmes."""
    query = """SELECT DISTINCT ?o WHERE { ?claim rdf:subject organisation:vlaio ; rdf:object ?o ;
      prov:wasQuotedFrom sv77:a1-s3 }"""
    assert [slug(o) for (o,) in say(query)] == ["initiative-inspirerende-voorbeelden"]


def test_the_call_was_launched_once_and_is_no_plan(say: Ask) -> None:
    """The launch of the call and the start of its projects are two facts, and the minister plans neither."""
    query = """SELECT ?s ?p ?modality WHERE { ?claim rdf:subject ?s ; rdf:predicate ?p ; sg:modality ?modality
      FILTER(?p IN (sg:launchedDuring, sg:startsDuring)) FILTER(CONTAINS(STR(?s), "city-of-things")) }"""
    assert {tuple(map(slug, row)) for row in say(query)} == {
        ("city-of-things", "launchedDuring", "asserted"),
        ("initiative-projecten-city-of-things", "startsDuring", "asserted"),
    }
    assert say("SELECT ?c WHERE { ?c rdf:predicate sg:plans ; rdf:object initiative:city-of-things }") == []


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [("a3-s1", "planned"), ("a3-s2", "planned"), ("a3-s3", "intended"), ("a3-s6", "intended"), ("a3-s7", "expected")],
)
def test_hedges_are_kept(say: Ask, sentence: str, modality: str) -> None:
    """What the answer plans, wants or expects is never stated as a fact only."""
    query = f"SELECT ?m WHERE {{ ?claim prov:wasQuotedFrom sv77:{sentence} ; sg:modality ?m }}"
    assert modality in {slug(found) for (found,) in say(query)}


def test_undated_periods_have_no_bounds(say: Ask) -> None:
    """Of the periods that the document leaves undated none has a first or last day, and every bound says its basis."""
    query = f"""SELECT ?p ?basis WHERE {{ ?p a dcterms:PeriodOfTime FILTER(STRSTARTS(STR(?p), "{expand("sv77:")}"))
      OPTIONAL {{ ?p sg:basis ?basis }} OPTIONAL {{ ?p dcat:startDate|dcat:endDate ?day }} FILTER(BOUND(?day)) }}"""
    rows = say(query)
    assert [row for row in rows if not row[1]] == []
    assert not {slug(p) for p, _ in rows} & {
        "period-momenteel",
        "period-voorbije-jaren",
        "period-voorbije-projectperiode",
    }


def test_everything_named_exists_and_has_labels(statements: ox.Store, say: Ask) -> None:
    """Each thing and concept of ours that the document points at is described, in Dutch and in English."""
    labels = Counter(thing for (thing,) in say("SELECT ?x WHERE { ?x skos:prefLabel ?label }"))
    objects = {quad.object.value for quad in statements if isinstance(quad.object, ox.NamedNode)}
    things = {iri for iri in objects if iri.startswith(f"{BASE}id/") and not iri.endswith("-span")}
    assert [iri for iri in things if labels[iri] != 2] == []


def test_the_document_has_no_blank_nodes(statements: ox.Store) -> None:
    """Everything that the document speaks of has a name."""
    assert not any(isinstance(term, ox.BlankNode) for quad in statements for term in (quad.subject, quad.object))


def test_the_dataset_lists_every_graph(say: Ask, graph_files: set[str]) -> None:
    """The description of the dataset lists the graph of every data file, and each of them describes itself."""
    listed = {graph for (graph,) in say("SELECT ?g WHERE { <https://w3id.org/steungraaf/dataset> void:subset ?g }")}
    headed = {graph for (graph,) in say("SELECT ?g WHERE { ?g a void:Dataset ; dcterms:source ?s }")}
    assert listed == graph_files
    assert graph_files <= headed


def test_nothing_is_copied_from_the_original(say: Ask, statements: ox.Store, original: str) -> None:
    """But for names, no text in the data has more than six words in a row in common with the original."""
    names = sorted({name for (name,) in say(NAMES)}, key=len, reverse=True)
    apart = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in names), re.IGNORECASE)
    theirs = {run for part in apart.split(original) for run in runs(part, LONGEST_RUN + 1)}
    ours = {quad.object.value for quad in statements if isinstance(quad.object, ox.Literal)}
    assert [run for text in ours for part in apart.split(text) for run in runs(part, LONGEST_RUN + 1) & theirs] == []
