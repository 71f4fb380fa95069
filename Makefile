# Two commands matter: `make run` and `make test`. `make help` lists the rest.

# Plain `=`, because shells export a HOST of their own; `make run PORT=8123` still overrides.
HOST = 127.0.0.1
PORT = 8000
ARGS =
EMPTY =

PYTHON_HERE = .venv/bin/python
SETUP = sh bootstrap.sh

.PHONY: help run test test-heavy bench lint screenshot serve lock clean

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | while IFS="$$(printf '\t')" read -r name what; do \
		printf '  make %-12s %s\n' "$$name" "$$what"; done

run: ## the site on this machine: http://127.0.0.1:8000 (another port: PORT=8123; without the shipped record: EMPTY=1)
	@$(SETUP) requirements.txt
	@exec $(PYTHON_HERE) manage.py start --host "$(HOST)" --port "$(PORT)" $(if $(EMPTY),--empty)

test: ## every test (some of them: make test ARGS="-k dates")
	@$(SETUP) requirements-test.txt
	@exec $(PYTHON_HERE) -m pytest -n auto --dist worksteal $(ARGS)

test-heavy: ## the long tests: kills, floods, walks of every page, thousands of generated cases
	@$(SETUP) requirements-test.txt
	@EXAMPLES=many exec $(PYTHON_HERE) -m pytest -m "heavy or generated" $(ARGS)

bench: ## measures speed; a number to compare, never a pass or a fail
	@$(SETUP) requirements-test.txt
	@exec $(PYTHON_HERE) -m pytest -m bench -s $(ARGS)

lint: ## style, order of imports, the floors of the architecture, types, templates
	@$(SETUP) requirements-ci.txt
	@PYTHON=$(PYTHON_HERE) sh .ci/lint.sh

screenshot: ## draws the picture of the README anew from the shipped record (needs Chromium)
	@$(SETUP) requirements-ci.txt
	@WRITE_SCREENSHOT=1 TREATYTRACKER_NO_SKIPS=1 exec $(PYTHON_HERE) -m pytest -n 0 -q tests/browser/test_screenshot.py

serve: ## for servers: gunicorn with collected static files, set up by environment variables
	@$(SETUP) requirements-server.txt
	@export TREATYTRACKER_PRODUCTION="$${TREATYTRACKER_PRODUCTION:-true}"; \
		$(PYTHON_HERE) manage.py start --no-serve --host "$(HOST)" --port "$(PORT)" && \
		$(PYTHON_HERE) manage.py collectstatic --no-input --verbosity 0 && \
		exec $(PYTHON_HERE) -m gunicorn --config python:treatytracker.serving --no-control-socket \
			--bind "$(HOST):$(PORT)" treatytracker.wsgi

lock: ## writes the requirements*.txt anew from pyproject.toml (needs uv)
	@sh .ci/lock.sh

clean: ## removes what tests and tools left; keeps .venv and var/, where the data is
	@rm -rf .pytest_cache .ruff_cache .mypy_cache .hypothesis .import_linter_cache .coverage htmlcov
	@find . -name __pycache__ -type d -not -path './.venv/*' -prune -exec rm -rf {} +
