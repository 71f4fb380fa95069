"""History: who changed what, when and why, on every table; and what it must not hold."""

import pytest
from django.http import HttpResponse
from django.urls import URLPattern, get_resolver
from simple_history.middleware import HistoryRequestMiddleware
from simple_history.utils import update_change_reason

from clauses.models import Citation, SourceText
from clauses.models.base import Searchable
from tests.support.rows.every_row import MODELS, row_of, title
from tests.support.rows.factories import ActionFactory, ClauseFactory, ClauseTextFactory, SourceTextFactory

pytestmark = pytest.mark.django_db


def story(model, pk) -> list[str]:
    """The kinds of change of a row, oldest first: + created, ~ changed, - deleted."""
    return list(model.history.filter(id=pk).order_by("history_id").values_list("history_type", flat=True))


@pytest.mark.parametrize("model", MODELS, ids=title)
def test_creating_changing_and_deleting_each_leave_a_line(model):
    row = row_of(model)
    pk = row.pk
    row.save()
    row.delete()
    assert story(model, pk) == ["+", "~", "-"]
    assert list(model.history.filter(id=pk).order_by("history_id").values_list("version", flat=True))[:2] == [1, 2]


@pytest.mark.parametrize("model", MODELS, ids=title)
def test_a_reason_is_kept_with_each_change(model):
    row = row_of(model)
    row._change_reason = "The gazette says otherwise."
    row.save()
    row._change_reason = "Entered twice. " * 100
    row.delete()
    reasons = model.history.filter(id=row.history.model.objects.latest("history_id").id).order_by("history_id")
    assert [line.history_change_reason for line in reasons] == [
        None,
        "The gazette says otherwise.",
        "Entered twice. " * 100,
    ]


def test_a_reason_can_be_given_after_the_change():
    row = ActionFactory()
    update_change_reason(row, "From the article.")
    assert row.history.latest().history_change_reason == "From the article."


def test_the_user_of_the_request_is_kept(rf, admin_user):
    row = ActionFactory()
    pk = row.pk

    def view(request):
        row.title = "Another title"
        row.save()
        row.delete()
        return HttpResponse()

    request = rf.post("/")
    request.user = admin_user
    HistoryRequestMiddleware(view)(request)
    users = type(row).history.filter(id=pk).order_by("history_id").values_list("history_user__username", flat=True)
    assert list(users) == [None, "admin", "admin"]


def test_the_middleware_that_knows_the_user_is_on(settings):
    assert "simple_history.middleware.HistoryRequestMiddleware" in settings.MIDDLEWARE


def test_a_change_is_told_as_old_and_new():
    row = ActionFactory(title="Old title", date="2021-10-05")
    row.title, row.date = "New title", "2021"
    row.save()
    new, old = row.history.all()[:2]
    told = {change.field: (change.old, change.new) for change in new.diff_against(old).changes}
    assert told == {"title": ("Old title", "New title"), "date": ("2021-10-05", "2021")}


@pytest.mark.parametrize("model", MODELS, ids=title)
def test_the_history_of_every_table_holds_its_columns_but_the_search_text(model):
    kept = {field.name for field in model.history.model._meta.fields}
    assert "search_text" not in kept
    expected = {field.name for field in model._meta.fields} - {"search_text"}
    assert expected <= kept
    assert issubclass(model, Searchable) == ("search_text" in {field.name for field in model._meta.fields})


def test_what_goes_with_a_deleted_row_leaves_a_line_too():
    text = ClauseTextFactory(clause=ClauseFactory())
    pk = text.pk
    text.clause.delete()
    assert story(type(text), pk) == ["+", "-"]


def test_a_row_of_the_past_keeps_the_date_as_it_was():
    row = ActionFactory(date="2021-10-05/2021-10-08")
    row.date = "2022"
    row.save()
    first = row.history.earliest()
    assert (first.date, str(first.date_latest), first.version) == ("2021-10-05/2021-10-08", "2021-10-08", 1)


def routes(resolver, prefix=""):
    for entry in resolver.url_patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield path, entry
        else:
            yield from routes(entry, path)


def test_no_address_outside_the_admin_shows_a_history_or_a_text_of_an_article():
    for path, entry in routes(get_resolver()):
        if path.startswith("admin/"):
            continue
        view = getattr(entry.callback, "view_class", entry.callback)
        shown = f"{path} {entry.name} {getattr(view, 'model', '')}".lower()
        assert "histor" not in shown
        assert "sourcetext" not in shown.replace("_", "").replace("-", "")


def test_no_public_page_of_a_source_holds_the_text_or_its_history(client):
    text = SourceTextFactory(text="Canary words of an article.")
    text.text = "Other canary words."
    text.save()
    assert SourceText.history.filter(text__contains="canary").exists()
    for path in ("/", "/sources/", f"/sources/{text.source.slug}/", "/search/?q=canary", "/sitemap.xml"):
        assert b"anary words" not in client.get(path).content


def test_the_private_neighbourhood_of_a_quotation_is_kept_for_editors_only(client):
    assert {"prefix", "suffix"} <= {field.name for field in Citation.history.model._meta.fields}
