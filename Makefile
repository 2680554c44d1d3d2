# make run and make test set up all they need in .venv; they need Python 3.11 to 3.14 and nothing else.

BIN = .venv/bin
PIP = $(BIN)/python -m pip --disable-pip-version-check --quiet
UV = .cache/lock/bin/uv

# Compiled modules are kept whatever the environment says: without them every start takes half as long again, and the
# tests compile everything once for each process.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test bench format pictures lock clean

run: .venv/run.stamp
	@$(BIN)/facilitator $(ARGS)

test: .venv/dev.stamp
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest $(ARGS)

bench: .venv/dev.stamp
	$(BIN)/python -m tests.bench $(ARGS)

format: .venv/dev.stamp
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

# The README's pictures, drawn from the real app.
pictures: .venv/dev.stamp
	$(BIN)/python -m tests.pictures

# Writes the locked versions anew from pyproject.toml; ARGS=--upgrade takes newer ones.
lock: $(UV)
	$(UV) pip compile $(LOCK) --group dev -o requirements/dev.txt
	$(UV) pip compile $(LOCK) --group build -c requirements/dev.txt -o requirements/run.txt

LOCK = --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
	--custom-compile-command "make lock" $(ARGS) pyproject.toml

clean:
	rm -rf .venv .cache .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache build dist
	rm -f snapshot_report.html
	find facilitator sessions frameworks exports tests -name __pycache__ -prune -exec rm -rf {} +

.venv: .venv/dev.stamp

.venv/run.stamp: $(BIN)/python requirements/run.txt pyproject.toml
	@echo "Installing what facilitator needs into .venv (this once takes a network) …"
	@$(PIP) install --require-hashes -r requirements/run.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q facilitator sessions frameworks exports
	@touch $@

.venv/dev.stamp: .venv/run.stamp requirements/dev.txt
	@echo "Installing what its development needs into .venv …"
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

$(UV): $(BIN)/python
	@$(BIN)/python -m venv .cache/lock
	@.cache/lock/bin/python -m pip --disable-pip-version-check --quiet install uv==0.13.9

# PYTHON=… chooses one by hand.
$(BIN)/python:
	@for python in $(PYTHON) python3.14 python3.13 python3.12 python3.11 python3; do \
		if $$python -c 'import ensurepip, sys, venv; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null; \
		then exec $$python -m venv --clear .venv; fi; \
	done; \
	echo "No Python 3.11 to 3.14 with its venv module was found. Install one, then try again" >&2; \
	echo "(Debian and Ubuntu: apt install python3 python3-venv; elsewhere: python.org)." >&2; \
	exit 1
