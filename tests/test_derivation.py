"""What rules make of a dataset, and which rules cannot be run."""

from collections.abc import Callable
from pathlib import Path

import pytest

from steungraaf.derivation import derive, derive_in_place
from steungraaf.errors import RuleError
from steungraaf.folder import Folder
from steungraaf.namespaces import DERIVED, expand
from steungraaf.rdf import DefaultGraph, NamedNode, Quad, parse_quads
from steungraaf.store import EmbeddedStore

HEADER = '#+ question: {nl: "?", en: "?"}\n#+ description: {nl: Regel., en: Rule.}\nPREFIX ex: <https://example.org/>\n'
INVERSE = "CONSTRUCT { ?b ex:inverse ?a } WHERE { ?a ex:knows ?b }"
SYMMETRIC = "CONSTRUCT { ?a ex:near ?b } WHERE { ?a ex:inverse ?b }"
BACK = "CONSTRUCT { ?a ex:knows ?b } WHERE { ?a ex:near ?b }"

Rule = Callable[[str, str], Path]


def thing(name: str) -> NamedNode:
    """Return one of the things of the tests."""
    return NamedNode(f"https://example.org/{name}")


@pytest.fixture
def rule(tmp_path: Path) -> Rule:
    """Write a rule of a name."""

    def written(name: str, sparql: str) -> Path:
        path = tmp_path / f"{name}.rq"
        path.write_text(HEADER + sparql, "utf-8")
        return path

    return written


@pytest.fixture
def store() -> EmbeddedStore:
    """Give a store in which a knows b."""
    store = EmbeddedStore()
    store.load([Quad(thing("a"), thing("knows"), thing("b"), thing("graph"))])
    return store


def test_each_rule_makes_its_graph(store: EmbeddedStore, rule: Rule) -> None:
    """What a rule makes stands in the graph of its name, and its triples are counted."""
    assert derive(store, [rule("inverse", INVERSE)]) == {"inverse": 1}
    graph = NamedNode(f"{DERIVED}inverse")
    assert list(store.dump(graph.value)) == [Quad(thing("b"), thing("inverse"), thing("a"), graph)]


def test_rules_feed_each_other(store: EmbeddedStore, rule: Rule) -> None:
    """Rules run until nothing new comes, in whatever order they are given."""
    rules = [rule("back", BACK), rule("symmetric", SYMMETRIC), rule("inverse", INVERSE)]
    assert derive(store, rules) == {"back": 2, "symmetric": 2, "inverse": 2}
    assert store.query(f"ASK {{ <{thing('b').value}> <{thing('knows').value}> <{thing('a').value}> }}") is True


def test_deriving_again_changes_nothing(store: EmbeddedStore, rule: Rule) -> None:
    """Deriving twice gives the same as once."""
    rules = [rule("inverse", INVERSE), rule("symmetric", SYMMETRIC)]
    first, quads = derive(store, rules), set(store.dump())
    assert (derive(store, rules), set(store.dump())) == (first, quads)


def test_what_no_longer_follows_goes(store: EmbeddedStore, rule: Rule) -> None:
    """When what a rule started from is gone, what it made goes too."""
    rules = [rule("inverse", INVERSE), rule("symmetric", SYMMETRIC)]
    derive(store, rules)
    store.replace_graph(thing("graph").value, [])
    assert derive(store, rules) == {"inverse": 0, "symmetric": 0}
    assert list(store.dump()) == []


def test_no_rules(store: EmbeddedStore) -> None:
    """Without rules nothing is derived."""
    assert derive(store, []) == {}


@pytest.mark.parametrize(
    ("sparql", "reason"),
    [
        ("SELECT ?a { ?a ?b ?c }", "columns.a"),
        ("ASK { ?a ?b ?c }", "it is no CONSTRUCT"),
        ("CONSTRUCT { ?a ex:p [] } WHERE { ?a ?b ?c }", "it makes blank nodes"),
        ("CONSTRUCT { _:x ex:p ?a } WHERE { ?a ?b ?c }", "it makes blank nodes"),
        ("CONSTRUCT { ?a ex:p ?b } WHERE { ?a ?b ", "is closed nowhere"),
        ("CONSTRUCT { ?a ex:p ?x } WHERE { ?a ?b ?c BIND(ex:f(1) AS ?x) }", "custom function"),
        ("DROP ALL", "changes data"),
        (
            "CONSTRUCT { ?next ex:knows ?a } WHERE { ?a ex:knows ?b BIND(IRI(CONCAT(STR(?a), 'x')) AS ?next) }",
            "something new each time",
        ),
    ],
)
def test_rules_that_do_not_work(store: EmbeddedStore, rule: Rule, sparql: str, reason: str) -> None:
    """A rule that is no CONSTRUCT, makes blank nodes, cannot be run or never ends is an error that names its file."""
    path = rule("bad", sparql)
    with pytest.raises(RuleError, match=reason) as caught:
        derive(store, [path])
    assert caught.value.file == str(path) and caught.value.message("nl")


