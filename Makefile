# Haedang. `make` alone lists what there is.
# Everything is installed into .venv from pinned, hashed requirements; a stamp file remembers what is installed.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := /bin/sh

PYTHON ?= python3
PYTEST_ARGS ?= -n auto
VENV := .venv
BIN := $(VENV)/bin
STAMPS := $(VENV)/stamps
PIP := $(BIN)/python -m pip install --quiet --require-hashes --only-binary :all:

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PYTHONUTF8 := 1

.PHONY: help demo test lint bench fuzz serve schemas reference statutes readme durable clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(STAMPS)/run ## screen a sample person and a sample company
	@$(BIN)/haedang screen examples/person.yaml
	@$(BIN)/haedang screen examples/company.yaml
	@echo
	@echo "To ask over HTTP, on this machine only:  make serve"

test: $(STAMPS)/run $(STAMPS)/test durable ## run every test
	@$(BIN)/python -m pytest $(PYTEST_ARGS)

lint: $(STAMPS)/run $(STAMPS)/test $(STAMPS)/lint ## style, types, directions of imports
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

bench: $(STAMPS)/run $(STAMPS)/test $(STAMPS)/bench ## measure the benchmarks in tests/bench
	@$(BIN)/python -m pytest tests/bench -p no:xdist --benchmark-columns=min,median,ops,rounds

FUZZ_SECONDS ?= 3600
FUZZ_TARGETS ?= expression yaml ruleset

fuzz: $(STAMPS)/run $(STAMPS)/test $(STAMPS)/fuzz ## look for texts that break the readers, an hour in all (Linux)
	@for target in $(FUZZ_TARGETS); do \
	  $(BIN)/python -m tests.fuzz.fuzzing $$target build/fuzz/$$target \
	    -max_total_time=$$(($(FUZZ_SECONDS) / $(words $(FUZZ_TARGETS)))) || exit 1; \
	done

serve: $(STAMPS)/run ## answer over HTTP on 127.0.0.1
	@$(BIN)/haedang serve

schemas: $(STAMPS)/run ## write schemas/json from the contracts
	@$(BIN)/python -m schemas.export

statutes: $(STAMPS)/run ## write rulesets/statutes from texts of statutes: make statutes LAW=folder
	@test -n "$(LAW)" || { echo "say where the texts are: make statutes LAW=folder" >&2; exit 2; }
	@$(BIN)/python -m api.statutes "$(LAW)"

durable: ## install durable-rules where a compiler and this Python allow it
	@$(MAKE) --no-print-directory --silent $(STAMPS)/durable || \
	  echo "durable-rules could not be installed: it is built from source with a C compiler, for Python 3.11 and 3.12" >&2

reference: $(STAMPS)/run ## write rulesets/language.md from the language
	@$(BIN)/python -m api.reference

readme: $(STAMPS)/run ## write the demo's output into README.md
	@$(BIN)/python tests/house/readme.py

clean: ## remove .venv and every cache
	rm -rf $(VENV) build *.egg-info .pytest_cache .hypothesis .mypy_cache .ruff_cache .import_linter_cache .benchmarks
	find engine schemas api tests -name __pycache__ -prune -exec rm -rf {} + 2>/dev/null || true

# ---- the environment

# A Python without ensurepip makes no environment with pip; its own pip, where it has one, installs the pinned pip instead.
$(STAMPS)/venv:
	@command -v $(PYTHON) >/dev/null || { echo "haedang needs Python 3.11 or newer, and there is no '$(PYTHON)'; name another with: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "haedang needs Python 3.11 or newer, and '$(PYTHON)' is $$($(PYTHON) -V 2>&1); name another with: make PYTHON=python3.12" >&2; exit 1; }
	@if $(PYTHON) -c 'import ensurepip' 2>/dev/null; then $(PYTHON) -m venv --clear $(VENV); \
	elif $(PYTHON) -m pip --version >/dev/null 2>&1; then \
	  $(PYTHON) -m venv --clear --without-pip $(VENV) && \
	  $(PYTHON) -m pip --python $(BIN)/python install --quiet --require-hashes --only-binary :all: -r requirements/build.txt; \
	else echo "'$(PYTHON)' can make no virtual environment with pip; install it first, on Debian or Ubuntu: apt-get install python3-venv" >&2; exit 1; fi
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/build: requirements/build.txt $(STAMPS)/venv
	@$(PIP) -r $<
	@touch $@

$(STAMPS)/dependencies: requirements/run.txt $(STAMPS)/build
	@$(PIP) -r $<
	@touch $@

$(STAMPS)/run: pyproject.toml $(STAMPS)/dependencies
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(STAMPS)/test $(STAMPS)/lint $(STAMPS)/bench $(STAMPS)/fuzz: $(STAMPS)/%: requirements/%.txt $(STAMPS)/build
	@$(PIP) -r $<
	@touch $@

# Published as source only. Without it everything runs but the tests of that one engine, which then say so.
$(STAMPS)/durable: requirements/durable.txt $(STAMPS)/build
	@$(BIN)/python -c 'import sys; sys.exit(sys.version_info >= (3, 13))'
	@command -v cc >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && \
	  apt-get install --yes --quiet gcc libc6-dev python3-dev >/dev/null; }
	@$(BIN)/python -m pip install --quiet --require-hashes --no-build-isolation --no-binary durable-rules -r $<
	@touch $@
