"""Fields that work themselves out, count saves, and are held by the database, too."""

import pytest
from django.contrib.admin import AdminSite, ModelAdmin
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.test.utils import isolate_apps

from clauses.dates import DateError
from clauses.fields import UncertainDateField
from clauses.models import Action, Assessment, Citation, Commitment, Domain, Source
from tests.support.rows.every_row import MODELS, refusal, row_of, title
from tests.support.rows.factories import ActionFactory, AgreementFactory

pytestmark = pytest.mark.django_db

DATED = [(Action, "date"), (Assessment, "covers"), (Citation, "as_of"), (Commitment, "deadline"), (Source, "published")]
SPAN = "2021-10-05/2021-10-08"
WORKED_OUT = ["2021-10-05", "2021-10-08", "2021-10-05", "span", SPAN]
NOTHING = ["None", "None", "None", "", ""]


def derived(row, name) -> list[str]:
    """The derived columns of the row's date, as the database has them."""
    parts = ("earliest", "latest", "sort", "precision", "parsed")
    return [str(value) for value in type(row).objects.values_list(*(f"{name}_{part}" for part in parts)).get(pk=row.pk)]


# --- Derived columns of dates -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("model", "name"), DATED, ids=title)
def test_derived_columns_are_right_after_save(model, name):
    row = row_of(model, **{name: SPAN})
    assert derived(row, name) == WORKED_OUT
    setattr(row, name, "")
    row.save()
    assert derived(row, name) == NOTHING


@pytest.mark.parametrize(("model", "name"), DATED, ids=title)
def test_derived_columns_are_right_after_saving_the_date_alone(model, name):
    row = row_of(model)
    setattr(row, name, SPAN)
    row.save(update_fields=[name])
    assert derived(row, name) == WORKED_OUT
    assert model.objects.get(pk=row.pk).version == 2


@pytest.mark.parametrize(("model", "name"), DATED, ids=title)
def test_derived_columns_are_right_on_a_row_loaded_in_part(model, name):
    row = model.objects.only("pk", name).get(pk=row_of(model).pk)
    setattr(row, name, SPAN)
    row.save()
    assert derived(row, name) == WORKED_OUT
    assert model.objects.get(pk=row.pk).version == 2


def test_derived_columns_are_right_after_bulk_create():
    built = ActionFactory.build_batch(2, agreement=AgreementFactory(), date=SPAN)
    rows = Action.objects.bulk_create(built)
    assert [derived(row, "date") for row in rows] == [WORKED_OUT, WORKED_OUT]
    assert [row.version for row in rows] == [1, 1]


def test_derived_columns_are_right_after_a_form_of_the_admin(rf, admin_user):
    row, request = ActionFactory(), rf.get("/")
    request.user = admin_user
    columns = ["slug", "title", "type", "status", "agreement", "relation", "date", "state"]
    form_class = ModelAdmin(Action, AdminSite()).get_form(request, row, fields=columns)
    data = {name: getattr(row, name) for name in columns} | {"agreement": row.agreement_id, "date": SPAN}
    form = form_class(data, instance=row)
    assert form.is_valid(), form.errors
    form.save()
    assert derived(row, "date") == WORKED_OUT


def test_a_dated_row_passes_full_clean_before_and_after_its_date_changes():
    row = ActionFactory.build(agreement=AgreementFactory(), date=SPAN)
    row.full_clean()
    row.date = "2021"
    row.full_clean()
    assert str(row.date_latest) == "2021-12-31"


@pytest.mark.parametrize(("model", "name"), DATED, ids=title)
def test_a_date_set_without_its_derived_columns_is_refused(model, name):
    row = row_of(model)
    rule = f"{model._meta.model_name}_{name}_has_its_derived_columns"
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        model.objects.filter(pk=row.pk).update(**{name: "2001"})
    setattr(row, name, "2001")
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        model.objects.bulk_update([row], [name])
    sql = f"UPDATE {model._meta.db_table} SET {name} = '2001' WHERE id = %s"
    with pytest.raises(IntegrityError, match=rule), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, [row.pk])


@pytest.mark.parametrize("text", ["2021-06-99", "last week", "2021-06-15\x00"])
def test_a_date_that_cannot_be_read_is_never_written(text):
    row = ActionFactory()
    row.date = text
    assert "cannot be read as a date" in refusal(row)["date"][0]
    with pytest.raises(DateError):
        row.save()
    with pytest.raises(DateError):
        Action.objects.bulk_create([row])


@isolate_apps("clauses")
def test_a_date_without_its_derived_columns_is_an_error_at_the_start():
    class Bare(models.Model):  # noqa: DJ008
        when = UncertainDateField()

        class Meta:
            app_label = "clauses"

    found = [error for error in Bare.check() if error.id == "clauses.E001"]
    assert "when_earliest, when_latest, when_sort, when_precision, when_parsed" in found[0].hint


# --- Versions ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("model", MODELS, ids=title)
def test_the_version_counts_the_saves_of_a_row(model):
    row = row_of(model)
    versions = [row.version]
    for _ in range(2):
        row.save()
        versions.append(model.objects.get(pk=row.pk).version)
    assert versions == [1, 2, 3]


def test_saving_no_field_at_all_is_no_save():
    row = AgreementFactory()
    row.save(update_fields=[])
    row.refresh_from_db()
    assert (row.version, row.history.count()) == (1, 1)


# --- Numbers ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("position", [32_768, 2**40])
def test_a_number_that_only_sqlite_has_room_for_is_refused(position):
    with pytest.raises(ValidationError, match="larger than 32767"):
        Domain(slug="d", label="D", definition="D.", position=position).full_clean(validate_unique=False)
