# Thời Sự. `make demo` and `make test` are all that a newcomer needs.
SHELL := /bin/bash
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
DB ?= .demo/thoisu.db
SERVE ?= 1
PORT ?= 8765
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export OMP_NUM_THREADS := 1

.PHONY: help demo test check evaluate models bench lock clean

help: ## this list
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: requirements.lock pyproject.toml | $(BIN)/python
	$(BIN)/pip install --quiet --requirement requirements.lock
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.runtime
	$(BIN)/pip install --quiet --requirement requirements-dev.lock
	@touch $@

demo: $(VENV)/.runtime ## read samples/, print the record, serve the desk (SERVE=0 stops before serving)
	$(BIN)/thoisu ingest samples --db $(DB)
ifneq ($(SERVE),0)
	$(BIN)/thoisu serve --db $(DB) --port $(PORT)
endif

test: $(VENV)/.dev ## every test, offline
	$(BIN)/python -m pytest -n 2 --dist worksteal

check: $(VENV)/.dev ## ruff, mypy, layers, docs
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest tests/test_architecture.py tests/test_docs.py

evaluate: $(VENV)/.dev ## figures on ../shared/gold against the pinned floors
	$(BIN)/python -m thoisu.evaluate

models: $(VENV)/.dev ## train every shipped model anew from ../shared
	$(BIN)/python -m training

bench: $(VENV)/.dev ## speed, memory, growth
	$(BIN)/python -m bench

lock: $(VENV)/.dev ## pin the dependencies of pyproject.toml anew
	$(BIN)/pip-compile --quiet --no-header --strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --allow-unsafe --output-file requirements.lock requirements.in pyproject.toml
	$(BIN)/pip-compile --quiet --no-header --strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --allow-unsafe --output-file requirements-dev.lock requirements-dev.in
	$(BIN)/pip-compile --quiet --no-header --strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --allow-unsafe --output-file requirements-bench.lock requirements-bench.in

pictures: $(VENV)/.dev ## pictures of the desk for the README
	$(BIN)/python -m tools.pictures

clean: ## remove what make made
	rm -rf $(VENV) .demo build dist *.egg-info
