# Two commands do all the set-up on a machine with Python 3.11 or newer and make: `make console` and `make test`.
# Everything is installed into .venv, as requirements.lock and requirements-dev.lock say, to the hash; the system's Python is only
# asked for its version and its venv module. `make newest` goes without the lock, in .venv-newest.

SHELL := /bin/sh
.DEFAULT_GOAL := help

BIN := .venv/bin
INSTALLED := .venv/.installed
INSTALLED_DEV := .venv/.installed-dev
# Whoever has nothing left to do takes tests from the others.
PYTEST := -m pytest -n auto --dist worksteal
PIP_INSTALL := -m pip install --disable-pip-version-check --quiet
UV := .venv-lock/bin/uv
AUDIT := .venv-audit/bin
INSTALLED_AUDIT := .venv-audit/.installed
SITE := .venv-site/bin
INSTALLED_SITE := .venv-site/.installed
# Versions that a lock names already are kept; `make lock UPGRADE=--upgrade` takes the newest of all, UPGRADE='-P NAME' of one.
UPGRADE :=
# How many worlds the long simulations play.
SEEDS := 5
COMPILE = $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --only-binary :all: \
  --no-annotate --no-header $(UPGRADE)
LIKE_DEV := --constraint requirements-dev.lock
# What an image has beside the program itself.
IMAGE := --extra metrics --extra opensearch --extra pictures --extra postgres

DEMO = BRIEFBOT_DATABASE_URL=sqlite:///.demo/briefbot.db BRIEFBOT_DATA=.demo $(BIN)/briefbot

.PHONY: help console demo install test test-scale lint types long coverage docs languages check lock newest audit sbom dist site \
  image clean

help: ## Show what can be made
	@sed -n 's/^\([a-z-]*\):.*## /  make \1	/p' Makefile | expand -t 18

console: $(INSTALLED) ## Talk with the archive in this terminal
	@$(BIN)/briefbot console

demo: $(INSTALLED) ## Try it on an invented newsroom, apart from an archive of your own
	@mkdir -p .demo
	@$(DEMO) ingest examples/newsroom 1>&2
	@{ printf '\nTry:\n'; sed 's/^/  /' examples/questions.txt; } 1>&2
	@$(DEMO) console

install: $(INSTALLED) ## Install the program into .venv

test: $(INSTALLED_DEV) ## Run the tests, on all cores (of which TESTS='tests/cli -k ask' are some)
	@$(BIN)/python $(PYTEST) $(TESTS)

test-scale: $(INSTALLED_DEV) ## Start a cluster of OpenSearch, and run the tests that need one (java and mvn; minutes)
	@BRIEFBOT_TEST_SCALE=1 $(BIN)/python -m pytest $(if $(TESTS),$(TESTS),tests/scale)

long: $(INSTALLED_DEV) ## Run what takes minutes: the long simulations, and how reading grows with a text
	@BRIEFBOT_TEST_LONG=$(SEEDS) $(BIN)/python $(PYTEST) tests/digests/test_simulation.py tests/chat/digest_planning/test_simulation.py
	@$(BIN)/python benchmarks/growth.py

coverage: $(INSTALLED_DEV) ## Run the tests, and hold what they reach of each room, branches too, to its floor
	@$(BIN)/python $(PYTEST) --cov --cov-report= $(TESTS)
	@$(BIN)/python tools/hold_coverage.py

lint: $(INSTALLED_DEV) ## Check style and who imports whom
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports

types: $(INSTALLED_DEV) ## Check types
	@$(BIN)/mypy

docs: $(INSTALLED_DEV) ## Write the generated parts of the docs anew
	@$(BIN)/cog -r README.md docs/*/*.md

languages: $(INSTALLED_DEV) ## Bring the translations up to date with the texts in the source
	@$(BIN)/python tools/update_languages.py

check: lint types coverage ## All of it, as CI does
	@$(BIN)/cog --check README.md docs/*/*.md

