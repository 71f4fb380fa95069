"""Decisions on disagreements: made on what was stated then, with a reason that stays, and no side is ever hidden."""

from datetime import date

import pytest

from clauses import known_on
from clauses.dataset.derived import CONFLICTS
from clauses.evidence.conflicts.decided import all_disputes
from clauses.evidence.worklists import decided, disputed
from clauses.exchange.package.restore import restore
from clauses.models import Action, Decision
from tests.support.files.packages import package_bytes

from ..support.pages.reading import page_of_row, rows
from ..support.rows.conflicts import decide, dispute_about, says
from ..support.rows.factories import ActionFactory, ActorFactory, AgreementNameFactory, CitationFactory, SourceFactory

pytestmark = pytest.mark.django_db


def test_without_a_decision_it_is_open(drill, ministry, paper):
    assert dispute_about(drill).standing == "open"
    assert drill in disputed(Action)
    assert drill not in decided(Action)


def test_a_decision_holds_for_what_was_stated_when_it_was_made(drill, ministry, paper):
    decision = decide(drill, ministry)
    found = dispute_about(drill)
    assert (found.standing, found.decision, found.earlier) == ("decided", decision, [])
    assert drill not in disputed(Action)
    assert drill in decided(Action)


@pytest.mark.parametrize("value", ["2021-10-01/2021-10-02", "2021-09-20/2021-10-11"])
def test_another_statement_or_another_voice_opens_it_again(drill, ministry, paper, value):
    decision = decide(drill, ministry)
    says(drill, value)
    found = dispute_about(drill)
    assert (found.standing, found.decision, found.earlier) == ("reopened", None, [decision])
    assert drill in disputed(Action)


def test_what_is_no_statement_of_the_field_leaves_it_decided(drill, ministry, paper):
    decide(drill, ministry)
    CitationFactory(action=drill, field="status", value="ongoing")
    says(drill, "2020", state="draft")
    says(drill, "2020", stance="contradicts")
    says(drill, "2020", rank="deprecated", rank_reason="A misprint.")
    assert dispute_about(drill).standing == "decided"


def test_r21_a_denial_of_what_is_stated_opens_it_again(drill, ministry, paper):
    decision = decide(drill, ministry)
    says(drill, ministry.value, stance="contradicts")
    found = dispute_about(drill)
    assert (found.standing, found.earlier) == ("reopened", [decision])
    decide(drill, ministry, decided_on="2022-05-02")
    assert dispute_about(drill).standing == "decided"


def test_r21_a_further_denial_opens_a_matter_of_a_statement_and_a_denial_again(drill, ministry):
    says(drill, ministry.value, stance="contradicts")
    decide(drill)
    assert dispute_about(drill).standing == "decided"
    says(drill, ministry.value, stance="contradicts")
    assert dispute_about(drill).standing == "reopened"


def test_r16_a_statement_held_for_an_error_does_not_open_a_decision_on_an_earlier_day(drill, client):
    first = says(drill, "2021-10-05", source=SourceFactory(published="2021-10-20"))
    says(drill, "2021-10-09", source=SourceFactory(published="2021-10-21"))
    misprint = {"rank": "deprecated", "rank_reason": "A misprint."}
    says(drill, "2012-10-05", source=SourceFactory(published="2021-10-22"), **misprint)
    decide(drill, first, decided_on="2021-12-01")
    with known_on.override(date(2022, 1, 1)):
        found = dispute_about(drill)
        assert (found.standing, len(found.conflict.sides)) == ("decided", 3)
    address = f"{drill.get_absolute_url()}?known_on=2022-01-01"
    assert "The sources have stated something else since" not in client.get(address).content.decode()


@pytest.mark.parametrize("published", ["", "2021-10~", "2021-11-30?", "2021", "2021-10-22/"])
def test_r16_a_decision_holds_on_a_day_of_which_nobody_knows_whether_one_of_its_sources_was_out(drill, published):
    first = says(drill, "2021-10-05", source=SourceFactory(published="2021-10-20"))
    says(drill, "2021-10-09", source=SourceFactory(published="2021-10-21"))
    says(drill, "2021-10-09", source=SourceFactory(published=published))
    decide(drill, first, decided_on="2021-12-01")
    with known_on.override(date(2021, 12, 15)):
        assert dispute_about(drill).standing == "decided"
    says(drill, "2021-10-11", source=SourceFactory(published="2021-12-10"))
    with known_on.override(date(2021, 12, 15)):
        assert dispute_about(drill).standing == "reopened"


def figure(action, value, as_of="", unit="million USD", **more):
    return CitationFactory(
        action=action, field="figure", measure="turnover", value=value, unit=unit, as_of=as_of, **more
    )


