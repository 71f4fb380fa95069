"""The first page says what there is to do: each number is a link to a list of just as many rows, for who may see it."""

import re
from html import unescape

import pytest

from clauses.admin.work.filters import EVIDENCE, TURNS
from clauses.dataset import TABLES
from clauses.editing.merging import duplicates
from clauses.models import Comment, Proposal
from clauses.models.base import Record

from ...support.pages.asking import Site
from ...support.pages.page_costs import queries_as_sent
from ...support.rows.factories import (
    ActionFactory,
    ActorFactory,
    AgreementFactory,
    AgreementNameFactory,
    BearingFactory,
    CitationFactory,
    CommitmentFactory,
    SourceFactory,
)
from ...support.rows.filling import fill
from ...support.rows.people import person
from ...support.site.budget import WHOLE

pytestmark = [pytest.mark.django_db, pytest.mark.pages]
ROLES = ("viewer", "editor", "reviewer", "manager", "superuser")


def written(row, user, **columns):
    """`row`, saved by `user`."""
    for name, value in columns.items():
        setattr(row, name, value)
    row._history_user = user
    row.save()
    return row


def work_for_everybody(people):
    """At least one row of every kind of work, for each of `people`."""
    for user in people:
        written(ActionFactory.build(agreement=None, state="draft"), user)
        sent = written(SourceFactory.build(publisher=None, state="draft"), user)
        written(sent, user, state="in_review")
        back = written(AgreementFactory.build(state="draft"), user)
        Comment.objects.create(table="agreement", row=back.pk, kind="returned", author=user, is_open=True)
        for status in ("waiting", "returned", "applied"):
            Proposal.objects.create(table="action", row=1, title="A title", edits=[], author=user, status=status)
    AgreementNameFactory(kind="reported")
    promise = CommitmentFactory(recurrence="recurring", expected_interval_months=1)
    action = BearingFactory(commitment=promise).action
    for value in ("2021-10-05", "2021-10-07"):
        CitationFactory(action=action, field="date", value=value)


def numbers(client) -> list[tuple[str, int]]:
    """The links of the first page to lists of work, each with its number."""
    work = Site().ask(client, "/admin/", draw=False).context_data["work"]
    return [(part.address, part.count) for line in (*work["to_do"], *work["evidence"]) for part in line.parts]


@pytest.mark.parametrize("role", ROLES)
def test_each_number_is_a_link_to_a_list_of_just_as_many_rows(role, shipped):
    clients = {name: person(name) for name in ROLES}
    work_for_everybody([client.user for client in clients.values()])
    found = numbers(clients[role])
    assert len(found) >= {"viewer": 5, "manager": 9}.get(role, 10)
    for address, count in found:
        if "likely-duplicates" in address:
            continue
        listed = Site().ask(clients[role], address, draw=False).context_data["cl"]
        assert listed.result_count == count > 0, address


def test_likely_duplicates_are_counted_for_who_may_make_them_one(db):
    for slug in ("ministry-of-fishing", "fishing-ministry"):
        ActorFactory(name="Ministry of Fishing", slug=slug)
    address = "/admin/likely-duplicates/?table=actor"
    reviewer = person("reviewer")
    count = dict(numbers(reviewer))[address]
    assert count == reviewer.get(address).context["page"].paginator.count > 0
    assert address not in dict(numbers(person("editor")))


def test_large_tables_are_not_compared_for_a_number(admin_client, monkeypatch):
    monkeypatch.setattr(duplicates, "SMALL", 0)
    address = "/admin/likely-duplicates/?table=actor"
    ActorFactory(name="Ministry of Fishing")
    assert dict(numbers(admin_client))[address] is None
    assert "not counted" in admin_client.get("/admin/").content.decode()
    ActorFactory(name="Ministry of Fishing")
    admin_client.get(address)
    assert dict(numbers(admin_client))[address]


def test_what_i_sent_to_review_does_not_wait_for_me(db):
    reviewer, editor = person("reviewer"), person("editor")
    written(ActionFactory.build(agreement=None, state="in_review"), reviewer.user)
    written(ActionFactory.build(agreement=None, state="in_review", title="Sent by an editor"), editor.user)
    listed = reviewer.get("/admin/clauses/action/?work=waiting").context["cl"].result_list
    assert [row.title for row in listed] == ["Sent by an editor"]


def headings(client) -> set[str]:
    html = client.get("/admin/").content.decode()
    return {unescape(text) for text in re.findall(r'<h2 id="[^"]*">(.*?)</h2>', html)}


