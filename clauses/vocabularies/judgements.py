"""Analysts' judgements (levels of the Peace Accords Matrix)."""

from .base import Scale, Vocabulary


class AssessmentState(Vocabulary):
    ASSESSED = "assessed", "assessed", "The analyst reached a judgement."
    NOT_VERIFIABLE = "not_verifiable", "not verifiable", "Whether it was done cannot be known from open sources."
    NO_EVIDENCE_FOUND = "no_evidence_found", "no evidence found", "The analyst looked and found nothing."
    NOT_TRIGGERED = "not_triggered", "not triggered", "The condition has not come about, so nothing was due."


class PromiseState(Vocabulary):
    """What has become of a promise, worked out from what is reported, never judged."""

    REPORTED = "reported", "reported", "At least one follow-up action is reported as begun or done."
    RELATED_ONLY = (
        "related_only",
        "related steps only",
        "Follow-up actions bear on it, and the editors looked for the promised thing itself and did not see it.",
    )
    ANNOUNCED_ONLY = (
        "announced_only",
        "announced only",
        "Something was announced, planned or called off, and nothing is reported as begun or done.",
    )
    UNCLEAR = (
        "unclear",
        "outcome not said",
        "Follow-up actions bear on it, and of none is it said how far it got.",
    )
    NOTHING_REPORTED = (
        "nothing_reported",
        "nothing reported",
        "No follow-up action bears on it. That somebody mentioned it counts for nothing here.",
    )
    NOT_TRIGGERED = (
        "not_triggered",
        "not triggered",
        "It is due only if a condition comes about, and no follow-up action says that it has.",
    )


class Level(Scale):
    NOT_INITIATED = 0, "0 – not initiated", "Nothing has been done for it."
    MINIMAL = 1, "1 – minimal", "Some first steps have been taken, far from what was promised."
    INTERMEDIATE = 2, "2 – intermediate", "Much has been done and the rest is on its way."
    FULL = 3, "3 – full", "It has been done, or nearly all of it."


class Verdict(Vocabulary):
    FULFILS = "fulfils", "fulfils", "The action does what was promised."
    PARTIAL = "partial", "partly fulfils", "The action does a part of what was promised."
    PREPARATORY = "preparatory", "prepares", "The action makes it possible and does not yet do it."
    NONE = "none", "no bearing", "The action has nothing to do with the promise."
    CONTRADICTS = "contradicts", "contradicts", "The action goes against the promise."


class Confidence(Vocabulary):
    LOW = "low", "low", "The evidence is thin or disputed."
    MEDIUM = "medium", "medium", "The evidence is good but not complete."
    HIGH = "high", "high", "Further evidence is unlikely to change the judgement."


class Timeliness(Vocabulary):
    IN_TIME = "in_time", "in time", "The promised interval has not passed since carrying it out was last reported."
    OVERDUE = "overdue", "overdue", "The promised interval has passed since carrying it out was last reported."
    NEVER_REPORTED = (
        "never_reported",
        "never reported",
        "An interval is promised, and carrying it out was never reported.",
    )
    NO_INTERVAL_NAMED = (
        "no_interval",
        "no interval named",
        "Promised again and again without an interval, so nothing says when it is late.",
    )
    DEADLINE_PASSED = (
        "deadline_passed",
        "deadline passed",
        "The deadline has passed, and carrying it out is not reported.",
    )
    NOT_DUE_YET = "not_due_yet", "not due yet", "The deadline has not passed."
    REPORTED = (
        "reported",
        "reported",
        "An action that carries it out is reported; whether that is enough is a judgement.",
    )
    NO_TIME_NAMED = (
        "no_time",
        "no time named",
        "Neither a deadline nor an interval is promised, so nothing says when it is late.",
    )
    CONTINGENT = (
        "contingent",
        "due only under a condition",
        "Due only if its condition comes about; that nothing is reported does not say that it was not carried out.",
    )
