#!/usr/bin/env bash
# Makes .venv at the root what requirements-dev.lock and pyproject.toml say, or does nothing when it already is.
# A set-up that was interrupted, an environment that was moved or whose Python is gone: built again.
# PYTHON names the interpreter (3.11 or newer); without it, a working .venv keeps its own and a new one takes python3.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
venv=$root/.venv
stamp=$venv/.supportd-stamp     # what the environment was made from; written last
underway=$venv/.supportd-underway # stands while packages are being installed
unset PYTHONHOME PYTHONPATH PIP_USER PIP_TARGET PIP_PREFIX PIP_REQUIRE_VIRTUALENV

die() {
    printf 'supportd: %s\n' "$1" >&2
    exit 1
}

# The interpreter behind a command, even when that command stands in a virtual environment (perhaps the one to rebuild).
base_of() {
    "$1" -c 'import os, sys; print(os.path.realpath(getattr(sys, "_base_executable", sys.executable)))' 2>/dev/null
}

version_of() {
    "$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])'
}

choose_python() {
    local wanted=${PYTHON:-python3} found
    command -v "$wanted" >/dev/null || die "there is no '$wanted'; install Python 3.11 or newer, or name one: make PYTHON=python3.12"
    found=$(base_of "$wanted") || die "'$wanted' does not run; name another: make PYTHON=python3.12"
    "$found" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        die "'$wanted' is Python $(version_of "$found"), but 3.11 or newer is needed; name one: make PYTHON=python3.12"
    printf '%s\n' "$found"
}

# What the environment has to be made from; the place too, because scripts in it name it.
wanted_stamp() {
    printf '%s\n' "$root"
    cat "$root/requirements-dev.lock" "$root/pyproject.toml" | sha256sum
}

usable() {
    [[ -f $venv/pyvenv.cfg && ! -e $underway ]] || return 1
    grep -qsF "$venv" "$venv/bin/activate" || return 1
    "$venv/bin/python" -c 'import sys, pip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || return 1
    [[ -z ${PYTHON:-} || $(base_of "$venv/bin/python") == "$(choose_python)" ]]
}

# Debian keeps what `python3 -m venv` needs in a package of its own.
ensure_venv_module() {
    "$1" -c 'import ensurepip, venv' 2>/dev/null && return
    local version package=python3-venv
    version=$(version_of "$1")
    [[ $1 == /usr/bin/* ]] || die "$1 lacks the modules ensurepip and venv; name another Python: make PYTHON=python3.12"
    [[ $(version_of /usr/bin/python3 2>/dev/null) == "$version" ]] || package=python$version-venv
    "$root/deploy/debian-packages.sh" "$package"
}

create() {
    local python
    python=$(choose_python)
    ensure_venv_module "$python"
    rm -rf "$venv"
    printf 'making .venv with Python %s (%s)\n' "$(version_of "$python")" "$python"
    mkdir "$venv"
    touch "$underway"
    "$python" -m venv "$venv"
}

fill() {
    touch "$underway"
    # the lock is complete, so nothing is left to resolve; `pip check` proves it
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-input --require-hashes --no-deps \
        -r "$root/requirements-dev.lock"
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-input --no-deps --no-build-isolation \
        --editable "$root"
    "$venv/bin/python" -m pip check --disable-pip-version-check >/dev/null ||
        die "the lock files and pyproject.toml disagree: make lock"
    wanted_stamp >"$stamp"
    rm "$underway"
}

exec 9<"$root"
flock 9 # two makes at once: the second waits and finds everything done
if usable; then
    [[ $(cat "$stamp" 2>/dev/null) != "$(wanted_stamp)" ]] || exit 0
else
    create
fi
fill 9<&-
