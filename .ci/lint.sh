#!/bin/sh
# Everything that reads the code without running it. PYTHON names the interpreter with the tools of requirements-ci.txt.
set -eu
cd "$(dirname "$0")/.."
python=${PYTHON:-.venv/bin/python}

"$python" -m ruff check .
"$python" -m ruff format --check .
"$python" -c 'from importlinter.cli import lint_imports_command; lint_imports_command()' --no-cache
"$python" -m deptry . --no-ansi
"$python" -m mypy --no-error-summary
"$python" -c 'import yaml; yaml.safe_load(open("compose.yaml"))'
if [ -n "$(find clauses -name '*.html')" ]; then
    "$python" -m djlint clauses --lint --quiet
fi
