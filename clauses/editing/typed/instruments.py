"""What an instrument calls itself, by its title."""

import re

from ...folding import fold
from ...vocabularies import InstrumentType

NAMED = {fold(each.label): each.value for each in InstrumentType if each != InstrumentType.OTHER}
NAMED |= {"exchange of letters": InstrumentType.EXCHANGE_OF_NOTES.value}


def type_named_in(title: str) -> str:
    """The one type that the title names, as treaty in “Treaty of Kars”; empty where it names none or several."""
    folded = fold(title)
    found = {value for name, value in NAMED.items() if re.search(rf"\b{name}\b", folded)}
    return found.pop() if len(found) == 1 else ""
