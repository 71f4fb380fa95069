"""What somebody probably meant."""

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, known: Iterable[str]) -> str:
    """“ Did you mean a or b?”, or nothing where no known word is close."""
    close = get_close_matches(word, dict.fromkeys(known), n=3, cutoff=0.6)
    return f" Did you mean {' or '.join(close)}?" if close else ""
