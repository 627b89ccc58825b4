# Everything a newcomer needs: `make run` to see it, `make test` before a change is sent.

PYTHON := .venv/bin/python
# Tests start hundreds of processes: what one of them compiles, the next need not, whatever the surroundings say.
export PYTHONDONTWRITEBYTECODE :=
SETUP := bash packaging/setup.sh

.DEFAULT_GOAL := help
.PHONY: help run setup test pytest long lint format translations day docs benchmark bench wheel windows release clean

help: ## show these lines
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile

run: ## open the sample night
	@$(SETUP) run
	$(PYTHON) -m sleepscorer demo

setup: ## make .venv with everything needed to run, test and train
	@$(SETUP) develop

test: setup ## run the tests and every check of the source
	@$(MAKE) --no-print-directory -j 2 pytest lint

pytest:
	QT_QPA_PLATFORM=offscreen $(PYTHON) -m pytest -n 2 --dist loadfile -m "not long"

long: setup ## run the tests that take long: real trainings, hundreds of repaints, figures of the pages
	QT_QPA_PLATFORM=offscreen $(PYTHON) -m pytest -n 2 --dist loadfile -m long

lint: ## check the source: style, types, which way things depend
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	.venv/bin/lint-imports

format: ## put the source into its usual form
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .

translations: ## bring the translations up to date with the source, and compile them
	$(PYTHON) packaging/translations.py update
	$(PYTHON) packaging/translations.py compile

benchmark: setup ## measure speed
	$(PYTHON) benchmarks/measure.py

bench: setup ## measure speed beside other programs, into docs/benchmarks.md
	$(PYTHON) benchmarks/bench.py

day: setup ## work a technologist's day at an X server: its test, and its pictures into docs/pictures/
	SLEEPSCORER_WHOLE_DAY=1 $(PYTHON) -m pytest tests/e2e/test_day.py
	$(PYTHON) docs/tools/make_day.py

docs: setup ## build the documentation into site/
	NO_MKDOCS_2_WARNING=1 $(PYTHON) -m mkdocs build --strict

wheel: setup ## build a wheel into dist/
	$(PYTHON) packaging/build.py wheel

windows: setup ## build the installer for Windows under Wine, and try it there; slow
	$(PYTHON) packaging/build.py windows check-windows

release: setup ## build and check everything that is given out, with checksums, into dist/
	$(PYTHON) packaging/build.py release

clean: ## remove what was built; keeps .venv
	rm -rf build dist out site .stamps .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find sleepscorer tests benchmarks packaging -name __pycache__ -type d -prune -exec rm -rf {} +
