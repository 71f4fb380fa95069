#!/bin/sh
# sh bootstrap.sh LOCK: makes .venv where it is missing and installs the locked packages of LOCK when LOCK has
# changed since they were last installed. Needs Python 3.11 or newer; neither git, Node, a database nor a browser.
# VENV names another folder than .venv, PYTHON another interpreter than the first one found.
set -eu
cd "$(dirname "$0")"
lock=${1:?usage: sh bootstrap.sh requirements.txt}
venv=${VENV:-.venv}
wanted='import sys; sys.exit(sys.version_info < (3, 11))'

die() {
    printf '\ntreatytracker: %s\n' "$1" >&2
    exit 1
}

remedy() { # remedy WHAT DEBIAN-PACKAGES MACOS-COMMAND
    if [ "$(uname -s)" = Darwin ]; then
        die "$1 On macOS: $3"
    fi
    die "$1 On Debian and Ubuntu: sudo apt install $2 (elsewhere the package of the same purpose)."
}

fits() { # a name on the PATH may be a stub that only says what to install, so it is run
    "$1" -c "$wanted" >/dev/null 2>&1
}

find_python() {
    for name in ${PYTHON:+"$PYTHON"} python3.13 python3.12 python3.11 python3.14 python3 python; do
        if fits "$name"; then
            command -v "$name"
            return
        fi
    done
    if command -v uv >/dev/null 2>&1; then
        uv python find --no-python-downloads '>=3.11' 2>/dev/null || true
    fi
}

has_pip() { # "--python", by which one pip installs for another interpreter, came with pip 22.3
    "$1" -m pip --python "$1" --version >/dev/null 2>&1
}

choose_python() {
    python=$(find_python)
    [ -n "$python" ] || remedy "Python 3.11 or newer is needed and was not found." \
        "python3 python3-venv" "brew install python (or the installer from the makers of Python)"
}

make_venv() {
    choose_python
    mkdir -p "$venv" 2>/dev/null && [ -w "$venv" ] ||
        die "$venv cannot be made: you may not write here ($PWD). Clone into a folder of your own."
    echo "Making $venv with $("$python" --version 2>&1) ($python)"
    if command -v uv >/dev/null 2>&1; then
        uv venv --quiet --clear --no-python-downloads --python "$python" "$venv" && return
    fi
    make_plain_venv
}

make_plain_venv() {
    "$python" -m venv --clear "$venv" >/dev/null 2>&1 && return
    # Debian keeps ensurepip in a package of its own; an older pip on the machine can stand in for it.
    if has_pip "$python" && "$python" -m venv --clear --without-pip "$venv" >/dev/null 2>&1; then
        return
    fi
    rm -rf "$venv"
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    remedy "Python $version is here, but its module venv is not complete." \
        "python$version-venv" "brew install python"
}

install_lock() {
    inside=$venv/bin/python
    if ! "$inside" -m pip --version >/dev/null 2>&1; then
        if command -v uv >/dev/null 2>&1; then
            uv pip install --python "$inside" --require-hashes -r "$lock" && return
            echo "uv could not install them; pip tries."
        fi
        choose_python
        make_plain_venv
    fi
    if "$inside" -m pip --version >/dev/null 2>&1; then
        "$inside" -m pip install --require-hashes --disable-pip-version-check -r "$lock"
    else
        "$python" -m pip --python "$inside" install --require-hashes --disable-pip-version-check -r "$lock"
    fi
}

fits "$venv/bin/python" || make_venv

# A copy of the lock lies in the .venv once it has been installed whole; an interrupted install leaves none.
stamp=$venv/.installed-$(basename "$lock")
cmp -s "$lock" "$stamp" && exit 0

echo "Installing the packages of $lock into $venv (the first time up to a minute) ..."
install_lock || die "The packages could not be installed; the lines above say why. The same command tries again."
cp "$lock" "$stamp"
echo "Installed."
