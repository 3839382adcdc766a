"""`steungraaf link check` tells what is wrong with the link sets, in the form that is asked for."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

SET = """#license: https://example.org/licence
#mapping_set_id: https://w3id.org/steungraaf/graph/links/b
#mapping_date: 2020-01-01
#curie_map:
#  organisation: https://w3id.org/steungraaf/id/organisation/
#  b: http://127.0.0.1:9/
subject_id\tpredicate_id\tobject_id\tmapping_justification\treviewer_id
organisation:x\tskos:exactMatch\tb:1\tsemapv:ManualMappingCuration\torganisation:me
"""
THING = '<https://w3id.org/steungraaf/id/organisation/x> <http://www.w3.org/2004/02/skos/core#prefLabel> "X"@nl .\n'


@pytest.fixture
def data(tmp_path: Path) -> str:
    """Make a dataset with one thing and one link that is old."""
    folder = tmp_path / "data"
    for part in ("registers", "links"):
        (folder / part).mkdir(parents=True)
    (folder / "registers/x.ttl").write_text(THING, "utf-8")
    (folder / "links/b.sssom.tsv").write_text(SET, "utf-8")
    return str(folder)
