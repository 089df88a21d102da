# make html    the example site and manual, in build/html
# make test    the whole test suite
# make lint    ruff: rules and format
# make types   mypy --strict
# make check   all of these
# make clean   removes what these made
#
# Each makes .venv and installs what it needs, once; again when pyproject.toml has changed.
#
#   PYTHON=python3.13      the interpreter that .venv is made with
#   VENV=.venv             another environment
#   PYTEST_ARGS=...        instead of one process per core, e.g. PYTEST_ARGS="-x -k readers"
#   SPHINXOPTS=...         e.g. SPHINXOPTS="-D language=zh_CN"

PYTHON ?= python3
VENV ?= .venv
PYTEST_ARGS ?= -n auto --dist loadfile
SPHINXOPTS ?=

BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
# Two pips must not write to one environment.
.NOTPARALLEL:
.PHONY: help html test lint types check clean

help:
	@sed -n 's/^# \{0,1\}//p;/^$$/q' Makefile

html: $(VENV)/.docs
	$(BIN)/python -m sphinx -W --keep-going -b html -d build/doctrees $(SPHINXOPTS) example_docs build/html
	@echo "Open build/html/index.html"

test: $(VENV)/.test
	$(BIN)/python -m pytest $(PYTEST_ARGS)

lint: $(VENV)/.lint
	$(BIN)/ruff check
	$(BIN)/ruff format --check

# mypy reads the libraries' own type information, so the tests' libraries must be there.
types: $(VENV)/.test $(VENV)/.types
	$(BIN)/mypy --strict

check: lint types test html

clean:
	rm -rf .venv .venv-newest "$(VENV)" build dist .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find sphinx_pubs tests example_docs -name __pycache__ -prune -exec rm -rf {} +

# pip older than 25.1 has no --group.
$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "sphinx-pubs needs Python 3.11 or newer: make PYTHON=python3.x ..."; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --quiet --upgrade "pip>=25.1"
	@touch $@

$(VENV)/.docs $(VENV)/.test: $(VENV)/.%: $(VENV)/.made pyproject.toml
	$(PIP) install --quiet --editable . --group $*
	@touch $@

$(VENV)/.lint $(VENV)/.types: $(VENV)/.%: $(VENV)/.made pyproject.toml
	$(PIP) install --quiet --group $*
	@touch $@
