"""What became of a promise, in one sentence by the rule of its state, and what stands beside it."""

import re
from datetime import timedelta

from django.utils.html import format_html

from .... import dates
from ....evidence.states import ANNOUNCED, REPORTED, UNCLEAR, StateOf
from ....models import Action, Assessment
from ....vocabularies import ActionStatus, ActionType, AssessmentState, Level, PromiseState
from ...wording import record_link, typographic
from ..counting import in_letters, number
from .phrases import Tense, is_plain, sentences, tense, when, when_done

LONGEST = 160  # characters of what the sentence takes over from a field
SOON = timedelta(days=31)
# What was looked for is a noun with an article or not; with one of these in it, it may be a sentence of its own.
VERBS = re.compile(r"\b(is|are|was|were|has|have|had|will|did|does|can|could|may)\b")
NONE = ("No ", "None ", "Not ", "Nothing ", "Neither ")
PUT_OFF = {
    ActionStatus.ANNOUNCED: "announced",
    ActionStatus.PLANNED: "planned",
    ActionStatus.POSTPONED: "announced and put off",
    ActionStatus.MISSED: "announced and not held",
    ActionStatus.CANCELLED: "announced and called off",
}


def answer_of_commitment(became: StateOf, signed: Action | None = None) -> str:
    """The first sentences of a promise's page: what is reported of it, and who has judged it.

    `signed` is the signature of its agreement; the newest follow-ups in `became` are loaded with their first report.
    """
    told = tense()
    said = {
        PromiseState.REPORTED: _reported,
        PromiseState.RELATED_ONLY: _related,
        PromiseState.ANNOUNCED_ONLY: _announced,
        PromiseState.UNCLEAR: _unclear,
        PromiseState.NOT_TRIGGERED: _not_triggered,
    }.get(became.state)
    duty = "" if became.sets_duty else "the text states this and promises no conduct"
    parts = said(became, told) if said else _nothing(became, told, signed)
    return sentences([duty, *parts, _judged(became.judged)])


def beside_of_commitment(became: StateOf) -> str:
    """What belongs to the answer and is no part of it: what was only announced, and who ties it to the promise."""
    return sentences([_further(became), _tied(became)])


def _reported(became: StateOf, told: Tense) -> list[str]:
    count = became.counts[REPORTED]
    be = told.be(count)
    return [told.by_then(format_html("{} {} reported as begun or done{}", _follow_ups(count), be, _newest(became)))]


def _related(became: StateOf, told: Tense) -> list[str]:
    step = next(one for one in (REPORTED, ANNOUNCED, UNCLEAR) if became.counts[one])
    count, but = became.counts[step], "" if step == REPORTED else ", but not as begun or done"
    words = f"{in_letters(count, 'related step')} {told.have_been(count)} reported{but}"
    return [told.by_then(_itself(became, told)), format_html("{}{}", words, _newest(became, step))]


def _itself(became: StateOf, told: Tense) -> str:
    """That the promised thing was not seen, in words that fit whatever the editors wrote."""
    missed = typographic(became.commitment.not_seen.partition(". ")[0].removesuffix("."))
    has = told.have_been(1)
    if not missed or len(missed) > LONGEST:
        return f"the promised thing itself {has.replace(' ', ' not ', 1)} reported"
    if missed.startswith(NONE):
        return missed
    first, _, rest = missed.partition(" ")
    if first in ("A", "An") and not VERBS.search(rest):
        return f"no {rest} {has} reported"
    if first == "The" and not VERBS.search(rest):
        return f"no report of the {rest} {told.be(1)} recorded"
    return f"the promised thing itself {has.replace(' ', ' not ', 1)} reported: {missed}"


def _announced(became: StateOf, told: Tense) -> list[str]:
    count, newest = became.counts[ANNOUNCED], became.newest[ANNOUNCED]
    if count > 1:
        what = f"{_follow_ups(count)} were announced, planned or called off"
    elif newest.type == ActionType.ANNOUNCEMENT:
        what = "one announcement was made"
    else:
        what = f"one follow-up was {PUT_OFF.get(ActionStatus(newest.status), 'announced')}"
    nothing = f"nothing {told.be(1)} reported as begun or done"
    return [told.by_then(format_html("{}; {}{}", nothing, what, _newest(became, ANNOUNCED)))]


