"""The list of what is likely the same thing has what is of one day and the same people, too."""

import pytest

from clauses.editing.merging.coincidences import FEW
from clauses.editing.merging.duplicates import likely
from clauses.models import Action, Agreement, Source

from ...support.pages.reading import body
from ...support.rows.coincidences import DAY, agreement, event
from ...support.rows.factories import ActorFactory, AgreementFactory, SourceFactory

pytestmark = pytest.mark.django_db
PAGE = "/admin/likely-duplicates/"


def pairs(model):
    return [(each.first, each.second, each.reason) for each in likely(model)]


def test_the_list_has_them_and_offers_no_button_to_merge_agreements(admin_client, states):
    one, other = agreement(states[:2], "Alliance of the Two"), agreement(states[:2], "Pact")
    agreement(states, "Pact of Three")
    agreement(states[:2], "On fish", instrument_type="protocol")
    agreement(states[:2], "On wine", day="2021-06-30")
    assert pairs(Agreement) == [(one.pk, other.pk, "same day and parties")]
    page = body(admin_client.get(PAGE, {"table": "agreement"}))
    assert "Same day and parties" in page
    assert "Not the same" in page
    assert "Merge…" not in page
    assert "These are not merged by a button" in page
    address = f"{PAGE}?table=agreement"
    admin_client.post(PAGE, {"table": "agreement", "row": [one.pk, other.pk], "apart": "all"})
    assert "No two agreements look like" in body(admin_client.get(address))


def test_agreements_of_one_title_are_listed_unless_day_or_parties_differ(states):
    one, other = AgreementFactory(title="Pact of Quux"), agreement(states[:2], "Pact of Quux")
    assert pairs(Agreement) == [(one.pk, other.pk, "same title")]
    agreement(states[1:], "Pact of Wine")
    agreement(states[:2], "Pact of Wine", day="2022")
    assert len(pairs(Agreement)) == 1


def test_a_day_on_which_the_same_people_did_much_is_not_listed_but_for_what_is_called_alike(states):
    rows = [event(states[:2], title) for title in ("Bcdf", "Ghjk", "Lmnp")]
    assert len(pairs(Action)) == FEW
    rows.append(event(states[:2], "Qrst"))
    rows.append(event(states[:2], "Vwxz"))
    assert pairs(Action) == []
    rows.append(event(states[:2], "Vwxzy"))
    assert [each[:2] for each in pairs(Action)] == [(rows[-2].pk, rows[-1].pk)]


def test_sources_of_one_publisher_and_day_are_listed_though_their_titles_differ_more(states):
    paper = ActorFactory(kind="media")
    title = "Presidents sign declaration in Shusha"
    one = SourceFactory(title=title, publisher=paper, published=DAY)
    other = SourceFactory(title="The presidents signed a declaration at Shusha", publisher=paper, published=DAY)
    SourceFactory(title="The presidents signed a declaration at Shusha", publisher=paper, published="2021")
    assert (one.pk, other.pk) in {each[:2] for each in pairs(Source)}
