# Needs Python 3.11 or newer and nothing else; `make run` sets up the rest.
PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3.13 || echo python3)
VENV := .venv/bin/python

.PHONY: run test check drill bench bench-engine oracles golden screenshots setup setup-dev setup-bench setup-peers setup-oracles

run: setup
	@exec $(VENV) manage.py serve

test: setup-dev
	@exec $(VENV) -m pytest -n 2 --dist loadscope $(ARGS)

check: setup-dev
	$(VENV) -m ruff check .
	$(VENV) -m ruff format --check .
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && \
	export DATA_DIR="$$folder" DEBUG=0 HTTPS=1 SECRET_KEY="$$($(VENV) -c 'import secrets; print(secrets.token_urlsafe(50))')" && \
	$(VENV) -m mypy && \
	$(VENV) manage.py check --deploy --fail-level WARNING && \
	$(VENV) manage.py makemigrations --check --dry-run

drill: setup-dev
	@exec $(VENV) -m tests.drills $(ARGS)

oracles: setup-oracles
	@exec .venv-oracles/bin/python -m pytest tests/oracles $(ARGS)

golden: setup-dev
	@exec $(VENV) -m tests.engine.golden

screenshots: setup-dev
	@exec $(VENV) -m tests.e2e.screenshots $(ARGS)

bench: setup-bench
	@exec $(VENV) -m benchmarks.delivery $(ARGS)

bench-engine: setup-peers
	@exec $(VENV) -m benchmarks.engine $(ARGS)

setup:
	@$(PYTHON) config/bootstrap.py

setup-dev:
	@$(PYTHON) config/bootstrap.py --dev

# Socket.IO is compared where Node is at hand; without it the others still are.
setup-bench:
	@$(PYTHON) config/bootstrap.py --bench
	@if command -v npm >/dev/null; then \
		npm ci --prefix benchmarks/delivery/socketio --no-audit --no-fund --loglevel error || \
		echo "The packages of Socket.IO could not be installed, so it is left out."; fi

setup-peers:
	@$(PYTHON) config/bootstrap.py --peers

setup-oracles:
	@$(PYTHON) config/bootstrap.py --oracles
