# Every target sets up what it needs by itself, alone, in any order, and again when repeated.
#   make demo    the main job, live, without a mail server of one's own
#   make test    all tests, on real mail and database servers
#   make check   format, lint, types, layers, house rules, generated docs
#   make docs    writes the generated docs     make lock    writes the lock files (UPGRADE=1: newest versions)
#   make setup   only .venv                    make clean   removes .venv and all caches
# Choices: PYTHON=python3.12 (any CPython from 3.11 on), ARGS="..." for demo and test.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := check
.NOTPARALLEL:
.PHONY: check clean demo docs lock servers setup test

export PYTHON
ARGS ?=
SERVERS := dovecot-imapd dovecot-lmtpd postfix postgresql
STEP := @deploy/step.sh

setup:
	$(STEP) "set-up of .venv" deploy/python-env.sh

servers:
	$(STEP) "set-up of the servers" deploy/debian-packages.sh $(SERVERS)

check: setup
	@deploy/check.sh

# pytest's closing line says how long it took and is the last one.
test: setup servers
	@.venv/bin/python -m pytest --durations=15 --durations-min=1 $(ARGS)

demo: setup
	@.venv/bin/supportd demo $(ARGS)

docs: setup
	$(STEP) "generated docs" .venv/bin/python -m commands.docs --write

# not `lock: setup`: a set-up is what fails while pyproject.toml and the lock files disagree
lock:
	@[[ -x .venv/bin/uv ]] || deploy/python-env.sh
	$(STEP) "lock files" deploy/lock.sh $(if $(UPGRADE),--upgrade)

clean:
	rm -rf .venv build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .grimp_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
