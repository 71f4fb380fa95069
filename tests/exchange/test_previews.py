"""The preview of an import: it writes nothing, says what would change, and its file is confirmed once."""

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clauses.exchange import previews
from clauses.models import Domain, ImportPreview
from tests.support.files.imports import DOMAINS, edited, imported
from tests.support.rows import factories

pytestmark = pytest.mark.django_db


def test_a_preview_writes_nothing_and_opens_no_transaction():
    row = factories.DomainFactory()
    content = edited(DOMAINS, Domain.objects.filter(pk=row.pk), label="Other")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        result = imported(content, dry_run=True)
    assert result.rows[0].changes == [("label", row.label, "Other")]
    assert {query["sql"].split()[0] for query in queries} <= {"SELECT", "DECLARE"}  # a cursor that only reads


def test_an_import_that_would_do_something_else_than_its_preview_is_refused():
    row = factories.DomainFactory(label="Before")
    content = edited(DOMAINS, Domain.objects.filter(pk=row.pk), definition="Other.")
    outcome = imported(content, dry_run=True).outcome
    row.definition = "Meanwhile."
    row.save()
    result = imported(content, expected=outcome)
    assert ["Somebody changed these records after the preview" in str(problem) for problem in result.problems] == [True]
    row.refresh_from_db()
    assert row.definition == "Meanwhile."


def test_a_kept_file_is_claimed_once_by_its_user(admin_user):
    other = get_user_model().objects.create_user("other")
    token = previews.keep(b"content", user=admin_user, table="domains")
    previews.remember(token, "f" * 64)
    for stranger in ({"user": other, "table": "domains"}, {"user": admin_user, "table": "actors"}):
        with pytest.raises(previews.PreviewGoneError):
            previews.seen(token, **stranger)
    preview = previews.seen(token, user=admin_user, table="domains")
    assert (preview.content, preview.outcome) == (b"content", "f" * 64)
    previews.use_up(preview)
    with pytest.raises(previews.PreviewGoneError, match="has been used already"):
        previews.use_up(preview)
    with pytest.raises(previews.PreviewGoneError, match="has been used already"):
        previews.seen(token, user=admin_user, table="domains")


def test_a_kept_file_is_gone_after_a_day(admin_user):
    token = previews.keep(b"content", user=admin_user, table="domains")
    ImportPreview.objects.update(created="2021-06-15T00:00Z")
    with pytest.raises(previews.PreviewGoneError):
        previews.seen(token, user=admin_user, table="domains")
    previews.keep(b"other", user=admin_user, table="domains")
    assert ImportPreview.objects.count() == 1


def test_a_kept_file_that_is_not_what_was_uploaded_is_not_imported(admin_user):
    token = previews.keep(b"content", user=admin_user, table="domains")
    ImportPreview.objects.update(content=b"other")
    with pytest.raises(previews.PreviewGoneError):
        previews.seen(token, user=admin_user, table="domains")
