# make          install into .venv and build the graph
# make test     install what tests need and run them
# make check    lint, format and types
# make bench    measure
# make score    score readings: TEXTS=folder of documents, GOLD=folder of gold (docs/reading.md)
# make system   install the Debian packages that some tests need (as root)

PYTHON  ?= python3
VENV    := .venv
BIN     := $(VENV)/bin
SHARED  := $(realpath ../shared)
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# The source texts are no part of the project; tests that need them find them here or are skipped by name.
ifneq ($(SHARED),)
export KG_SHARED ?= $(SHARED)
endif

.PHONY: all build test check format bench score system clean

all: build

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(BIN)/python
	$(BIN)/pip install --quiet --editable '.[office,scan,serve]'
	touch $@

$(VENV)/.installed-test: pyproject.toml $(VENV)/.installed
	$(BIN)/pip install --quiet --editable '.[test]'
	touch $@

build: $(VENV)/.installed
	$(BIN)/python build.py

# axe-core, which judges how accessible the pages are, is tested with where npm is at hand.
tests/browser/node_modules: tests/browser/package-lock.json
	if command -v npm >/dev/null; then cd tests/browser && npm ci --no-audit --no-fund --silent; fi

test: $(VENV)/.installed-test tests/browser/node_modules
	$(BIN)/python -m pytest --numprocesses 2 --dist loadfile

check: $(VENV)/.installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/.installed-test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.installed-test
	$(BIN)/python bench/run.py

score: $(VENV)/.installed
	@test -n "$(TEXTS)" -a -n "$(GOLD)" || { echo "make score TEXTS=folder GOLD=folder"; exit 2; }
	$(BIN)/python bench/score.py "$(TEXTS)" "$(GOLD)"

system:
	apt-get update --quiet
	DEBIAN_FRONTEND=noninteractive apt-get install --quiet --yes --no-install-recommends \
		chromium curl default-jre-headless fonts-dejavu-core make nginx-light python3-venv raptor2-utils \
		tesseract-ocr tesseract-ocr-vie wrk
	command -v npm || DEBIAN_FRONTEND=noninteractive apt-get install --quiet --yes --no-install-recommends npm

clean:
	rm -rf build dist
