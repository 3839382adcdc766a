"""Write the pages that follow from the sources: docs/reference/*.md and docs/glossary.md.

Usage: reference.py [--check]     (with --check nothing is written; exit status 1 where a page is stale)
The same sources give the same bytes: files are taken in the order of their names, terms in the order of their file.
"""

import ast
import inspect
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import click

import steungraaf
from steungraaf.cli import main as command_line
from steungraaf.namespaces import expand, shorten
from steungraaf.queryfile import Parameter, QueryFile, read_query_file
from steungraaf.rdf import BlankNode, Literal, NamedNode, Triple, read_quads

ROOT = Path(__file__).resolve().parent.parent
GENERATED = "<!-- Written by tools/reference.py from {source}; change that and run `make docs`. -->\n"
VALUE_COLUMNS = 100  # a help text is set to this width, whatever the terminal of who runs this


@dataclass
class Description:
    """Hold what one file says of one subject: its values under each predicate, in the order of the file."""

    iri: str
    values: dict[str, list[NamedNode | BlankNode | Literal]] = field(default_factory=dict)

    def all(self, name: str) -> list[str]:
        """Return the values under the prefixed name of a predicate: IRIs shortened, literals as they are."""
        found = self.values.get(expand(name), [])
        return [shorten(value.value) if isinstance(value, NamedNode) else value.value for value in found]

    def text(self, name: str, language: str) -> str:
        """Return the first text in a language, or nothing at all as an empty string."""
        texts = [
            value.value
            for value in self.values.get(expand(name), [])
            if isinstance(value, Literal) and value.language == language
        ]
        return texts[0] if texts else ""


def read_descriptions(path: Path) -> dict[str, Description]:
    """Read a Turtle file as its subjects in their order, each with all that is said of it."""
    found: dict[str, Description] = {}
    for quad in read_quads(path):
        if isinstance(quad.subject, Triple) or isinstance(quad.object, Triple):
            continue  # our own files hold no triple terms
        subject = found.setdefault(quad.subject.value, Description(quad.subject.value))
        subject.values.setdefault(quad.predicate.value, []).append(quad.object)
    return found


