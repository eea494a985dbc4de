# Two commands do everything:  make demo  and  make test.  `make help` lists the rest.
SHELL := /bin/bash
.DEFAULT_GOAL := help

BIN := .venv/bin
STORE ?= demo-data
SERVE ?= 1
HOST ?= 127.0.0.1
PORT ?= 8000

help:  ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

.venv/ready: requirements.lock pyproject.toml
	@.ci/environment

environment: .venv/ready  ## build .venv from the lock file

demo: .venv/ready  ## ingest the example articles, say who approved what, serve the explorer (SERVE=0: do not serve)
	@$(BIN)/onrecord ingest examples/articles --store $(STORE)
	@$(BIN)/onrecord query who-approved-what --store $(STORE)
	@if [ "$(SERVE)" != 0 ]; then $(BIN)/onrecord serve --store $(STORE) --host $(HOST) --port $(PORT); \
	else echo "To browse it: $(BIN)/onrecord serve --store $(STORE)" >&2; fi

test: .venv/ready lint types arrows  ## every check: style, types, arrows, tests, browser journeys
	@.ci/chromium
	$(BIN)/pytest -n 2 --dist loadgroup

lint: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/ready
	$(BIN)/mypy

arrows: .venv/ready
	$(BIN)/lint-imports

eval: .venv/ready  ## the quality of extraction (ONLY=SET; ERRORS=claims|times|…: one by one; AGAINST=REV; RAISE=1)
	@$(BIN)/python eval/evaluate.py $(if $(ONLY),--only $(ONLY)) $(if $(ERRORS),--errors $(ERRORS)) $(if $(AGAINST),--against $(AGAINST)) $(if $(RAISE),--raise)

bench: .venv/ready  ## speed, as ratios against a bound in the same run
	$(BIN)/python -m bench.speed

soak: .venv/ready  ## ingest, correct, remove and rebuild over and over: nothing may grow without bound
	$(BIN)/python -m bench.soak

kill: .venv/ready  ## kill -9 an ingest at random moments: nothing may be lost
	$(BIN)/python -m bench.kill

fuzz: .venv/ready  ## read mixtures of sentences and noise: no law may break
	$(BIN)/python -m bench.fuzz

screenshots: .venv/ready  ## take the README's picture from the running program
	@.ci/chromium
	$(BIN)/python docs/screenshots.py

excerpts: .venv/ready  ## write anew what the README quotes of the program
	$(BIN)/python docs/excerpts.py

lock:  ## pin every package anew (needs pip-tools)
	pip-compile --quiet --generate-hashes --extra dev --strip-extras --allow-unsafe --no-emit-index-url \
	  --no-emit-find-links --output-file requirements.lock pyproject.toml

clean:  ## remove the environment, caches and the demo's store
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis demo-data

.PHONY: help environment demo test lint types arrows eval bench soak kill fuzz screenshots excerpts lock clean
