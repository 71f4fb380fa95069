"""All rows of a list change in one column, or go on in review, on pages: previewed, then confirmed once."""

import re

import pytest
from django.contrib.auth.models import Group, Permission

from clauses.admin.bulk import pages
from clauses.editing.bulk import work as bulk
from clauses.models import Action, ActionPlace, BulkWork, Citation, Proposal

from ...support.pages.policy import holds_the_policy
from ...support.pages.reading import text
from ...support.pages.review import states
from ...support.rows.factories import (
    ActionFactory,
    CitationFactory,
    CommitmentFactory,
    PlaceFactory,
    SeriesFactory,
)
from ...support.rows.people import person

pytestmark = [pytest.mark.django_db, pytest.mark.pages]
LIST = "/admin/clauses/action/"
PLANNED = "/admin/bulk/action/?status__exact=planned&_column=status"


@pytest.fixture
def editor():
    return person("editor")


@pytest.fixture
def reviewer():
    return person("reviewer")


def previewed(client, address=PLANNED, **data):
    """The page of the work that the form at `address` begins."""
    return client.post(address, {"act": "change", "value": "completed"} | data, follow=True)


def page_of(response) -> str:
    """The address of a work whose page this is."""
    found = response.redirect_chain[-1][0]
    assert found.startswith("/admin/bulk/work/")
    return found


def step(client, address, name, **data):
    return client.post(address, {"step": name} | data, follow=True)


