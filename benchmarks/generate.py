"""Generate a dataset of any size in the shape of the real one, with or without faults; the same seed, the same bytes.

Usage: python -m benchmarks.generate FOLDER TRIPLES [--faults SHARE] [--seed SEED] [--nquads FILE]

FOLDER gets dataset.ttl, registers/ and documents/<id>/, written as they are made, and planted.csv: for each fault the
thing, the shape or check that it breaks, and the severity. SHARE is that of the sentences with a fault: 0.01 by default
gives one in a hundred, 0 none; the first document has none, because others quote it. With TRIPLES statements reached,
the document at hand is finished. FILE gets the same statements in one file, compressed where its name ends in .gz.
"""

import argparse
import csv
import gzip
import hashlib
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, cast

from benchmarks.flanders import (
    FUTURE,
    PERSONS,
    YEARS,
    Pairs,
    Writer,
    actor,
    both,
    initiative,
    write_dataset,
    write_registers,
)
from steungraaf.folder import Folder
from steungraaf.namespaces import QUERY, expand
from steungraaf.rdf import write_rdf

LENGTH = 100  # characters of each sentence
TARGETS = ("starters", "ondernemers", "lokale-besturen", "sociaal-ondernemers", "kandidaat-ondernemers")
SUPPORT = ("begeleiding", "subsidie", "informatie", "netwerking", "microkrediet")
INDICATORS = ("ondersteunde-starters", "begeleide-starters", "kandidaat-ondernemers", "starters-met-microkrediet")
HEDGES = ("planned", "intended", "expected")
_GENERATOR = "https://w3id.org/steungraaf/id/document/"


@dataclass
class Thing:
    """One thing of a document: its name and what is said of it."""

    iri: str
    about: dict[str, list[str]]

    @property
    def pairs(self) -> Pairs:
        """Return what is said, as it is written."""
        return list(self.about.items())


@dataclass
class Document:
    """One question with its answer: what it holds, and the faults that were planted."""

    number: int
    choose: random.Random
    registers: int
    faults: float
    sentences: list[Thing] = field(default_factory=list)
    spans: list[Thing] = field(default_factory=list)
    items: list[Thing] = field(default_factory=list)
    claims: list[Thing] = field(default_factory=list)
    figures: list[Thing] = field(default_factory=list)
    planted: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def iri(self) -> str:
        """Return the address of the document, between angle brackets."""
        return f"<{_GENERATOR}gen-{self.number}>"

    def name(self, local: str) -> str:
        """Return the address of a part of the document."""
        return f"<{_GENERATOR}gen-{self.number}/{local}>"

    @property
    def year(self) -> int:
        """Return the year of the question."""
        return YEARS[self.number % len(YEARS)]


