"""How many generated cases a test takes: a few with every run, many where `make test-heavy` asks for them."""

import os


def examples(few: int, many: int) -> int:
    return many if os.environ.get("EXAMPLES") == "many" else few
