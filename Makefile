# make          install into .venv and build the graph
# make test     install what tests need and run them
# make fuzz     fuzz every reader of input, SECONDS=5 for each target, JOBS=1 at once (docs/fuzzing.md)
# make tools    install what tests, checks and fuzzing need
# make check    lint, format and types
# make bench    measure, and write bench/RESULTS.md; QUICK=1 only tries, in a few minutes
# make score    score readings: TEXTS=folder of documents, GOLD=folder of gold (docs/reading.md)
# make words    compile what the command line says in other languages (kg/locale)
# make system   install the Debian packages that some tests need (as root)
# make lock     resolve every dependency anew (PYTHONS="python3.11 python3.12 python3.13" unless given)
# make release  wheel, source archive, bill of materials and checksums, into dist/
#
# LOCKED=1 takes the very versions of requirements.lock, held by their hashes, in the place of the newest
# ones that pyproject.toml allows; it takes all of them, those of the tests too.

PYTHON  ?= python3
VENV    := .venv
BIN     := $(VENV)/bin
SHARED  := $(realpath ../shared)
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# What Python has compiled is kept: tests start it hundreds of times.
unexport PYTHONDONTWRITEBYTECODE
# The source texts are no part of the project; tests that need them find them here or are skipped by name.
ifneq ($(SHARED),)
export KG_SHARED ?= $(SHARED)
endif

LOCKED_INSTALLED := $(VENV)/.installed-locked
INSTALLED_FUZZ   := $(VENV)/.installed-fuzz
ifeq ($(LOCKED),1)
INSTALLED      := $(LOCKED_INSTALLED)
INSTALLED_TEST := $(LOCKED_INSTALLED)
else
INSTALLED      := $(VENV)/.installed
INSTALLED_TEST := $(VENV)/.installed-test
endif

.PHONY: all build test check format bench fuzz score words system lock release clean tools

all: build

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(BIN)/python
	$(BIN)/pip install --quiet --editable '.[office,pictures,reason,scan,serve,trace]'
	touch $@

$(VENV)/.installed-test: pyproject.toml $(VENV)/.installed
	$(BIN)/pip install --quiet --editable '.[test]'
	touch $@

$(LOCKED_INSTALLED): pyproject.toml requirements.lock | $(BIN)/python
	$(BIN)/pip install --quiet --require-hashes --requirement requirements.lock
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

build: $(INSTALLED)
	$(BIN)/python build.py

# axe-core, which judges how accessible the pages are, is tested with where npm is at hand.
tests/browser/node_modules: tests/browser/package-lock.json
	if command -v npm >/dev/null; then cd tests/browser && npm ci --no-audit --no-fund --silent; fi

# One process more than there are cores, since many tests wait for servers, browsers and kills.
test: $(INSTALLED_TEST) tests/browser/node_modules
	$(BIN)/python -m pytest --numprocesses $$(($$(getconf _NPROCESSORS_ONLN) + 1)) --dist loadfile --no-loadscope-reorder

check: $(INSTALLED_TEST)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(INSTALLED_TEST)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(INSTALLED_TEST)
	$(BIN)/python bench/run.py $(if $(QUICK),--quick)

$(INSTALLED_FUZZ): pyproject.toml $(INSTALLED_TEST)
	$(BIN)/pip install --quiet --editable '.[fuzz]'
	touch $@

tools: $(INSTALLED_FUZZ) tests/browser/node_modules

SECONDS ?= 5
JOBS    ?= 1
fuzz: $(INSTALLED_FUZZ)
	$(BIN)/python -m fuzz.run --seconds $(SECONDS) --jobs $(JOBS)

words: $(INSTALLED_TEST)
	$(BIN)/pybabel compile --domain kg --directory kg/locale

score: $(INSTALLED)
	@test -n "$(TEXTS)" -a -n "$(GOLD)" || { echo "make score TEXTS=folder GOLD=folder"; exit 2; }
	$(BIN)/python bench/score.py "$(TEXTS)" "$(GOLD)"

system:
	apt-get update --quiet
	DEBIAN_FRONTEND=noninteractive apt-get install --quiet --yes --no-install-recommends \
		chromium curl default-jre-headless fish fonts-dejavu-core make nginx-light python3-venv raptor2-utils \
		tesseract-ocr tesseract-ocr-vie virtuoso-opensource wrk zsh
	command -v npm || DEBIAN_FRONTEND=noninteractive apt-get install --quiet --yes --no-install-recommends npm

lock: $(VENV)/.installed-test
	$(BIN)/python release/locking.py $(PYTHONS)

# Files in the archives bear the time of the last commit, so that who builds them again gets the same bytes.
release: export SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct)
release: $(LOCKED_INSTALLED)
	rm -rf dist
	$(BIN)/python release/releasing.py dist

clean:
	rm -rf build dist
