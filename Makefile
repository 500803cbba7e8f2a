# On a fresh machine with Python 3.11 or newer: `make demo` shows sayso, `make test` checks it.
.PHONY: demo test bench train pin picture expected clean

# The first of these that is new enough; `make PYTHON=/path/to/python3 …` names another.
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$python && break; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

demo: .venv/installed
	$(BIN)/sayso read examples/harbour.html

test: .venv/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest

bench: .venv/installed
	$(BIN)/python -m bench

train: .venv/training
	$(BIN)/python -m training

# Pins the figures of the shipped weights; `make pin LOWER=--lower` where one is to fall.
pin: .venv/installed
	$(BIN)/python -m quality $(LOWER)

# The picture of the sheet in the README.
picture: .venv/installed
	$(BIN)/python docs/picture.py

# Writes the records of the example articles anew; `git diff` then shows what changed.
expected: .venv/installed
	$(BIN)/python -m tests.write_expected

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis

.venv/installed: pyproject.toml
	@test -n "$(PYTHON)" || { echo "sayso needs Python 3.11 or newer on the PATH" >&2; exit 1; }
	@echo "installing into .venv, which takes a minute or two"
	$(PYTHON) -m venv --clear .venv
	$(PIP) install --editable '.[dev]'
	@touch $@

.venv/training: .venv/installed
	$(PIP) install --editable '.[training]'
	@touch $@
