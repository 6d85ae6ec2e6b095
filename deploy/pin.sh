#!/usr/bin/env bash
# Writes the pins of this folder from pyproject.toml, for every platform and Python from 3.11 on:
#   constraints.txt   one version for each package that Wayside, its demo or its tests can need
#   requirements.txt  what `wayside run` needs, with hashes
#
#   bash deploy/pin.sh             keeps what is pinned, adds and removes what pyproject.toml asks for
#   bash deploy/pin.sh --upgrade   takes the newest version of everything
set -euo pipefail
cd "$(dirname "$0")/.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if ! command -v uv >/dev/null; then
    python3 -m venv "$work/venv"
    "$work/venv/bin/pip" install -q uv
    PATH=$work/venv/bin:$PATH
fi

# compile FILE "WHAT IT IS" OPTION...: uv's own header and comments are left out, for they name paths of this machine.
compile() {
    local file=$1 what=$2
    shift 2
    cp "$file" "$work/pins" 2>/dev/null || : >"$work/pins"
    uv pip compile --quiet --no-config --universal --python-version 3.11 \
        --no-header --no-annotate --no-emit-index-url --no-emit-find-links \
        --output-file "$work/pins" "$@" pyproject.toml >/dev/null
    { echo "# $what Written by deploy/pin.sh."; cat "$work/pins"; } >"$file"
}

compile deploy/constraints.txt "One version for every package that Wayside, its demo or its tests can need." \
    --all-extras "$@"
compile deploy/requirements.txt "What \`wayside run\` needs, with hashes." \
    --generate-hashes --constraints deploy/constraints.txt "$@"
