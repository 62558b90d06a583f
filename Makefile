# Each target sets up what it needs: Python 3.11+ and make are enough.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# One more than there are processors: most tests wait for a browser, a socket or a second process.
WORKERS ?= $(shell expr $$(getconf _NPROCESSORS_ONLN) + 1)
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: help practice play test check bench requirements pictures format clean lock

help: ## Show what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

$(VENV)/.run: requirements.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Setting up the environment (once)…"
	@$(PIP) --require-hashes -r requirements.lock
	@$(PIP) --no-deps --no-build-isolation -e . 2>/dev/null || $(PIP) --no-deps -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements-dev.lock
	@$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@

practice: $(VENV)/.run ## Open the practice workspace in a browser
	@$(BIN)/roundtable practice

play: $(VENV)/.run ## Play a conference file: make play FILE=… OUT=…
	@$(BIN)/roundtable practice --play "$(FILE)" --out "$(OUT)"

test: $(VENV)/.dev ## Run all tests
	@$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal $(ARGS)

check: $(VENV)/.dev ## Lint, types, security, architecture, words, requirement trace
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/bandit -q -c pyproject.toml -r bot
	@$(BIN)/python -m pytest -q tests/test_architecture.py tests/test_messages.py
	@$(MAKE) --no-print-directory requirements

bench: $(VENV)/.dev ## Measure speed as ratios; the table goes to bench/
	@$(BIN)/python -m pytest -q -p no:randomly -m bench tests/bench -s $(ARGS)

requirements: $(VENV)/.dev ## One line for each requirement and the tests that prove it
	@$(BIN)/python -m tests.requirements_trace

pictures: $(VENV)/.dev ## Take the pictures of the documents anew (Chromium, poppler-utils)
	@$(BIN)/python -m tests.practice.browser.take_pictures

format: $(VENV)/.dev ## Rewrite the code in the house style
	@$(BIN)/ruff check --fix . && $(BIN)/ruff format .

lock: ## Pin the dependencies anew (needs uv)
	@uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate pyproject.toml -o requirements.lock
	@uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock

clean: ## Remove the environment and everything made
	@rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache build *.egg-info
