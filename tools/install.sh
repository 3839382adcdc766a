#!/bin/sh
# Install the project, in place, into the virtual environment $VENV with the tested versions of constraints.txt.
# Usage: PYTHON=python3 VENV=.venv sh tools/install.sh [--group dev]
# uv does it where it is at hand, pip otherwise; pip is brought up to date first, for it reads dependency groups since 25.1.
set -eu

if ! "$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "Steungraaf needs Python 3.11 or newer, and '$PYTHON' is none: name one, as in: make PYTHON=python3.12 run" >&2
    exit 1
fi
echo "Setting up $VENV ..." >&2
if command -v uv >/dev/null 2>&1; then
    [ -x "$VENV/bin/python" ] || uv venv --quiet --python "$PYTHON" "$VENV"
    uv pip install --quiet --python "$VENV/bin/python" --constraints constraints.txt --editable . "$@"
else
    [ -x "$VENV/bin/python" ] || "$PYTHON" -m venv "$VENV"
    if [ $# -gt 0 ]; then
        "$VENV/bin/python" -m pip install --quiet --disable-pip-version-check --constraint constraints.txt 'pip>=25.1'
    fi
    "$VENV/bin/python" -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable . "$@"
fi
