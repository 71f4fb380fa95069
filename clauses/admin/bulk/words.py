"""How many rows become what, as sentences."""

from ...editing.bulk.rows import model_of
from ...models import BulkWork
from ...vocabularies import BulkAct, BulkOutcome, BulkStage

Counts = dict[str, int]
DONE_TO = {BulkAct.CHANGE: "changed", BulkAct.SEND: "sent to review", BulkAct.PUBLISH: "published"}
THERE = {
    BulkAct.CHANGE: "it already",
    BulkAct.SEND: "been sent to review already",
    BulkAct.PUBLISH: "been published already",
}

# What the lists of rows are called where their names do not follow from the act
TITLES = {"left_out": "Left out", "refused": "Refused", "same": "There already"}


def list_title(work: BulkWork, key: str, counts: Counts) -> str:
    """What a list of the rows is called: what is done, or proposed, with those that are in it."""
    if key in TITLES:
        return TITLES[key]
    going = key == "going"
    outcomes = (BulkOutcome.READY, BulkOutcome.TO_PROPOSE) if going else (BulkOutcome.WRITTEN, BulkOutcome.PROPOSED)
    done = [DONE_TO[BulkAct(work.act)], "proposed to a reviewer"]
    words = " or ".join(word for word, outcome in zip(done, outcomes, strict=True) if counts.get(outcome))
    return f"To be {words}" if going else words.capitalize()


def counted(number: int, work: BulkWork) -> str:
    """As in “1 action” and “1,200 actions”."""
    opts = model_of(work)._meta
    return f"{number:,} {opts.verbose_name if number == 1 else opts.verbose_name_plural}"


def listed(parts: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))


def in_one_sentence(work: BulkWork, counts: Counts) -> str:
    """What the page answers first: what would be done, what is being done or what was done."""
    total = sum(counts.values())
    if work.stage == BulkStage.CHECKING:
        looked = total - counts.get(BulkOutcome.WAITING, 0)
        return f"{looked:,} of {counted(total, work)} looked at. Nothing is written yet."
    if work.stage == BulkStage.READY:
        return would_be(work, counts)
    done = counts.get(BulkOutcome.WRITTEN, 0) + counts.get(BulkOutcome.PROPOSED, 0)
    left = counts.get(BulkOutcome.READY, 0) + counts.get(BulkOutcome.TO_PROPOSE, 0)
    if work.stage == BulkStage.WRITING:
        return f"{done:,} of {counted(done + left, work)} written. The others follow, portion by portion."
    sentence = were(work, counts)
    return f"Stopped: {sentence} {left:,} stay as they were." if work.stage == BulkStage.STOPPED else sentence


def would_be(work: BulkWork, counts: Counts) -> str:
    ready, proposed = counts.get(BulkOutcome.READY, 0), counts.get(BulkOutcome.TO_PROPOSE, 0)
    if not ready and not proposed:
        return "Nothing would be written."
    done, parts = DONE_TO[BulkAct(work.act)], []
    if ready:
        parts.append(f"{counted(ready, work)} would be {done}{' at once' if proposed else ''}")
    if proposed:
        noun = f"{proposed:,} that {'is' if proposed == 1 else 'are'} published" if ready else counted(proposed, work)
        what = "is published: a change is" if proposed == 1 else "are published: changes are"
        rest = "would be proposed, one by one, to a reviewer" if proposed > 1 else "would be proposed to a reviewer"
        parts.append(f"{noun} {rest}" if ready else f"{noun} {what} proposed to a reviewer")
    return f"{'; '.join(parts)}."


def were(work: BulkWork, counts: Counts) -> str:
    written, proposed = counts.get(BulkOutcome.WRITTEN, 0), counts.get(BulkOutcome.PROPOSED, 0)
    parts = []
    if written or not proposed:
        parts.append(f"{counted(written, work)} {'was' if written == 1 else 'were'} {DONE_TO[BulkAct(work.act)]}")
    if proposed:
        noun = f"{proposed:,}" if written else counted(proposed, work)
        parts.append(f"the change of {noun} waits for a reviewer")
    return f"{'; '.join(parts)}.".capitalize() if not written and proposed else f"{'; '.join(parts)}."


def others(work: BulkWork, counts: Counts) -> list[str]:
    """What becomes of the rows that are not written, a sentence for each fate that there is."""
    said = []
    same = counts.get(BulkOutcome.SAME, 0) + work.already
    if same:
        said.append(f"{same:,} {'has' if same == 1 else 'have'} {THERE[BulkAct(work.act)]}.")
    refused, left_out = counts.get(BulkOutcome.REFUSED, 0), counts.get(BulkOutcome.LEFT_OUT, 0)
    if refused:
        said.append(f"{refused:,} {'is' if refused == 1 else 'are'} refused, for the reasons below.")
    if left_out:
        said.append(f"{left_out:,} {'was' if left_out == 1 else 'were'} left out, for the reasons below.")
    return said


def button(work: BulkWork, counts: Counts) -> str:
    """The words of the press that writes; empty where there is nothing to write."""
    ready, proposed = counts.get(BulkOutcome.READY, 0), counts.get(BulkOutcome.TO_PROPOSE, 0)
    if work.act == BulkAct.SEND:
        return f"Send {counted(ready, work)} to review" if ready else ""
    if work.act == BulkAct.PUBLISH:
        return f"Publish {counted(ready, work)}" if ready else ""
    parts = [f"change {counted(ready, work)}"] if ready else []
    parts += [f"propose {counted(proposed, work) if not ready else format(proposed, ',')}"] if proposed else []
    return listed(parts).capitalize() if parts else ""
