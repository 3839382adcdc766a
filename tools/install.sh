#!/bin/sh
# Install the project, in place, into the virtual environment $VENV with the tested versions of constraints.txt.
# Usage: PYTHON=python3 VENV=.venv sh tools/install.sh [--group dev]
# uv does it where it is at hand and can reach the packages, pip otherwise.
set -eu

python="$VENV/bin/python"

with_uv() {
    command -v uv >/dev/null 2>&1 || return 1
    { [ -x "$python" ] || uv venv --quiet --python "$PYTHON" "$VENV"; } &&
        uv pip install --quiet --python "$python" --constraints constraints.txt --editable . "$@"
}

with_pip() {
    # uv leaves pip out of the environments it makes; venv adds it to one that exists.
    "$python" -m pip --version >/dev/null 2>&1 || "$PYTHON" -m venv "$VENV"
    set -- --constraint constraints.txt --editable . "$@"
    # Dependency groups are read since pip 25.1.
    [ $# -eq 4 ] || "$python" -m pip install --quiet --disable-pip-version-check --constraint constraints.txt 'pip>=25.1'
    "$python" -m pip install --quiet --disable-pip-version-check "$@"
}

if ! "$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "Steungraaf needs Python 3.11 or newer, which '$PYTHON' is not; name one: make PYTHON=python3.12 run" >&2
    exit 1
fi
echo "Setting up $VENV ..." >&2
with_uv "$@" || with_pip "$@"
