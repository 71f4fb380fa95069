"""Which records of a bundle may go together, and why the others stay: worked out before anything is written."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field

from ...models import Record
from ...vocabularies import ReviewState
from ..editors import Editor
from ..queues import written_by
from ..refusals import Cause, Key, Remedy, in_a_sentence, key_of, lacking_of
from .parts import Bundle, Part

NEEDED = {
    ReviewState.DRAFT: "Its {} “{}” is a draft: send it to review along with it.",
    ReviewState.IN_REVIEW: "Its {} “{}” is in review and does not go along: publish it first.",
    ReviewState.WITHDRAWN: "Its {} “{}” is withdrawn: choose another one, or have it set back to draft.",
}

STAYS = "Its {} “{}” stays as it was, too."


@dataclass
class Settled:
    """The parts that go, in their order, and for each that stays the causes."""

    going: list[Part]
    staying: dict[Key, list[Cause]] = field(default_factory=dict)

    def why_stays(self, part: Part) -> str:
        causes = self.staying.get(part.key, [])
        lacks = [cause for cause in causes if cause.is_of_citations]
        others = [cause.words for cause in causes if not cause.is_of_citations]
        return " ".join(filter(None, [*others, in_a_sentence(part.row, lacks)]))


def settle(bundle: Bundle, chosen: Iterable[Part], own: Collection[Key] = ()) -> Settled:
    """What of the chosen parts would be public, each needing others: whatever lacks something stays, and so on.

    `own` are those that whoever asks wrote and may not publish; they are not among the chosen.
    """
    settled = Settled(list(chosen))
    while True:
        found = _lacks(bundle, settled, _public_with(settled.going), own)
        if not found:
            return settled
        settled.staying |= found
        settled.going = [part for part in settled.going if part.key not in found]


def _public_with(going: list[Part]) -> Callable[[Record], bool]:
    keys = {part.key for part in going}
    return lambda row: row.state == ReviewState.PUBLISHED or key_of(row) in keys


def _lacks(
    bundle: Bundle, settled: Settled, counts: Callable[[Record], bool], own: Collection[Key]
) -> dict[Key, list[Cause]]:
    found: dict[Key, list[Cause]] = defaultdict(list)
    by_table: dict[type[Record], list[Record]] = defaultdict(list)
    for part in settled.going:
        by_table[type(part.row)].append(part.row)
        found[part.key] += _unmet(bundle, part, counts, settled.staying)
    for model, rows in by_table.items():
        for pk, causes in lacking_of(model, rows, counts, own).items():
            found[str(model._meta.model_name), pk] += causes
    return {key: causes for key, causes in found.items() if causes}


def _unmet(bundle: Bundle, part: Part, counts: Callable[[Record], bool], staying: Collection[Key]) -> list[Cause]:
    """The records without which the part is nothing, and which would not be public, near or far."""
    seen: set[Key] = set()
    level = [part]
    found: list[Cause] = []
    while level:
        needs = [need for each in level for need in each.needs if need.is_vital and need.key not in seen]
        seen |= {need.key for need in needs}
        for need in needs:
            row = bundle.record(need.key)
            if row is not None and need.key in staying:
                found.append(Cause(STAYS.format(need.what, row), row, Remedy.OPEN, is_derived=True))
            elif row is not None and not counts(row):
                withdrawn = row.state == ReviewState.WITHDRAWN
                words = NEEDED[ReviewState(row.state)].format(need.what, row)
                found.append(Cause(words, part.row if withdrawn else row, Remedy.MEND if withdrawn else Remedy.OPEN))
        level = [bundle.around[need.key] for need in needs if need.key in bundle.around]
    return found


def written_in(user: Editor, parts: Iterable[Part]) -> set[Key]:
    """The parts in which the user wrote since they were last public; one query for each table."""
    by_table: dict[type[Record], set[int]] = defaultdict(set)
    for part in parts:
        by_table[type(part.row)].add(part.row.pk)
    return {
        (str(model._meta.model_name), pk)
        for model, keys in by_table.items()
        for pk in model._base_manager.filter(written_by(model, user), pk__in=keys).values_list("pk", flat=True)
    }