CLAIMS = """
ex:one a sg:Claim ; rdf:subject ex:fund ; rdf:predicate sg:funds ; rdf:object ex:plan ; sg:modality modality:asserted .
ex:two a sg:Claim ; rdf:subject ex:fund ; rdf:predicate sg:plans ; rdf:object ex:later ; sg:modality modality:planned .
ex:three a sg:Claim ; rdf:subject sg:actorNotStated ; rdf:predicate sg:organises ; rdf:object ex:plan ;
  sg:modality modality:asserted .
ex:four a sg:Claim ; rdf:subject ex:plan ; rdf:predicate dcterms:subject ; rdf:object ex:topic ;
  sg:modality modality:asserted .
"""


@pytest.fixture
def derived() -> set[tuple[str, str, str]]:
    """Derive by the bundled rules from four claims and the vocabulary; give what was made, in short."""
    from steungraaf.namespaces import PREFIXES

    text = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    folder, store = Folder.open(), EmbeddedStore()
    claims = parse_quads(f"{text}@prefix ex: <https://example.org/> .\n{CLAIMS}".encode(), format="turtle")
    store.load(Quad(one.subject, one.predicate, one.object, DefaultGraph()) for one in claims)
    store.load(quad for file in folder.ontology_files() for quad in file.quads())
    made = derive(store, folder.rule_files())
    return {(q.subject.value, q.predicate.value, q.object.value) for name in made for q in store.dump(DERIVED + name)}


@pytest.mark.parametrize(
    ("subject", "predicate", "object"),
    [("fund", "sg:funds", "plan"), ("plan", "sg:fundedBy", "fund"), ("plan", "dcterms:subject", "topic")],
)
def test_asserted_claims_derive(derived: set[tuple[str, str, str]], subject: str, predicate: str, object: str) -> None:
    """An asserted claim gives the plain triple, of a relation also its inverse."""
    assert (thing(subject).value, expand(predicate), thing(object).value) in derived


def test_other_claims_derive_nothing(derived: set[tuple[str, str, str]]) -> None:
    """What is only planned, or has an actor that is not stated, gives nothing."""
    mentioned = {term for triple in derived for term in triple}
    assert not mentioned & {thing("later").value, expand("sg:actorNotStated"), expand("sg:organises")}


class Counting:
    """Make in a store in memory what rules make, and count it, as a store on disk does."""

    def __init__(self, store: EmbeddedStore) -> None:
        self._store = store

    def derive(self, graph: str, sparql: str) -> int:
        """Add what the query makes to the graph."""
        found = self._store.query(sparql)
        assert isinstance(found, list)
        self._store.load(Quad(one.subject, one.predicate, one.object, NamedNode(graph)) for one in found)
        return len(list(self._store.dump(graph)))


def test_in_place_gives_the_same(store: EmbeddedStore, rule: Rule) -> None:
    """Rules that run where the data lie make what they make in memory."""
    rules = [rule("back", BACK), rule("symmetric", SYMMETRIC), rule("inverse", INVERSE)]
    assert derive_in_place(Counting(store), rules) == {"back": 2, "symmetric": 2, "inverse": 2}


def test_in_place_tells_the_rule(store: EmbeddedStore, rule: Rule) -> None:
    """A rule that cannot be run is named, and so are rules that never end."""
    with pytest.raises(RuleError, match=r"broken\.rq"):
        derive_in_place(Counting(store), [rule("broken", "CONSTRUCT { ?a ?b } WHERE {}")])

    class Endless:
        made = 0

        def derive(self, graph: str, sparql: str) -> int:
            self.made += 1
            return self.made

    with pytest.raises(RuleError, match="something new each time"):
        derive_in_place(Endless(), [rule("inverse", INVERSE)])
