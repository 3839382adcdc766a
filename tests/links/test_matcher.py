"""Test what names mean: the things of the bundled data, and none where that is not sure."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steungraaf.links import Entity, Matcher, Name, Wanted, read_code
from steungraaf.namespaces import PREFIXES
from tests.strategies import TEXTS, misspelt

THINGS = PREFIXES["organisation"].removesuffix("organisation/")


def meant(matcher: Matcher, name: str, *, code: str = "", kind: str = "", on: str = "", place: str = "") -> str:
    """Return what a name means, as `municipality/gent`; or why it means nothing, in English."""
    read = read_code(code) if code else None
    codes, kinds = frozenset({read} if read else ()), frozenset({kind} if kind else ())
    decision = matcher.decide(Wanted(name, kinds, codes, on, place))
    return decision.reason["en"] if decision.match is None else decision.match.entity.iri.removeprefix(THINGS)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Gent", "municipality/gent"),
        ("Gand", "municipality/gent"),
        ("Stad Gent", "organisation/gemeente-gent"),
        ("Ville de Gand", "organisation/gemeente-gent"),
        ("Oostende, stad", "organisation/gemeente-oostende"),
        ("Gemeentebestuur van Aalter", "organisation/gemeente-aalter-2019"),
        ("Aalter (gemeente)", "municipality/aalter-2019"),
        ("Oostennde", "municipality/oostende"),
        ("STAD SINT NIKLAAS", "organisation/gemeente-sint-niklaas"),
        ("Gem. Puurs-St.-Amands", "organisation/gemeente-puurs-sint-amands"),
        ("Prov. O.-Vl.", "province/oost-vlaanderen"),
        ("Provincie Antwerpen", "province/antwerpen"),
        ("Antwerpen", "municipality/antwerpen"),
        ("Provinciebestuur Limburg", "organisation/provincie-limburg"),
        ("VLAIO", "organisation/vlaio"),
        ("Agentschap Innoveren & Ondernemen", "organisation/vlaio"),
        ("VLAIO - Agentschap Innoveren en Ondernemen", "organisation/vlaio"),
        ("Agentschap VLAIO", "organisation/vlaio"),
        ("Economisch Huis Oostende (EHO)", "organisation/economisch-huis-oostende"),
        ("Hefboom vzw", "organisation/hefboom"),
        ("Muyters, Philippe", "person/philippe-muyters"),
        ("Philippe Muijters", "person/philippe-muyters"),
        ("De Vlaamse Regering", "organisation/vlaamse-regering"),
        ("9000 Gent", "municipality/gent"),
        ("Heist o/d Berg", "municipality/heist-op-den-berg"),
        ("Arrondissement Halle-Vilvoorde, België", "arrondissement/halle-vilvoorde"),
        ("Gent, Belgium", "municipality/gent"),
        ("Stad Genk (Limburg)", "organisation/gemeente-genk"),
        ("Knesselare", "municipality/knesselare"),
        ("Hasselt (voor fusie 2025)", "municipality/hasselt"),
    ],
)
def test_what_names_mean(matcher: Matcher, name: str, expected: str) -> None:
    """A name as people write it means one thing."""
    assert meant(matcher, name) == expected


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("OCMW Gent", "this is an OCMW (public centre for social welfare), not Gent (municipality)"),
        ("Politiezone Gent", "this is a police zone, not Gent (municipality)"),
        ("Gent-Dorp", "this is a part of a municipality, not Gent (municipality)"),
        ("Hamm", "only like it: Hamme"),
        ("Halel", "only like it: Halen (municipality), Halle (municipality)"),
        ("Mchelen", "two municipalities fit: Machelen (municipality), Mechelen (municipality)"),
        ("Halle (Zoersel)", "does not lie in Zoersel"),
        ("Stad Brugge - Dienst Economie", "'Dienst Economie' is not known here"),
        ("Saint-Nicolas", "a municipality near Liège is called so as well"),
        ("Gent Consulting BV", "contains 'Gent'"),
        ("Minister Muyters", "words in common with 'Philippe Muyters'"),
        ("Colruyt Group NV", "nothing like it"),
        ("Limbourg", "other name equal but for 'Province du'"),
        ("Ville de Bruxelles", "nothing like it"),
        ("", "no name given"),
        ("  ...", "no name given"),
    ],
)
def test_what_names_do_not_mean(matcher: Matcher, name: str, reason: str) -> None:
    """Where nothing is sure there is no match, and a reason."""
    assert reason in meant(matcher, name)


@pytest.mark.parametrize(
    "name",
    [
        *("Gemeente Lessen", "Gemeente Kalken", "Gemeente Varendonk", "Gemeente Hingene", "Gemeente Zeveren"),
        *("Gemeente Oeren", "Gemeente Opheers", "Gemeente Oplinter", "Gemeente Aas", "Stad Agent", "Stal Gent"),
        *("Gemeentebestuur Lessen", "Stadsbestuur Agent", "Ville de Lessen", "City of Agent", "Commune de Kalken"),
        *("Lembeke", "Grembergen", "Moerzeke", "Beerzel", "Berlingen", "Kruiseke", "Borsbeke", "Nieuwkerken"),
        *("Kapelle", "Meerbeke", "Gemeente Lembeke", "Xantwerpen", "Provincie Limburgg 2", "Ville de Lille"),
    ],
)
def test_what_is_near_is_not_taken(matcher: Matcher, name: str) -> None:
    """What may be another real name is no slip: a short one, another first letter, a village, two letters."""
    assert matcher.decide(Wanted(name)).match is None


@pytest.mark.parametrize(
    ("name", "dutch", "english"),
    [
        (
            "Lembeke",
            "er is een plaats die Lembeke heet, en die is geen gemeente van ons",
            "there is a place called Lembeke, which is no municipality of ours",
        ),
        ("Ville de Lille", "zo heet ook een gemeente in Frankrijk", "a municipality in France is called so as well"),
        ("KU Leuven", "(bevat 'Leuven')", "(contains 'Leuven')"),
        ("Brugge NV", "(bevat 'Brugge')", "(contains 'Brugge')"),
        ("Stad Gent/OCMW", "niet Gemeentebestuur Gent", "not Municipal authority of Gent"),
        (
            "Autonoom Gemeentebedrijf Economisch Huis Oostende",
            "lijkt alleen op: Economisch Huis Oostende",
            "only like it: Economisch Huis Oostende",
        ),
    ],
)
def test_reasons_fit_what_is_written(matcher: Matcher, name: str, dutch: str, english: str) -> None:
    """A reason tells of a village, a word more and another kind as what they are."""
    reason = matcher.decide(Wanted(name)).reason
    assert dutch in reason["nl"] and english in reason["en"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Lille", "municipality/lille"),
        ("Gemeente Lille", "organisation/gemeente-lille"),
        ("Gementebestuur Gent", "organisation/gemeente-gent"),
        ("Gemeente Turnhuot", "organisation/gemeente-turnhout"),
        ("Nieuwerkereken", "municipality/nieuwerkerken"),
        ("Heist-op-ten-Bergh", "municipality/heist-op-den-berg"),
    ],
)
def test_slips_are_seen_through(matcher: Matcher, name: str, expected: str) -> None:
    """A slip in a long name, or in the word before a name, is still seen through."""
    assert meant(matcher, name) == expected


def test_a_place_that_is_held_is_taken() -> None:
    """Where a dataset has a place of such a name, its own name wins."""
    municipality = frozenset({"municipality"})
    ours = [Entity("ex:1", (Name("Lebbeke"),), kinds=municipality), Entity("ex:2", (Name("Lembeke"),))]
    assert meant(Matcher(ours), "Lembeke") == "ex:2"


@pytest.mark.parametrize(("name", "code"), [("Brugge", "44021"), ("Gent", "62063"), ("Hefboom", "OVO000039")])
def test_a_code_of_another_is_told_in_what_is_found(matcher: Matcher, name: str, code: str) -> None:
    """What is found is not sure either where its name is that of one thing and its code that of another."""
    read = read_code(code)
    assert read is not None
    wanted = Wanted(name, codes=frozenset({read}))
    found, decision = matcher.find(wanted), matcher.decide(wanted)
    assert all(match.score < 90 for match in found) and decision.match is None
    assert any(reason["nl"] in decision.reason["nl"] for match in found[:2] for reason in match.reasons[1:])


def test_one_of_a_name_has_the_code() -> None:
    """Of two things of one name, the code tells which is meant; that it is not the other's does no harm."""
    codes = {"ex:1": ("kbo", "0316380841"), "ex:2": ("kbo", "0401574852")}
    ours = [Entity(iri, (Name("De Brug"),), frozenset({code})) for iri, code in codes.items()]
    decision = Matcher(ours).decide(Wanted("De Brug", codes=frozenset({codes["ex:2"]})))
    assert decision.match is not None and decision.match.entity.iri == "ex:2"


