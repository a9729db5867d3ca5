# What people and CI run. `just` alone lists the recipes; each works in a checkout whose `.venv` has the dev group.

set shell := ["bash", "-euo", "pipefail", "-c"]

export PATH := justfile_directory() / ".venv/bin" + ":" + env("PATH")

# list the recipes
default:
    @just --list --unsorted

# install everything that the lock file names into .venv
install:
    uv sync --all-groups --locked --inexact

# rewrite files in the one format, and mend what the linter can mend
format:
    ruff format .
    ruff check --fix .

# is every file in the one format?
format-check:
    ruff format --check .

# names, imports, docstrings, complexity, security
lint:
    ruff check .

# strict types
types:
    mypy

# the floors: who may import whom
layers:
    lint-imports --no-logo

# tests, all but the nightly ones; extra words go to pytest
test *words:
    pytest {{ words }}

# the fast tests: no browser, no end-to-end
test-fast *words:
    pytest -m "not nightly and not browser" --ignore=tests/e2e {{ words }}

# documentation, strict: a dead link or a missing page is an error (never with --quiet, which hides them from --strict)
docs:
    NO_MKDOCS_2_WARNING=1 mkdocs build --strict
    python scripts/check_site.py site

# read the documentation while writing it
docs-serve:
    mkdocs serve

# build the wheel and run the demo from it in an empty environment
wheel:
    bash scripts/check_wheel.sh

# the page: what its lock names, one format and no slips, strict types, unit tests (Node 20.19 or newer)
page-check:
    cd page && npm ci --silent && npm run --silent check

# build the page into the package, as one script and one sheet
page-build:
    cd page && npm run --silent build

# is the committed page what its source builds?
page-current: page-build
    git diff --exit-code --stat -- src/sandtable/views/page

# is the lock file current?
lock-check:
    uv lock --check

# everything that must be true before a commit, without the tests
check: lock-check format-check lint types layers docs

# what CI runs, in its order
ci: check page-check page-current wheel test

# long statistics and more examples in every property test
nightly *words:
    HYPOTHESIS_PROFILE=nightly pytest -m "not browser" {{ words }}

# write the scenario's JSON Schema again, after a change of its models
schema:
    python scripts/make_schema.py

# ask the YAML language server again what the manual shows (SANDTABLE_YAML_SERVER names its folder)
completion:
    python scripts/show_completion.py

# draw the pictures of the README again
pictures:
    python scripts/make_pictures.py

# measure the engine against C and Mesa, and the flagship by itself; writes the page on speed (a C compiler; half an hour)
benchmark *words:
    cd benchmarks && uv run --quiet --with mesa python engine.py --write ../docs/explanation/speed.md {{ words }}
