"""Check what becomes of the values that people and programs give."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steungraaf.catalogue.values import read_value
from steungraaf.errors import AmbiguousValueError, InvalidTermError, SteungraafError, ValueNotFoundError
from steungraaf.namespaces import expand
from steungraaf.queryfile import Parameter, fill_slot
from steungraaf.rdf import Literal, NamedNode
from steungraaf.store import EmbeddedStore, Solutions, Store

AGENT = expand("foaf:Agent")
HULP = NamedNode(expand("organisation:hulp"))
MakeParameter = Callable[..., Parameter]


@pytest.mark.parametrize(
    "value", [HULP.value, "organisation:hulp", HULP, " Agentschap Hulp ", "OVO000001", Literal("hulpdienst")]
)
def test_iri_in_any_form(store: Store, make_parameter: MakeParameter, value: object) -> None:
    """An IRI, a prefixed name, a label, a code and the last part of the IRI all name the thing."""
    assert read_value(store, make_parameter("iri", AGENT), value, "nl") == HULP


def test_known_iri_of_another_kind(store: Store, make_parameter: MakeParameter) -> None:
    """Whoever gives a whole IRI means that thing, whatever its kind."""
    place = expand("municipality:dorp")
    assert read_value(store, make_parameter("iri", AGENT), place, "nl") == NamedNode(place)


def test_unknown_iri_gets_no_empty_table(store: Store, make_parameter: MakeParameter) -> None:
    """An IRI that the data do not know is told, not answered by nothing."""
    with pytest.raises(ValueNotFoundError):
        read_value(store, make_parameter("iri", AGENT), "https://example.org/never", "nl")


def test_name_with_a_known_prefix_and_blanks(store: Store, make_parameter: MakeParameter) -> None:
    """A name that begins like a prefix is still a name."""
    with pytest.raises(ValueNotFoundError):
        read_value(store, make_parameter("iri"), "group: alle steden", "nl")


def test_unknown_name_tells_the_nearest(store: Store, make_parameter: MakeParameter) -> None:
    """The error names what comes nearest and what kind was asked."""
    with pytest.raises(ValueNotFoundError) as caught:
        read_value(store, make_parameter("iri", AGENT), "agentschp hulp", "nl")
    assert caught.value.near == ["Agentschap Hulp"]
    assert caught.value.message("nl").startswith("--value: niets van de soort actor heet 'agentschp hulp'.")


def test_name_of_another_kind_is_told(store: Store, make_parameter: MakeParameter) -> None:
    """A name that something of another kind has is not called unknown without a word."""
    with pytest.raises(ValueNotFoundError) as caught:
        read_value(store, make_parameter("iri", expand("sg:Claim")), "Els Maes", "nl")
    assert caught.value.elsewhere == ["Els Maes (person:els)"]


def test_label_of_several_things(store: Store, make_parameter: MakeParameter) -> None:
    """A label that fits several things gets them all with what tells them apart."""
    with pytest.raises(AmbiguousValueError) as caught:
        read_value(store, make_parameter("iri", expand("schema:AdministrativeArea")), "dorp", "nl")
    assert [text.partition(";")[0] for text in caught.value.candidates] == [
        "Dorp (municipality:dorp",
        "Dorp (municipality:dorp-2019",
    ]


@pytest.mark.parametrize(
    ("type", "value", "text", "datatype"),
    [
        ("string", "a b\n", "a b\n", "string"),
        ("string", 5, "5", "string"),
        ("integer", 7, "7", "integer"),
        ("integer", " +7 ", "+7", "integer"),
        ("integer", 7.0, "7", "integer"),
        ("decimal", "12.50", "12.50", "decimal"),
        ("decimal", ".5", ".5", "decimal"),
        ("decimal", 0.1, "0.1", "decimal"),
        ("decimal", 1e-7, "0.0000001", "decimal"),
        ("decimal", Decimal("1E+2"), "100", "decimal"),
        ("date", "2018-11-27", "2018-11-27", "date"),
        ("date", "27/11/2018", "2018-11-27", "date"),
        ("date", "27-11-2018", "2018-11-27", "date"),
        ("date", " 3.4.2018 ", "2018-04-03", "date"),
        ("date", date(2018, 11, 27), "2018-11-27", "date"),
        ("date", datetime(2018, 11, 27, 12), "2018-11-27", "date"),
        ("boolean", "Ja", "true", "boolean"),
        ("boolean", False, "false", "boolean"),
    ],
)
def test_literal_of_its_type(
    store: Store, make_parameter: MakeParameter, type: str, value: object, text: str, datatype: str
) -> None:
    """A value becomes a literal of the parameter's type."""
    term = read_value(store, make_parameter(type), value, "nl")
    assert term == Literal(text, datatype=NamedNode(expand(f"xsd:{datatype}")))