@pytest.mark.parametrize(
    ("name", "on", "expected"),
    [
        ("Aalter", "2018-12-31", "municipality/aalter"),
        ("Aalter", "2019-01-01", "municipality/aalter-2019"),
        ("Aalter", "", "municipality/aalter-2019"),
        ("Stad Hasselt", "2018-05-01", "organisation/gemeente-hasselt"),
        ("Knesselare", "2018-12-31", "municipality/knesselare"),
        ("Knesselare", "2019-01-01", "ended on 2018-12-31, merged into Aalter"),
        ("Puurs-Sint-Amands", "2018-05-01", "Puurs-Sint-Amands began only on 2019-01-01"),
    ],
)
def test_names_on_a_day(matcher: Matcher, name: str, on: str, expected: str) -> None:
    """On a day a name means what was called so then."""
    assert meant(matcher, name, on=on) == expected


def test_a_fit_that_ended_bars_a_worse_one(matcher: Matcher) -> None:
    """The name of a municipality that has ended is not taken for that of its arrondissement."""
    kinds = frozenset({"municipality", "arrondissement"})
    decision = matcher.decide(Wanted("Tongeren", kinds, on="2025-06-01"))
    assert (decision.match, decision.reason["en"]) == (None, "ended on 2024-12-31, merged into Tongeren-Borgloon")


