"""What somebody probably meant."""

from collections.abc import Iterable
from difflib import get_close_matches

from django.db import models

MOST_CODES = 20_000  # comparing with more takes longer than a person waits for a message


def nearest(word: str, known: Iterable[str]) -> str:
    """“ Did you mean a or b?”, or nothing where no known word is close."""
    close = get_close_matches(word, dict.fromkeys(known), n=3, cutoff=0.6)
    return f" Did you mean {' or '.join(close)}?" if close else ""


def known_codes(model: type[models.Model]) -> list[str]:
    """The codes of the rows of `model` in the database."""
    keys = model._base_manager.values_list(*model.natural_key_paths())[:MOST_CODES]
    return ["/".join(map(str, key)) for key in keys]
