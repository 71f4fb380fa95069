"""A day of an editor in a real browser: sign in, change, see it public, look back, import, export, without a fault."""

import re

import pytest

from clauses.models import Action, Actor, Agreement, SavedFilter
from tests.support.pages.screens import SCREENS

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "a-long-password-of-the-test"


@pytest.fixture
def editor(django_user_model):
    return django_user_model.objects.create_superuser("ada", password=PASSWORD)


def test_an_editor_signs_in_changes_a_record_and_sees_it_public(page, live_server, editor, fine):
    action = Action.objects.published().exclude(agreement=None).first()
    page.goto("/admin/")
    fine(page)
    page.fill("#id_username", "ada")
    page.fill("#id_password", PASSWORD)
    page.click("[type=submit]")
    fine(page)
    page.click(".tables >> text=Actions >> nth=0")
    page.fill("#searchbar", action.title)
    page.click("text=Search")
    page.click(f"#result_list >> text={action.title}")
    page.fill("#id_title", "A title that a browser typed")
    page.fill("#id_date", "[2022-01-31..2022-02-06]")
    page.wait_for_selector("output:has-text('Read as: once between 31 January and 6 February 2022')")
    page.fill("#id_date", "last week")
    page.wait_for_selector("output.is-problem:has-text('cannot be read as a date')")
    page.fill("#id_date", "[2022-01-31..2022-02-06]")
    page.fill("#id_change_reason", "The newspaper names the week")
    page.click("[name=_continue]")
    assert "was changed successfully" in page.inner_text(".messagelist")
    page.click(".historylink")
    assert "The newspaper names the week" in page.inner_text("#change-history")
    fine(page)
    page.go_back()
    page.click(".viewsitelink")
    assert "A title that a browser typed" in page.inner_text("h1")
    assert "once between 31 January and 6 February 2022" in page.inner_text("main")


def test_a_related_record_is_chosen_by_typing(page, sign_in, editor, fine):
    sign_in(page, editor)
    page.goto("/admin/clauses/agreementparty/add/")
    page.click(".field-agreement .select2-selection")
    page.fill(".select2-search__field", "susa beyannamesi")
    page.click(".select2-results__option:has-text('Shusha')")
    page.click(".field-actor .select2-selection")
    page.fill(".select2-search__field", "turkiye")
    page.click(".select2-results__option >> nth=0")
    fine(page)


def test_a_row_is_added_on_the_page_of_its_record(page, sign_in, editor):
    sign_in(page, editor)
    agreement = Agreement.objects.get(slug="shusha-declaration-2021-06-15")
    before = agreement.names.count()
    page.goto(f"/admin/clauses/agreement/{agreement.pk}/change/")
    page.click("#names-group .add-row a")
    page.fill(f"#id_names-{before}-slug", "typed-name")
    page.fill(f"#id_names-{before}-name", "Typed name")
    page.select_option(f"#id_names-{before}-kind", "reported")
    page.click("[name=_save]")
    page.wait_for_selector(".messagelist .success")
    assert agreement.names.filter(slug="typed-name").exists()


def test_a_list_is_exported_and_what_was_changed_is_previewed_and_imported(page, sign_in, editor, fine, tmp_path):
    sign_in(page, editor)
    page.goto("/admin/clauses/actor/?kind__exact=office")
    page.click("text=Export")
    fine(page)
    with page.expect_download() as download:
        page.click("[value=Export]")
    text = download.value.path().read_text()
    changed = re.sub("President of", "Präsident von", text, count=1)
    assert changed != text
    file = tmp_path / "actors.csv"
    file.write_bytes(changed.encode())
    page.goto("/admin/clauses/actor/import/")
    fine(page)
    page.set_input_files("#id_import_file", file)
    page.click("[value=Preview]")
    assert "0 new, 1 changed" in page.inner_text("#content")
    fine(page)
    page.click("[name=confirm]")
    page.wait_for_selector(".messagelist .success")
    assert Actor.objects.filter(name__startswith="Präsident von").count() == 1


def test_a_bad_file_is_refused_with_what_to_mend(page, sign_in, editor, fine, tmp_path):
    sign_in(page, editor)
    file = tmp_path / "actors.csv"
    file.write_text("slug,name,other_names,kind,iso3,country,parent\r\nx,X,,ofice,,nowhere,\r\n")
    page.goto("/admin/clauses/actor/import/")
    page.set_input_files("#id_import_file", file)
    page.click("[value=Preview]")
    assert "Nothing was imported: 2 things to mend" in page.inner_text("#content")
    fine(page)


def test_a_filtered_list_is_kept_under_a_name_and_found_on_the_first_page(page, sign_in, editor, fine):
    sign_in(page, editor)
    page.goto("/admin/clauses/commitment/?work=stale")
    page.fill("#save-filter-name", "No news")
    page.click(".save-filter button")
    page.wait_for_selector(".messagelist .success")
    assert page.url.endswith("/admin/clauses/commitment/?work=stale")
    page.goto("/admin/")
    fine(page)
    page.click("text=Commitments: No news")
    assert page.url.endswith("/admin/clauses/commitment/?work=stale")
    page.click("[aria-label='Delete the saved filter “No news”']")
    page.wait_for_selector(".messagelist .success")
    assert not SavedFilter.objects.exists()


def pages():
    """One of each kind of page, with the richest records."""
    citation = Action.objects.filter(citations__isnull=False).first()
    agreement = Agreement.objects.get(slug="shusha-declaration-2021-06-15")
    return [
        "/admin/",
        "/admin/clauses/action/",
        "/admin/clauses/citation/?stance__exact=supports",
        "/admin/clauses/commitment/?work=stale",
        "/admin/log/",
        "/admin/log/?since=yesterday",
        "/admin/clauses/commitment/add/",
        f"/admin/clauses/action/{citation.pk}/change/",
        f"/admin/clauses/agreement/{agreement.pk}/change/",
        f"/admin/clauses/agreement/{agreement.pk}/history/",
        f"/admin/clauses/agreement/{agreement.pk}/delete/",
        "/admin/clauses/source/export/",
        "/admin/clauses/source/import/",
        "/admin/password_change/",
        "/admin/auth/user/",
        "/admin/auth/group/add/",
    ]


@pytest.mark.parametrize("screen", SCREENS.values(), ids=SCREENS)
def test_no_kind_of_page_has_a_fault(new_page, sign_in, editor, fine, screen):
    page = new_page(**screen)
    sign_in(page, editor)
    SavedFilter.objects.create(user=editor, table="commitment", name="Recurring", query="recurrence__exact=recurring")
    for address in pages():
        page.goto(address)
        fine(page)
