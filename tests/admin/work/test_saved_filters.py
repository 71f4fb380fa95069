"""A filtered list is kept under a name, for the user alone."""

import pytest

from clauses.admin.work.saved_filters import MOST
from clauses.models import SavedFilter

from ...support.rows.people import person

pytestmark = [pytest.mark.django_db, pytest.mark.pages]
SAVE = "/admin/saved-filters/action/save/"
LIST = "/admin/clauses/action/"


def save(client, query="status__exact=planned", name="Planned", address=SAVE):
    return client.post(address, {"name": name, "query": query}, follow=True)


def words(response) -> str:
    return " ".join(str(message) for message in response.context["messages"])


@pytest.fixture
def viewer(db):
    return person("viewer")


def test_a_filtered_list_is_kept_and_opened_again(viewer):
    html = viewer.get(f"{LIST}?status__exact=completed&q=drill&p=2&o=2").content.decode()
    assert '<input type="hidden" name="query" value="status__exact=completed&amp;q=drill&amp;o=2">' in html
    response = save(viewer, "status__exact=completed&q=drill&p=2&o=2", "Drills held")
    assert "“Drills held” was saved" in words(response)
    kept = SavedFilter.objects.get()
    assert (str(kept), kept.query) == ("Drills held", "status__exact=completed&q=drill&o=2")
    for page in (LIST, "/admin/"):
        html = viewer.get(page).content.decode()
        assert '<a href="/admin/clauses/action/?status__exact=completed&amp;q=drill&amp;o=2">' in html
        assert "Drills held" in html
    assert "Drills held" not in viewer.get("/admin/clauses/source/").content.decode()


@pytest.mark.parametrize("query", ["", "p=1", "o=-1", "_facets=True", "q="])
def test_a_list_that_is_not_narrowed_is_not_kept(viewer, query):
    assert "Save this filter as" not in viewer.get(f"{LIST}?{query}").content.decode()
    assert "Filter or search the list first." in words(save(viewer, query))
    assert not SavedFilter.objects.exists()


def test_what_is_kept_already_is_not_offered_again(viewer):
    save(viewer)
    assert "Save this filter as" not in viewer.get(f"{LIST}?status__exact=planned").content.decode()
    assert "Save this filter as" in viewer.get(f"{LIST}?status__exact=ongoing").content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "agreement__id__exact=x",
        "title__regex=(((",
        "no_such_column=1",
        "title__exact=%00",
        "q=%E2%80%AE",
        "agreement__summary__startswith=a",
    ],
)
def test_a_filter_that_the_list_cannot_read_is_refused(viewer, query, shipped):
    assert "The filter was not saved." in words(save(viewer, query))
    assert not SavedFilter.objects.exists()


@pytest.mark.parametrize(
    ("name", "message"),
    [("", "Give the filter a name."), ("  ", "Give the filter a name."), ("x" * 61, "60"), ("a\u202eb", "U+202E")],
)
def test_a_name_that_cannot_be_kept_is_refused_with_the_reason(viewer, name, message):
    response = viewer.post(SAVE, {"name": name, "query": "status__exact=planned"}, follow=True)
    assert response.status_code == 400 or message in words(response)
    assert not SavedFilter.objects.exists()


def test_a_query_too_long_to_keep_is_refused(viewer):
    assert "2000" in words(save(viewer, "q=" + "x" * 2000))


def test_a_name_is_given_once_for_a_table(viewer):
    save(viewer)
    assert "“Planned” for this table already" in words(save(viewer, "status__exact=ongoing"))
    save(viewer, "kind__exact=news", address="/admin/saved-filters/source/save/")
    save(person("editor"))
    assert SavedFilter.objects.filter(name="Planned").count() == 3


def test_a_user_keeps_fifty_at_most(viewer):
    SavedFilter.objects.bulk_create(
        SavedFilter(user=viewer.user, table="source", name=str(number), query="q=a") for number in range(MOST)
    )
    assert "Delete one" in words(save(viewer))
    assert SavedFilter.objects.count() == MOST


def test_a_filter_is_its_owners_alone(viewer):
    editor = person("editor")
    save(editor, name="canary")
    kept = SavedFilter.objects.get()
    for page in ("/admin/", LIST):
        assert "canary" not in viewer.get(page).content.decode()
    assert viewer.post(f"/admin/saved-filters/{kept.pk}/delete/").status_code == 404
    assert SavedFilter.objects.exists()
    assert editor.post(f"/admin/saved-filters/{kept.pk}/delete/", {"back": "list"}).headers["Location"] == LIST
    assert not SavedFilter.objects.exists()


@pytest.mark.parametrize("key", ["0", "999999999", "9" * 30, "x", "-1", "٣"])
def test_no_such_filter_is_not_found(viewer, key):
    assert viewer.post(f"/admin/saved-filters/{key}/delete/").status_code == 404


@pytest.mark.parametrize("table", ["user", "nothing", "sourcetext", "savedfilter", "proposal"])
def test_only_lists_of_the_dataset_are_kept(viewer, table):
    assert save(viewer, address=f"/admin/saved-filters/{table}/save/").status_code == 404


def test_a_list_that_is_closed_to_a_user_is_neither_kept_nor_shown(client, django_user_model):
    user = django_user_model.objects.create_user("nobody", is_staff=True)
    client.force_login(user)
    SavedFilter.objects.create(user=user, table="action", name="canary", query="q=a")
    assert "canary" not in client.get("/admin/").content.decode()
    assert client.post(SAVE, {"name": "x", "query": "q=a"}).status_code == 404


def test_what_writes_is_asked_for_by_a_form_and_signed_in(viewer, client):
    save(viewer)
    delete = f"/admin/saved-filters/{SavedFilter.objects.get().pk}/delete/"
    for address in (SAVE, delete):
        assert viewer.get(address).status_code == 405
        assert client.post(address).status_code == 302
    assert SavedFilter.objects.exists()


def test_a_popup_to_choose_a_row_offers_no_filters_to_keep(viewer):
    assert "Save this filter as" not in viewer.get(f"{LIST}?_popup=1&status__exact=planned").content.decode()
