# Two commands do all the set-up on a machine with Python 3.11 or newer and make: `make console` and `make test`.
# Everything is installed into .venv; the system's Python is only asked for its version and its venv module.

SHELL := /bin/sh
.DEFAULT_GOAL := help

BIN := .venv/bin
INSTALLED := .venv/.installed
INSTALLED_DEV := .venv/.installed-dev

.PHONY: help console test lint types docs languages check clean

help: ## Show what can be made
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' Makefile | expand -t 18

console: $(INSTALLED) ## Talk with the archive in this terminal
	@$(BIN)/briefbot console

test: $(INSTALLED_DEV) ## Run the tests
	@$(BIN)/python -m pytest

lint: $(INSTALLED_DEV) ## Check style and who imports whom
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports

types: $(INSTALLED_DEV) ## Check types
	@$(BIN)/mypy

docs: $(INSTALLED_DEV) ## Write the generated parts of the docs anew
	@$(BIN)/cog -r README.md docs/*.md

languages: $(INSTALLED_DEV) ## Bring the translations up to date with the texts in the source
	@$(BIN)/python tools/update_languages.py

check: lint types test ## All of it, as CI does
	@$(BIN)/cog --check README.md docs/*.md

clean: ## Remove what was installed
	rm -rf .venv

# The first Python that is new enough, of those on the PATH. What the installer says goes to standard error.
$(INSTALLED): pyproject.toml
	@tools/make-venv .venv
	@$(BIN)/python -m pip install --disable-pip-version-check --quiet --editable . 1>&2 || \
	  { echo "The packages could not be installed. Is there a network, and does pip reach a package index?" >&2; exit 1; }
	@touch $@

$(INSTALLED_DEV): $(INSTALLED)
	@$(BIN)/python -m pip install --disable-pip-version-check --quiet --editable '.[dev]' 1>&2 || \
	  { echo "The packages for the tests could not be installed. Is there a network, and does pip reach a package index?" >&2; exit 1; }
	@touch $@
