# make html          the example site and manual, in build/html
# make test          the whole test suite
# make lint          ruff: rules and format
# make types         mypy --strict
# make check         all of these
# make clean         removes what these made
# make constraints   writes constraints.txt and constraints-oldest.txt, after a change in pyproject.toml
#
# Each makes .venv and installs what it needs, in the exact versions of constraints.txt; once, and again when
# that file or pyproject.toml has changed.
#
#   PYTHON=python3.13      the interpreter that .venv is made with
#   VERSIONS=newest        the newest release of everything on the day that .venv-newest is made
#   VERSIONS=oldest        the oldest that pyproject.toml allows the package to run with, in .venv-oldest
#   VENV=.venv             another environment
#   UPGRADE=1              with `make constraints`: take new releases; otherwise pins that still fit are kept
#   PYTEST_ARGS=...        instead of one process per core, e.g. PYTEST_ARGS="-x -k readers"
#   SPHINXOPTS=...         e.g. SPHINXOPTS="-D language=zh_CN"

PYTHON ?= python3
VERSIONS ?= pinned
PYTEST_ARGS ?= -n auto --dist loadfile --no-loadscope-reorder
SPHINXOPTS ?=
UPGRADE ?=

ifeq ($(VERSIONS),pinned)
  VENV ?= .venv
  CONSTRAINTS := constraints.txt
else ifeq ($(VERSIONS),oldest)
  VENV ?= .venv-oldest
  CONSTRAINTS := constraints-oldest.txt
else ifeq ($(VERSIONS),newest)
  VENV ?= .venv-newest
  CONSTRAINTS :=
else
  $(error VERSIONS must be pinned, newest or oldest, not '$(VERSIONS)')
endif

# What pip builds with is pinned too: a build environment does not see --constraint.
INSTALL_OPTIONS := $(if $(CONSTRAINTS),--constraint $(CONSTRAINTS) --build-constraint $(CONSTRAINTS),\
  --upgrade --upgrade-strategy eager)

BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
# Two pips must not write to one environment.
.NOTPARALLEL:
.PHONY: help html test lint types check clean constraints

help:
	@sed -n 's/^# \{0,1\}//p;/^$$/q' Makefile

html: $(VENV)/.docs
	$(BIN)/python -m sphinx -W --keep-going -b html -d build/doctrees $(SPHINXOPTS) example_docs build/html
	@echo "Open build/html/index.html"

test: $(VENV)/.test
	$(if $(CONSTRAINTS),PUBS_CONSTRAINTS=$(CONSTRAINTS)) $(BIN)/python -m pytest $(PYTEST_ARGS)

lint: $(VENV)/.lint
	$(BIN)/ruff check
	$(BIN)/ruff format --check

# mypy reads the libraries' own type information, so the tests' libraries must be there.
types: $(VENV)/.test $(VENV)/.types
	$(BIN)/mypy --strict

check: lint types test html

clean:
	rm -rf .venv .venv-newest .venv-oldest .venv-constraints "$(VENV)"
	rm -rf build dist .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find sphinx_pubs tests example_docs -name __pycache__ -prune -exec rm -rf {} +

$(VENV)/.pip: $(CONSTRAINTS)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "sphinx-pubs needs Python 3.11 or newer: make PYTHON=python3.x ..."; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) install --quiet --upgrade $(if $(CONSTRAINTS),--constraint $(CONSTRAINTS)) "pip>=25.3"
	@touch $@

$(VENV)/.docs $(VENV)/.test: $(VENV)/.%: $(VENV)/.pip pyproject.toml
	$(PIP) install --quiet $(INSTALL_OPTIONS) --editable . --group $*
	@touch $@

$(VENV)/.lint $(VENV)/.types $(VENV)/.release: $(VENV)/.%: $(VENV)/.pip pyproject.toml
	$(PIP) install --quiet $(INSTALL_OPTIONS) --group $*
	@touch $@

# One file for all platforms and Pythons: markers choose where versions differ.
UV := .venv-constraints/bin/uv
COMPILE := $(UV) pip compile --quiet --no-config --universal --python-version 3.11 --all-extras \
  --no-annotate --custom-compile-command "make constraints" $(if $(UPGRADE),--upgrade)
ALL_GROUPS := $(foreach group,test docs lint types release install,--group $(group))

constraints: $(UV)
	$(COMPILE) $(ALL_GROUPS) --output-file constraints.txt pyproject.toml
	@mkdir -p build
	$(COMPILE) --no-deps --resolution lowest-direct --upgrade --output-file build/lowest.txt pyproject.toml
	$(COMPILE) --group test --group install --constraint build/lowest.txt \
	  --output-file constraints-oldest.txt pyproject.toml

$(UV):
	$(PYTHON) -m venv .venv-constraints
	.venv-constraints/bin/python -m pip install --quiet --disable-pip-version-check \
	  $(if $(wildcard constraints.txt),--constraint constraints.txt) uv