def test_r19_figures_of_two_years_are_two_disagreements_each_with_its_decision(drill, client):
    stated = [("100", "2021"), ("200", "2021"), ("200", "2022"), ("100", "2022")]
    days = [SourceFactory(published=f"2023-01-0{day}") for day in range(1, 5)]
    followed, *_ = (figure(drill, *said, source=source) for said, source in zip(stated, days, strict=True))
    decide(drill, followed, field="figure")
    first, second = (one for one in all_disputes("action") if one.key == drill.pk)
    assert (first.as_of, second.as_of) == (("2021",), ("2022",))
    assert [len(citations) for one in (first, second) for _, citations in one.conflict.sides] == [1, 1, 1, 1]
    assert (first.standing, second.standing) == ("decided", "open")
    told = [row for row in rows(client, "conflicts") if row["code"] == drill.slug]
    assert [(row["as_of"], row["side"], row["reports"], row["is_followed"]) for row in told] == [
        ("2021", "1", "1", "yes"),
        ("2021", "2", "1", "no"),
        ("2022", "1", "1", "no"),
        ("2022", "2", "1", "no"),
    ]
    assert "turnover: 100 million USD, for 2022" in page_of_row(client, drill).replace("\u00a0", " ")
    keys = [tuple(row[name] for name in CONFLICTS.key) for row in rows(client, "conflicts")]
    assert len(keys) == len(set(keys))


def test_r20_who_is_credited_stays_the_matter_whatever_else_is_counted(drill, client):
    for unit, value in (("million USD", "100"), ("km2", "5")):
        for actor in (ActorFactory(), ActorFactory()):
            figure(drill, value, unit=unit, attributed_to=actor)
    found = [one for one in all_disputes("action") if one.key == drill.pk]
    assert [(one.about, len(one.conflict.sides)) for one in found] == [("credit", 2), ("credit", 2)]
    keys = [tuple(row[name] for name in CONFLICTS.key) for row in rows(client, "conflicts")]
    assert len(keys) == len(set(keys))


def test_a_mended_reason_does_not_close_what_is_open_again_but_a_new_day_does(drill, ministry, paper):
    decision = decide(drill, ministry)
    says(drill, "2021-10-01/2021-10-02")
    decision.reason = "In better words."
    decision.full_clean()
    decision.save()
    assert dispute_about(drill).standing == "reopened"
    decision.decided_on = "2022-05-01"
    decision.full_clean()
    decision.save()
    assert dispute_about(drill).standing == "decided"


def test_a_draft_of_a_decision_decides_nothing(drill, ministry, paper):
    decide(drill, ministry, state="draft")
    assert dispute_about(drill).standing == "open"


def test_a_decision_about_another_field_decides_nothing(drill, ministry, paper):
    decide(drill, field="status")
    assert dispute_about(drill).standing == "open"


def test_a_decision_follows_a_statement_of_the_same_record_and_field(drill, ministry, paper):
    elsewhere = says(ActionFactory(), "2021")
    with pytest.raises(Exception, match="about another record"):
        decide(drill, elsewhere)
    with pytest.raises(Exception, match="about another field"):
        decide(drill, ministry, field="status")
    with pytest.raises(Exception, match="can all be true"):
        decide(drill, field="place")


def test_a_decision_on_what_one_figure_counts_is_none_on_another(drill):
    def says_figure(measure, value):
        return CitationFactory(action=drill, field="figure", measure=measure, value=value, unit="persons")

    follows = [says_figure(*one) for one in (("killed", "3"), ("killed", "5"), ("trained", "30"), ("trained", "50"))]
    decide(drill, follows[0], field="figure")
    found = {one.conflict.measure: one.standing for one in all_disputes("action") if one.key == drill.pk}
    assert found == {"killed": "decided", "trained": "open"}


def test_one_number_of_two_units_is_a_disagreement(drill):
    for unit in ("km2", "ha"):
        CitationFactory(action=drill, field="area_cleared", value="132", unit=unit)
    assert dispute_about(drill).field == "area_cleared"


def test_names_of_an_agreement_are_names_and_no_disagreement():
    name = AgreementNameFactory()
    for value in ("protocol", "memorandum"):
        CitationFactory(name=name, field="cited_as", value=value)
    assert list(all_disputes("name")) == []


def test_on_a_past_day_only_what_was_stated_and_decided_by_then_is_told(client, drill):
    for value, day in (("2021-10-05", "2021-10-06"), ("2021-10-06", "2021-10-07"), ("2021-10-09", "2022-06-01")):
        says(drill, value, source=SourceFactory(published=day))
    decide(drill, reason="Zqreason", decided_on="2022-06-02")
    before, between = (
        client.get(f"/conflicts/?known_on={day}").content.decode() for day in ("2021-10-06", "2022-01-01")
    )
    assert "A drill" not in before
    assert "A drill" in between
    assert "9 October 2021" not in between
    assert "Zqreason" not in between
    assert "Zqreason" in client.get("/conflicts/").content.decode()


def test_a_decision_keeps_its_statements_on_the_way_through_a_package(drill, ministry, paper):
    decide(drill, ministry)
    says(drill, "2021-10-01/2021-10-02")
    content = package_bytes()
    Decision.objects.all().delete()
    assert not restore(content, user=None, confirmed=True).problems
    assert package_bytes() == content
    assert dispute_about(drill).standing == "reopened"