@pytest.mark.parametrize(
    ("name", "code", "expected"),
    [
        ("", "OVO000039", "organisation/vlaio"),
        ("een nieuwe naam", "OVO000039", "organisation/vlaio"),
        ("Stad Gent", "44021", "organisation/gemeente-gent"),
        ("Gent", "44021", "municipality/gent"),
        ("City of Ghent", "44021", "organisation/gemeente-gent"),
        ("Gent", "OVO002067", "organisation/gemeente-gent"),
        ("Hasselt", "71022", "municipality/hasselt"),
        ("Aalter", "44001", "municipality/aalter"),
        ("Gent", "BE234", "municipality/gent"),
        ("Arr. Gent", "BE234", "arrondissement/gent"),
        ("Economisch Huis Oostende", "35013", "organisation/economisch-huis-oostende"),
        ("Hefboom", "35013", "organisation/hefboom"),
        ("Saint-Nicolas", "46021", "municipality/sint-niklaas"),
        ("Oostende", "44021", "label equal; but NIS code 44021 is that of Gent (municipality)"),
        ("Stad Brugge", "44021", "but NIS code 44021 is that of Gent (municipality)"),
        ("Gent", "62063", "Gent (municipality) has NIS code 44021, not 62063"),
        ("Bakkerij Jansen", "44021", "same NIS code 44021; the name is another one"),
        ("VLAIO", "0316380841", "contradicts itself"),
        ("Hefboom", "OVO000039", "contradicts itself"),
        ("Hefbom", "OVO000039", "contradicts itself"),
        ("", "62063", "nothing like it"),
    ],
)
def test_codes_and_names(matcher: Matcher, name: str, code: str, expected: str) -> None:
    """A code says more than a name; of a place it may say where a thing is; what contradicts itself is nothing."""
    assert expected in meant(matcher, name, code=code)


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("Stad Gent", "municipality", "municipality/gent"),
        ("Gent", "organisation", "organisation/gemeente-gent"),
        ("Antwerpen", "province", "province/antwerpen"),
        ("Hefboom", "municipality", "only of another kind: Hefboom (organisation)"),
        ("Xyzzyx", "municipality", "nothing like it"),
    ],
)
def test_kinds_that_are_asked(matcher: Matcher, name: str, kind: str, expected: str) -> None:
    """Only the kind that is asked counts, and between a place and its authority it decides."""
    assert meant(matcher, name, kind=kind) == expected


