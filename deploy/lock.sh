#!/usr/bin/env bash
# Writes both lock files from pyproject.toml: every version with its hashes, no address, no path.
#   requirements.lock      what runs
#   requirements-dev.lock  what runs, the demo's servers, and the tools (what .venv holds)
# Versions that still fit are kept; --upgrade takes the newest.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

compile() {
    .venv/bin/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" "$@" >/dev/null
}

compile -o requirements-dev.lock --extra demo --group dev "$@"
# the tools may hold a version back: what is tested is what runs
compile -o requirements.lock --constraints requirements-dev.lock "$@"
