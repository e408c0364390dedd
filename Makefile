# Two commands on a fresh machine: `make run` and `make test`. The rest is for those who work on the program.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: run test test-office check screenshots bench lock setup translations clean

run: setup
	@$(BIN)/python scripts/run_or_demo.py

test: setup
	@$(BIN)/python scripts/run_tests.py

# What LibreOffice makes of our workbooks, and what our orders make of its files.
test-office: setup
	@sh scripts/system_libraries.sh --office
	@$(BIN)/python scripts/run_tests.py -q -rs -k office tests/integration

setup: system $(READY)

.PHONY: system
system:
	@sh scripts/system_libraries.sh

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) scripts/make_environment.py $(VENV)
	@touch $(READY)

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

screenshots: setup
	$(BIN)/python scripts/take_screenshots.py

bench: setup
	$(BIN)/python -m benchmarks

translations: setup
	$(BIN)/python scripts/translations.py

lock:
	uv pip compile pyproject.toml --group dev --universal --generate-hashes --no-emit-index-url --no-annotate --no-header -o requirements.lock

clean:
	rm -rf build .pytest_cache .mypy_cache .ruff_cache
