"""The first page: questions that are made from what is recorded, a square for each promise, newest by month."""

import pytest

from ..support.pages.page_costs import queries
from ..support.pages.reading import html_of, page
from ..support.rows.factories import (
    ActionFactory,
    AgreementNameFactory,
    BearingFactory,
    CitationFactory,
    CommitmentFactory,
    DomainFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


@pytest.fixture
def promise():
    return CommitmentFactory(title="Help each other", domains=[DomainFactory(label="Help in need", slug="help")])


def test_an_empty_record_asks_nothing(client):
    words = page(client, "/")
    assert "Questions answered here" not in words
    assert "No agreement is public yet." in words


def test_it_asks_of_the_domain_of_which_most_is_reported(client, promise):
    other = CommitmentFactory(domains=[DomainFactory(label="Trade", slug="trade")])
    for commitment, count in ((promise, 1), (other, 2)):
        for _ in range(count):
            BearingFactory(commitment=commitment)
    html = html_of(client, "/")
    assert '<a href="/domains/trade/">What was promised on trade, and what was done?</a>' in html


def test_it_asks_of_the_promises_of_which_nothing_is_reported_by_their_number(client, promise):
    assert "Which promise has nothing reported?" in page(client, "/")
    CommitmentFactory()
    html = html_of(client, "/")
    address = html.partition("Which 2 promises have nothing reported?")[0].rpartition('href="')[2].partition('"')[0]
    assert "of <b>2</b>" in html_of(client, address.replace("&amp;", "&"))


def test_it_asks_of_the_newest_year_and_leads_to_it(client, promise):
    BearingFactory(commitment=promise, action__date="2024-05-01")
    assert '<a href="/years/2024/">What happened in 2024?</a>' in html_of(client, "/")
    assert client.get("/years/2024/").status_code == 200


def test_it_asks_whether_that_came_about_of_which_only_related_steps_are_reported(client, promise):
    BearingFactory(commitment=promise)
    assert "did it come about?" not in page(client, "/")
    type(promise).objects.filter(pk=promise.pk).update(not_seen="Help itself.", itself_not_seen=True)
    link = f'<a href="{promise.get_absolute_url()}">“Help each other”: did it come about?</a>'
    assert link in html_of(client, "/")


def test_it_asks_where_sources_differ_once_any_states_something(client, promise):
    assert "Where do sources differ most?" not in page(client, "/")
    CitationFactory(action=ActionFactory(), field="date", value="2021")
    assert '<a href="/conflicts/">Where do sources differ most?</a>' in html_of(client, "/")


def test_drafts_are_asked_nothing_of(client):
    CommitmentFactory(title="Zqcanary", state="draft", domains=[DomainFactory(label="Zqfield", state="draft")])
    assert "zq" not in page(client, "/").lower()


def test_each_promise_is_a_square_that_leads_to_it(client, promise):
    html = html_of(client, "/")
    assert f'<a class="sq nothing_reported" href="{promise.get_absolute_url()}">' in html


def test_newest_follow_ups_stand_under_their_months(client):
    for date in ("2024-05-01", "2024-05-09", "2024-04-30"):
        ActionFactory(date=date)
    words = page(client, "/").partition("Newest follow-ups reported")[2]
    assert (
        words.index("May 2024") < words.index("9 May 2024") < words.index("April 2024") < words.index("30 April 2024")
    )


def test_an_agreement_goes_by_its_short_name(client, promise):
    agreement = promise.clause.agreement
    AgreementNameFactory(agreement=agreement, kind="short", language="en", name="The Pact")
    assert f'<a href="{agreement.get_absolute_url()}">The Pact</a>' in html_of(client, "/")


def test_it_takes_as_many_queries_for_many_promises_as_for_few(client, promise):
    BearingFactory(commitment=promise)
    few = queries(client, "/")
    for _ in range(20):
        other = CommitmentFactory(clause__agreement=promise.clause.agreement, domains=[DomainFactory()])
        BearingFactory(commitment=other)
    assert queries(client, "/") <= few + 1


def test_what_was_known_of_something_by_a_day_is_asked_of_the_search(client, promise):
    html = html_of(client, "/")
    form = html.partition('class="then"')[2].partition("</form>")[0]
    assert 'action="/search/"' in form
    assert 'name="q"' in form
    assert 'name="known_on"' in form
