"""Give each rule what it must make of one small input."""

from __future__ import annotations

from pathlib import Path

import pytest

from steungraaf.folder import Folder

HERE = Path(__file__).parent


@pytest.fixture(params=Folder.open().rule_files(), ids=lambda path: path.stem)
def rule(request: pytest.FixtureRequest) -> Path:
    """Give each rule in turn."""
    return Path(request.param)


@pytest.fixture
def given() -> Path:
    """Return the input of all rules."""
    return HERE / "input.ttl"


@pytest.fixture
def expected(rule: Path) -> Path:
    """Return what a rule makes of the input."""
    return HERE / f"{rule.stem}.ttl"
