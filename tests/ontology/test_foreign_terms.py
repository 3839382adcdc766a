"""The terms of others: each in one table, named in both languages, written as its owner writes it, and used."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import rdflib.namespace as known_to_rdflib
from rdflib.namespace import DefinedNamespace

from steungraaf.namespaces import BASE, PREFIXES, shorten
from steungraaf.rdf import Literal, NamedNode, Quad, Term

Described = dict[str, dict[str, list[Term]]]
Read = Callable[[str], Described]

TABLE = "ontology/reused-terms.ttl"
# How RDF writes lists and literals, and how shapes are written: no terms that a reader of the data meets.
SYNTAX = re.compile(r"(xsd|sh):|rdf:(first|rest|nil|langString)$")
# What an alignment aligns with is a vocabulary, not a term of it.
WHOLE = "http://rdfs.org/ns/void#objectsTarget"
FOREIGN = {namespace: prefix for prefix, namespace in PREFIXES.items() if not namespace.startswith(BASE)}
NOT_IN_RDFLIB = {
    *["adms", "cpsv", "eli", "eli-dl", "frapo", "m8g", "oa", "sdmx-attribute", "sdmx-dimension", "sdmx-measure"],
    *["oslo-besluit", "oslo-mandaat", "oslo-organisatie", "oslo-raadpleegomgeving", "oslo-subsidie"],
    *["semapv", "sssom", "uk-parliament", "vs"],
}

# Terms of DCAT 3 and schema.org 30, which are younger than rdflib's lists; they were looked up where the table says.
YOUNGER = {"dcat:version", "schema:measurementDenominator", "schema:observationAbout"}


def is_term(iri: str) -> bool:
    """Tell whether an IRI is a term of somebody else's vocabulary, of those in the table of prefixes."""
    prefix, _, local = shorten(iri).partition(":")
    return prefix in FOREIGN.values() and bool(re.fullmatch(r"[A-Za-z_]+", local))


def used_in(statements: dict[Path, list[Quad]]) -> set[str]:
    """Return the foreign terms that the files use, the table apart, and those that are predicates or classes anyway."""
    found: set[str] = set()
    for path, quads in statements.items():
        for quad in quads:
            found.add(quad.predicate.value)
            if path.name != "reused-terms.ttl" and quad.predicate.value != WHOLE:
                found |= {node.value for node in (quad.subject, quad.object) if isinstance(node, NamedNode)}
    predicates = {quad.predicate.value for quads in statements.values() for quad in quads}
    foreign = {iri for iri in found if is_term(iri)} | {iri for iri in predicates if not iri.startswith(BASE)}
    return {shorten(iri) for iri in foreign if not SYNTAX.match(shorten(iri))}


@pytest.fixture(scope="module")
def table(described: Read) -> Described:
    """Hold what the table says of each term and vocabulary of others, its header apart."""
    return {name: said for name, said in described(TABLE).items() if not name.startswith(BASE)}


@pytest.fixture(scope="module")
def terms(table: Described) -> set[str]:
    """Name the terms of the table."""
    return {name for name in table if name not in FOREIGN}


def test_every_foreign_term_stands_in_the_table(statements: dict[Path, list[Quad]], terms: set[str]) -> None:
    """Each predicate, class or other term of somebody else in data, ontology or alignments is in the table."""
    assert sorted(used_in(statements) - terms) == []


def test_nothing_in_the_table_is_unused(statements: dict[Path, list[Quad]], terms: set[str]) -> None:
    """Each term of the table is used in data, vocabulary, shapes or alignments."""
    assert sorted(terms - used_in(statements)) == []


def test_classes_and_datatypes_are_known(statements: dict[Path, list[Quad]], terms: set[str]) -> None:
    """Whatever a thing is typed with, by whoever's class, is an own term or stands in the table."""
    typed = {
        quad.object for quads in statements.values() for quad in quads if shorten(quad.predicate.value) == "rdf:type"
    }
    names = {shorten(node.value) for node in typed if isinstance(node, NamedNode)}
    assert [name for name in sorted(names) if name not in terms and not name.startswith(("sg:", "sh:"))] == []


def test_the_table_names_in_both_languages(table: Described) -> None:
    """Each term and each vocabulary has one label in Dutch and one in English, and nothing else but its source."""
    labels = {
        name: [label.language for label in said["rdfs:label"] if isinstance(label, Literal)]
        for name, said in table.items()
    }
    assert labels == dict.fromkeys(table, ["nl", "en"])
    assert {part for said in table.values() for part in said} == {"rdfs:label", "dcterms:source"}


def test_every_vocabulary_says_where_it_was_read(table: Described, terms: set[str]) -> None:
    """The vocabularies of the terms, and no others, are in the table, each with at least one source."""
    wanted = {PREFIXES[name.partition(":")[0]] for name in terms}
    assert {name for name in table if name in FOREIGN} == wanted
    assert {name for name, said in table.items() if "dcterms:source" in said} == wanted


def test_table_is_sorted(table: Described) -> None:
    """Vocabularies stand in the order of their prefixes, then terms in that of their prefixed names."""
    names = list(table)
    vocabularies = sorted((name for name in names if name in FOREIGN), key=lambda name: FOREIGN[name])
    assert names == [*vocabularies, *sorted(name for name in names if name not in FOREIGN)]


def closed_namespaces() -> dict[str, type[DefinedNamespace]]:
    """Return the vocabularies of which rdflib knows every term, by their prefix."""
    found = (getattr(known_to_rdflib, name) for name in known_to_rdflib.__all__ if name.isupper())
    closed = [one for one in found if isinstance(one, type) and issubclass(one, DefinedNamespace)]
    return {FOREIGN[str(one)]: one for one in closed if str(one) in FOREIGN}


def test_terms_exist_where_rdflib_knows_them_all(statements: dict[Path, list[Quad]], terms: set[str]) -> None:
    """Each term of a vocabulary that rdflib holds in full, SHACL and XML Schema too, is in rdflib's list."""
    nodes = {
        node.value for quads in statements.values() for quad in quads for node in quad if isinstance(node, NamedNode)
    }
    names = terms | {shorten(iri) for iri in nodes if shorten(iri).startswith(("sh:", "xsd:", "rdf:"))}
    closed = closed_namespaces()
    split = [(*name.partition(":"), name) for name in sorted(names)]
    assert [name for prefix, _, local, name in split if prefix in closed and local not in closed[prefix]] == sorted(
        YOUNGER
    )
    assert {prefix for prefix, *_ in split} - set(closed) == NOT_IN_RDFLIB