def plain(response) -> str:
    """What the page says, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", text(response).partition('id="content-main"')[2]).split())


def told(response) -> str:
    return " ".join(str(message) for message in response.context["messages"])


def in_review(**columns):
    row = ActionFactory(state="in_review", **columns)
    CitationFactory(action=row, state="in_review")
    return row


@pytest.fixture(autouse=True)
def unhurried(monkeypatch):
    """However slow the machine, all is done with one request; where it goes on by itself, a test says so."""
    monkeypatch.setattr(pages, "SECONDS", 600)


# --- From a list to what is written


def test_a_list_leads_to_the_change_of_all_its_rows_on_all_pages(editor):
    ActionFactory.create_batch(60, state="draft", status="planned")
    other = ActionFactory(state="draft", status="ongoing")
    html = text(editor.get(f"{LIST}?status__exact=planned"))
    assert "With 60 actions of this list:" in html
    assert '<a class="button" href="/admin/bulk/action/?status__exact=planned">' in html
    assert "Change a column of 60 actions" in text(editor.get("/admin/bulk/action/?status__exact=planned"))
    preview = previewed(editor)
    assert "60 actions would be changed." in plain(preview)
    assert text(preview).count('<ins class="becomes">completed</ins>') == 50
    assert Action.objects.filter(status="planned").count() == 60
    done = step(editor, page_of(preview), "write", text="The year is over")
    assert "60 actions were changed." in plain(done)
    assert list(Action.objects.exclude(status="completed")) == [other]
    assert {row.history.first().history_change_reason for row in Action.objects.exclude(pk=other.pk)} == {
        "The year is over"
    }


def test_a_preview_has_a_page_of_rows_however_many_there_are(editor):
    ActionFactory.create_batch(60, state="draft", status="planned")
    address = page_of(previewed(editor))
    assert "Page 2 of 2" in plain(editor.get(address, {"page": "2"}))
    for hostile in ({"page": "9" * 30}, {"page": "x"}, {"show": "nothing"}, {"said": "\0"}, {"said": "x" * 5000}):
        assert editor.get(address, hostile).status_code in (200, 400)


def test_the_ticked_rows_of_a_page_are_changed_alone(editor):
    ticked, other = ActionFactory.create_batch(2, state="draft", status="planned")
    sent = {"action": "change_column", "_selected_action": [ticked.pk]}
    address = editor.post(f"{LIST}?status__exact=planned", sent).headers["Location"]
    assert address == f"/admin/bulk/action/?status__exact=planned&_rows={ticked.pk}"
    step(editor, page_of(previewed(editor, f"{address}&_column=status")), "write", text="Why")
    assert [Action.objects.get(pk=row.pk).status for row in (ticked, other)] == ["completed", "planned"]


def test_all_rows_beyond_the_page_are_meant_where_the_list_was_told_so(editor):
    rows = ActionFactory.create_batch(2, state="draft", status="planned")
    sent = {"action": "change_column", "_selected_action": [rows[0].pk], "select_across": "1"}
    address = editor.post(f"{LIST}?status__exact=planned", sent).headers["Location"]
    assert address == "/admin/bulk/action/?status__exact=planned"


def test_the_search_of_the_list_counts_too(editor):
    ActionFactory(state="draft", status="planned", title="A drill at sea")
    ActionFactory(state="draft", status="planned", title="A visit")
    assert "1 action would be changed." in plain(previewed(editor, "/admin/bulk/action/?q=drill&_column=status"))


def test_refused_rows_are_grouped_by_cause_with_their_links(editor):
    waiting = ActionFactory.create_batch(7, state="in_review", status="planned")
    ActionFactory(state="draft", status="planned")
    shown = previewed(editor)
    assert "7 are refused, for the reasons below." in plain(shown)
    assert "7 It is in review, so nobody writes in it now." in plain(shown)
    assert text(shown).count(f'href="/admin/clauses/action/{waiting[0].pk}/change/"') == 1
    more = re.search(r'<a href="(\?show=refused[^"]*)">and 2 more</a>', text(shown))[1].replace("&amp;", "&")
    assert text(editor.get(page_of(shown) + more.partition("#")[0])).count('<span class="row">') == 7


def test_published_rows_become_proposals_and_the_page_says_so(editor):
    ActionFactory.create_batch(2, status="planned")
    ActionFactory(state="draft", status="planned")
    shown = previewed(editor)
    said = "1 action would be changed at once; 2 that are published would be proposed, one by one, to a reviewer."
    assert said in plain(shown)
    assert "Change 1 action and propose 2" in plain(shown)
    done = step(editor, page_of(shown), "write", text="Over")
    assert "1 action was changed; the change of 2 waits for a reviewer." in plain(done)
    assert Proposal.objects.filter(reason="Over", author=editor.user).count() == 2
    listed = re.search(r'href="(/admin/clauses/proposal/[^"]*)">Your proposals', text(done))[1]
    assert "2 proposals" in text(editor.get(listed))


def test_a_series_is_chosen_by_its_code_and_taken_away_again(editor):
    series = SeriesFactory()
    row = ActionFactory(state="draft", series=None)
    address = "/admin/bulk/action/?_column=series"
    step(editor, page_of(previewed(editor, address, value="", code=series.slug)), "write", text="Why")
    assert Action.objects.get(pk=row.pk).series == series
    shown = previewed(editor, address, value="", empty="on")
    assert f'<del class="was">{series}</del> → <span class="nothing">nothing</span>' in text(shown)
    step(editor, page_of(shown), "write", text="Why")
    assert Action.objects.get(pk=row.pk).series is None


def test_a_place_is_added_by_choice(editor):
    place, row = PlaceFactory(), ActionFactory(state="draft")
    shown = previewed(editor, "/admin/bulk/action/?_column=places-add", value=place.pk)
    assert f'<ins class="becomes">{place}</ins>' in text(shown)
    step(editor, page_of(shown), "write", text="Why")
    assert ActionPlace.objects.get(action=row).place == place


@pytest.mark.parametrize(
    ("column", "data", "said"),
    [
        ("status", {"value": ""}, "Choose what it is to be."),
        ("status", {"value": "nonsense"}, "Select a valid choice"),
        ("series", {"value": ""}, "Choose what it is to be."),
        ("series", {"value": "9" * 30}, "There is no such series"),
        ("series", {"value": "x"}, "There is no such series"),
        ("series", {"value": "", "code": "no-such"}, "There is no such series"),
        ("series", {"value": "", "code": "x" * 200}, "at most 100 characters"),
        ("places-add", {"value": "", "empty": "on"}, "Choose what it is to be."),
    ],
)
def test_a_value_that_cannot_be_is_refused_at_its_field(editor, column, data, said):
    ActionFactory(state="draft")
    assert said in text(editor.post(f"/admin/bulk/action/?_column={column}", {"act": "change"} | data))
    assert not BulkWork.objects.exists()


def test_a_change_needs_a_reason_and_a_move_a_comment_only_if_there_is_one(editor):
    ActionFactory(state="draft", status="planned")
    address = page_of(previewed(editor))
    assert "Say why" in told(step(editor, address, "write", text="  "))
    assert Action.objects.get().status == "planned"


# --- Review


def test_all_rows_of_a_filter_are_published_on_one_press(reviewer):
    good = [in_review() for _ in range(3)]
    bare = ActionFactory.create_batch(2, state="in_review")
    public, draft = ActionFactory(), ActionFactory(state="draft")
    shown = reviewer.post("/admin/bulk/action/", {"act": "publish"}, follow=True)
    page = plain(shown)
    assert "3 actions would be published." in page
    assert "1 has been published already. 3 are refused, for the reasons below." in page
    assert "Citations that can go along: 3." in page
    assert "2 No published citation supports it." in page
    done = step(reviewer, page_of(shown), "write", text="Checked")
    assert "3 actions were published." in plain(done)
    assert states(*good, *bare, public, draft) == ["published"] * 3 + ["in_review"] * 2 + ["published", "draft"]
    assert set(Citation.objects.values_list("state", flat=True)) == {"published"}
    again = step(reviewer, page_of(shown), "write", text="Once more")
    assert "nothing was written twice" in told(again)
    assert {row.history.count() for row in good} == {2}


def test_all_rows_of_a_filter_are_sent_to_review(editor):
    rows = ActionFactory.create_batch(2, state="draft")
    shown = editor.post("/admin/bulk/action/?state__exact=draft", {"act": "send"}, follow=True)
    assert "2 actions would be sent to review." in plain(shown)
    assert "What you should know first" in plain(shown)
    step(editor, page_of(shown), "write")
    assert states(*rows) == ["in_review"] * 2


def test_what_changed_after_the_preview_stays_and_is_named(reviewer):
    changed, kept = in_review(title="Changed since"), in_review()
    shown = reviewer.post("/admin/bulk/action/", {"act": "publish"}, follow=True)
    changed.save()
    done = step(reviewer, page_of(shown), "write")
    assert states(changed, kept) == ["in_review", "published"]
    assert "1 was left out" in plain(done)
    assert "Changed since" in plain(done)


def test_ten_thousand_rows_are_no_form_fields(reviewer):
    for _ in range(5):
        in_review()
    shown = reviewer.post("/admin/bulk/action/", {"act": "publish"}, follow=True)
    assert len(re.findall(r"<input[^>]*>", text(shown).partition('id="content-main"')[2].partition("</form>")[0])) < 5


# --- Long work


def test_it_goes_on_by_its_button_and_can_be_stopped(editor, monkeypatch):
    monkeypatch.setattr(pages, "SECONDS", 0)
    monkeypatch.setattr(bulk, "LOOKED_AT", 2)
    monkeypatch.setattr(bulk, "WRITTEN", 2)
    ActionFactory.create_batch(5, state="draft", status="planned")
    shown = previewed(editor)
    address = page_of(shown)
    assert "2 of 5 actions looked at. Nothing is written yet." in plain(shown)
    assert "nothing was written twice" in told(step(editor, address, "write", text="Too early"))
    step(editor, address, "go_on")
    assert "5 actions would be changed." in plain(step(editor, address, "go_on"))
    shown = step(editor, address, "write", text="Why")
    assert "2 of 5 actions written." in plain(shown)
    assert f'<a href="{address}">Go on with what you began' in text(editor.get(LIST))
    shown = step(editor, address, "stop")
    assert "Stopped: 2 actions were changed. 3 stay as they were." in plain(shown)
    step(editor, address, "go_on")
    assert Action.objects.filter(status="completed").count() == 2


def test_what_was_only_looked_at_is_forgotten_when_it_is_stopped(editor):
    ActionFactory(state="draft", status="planned")
    address = page_of(previewed(editor))
    assert "Nothing was written." in told(step(editor, address, "stop"))
    assert editor.get(address).status_code == 404
    assert not BulkWork.objects.exists()


# --- Hostile


@pytest.mark.parametrize(
    "query",
    [
        "no_such_column=1",
        "title__regex=(((",
        "agreement__summary__startswith=a",
        "agreement__id__exact=x",
        "title__exact=%00",
        "q=%E2%80%AE",
        "status__exact=" + "x" * 3000,
        "history__id__isnull=0",
    ],
)
def test_a_filter_that_the_list_cannot_read_begins_nothing(editor, query):
    ActionFactory(state="draft", status="planned")
    shown = previewed(editor, f"/admin/bulk/action/?{query}&_column=status")
    assert shown.status_code == 400 or "cannot be filtered so" in told(shown)
    assert not BulkWork.objects.exists()


def test_nobody_guesses_at_private_columns():
    """Who may publish and not write does not see them; the answer would tell whether the guess was right."""
    CitationFactory(state="in_review", prefix="secret")
    client = person("viewer")
    client.user.user_permissions.add(Permission.objects.get(codename="publish_citation"))
    shown = client.post("/admin/bulk/citation/?prefix__exact=secret", {"act": "publish"}, follow=True)
    assert "cannot be filtered so" in told(shown)
    assert not BulkWork.objects.exists()
    assert client.post("/admin/bulk/citation/?state__exact=in_review", {"act": "publish"}).status_code == 302
    assert BulkWork.objects.exists()


@pytest.mark.parametrize("query", ["p=99999999999999999999", "p=x", "_rows=x,,9999999999999999999999", "o=9.9", "all="])
def test_nonsense_about_pages_and_ticks_is_no_error(editor, query):
    ActionFactory(state="draft", status="planned")
    assert editor.get(f"/admin/bulk/action/?{query}").status_code in (200, 302)
    assert previewed(editor, f"/admin/bulk/action/?{query}&_column=status").status_code == 200


@pytest.mark.parametrize("table", ["user", "nothing", "sourcetext", "savedfilter", "proposal", "bulkwork"])
def test_only_lists_of_the_dataset_are_changed(editor, table):
    for act in ("change", "send", "publish"):
        assert editor.post(f"/admin/bulk/{table}/", {"act": act}).status_code == 404


@pytest.mark.parametrize("data", [{"act": "delete"}, {"act": "publish\0"}, {"act": "publish"}])
def test_what_a_role_may_not_do_or_nobody_can_is_refused(editor, data):
    in_review()
    assert editor.post("/admin/bulk/action/", data).status_code == 403
    assert not BulkWork.objects.exists()


def test_a_viewer_changes_nothing_and_is_offered_nothing():
    viewer = person("viewer")
    ActionFactory(state="draft", status="planned")
    assert "of this list:" not in text(viewer.get(LIST))
    assert viewer.get(PLANNED).status_code == 403
    for act in ("change", "send", "publish"):
        assert viewer.post(PLANNED, {"act": act, "value": "completed"}).status_code == 403


def test_a_work_is_its_owners_alone(editor):
    ActionFactory(state="draft", status="planned")
    address = page_of(previewed(editor))
    other = person("reviewer", "other")
    assert other.get(address).status_code == 404
    for name in ("go_on", "write", "stop"):
        assert other.post(address, {"step": name, "text": "Why"}).status_code == 404
    assert Action.objects.get().status == "planned"
    assert editor.get("/admin/bulk/work/nonsense/").status_code == 404


def test_whoever_lost_the_role_meanwhile_confirms_nothing(editor):
    ActionFactory(state="draft", status="planned")
    address = page_of(previewed(editor))
    editor.user.groups.set([Group.objects.get(name="viewer")])
    for name in ("go_on", "write", "stop"):
        assert editor.post(address, {"step": name, "text": "Why"}).status_code == 403
    assert editor.get(address).status_code == 403
    assert Action.objects.get().status == "planned"


def test_an_old_work_is_gone(editor):
    ActionFactory(state="draft", status="planned")
    address = page_of(previewed(editor))
    BulkWork.objects.update(created="2021-06-15T00:00Z")
    assert editor.post(address, {"step": "write", "text": "Why"}).status_code == 404


def test_an_unknown_step_and_looking_write_nothing(editor):
    ActionFactory(state="draft", status="planned")
    address = page_of(previewed(editor))
    assert "choose one of the buttons" in told(step(editor, address, "everything"))
    editor.get(f"{address}?step=write&text=Why")
    assert Action.objects.get().status == "planned"


def test_of_two_works_about_one_row_the_second_leaves_it_out(editor):
    other = person("editor", "other")
    ActionFactory(state="draft", status="planned")
    first, second = page_of(previewed(editor)), page_of(previewed(other, value="missed"))
    step(editor, first, "write", text="Why")
    assert "1 was left out" in plain(step(other, second, "write", text="Why"))
    assert Action.objects.get().status == "completed"


# --- The pages


def test_the_pages_take_as_many_queries_for_many_rows_as_for_few(editor, django_assert_max_num_queries):
    ActionFactory.create_batch(3, state="draft", status="planned")
    few = page_of(previewed(editor))
    with django_assert_max_num_queries(60) as asked:
        editor.get(few)
    most = len(asked.captured_queries)
    ActionFactory.create_batch(30, state="draft", status="planned")
    many = page_of(previewed(editor))
    with django_assert_max_num_queries(most):
        editor.get(many)


def test_the_pages_hold_the_policy(editor):
    ActionFactory(state="draft", status="planned")
    shown = previewed(editor)
    for page in (editor.get(f"{LIST}?status__exact=planned"), editor.get(PLANNED), shown):
        holds_the_policy(page)


def test_a_table_that_is_reviewed_with_its_record_has_its_own_change(editor):
    CommitmentFactory()
    assert "Change a column" in text(editor.get("/admin/bulk/bearing/?_column=basis"))
    assert editor.post("/admin/bulk/bearing/", {"act": "send"}).status_code == 404
    assert editor.get("/admin/bulk/series/").status_code == 403
