"""A whole day in a real browser: two editors, a reviewer and a reader, who find their way by links and buttons.

They have no mouse, once at a desk in light and once with a telephone in dark; no page that they come to has a fault.
"""

import re

import pytest

from clauses.models import Actor

from ..support.rows.factories import ActionFactory, CitationFactory
from ..support.rows.people import written_by
from .hands import check, choose, click, fill
from .steps import field, is_told, looks_at, open_action, press, sees, take_up

pytestmark = pytest.mark.django_db(transaction=True)

SOURCE = "Turkey, Azerbaijan to hold joint regular security meets"
PUBLIC = "/actions/talks-in-baku/"


# --- What people do


def is_found_by_readers(page, title):
    page.goto("/")
    page.get_by_label("Search everything").fill("talks baku")
    press(page, "Search")
    click(page.get_by_role("link", name=title, exact=True))
    page.wait_for_url(f"**{PUBLIC}")


def title_for_readers(page):
    page.goto(PUBLIC)
    return page.inner_text("h1")


def write_draft(page):
    page.goto("/admin/")
    click(page.get_by_role("row", name=re.compile("^Actions Add")).get_by_role("link", name="Add"))
    fill(field(page, "Title"), "Talks")
    choose(field(page, "Type"), "meeting")
    choose(field(page, "Relation to the agreement"), "context")
    click(page.locator("summary").filter(has_text="Code"))
    fill(field(page, "Slug"), "talks-in-baku")
    click(page.get_by_role("button", name="Add another Citation"))
    click(page.locator(".select2-selection").filter(has_text="no source"))
    page.locator(".select2-search__field").press_sequentially("joint regular security")
    page.get_by_role("option", name=SOURCE).wait_for()
    page.keyboard.press("Enter")
    fill(page.get_by_role("textbox", name="Quote", exact=True), "agreed to meet")
    looks_at(page)
    press(page, "Save and continue editing")
    is_told(page, "was added successfully")


def send_to_review(page):
    click(page.get_by_role("link", name="Send to review…").first)
    page.wait_for_url("**/bundle/**")
    looks_at(page)
    press(page, "Send to review")
    is_told(page, "sent to review")
    assert field(page, "Title").count() == 0, "nobody writes in what waits for a reviewer"


def return_it(page):
    take_up(page, "Waiting for my review", "Actions", "Talks")
    fill(page.get_by_label("Comment"), "Name the city.")
    press(page, "Return to its author")
    is_told(page, "was returned to")


def correct_both(first, second):
    """Two editors correct one draft at a time; the second is shown both versions and keeps her own."""
    take_up(first, "Returned to me", "Actions", "Talks")
    sees(first, "Name the city.")
    open_action(second, "Talks")
    for page, title in ((first, "Talks in Gence"), (second, "Talks in Baku")):
        fill(field(page, "Title"), title)
        press(page, "Save and continue editing")
    is_told(first, "was changed successfully")
    sees(second, "Stored now by ada: Talks in Gence")
    check(second.get_by_label("Yours, as it stands in the form below: Talks in Baku"))
    press(second, "Save what I have chosen")
    is_told(second, "was changed successfully")


def publish(page):
    take_up(page, "Waiting for my review", "Actions", "Talks in Baku")
    press(page, "Publish")
    is_told(page, "was published")


def propose(page, title):
    open_action(page, "Talks in Baku")
    fill(field(page, "Title"), title)
    fill(field(page, "Reason for the change"), "The agency names more")
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
    click(page.get_by_role("link", name="History"))
    click(page.get_by_role("button", name=re.compile("^Back to this point")).first)
    sees(page, "Back to how it was on")


@pytest.fixture(params=[(1280, 900, "light"), (390, 844, "dark")], ids=["desk", "telephone"])
def without_mouse(request, at_work, fine):
    """Signs somebody in who has the keyboard alone; each kind of page that they see is looked at once for faults."""
    (width, height, scheme), seen = request.param, set()

    def look(page):
        kind = re.sub(r"\d+", "n", page.url)
        if kind not in seen:
            seen.add(kind)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url
            fine(page)

    def enter(role, name):
        page = at_work(role, name, viewport={"width": width, "height": height}, color_scheme=scheme)
        page.by_keys, page.checks = True, [look]
        return page

    return enter


def test_a_day_from_a_draft_to_what_readers_see(without_mouse, new_page, twins):
    ada, bela, cem = without_mouse("editor", "ada"), without_mouse("editor", "bela"), without_mouse("reviewer", "cem")
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
    check(cem.get_by_label("proposed: Talks in Baku on gas"))
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
    click(page.get_by_role("link", name="Likely the same thing twice"))
    click(page.get_by_role("link", name=f"Merge {kept.slug} and {other.slug}"))
    sees(page, "1 row moves")
    fill(page.get_by_label("Why they are the same"), "One ministry, two spellings")
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
    fill(field(ada, "Title"), "Typed and not saved")
    with ada.expect_event("dialog"):
        ada.get_by_role("link", name="History").click()
    assert asked == ["beforeunload"]
    assert field(ada, "Title").input_value() == "Typed and not saved"
    press(ada, "Save and continue editing")
    is_told(ada, "was changed successfully")
    assert asked == ["beforeunload"], "a form that is sent asks nothing"
