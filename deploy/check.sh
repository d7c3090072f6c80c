#!/usr/bin/env bash
# All checks, each with its duration. One that fails does not hide the others; the exit code is 1 if any did.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
failed=()

check() {
    deploy/step.sh "$@" || failed+=("$1")
}

check "format" .venv/bin/ruff format --check --quiet .
check "lint" .venv/bin/ruff check --quiet .
check "types" .venv/bin/mypy
check "layers" .venv/bin/lint-imports --no-logo
check "house rules" .venv/bin/python -m pytest -q --no-header tests/house
check "generated docs" .venv/bin/python -m commands.docs --check

if ((${#failed[@]})); then
    (IFS=,; printf 'make check: FAILED: %s\n' "${failed[*]}" >&2)
    exit 1
fi
