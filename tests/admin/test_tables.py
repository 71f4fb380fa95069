"""Every table of the dataset in the admin: lists, forms and histories, in as many queries for many rows as for few."""

import pytest
from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.contenttypes.models import ContentType

from clauses.admin.forms.layout import LAYOUTS
from clauses.dataset import TABLES
from clauses.models import SourceText

from ..support.pages.asking import Site
from ..support.pages.forms import admin_address
from ..support.pages.page_costs import queries_as_sent
from ..support.rows.filling import fill
from ..support.site.budget import WHOLE

pytestmark = pytest.mark.pages

PAGES = ("changelist", "add", "change", "history")
# Lists and forms differ by table; an empty form by whether its record has a state, and a history by nothing.
OF_SOME = {"add": ("agreements", "bearings", "citations", "domains"), "history": ("actions", "clause_texts")}


@WHOLE
def test_lists_forms_and_histories_take_no_more_queries_for_many_rows_than_for_few(admin_client, whole):
    ContentType.objects.get_for_models(*(table.model for table in TABLES))  # kept for good after the first time
    few = fill(8)
    pages = [
        (table, page) for table in TABLES for page in PAGES if whole or table.name in OF_SOME.get(page, [table.name])
    ]
    before = [queries_as_sent(admin_client, admin_address(table, page, few[table.name][0])) for table, page in pages]
    many = fill(26)
    for (table, page), count in zip(pages, before, strict=True):
        row = many[table.name][0]  # tied to half of all others
        # Where the rows of a record are many, they are counted and linked instead of shown.
        allowed = count + 3 if page == "change" else count
        assert queries_as_sent(admin_client, admin_address(table, page, row)) <= allowed, (table.name, page)
    assert max(before) < 40  # with all that a form can show: rows, citations, conflicts and noted disagreements


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_table_is_exported_and_imported_on_pages_of_its_own(table, admin_client):
    for page in ("export", "import"):
        response = admin_client.get(admin_address(table, page))
        assert response.status_code == 200
        assert all(f"<code>{name}</code>" in response.content.decode() for name in table.header)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_form_has_every_column_that_is_no_result_of_others_once(table, rf, admin_user):
    request = rf.get("/")
    request.user = admin_user
    fieldsets = admin.site.get_model_admin(table.model).get_fieldsets(request)
    shown = flatten_fieldsets(fieldsets)
    wanted = [column.name for column in table.columns if column.field.editable and not column.field.many_to_many]
    assert sorted(name for name in shown if name in table.header) == sorted(wanted)
    if table.model not in LAYOUTS:  # a small table, which folds nothing away
        assert [title for title, _ in fieldsets if title in table.groups] == list(table.groups)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_list_is_searched_filtered_and_sorted(table, admin_client):
    fill(3)
    url = admin_address(table, "changelist")
    for query in ("q=test&o=1&all=", "q=Şuşa+%22&o=-2", "_facets=True"):
        response = Site().ask(admin_client, f"{url}?{query}", draw=query == "_facets=True")
        assert response.status_code == 200, f"{url}?{query}"
    names = {spec.field_path for spec in response.context_data["cl"].filter_specs if hasattr(spec, "field_path")}
    assert names <= {"state", *table.filters, *admin.site.get_model_admin(table.model).extra_filters}


def test_a_search_finds_names_typed_without_their_letters(admin_client, shipped):
    response = admin_client.get("/admin/clauses/agreement/", {"q": "susa beyannamesi"})
    assert [row.slug for row in response.context["cl"].result_list] == ["shusha-declaration-2021-06-15"]


def test_a_search_finds_drafts_by_what_belongs_to_them(admin_client):
    from ..support.rows.factories import AgreementFactory, AgreementNameFactory

    AgreementNameFactory(agreement=AgreementFactory(title="Draft", state="draft"), name="Gəncə Protokolu")
    response = admin_client.get("/admin/clauses/agreement/", {"q": "gence protokolu"})
    assert [row.title for row in response.context["cl"].result_list] == ["Draft"]


def test_citations_are_found_by_their_quotation_and_by_their_source(admin_client, shipped):
    response = admin_client.get("/admin/clauses/citation/", {"q": "azernews"})
    assert response.context["cl"].result_count > 3


@pytest.mark.parametrize("year", ["2022", "none"])
def test_actions_are_filtered_by_the_year_that_they_may_lie_in(admin_client, shipped, year):
    response = admin_client.get("/admin/clauses/action/", {"date_year": year})
    found = response.context["cl"].result_list
    assert response.status_code == 200
    if year == "2022":
        assert found
        assert all(row.date and (row.date_latest is None or row.date_latest.year >= 2022) for row in found)
    if year == "none":
        assert {row.date for row in found} == {""}


