"""Draw RDF terms and graphs, the awkward ones too, for tests of what must hold for any of them."""

from hypothesis import strategies as st

from steungraaf.namespaces import PREFIXES
from steungraaf.rdf import BlankNode, DefaultGraph, Literal, NamedNode, Quad

_XSD = PREFIXES["xsd"]
_NAMESPACES = ["https://example.org/", "urn:example:", PREFIXES["sg"], PREFIXES["sv77"], PREFIXES["rdf"]]
_LOCAL = st.text("abzAZ019_-.~%é$&'()*+,;=:@!", max_size=8).filter(lambda text: "%" not in text)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
XML_TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=20)
QUERY_LIKE = st.sampled_from(
    ['"', "\\", "} DROP ALL {", "# UNDEF }", "<x>", "'''", '"""', "\n", "\r", "\\u007D", "\x00"]
)

iris = st.builds(lambda namespace, local: NamedNode(namespace + local), st.sampled_from(_NAMESPACES), _LOCAL)
blank_nodes = st.sampled_from("abcd").map(BlankNode)


def literals(texts: st.SearchStrategy[str] = TEXTS) -> st.SearchStrategy[Literal]:
    """Draw plain, tagged and typed literals, well formed or not, with these values."""
    datatypes = st.sampled_from(["integer", "decimal", "double", "boolean", "date", "duration"])
    forms = st.sampled_from(["1", "-0", "46.0", ".5", "1.", "1e3", "007", "true", "TRUE", "P12M", "2018-11-27", ""])
    return st.one_of(
        texts.map(Literal),
        st.builds(lambda text, tag: Literal(text, language=tag), texts, st.sampled_from(["nl", "en", "nl-be"])),
        st.builds(lambda form, name: Literal(form, datatype=NamedNode(_XSD + name)), forms, datatypes),
        st.builds(lambda text, datatype: Literal(text, datatype=datatype), texts, iris),
    )


slot_terms = st.one_of(iris, literals(), literals(QUERY_LIKE))


def graphs(texts: st.SearchStrategy[str] = TEXTS) -> st.SearchStrategy[list[Quad]]:
    """Draw the triples of a small graph, blank nodes that refer to each other among them."""
    subjects = st.one_of(iris, blank_nodes)
    objects = st.one_of(iris, blank_nodes, literals(texts))
    return st.lists(st.builds(Quad, subjects, iris, objects, st.just(DefaultGraph())), max_size=8)


def link_rows() -> st.SearchStrategy[list[dict[str, str]]]:
    """Draw the rows of a link set, no two about the same link, with any text in the cells that take text."""
    numbers = st.integers(0, 99).map(lambda number: f"a:{number}")
    texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=9)
    return st.lists(
        st.fixed_dictionaries(
            {
                "subject_id": numbers,
                "predicate_id": st.sampled_from(["skos:exactMatch", "owl:sameAs"]),
                "object_id": numbers,
                "mapping_justification": st.just("semapv:ManualMappingCuration"),
            },
            optional={"comment": texts, "subject_label": texts, "confidence": st.sampled_from(["0.5", "1"])},
        ),
        min_size=1,
        max_size=8,
        unique_by=lambda row: (row["subject_id"], row["predicate_id"], row["object_id"]),
    )


@st.composite
def misspelt(draw: st.DrawFn, names: list[str]) -> str:
    """Draw one of some names with letters, signs or a part of another put in or left out."""
    name = draw(st.sampled_from(names))
    for _ in range(draw(st.integers(0, 3))):
        place = draw(st.integers(0, len(name)))
        put = draw(
            st.one_of(st.just(""), st.sampled_from(" (),-./&'aeX1"), st.sampled_from(names).map(lambda it: it[:8]))
        )
        name = name[:place] + put + name[place + draw(st.integers(0, 1)) :]
    return name
