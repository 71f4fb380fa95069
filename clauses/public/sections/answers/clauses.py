"""What a clause promises, and what became of it."""

from collections.abc import Collection

from ....evidence.states import StateOf
from ...promises.tally import Tally
from ..counting import in_letters, number
from .phrases import Tense, listed, sentences, tense


def answer_of_clause(states: Collection[StateOf], in_parts: int = 0, is_coded: bool = True) -> str:
    """The first sentence of a clause's page: its promises by what became of them; `in_parts` are those of its parts.

    Of a text that nobody has coded nothing is said but that.
    """
    if not is_coded:
        return sentences(["nobody has looked for promises in this text yet"])
    told, tally = tense(), Tally(tuple(states), ())
    parts = [_promises(tally, told), _statements(len(tally.statements), bool(tally.promises))]
    if in_parts:
        also = "also " if states else ""
        parts.append(f"its parts {also}hold {in_letters(in_parts, 'commitment')}")
    return sentences(parts if any(parts) else ["it holds no promise that can be checked"])


def _promises(tally: Tally, told: Tense) -> str:
    count = len(tally.promises)
    if not count:
        return ""
    if count == 1:
        return f"it holds one promise, which{_as_of(told, ', ') or ' '}{tally.shares[0].said_of_one}"
    said = [
        f"{number(one.count)} {one.said_of_one if one.count == 1 else one.said_of_many}"
        if len(tally.shares) > 1
        else f"{'both' if count == 2 else 'all'} {one.said_of_many}"
        for one in tally.shares
    ]
    return f"it holds {in_letters(count, 'promise')}: {_as_of(told)}{listed(said)}"


def _as_of(told: Tense, before: str = "") -> str:
    return f"{before}as known by {told.known_by}, " if told.known_by else ""


def _statements(count: int, beside: bool) -> str:
    if not count:
        return ""
    also = "also " if beside else ""
    return f"it {also}holds {in_letters(count, 'statement')} that {'sets' if count == 1 else 'set'} no duty"
