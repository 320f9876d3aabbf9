# make demo | test | check | bench | bench-peers, on a machine with Python 3.11 or newer, make and git. Nothing else is needed.
SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
BROWSER := .venv/.browser

# One thread a process: figures repeat, and the small matrices of the model gain nothing from more.
export OMP_NUM_THREADS ?= 1

.PHONY: demo test check bench bench-peers lock picture

demo: $(READY)
	@$(BIN)/communique demo

test: $(READY) $(BROWSER)
	@$(BIN)/python -m pytest $(PYTEST)

check: $(READY)
	$(BIN)/ruff format --check src tests bench docs
	$(BIN)/ruff check src tests bench docs
	$(BIN)/mypy
	$(BIN)/lint-imports

# What is printed is also kept in docs/benchmarks.md, with the machine it was measured on.
BENCHES := speed stream adding asking
bench: $(READY)
	@$(BIN)/python bench/page.py $(BENCHES)

# Other programs of the field over the same texts, in an environment of their own.
PEERS := .venv-peers/.ready
bench-peers: $(READY) $(PEERS)
	@$(BIN)/python bench/peers/compare.py .venv-peers/bin/python

$(PEERS): bench/peers/requirements.lock
	@test -x .venv-peers/bin/python || $(PYTHON) -m venv .venv-peers
	@.venv-peers/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

# What the README shows of a terminal: real output of a real run.
picture: $(READY)
	@$(BIN)/python docs/picture.py

# The environment, from the lock file alone; made again when the lock file or the project's metadata change.
$(READY): requirements-dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "communique needs Python 3.11 or newer; say which: make PYTHON=/path/to/python3 ..." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; \
	  then echo "installing python3-venv" >&2; apt-get update -qq && apt-get install -y -qq python3-venv >/dev/null; \
	  else echo "Python's venv module is missing: sudo apt-get install python3-venv, then run make again" >&2; exit 1; fi; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "installing what requirements-dev.lock pins into .venv (about 300 MB, once)" >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

# The browser that the tests of the pages drive: Debian's own; without the right to install it those tests are skipped.
$(BROWSER): | $(READY)
	@command -v chromium >/dev/null || { \
	  if [ "$$(id -u)" = 0 ]; then SUDO=; elif sudo -n true 2>/dev/null; then SUDO="sudo -n"; else SUDO=none; fi; \
	  if [ "$$SUDO" != none ] && command -v apt-get >/dev/null; \
	  then echo "installing chromium" >&2; $$SUDO apt-get update -qq && $$SUDO apt-get install -y -qq chromium fonts-dejavu-core >/dev/null; \
	  else echo "chromium is missing, its tests will be skipped: sudo apt-get install chromium" >&2; exit 0; fi; }
	@touch $@

# Both lock files again from pyproject.toml, for every platform and Python from 3.11; needs uv (pip install uv).
UV_COMPILE := uv pip compile --no-config --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-annotate --custom-compile-command "make lock"
lock:
	$(UV_COMPILE) pyproject.toml -o requirements.lock
	$(UV_COMPILE) pyproject.toml --extra dev -o requirements-dev.lock
	$(UV_COMPILE) bench/peers/requirements.in -o bench/peers/requirements.lock
