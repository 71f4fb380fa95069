"""Numbers and names as sentences say them."""

from collections.abc import Sequence


def counted(number: int, noun: str, several: str = "") -> str:
    """As in “1 action”, “1,200 actions”."""
    return f"{number:,} {noun if number == 1 else several or noun + 's'}"


def in_a_row(names: Sequence[str]) -> str:
    """As in “Baku”, “Baku and Ankara”, “Baku, Ankara and Kars”."""
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)
