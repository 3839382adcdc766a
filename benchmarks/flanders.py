"""Make up a Flanders: places, organisations, persons and offices that generated documents speak of."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from steungraaf.namespaces import GRAPH, PREFIXES

Pairs = Sequence[tuple[str, Sequence[str]]]  # predicate -> objects, as Turtle writes them

_HEAD = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
_LICENCE = "<http://publications.europa.eu/resource/authority/licence/CC0>"
KINDS = ("sg:Programme", "sg:Project", "sg:Call", "sg:Initiative")
PERSONS = 60
YEARS = range(2010, 2026)
ALWAYS = "period:gen-2000--2035"
FUTURE = "period:gen-2035"


def both(dutch: str, english: str) -> list[str]:
    """Return a text in two languages, as Turtle writes it."""
    return [f'"{dutch}"@nl', f'"{english}"@en']


@dataclass
class Writer:
    """Write Turtle files below a folder, each a graph, and count the statements."""

    folder: Path
    triples: int = 0
    graphs: list[str] = field(default_factory=list)

    def begin(self, name: str, dutch: str, english: str) -> IO[str]:
        """Open a file and describe its graph in it."""
        path = self.folder / f"{name}.ttl"
        path.parent.mkdir(parents=True, exist_ok=True)
        out = path.open("w", encoding="utf-8")
        out.write(_HEAD)
        self.graphs.append(f"<{GRAPH}{name}>")
        about: Pairs = [
            ("a", ["void:Dataset"]),
            ("skos:prefLabel", both(dutch, english)),
            ("dcterms:description", both(f"{dutch}, verzonnen.", f"{english}, made up.")),
            ("dcterms:source", ["<https://w3id.org/steungraaf/dataset>"]),
            ("dcterms:license", [_LICENCE]),
            ("dcterms:modified", ['"2026-01-01"^^xsd:date']),
        ]
        self.write(out, self.graphs[-1], about)
        return out

    def write(self, out: IO[str], subject: str, pairs: Pairs) -> None:
        """Write what is said of one thing; a predicate without objects is left out."""
        said = [(predicate, objects) for predicate, objects in pairs if objects]
        lines = [f"    {predicate} {' , '.join(objects)} ;\n" for predicate, objects in said]
        out.write(f"\n{subject}\n{''.join(lines)}.\n")
        self.triples += sum(len(objects) for _, objects in said)

    def write_file(self, name: str, dutch: str, english: str, things: Iterable[tuple[str, Pairs]]) -> None:
        """Write a whole file."""
        with self.begin(name, dutch, english) as out:
            for subject, pairs in things:
                self.write(out, subject, pairs)


def write_registers(writer: Writer, size: int) -> None:
    """Write the registers: `size` municipalities, each with its authority and an association, and one agency in ten."""
    writer.write_file("registers/places", "Gebieden", "Places", _places(size))
    writer.write_file("registers/organisations", "Organisaties", "Organisations", _organisations(size))
    writer.write_file("registers/persons", "Personen", "Persons", _persons())
    writer.write_file("registers/periods", "Perioden", "Periods", _periods())


def write_dataset(writer: Writer) -> None:
    """Describe the dataset with all its graphs; to be written last."""
    text = both("Verzonnen Vlaanderen", "Made-up Flanders")
    about: Pairs = [
        ("a", ["void:Dataset"]),
        ("skos:prefLabel", text),
        ("dcterms:description", text),
        ("dcterms:license", [_LICENCE]),
        ("dcterms:modified", ['"2026-01-01"^^xsd:date']),
        ("dcterms:source", ["<https://w3id.org/steungraaf/dataset>"]),
        ("void:subset", writer.graphs),
    ]
    with (writer.folder / "dataset.ttl").open("w", encoding="utf-8") as out:
        out.write(_HEAD)
        writer.write(out, "<https://w3id.org/steungraaf/dataset/generated>", about)


def actor(number: int, size: int) -> str:
    """Return one of the organisations, whatever the number."""
    kind = ("gemeente", "vereniging", "agentschap")[number % 3]
    return f"organisation:gen-{kind}-{number % (max(1, size // 10) if kind == 'agentschap' else size)}"


def initiative(number: int) -> tuple[str, Pairs]:
    """Return what is said of the initiative with this number."""
    label = both(f"Initiatief {number}", f"Initiative {number}")
    return f"initiative:gen-initiatief-{number}", [("a", [KINDS[number % len(KINDS)]]), ("skos:prefLabel", label)]


def _agent(dutch: str, english: str, class_: str, kind: str) -> list[tuple[str, Sequence[str]]]:
    """Return what is said of every actor."""
    classes = [class_, "org:FormalOrganization"] if class_ == "m8g:PublicOrganisation" else [class_]
    return [("a", classes), ("skos:prefLabel", both(dutch, english)), ("dcterms:type", [f"actor-kind:{kind}"])]


def _places(size: int) -> Iterator[tuple[str, Pairs]]:
    yield _place("region:gen", ["schema:AdministrativeArea"], "Gewest", "Region", 2000, None)
    for number in range(size):
        classes = ["schema:AdministrativeArea", "schema:City"]
        name = f"Gemeente {number}", f"Municipality {number}"
        yield _place(f"municipality:gen-{number}", classes, *name, 10_000 + number, "region:gen")


def _place(iri: str, classes: list[str], dutch: str, english: str, code: int, within: str | None) -> tuple[str, Pairs]:
    return iri, [
        ("a", [*classes, "dcterms:Location"]),
        ("skos:prefLabel", both(dutch, english)),
        ("skos:notation", [f'"{code:05}"^^sg:NisCode']),
        ("dcterms:temporal", [ALWAYS]),
        ("schema:containedInPlace", [within] if within else []),
    ]


def _organisations(size: int) -> Iterator[tuple[str, Pairs]]:
    for name, english in (("parlement", "Parliament"), ("regering", "Government")):
        kind = english.lower()
        about = _agent(name.capitalize(), english, "m8g:PublicOrganisation", kind)
        yield f"organisation:gen-{name}", [*about, ("dcterms:spatial", ["region:gen"])]
    for number in range(size):
        about = _agent(
            f"Bestuur van gemeente {number}", f"Authority of {number}", "m8g:PublicOrganisation", "municipality"
        )
        codes = [f'"OVO{number:06}"^^sg:OvoCode', f'"{_kbo(number)}"^^sg:KboNumber']
        place = ("dcterms:spatial", [f"municipality:gen-{number}"])
        yield f"organisation:gen-gemeente-{number}", [*about, ("skos:notation", codes), place]
        about = _agent(f"Vereniging {number}", f"Association {number}", "org:FormalOrganization", "association")
        yield f"organisation:gen-vereniging-{number}", about
    for number in range(max(1, size // 10)):
        about = _agent(f"Agentschap {number}", f"Agency {number}", "m8g:PublicOrganisation", "agency")
        yield f"organisation:gen-agentschap-{number}", [*about, ("dcterms:spatial", ["region:gen"])]


def _kbo(number: int) -> str:
    """Return an enterprise number with the right check digits."""
    front = 2_000_000 + number
    return f"{front:08}{97 - front % 97:02}"


def _persons() -> Iterator[tuple[str, Pairs]]:
    for office, organisation in (("lid", "parlement"), ("minister", "regering")):
        label = both(office.capitalize(), {"lid": "Member", "minister": "Minister"}[office])
        post: Pairs = [("a", ["org:Post", "org:Role"]), ("skos:prefLabel", label)]
        yield f"office:gen-{office}", [*post, ("org:postIn", [f"organisation:gen-{organisation}"])]
    for number in range(PERSONS):
        about = _agent(f"Persoon {number}", f"Person {number}", "foaf:Person", "person")
        names = [("foaf:givenName", ['"Persoon"']), ("foaf:familyName", [f'"{number}"'])]
        yield f"person:gen-{number}", [*about, *names]
        office, organisation = ("minister", "regering") if number % 6 == 0 else ("lid", "parlement")
        yield (
            f"mandate:gen-{number}",
            [
                ("a", ["org:Membership"]),
                ("skos:prefLabel", both(f"Mandaat {number}", f"Mandate {number}")),
                ("org:member", [f"person:gen-{number}"]),
                ("org:organization", [f"organisation:gen-{organisation}"]),
                ("org:role", [f"office:gen-{office}"]),
                ("org:memberDuring", [ALWAYS]),
            ],
        )


def _periods() -> Iterator[tuple[str, Pairs]]:
    note = ("skos:note", both("De bron zegt niet wanneer.", "The source does not say when."))
    label = both("periode niet vermeld", "period not stated")
    yield "period:not-stated", [("a", ["dcterms:PeriodOfTime"]), ("skos:prefLabel", label), note]
    for name, first, last in (
        (ALWAYS, 2000, 2035),
        (FUTURE, 2035, 2035),
        *((f"period:gen-{year}", year, year) for year in YEARS),
    ):
        text = name.partition("gen-")[2]
        dates: Pairs = [
            ("dcat:startDate", [f'"{first}-01-01"^^xsd:date']),
            ("dcat:endDate", [f'"{last}-12-31"^^xsd:date']),
        ]
        yield name, [("a", ["dcterms:PeriodOfTime"]), ("skos:prefLabel", both(text, text)), *dates]