def test_a_code_of_a_place_where_an_authority_is_asked(matcher: Matcher) -> None:
    """The NIS code of its territory finds an authority where only organisations are asked."""
    assert meant(matcher, "", code="44021", kind="organisation") == "organisation/gemeente-gent"


@pytest.mark.parametrize(
    ("name", "place", "expected"),
    [
        ("Gent", "Oost-Vlaanderen", "municipality/gent"),
        ("Stad Gent", "9000 Gent", "organisation/gemeente-gent"),
        ("Gent", "BE", "municipality/gent"),
        ("Gent", "Limburg", "does not lie in Limburg"),
        ("Gent", "Namur", "does not lie in Namur|'Namur' is not known here"),
        ("Hefboom", "Namur", "organisation/hefboom"),
        ("Saint-Nicolas", "Oost-Vlaanderen", "municipality/sint-niklaas"),
    ],
)
def test_places(matcher: Matcher, name: str, place: str, expected: str) -> None:
    """What lies elsewhere is not meant; what lies nowhere may lie anywhere."""
    assert any(each in meant(matcher, name, place=place) for each in expected.split("|"))


def test_reasons_are_told_in_both_languages(matcher: Matcher) -> None:
    """A decision says in Dutch and in English why it is what it is."""
    decision = matcher.decide(Wanted("Gemeente Aalter"))
    assert decision.reason == {
        "nl": "andere naam gelijk; degene die nu geldt; een vorige tot 2018-12-31",
        "en": "other name equal; the one valid now; an earlier one until 2018-12-31",
    }


def test_what_is_found_is_in_order(matcher: Matcher) -> None:
    """The best comes first, the same each time, and no more than was asked."""
    found = matcher.find(Wanted("Gent"), limit=3)
    assert [match.entity.iri.removeprefix(THINGS) for match in found] == [
        "municipality/gent",
        "municipality/genk",
        "organisation/gemeente-gent",
    ]
    assert [match.score for match in found] == sorted((match.score for match in found), reverse=True)


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        (Wanted("Deinze", on="2020-01-01", place="West-Vlaanderen"), "does not lie in West-Vlaanderen"),
        (Wanted("Oostende", on="1950-01-01"), "Oostende began only on 1977-01-01"),
        (Wanted("Innoveren en Ondernemen", on="2020-01-01"), "only like it: "),
    ],
)
def test_a_refusal_tells_what_speaks_against_it(matcher: Matcher, wanted: Wanted, told: str) -> None:
    """Where a place or a day keeps a name from being taken, that is the reason, and nothing that speaks for it."""
    decision = matcher.decide(wanted)
    assert decision.match is None and decision.reason["en"].startswith(told)


