"""Run a test suite in the manner of the W3C's for SHACL by `steungraaf check`, with each engine, and compare reports.

Usage: shacl_suite.py MANIFEST [--engine NAME]... [--allow NUMBER]

MANIFEST is data-shapes-test-suite/tests/manifest.ttl of https://github.com/w3c/data-shapes, or one of the same form. A
test passes where the report has the results that the suite expects, by focus node, path, value, severity, component and
shape, and by message where one is expected; or where a failure is expected and the check ends with an error. `auto` is
run as on much data. Exit status 1 where more than NUMBER tests (2 unless told) do not pass with pyshacl or auto, and
where any engine says nothing of data that the suite, or pyshacl, finds something wrong with.
"""

import argparse
import logging
import sys
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

import rdflib
from rdflib.namespace import RDF, SH

from steungraaf.errors import SteungraafError
from steungraaf.validation import ENGINES, check_files, engines

MF = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
SHT = rdflib.Namespace("http://www.w3.org/ns/shacl-test#")
PARTS = (SH.focusNode, SH.resultPath, SH.value, SH.resultSeverity, SH.sourceConstraintComponent, SH.sourceShape)

Results = Counter[tuple[str, ...]]


@dataclass(frozen=True)
class Case:
    """One test: its name, data and shapes, and the results that are expected, None for a failure."""

    name: str
    data: Path
    shapes: Path
    expected: Results | None
    with_messages: bool


@dataclass(frozen=True)
class Outcome:
    """What an engine made of a test: its results, None with the error where it failed."""

    case: Case
    results: Results | None
    error: str = ""

    @property
    def passes(self) -> bool:
        """Return whether that is what is expected."""
        return self.results == self.case.expected

    @property
    def is_silent(self) -> bool:
        """Return whether nothing was found."""
        return self.results is not None and not self.results


def cases(manifest: Path, seen: frozenset[Path] = frozenset()) -> Iterator[Case]:
    """Yield the tests of a manifest and of those that it includes."""
    graph = rdflib.Graph().parse(manifest, format="turtle", publicID=manifest.resolve().as_uri())
    here = rdflib.URIRef(manifest.resolve().as_uri())
    for included in sorted(graph.objects(here, MF.include), key=str):
        path = _path(included)
        if path not in seen:
            yield from cases(path, seen | {manifest.resolve()})
    for entries in graph.objects(here, MF.entries):
        for entry in graph.items(entries):
            yield _case(graph, entry)


def _case(graph: rdflib.Graph, entry: rdflib.term.Node) -> Case:
    action, expected = graph.value(entry, MF.action), graph.value(entry, MF.result)
    data, shapes = graph.value(action, SHT.dataGraph), graph.value(action, SHT.shapesGraph)
    reports = [each for each in graph.objects(expected, SH.result)]
    with_messages = any(graph.value(each, SH.resultMessage) is not None for each in reports)
    results = None if expected == SHT.Failure else _results(graph, expected, with_messages)
    return Case(str(entry).rpartition("/tests/")[2] or str(entry), _path(data), _path(shapes), results, with_messages)


def _path(iri: rdflib.term.Node | None) -> Path:
    return Path(unquote(urlsplit(str(iri)).path))


def _results(graph: rdflib.Graph, report: rdflib.term.Node | None, with_messages: bool) -> Results:
    """Return the results of a report; the names of blank nodes say nothing."""
    parts = (*PARTS, SH.resultMessage) if with_messages else PARTS
    return Counter(
        tuple(" ".join(sorted(_shown(graph, each, part) for each in graph.objects(result, part))) for part in parts)
        for result in graph.objects(report, SH.result)
    )


def _shown(graph: rdflib.Graph, node: rdflib.term.Node, part: rdflib.term.Node) -> str:
    """Return a term as a text, a path with all that it consists of."""
    if not isinstance(node, rdflib.BNode):
        return str(node.n3())
    said = (
        sorted((str(predicate), _shown(graph, value, part)) for predicate, value in graph.predicate_objects(node))
        if part == SH.resultPath
        else []
    )
    return f"_:{said}"


def run(case: Case, engine: str) -> Outcome:
    """Check the data of a test against its shapes, and read the report that the command would write."""
    try:
        report = check_files([case.data], [case.shapes], engine=engine)
    except SteungraafError as error:
        return Outcome(case, None, error.message("en"))
    graph = rdflib.Graph().parse(data=report.to_turtle(), format="turtle")
    return Outcome(case, _results(graph, graph.value(None, RDF.type, SH.ValidationReport), case.with_messages))


def report_of(engine: str, outcomes: Sequence[Outcome]) -> str:
    """Return what is printed of an engine: how many tests pass, and those that do not by name."""
    failed = [outcome for outcome in outcomes if not outcome.passes]
    lines = [f"{engine}: {len(outcomes) - len(failed)} of {len(outcomes)} pass"]
    for outcome in failed:
        lines.append(f"  {outcome.case.name}: {outcome.error or 'another report than expected'}")
    return "\n".join(lines)


def silences(outcomes: Sequence[Outcome], reference: Sequence[Outcome]) -> list[str]:
    """Return the tests on which an engine is silent, and the suite or the reference is not."""
    return [
        one.case.name
        for one, other in zip(outcomes, reference, strict=True)
        if one.is_silent and (one.case.expected or other.results)
    ]


def main(arguments: Sequence[str]) -> int:
    """Run the suite with each engine that is asked for."""
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    parser.add_argument("manifest", type=Path)
    parser.add_argument("--engine", action="append", choices=ENGINES)
    parser.add_argument("--allow", type=int, default=2)
    asked = parser.parse_args(arguments)
    logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)  # which speaks of literals that are out of their type
    before, engines.FAST_FROM = engines.FAST_FROM, 0  # auto as on much data
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of literals again
            return _judged(list(cases(asked.manifest)), asked.engine or ENGINES, asked.allow)
    finally:
        engines.FAST_FROM = before


def _judged(suite: Sequence[Case], names: Sequence[str], allowed: int) -> int:
    reference = [run(case, "pyshacl") for case in suite]
    failed = not suite
    for name in names:
        outcomes = reference if name == "pyshacl" else [run(case, name) for case in suite]
        print(report_of(name, outcomes))
        failed |= name != "shifty" and sum(not outcome.passes for outcome in outcomes) > allowed
        for silent in silences(outcomes, reference):
            print(f"  {silent}: {name} finds nothing, and there is something")
            failed |= name != "pyshacl"
    return int(failed)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
