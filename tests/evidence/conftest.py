"""Give a document of four sentences, in a store and as files, to the tests of evidence."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from steungraaf.evidence import Evidence, Originals
from steungraaf.namespaces import PREFIXES
from steungraaf.rdf import parse_quads
from steungraaf.store import EmbeddedStore
from steungraaf.text import digest

BASE = "https://w3id.org/steungraaf/id/document/"
TEXT = "Steun aan starters\n\nDe bond helpt elke starter.\nHij telde  12\nleden in één jaar. Zie vraag 1.\n"
SENTENCES = {
    "q1-s1": ("Steun aan starters", "title"),
    "a1-s1": ("De bond helpt elke starter.", "statement"),
    "a1-s2": ("Hij telde  12\nleden in één jaar.", "statement"),
    "a1-s3": ("Zie vraag 1.", "cross-reference"),
}
DOCUMENT = """
document:blad a foaf:Document ; skos:prefLabel "Blad"@nl , "Sheet"@en ; sg:characters {length} ; sg:sha256 "{sha256}" .
blad:q1 a sg:Item ; skos:prefLabel "Vraag 1"@nl , "Question 1"@en .
blad:a1 a sg:Item ; skos:prefLabel "Antwoord 1"@nl , "Answer 1"@en .
sentence-role:title skos:prefLabel "titel"@nl , "title"@en .
blad:claim a sg:Claim ; prov:wasQuotedFrom blad:a1-s1 .
blad:figure a sg:Figure ; prov:wasQuotedFrom blad:a1-s2 .
"""
SENTENCE = """
blad:{name} a sg:Sentence ; skos:prefLabel "Zin {name}"@nl , "Sentence {name}"@en ; schema:position {number} ;
  dcterms:isPartOf blad:{item} ; oa:hasSource document:blad ; oa:hasSelector blad:{name}-span ;
  sg:role sentence-role:{role} ; sg:sha256 "{digest}" ; sg:restatement "Nagezegd."@nl , "Restated."@en .
blad:{name}-span oa:start {start} ; oa:end {end} .
"""


def _turtle() -> str:
    prefixes = {**PREFIXES, "blad": f"{BASE}blad/"}
    text = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in prefixes.items())
    text += DOCUMENT.format(length=len(TEXT), sha256=sha256(TEXT.encode()).hexdigest())
    for name, (words, role) in SENTENCES.items():
        start = TEXT.index(words)
        place = {"start": start, "end": start + len(words), "digest": digest(words)}
        text += SENTENCE.format(name=name, item=name[:2], number=name[-1], role=role, **place)
    return text


@pytest.fixture(scope="session")
def document() -> str:
    """Give the IRI of the document."""
    return f"{BASE}blad"


@pytest.fixture
def load() -> Callable[[str], Evidence]:
    """Give what makes evidence of Turtle, with our prefixes, beside the document or without it."""

    def make(extra: str, *, whole: bool = True) -> Evidence:
        prefixes = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
        store = EmbeddedStore()
        store.load(parse_quads((_turtle() if whole else "").encode(), format="turtle"))
        store.load(parse_quads((prefixes + f"@prefix blad: <{BASE}blad/> .\n" + extra).encode(), format="turtle"))
        return Evidence(store)

    return make


@pytest.fixture
def evidence(load: Callable[[str], Evidence]) -> Evidence:
    """Give the evidence of the document."""
    return load("")


@pytest.fixture
def exact(tmp_path: Path) -> Path:
    """Give the very file that the document was read from."""
    path = tmp_path / "blad.txt"
    path.write_bytes(TEXT.encode())
    return path


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Give another text of the document: other lines, words before and after."""
    path = tmp_path / "ander.txt"
    path.write_text("BLADWIJZER\n" + " ".join(TEXT.split()).replace(" helpt ", "\n\nhelpt\n") + " Einde\n", "utf-8")
    return path


@pytest.fixture
def originals(tmp_path: Path) -> Originals:
    """Give an empty directory of originals."""
    return Originals(tmp_path / "originals")


@pytest.fixture
def pdf() -> Callable[[list[str]], bytes]:
    """Give what makes a PDF of one page with lines of text."""

    def make(lines: list[str]) -> bytes:
        shown = b" ".join(b"(%s) Tj T*" % line.encode("cp1252") for line in lines)
        stream = b"BT /F1 12 Tf 14 TL 50 800 Td %s ET" % shown
        bodies = [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
            b" /Resources << /Font << /F1 5 0 R >> >> >>",
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        ]
        return _assembled(bodies)

    return make


def _assembled(bodies: list[bytes]) -> bytes:
    """Put the objects of a PDF together with the table of where they are."""
    data, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    count = len(bodies) + 1
    end = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, len(data))
    return data + b"xref\n0 %d\n0000000000 65535 f \n%s%s" % (count, table, end)
