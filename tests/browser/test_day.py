"""A whole day in a real browser: two editors, a reviewer and a reader, who find their way by links and buttons."""

import re

import pytest

from clauses.models import Actor

from ..support.rows.factories import ActionFactory, CitationFactory
from ..support.rows.people import written_by
from .steps import field, is_told, open_action, press, sees, take_up

pytestmark = pytest.mark.django_db(transaction=True)

SOURCE = "Turkey, Azerbaijan to hold joint regular security meets"
PUBLIC = "/actions/talks-in-baku/"


# --- What people do


def is_found_by_readers(page, title):
    page.goto("/")
    page.get_by_role("searchbox", name="Search everything").fill("talks baku")
    press(page, "Search")
    page.get_by_role("link", name=title, exact=True).click()
    page.wait_for_url(f"**{PUBLIC}")


def title_for_readers(page):
    page.goto(PUBLIC)
    return page.inner_text("h1")


def write_draft(page):
    page.goto("/admin/")
    page.get_by_role("row", name=re.compile("^Actions Add")).get_by_role("link", name="Add").click()
    field(page, "Title").fill("Talks")
    page.locator("summary").get_by_text("Code", exact=True).click()
    field(page, "Slug").fill("talks-in-baku")
    field(page, "Type").select_option("meeting")
    field(page, "Relation to the agreement").select_option("context")
    page.get_by_role("button", name="Add another Citation").click()
    page.get_by_role("textbox", name="Source: no source").click()
    page.locator(".select2-search__field").fill("joint regular security")
    page.get_by_role("option", name=SOURCE).click()
    page.get_by_role("textbox", name="Quote", exact=True).fill("agreed to meet")
    press(page, "Save and continue editing")
    is_told(page, "was added successfully")


def send_to_review(page):
    page.get_by_role("link", name="Send to review…").first.click()
    press(page, "Send to review")
    is_told(page, "set to “in review”")
    assert field(page, "Title").count() == 0, "nobody writes in what waits for a reviewer"


def return_it(page):
    take_up(page, "Waiting for my review", "Actions", "Talks")
    page.get_by_label("Comment").fill("Name the city.")
    press(page, "Return to its author")
    is_told(page, "is set to “draft”")


def correct_both(first, second):
    """Two editors correct one draft at a time; the second is shown both versions and keeps her own."""
    take_up(first, "Returned to me", "Actions", "Talks")
    sees(first, "Name the city.")
    open_action(second, "Talks")
    for page, title in ((first, "Talks in Gence"), (second, "Talks in Baku")):
        field(page, "Title").fill(title)
        press(page, "Save and continue editing")
    is_told(first, "was changed successfully")
    sees(second, "Stored now by ada: Talks in Gence")
    second.get_by_label("Yours, as it stands in the form below: Talks in Baku").check()
    press(second, "Save what I have chosen")
    is_told(second, "was changed successfully")


def publish(page):
    take_up(page, "Waiting for my review", "Actions", "Talks in Baku")
    press(page, "Publish")
    is_told(page, "is set to “published”")


def propose(page, title):
    open_action(page, "Talks in Baku")
    field(page, "Title").fill(title)
    field(page, "Reason for the change").fill("The agency names more")
    press(page, "Save")
    is_told(page, "waits for a reviewer")


def apply_of(page, author):
    take_up(page, "Proposed changes, waiting", "Proposals", author)
    press(page, "Apply")


def from_draft_to_public(ada, bela, cem):
    send_to_review(ada)
    return_it(cem)
    correct_both(ada, bela)
    send_to_review(bela)
    publish(cem)


# --- What the day holds


def propose_the_point_before(page, title):
    open_action(page, title)
    page.get_by_role("link", name="History").click()
    page.get_by_role("button", name=re.compile("^Back to this point")).first.click()
    sees(page, "Back to how it was on")


def test_a_day_from_a_draft_to_what_readers_see(at_work, new_page, twins):
    ada, bela, cem = at_work("editor", "ada"), at_work("editor", "bela"), at_work("reviewer", "cem")
    reader = new_page()
    write_draft(ada)
    assert reader.request.get(PUBLIC).status == 404
    from_draft_to_public(ada, bela, cem)
    is_found_by_readers(reader, "Talks in Baku")

    propose(ada, "Talks in Baku and Shusha")
    propose(bela, "Talks in Baku on gas")
    assert title_for_readers(reader) == "Talks in Baku"
    apply_of(cem, "ada")
    is_told(cem, "applied")
    apply_of(cem, "bela")
    is_told(cem, "Choose below what shall stand")
    cem.get_by_label("proposed: Talks in Baku on gas").check()
    press(cem, "Apply")
    is_told(cem, "applied")
    assert title_for_readers(reader) == "Talks in Baku on gas"

    propose_the_point_before(ada, "Talks in Baku on gas")
    apply_of(cem, "ada")
    is_told(cem, "applied")
    assert title_for_readers(reader) == "Talks in Baku and Shusha"

    merge(cem, *twins)
    reader.goto(f"/actors/{twins[1].slug}/")
    assert reader.url.endswith(f"/actors/{twins[0].slug}/")
    assert reader.inner_text("h1") == "Ministry of Talks"


def merge(page, kept, other):
    page.goto("/admin/")
    page.get_by_role("link", name="Likely the same thing twice").click()
    page.get_by_role("link", name=f"Merge {kept.slug} and {other.slug}").click()
    sees(page, "1 row moves")
    page.get_by_label("Why they are the same").fill("One ministry, two spellings")
    press(page, "Make them one")
    page.locator(".messagelist .success").wait_for()
    assert not Actor.objects.filter(pk=other.pk).exists()


def test_the_way_to_the_public_and_a_conflict_need_no_script(at_work, new_page):
    options = {"java_script_enabled": False}
    ada, bela = at_work("editor", "ada", **options), at_work("editor", "bela", **options)
    cem, reader = at_work("reviewer", "cem", **options), new_page(**options)
    draft = ActionFactory(slug="talks-in-baku", title="Talks", state="draft")
    written_by(ada, CitationFactory(action=draft, state="draft"))
    written_by(ada, draft)
    open_action(ada, "Talks")
    from_draft_to_public(ada, bela, cem)
    is_found_by_readers(reader, "Talks in Baku")


def test_leaving_a_form_asks_only_where_something_would_be_lost(at_work):
    ada = at_work("editor", "ada")
    asked = []
    ada.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    draft = ActionFactory(state="draft")
    open_action(ada, draft.title)
    ada.get_by_role("link", name="History").click()
    ada.wait_for_url("**/history/**")
    assert not asked, "nothing was typed"
    ada.go_back()
    field(ada, "Title").fill("Typed and not saved")
    with ada.expect_event("dialog"):
        ada.get_by_role("link", name="History").click()
    assert asked == ["beforeunload"]
    assert field(ada, "Title").input_value() == "Typed and not saved"
    press(ada, "Save and continue editing")
    is_told(ada, "was changed successfully")
    assert asked == ["beforeunload"], "a form that is sent asks nothing"
