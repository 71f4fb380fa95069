"""Why a question is refused, in as many words as help: a refusal repeats little of what was asked."""

from collections.abc import Iterable
from itertools import islice

from django.core.exceptions import BadRequest
from django.utils.html import escape

MOST_FAULTS = 5
LARGEST = 900  # bytes of all faults together, as a page writes them
MORE = "More of it cannot be read."


class UnclearError(BadRequest):
    """A question that cannot be answered as it stands; `faults` says why, in a few sentences.

    Of the sentences given only as many are worked out as are said.
    """

    def __init__(self, faults: Iterable[str]):
        self.faults = in_short(faults)
        super().__init__(" ".join(self.faults))


def in_short(faults: Iterable[str]) -> list[str]:
    """The first of the faults, cut where they take too much room, and that there are more."""
    found, room = [], LARGEST
    some = list(islice(faults, MOST_FAULTS + 1))
    for fault in some[:MOST_FAULTS]:
        told = _cut(fault, room)
        room -= _size(told)
        found += [told] if told else []
    return [*found, MORE] if len(found) < len(some) else found


def _size(text: str) -> int:
    return len(escape(text).encode())


def _cut(text: str, room: int) -> str:
    """The beginning of a text that fits into the room; nothing where hardly any is left."""
    if _size(text) <= room:
        return text
    while text and _size(text) > room - 5:
        text = text[: len(text) * 9 // 10]
    return f"{text}…" if len(text) > 40 else ""