def test_a_viewer_sees_no_queue_no_proposals_and_no_answers_of_reviewers(db):
    viewer, editor = person("viewer"), person("editor")
    work_for_everybody([viewer.user, editor.user])
    Proposal.objects.update(title="canary of a proposal")
    row = written(ActionFactory.build(agreement=None, state="draft"), editor.user)
    row._change_reason = "canary of a comment"
    row.save()
    html = viewer.get("/admin/").content.decode()
    assert "canary" not in html
    assert "proposal" not in html.lower()
    assert "Review: what waits for you" not in headings(viewer)
    assert "Review: what waits for you" in headings(editor)
    assert {"work=waiting", "work=mine", "work=returned"} & set(re.findall(r"work=\w+", html)) == set()


def test_nobody_is_shown_what_is_in_tables_that_are_closed_to_them(client, django_user_model):
    AgreementFactory(title="canary of a closed table")
    client.force_login(django_user_model.objects.create_user("nobody", is_staff=True))
    response = client.get("/admin/")
    assert response.status_code == 200
    assert "canary" not in response.content.decode()
    assert numbers(client) == []
    assert not response.context["work"]["changes"]


def test_where_nothing_waits_one_line_says_so(db):
    assert "Nothing waits for you." in person("editor").get("/admin/").content.decode()


def test_commitments_unseen_for_longest_are_named_ten_at_most(admin_client, shipped):
    fill(15)
    unseen = admin_client.get("/admin/").context["work"]["unseen"]
    assert len(unseen) == 10
    assert unseen[0].last_seen is None


def test_the_latest_changes_are_the_first_of_the_log(admin_client):
    ActionFactory(title="Saved last")
    entry = admin_client.get("/admin/").context["work"]["changes"][0]
    assert (entry.step.kind, entry.name) == ("added", "Saved last")


def lists_of(kind, whole: bool) -> list[str]:
    """The lists with a kind of work: of all tables that have it, or of the first and the last of them."""
    names = [table.model._meta.model_name for table in TABLES if kind.tables(table.model)]
    return [f"/admin/clauses/{name}/?work={kind.key}" for name in (names if whole else names[:1] + names[1:][-1:])]


@WHOLE
def test_the_first_page_and_its_lists_take_no_more_queries_for_many_rows_than_for_few(admin_client, admin_user, whole):
    lists = [address for kind in (*TURNS, *EVIDENCE) for address in lists_of(kind, whole)]
    fill(4)
    work_for_everybody([admin_user])
    before = {address: queries_as_sent(admin_client, address) for address in ("/admin/", *lists)}
    fill(40)
    for _ in range(5):
        work_for_everybody([admin_user])
    # The ten latest changes may be of another few tables.
    assert queries_as_sent(admin_client, "/admin/") <= before.pop("/admin/") + 8
    for address, count in before.items():
        # A list that had nothing to compare, and a filter that has become a choice by typing.
        assert queries_as_sent(admin_client, address) <= count + 3, address


@pytest.mark.parametrize("role", ROLES)
def test_the_filter_offers_who_may_act_on_it_and_others_have_no_such_list(role, shipped):
    client = person(role)
    for model in (table.model for table in TABLES):
        if not issubclass(model, Record):
            continue
        address = f"/admin/clauses/{model._meta.model_name}/"
        listed = Site().ask(client, address, draw=False).context_data["cl"]
        works = [spec for spec in listed.filter_specs if getattr(spec, "parameter_name", "") == "work"]
        offered = {choice for work in works for choice, _ in work.lookup_choices}
        assert ("waiting" in offered) == client.user.has_perm(f"clauses.publish_{model._meta.model_name}")
        assert ("mine" in offered) == client.user.has_perm(f"clauses.change_{model._meta.model_name}")
        assert client.get(address, {"work": "waiting"}).status_code == (200 if "waiting" in offered else 400)


@pytest.mark.parametrize("value", ["x", "waiting'--", "9" * 5000, "mine&work=mine"])
def test_of_what_is_no_work_there_is_no_list(admin_client, value):
    response = admin_client.get("/admin/clauses/commitment/", {"work": value})
    assert response.status_code == 400
    assert "It is no work of yours in this list. The kinds of work here are waiting, returned" in response.text
    assert admin_client.get("/admin/clauses/commitment/", {"work": ""}).status_code == 200


def test_the_numbers_of_all_filters_can_be_shown(admin_client, admin_user):
    fill(3)
    work_for_everybody([admin_user])
    for name in ("action", "commitment", "agreementname"):
        assert admin_client.get(f"/admin/clauses/{name}/", {"_facets": "True", "work": "uncited"}).status_code == 200


def test_the_page_of_one_application_lists_its_tables_only(admin_client):
    html = admin_client.get("/admin/clauses/").content.decode()
    assert "Latest changes" not in html
    assert '<a href="/admin/clauses/action/">' in html