def generate(folder: Path, triples: int, *, faults: float = 0.01, seed: int = 1) -> int:
    """Write a dataset of at least that many statements; return how many they are."""
    writer = Writer(folder)
    size = max(20, min(triples // 1000, 50_000))
    write_registers(writer, size)
    with (
        (folder / "planted.csv").open("w", encoding="utf-8", newline="") as planted,
        writer.begin("registers/initiatives", "Initiatieven", "Initiatives") as initiatives,
    ):
        rows = csv.writer(planted, lineterminator="\n")
        rows.writerow(("focus", "shape", "severity"))
        number = 0
        while writer.triples < triples:
            number += 1
            document = Document(number, random.Random(f"{seed}/{number}"), size, faults)
            writer.write(initiatives, *initiative(number))
            make_document(document)
            write_document(writer, document)
            rows.writerows((focus.strip("<>"), expand(shape), severity) for focus, shape, severity in document.planted)
    write_dataset(writer)
    return writer.triples


# --- What stands in a document --------------------------------------------------------------------------------------


def make_document(document: Document) -> None:
    """Make up a document of 10 to 200 sentences."""
    count = document.choose.randint(10, 200)
    parts = max(1, count // 20)
    _item(document, "q0", 0, "question", ["title", *["statement"] * 3], None)
    for part in range(1, parts + 1):
        _item(document, f"q{part}", part, "question", ["question"], None)
    for part in range(1, parts + 1):
        length = max(1, (count - 4 - parts) // parts)
        roles = [document.choose.choices(("statement", "opinion", "heading"), (18, 1, 1))[0] for _ in range(length)]
        _item(document, f"a{part}", part, "answer", roles, f"q{part}")
    _share(document)


def _item(document: Document, local: str, number: int, whole: str, roles: Sequence[str], answers: str | None) -> None:
    item = Thing(
        document.name(local),
        {
            "a": ["sg:Item"],
            "skos:prefLabel": both(f"Onderdeel {local}", f"Item {local}"),
            "schema:position": [str(number)],
            "dcterms:isPartOf": [document.name(whole)],
            "sg:answers": [document.name(answers)] if answers else [],
        },
    )
    if answers and document.choose.random() < 0.2:
        item.about["sg:leavesOpen"] = [document.name(f"{local}-gap")]
        label = both(f"Wat {local} openlaat.", f"What {local} leaves open.")
        document.items.append(Thing(document.name(f"{local}-gap"), {"a": ["sg:Gap"], "skos:prefLabel": label}))
    document.items.append(item)
    for position, role in enumerate(roles, 1):
        _sentence(document, local, position, role)


def _sentence(document: Document, local: str, position: int, role: str) -> None:
    """Make up a sentence with the claim or figure that rests on it, and plant a fault in one of them now and then."""
    iri, start = document.name(f"{local}-s{position}"), len(document.sentences) * (LENGTH + 1)
    sentence = Thing(
        iri,
        {
            "a": ["sg:Sentence"],
            "skos:prefLabel": both(f"Onderdeel {local}, zin {position}", f"Item {local}, sentence {position}"),
            "schema:position": [str(position)],
            "dcterms:isPartOf": [document.name(local)],
            "sg:role": [f"sentence-role:{role}"],
            "oa:hasSource": [document.iri],
            "oa:hasSelector": [document.name(f"{local}-s{position}-span")],
            "sg:sha256": [f'"{hashlib.sha256(iri.encode()).hexdigest()}"'],
            "sg:restatement": both(f"Zin {position} van {local}.", f"Sentence {position} of {local}."),
        },
    )
    bounds = {"a": ["oa:TextPositionSelector"], "oa:start": [str(start)], "oa:end": [str(start + LENGTH)]}
    span = Thing(document.name(f"{local}-s{position}-span"), bounds)
    document.sentences.append(sentence)
    document.spans.append(span)
    things = [sentence]
    if role == "statement":
        things += _statements(document, f"{local}-s{position}", "person" if local[0] == "q" else "minister")
    if document.choose.random() < document.faults and document.number > 1:  # the first is quoted by others
        _plant(document, things)


def _speaker(document: Document, who: str) -> str:
    """Return who speaks in the question or in the answer."""
    number = document.number % (PERSONS // 6)
    return f"person:gen-{6 * number}" if who == "minister" else f"person:gen-{6 * number + 1}"


def _resting(document: Document, local: str, who: str) -> dict[str, list[str]]:
    return {
        "prov:wasQuotedFrom": [document.name(local)],
        "prov:wasAttributedTo": [_speaker(document, who)],
    }


def _statements(document: Document, local: str, who: str) -> list[Thing]:
    """Make what a sentence states: a figure, or one to three claims of different actors."""
    if document.choose.random() < 0.25:
        return [_figure(document, local, who)]
    first = document.choose.randrange(10**6)
    return [_claim(document, local, who, first + further) for further in range(document.choose.randint(1, 3))]


def _claim(document: Document, local: str, who: str, about: int) -> Thing:
    choose, number = document.choose, len(document.claims)
    subject, means = actor(about, document.registers), f"initiative:gen-initiatief-{document.number}"
    relation = "supports" if number == 0 else choose.choice(("supports", "funds", "organises", "coordinates"))
    target = f"target-group:{choose.choice(TARGETS)}"
    hedged, inferred = choose.random() < 0.15, choose.random() < 0.1
    claim = Thing(
        document.name(f"claim-{local}-{about % 3}"),
        {
            "a": ["sg:Claim"],
            "skos:prefLabel": both(f"Bewering {number}", f"Claim {number}"),
            "rdf:subject": [subject],
            "rdf:predicate": [f"sg:{relation}"],
            "rdf:object": [target if relation == "supports" and number else means],
            "sg:through": [means] if relation == "supports" and number else [],
            "sg:supportKind": [f"support-kind:{choose.choice(SUPPORT)}"] if relation == "supports" else [],
            **_resting(document, local, who),
            "sg:modality": [f"modality:{choose.choice(HEDGES) if hedged else 'asserted'}"],
            "sg:basis": [f"basis:{'inferred' if inferred else 'literal'}"],
            "sg:during": ["period:not-stated" if hedged else f"period:gen-{document.year}"],
            "skos:note": both("Uit de volgende zin.", "From the next sentence.") if inferred else [],
        },
    )
    document.claims.append(claim)
    return claim


def _figure(document: Document, local: str, who: str) -> Thing:
    value, number = document.choose.randint(1, 250_000), len(document.figures)
    written = f"{value:,}".replace(",", ".")
    figure = Thing(
        document.name(f"figure-{local}"),
        {
            "a": ["sg:Figure", "qb:Observation"],
            "skos:prefLabel": both(f"{written} in cijfer {number}", f"{written} in figure {number}"),
            "sdmx-measure:obsValue": [str(value)],
            "sg:asWritten": [f'"{written}"'],
            "sdmx-attribute:unitMeasure": ["unit:persoon"],
            "sg:indicator": [f"indicator:{INDICATORS[number % len(INDICATORS)]}"],
            "sg:about": [actor(document.number + number // len(INDICATORS), document.registers)],
            "sdmx-dimension:refPeriod": [f"period:gen-{document.year}"],
            "sg:precision": [f"precision:{document.choose.choice(('exact', 'approximate', 'rounded'))}"],
            "sg:basis": ["basis:literal"],
            **_resting(document, local, who),
        },
    )
    document.figures.append(figure)
    return figure


def _share(document: Document) -> None:
    """Add to the first two figures their share in percent, which we compute."""
    if len(document.figures) < 2:
        return
    part, whole = sorted(document.figures[:2], key=lambda figure: int(figure.about["sdmx-measure:obsValue"][0]))
    values = [int(figure.about["sdmx-measure:obsValue"][0]) for figure in (part, whole)]
    about = {
        **{key: document.figures[0].about[key] for key in ("a", "sg:about", "sdmx-dimension:refPeriod")},
        "skos:prefLabel": both("Aandeel", "Share"),
        "sdmx-measure:obsValue": [str(round(100 * values[0] / values[1]))],
        "sdmx-attribute:unitMeasure": ["unit:percent"],
        "sg:indicator": ["indicator:aandeel-begeleide-starters"],
        "sg:numerator": [part.iri],
        "sg:denominator": [whole.iri],
        "sg:precision": ["precision:rounded"],
        "sg:basis": ["basis:derived"],
        "sg:formula": both("deel gedeeld door geheel", "part divided by whole"),
        "prov:wasDerivedFrom": [part.iri, whole.iri],
        "prov:wasAttributedTo": ["organisation:steungraaf"],
    }
    document.figures.append(Thing(document.name("figure-share"), about))


# --- Faults ---------------------------------------------------------------------------------------------------------


Spoil = Callable[[Document, Thing], None]


def _without(key: str) -> Spoil:
    return lambda _, thing: thing.about.__setitem__(key, [])


def _one_language(key: str) -> Spoil:
    return lambda _, thing: thing.about.__setitem__(key, thing.about[key][:1])


def _value(key: str, value: str) -> Spoil:
    return lambda _, thing: thing.about.__setitem__(key, [value])


def _of_the_future(document: Document, claim: Thing) -> None:
    """Let a claim assert what begins after the day of the question."""
    claim.about |= {"sg:modality": ["modality:asserted"], "sg:during": [FUTURE]}


def _of_another(document: Document, claim: Thing) -> None:
    """Attribute a claim to somebody who wrote neither the question nor the answer."""
    claim.about["prov:wasAttributedTo"] = [f"person:gen-{6 * (document.number % (PERSONS // 6)) + 2}"]


def _from_the_first(_: Document, claim: Thing) -> None:
    """Quote a claim from the first document, whose author then makes it."""
    claim.about |= {
        "prov:wasQuotedFrom": [f"<{_GENERATOR}gen-1/q0-s2>"],
        "prov:wasAttributedTo": ["person:gen-7"],
        "sg:during": ["period:not-stated"],
    }


FAULTS: dict[str, Sequence[tuple[str, Spoil]]] = {
    "sg:Sentence": (
        ("sgsh:Sentence-digest", _value("sg:sha256", '"ABC"')),
        ("sgsh:Sentence-restatement", _one_language("sg:restatement")),
        ("sgsh:Thing-label", _one_language("skos:prefLabel")),
        ("sgsh:Sentence-document", _without("oa:hasSource")),
    ),
    "sg:Claim": (
        ("sgsh:Claim-modality", _without("sg:modality")),
        ("sgsh:Claim-period", _without("sg:during")),
        ("sgsh:Claim-basis", _value("sg:basis", "basis:derived")),
        ("sgsh:Claim-speaker", _without("prov:wasAttributedTo")),
        (f"{QUERY}checks/fact-of-the-future", _of_the_future),
        (f"{QUERY}checks/speaker-is-not-author", _of_another),
        (f"{QUERY}checks/quoted-from-elsewhere", _from_the_first),
    ),
    "sg:Figure": (
        ("sgsh:Figure-writtenValue", _value("sg:asWritten", '"7,5"')),
        ("sgsh:Figure-written", _without("sg:asWritten")),
        ("sgsh:Figure-precision", _without("sg:precision")),
        ("sgsh:Figure-value", _without("sdmx-measure:obsValue")),
    ),
}


def _plant(document: Document, things: Sequence[Thing]) -> None:
    """Put one fault in one of the things, and remember it."""
    thing = document.choose.choice(things)
    shape, spoil = document.choose.choice(FAULTS[thing.about["a"][0]])
    if shape == "sgsh:Figure-value" and len(document.figures) < 3:  # the share is computed from the first two
        shape, spoil = FAULTS["sg:Figure"][1]
    spoil(document, thing)
    document.planted.append((thing.iri, shape, "violation"))
    if spoil is _from_the_first and len(things) == 2:  # nothing rests on the sentence any more
        document.planted.append((things[0].iri, "sgsh:Sentence-accounted", "violation"))


# --- Files ----------------------------------------------------------------------------------------------------------


def write_document(writer: Writer, document: Document) -> None:
    """Write the three files of a document."""
    folder, name = f"documents/gen-{document.number}", f"{document.number}"
    parts = [*_wholes(document), *document.items, *document.sentences, *document.spans]
    for file, things in (("document", parts), ("claims", document.claims), ("figures", document.figures)):
        pairs = ((thing.iri, thing.pairs) for thing in things)
        writer.write_file(f"{folder}/{file}", f"Vraag {name}: {file}", f"Question {name}: {file}", pairs)


def _wholes(document: Document) -> Iterator[Thing]:
    """Yield the document, the question and the answer."""
    number, authority = document.number, "<http://publications.europa.eu/resource/authority/"
    common = {"dcterms:isPartOf": [document.iri]}
    yield Thing(
        document.iri,
        {
            "a": ["eli:Work", "foaf:Document"],
            "skos:prefLabel": both(f"Vraag {number} met antwoord", f"Question {number} with its answer"),
            "dcterms:title": [f'"Starters {number}"@nl'],
            "dcterms:language": [f"{authority}language/NLD>"],
            "dcterms:publisher": ["organisation:gen-parlement"],
            "dcterms:hasPart": [document.name("question"), document.name("answer")],
            "sg:characters": [str(len(document.sentences) * (LENGTH + 1))],
            "sg:sha256": [f'"{hashlib.sha256(document.iri.encode()).hexdigest()}"'],
        },
    )
    question = {
        "a": ["sg:WrittenQuestion"],
        "skos:prefLabel": both(f"Vraag {number}", f"Question {number}"),
        "eli:work_type": [f"{authority}resource-type/QUESTION_WRITTEN>"],
        "eli:number": [f'"{number}"'],
        "eli:date_document": [f'"{document.year}-11-27"^^xsd:date'],
        "dcterms:creator": [_speaker(document, "person")],
    }
    yield Thing(document.name("question"), {**question, **common})
    answer = {
        "a": ["sg:WrittenAnswer"],
        "skos:prefLabel": both(f"Antwoord {number}", f"Answer {number}"),
        "eli:work_type": [f"{authority}resource-type/QUESTION_WRITTEN_ANSWER>"],
        "sg:answers": [document.name("question")],
        "dcterms:creator": [_speaker(document, "minister")],
    }
    yield Thing(document.name("answer"), {**answer, **common})


def write_quads(folder: Path, file: Path, format: str = "nquads", *, vocabulary: bool = False) -> None:
    """Write the data of a folder in one file, compressed where its name ends in .gz; the vocabulary on request."""
    files = Folder(folder).files() if vocabulary else Folder(folder).data_files()
    quads = (quad for graph in files for quad in graph.quads())
    opened = gzip.open(file, "wb", compresslevel=3) if file.suffix == ".gz" else file.open("wb")
    with opened as out:
        write_rdf(quads, cast(BinaryIO, out), format)


def main(arguments: Sequence[str]) -> int:
    """Read the command line and generate."""
    parser = argparse.ArgumentParser(description="Generate a dataset in the shape of the real one.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("triples", type=int)
    parser.add_argument("--faults", type=float, default=0.01)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--nquads", type=Path)
    chosen = parser.parse_args(arguments)
    print(generate(chosen.folder, chosen.triples, faults=chosen.faults, seed=chosen.seed), "statements")
    if chosen.nquads:
        write_quads(chosen.folder, chosen.nquads)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
