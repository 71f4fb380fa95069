#!/bin/sh
# Writes the locked requirements from pyproject.toml, for every Python from 3.11 on, Linux and macOS.
# Each larger lock is held to the versions of the smaller one, so one .venv can serve all of them.
set -eu
cd "$(dirname "$0")/.."

uv=uv
command -v uv >/dev/null 2>&1 || uv=.venv/bin/uv
if ! "$uv" --version >/dev/null 2>&1; then
    echo "make lock needs uv: .venv/bin/python -m pip install uv" >&2
    exit 1
fi

lock() { # lock OUT PYTHON [OPTION…]
    out=$1 python=$2
    shift 2
    echo "writing $out"
    "$uv" pip compile --quiet --upgrade --universal --python-version "$python" --generate-hashes \
        --no-emit-index-url --no-emit-find-links --no-annotate --custom-compile-command "make lock" \
        "$@" --output-file "$out" pyproject.toml
}

lock requirements.txt 3.11 --constraint .ci/django-lts.txt
lock requirements-server.txt 3.11 --constraint requirements.txt --extra postgres --extra articles
lock requirements-test.txt 3.11 --constraint requirements.txt --extra articles --group test
lock requirements-ci.txt 3.11 --constraint requirements-test.txt --extra postgres --extra articles --group ci
lock requirements-next.txt 3.13 --extra postgres --extra articles --group test
