"""What has become of each commitment."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import models

from ...evidence.states import ANNOUNCED, REPORTED, UNCLEAR, StateOf, states_of
from ...models import Commitment
from ...vocabularies import Level, PromiseState, Verdict
from ...while_unchanged import kept_count
from ..columns import WorkedOut
from .base import day, in_portions, text, whole


@dataclass(frozen=True)
class BecomeOf:
    """What has become of a commitment: a row of the file."""

    commitment: str
    state: str
    sets_duty: bool
    follow_ups: int
    reported: int
    announced: int
    unclear: int
    stated_links: int
    inferred_links: int
    newest_deed: str
    newest_deed_on: str
    newest_mention: str
    newest_mention_on: date | None
    judged_level: int | None
    judged_verdict: str
    judged_by: str


def state_row(one: StateOf) -> BecomeOf:
    deed, mention, judged = one.newest_deed, one.newest_mention, one.judged
    return BecomeOf(
        commitment=one.commitment.code,
        state=one.state,
        sets_duty=one.sets_duty,
        follow_ups=one.follow_ups,
        reported=one.counts[REPORTED],
        announced=one.counts[ANNOUNCED],
        unclear=one.counts[UNCLEAR],
        stated_links=one.stated,
        inferred_links=one.inferred,
        newest_deed=deed.code if deed else "",
        newest_deed_on=deed.date if deed else "",
        newest_mention=mention.code if mention else "",
        newest_mention_on=mention.day if mention else None,
        judged_level=judged.level if judged else None,
        judged_verdict=judged.verdict if judged else "",
        judged_by=judged.analyst if judged else "",
    )


def state_rows() -> Iterator[BecomeOf]:
    for some in in_portions(Commitment.objects.published()):
        yield from map(state_row, states_of(some).values())


STATES = WorkedOut(
    "states",
    "States of commitments",
    "What has become of each commitment by what is reported, in one word and a few numbers. It is worked out from the "
    "follow-up actions that bear on it, never judged; judgements stand beside it, and samples do not count.",
    {
        "The commitment": {
            "commitment": text("commitment", "The code of the commitment."),
            "sets_duty": models.BooleanField(
                "sets a duty", help_text="Whether it promises something; a declaratory statement sets no duty."
            ),
        },
        "What has become of it": {
            "state": models.CharField(
                "state", max_length=20, choices=PromiseState.choices, help_text="The state of the promise."
            ),
            "follow_ups": whole("follow-ups", "How many follow-up actions bear on it."),
            "reported": whole("reported", "How many of them are reported as begun or done."),
            "announced": whole("announced", "How many were announced, planned, postponed or called off."),
            "unclear": whole("unclear", "Of how many it is not said how far they got."),
            "stated_links": whole("stated links", "How many of those reported a source ties to the promise."),
            "inferred_links": whole("inferred links", "How many of those reported only the editors tie to it."),
        },
        "The newest": {
            "newest_deed": text("newest deed", "The code of the newest action reported as begun or done.", blank=True),
            "newest_deed_on": text("date of the newest deed", "Its date; empty where it has none.", blank=True),
            "newest_mention": text(
                "newest mention", "The code of the newest source on it, or on a follow-up action.", blank=True
            ),
            "newest_mention_on": day("day of the newest mention", "The day by which that source is sorted."),
        },
        "The newest judgement": {
            "judged_level": models.PositiveSmallIntegerField(
                "level", null=True, blank=True, choices=Level.choices, help_text="The level of the whole commitment."
            ),
            "judged_verdict": models.CharField(
                "verdict", max_length=20, blank=True, choices=Verdict.choices, help_text="The verdict on one action."
            ),
            "judged_by": text("judged by", "The pseudonym of the analyst.", blank=True),
        },
    },
    key=("commitment",),
    published=state_rows,
    count=lambda: kept_count(Commitment.objects.published()),
    filters=("state", "sets_duty"),
)
