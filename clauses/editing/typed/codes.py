"""The code of a new record, made of what it is called."""

from ...folding import code_of
from ...models import Row

ROOM = 5  # characters for a number behind it


def made_code(model: type[Row], column: str, texts: list[str], start: str = "") -> str:
    """A free code of these words, empty where no letter of them has a plain one. `start` is what it begins with.

    Where the code alone stands for a row, the next number goes behind one that is taken: two actions may have one name.
    Within another record, two of one name are one thing twice, which the form says.
    """
    longest = getattr(model._meta.get_field(column), "max_length", 0)
    made = code_of(" ".join(texts), longest - len(start) - ROOM)
    if not made or model.natural_key_fields != (column,):
        return start + made if made else ""
    code = start + made
    taken = set(model._base_manager.filter(**{f"{column}__startswith": code}).values_list(column, flat=True))
    numbered = (f"{code}-{number}" for number in range(2, len(taken) + 3))
    return next(each for each in (code, *numbered) if each not in taken)
