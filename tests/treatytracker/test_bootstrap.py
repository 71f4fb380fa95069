"""What the first command does on machines that lack something; stand-ins play the tools, nothing is installed."""

import os
import shutil
import subprocess

import pytest

from tests.support.site.paths import ROOT

PLAIN_TOOLS = ["basename", "cmp", "cp", "dirname", "mkdir", "rm", "uname", "chmod", "cat"]

# A Python that notes how it is called and makes a .venv with a copy of itself in it.
PYTHON = """#!/bin/sh
echo "$0 $*" >> "$CALLS"
case "$*" in
    *"version_info[:2]"*) echo 3.11 ;;
    --version) echo "Python 3.11.2" ;;
    *"--without-pip"*) exit "${BARE_VENV:-0}" ;;
    "-m venv"*) [ -z "${NO_VENV:-}" ] || exit 1
        for folder; do :; done
        mkdir -p "$folder/bin" && cp "$0" "$folder/bin/python" ;;
    "-m pip --python"*) exit "${NO_OUTER_PIP:-0}" ;;
    "-m pip install"*) exit "${INSTALL:-0}" ;;
esac
"""
TOO_OLD = '#!/bin/sh\n[ "$1" = --version ] && echo "Python 3.9.6" && exit 0\nexit 1\n'


class Machine:
    """A checkout in a path with spaces, on a machine that has only the tools given."""

    def __init__(self, folder):
        self.checkout = folder / "a clone of it"
        self.tools = folder / "tools"
        self.calls = folder / "calls"
        self.checkout.mkdir()
        self.tools.mkdir()
        for tool in PLAIN_TOOLS:
            (self.tools / tool).symlink_to(shutil.which(tool))
        shutil.copy(ROOT / "bootstrap.sh", self.checkout)
        (self.checkout / "requirements.txt").write_text("first")

    def has(self, name, script):
        (self.tools / name).write_text(script)
        (self.tools / name).chmod(0o755)

    def bootstrap(self, **environment):
        self.calls.write_text("")
        done = subprocess.run(
            [shutil.which("sh"), self.checkout / "bootstrap.sh", "requirements.txt"],
            env={"PATH": str(self.tools), "CALLS": str(self.calls), **environment},
            capture_output=True,
            text=True,
            check=False,
        )
        return done, self.calls.read_text()


@pytest.fixture
def machine(tmp_path):
    return Machine(tmp_path)


def test_no_python_names_the_package_to_install(machine):
    done, _ = machine.bootstrap()
    assert done.returncode == 1
    assert "Python 3.11 or newer is needed" in done.stderr
    assert ("brew install" if os.uname().sysname == "Darwin" else "apt install python3") in done.stderr


def test_an_old_python_is_passed_over(machine):
    machine.has("python3", TOO_OLD)
    machine.has("python", PYTHON)
    done, _ = machine.bootstrap()
    assert done.returncode == 0, done.stderr


def test_a_python_without_venv_names_the_package_and_leaves_nothing(machine):
    machine.has("python3", PYTHON)
    done, _ = machine.bootstrap(NO_VENV="1", NO_OUTER_PIP="1")
    assert done.returncode == 1
    assert "python3.11-venv" in done.stderr or "brew" in done.stderr
    assert not (machine.checkout / ".venv").exists()


def test_a_folder_that_cannot_be_written_is_not_called_an_incomplete_python(machine):
    machine.has("python3", PYTHON)
    (machine.checkout / "file").write_text("")
    done, _ = machine.bootstrap(VENV="file/venv")
    assert done.returncode == 1
    assert "you may not write here" in done.stderr
    assert "venv is not complete" not in done.stderr


def test_the_packages_are_installed_once_for_a_lock(machine):
    machine.has("python3", PYTHON)
    assert "pip install --require-hashes" in machine.bootstrap()[1]
    assert "pip install" not in machine.bootstrap()[1]
    (machine.checkout / "requirements.txt").write_text("second")
    assert "pip install --require-hashes" in machine.bootstrap()[1]


def test_an_install_that_failed_is_tried_again(machine):
    machine.has("python3", PYTHON)
    done, _ = machine.bootstrap(INSTALL="1")
    assert done.returncode == 1
    assert "could not be installed" in done.stderr
    assert "pip install --require-hashes" in machine.bootstrap()[1]


def test_a_venv_whose_python_is_gone_is_made_anew(machine):
    machine.has("python3", PYTHON)
    machine.bootstrap()
    machine.checkout.joinpath(".venv/bin/python").unlink()
    machine.checkout.joinpath(".venv/bin/python").symlink_to("/nowhere/python3")
    done, calls = machine.bootstrap()
    assert done.returncode == 0, done.stderr
    assert "-m venv --clear" in calls


def test_an_interpreter_may_be_named(machine):
    machine.has("python3", TOO_OLD)
    machine.has("mine", PYTHON)
    done, _ = machine.bootstrap(PYTHON="mine", VENV="elsewhere")
    assert done.returncode == 0, done.stderr
    assert (machine.checkout / "elsewhere/bin/python").exists()
