# Needs Python 3.11 to 3.13 and make; everything else is installed into .venv.

SUITS := import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))
ifndef PYTHON
PYTHON := $(shell for name in python3.13 python3.12 python3.11 python3 python; do \
            $$name -c '$(SUITS)' 2>/dev/null && echo $$name && break; done)
endif
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: run test slow check readme notebooks train card bench lock clean

run: .venv/run.stamp ## The specimens become a dataset in out/ and a page, report.html
	@$(BIN)/communique run corpus/specimens --out out --force
	@$(BIN)/communique report out --out report.html --pdfs corpus/specimens --force
	@echo
	@echo "Open report.html in a browser and choose a cell: the passages behind it appear."
	@echo "The tables are in out/: documents.csv, passages.csv, priorities.csv and others."
	@echo "Read one document:  $(BIN)/communique show corpus/specimens/<name>.pdf"

test: .venv/dev.stamp ## The tests
	$(BIN)/python -m pytest -m "not slow" $(ARGS)

slow: .venv/dev.stamp ## The tests that take minutes: simulations, rebuilds, twenty kills, 10,000 documents
	$(BIN)/python -m pytest -m slow $(ARGS)

check: .venv/dev.stamp ## Style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

readme: .venv/dev.stamp ## What README.md shows of tables, figures and a run, anew
	$(BIN)/python docs/write.py

notebooks: .venv/dev.stamp ## The notebooks run, and rendered to docs/notebooks
	$(BIN)/python docs/render_notebooks.py

card: .venv/dev.stamp ## The model card, its figures computed anew
	$(BIN)/python docs/card.py

train: .venv/dev.stamp ## The model anew from corpus/gold (installs PyTorch; an hour and a half)
	$(PIP) install -e '.[train]'
	$(BIN)/communique train corpus/gold/passages.jsonl --out models/communique_models/themes --force

bench: .venv/dev.stamp ## Our speed beside the alternatives' (installs them; half an hour)
	$(PIP) install -e '.[bench]'
	$(BIN)/python benchmarks/bench.py $(ARGS)

lock: ## Both locks anew, from pyproject.toml (needs uv)
	uv pip compile pyproject.toml --extra checkout --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-annotate --no-header --output-file requirements.lock
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-annotate --no-header --output-file requirements-dev.lock

clean:
	rm -rf .venv out build dist

.venv/pyvenv.cfg:
	@test -n "$(PYTHON)" && $(PYTHON) -c '$(SUITS)' || \
	  { echo "Python 3.11, 3.12 or 3.13 is needed; say which one: make PYTHON=..."; exit 1; }
	@$(PYTHON) -m venv .venv

.venv/run.stamp: .venv/pyvenv.cfg requirements.lock pyproject.toml
	@echo "Installing the locked packages into .venv (some minutes the first time) ..."
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev.stamp: .venv/pyvenv.cfg requirements-dev.lock pyproject.toml
	@echo "Installing the locked packages into .venv (some minutes the first time) ..."
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@
