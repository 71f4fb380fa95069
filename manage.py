#!/usr/bin/env python
"""Runs a management command: python manage.py help."""

import os
import sys


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "treatytracker.settings")
    try:
        from django.core.management import execute_from_command_line
    except ImportError as missing:
        raise SystemExit(
            "Django is not installed for this Python. Run `make run`, or "
            "`python3 -m venv .venv && .venv/bin/python -m pip install --require-hashes -r requirements.txt` "
            "and then `.venv/bin/python manage.py …`."
        ) from missing
    try:
        execute_from_command_line(sys.argv)
    except Exception as error:
        from treatytracker.remedies import remedy

        said = "" if "--traceback" in sys.argv else remedy(error)
        if not said:
            raise
        raise SystemExit(f"treatytracker: {said}") from None


if __name__ == "__main__":
    main()
