# Two commands matter: `make run` and `make test`. `make help` lists the rest.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
PY := .venv/bin/python
UV := .venv/bin/uv
PORT ?= 8000

# What is installed is known by the hash of what was asked for, so that a second start does nothing.
SITE := .venv/.site-$(shell cat requirements/site.txt pyproject.toml | sha256sum | cut -c1-16)
TEST := .venv/.test-$(shell cat requirements/test.txt pyproject.toml | sha256sum | cut -c1-16)
BENCH := .bench-venv/.peers-$(shell sha256sum requirements/bench.txt | cut -c1-16)
SPARK := .spark-venv/.spark-$(shell sha256sum requirements/spark.txt | cut -c1-16)

.PHONY: help run test check format lock bench bench-env spark-env mutants sizes demo setup-site setup-test clean

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sort | sed -E 's/^([a-z-]+):.*## (.*)/\1\t\2/' | expand -t 14

$(PY):
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Cydradd needs Python 3.11 or later; python3 here is $$(python3 --version)." >&2; exit 1; }
	@python3 -m venv .venv

$(UV): $(PY)
	@$(PY) -m pip install -q --disable-pip-version-check "$$(grep -oE '^uv==[0-9.]+' requirements/site.txt)"

# install NAME: exactly the pinned set, then the project itself.
define install
	@echo "Setting up ($(1)) ..."
	@$(UV) pip sync -q --require-hashes --python $(PY) requirements/$(1).txt
	@$(UV) pip install -q --python $(PY) --no-deps --no-build-isolation -e .
	@rm -f .venv/.site-* .venv/.test-* && touch $@
endef

$(SITE): | $(UV)
	$(call install,site)
$(TEST): | $(UV)
	$(call install,test)

# A set-up for tests also serves: make run does not undo it.
setup-site:
	@[ -e $(SITE) ] || [ -e $(TEST) ] || $(MAKE) -s $(SITE)
	@$(PY) -m cydradd_web.assets
	@$(PY) -m cydradd_web.catalogue
setup-test: $(TEST)
	@$(PY) -m cydradd_web.assets --test
	@$(PY) -m cydradd_web.catalogue
	@.ci/browser

run: setup-site ## serve the site with the demo network, and print its address
	@exec $(PY) -m cydradd_cli.main serve --port $(PORT)

test: setup-test spark-env ## every test: library, three databases, browser journeys
	@$(PY) -m pytest -n 2 --dist loadfile

check: setup-test ## style, types, layers, templates, migrations, catalogue, documentation
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports --no-cache >/dev/null || .venv/bin/lint-imports --no-cache
	@.venv/bin/djlint --quiet --lint src/cydradd_web src/cydradd/cycle/report
	@$(PY) -m django makemigrations --check --dry-run --settings cydradd_web.settings.test
	@$(PY) -m cydradd_web.catalogue --check
	@$(MAKE) -s sizes

sizes: ## files over 250 lines, functions over 60: the size report
	@$(PY) tests/sizes.py

mutants: setup-test ## delete each rule of the cycle in a copy, and expect red
	@$(PY) tests/mutants.py

format: setup-test ## put the code in order
	@.venv/bin/ruff check --fix . && .venv/bin/ruff format .

demo: setup-site ## make the demo's round folders anew from their script
	@$(PY) demo/make.py

bench: setup-test bench-env ## every headline figure, ours beside the peer
	@for script in bench/*.py; do echo "== $$script"; $(PY) $$script; done

$(BENCH): | $(UV)
	@$(UV) venv -q --allow-existing --python $(PY) .bench-venv
	@$(UV) pip sync -q --require-hashes --python .bench-venv/bin/python requirements/bench.txt
	@rm -f .bench-venv/.peers-* && touch $@
bench-env: $(BENCH) ## an environment of their own for the peers

# PySpark comes as source: the setuptools that builds it is pinned with the rest.
$(SPARK): | $(UV)
	@echo "Setting up (spark) ..."
	@$(UV) venv -q --allow-existing --python $(PY) .spark-venv
	@$(UV) pip sync -q --require-hashes --build-constraints requirements/spark.txt --python .spark-venv/bin/python requirements/spark.txt
	@$(UV) pip install -q --python .spark-venv/bin/python --no-deps --no-build-isolation -e .
	@rm -f .spark-venv/.spark-* && touch $@
spark-env: $(SPARK) ## an environment of its own for Apache Spark
	@.ci/java

lock: $(UV) ## compile the pinned requirements anew
	@$(UV) pip compile -q --upgrade $(LOCK) pyproject.toml --extra site requirements/build.in -o requirements/site.txt
	@$(UV) pip compile -q --upgrade $(LOCK) pyproject.toml --extra site --extra test requirements/build.in -c requirements/site.txt -o requirements/test.txt
	@$(UV) pip compile -q --upgrade $(LOCK) requirements/bench.in -o requirements/bench.txt
	@$(UV) pip compile -q --upgrade $(LOCK) pyproject.toml --extra spark requirements/spark.in -c requirements/site.txt -o requirements/spark.txt
	@$(UV) pip compile -q --upgrade $(LOCK) requirements/node.in -o requirements/node.txt
LOCK := --generate-hashes --no-emit-index-url --no-emit-find-links --universal --python-version 3.11 --no-header

clean: ## remove what set-up and runs have made (not your data in .run)
	@rm -rf .venv .bench-venv .spark-venv node_modules static .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
