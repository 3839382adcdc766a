"""The concept schemes: each concept in its place, explained in both languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

Ask = Callable[[str], list[tuple[str, ...]]]

CONCEPTS = "SELECT ?c WHERE { ?c a skos:Concept }"


def test_every_concept_is_defined(say: Ask) -> None:
    """Each concept and scheme has one definition in Dutch and one in English."""
    query = "SELECT ?c (LANG(?d) AS ?l) WHERE { ?c skos:inScheme|skos:hasTopConcept ?any ; skos:definition ?d }"
    rows = set(say(query))
    subjects = {row[0] for row in rows} | {row[0] for row in say(CONCEPTS)}
    assert rows == {(subject, language) for subject in subjects for language in ("nl", "en")}


def test_every_concept_is_in_one_scheme(say: Ask) -> None:
    """Each concept belongs to exactly one scheme, which exists."""
    schemes = say("SELECT ?c ?s WHERE { ?c skos:inScheme ?s . ?s a skos:ConceptScheme }")
    assert Counter(row[0] for row in schemes) == Counter(row[0] for row in say(CONCEPTS))


def test_top_concepts_have_nothing_above_them(say: Ask) -> None:
    """A concept is either at the top of its scheme, said from both sides, or under another one."""
    top = set(say("SELECT ?c ?s WHERE { ?c skos:topConceptOf ?s }"))
    under = {row[0] for row in say("SELECT ?c WHERE { ?c skos:broader ?other }")}
    assert top == set(say("SELECT ?c ?s WHERE { ?s skos:hasTopConcept ?c }"))
    assert {row[0] for row in say(CONCEPTS)} - {row[0] for row in top} == under
    assert not under & {row[0] for row in top}


def test_broader_stays_in_the_scheme_and_never_comes_back(say: Ask) -> None:
    """A broader concept is of the same scheme, and no way up leads back to where it began."""
    query = "SELECT ?c WHERE { ?c skos:broader ?b ; skos:inScheme ?s FILTER NOT EXISTS { ?b skos:inScheme ?s } }"
    assert say(query) == []
    assert say("SELECT ?c WHERE { ?c skos:broader+ ?c }") == []


def test_names_are_unique_in_a_scheme(say: Ask) -> None:
    """No two concepts of a scheme have the same name in a language."""
    rows = say("SELECT ?s ?name (LANG(?name) AS ?l) WHERE { ?c skos:inScheme ?s ; skos:prefLabel ?name }")
    assert [row for row, times in Counter(rows).items() if times > 1] == []


def test_a_match_is_of_one_kind(say: Ask) -> None:
    """No concept matches another list's concept exactly and in a looser way at once (SKOS S46)."""
    query = """SELECT ?c WHERE { ?c skos:exactMatch ?m ; ?looser ?m
      FILTER(?looser IN (skos:broadMatch, skos:relatedMatch, skos:closeMatch)) }"""
    assert say(query) == []