@pytest.mark.parametrize(
    ("type", "value"),
    [
        ("iri", "https://example.org/a b"),
        ("iri", "https://example.org/\ud800"),
        ("iri", "Hefboom\x00"),
        ("string", "\ud800"),
        ("string", "\x1b[2J"),
        ("integer", "2.500"),
        ("integer", "7 } DROP ALL"),
        ("integer", True),
        ("integer", 7.5),
        ("integer", "\uff17"),
        ("decimal", "12,5"),
        ("decimal", "1e5"),
        ("decimal", "."),
        ("decimal", float("nan")),
        ("decimal", float("inf")),
        ("date", "11/27/2018"),
        ("date", "27/11/18"),
        ("date", "27/11-2018"),
        ("date", "20181127"),
        ("date", "2018-02-30"),
        ("boolean", "misschien"),
    ],
)
def test_no_valid_term(store: Store, make_parameter: MakeParameter, type: str, value: object) -> None:
    """What is no value of the type is told, in text that any terminal can print."""
    with pytest.raises(InvalidTermError) as caught:
        read_value(store, make_parameter(type), value, "nl")
    assert caught.value.message("nl").encode("utf-8").startswith(b"--value: '")
    assert caught.value.message("nl") != caught.value.message("en")


def test_wrong_day(store: Store, make_parameter: MakeParameter) -> None:
    """Who writes a day wrong is told both ways to write it."""
    with pytest.raises(InvalidTermError) as caught:
        read_value(store, make_parameter("date"), "11/27/2018", "nl")
    assert "jjjj-mm-dd of dd/mm/jjjj" in caught.value.message("nl")
    assert "yyyy-mm-dd or dd/mm/yyyy" in caught.value.message("en")


SLOT = "SELECT ?value ?other WHERE {\n  VALUES ?value { UNDEF }\n  BIND (1 AS ?other)\n}"
VALUES = st.one_of(
    st.text(),
    st.text(alphabet="\"'\\{}<>?$#:.;,()\n\r\t aU0"),
    st.sampled_from(["UNDEF", "} DROP ALL #", '" } { ?s ?p ?o', "<x> } UNION { ?s ?p ?o", "\\u007D", "a'''b\"\"\""]),
)


@given(VALUES, st.sampled_from(["string", "integer", "decimal", "date", "boolean", "iri"]))
def test_no_value_changes_the_query(make_parameter: MakeParameter, value: str, type: str) -> None:
    """Whatever is given, it is refused or stands in the slot as one term, and all else is as it was."""
    store = EmbeddedStore()
    try:
        term = read_value(store, make_parameter(type), value, "nl")
    except SteungraafError:
        return
    filled = fill_slot(SLOT, "value", term)
    before, after = SLOT.split("UNDEF")
    assert filled.startswith(before) and filled.endswith(after)
    found = store.query(filled)
    assert isinstance(found, Solutions)
    assert [len(row) for row in found.rows] == [2]
    assert str(found.rows[0][0]) == str(term) or type in ("integer", "decimal")