def _unclear(became: StateOf, told: Tense) -> list[str]:
    count = became.counts[UNCLEAR]
    words = f"{_follow_ups(count)} {told.be(count)} reported, but not as begun or done"
    return [told.by_then(format_html("{}{}", words, _newest(became, UNCLEAR)))]


def _not_triggered(became: StateOf, told: Tense) -> list[str]:
    out, has = (f"out by {told.known_by}", "had") if told.known_by else ("recorded here", "has")
    condition = typographic(became.commitment.condition.strip().removesuffix("."))
    asked = f"the condition: {condition}" if condition and len(condition) <= LONGEST else ""
    return [f"it is due only under a condition, and no source {out} says that this {has} come about", asked]


def _nothing(became: StateOf, told: Tense, signed: Action | None) -> list[str]:
    mention = became.newest_mention
    step = "step to carry it out" if became.sets_duty else "follow-up to it"
    nothing = f"no {step} {told.have_been(1)} reported"
    if mention is None:
        return [told.by_then(f"{nothing}, and no source with a known date mentions it")]
    last = when(mention.published)
    day = signed.date_earliest if signed and signed.date_precision == "day" else None
    if day and mention.published == mention.day.isoformat() and timedelta() <= mention.day - day <= SOON:
        after = (mention.day - day).days
        last += f", {in_letters(after, 'day')} after the signature" if after else ", the day of the signature"
    return [told.by_then(f"{nothing}; sources last mentioned it {last}")]


def _newest(became: StateOf, step: str = REPORTED) -> str:
    """The newest follow-up of a step, with its day: “, the newest on 13 May 2025: Talks in Baku”."""
    action = became.newest[step]
    link = record_link(action) or typographic(action.title)
    day = _planned(action) if step == ANNOUNCED else when_done(action)
    if became.counts[step] > 1:
        return format_html(", the newest {}: {}", day, link)
    return format_html(": {}, {}" if action.date else ": {} ({})", link, day)


def _planned(action: Action) -> str:
    """The day of an announcement; of what was planned the days that were named."""
    if action.type == ActionType.ANNOUNCEMENT or not action.date:
        return when_done(action)
    return f"{'for' if is_plain(action.date) else 'dated'} {dates.words(action.date)}"


def _follow_ups(count: int) -> str:
    return in_letters(count, "follow-up")


def _further(became: StateOf) -> str:
    """What is not in the first sentence, where that is about what was reported as begun or done."""
    if not became.counts[REPORTED]:
        return ""
    announced, unclear = became.counts[ANNOUNCED], became.counts[UNCLEAR]
    told = [f"{number(announced)} more {'was' if announced == 1 else 'were'} only announced"] if announced else []
    told += [f"of {number(unclear)} it is not said how far {'it' if unclear == 1 else 'they'} got"] if unclear else []
    return "; ".join(told)


def _tied(became: StateOf) -> str:
    """Whom the links of what is reported are from."""
    stated, inferred = became.stated, became.inferred
    count = became.counts[REPORTED]
    if not count:
        return ""
    if not stated:
        return f"the editors tie {'it' if count == 1 else 'them'} to the promise; no source says so"
    if not inferred:
        return f"{'a source itself ties it' if count == 1 else 'sources themselves tie them'} to the agreement"
    ties = "a source ties" if stated == 1 else "sources tie"
    other = "other one" if inferred == 1 else f"other {number(inferred)}"
    return f"{ties} {number(stated)} of them to the agreement, the editors the {other} to this promise"


def _judged(judged: Assessment | None) -> str:
    """What the newest judgement says of the promise as a whole."""
    if judged is None:
        return ""
    by = f"by {judged.analyst} on {dates.words(judged.assessed_on.isoformat())}"
    if judged.level is not None:
        return f"the newest judgement, {by}: “{Level(judged.level).label.partition(' – ')[2]}”"
    if judged.action_id is not None or judged.state_of_evidence == AssessmentState.ASSESSED:
        return ""
    return f"the newest judgement, {by}: “{AssessmentState(judged.state_of_evidence).label}”"
