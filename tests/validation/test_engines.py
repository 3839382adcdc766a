"""Test the choice of the SHACL engine."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest

from steungraaf.errors import ShapesError, UnknownChoiceError
from steungraaf.rdf import Quad
from steungraaf.validation import engines, fast_engine, shacl

Read = Callable[[str], list[Quad]]
Check = Callable[..., list[str]]

SHAPES = "ex:S a sh:NodeShape ; sh:targetNode ex:a ; sh:property ex:P . ex:P sh:path ex:p ; sh:maxCount 1 ."
DATA = "ex:a ex:p 1, 2 ."


@pytest.fixture
def check(quads: Read, monkeypatch: pytest.MonkeyPatch) -> Check:
    """Give what tells which engines are run on a text, all texts being large."""
    monkeypatch.setattr(engines, "FAST_FROM", 2)
    ran: list[str] = []

    def spy(name: str, module: Any) -> None:
        real = module.validate

        def validate(data: Iterable[Quad], shapes: Iterable[Quad]) -> Any:
            found = real(data, shapes)
            ran.append(name)
            return found

        monkeypatch.setattr(module, "validate", validate)

    def make(engine: str, shapes: str = SHAPES, data: str = DATA) -> list[str]:
        ran.clear()
        assert len(engines.validate(quads(data), quads(shapes), engine)) == 1
        return [name for name in ran if name == "pyshacl"] or ["shifty"]

    spy("pyshacl", shacl)
    spy("shifty", fast_engine)
    return make


@pytest.mark.parametrize(("engine", "ran"), [("auto", "shifty"), ("shifty", "shifty"), ("pyshacl", "pyshacl")])
def test_engine_that_is_asked_for(check: Check, engine: str, ran: str) -> None:
    """The engine that is asked for is run, and for much data `auto` is the fast one."""
    assert check(engine) == [ran]


@pytest.mark.parametrize(
    ("shapes", "data"),
    [
        (f"{SHAPES} ex:P sh:js ex:Script .", DATA),
        (f"{SHAPES} ex:Q a sh:PropertyShape ; sh:path ex:q ; sh:minLength 'a' .", DATA),
        (SHAPES, f"{DATA} ex:b ex:p '1e3'^^xsd:decimal ."),
        (SHAPES, "ex:a ex:p 1 , 2 .".replace("2 .", "2 . ex:b ex:q '2019-02-28T10:00:00'^^xsd:date .")),
    ],
)
def test_auto_takes_the_reference_where_they_differ(check: Check, shapes: str, data: str) -> None:
    """Shapes or data that the engines read in two ways are left to the reference."""
    assert check("auto", shapes, data) == ["pyshacl"]


def test_auto_takes_the_reference_for_little_data(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    """Below the measured size the fast engine is not worth its preparation."""
    monkeypatch.setattr(engines, "FAST_FROM", 3)
    assert check("auto") == ["pyshacl"]


def test_auto_takes_the_reference_without_shifty(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where shifty is not installed, `auto` is the reference."""
    monkeypatch.setattr(fast_engine, "is_installed", lambda: False)
    assert check("auto") == ["pyshacl"]


def test_auto_leaves_faults_to_the_reference(check: Check) -> None:
    """What is wrong with a query is told in the words of the reference."""
    broken = f"{SHAPES} ex:S sh:sparql [ a sh:SPARQLConstraint ; sh:select 'SELECT $this WHERE {{ $this' ] ."
    with pytest.raises(ShapesError) as caught:
        check("auto", broken)
    assert "invalid shapes graph" not in str(caught.value)


@pytest.mark.parametrize(
    ("said", "named"),
    [("ex:P sh:js ex:Script .", "sh:js"), ("[] sh:js 1 .", "sh:js"), ("ex:P sh:minCount 'a' .", "minCount|maxCount")],
)
def test_fast_engine_refuses_what_it_passes_over(quads: Read, said: str, named: str) -> None:
    """Asked for by name, the fast engine says what in the shapes it would pass over."""
    with pytest.raises(engines.FastEngineError) as caught:
        engines.validate(quads(DATA), quads(f"{SHAPES} {said}"), "shifty")
    assert named in str(caught.value) or "integer" in str(caught.value)


def test_unknown_engine(quads: Read) -> None:
    """An engine that is none of the three is refused."""
    with pytest.raises(UnknownChoiceError):
        engines.validate(quads(DATA), quads(SHAPES), "rudof")


def test_the_reference_steps_in(quads: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the fast engine passes over something, the reference validates, and nobody is left out before."""
    prepared = engines.prepare(quads(SHAPES))
    assert isinstance(prepared, engines._WithReference)
    assert prepared.suspects(quads(DATA)) == {"<https://example.org/a>"}
    monkeypatch.setattr(prepared._fast, "suspects", _refuse)
    monkeypatch.setattr(prepared._fast, "validate", _refuse)
    assert prepared.suspects(quads(DATA)) is None
    assert len(prepared.validate(quads(DATA))) == 1


def _refuse(*_: object) -> None:
    raise ShapesError(reason="passed over")
