# make run starts the app; make test runs the tests; make check proves everything.
# Each makes its own .venv the first time and asks nothing; pyproject.toml says what goes into it.

PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test check format lint types arrows lessons bench bench-class pictures clean

run: .venv/app.done
	@$(BIN)/tui-nn

test: .venv/dev.done
	$(BIN)/pytest

check: format lint types arrows lessons test

format: .venv/dev.done
	$(BIN)/ruff format --check .

lint: .venv/dev.done
	$(BIN)/ruff check --no-cache .

types: .venv/dev.done
	$(BIN)/mypy . 

arrows: .venv/dev.done
	$(BIN)/lint-imports

lessons: .venv/app.done
	$(BIN)/tui-nn check lessons

bench: .venv/dev.done
	$(BIN)/python -m bench

bench-class: .venv/dev.done
	$(BIN)/python -m bench classroom

pictures: .venv/dev.done
	$(BIN)/python -m docs.pictures

clean:
	rm -rf .venv build dist

# The interpreter is checked before anything is installed, so that an old one is told in one sentence.
.venv/made.done:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "tui-nn needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Try: make run PYTHON=python3.12")'
	$(PYTHON) -m venv .venv
	@touch $@

.venv/app.done: pyproject.toml | .venv/made.done
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/dev.done: pyproject.toml | .venv/made.done
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ .venv/app.done
