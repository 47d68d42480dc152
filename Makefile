# Everything a checkout needs. Each target makes .venv first where it is missing.
.DEFAULT_GOAL := help
SHELL := /bin/sh

# Tests start hundreds of processes, each of which would compile the modules it imports anew.
unexport PYTHONDONTWRITEBYTECODE

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
# The libraries that run Predawn, and the tools of a checkout; a first start does not wait for the tools.
INSTALLED := $(VENV)/.installed
TOOLS := $(VENV)/.installed-dev
# A hanging test fails with the stack of each thread. One that cannot be interrupted ends its process, and a new
# process runs the others.
HANGING := --timeout=300 --timeout-method=signal -o faulthandler_timeout=420 -o faulthandler_exit_on_timeout=true

# The optional dependencies, each of which has a lock of what it adds.
EXTRAS := $(shell sed -n '/^.project.optional-dependencies/,/^$$/s/^\([a-z0-9-]*\) = .*/\1/p' pyproject.toml)

# The interpreters of `make versions`; those that are not here are named and left out.
PYTHONS ?= python3.11 python3.12 python3.13 python3.14

# The mutations to run: files of tests/mutations or names; empty means all.
MUTATIONS ?=

# One test from the first start to answers over HTTP.
SMOKE := tests/e2e/test_up.py

.PHONY: help install up test test-slow versions test-image fuzz mutations check format lock docs bench performance clean

help: ## Show the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

install: $(TOOLS) ## Install Predawn and its tools into .venv

$(INSTALLED): requirements.lock requirements-dev.lock pyproject.toml setup.py $(wildcard model/native/*.p[xy]* model/native/*.h)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Predawn needs Python 3.11 or later; name one with make PYTHON=python3.12"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	awk '/^[^ #]/ { wanted = /^(cython|setuptools)==/ } wanted' requirements-dev.lock > $(VENV)/build.lock
	$(PIP) --require-hashes -r requirements.lock -r $(VENV)/build.lock
	$(PIP) --no-deps --no-build-isolation -e .
	touch $@

$(TOOLS): $(INSTALLED)
	$(PIP) --require-hashes -r requirements-dev.lock
	touch $@

up: $(INSTALLED) ## Start everything: database, first model and run, schedule, API
	$(BIN)/predawn up

# Each process of the tests has its share of the processors; threads of OpenBLAS would wait for theirs by spinning.
test: export OPENBLAS_NUM_THREADS := 1
test: install ## Run the tests
	$(BIN)/python -m pytest -n 4 --dist worksteal $(HANGING)

test-slow: install ## Run the tests that take minutes, and all examples of properties
	$(BIN)/python -m pytest -m "slow or hypothesis" --hypothesis-profile full

test-image: install ## Build the image and test it, as root (buildah, debootstrap, crun, bubblewrap; 6 GB, minutes)
	@folder=$$(mktemp -d /var/tmp/predawn-image-XXXXXX); trap 'rm -rf --one-file-system "$$folder"' EXIT; \
	$(BIN)/python -m tests.image "$$folder" && PREDAWN_TEST_IMAGE="$$folder" $(BIN)/python -m pytest -m image

versions: ## Install with each Python that is here, and run the unit tests and a smoke test with it
	@tried=; for python in $(PYTHONS); do \
		$$python -c '' 2>/dev/null || { echo "$$python is not here"; continue; }; \
		$(MAKE) --no-print-directory PYTHON=$$python VENV=build/versions/$$python install || exit; \
		build/versions/$$python/bin/python -m pytest -n 2 $(HANGING) tests/unit $(SMOKE) || exit; \
		tried="$$tried $$python"; \
	done; echo "Passed with$$tried"

fuzz: install ## Fuzz the native tagger for ten minutes, with sanitizers
	$(BIN)/python -m tests.fuzz --seconds 600

mutations: install ## Break copies of the code on purpose; tests must notice (MUTATIONS="store.toml": some)
	$(BIN)/python -m tests.mutations --jobs 2 $(MUTATIONS)

check: install ## Check style, types and the direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	MYPYPATH=benchmarks $(BIN)/mypy --explicit-package-bases benchmarks/*.py benchmarks/report benchmarks/support
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m tests.house

format: install ## Format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: install ## Pin the newest versions of everything, by version and hash
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --upgrade \
		--no-annotate --no-header --output-file requirements.lock pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --upgrade --no-annotate --no-header \
		$(EXTRAS:%=--extra %) --constraint requirements.lock --output-file $(VENV)/extras.lock pyproject.toml
	for extra in $(EXTRAS); do \
		$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --upgrade \
			--no-annotate --no-header --extra $$extra --constraint requirements.lock \
			--constraint $(VENV)/extras.lock \
			--output-file $(VENV)/extra.lock pyproject.toml \
		&& awk 'FNR == NR { known[$$0] } FNR < NR && /^[^ #]/ { wanted = !($$0 in known) } FNR < NR && wanted' \
			requirements.lock $(VENV)/extra.lock > requirements-$$extra.lock || exit 1; \
	done
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --upgrade \
		--no-annotate --no-header --group dev $(EXTRAS:%=--extra %) --constraint requirements.lock \
		$(EXTRAS:%=--constraint requirements-%.lock) --output-file requirements-dev.lock pyproject.toml
	echo openapi-python-client | $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--upgrade --no-annotate --no-header --output-file tests/e2e/openapi_python_client.lock -

docs: install ## Build the documentation site in build/site, with its search; broken links fail it
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build
	@echo "Read and search it at http://127.0.0.1:8001 after $(BIN)/python -m http.server -b 127.0.0.1 -d build/site 8001"

bench: install ## Run the benchmarks in small sizes (20 minutes); lines of JSON, also in build/benchmarks
	PYTHONPATH=benchmarks $(BIN)/python -m report

performance: install ## Run the benchmarks in full (75 minutes, on a quiet machine) and write docs/performance.md
	PYTHONPATH=benchmarks $(BIN)/python -m report --full --write

clean: ## Remove what was built and cached; the data in .predawn stays
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	rm -f model/native/*.so
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
