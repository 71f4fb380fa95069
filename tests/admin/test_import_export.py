"""Import and export in the admin: what leaves, what a preview shows, and that it is confirmed once."""

import csv
import inspect
import io
from itertools import combinations

import openpyxl
import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry

from clauses.dataset import BY_NAME, TABLES
from clauses.exchange.guard import unguard
from clauses.models import Action, Actor

from ..support.pages.import_pages import ACTORS, confirm, preview, sheet
from ..support.pages.reading import plain_words
from ..support.rows.every_row import row_of
from ..support.rows.factories import ActorFactory
from ..support.rows.filling import fill


def exported(client, address, **options):
    response = client.post(address, {"format": "csv"} | options)
    assert response.status_code == 200
    return b"".join(response.streaming_content) if response.streaming else response.content


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_an_export_has_the_columns_of_the_dataset_and_every_row(table, admin_client, shipped):
    address = f"/admin/clauses/{table.model._meta.model_name}/export/"
    rows = list(csv.reader(io.StringIO(exported(admin_client, address).decode("utf-8-sig"))))
    assert rows[0] == table.header
    assert len(rows) - 1 == table.model.objects.count()
    withheld = admin.site.get_model_admin(table.model).table.withheld
    assert not set(withheld) & set(rows[0])


def test_an_export_has_exactly_the_rows_of_the_filtered_list(admin_client, shipped):
    query = "?type__exact=meeting&q=security&date_year=2022"
    listed = admin_client.get(f"/admin/clauses/action/{query}").context["cl"].queryset
    rows = csv.DictReader(
        io.StringIO(exported(admin_client, f"/admin/clauses/action/export/{query}").decode("utf-8-sig"))
    )
    assert sorted(row["slug"] for row in rows) == sorted(row.slug for row in listed)
    assert 0 < listed.count() < Action.objects.count()


def test_an_exported_csv_begins_with_the_mark_by_which_excel_knows_how_to_open_it(admin_client):
    ActorFactory(name="Şuşa")
    assert exported(admin_client, f"{ACTORS}export/").startswith(b"\xef\xbb\xbfslug,")


def test_an_export_of_a_filter_that_finds_nothing_has_no_rows(admin_client, shipped):
    content = exported(admin_client, f"{ACTORS}export/?q=nothing-like-this")
    assert content.decode("utf-8-sig").splitlines() == [",".join(BY_NAME["actors"].header)]


def test_a_filter_that_cannot_be_read_is_said_and_nothing_is_exported(admin_client, shipped):
    response = admin_client.get(f"{ACTORS}export/?country__id__exact=x")
    assert response.status_code == 400
    assert "It takes the number of one actor" in plain_words(response)


def test_an_xlsx_of_the_list_imports_again_unchanged(admin_client, shipped):
    content = exported(admin_client, f"{ACTORS}export/?kind__exact=office", format="xlsx")
    assert "nothing to import" in plain_words(preview(admin_client, content, "actors.xlsx"))


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_every_table_takes_its_own_export_back_unchanged_on_its_page(admin_client, subtests, file_format):
    fill(3)
    for table in TABLES:
        with subtests.test(table.name):
            address = f"/admin/clauses/{table.model._meta.model_name}/"
            content = exported(admin_client, f"{address}export/", format=file_format)
            response = preview(admin_client, content, f"{table.name}.{file_format}", address)
            assert "nothing to import" in plain_words(response)


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_every_table_takes_one_new_row_on_its_page(admin_client, subtests, file_format):
    for table in TABLES:
        with subtests.test(table.name):
            address = f"/admin/clauses/{table.model._meta.model_name}/"
            row = row_of(table.model, "draft")
            content = exported(admin_client, f"{address}export/", format=file_format)
            row.delete()
            response = preview(admin_client, content, f"{table.name}.{file_format}", address)
            assert "1 new, 0 changed" in plain_words(response)


def test_the_preview_says_which_sheet_of_a_workbook_was_read(admin_client):
    ActorFactory(slug="old-one", name="Old name", kind="media")
    book = openpyxl.load_workbook(io.BytesIO(exported(admin_client, f"{ACTORS}export/?q=old-one", format="xlsx")))
    book.active.title, book.active["B2"] = "My actors", "New name"
    book.create_sheet("Empty", 0)
    out = io.BytesIO()
    book.save(out)
    assert "The sheet “My actors” was read." in plain_words(preview(admin_client, out.getvalue(), "actors.xlsx"))


def test_no_part_of_an_admin_class_hides_what_another_part_calls_otherwise():
    """One of the parts of the admin of sources hid the preview of imports: every import of sources was an error."""
    found = {clash for admin_class in map(type, admin.site._registry.values()) for clash in clashes(admin_class)}
    assert sorted(found) == []


def clashes(cls):
    """Methods of ours of one name on two parts of a class, which take other arguments."""
    parts = [part for part in cls.__mro__ if part.__module__.startswith("clauses.")]
    for above, below in combinations(parts, 2):
        for name in vars(above).keys() & vars(below).keys():
            one, other = (inspect.unwrap(vars(part)[name]) for part in (above, below))
            if inspect.isfunction(one) and inspect.isfunction(other) and not fits(one, other):
                yield f"{above.__name__}.{name} hides {below.__name__}.{name}"


def fits(one, other) -> bool:
    """Whether who calls the one could as well call the other: equal names, or one passes on all that it gets."""
    names = [list(inspect.signature(function).parameters) for function in (one, other)]
    return names[0] == names[1] or any({"args", "kwargs"} <= set(each) for each in names)


