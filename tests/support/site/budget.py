"""How much a test takes on: a few cases with every run, many or all where `make test-heavy` asks for them."""

import os

import pytest

# A walk through some of a kind, which differ, with every run; through all as a heavy test, and in CI on one database.
WHOLE = pytest.mark.parametrize(
    "whole", [False, pytest.param(True, marks=[pytest.mark.heavy, pytest.mark.walk])], ids=["some", "whole"]
)


def examples(few: int, many: int, in_ci: int = 0) -> int:
    """The number of generated cases: `few` with every run, `many` with `make test-heavy`, `in_ci` where CI says so."""
    return {"many": many, "ci": in_ci or few}.get(os.environ.get("EXAMPLES", ""), few)
