"""The first sentences of a promise's page, rule by rule, sentence by sentence."""

from datetime import date

import pytest

from clauses import known_on
from clauses.evidence.states import states_of
from clauses.models import Action, Commitment
from clauses.public.sections.answers import answer_of_commitment, as_text, beside_of_commitment

from ...support.pages.reading import html_of
from ...support.rows.factories import AssessmentFactory, CitationFactory, CommitmentFactory, SourceFactory
from ...support.rows.promises import bearing

pytestmark = pytest.mark.django_db
DECLARATION = "signature-2021-06-15"


def answer(promise: Commitment, signed: Action | None = None) -> str:
    return as_text(answer_of_commitment(states_of([promise])[promise.pk], signed))


def beside(promise: Commitment) -> str:
    return as_text(beside_of_commitment(states_of([promise])[promise.pk]))


# --- Nothing reported


def test_nothing_reported_says_when_sources_last_mentioned_it():
    promise = CommitmentFactory()
    assert answer(promise) == (
        "No step to carry it out has been reported, and no source with a known date mentions it."
    )
    CitationFactory(commitment=promise, source=SourceFactory(published="2022-02-07"))
    assert answer(promise) == "No step to carry it out has been reported; sources last mentioned it on 7 February 2022."
    assert beside(promise) == ""


@pytest.mark.parametrize(
    ("published", "words"),
    [
        ("2021-06-15", "on 15 June 2021, the day of the signature."),
        ("2021-06-16", "on 16 June 2021, one day after the signature."),
        ("2021-06-27", "on 27 June 2021, 12 days after the signature."),
        ("2021-07-30", "on 30 July 2021."),
        ("2021-06", "in June 2021."),
        ("[2021-06-15..2021-06-17]", "on a day between 15 and 17 June 2021."),
    ],
)
def test_a_mention_soon_after_the_signature_is_said_to_be_that(promise, published, words):
    signed = Action.objects.get(slug="signing")
    promise.citations.update(source=SourceFactory(published=published))
    assert answer(promise, signed).endswith(f"; sources last mentioned it {words}")


# --- Reported


def test_one_follow_up_is_named_with_its_day():
    promise = CommitmentFactory()
    bearing(promise, title="Talks in Baku", date="2022-06-13")
    assert answer(promise) == "One follow-up is reported as begun or done: Talks in Baku, on 13 June 2022."
    assert beside(promise) == "A source itself ties it to the agreement."


def test_of_several_the_newest_is_named():
    promise = CommitmentFactory()
    for day in ("2022-06-13", "2024-09", "2021"):
        bearing(promise, title=f"Talks of {day}", date=day)
    assert answer(promise) == (
        "Three follow-ups are reported as begun or done, the newest in September 2024: Talks of 2024-09."
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2022-03-01", "on 1 March 2022"),
        ("2022-03", "in March 2022"),
        ("2022", "in 2022"),
        ("2022-03-01?", "possibly on 1 March 2022"),
        ("2022-03~", "about March 2022"),
        ("2022%", "possibly about 2022"),
        ("2022-03-01/2022-03-04", "from 1 to 4 March 2022"),
        ("2022-03-01?/2022-03-04?", "possibly from 1 to 4 March 2022"),
        ("2022-03-01/2022-03-01", "on 1 March 2022"),
        ("2022-03-01/..", "from 1 March 2022, with an open end"),
        ("2022-03-01/", "from 1 March 2022, until a day that is not known"),
        ("../2022-03-01", "until 1 March 2022"),
        ("[2022-02-27..2022-03-02]", "on a day between 27 February and 2 March 2022"),
        ("[2022-02..2022-03]", "some time between February and March 2022"),
        ("[..2022-03-01]", "on or before 1 March 2022"),
        ("[2022-03..]", "in or after March 2022"),
    ],
)
def test_an_uncertain_day_is_said_as_it_is(text, words):
    promise = CommitmentFactory()
    bearing(promise, title="Talks", date=text)
    assert answer(promise).endswith(f": Talks, {words}.")


def test_what_has_no_day_is_said_by_its_first_report():
    promise = CommitmentFactory()
    bearing(promise, "2021-12-04", title="Mine clearance", date="", status="ongoing")
    assert answer(promise).endswith(": Mine clearance (undated, first reported on 4 December 2021).")
    bearing(promise, "2021-12-07", title="More clearance", date="", status="ongoing")
    assert answer(promise).endswith(", the newest undated, first reported on 7 December 2021: More clearance.")


def test_what_was_only_announced_or_is_unclear_stands_beside_what_is_reported():
    promise = CommitmentFactory()
    bearing(promise, date="2022-06-13").bearings.update(basis="inferred_by_analyst")
    bearing(promise, status="planned", date="2023")
    assert beside(promise) == "One more was only announced. The editors tie it to the promise; no source says so."
    bearing(promise)
    bearing(promise)
    bearing(promise, status="announced")
    for _ in range(2):
        bearing(promise, status="unknown")
    assert beside(promise) == (
        "Two more were only announced; of two it is not said how far they got. "
        "Sources tie two of them to the agreement, the editors the other one to this promise."
    )


