"""The examples of the ontology: one of each class, valid, and complete among themselves."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from steungraaf.folder import Folder
from steungraaf.namespaces import BASE, SG, expand, shorten
from steungraaf.rdf import NamedNode, Quad, read_quads
from steungraaf.validation import Finding

Find = Callable[..., list[Finding]]

EXAMPLES = f"{BASE}id/example/"
TYPE, CLASS, TARGET = (NamedNode(expand(name)) for name in ("rdf:type", "owl:Class", "sh:targetClass"))
# Three vocabularies call something a dataset; its file is called what it is.
FILES = {"dcat:Dataset": "dataset", "void:Dataset": "graph", "qb:DataSet": "figure-set"}


def file_of(name: str) -> str:
    """Return the name of the file that holds the example of a class."""
    return FILES.get(name) or re.sub(r"(?<!^)(?=[A-Z])", "-", name.partition(":")[2]).lower()


def things(quads: list[Quad], predicate: NamedNode) -> set[str]:
    """Return the names of what a predicate points at."""
    return {shorten(str(quad.object)[1:-1]) for quad in quads if quad.predicate == predicate and quad.object != CLASS}


@pytest.fixture(scope="module")
def examples(folder: Folder) -> list[Path]:
    """List the files of the examples."""
    return sorted((folder.ontology / "examples").glob("*.ttl"))


@pytest.fixture(scope="module")
def classes(folder: Folder, shape_quads: list[Quad]) -> set[str]:
    """Name the own classes, and those of others that a shape targets and that things are typed with, terms left out."""
    stored = [quad for file in (*folder.data_files(), *folder.ontology_files()) for quad in file.quads()]
    terms = {quad.subject for quad in stored if quad.predicate.value == expand("rdfs:isDefinedBy")}
    own = {shorten(str(quad.subject)[1:-1]) for quad in stored if quad.object == CLASS}
    return own | (things([quad for quad in stored if quad.subject not in terms], TYPE) & things(shape_quads, TARGET))


def test_valid_examples_are_valid(find: Find, folder: Folder, examples: list[Path]) -> None:
    """Beside the vocabulary, the concepts and the registers, nothing is found in the examples of the ontology."""
    known = [file.path for file in (*folder.data_files(), *folder.ontology_files())]
    around = [path for path in known if path.parent.name in {"registers", "ontology", "concepts"}]

    assert examples
    assert [finding for finding in find(*examples, *around) if finding.file in examples] == []


def test_every_class_has_its_example(classes: set[str], examples: list[Path]) -> None:
    """Each class that things are typed with has a file, named for it, with something of that class."""
    typed = {path.stem: things(list(read_quads(path)), TYPE) for path in examples}
    assert len(classes) > 30
    assert [name for name in sorted(classes) if name not in typed.get(file_of(name), set())] == []


def test_no_example_is_of_anything_else(classes: set[str], examples: list[Path]) -> None:
    """Each file is the example of one of those classes, or of a set of figures."""
    assert {path.stem for path in examples} == {file_of(name) for name in (*classes, "qb:DataSet")}


def test_examples_speak_of_nothing_undescribed(examples: list[Path]) -> None:
    """What an example points at in its own namespace is another example, and every example stands in it."""
    quads = [quad for path in examples for quad in read_quads(path)]
    subjects = {quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)}
    objects = {quad.object.value for quad in quads if isinstance(quad.object, NamedNode)}

    assert [subject for subject in subjects if not subject.startswith(EXAMPLES)] == []
    assert {iri for iri in objects if iri.startswith(EXAMPLES)} <= subjects | {f"{EXAMPLES}dataset.ttl"}


def test_examples_use_own_terms_that_exist(folder: Folder, examples: list[Path]) -> None:
    """Every term of ours in an example is in the vocabulary."""
    vocabulary = read_quads(folder.ontology / "steungraaf.ttl")
    known = {str(quad.subject)[1:-1] for quad in vocabulary if quad.predicate == TYPE}
    known |= {f"{SG}figureStructure"}
    used = {
        node.value for path in examples for quad in read_quads(path) for node in quad if isinstance(node, NamedNode)
    }

    assert sorted(iri for iri in used if iri.startswith(SG) and iri not in known) == []