def cell(text: str) -> str:
    """Make a text fit one cell of a Markdown table."""
    return re.sub(r"\s+", " ", text).strip().replace("|", "\\|")


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Set rows as a Markdown table; nothing at all where there are none."""
    body = ["| " + " | ".join(cell(value) for value in row) + " |" for row in rows]
    if body:
        columns = list(heads)
        yield "| " + " | ".join(columns) + " |"
        yield "|" + "---|" * len(columns)
        yield from body
        yield ""


def code(names: Iterable[str]) -> str:
    """Set names as code, with commas between them."""
    return ", ".join(f"`{name}`" for name in names)


# The vocabulary ------------------------------------------------------------------------------------------------------

KINDS = {
    "owl:Class": "Classes",
    "owl:ObjectProperty": "Properties whose value is a thing",
    "owl:DatatypeProperty": "Properties whose value is a literal",
    "rdfs:Datatype": "Datatypes",
    "owl:NamedIndividual": "Individuals",
}
FACTS = {
    "Sub-class of": "rdfs:subClassOf",
    "Sub-property of": "rdfs:subPropertyOf",
    "Inverse of": "owl:inverseOf",
    "Said of": "schema:domainIncludes",
    "Value": "schema:rangeIncludes",
    "Status": "vs:term_status",
}


def vocabulary_terms() -> list[Description]:
    """Return the own classes, properties, datatypes and individuals in reading order."""
    described = read_descriptions(ROOT / "ontology/steungraaf.ttl").values()
    return [one for one in described if set(one.all("rdf:type")) & KINDS.keys()]


def scheme_files() -> list[Path]:
    """Return the files of concept schemes."""
    return sorted((ROOT / "ontology/concepts").glob("*.ttl"))


def concepts_of(path: Path) -> list[Description]:
    """Return the concepts of one scheme in reading order."""
    return [one for one in read_descriptions(path).values() if "skos:Concept" in one.all("rdf:type")]


def scheme_of(path: Path) -> Description:
    """Return the concept scheme that a file describes."""
    return next(one for one in read_descriptions(path).values() if "skos:ConceptScheme" in one.all("rdf:type"))


def term_section(term: Description) -> Iterator[str]:
    """Write one term: its names, definitions, notes and examples, and what it relates to."""
    yield f"### `{shorten(term.iri)}`"
    yield ""
    yield f"**{term.text('rdfs:label', 'en')}** · *{term.text('rdfs:label', 'nl')}*"
    yield ""
    for language in ("en", "nl"):
        texts = [term.text(name, language) for name in ("skos:definition", "skos:scopeNote")]
        example = term.text("skos:example", language)
        word = {"en": "For example", "nl": "Bijvoorbeeld"}[language]
        line = " ".join([*filter(None, texts), *([f"{word}: {example}"] if example else [])])
        yield f"- {language}: {line}"
    for word, name in FACTS.items():
        if values := term.all(name):
            yield f"- {word}: {code(values)}"
    yield ""


def vocabulary_page() -> Iterator[str]:
    """Write every own term, then every concept scheme."""
    yield "# Vocabulary"
    yield ""
    yield "The terms of `https://w3id.org/steungraaf/ns#` (prefix `sg:`), then the concept schemes."
    yield ""
    terms = vocabulary_terms()
    for kind, title in KINDS.items():
        of_kind = [term for term in terms if kind in term.all("rdf:type")]
        if of_kind:
            yield from (f"## {title}", "")
        for term in of_kind:
            yield from term_section(term)
    yield from ("## Concept schemes", "")
    for path in scheme_files():
        scheme = scheme_of(path)
        yield from (f"### {scheme.text('skos:prefLabel', 'en')} · *{scheme.text('skos:prefLabel', 'nl')}*", "")
        rows = [
            (
                code([shorten(one.iri)]),
                *(one.text("skos:prefLabel", language) for language in ("en", "nl")),
                one.text("skos:definition", "en"),
                code(one.all("skos:broader")),
            )
            for one in concepts_of(path)
        ]
        yield from table(["concept", "en", "nl", "what it is", "broader"], rows)


def glossary_page() -> Iterator[str]:
    """Write every term and concept with its Dutch and English name and its Dutch definition, by the Dutch name."""
    yield "# Glossary / Woordenlijst"
    yield ""
    yield "Every term of the vocabulary and every concept of its schemes, in the order of the Dutch names."
    yield ""
    rows = [(one.text("rdfs:label", "nl"), one.text("rdfs:label", "en"), one) for one in vocabulary_terms()]
    for path in scheme_files():
        rows += [(one.text("skos:prefLabel", "nl"), one.text("skos:prefLabel", "en"), one) for one in concepts_of(path)]
    rows.sort(key=lambda row: (row[0].casefold(), row[1].casefold(), row[2].iri))
    yield from table(
        ["Nederlands", "English", "betekenis / meaning", "term"],
        [
            (
                dutch,
                english,
                f"{one.text('skos:definition', 'nl')} / *{one.text('skos:definition', 'en')}*",
                code([shorten(one.iri)]),
            )
            for dutch, english, one in rows
        ],
    )


# The shapes ----------------------------------------------------------------------------------------------------------


def constraint_rows(shape: Description, described: dict[str, Description]) -> Iterator[tuple[str, ...]]:
    """Give a row for each property shape and each SPARQL constraint of a node shape."""
    for name in ("sh:property", "sh:sparql"):
        for value in shape.values.get(expand(name), []):
            part = described[value.value]
            severity = (part.all("sh:severity") or ["sh:Violation"])[0].removeprefix("sh:")
            label = part.text("sh:name", "en")
            yield (
                code([shorten(part.iri)]),
                label,
                part.text("sh:message", "en"),
                part.text("sh:message", "nl"),
                severity,
            )


def shapes_page() -> Iterator[str]:
    """Write each node shape with its targets and what each of its parts says to who breaks it."""
    yield "# Shapes"
    yield ""
    yield "What valid data looks like. A finding quotes the message in the reader's language."
    yield ""
    for path in sorted((ROOT / "ontology/shapes").glob("*.ttl")):
        described = read_descriptions(path)
        for shape in described.values():
            rows = list(constraint_rows(shape, described))
            if "sh:NodeShape" not in shape.all("rdf:type") or not rows:
                continue
            yield from (f"## `{shorten(shape.iri)}`", "")
            targets = [
                name
                for key in ("sh:targetClass", "sh:targetSubjectsOf", "sh:targetObjectsOf", "sh:targetNode")
                for name in shape.all(key)
            ]
            yield f"In `{path.relative_to(ROOT)}`" + (f", for {code(targets)}." if targets else ".")
            yield ""
            yield from table(["shape", "name", "message", "boodschap", "severity"], rows)


# The stored queries --------------------------------------------------------------------------------------------------


def parameter_row(parameter: Parameter) -> tuple[str, ...]:
    """Describe one parameter of a stored query."""
    need = "optional" if parameter.optional else "required"
    return f"`--{parameter.name}`", parameter.type, need, f"`{parameter.example}`", parameter.description["en"]


def query_section(query: QueryFile) -> Iterator[str]:
    """Write one stored query: what it asks in both languages, its parameters and its columns."""
    yield f"### {query.name}"
    yield ""
    yield f"{query.question['en']} · *{query.question['nl']}*"
    yield ""
    if query.description:
        yield from (query.description["en"], "")
    yield from table(["parameter", "type", "", "example", ""], map(parameter_row, query.parameters))
    yield from table(["column", "kolom", ""], [(n, t["nl"], t["en"]) for n, t in query.columns.items()])


def queries_page() -> Iterator[str]:
    """Write every stored query under its theme."""
    yield "# Stored queries"
    yield ""
    yield 'Each is asked as `steungraaf ask NAME [--parameter value]`, or `dataset.ask("NAME", parameter=value)`.'
    yield ""
    themes: dict[str, list[QueryFile]] = {}
    for path in sorted((ROOT / "queries").glob("*/*.rq")):
        query = read_query_file(path)
        themes.setdefault(query.theme, []).append(query)
    for theme, queries in themes.items():
        yield from (f"## {theme}", "")
        for query in queries:
            yield from query_section(query)


# The command line ----------------------------------------------------------------------------------------------------


def help_sections(command: click.Command, path: str, parent: click.Context | None = None) -> Iterator[str]:
    """Write the help of a command and of every command under it."""
    context = click.Context(
        command,
        info_name=path.rpartition(" ")[2],
        parent=parent,
        terminal_width=VALUE_COLUMNS,
        max_content_width=VALUE_COLUMNS,
    )
    yield from (f"## {path}", "", "```text", command.get_help(context).rstrip(), "```", "")
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            if below is not None and not below.hidden:
                yield from help_sections(below, f"{path} {name}", context)


def cli_page() -> Iterator[str]:
    """Write the help texts of the command line."""
    yield "# Command line"
    yield ""
    yield from help_sections(command_line, "steungraaf")


# The Python package ---------------------------------------------------------------------------------------------------


def first_paragraph(node: ast.Module | ast.ClassDef | ast.FunctionDef) -> str:
    """Return the first paragraph of a docstring on one line."""
    return " ".join((ast.get_docstring(node) or "").split("\n\n")[0].split())


def public_functions(body: Iterable[ast.stmt]) -> list[ast.FunctionDef]:
    """Return the functions in a body whose names are public."""
    return [node for node in body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")]


def signature(node: ast.FunctionDef, owner: str) -> str:
    """Write how a function is called, as its source has it; a property is written without parentheses."""
    if any(isinstance(one, ast.Name) and one.id in ("property", "cached_property") for one in node.decorator_list):
        return f"{owner}{node.name}"
    arguments = re.sub(r"^(self|cls)(, |$)", "", ast.unparse(node.args))
    result = f" -> {ast.unparse(node.returns)}" if node.returns else ""
    return f"{owner}{node.name}({arguments}){result}"


def definition_of(name: str) -> ast.ClassDef | ast.FunctionDef:
    """Return the source of a class or function that the package gives to its users."""
    module = inspect.getsourcefile(getattr(steungraaf, name))
    tree = ast.parse(Path(module or "").read_text("utf-8"))
    kinds = (ast.ClassDef, ast.FunctionDef)
    return next(node for node in tree.body if isinstance(node, kinds) and node.name == name)


def python_page() -> Iterator[str]:
    """Write every name that `import steungraaf` gives, with the methods of its classes."""
    yield from ("# Python", "", "What `import steungraaf` gives.", "")
    for name in steungraaf.__all__:
        if not callable(getattr(steungraaf, name)):
            continue
        node = definition_of(name)
        head = signature(node, "steungraaf.") if isinstance(node, ast.FunctionDef) else f"class steungraaf.{name}"
        yield from (f"## `{head}`", "", first_paragraph(node), "")
        methods = public_functions(node.body) if isinstance(node, ast.ClassDef) else []
        yield from (f"- `{signature(method, '.')}`: {first_paragraph(method)}" for method in methods)
        yield from ([""] if methods else [])


# The pages -----------------------------------------------------------------------------------------------------------


def index_page() -> Iterator[str]:
    """Write the page that leads to the others."""
    yield from ("# Reference", "", "Written from the sources by `make docs`.", "")
    for name, what in (
        ("vocabulary", "every term and concept"),
        ("shapes", "what valid data looks like"),
        ("queries", "every stored question"),
        ("cli", "every command and its options"),
        ("python", "what `import steungraaf` gives"),
    ):
        yield f"- [{name}]({name}.md): {what}"
    yield "- [glossary](../glossary.md): Dutch and English names side by side"


PAGES = {
    "docs/reference/README.md": (index_page, "tools/reference.py"),
    "docs/reference/vocabulary.md": (vocabulary_page, "ontology/"),
    "docs/reference/shapes.md": (shapes_page, "ontology/shapes/"),
    "docs/reference/queries.md": (queries_page, "the headers in queries/"),
    "docs/reference/cli.md": (cli_page, "src/steungraaf/cli/"),
    "docs/reference/python.md": (python_page, "src/steungraaf/"),
    "docs/glossary.md": (glossary_page, "ontology/"),
}


def render(page: str) -> str:
    """Return the text of one page as it should be."""
    write, source = PAGES[page]
    return GENERATED.format(source=source) + "\n".join(write()).rstrip() + "\n"


def stale_pages() -> list[str]:
    """Return the pages that are not what the sources say."""
    return [page for page in PAGES if not (ROOT / page).is_file() or (ROOT / page).read_text("utf-8") != render(page)]


def main(arguments: list[str]) -> int:
    """Write the stale pages, or with --check name them."""
    stale = stale_pages()
    if arguments == ["--check"]:
        for page in stale:
            print(f"{page} is stale: run `make docs` and read what changed.", file=sys.stderr)
        return 1 if stale else 0
    for page in stale:
        (ROOT / page).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / page).write_text(render(page), "utf-8")
        print(f"wrote {page}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
