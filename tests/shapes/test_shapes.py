"""The shapes themselves: named, worded in two languages, well formed, and in words that every engine knows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from steungraaf.namespaces import SGSH, expand, shorten
from steungraaf.rdf import Literal, NamedNode, Quad, Term, reformat
from steungraaf.validation.common_terms import peculiarities
from steungraaf.validation.shapes import Shapes

Rules = dict[str, dict[str, list[Term]]]

ROOT = Path(__file__).resolve().parents[2]
SHAPE_FILES = sorted((ROOT / "ontology" / "shapes").glob("*.ttl"))
TWO_LANGUAGES = ["en", "nl"]
PREDICATES = re.compile(r"\?(?:predicate|path) IN \(([^)]*)\)")


def languages(texts: list[Term]) -> list[str]:
    """Return the languages of texts, each as often as it occurs."""
    return sorted(text.language or "" for text in texts if isinstance(text, Literal))


def listed_in(text: str) -> set[str]:
    """Return the prefixed names in the lists of a query."""
    return {name.strip() for names in PREDICATES.findall(text) for name in names.split(",")}


@pytest.mark.parametrize("part", ["name", "message"])
def test_rules_are_worded_in_two_languages(rules: Rules, part: str) -> None:
    """Each property shape and SPARQL constraint has one name and one message in Dutch and one in English."""
    assert {rule: languages(said.get(part, [])) for rule, said in rules.items()} == dict.fromkeys(rules, TWO_LANGUAGES)


def test_messages_are_sentences(rules: Rules) -> None:
    """A message ends as a sentence does and is long enough to say what to do."""
    messages = [str(text.value) for said in rules.values() for text in said["message"] if isinstance(text, Literal)]
    assert [text for text in messages if not text.endswith(".") or len(text) < 30] == []


def test_rules_are_named_for_their_shape(shape_quads: list[Quad]) -> None:
    """A rule of sgsh:Claim is called sgsh:Claim-something, and belongs to no other shape."""
    links = [quad for quad in shape_quads if shorten(quad.predicate.value) in {"sh:property", "sh:sparql"}]
    owners = {str(quad.object): str(quad.subject) for quad in links}

    assert len(owners) == len(links)
    assert [
        rule for rule, owner in owners.items() if not re.fullmatch(re.escape(owner[1:-1]) + "-[a-zA-Z]+", rule[1:-1])
    ] == []


def test_every_shape_looks_at_something(shape_quads: list[Quad]) -> None:
    """Each node shape has an IRI of ours and a target."""
    shapes = {quad.subject for quad in shape_quads if quad.object == NamedNode(expand("sh:NodeShape"))}
    aimed = {quad.subject for quad in shape_quads if shorten(quad.predicate.value).startswith("sh:target")}

    assert shapes == aimed
    assert [shape for shape in shapes if not str(shape).startswith(f"<{SGSH}")] == []


def test_engines_read_the_shapes_the_same(shape_quads: list[Quad]) -> None:
    """No shape holds a term or a value that the two engines do not make the same of."""
    assert list(peculiarities(shape_quads)) == []


def test_constraints_keep_to_what_pyshacl_takes(rules: Rules) -> None:
    """No SPARQL constraint uses VALUES, MINUS or SERVICE, and each selects $this."""
    selects = {rule: said["select"][0] for rule, said in rules.items() if "select" in said}
    texts = {rule: text.value for rule, text in selects.items() if isinstance(text, Literal)}

    assert [rule for rule, text in texts.items() if re.search(r"\b(VALUES|MINUS|SERVICE)\b", text)] == []
    assert [rule for rule, text in texts.items() if not re.match(r"\s*SELECT (DISTINCT )?\$this\b", text)] == []


def test_shapes_for_shapes(shapes: Shapes) -> None:
    """The W3C's shapes for shapes find nothing in ours, and there is nothing in them that an engine ignores."""
    assert [*shapes.ill_formed(), *shapes.ignored()] == []


def test_claims_and_rules_know_the_same_predicates(rules: Rules, shape_quads: list[Quad]) -> None:
    """What a claim may state is just what a rule derives."""
    derived = {
        name
        for rule in ("relations", "attributes")
        for name in listed_in((ROOT / "ontology" / "rules" / f"{rule}.rq").read_text(encoding="utf-8"))
    }
    following = {str(quad.subject): quad for quad in shape_quads if quad.predicate.value == expand("rdf:first")}
    rest = {str(quad.subject): str(quad.object) for quad in shape_quads if quad.predicate.value == expand("rdf:rest")}
    node, allowed = str(rules["Claim-predicate"]["in"][0]), set()
    while node in following:
        allowed.add(shorten(str(following[node].object)[1:-1]))
        node = rest[node]

    assert allowed == derived


@pytest.mark.parametrize("path", SHAPE_FILES, ids=lambda path: path.stem)
def test_files_are_in_house_style(path: Path) -> None:
    """A file of shapes, read and written again, is the same file."""
    assert reformat(path) == path.read_bytes()
