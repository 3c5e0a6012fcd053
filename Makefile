# Needs python3 (3.11 or newer) and make. Every target sets up .venv by itself, again only when a lock or
# pyproject.toml changed. PYTHON names another interpreter; ARGS goes to the program or to pytest.

PYTHON ?= python3
export PYTHON

PY := .venv/bin/python
RUN := .venv/.run
DEV := .venv/.dev

.PHONY: help run test bench lint format types layers check lock clean
.NOTPARALLEL:

help:
	@echo 'make run      practise            ARGS="due --json" for any other command'
	@echo 'make test     the tests           ARGS="tests/core -x" for some of them'
	@echo 'make check    lint, types, layers and the tests'
	@echo 'make lint     ruff                make format mends what it can'
	@echo 'make types    mypy'
	@echo 'make layers   import-linter'
	@echo 'make bench    the measurements'
	@echo 'make lock     the newest versions that pyproject.toml allows, into the locks'
	@echo 'make clean    removes .venv and everything else that was made'

run: $(RUN)
	@$(PY) -m tpm_tui $(ARGS)

test: $(DEV)
	@$(PY) -m pytest -q -n auto --dist worksteal $(ARGS)

bench: $(DEV)
	@$(PY) -m pytest -q -s -m bench $(ARGS)

lint: $(DEV)
	@$(PY) -m ruff check --quiet .
	@$(PY) -m ruff format --quiet --check . || { echo 'ruff format: run "make format"' >&2; exit 1; }
	@echo 'lint: clean'

format: $(DEV)
	@$(PY) -m ruff check --quiet --fix-only .
	@$(PY) -m ruff format --quiet .

types: $(DEV)
	@$(PY) -m mypy

layers: $(DEV)
	@.venv/bin/lint-imports --no-logo

check: lint types layers test

lock:
	@.ci/lock

clean:
	@rm -rf .venv build dist *.egg-info snapshot_report.html .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	@find tpm_tui tests -name __pycache__ -type d -prune -exec rm -rf {} +

# The interpreter is among the causes: its time is that of the file behind the link, so a Python that was
# upgraded or taken away rebuilds the environment.
$(RUN): requirements.lock pyproject.toml $(PY)
	@.ci/venv requirements.lock
	@touch $@

$(DEV): requirements.lock requirements-dev.lock pyproject.toml $(PY)
	@.ci/venv requirements-dev.lock --editable
	@touch $(RUN) $@

$(PY): ;
