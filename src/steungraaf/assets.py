"""Find the bundled ontology, data and queries: inside an installed package, or at the top of a checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _find(name: str) -> Path:
    inside = _PACKAGE / "_assets" / name
    return inside if inside.is_dir() else _PACKAGE.parents[1] / name


def ontology_dir() -> Path:
    """Return the folder of the vocabulary, concepts, alignments, shapes, rules, examples, context and frames."""
    return _find("ontology")


def data_dir() -> Path:
    """Return the folder of the bundled dataset."""
    return _find("data")


def queries_dir() -> Path:
    """Return the folder of the bundled stored queries, one theme a folder."""
    return _find("queries")