lock: ## Write the lock files anew, after a change of the dependencies in pyproject.toml
	@tools/make-venv .venv-lock
	@.venv-lock/bin/python $(PIP_INSTALL) 'uv>=0.9,<1' 1>&2 || \
	  { echo "uv, which makes the lock, could not be installed. Is there a network, and does pip reach a package index?" >&2; exit 1; }
	@$(COMPILE) --group build --extra dev $(IMAGE) --output-file requirements-dev.lock pyproject.toml 1>&2
	@$(COMPILE) $(LIKE_DEV) --group build --output-file requirements.lock pyproject.toml 1>&2
	@$(COMPILE) $(LIKE_DEV) --group build --output-file requirements-build.lock 1>&2
	@$(COMPILE) $(LIKE_DEV) $(IMAGE) --output-file requirements-image.lock pyproject.toml 1>&2
	@$(COMPILE) --group audit --output-file requirements-audit.lock 1>&2
	@$(COMPILE) --group site --output-file requirements-site.lock 1>&2

newest: ## Run the tests on the newest packages that pyproject.toml allows, without the lock
	@tools/make-venv .venv-newest
	@.venv-newest/bin/python $(PIP_INSTALL) --upgrade --upgrade-strategy eager --editable '.[dev,pictures]' 1>&2
	@.venv-newest/bin/python $(PYTEST)

audit: $(INSTALLED_AUDIT) ## Look for known holes and careless lines in what is shipped
	@$(AUDIT)/python tools/audit.py

sbom: $(INSTALLED_AUDIT) ## Write down what an image is made of, in dist/briefbot.cdx.json (CycloneDX)
	@mkdir -p dist
	@$(AUDIT)/cyclonedx-py requirements requirements-image.lock --pyproject pyproject.toml --of JSON --output-reproducible \
	  --output-file dist/briefbot.cdx.json

dist: $(INSTALLED) ## Build the wheel and the source archive, in dist/
	@rm -f dist/briefbot-*
	@$(BIN)/python -m hatchling build --directory dist 1>&2

site: $(INSTALLED_SITE) ## Build the docs as pages that need nothing from elsewhere, in dist/site
	@rm -rf dist/site
	@$(SITE)/python -m sphinx --builder html --fail-on-warning --keep-going --nitpicky --quiet -c tools/site docs dist/site 1>&2
	@$(SITE)/python tools/site/check.py dist/site

image: $(INSTALLED_DEV) ## Build the image without a daemon, and talk to it (as root, on Debian or Ubuntu)
	@$(BIN)/python tools/try_image.py

clean: ## Remove what was installed
	rm -rf .venv .venv-lock .venv-newest .venv-audit .venv-site .demo

# The first Python that is new enough, of those on the PATH. What the installer says goes to standard error. The package itself is
# built by what the lock names, too.
$(INSTALLED): requirements.lock pyproject.toml
	@tools/make-venv .venv
	@echo "Installing what Briefbot needs into .venv; the first time this takes a minute or two." >&2
	@{ $(BIN)/python $(PIP_INSTALL) --require-hashes --requirement requirements.lock && \
	  $(BIN)/python $(PIP_INSTALL) --no-deps --no-build-isolation --editable .; } 1>&2 || \
	  { echo "The packages could not be installed. Is there a network, and does pip reach a package index?" >&2; exit 1; }
	@touch $@

$(INSTALLED_DEV): $(INSTALLED) requirements-dev.lock
	@$(BIN)/python $(PIP_INSTALL) --require-hashes --requirement requirements-dev.lock 1>&2 || \
	  { echo "The packages for the tests could not be installed. Is there a network, and does pip reach a package index?" >&2; exit 1; }
	@touch $@

$(INSTALLED_AUDIT): requirements-audit.lock
	@tools/make-venv .venv-audit
	@.venv-audit/bin/python $(PIP_INSTALL) --require-hashes --requirement requirements-audit.lock 1>&2 || \
	  { echo "The packages that look for holes could not be installed. Is there a network, and does pip reach a package index?" >&2; exit 1; }
	@touch $@

$(INSTALLED_SITE): requirements-site.lock
	@tools/make-venv .venv-site
	@$(SITE)/python $(PIP_INSTALL) --require-hashes --requirement requirements-site.lock 1>&2 || \
	  { echo "The packages that build the site could not be installed. Is there a network, and does pip reach a package index?" >&2; exit 1; }
	@touch $@
