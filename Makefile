# Requires python3 (3.11 or newer) and make. Every target creates .venv if needed, and updates it when a lock or
# pyproject.toml has changed. PYTHON selects another interpreter; ARGS is passed to the program or to pytest.

PYTHON ?= python3
export PYTHON

PY := .venv/bin/python
RUN := .venv/.run
DEV := .venv/.dev
PYTEST := $(PY) -m pytest -q -n auto --dist worksteal

.PHONY: help run test test-all coverage bench lint format types layers docs check lock clean
.NOTPARALLEL:

help:
	@echo 'make run       run tpm-tui          ARGS="due --json" for another command'
	@echo 'make test      the quick tests      ARGS="tests/core -x" for some of them'
	@echo 'make test-all  all tests: more examples, the slow campaigns, the texts of the bank'
	@echo 'make coverage  test-all, and the coverage of core, storage, practice and exchange'
	@echo 'make check     lint, types, layers and the quick tests'
	@echo 'make lint      ruff and codespell   make format fixes what it can'
	@echo 'make types     mypy'
	@echo 'make layers    import-linter'
	@echo 'make docs      update the generated parts of the documentation'
	@echo 'make bench     the benchmarks'
	@echo 'make lock      update the locks to the newest versions that pyproject.toml allows'
	@echo 'make clean     remove .venv and all generated files'

run: $(RUN)
	@$(PY) -m tpm_tui $(ARGS)

test: $(DEV)
	@$(PYTEST) $(ARGS)

test-all: $(DEV)
	@HYPOTHESIS_PROFILE=full $(PYTEST) -m 'not bench' $(ARGS)

coverage: $(DEV)
	@HYPOTHESIS_PROFILE=full $(PYTEST) -m 'not bench' --cov --cov-report= $(ARGS)
	@$(PY) -m coverage report

bench: $(DEV)
	@$(PY) -m pytest -q -s -m bench --timeout=0 $(ARGS)

lint: $(DEV)
	@$(PY) -m ruff check --quiet .
	@$(PY) -m ruff format --quiet --check . || { echo 'ruff format: run "make format"' >&2; exit 1; }
	@.venv/bin/codespell
	@echo 'lint: clean'

format: $(DEV)
	@$(PY) -m ruff check --quiet --fix-only .
	@$(PY) -m ruff format --quiet .

types: $(DEV)
	@$(PY) -m mypy

layers: $(DEV)
	@.venv/bin/lint-imports --no-logo

docs: $(DEV)
	@$(PY) .ci/docs.py

check: lint types layers test

lock:
	@.ci/lock

clean:
	@rm -rf .venv build dist *.egg-info snapshot_report.html .coverage* .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	@find tpm_tui tests -name __pycache__ -type d -prune -exec rm -rf {} +

# The interpreter is a prerequisite: make compares the time of the file that the link points to, so an upgraded or
# removed Python rebuilds the environment.
$(RUN): requirements.lock pyproject.toml $(PY)
	@.ci/venv requirements.lock
	@touch $@

$(DEV): requirements.lock requirements-dev.lock pyproject.toml $(PY)
	@.ci/venv requirements-dev.lock --editable
	@touch $(RUN) $@

$(PY): ;
