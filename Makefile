# Each target sets itself up: a machine needs Python 3.11 or newer, with venv, and make.
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python

.PHONY: help demo test check bench screenshot format clean

help:
	@echo "make demo     the bot in a make-believe Slack in your browser: no account, no network"
	@echo "make test     all tests"
	@echo "make check    lint and types"
	@echo "make bench    how fast it is, as ratios in one run, and how well it finds failure spikes"
	@echo "make screenshot   the README's picture of the demo, taken anew (needs Chromium)"
	@echo "make format   mend layout and what lint can mend by itself"
	@echo "make clean    remove what the others made"

demo: $(VENV)/ready
	$(RUN) -m bot demo

test: $(VENV)/ready
	$(RUN) -m pytest -n auto --dist worksteal

check: $(VENV)/ready
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy

bench: $(VENV)/ready
	$(RUN) -m bench

screenshot: $(VENV)/ready
	$(RUN) tests/browser/screenshot.py

format: $(VENV)/ready
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .

$(VENV)/ready: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Gatehouse needs Python 3.11 or newer; name one with: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@echo "Setting up $(VENV), once: this takes a minute."
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