# --- Related, announced, unclear


@pytest.mark.parametrize(
    ("missed", "first"),
    [
        (
            "A joint meeting of the councils. Reported are others.",
            "No joint meeting of the councils has been reported.",
        ),
        ("An opening", "No opening has been reported."),
        ("The opening of the road.", "No report of the opening of the road is recorded."),
        ("Joint meetings of both.", "The promised thing itself has not been reported: Joint meetings of both."),
        ("A drill that was planned.", "The promised thing itself has not been reported: A drill that was planned."),
        ("No joint meeting was found.", "No joint meeting was found."),
        ("x" * 200, "The promised thing itself has not been reported."),
        ("", "The promised thing itself has not been reported."),
    ],
)
def test_where_the_thing_itself_was_not_seen_that_comes_first(missed, first):
    promise = CommitmentFactory(itself_not_seen=True, not_seen=missed)
    for day in ("2022-05-12", "2025-05-13"):
        bearing(promise, title="Talks", date=day)
    assert answer(promise) == f"{first} Two related steps have been reported, the newest on 13 May 2025: Talks."


def test_related_steps_that_were_only_announced_are_not_said_to_be_done():
    promise = CommitmentFactory(itself_not_seen=True, not_seen="A meeting.")
    bearing(promise, title="A plan", date="2023", status="planned")
    assert answer(promise) == (
        "No meeting has been reported. One related step has been reported, but not as begun or done: A plan, for 2023."
    )


@pytest.mark.parametrize(
    ("action", "words"),
    [
        ({"type": "announcement", "status": "announced", "date": "2022~"}, "one announcement was made: It, about 2022"),
        ({"type": "announcement", "status": "completed"}, "one announcement was made: It, on 5 October 2021"),
        ({"status": "announced", "date": "2023-09"}, "one follow-up was announced: It, for September 2023"),
        (
            {"status": "planned", "date": "[2023-09..]"},
            "one follow-up was planned: It, dated in or after September 2023",
        ),
        (
            {"status": "postponed", "date": ""},
            "one follow-up was announced and put off: It (undated, first reported on 1 March 2022)",
        ),
        ({"status": "missed"}, "one follow-up was announced and not held: It, for 5 October 2021"),
        ({"status": "cancelled"}, "one follow-up was announced and called off: It, for 5 October 2021"),
    ],
)
def test_what_was_announced_only_is_said_to_be_no_more(action, words):
    promise = CommitmentFactory()
    bearing(promise, title="It", **action)
    assert answer(promise) == f"Nothing is reported as begun or done; {words}."


def test_several_announcements_are_counted():
    promise = CommitmentFactory()
    for day in ("2023", "2024"):
        bearing(promise, title=f"Plan of {day}", date=day, status="planned")
    assert answer(promise) == (
        "Nothing is reported as begun or done; two follow-ups were announced, planned or called off, "
        "the newest for 2024: Plan of 2024."
    )


def test_of_what_nobody_says_how_far_it_got_no_more_is_said():
    promise = CommitmentFactory()
    bearing(promise, title="A drill", status="unknown")
    assert answer(promise) == "One follow-up is reported, but not as begun or done: A drill, on 5 October 2021."
    bearing(promise, title="Another", status="suspended", date="2023-01-02")
    assert answer(promise) == (
        "Two follow-ups are reported, but not as begun or done, the newest on 2 January 2023: Another."
    )


# --- Conditions, statements, judgements, past days


def test_what_depends_on_a_condition_says_which():
    promise = CommitmentFactory(recurrence="contingent", conditional=True, condition="One is attacked.")
    first = "It is due only under a condition, and no source recorded here says that this has come about."
    assert answer(promise) == f"{first} The condition: One is attacked."
    Commitment.objects.update(condition="One is attacked, " * 20)
    assert answer(Commitment.objects.get()) == first


def test_what_sets_no_duty_is_said_to_promise_nothing():
    promise = CommitmentFactory(modality="declaratory")
    assert answer(promise).startswith("The text states this and promises no conduct. No follow-up to it has been")
    bearing(promise, title="Talks", date="2022")
    assert answer(promise) == (
        "The text states this and promises no conduct. One follow-up is reported as begun or done: Talks, in 2022."
    )


