# Needs Python 3.11 or newer and nothing else; `make run` sets up the rest.
PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3.13 || echo python3)
VENV := .venv/bin/python

.PHONY: run test check setup setup-dev

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

setup:
	@$(PYTHON) config/bootstrap.py

setup-dev:
	@$(PYTHON) config/bootstrap.py --dev