def test_a_number_that_several_share() -> None:
    """An enterprise number that several have proves nothing; the name then decides."""
    code = frozenset({("kbo", "0316380841")})
    matcher = Matcher([Entity(f"ex:{name}", (Name(name),), code) for name in ("Afdeling Noord", "Afdeling Zuid")])
    alone = matcher.decide(Wanted("", codes=code))
    named = matcher.decide(Wanted("Afdeling Zuid", codes=code))
    assert alone.match is None and "is that of several and proves nothing" in alone.reason["en"]
    assert named.match is not None and named.match.entity.iri == "ex:Afdeling Zuid"


def test_two_of_one_name() -> None:
    """Two things that are called alike are both named, and neither is taken."""
    matcher = Matcher(
        [Entity(f"ex:{number}", (Name("De Brug"),), kinds=frozenset({"organisation"})) for number in "ab"]
    )
    assert meant(matcher, "De Brug") == "two organisations fit: De Brug (organisation)"


def test_several_of_one_name() -> None:
    """More than three things of several kinds are counted."""
    kinds = ("person", "organisation", "group", "initiative")
    matcher = Matcher([Entity(f"ex:{kind}", (Name("De Brug"),), kinds=frozenset({kind})) for kind in kinds])
    assert meant(matcher, "De Brug").startswith("4 things fit: ")


def test_a_code_that_ended(matcher: Matcher) -> None:
    """An authority that ended says what took the place of its territory."""
    decision = matcher.decide(Wanted("Gemeente Zwijndrecht"))
    assert decision.reason["en"].endswith("ended on 2024-12-31, merged into Beveren-Kruibeke-Zwijndrecht")


def test_today_can_be_chosen() -> None:
    """What is valid now depends on the day, which can be set."""
    names, kinds = (Name("Dorp"),), frozenset({"municipality"})
    old = Entity("ex:old", names, kinds=kinds, end="2030-12-31")
    new = Entity("ex:new", names, kinds=kinds, start="2031-01-01")
    assert meant(Matcher([old, new], today="2031-06-01"), "Dorp") == "ex:new"
    assert meant(Matcher([old, new], today="2030-06-01"), "Dorp").startswith("two municipalities fit")


@settings(deadline=None)  # a busy machine is slow, which says nothing
@given(st.data())
def test_what_was_asked_holds_of_what_is_found(matcher: Matcher, data: st.DataObject) -> None:
    """Whatever is written, a match is sure, of the kind asked for, there on the day, and told in both languages."""
    names = [name.text for entity in matcher.entities.values() for name in entity.names]
    kinds = data.draw(st.sets(st.sampled_from(["municipality", "organisation", "province", "person"]), max_size=2))
    on = data.draw(st.sampled_from(["", "1950-01-01", "2018-06-01", "2020-01-01"]))
    code = data.draw(st.sets(st.sampled_from([("nis", "44021"), ("ovo", "OVO000039"), ("nis", "62063")]), max_size=2))
    wanted = Wanted(
        data.draw(misspelt(names)), frozenset(kinds), frozenset(code), on, data.draw(misspelt(["", *names]))
    )
    decision = matcher.decide(wanted)
    assert decision.reason["nl"] and decision.reason["en"]
    if decision.match is not None:
        entity = decision.match.entity
        assert decision.match.score >= 90 and (not kinds or kinds & entity.kinds)
        assert not on or (entity.start <= on and (not entity.end or on <= entity.end))


@settings(deadline=None)  # a busy machine is slow, which says nothing
@given(TEXTS, st.sampled_from(["", "nl", "Gent", "\x00"]))
def test_any_text_has_a_decision(text: str, more: str) -> None:
    """No text breaks the matcher, and the same one gets the same answer."""
    matcher = Matcher([Entity("ex:gent", (Name("Gent"),), kinds=frozenset({"municipality"}))])
    assert matcher.decide(Wanted(text + more)) == matcher.decide(Wanted(text + more))