def test_a_judgement_stands_beside_the_state_and_not_in_its_place():
    promise = CommitmentFactory()
    AssessmentFactory(commitment=promise, is_sample=True)
    assert "judgement" not in answer(promise)
    AssessmentFactory(commitment=promise, is_sample=False, analyst="anna", level=1)
    assert answer(promise).startswith("No step to carry it out has been reported")
    assert answer(promise).endswith(" The newest judgement, by anna on 1 June 2022: “minimal”.")
    AssessmentFactory(
        commitment=promise, is_sample=False, analyst="ben", level=None, assessed_on="2023-01-01",
        state_of_evidence="no_evidence_found", searched_where="Archives.", searched_until="2022-12-31",
    )  # fmt: skip
    assert answer(promise).endswith(" The newest judgement, by ben on 1 January 2023: “no evidence found”.")


def test_a_past_day_is_said_and_told_in_the_past(promise):
    bearing(promise, "2022-03-01", title="Talks", date="2022-02-28")
    bearing(promise, "2023-03-01", title="Later talks", date="2023-02-28")
    signed = Action.objects.get(slug="signing")
    with known_on.override(date(2022, 4, 1)):
        row = Commitment.objects.published().get()
        assert answer(row, signed) == (
            "By 1 April 2022, one follow-up was reported as begun or done: Talks, on 28 February 2022."
        )
    with known_on.override(date(2021, 12, 31)):
        assert answer(row, signed) == (
            "By 31 December 2021, no step to carry it out had been reported; sources last mentioned it on 16 June "
            "2021, one day after the signature."
        )


def test_the_page_says_it_large_with_links_and_in_its_description_without(client, promise):
    action = bearing(promise, title="Talks & <more>", date="2022-02-28")
    html = html_of(client, promise.get_absolute_url())
    link = f'<a href="{action.get_absolute_url()}">Talks &amp; &lt;more&gt;</a>'
    assert f'<p class="answer">One follow-up is reported as begun or done: {link}, on 28 February 2022.</p>' in html
    assert (
        '<meta name="description" content="One follow-up is reported as begun or done: Talks &amp; &lt;more&gt;, '
        'on 28 February 2022.">'
    ) in html


SHIPPED = {
    "security-councils-meetings": "No joint meeting of the two security councils has been reported. Four related "
    "steps have been reported, the newest on 13 May 2025: The secretary-general of the Turkish security council in "
    "Baku.",
    "open-corridor-to-nakhchivan": "The text states this and promises no conduct. No report of the opening of the "
    "corridor is recorded. Nine related steps have been reported, the newest on 7 October 2025: The Azerbaijani "
    "president speaks of the corridor at the summit of Turkic states in Gabala.",
    "necessary-assistance": "The promised thing itself has not been reported: Help given by one of the two because of "
    "a threat or an attack. Three related steps have been reported, the newest on 25 December 2025: The Azerbaijani "
    "president signs the law that approves the memorandum on mutual military security.",
    "support-life-after-demining": "One follow-up is reported as begun or done: Mine clearance with Turkish help "
    "(undated, first reported on 22 September 2021).",
    "culture-cooperation": "Nothing is reported as begun or done; one announcement was made: Shusha is chosen as the "
    "Turkic world’s capital of culture for 2023, possibly on 31 March 2022.",
    "investment-conditions": "No step to carry it out has been reported; sources last mentioned it on 7 February 2022.",
    "consult-on-threat": "It is due only under a condition, and no source recorded here says that this has come about.",
    "joint-military-exercises": "28 follow-ups are reported as begun or done, the newest on 16 December 2025: The "
    "Milli Majlis approves the memorandum on mutual military security.",
}
SHIPPED_THEN = {
    "security-councils-meetings": "By 31 December 2021, the promised thing itself had not been reported. One related "
    "step had been reported: The secretaries of the two security councils meet in Ankara, from 13 to 14 October 2021.",
    "support-life-after-demining": "By 31 December 2021, one follow-up was reported, but not as begun or done: Mine "
    "clearance with Turkish help (undated, first reported on 22 September 2021).",
    "culture-cooperation": "By 31 December 2021, no step to carry it out had been reported; sources last mentioned it "
    "on 16 June 2021.",
    "consult-on-threat": "It is due only under a condition, and no source out by 31 December 2021 says that this had "
    "come about.",
}


@pytest.mark.parametrize(("day", "expected"), [(None, SHIPPED), (date(2021, 12, 31), SHIPPED_THEN)])
def test_the_shipped_promises_are_answered_rule_by_rule(wider, day, expected):
    with known_on.override(day):
        signed = Action.objects.published().get(slug=DECLARATION)
        states = states_of(Commitment.objects.published())
        told = {one.commitment.slug: as_text(answer_of_commitment(one, signed)) for one in states.values()}
        beginnings = {slug: words[:10] for slug, words in told.items()}
    assert {slug: told[slug] for slug in expected} == expected
    assert all(words[0].isupper() or words[0].isdigit() for words in beginnings.values())
    assert all(words.endswith(".") and ".." not in words and "  " not in words for words in told.values())