def test_a_filter_by_related_records_is_a_list_of_links_for_few_and_a_choice_by_typing_for_many(admin_client):
    url = "/admin/clauses/citation/"
    assert '<select name="agreement__id__exact"' not in admin_client.get("/admin/clauses/action/").content.decode()
    rows = fill(60)
    chosen = rows["sources"][0]
    response = admin_client.get(url, {"source__id__exact": chosen.pk, "stance__exact": "supports"})
    html = response.content.decode()
    assert '<select name="source__id__exact" id="filter-source"' in html
    assert '<input type="hidden" name="stance__exact" value="supports">' in html
    assert {row.source_id for row in response.context["cl"].result_list} == {chosen.pk}
    assert admin_client.get(url, {"source__id__exact": ""}).status_code == 200
    assert admin_client.get(url, {"source__id__exact": "x"}).status_code == 400


def test_a_choice_offers_rows_while_one_types_and_tells_those_of_the_same_name_apart(admin_client, shipped):
    ask = {"app_label": "clauses", "model_name": "commitment", "field_name": "clause", "term": "demining mine"}
    texts = [
        each["text"] for each in admin_client.get("/admin/autocomplete/", ask | {"term": "mine"}).json()["results"]
    ]
    assert texts
    assert all("shusha-declaration-2021-06-15/" in text for text in texts)


def test_the_private_text_of_an_article_is_only_in_the_admin(admin_client, client, shipped):
    from clauses.models import Source

    source = Source.objects.published().exclude(sha256="").first()
    text = SourceText.objects.create(source=source, text="canary-in-the-text")
    assert b"canary-in-the-text" in admin_client.get(f"/admin/clauses/sourcetext/{text.pk}/change/").content
    assert b"canary-in-the-text" not in admin_client.get("/admin/clauses/sourcetext/").content
    change = admin_client.get(f"/admin/clauses/source/{source.pk}/change/").content.decode()
    assert f"/admin/clauses/sourcetext/?source__id__exact={source.pk}" in change
    assert admin_client.get("/admin/clauses/sourcetext/export/").status_code in (302, 404)
    assert b"canary-in-the-text" not in client.get(source.get_absolute_url()).content


def test_the_page_of_an_application_lists_the_tables_in_the_order_of_the_dataset(admin_client):
    apps = admin_client.get("/admin/clauses/").context["app_list"]
    names = [entry["object_name"] for entry in apps[0]["models"]]
    assert names == [*(table.model.__name__ for table in TABLES), "Merge", "Proposal", "SourceText"]


@pytest.mark.parametrize("year", ["0", "x", "99999", "000012021", "0000", "٢٠٢١", "1" * 4500])
def test_of_a_year_that_is_none_there_is_no_list(admin_client, shipped, year):
    response = admin_client.get("/admin/clauses/action/", {"date_year": year})
    assert response.status_code == 400
    assert "It takes a year, as in 2021, or “none” for rows without a date." in response.text


@pytest.mark.parametrize(
    "query",
    [
        "/admin/clauses/clause/?position__in=99999999999999999999",
        "/admin/clauses/clause/export/?position__in=99999999999999999999",
        "/admin/clauses/source/?title__regex=(((",
        "/admin/clauses/citation/?origin__id__exact__regex=(((",
        "/admin/auth/user/?id__in=99999999999999999999",
        "/admin/auth/group/?name__regex=(((",
    ],
)
def test_a_list_is_asked_only_what_its_filters_ask(admin_client, shipped, query):
    assert admin_client.get(query).status_code == 400


@pytest.mark.parametrize("number", ["99999999999999999999", "9" * 5000])
def test_a_number_larger_than_any_finds_nothing(admin_client, number):
    for address in ("/admin/clauses/clause/?position__exact=", "/admin/clauses/citation/?origin__id__exact="):
        assert admin_client.get(address + number).status_code in (200, 400)


NO_KEYS = ["abc", "-1", "1.5", "NaN", "1\0", "٣", "a" * 60_000, str(2**63), str(10**20), "9" * 5000]


@pytest.mark.parametrize("key", NO_KEYS, ids=lambda key: repr(key[:25]))
def test_what_is_no_key_selects_nothing(admin_client, key):
    for table in ("clauses/action", "auth/user"):
        for action in ("publish", "delete_selected"):
            data = {"action": action, "_selected_action": [key], "post": "yes", "index": key}
            assert admin_client.post(f"/admin/{table}/", data).status_code == 302


@pytest.mark.parametrize("key", NO_KEYS, ids=lambda key: repr(key[:25]))
def test_what_is_no_key_chooses_no_row(admin_client, key, shipped):
    from clauses.models import Citation

    citation = Citation.objects.first()
    data = {"source": key, "number": 1, "action": key, "speaker": key, "state": "draft", "stance": "supports"}
    for page in (f"{citation.pk}/change", "add"):
        assert admin_client.post(f"/admin/clauses/citation/{page}/", data).status_code == 200
    if "\0" not in key and len(key) < 6000:
        assert admin_client.get("/admin/clauses/citation/add/", {"source": key}).status_code == 200


def test_accounts_are_offered_by_their_names(admin_client, admin_user):
    ask = {"app_label": "clauses", "model_name": "importpreview", "field_name": "user", "term": ""}
    assert [each["text"] for each in admin_client.get("/admin/autocomplete/", ask).json()["results"]] == ["admin"]
