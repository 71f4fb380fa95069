"""Numbers as sentences about pictures say them."""


def counted(number: int, noun: str, several: str = "") -> str:
    """As in “0 actions”, “1 action”, “1,200 actions”."""
    return f"{number:,} {noun if number == 1 else several or noun + 's'}"
