# Steungraaf. Two commands are enough: `make run` and `make test`; each sets up .venv by itself the first time.

# Any Python from 3.11 on will do; name another one with `make PYTHON=python3.13 ...`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := run
.PHONY: run test check accept build editor bench evaluate-links docs

# Serve the explorer with the data in it: it prints its address, opens the browser, and ends on Ctrl-C.
run: $(VENV)/.installed
	@exec $(BIN)/steungraaf serve --open

# Run every test.
test: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -n auto

# Run everything that continuous integration asks: style, types, spelling, freshness, tests with their coverage.
check: $(VENV)/.installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy --strict src tools benchmarks
	$(BIN)/codespell
	$(BIN)/python tools/turtle.py --check
	$(BIN)/python tools/reference.py --check
	$(BIN)/python -m pytest -n auto --cov=steungraaf --cov-report=term-missing:skip-covered --cov-fail-under=$(COVERAGE)

# The least line coverage of src, in percent; what lies outside it is named with `pragma: no cover` and a reason.
COVERAGE := 100

# Rewrite for review what follows from the sources: Turtle in house style, the expected result of each query, and what
# the commands on the pages print.
accept: $(VENV)/.installed-dev
	$(BIN)/python tools/turtle.py
	$(BIN)/python -m pytest tests/queries -q --accept
	$(BIN)/python tools/consoles.py

# Build the wheel, with ontology, data, queries and the editor inside, in dist/.
build: $(VENV)/.installed-dev editor
	$(BIN)/python -m build --wheel

# Build the editor of SPARQL into the package; without it the site has a plain field to ask in.
EDITOR := src/steungraaf/web/static/editor/yasqe.min.js
editor: $(EDITOR)
$(EDITOR): tools/editor.sh tools/editor/build.mjs tools/editor/package-lock.json | $(VENV)/.installed-dev
	@VENV=$(VENV) sh tools/editor.sh
	@touch $@

# Measure all that benchmarks/README.md tells, beside its peers, and write its tables (about half an hour);
# `make bench BENCH="--only cold,load --sizes 10m"` measures a part.
bench: $(VENV)/.installed-dev
	$(BIN)/python -m benchmarks $(BENCH)

# Match the names of official lists with ours, their codes hidden, and write docs/links-evaluation.md; the lists lie in
# ../shared, or in another folder: `make evaluate-links LISTS=DIR`.
evaluate-links: $(VENV)/.installed-dev
	$(BIN)/python -m tools.evaluate_links $(LISTS)

# Write docs/reference and docs/glossary.md from the ontology, shapes, queries and commands.
docs: $(VENV)/.installed-dev
	$(BIN)/python tools/reference.py

# The stamps: install again only when the requirements or the tested versions have changed.
$(VENV)/.installed: pyproject.toml constraints.txt tools/install.sh
	@PYTHON=$(PYTHON) VENV=$(VENV) sh tools/install.sh
	@touch $@

$(VENV)/.installed-dev: pyproject.toml constraints.txt tools/install.sh
	@PYTHON=$(PYTHON) VENV=$(VENV) sh tools/install.sh --group dev
	@touch $@ $(VENV)/.installed