def test_a_preview_shows_every_cell_that_changes_and_writes_nothing(admin_client):
    actor = ActorFactory(slug="old-one", name="Old name", kind="media")
    content = sheet(
        {"slug": "old-one", "name": "New name", "kind": "company"}, {"slug": "new-one", "name": "New", "kind": "igo"}
    )
    before = Actor.history.count()
    response = preview(admin_client, content)
    said = plain_words(response)
    assert "1 new, 1 changed, 0 unchanged. New records are drafts." in said
    assert "name Old name → New name" in said
    assert "kind media → company" in said
    assert "New: New slug new-one name New kind igo" in said
    assert (Actor.objects.get(pk=actor.pk).name, Actor.history.count()) == ("Old name", before)


def test_a_confirmed_import_is_stored_with_its_history_and_log_and_its_new_rows_are_drafts(
    admin_client, admin_user, db
):
    ActorFactory(slug="old-one", name="Old name", kind="media")
    content = sheet(
        {"slug": "old-one", "name": "New name", "kind": "media"}, {"slug": "new-one", "name": "New", "kind": "igo"}
    )
    response = confirm(admin_client, preview(admin_client, content, "list of actors.csv"))
    assert "1 new, 1 updated" in plain_words(response)
    old, new = Actor.objects.get(slug="old-one"), Actor.objects.get(slug="new-one")
    assert (old.name, old.state, new.state) == ("New name", "published", "draft")
    for row in (old, new):
        step = row.history.first()
        assert (step.history_user, step.history_change_reason) == (admin_user, "imported from list of actors.csv")
    assert LogEntry.objects.filter(user=admin_user).count() == 2


def test_a_preview_is_confirmed_once(admin_client):
    response = preview(admin_client, sheet({"slug": "new-one", "name": "New", "kind": "igo"}))
    confirm(admin_client, response)
    Actor.objects.get(slug="new-one").delete()
    assert "has been used already" in plain_words(confirm(admin_client, response))
    assert not Actor.objects.filter(slug="new-one").exists()


def test_the_preview_of_another_user_cannot_be_confirmed(admin_client, client, django_user_model):
    response = preview(admin_client, sheet({"slug": "new-one", "name": "New", "kind": "igo"}))
    client.force_login(django_user_model.objects.create_superuser("other"))
    assert "has been used already" in plain_words(confirm(client, response))
    assert not Actor.objects.filter(slug="new-one").exists()


def test_a_record_changed_after_the_preview_stops_the_import(admin_client):
    actor = ActorFactory(slug="old-one", name="Old name", kind="media")
    response = preview(admin_client, sheet({"slug": "old-one", "name": "New name", "kind": "media"}))
    actor.name = "Changed meanwhile"
    actor.save()
    assert "changed these records after the preview" in plain_words(confirm(admin_client, response))
    assert Actor.objects.get(slug="old-one").name == "Changed meanwhile"


@pytest.mark.parametrize("token", ["", "x", "../../etc/passwd", "x" * 500])
def test_a_confirmation_without_a_preview_writes_nothing(admin_client, token):
    fields = {"token": token, "format": "csv", "name": "a.csv"}
    response = admin_client.post(f"{ACTORS}process_import/", fields)
    assert (response.status_code, response["Location"]) == (302, f"{ACTORS}import/")
    assert admin_client.get(f"{ACTORS}process_import/").status_code in (302, 405)


@pytest.mark.parametrize("name", ["a\u202ecsv.exe", "a\x00.csv", "a" * 256, ""])
def test_a_confirmation_under_a_name_that_no_file_has_writes_nothing(admin_client, name):
    response = preview(admin_client, sheet({"slug": "new-one", "name": "New", "kind": "igo"}))
    fields = response.context["confirm_form"].initial | {"name": name}
    assert admin_client.post(f"{ACTORS}process_import/", fields)["Location"] == f"{ACTORS}import/"
    assert not Actor.objects.filter(slug="new-one").exists()


BAD = {
    "a bad choice": (b"slug,name,other_names,kind,iso3,country,parent\r\nx,X,,ofice,,,\r\n", "2 kind"),
    "an unknown code": (b"slug,name,other_names,kind,iso3,country,parent\r\nx,X,,office,,nowhere,\r\n", "2 country"),
    "a wrong header": (b"slug,nam,other_names,kind,iso3,country,parent\r\nx,X,,office,,,\r\n", "1 nam"),
    "no CSV": (b"\x89PNG\r\n\x1a\n\x00\x00", "file row"),
}


@pytest.mark.parametrize(("content", "place"), BAD.values(), ids=BAD)
def test_what_is_wrong_is_said_with_line_and_column_and_nothing_is_imported(admin_client, content, place):
    before = Actor.objects.count()
    response = preview(admin_client, content)
    assert "Nothing was imported" in plain_words(response)
    assert place in plain_words(response) or place == "file row"
    assert "confirm_form" not in response.context
    assert Actor.objects.count() == before


def test_a_file_whose_name_says_no_format_is_asked_about(admin_client):
    assert "neither .csv nor .xlsx by its name" in plain_words(preview(admin_client, b"slug\r\n", "actors.txt"))


def test_formulas_leave_harmless(admin_client):
    ActorFactory(slug="formula", name="=1+1", kind="media")
    rows = csv.DictReader(io.StringIO(exported(admin_client, f"{ACTORS}export/?q=formula").decode("utf-8-sig")))
    [row] = rows
    assert row["name"].startswith("'=")
    assert unguard(row["name"]) == "=1+1"
