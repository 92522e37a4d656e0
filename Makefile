# make          install into .venv and build the graph
# make test     install what tests need and run them
# make check    lint, format and types
# make bench    measure
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

.PHONY: all build test check format bench system clean

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

test: $(VENV)/.installed-test
	$(BIN)/python -m pytest

check: $(VENV)/.installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/.installed-test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.installed-test
	$(BIN)/python bench/run.py

system:
	apt-get update --quiet
	DEBIAN_FRONTEND=noninteractive apt-get install --quiet --yes --no-install-recommends \
		chromium default-jre-headless fonts-dejavu-core make nginx-light python3-venv raptor2-utils \
		tesseract-ocr tesseract-ocr-vie wrk

clean:
	rm -rf build dist
