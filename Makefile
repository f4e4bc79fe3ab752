# Every target makes what it needs: the environment in .venv, from locked and hashed requirements.
# A machine needs Python 3.11 or later and make. `make help` lists the targets.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
UV := $(shell uv --version >/dev/null 2>&1 && echo uv)
BIN := .venv/bin
READY := .venv/.ready
FRONTEND := src/duban/apps/web/static/web/built-from.txt
FRONTEND_SOURCES := package-lock.json hatch_build.py $(shell find src/duban/apps/web/frontend -type f)
FILE ?= $(firstword $(sort $(wildcard samples/*.txt)))
COMPILE := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate

.DEFAULT_GOAL := help
.PHONY: help demo run test test-postgresql check fix docs lock benchmark frontend

help:  ## this list
	@sed -n 's/^\([a-z-]*\):.*  ## /\1 \t/p' $(MAKEFILE_LIST)

demo: $(FRONTEND)  ## a running system with a whole invented city, on http://127.0.0.1:8000/
	$(BIN)/duban demo samples

run: $(FRONTEND)  ## read one document: make run FILE=path
	$(BIN)/duban parse "$(FILE)" --format table

test: $(FRONTEND)  ## all tests
	$(BIN)/python -m pytest -n auto --dist worksteal --ignore tests/e2e
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder tests/e2e

test-postgresql: $(FRONTEND)  ## what touches a database once more, on a throw-away PostgreSQL
	$(BIN)/python tests/postgresql.py -- $(BIN)/python -m pytest -n auto --dist worksteal tests/apps tests/year

check: $(FRONTEND)  ## form, types, imports and the repository's own rules
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	PYTHONPATH=tests $(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest tests/repo

frontend: $(FRONTEND)  ## bundle the stylesheet and the scripts, where a source changed

fix: $(READY)  ## repair what can be repaired without thinking
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(READY)  ## write the generated pages again
	$(BIN)/python docs/generate.py

benchmark: $(READY)  ## what reading, the record, lists, imports, bulletins, the ledger, indicators and a round's last hour cost
	$(BIN)/python benchmarks/reading.py
	$(BIN)/python benchmarks/record.py
	$(BIN)/python benchmarks/substance.py
	$(BIN)/python benchmarks/bulletin_writing.py
	$(BIN)/python -W ignore benchmarks/pages.py
	$(BIN)/python -W ignore benchmarks/adoption.py samples/work-plan-2026.txt
	$(BIN)/python -W ignore benchmarks/ledger.py
	$(BIN)/python tests/postgresql.py -- $(BIN)/python -W ignore benchmarks/ledger.py
	$(BIN)/python -W ignore benchmarks/indicators.py
	$(BIN)/python tests/postgresql.py -- $(BIN)/python -W ignore benchmarks/indicators.py
	$(BIN)/python -W ignore benchmarks/deadline_day.py
	$(BIN)/python tests/postgresql.py --durable -- $(BIN)/python -W ignore benchmarks/deadline_day.py

lock: $(READY)  ## resolve the requirements anew (needs uv)
	$(COMPILE) --upgrade pyproject.toml -o requirements/runtime.lock
	$(COMPILE) --upgrade pyproject.toml --group dev -o requirements/dev.lock
	$(COMPILE) --upgrade --group node -o requirements/node.lock
	npm install --package-lock-only --ignore-scripts

$(READY): requirements/dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed"; exit 1; }
ifeq ($(UV),uv)
	test -x $(BIN)/python || uv venv --quiet --python $(PYTHON) .venv
	uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/dev.lock
	$(PYTHON) hatch_build.py --has-node || \
	  uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/node.lock
	uv pip install --quiet --python $(BIN)/python --no-build-isolation --no-deps --editable .
else
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/dev.lock
	$(PYTHON) hatch_build.py --has-node || $(BIN)/python -m pip install --quiet --require-hashes -r requirements/node.lock
	$(BIN)/python -m pip install --quiet --no-build-isolation --no-deps --editable .
endif
	@touch $@

$(FRONTEND): $(READY) $(FRONTEND_SOURCES)
	$(BIN)/python hatch_build.py
