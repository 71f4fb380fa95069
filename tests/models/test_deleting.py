"""What is cited or named elsewhere is not deleted, by whichever door, and the remedy is said."""

import pytest
from django.urls import reverse

from clauses.admin.review.permissions import why_not_deleted
from clauses.models import Agreement, AgreementName

from ..support.pages.reading import body
from ..support.rows.factories import (
    ActionFactory,
    ActorFactory,
    AgreementFactory,
    AgreementNameFactory,
    AgreementRelationFactory,
    CitationFactory,
    ClauseFactory,
    CommitmentFactory,
    PlaceFactory,
    SourceFactory,
)
from ..support.rows.people import person

pytestmark = pytest.mark.django_db


def cited(factory, target):
    row = factory()
    CitationFactory(**{target: row})
    return row


def named(factory, field):
    row = factory()
    CitationFactory(field=field, value=row.slug)
    return row


CITED = {
    "agreement": lambda: cited(AgreementFactory, "agreement"),
    "name": lambda: cited(AgreementNameFactory, "name"),
    "relation": lambda: cited(AgreementRelationFactory, "relation"),
    "clause": lambda: cited(ClauseFactory, "clause"),
    "commitment": lambda: cited(CommitmentFactory, "commitment"),
    "action": lambda: cited(ActionFactory, "action"),
    "source": lambda: cited(SourceFactory, "source"),
    "origin": lambda: cited(SourceFactory, "origin"),
    "speaker": lambda: cited(ActorFactory, "speaker"),
    "credited actor": lambda: cited(ActorFactory, "attributed_to"),
    "agreement of a cited clause": lambda: cited(ClauseFactory, "clause").agreement,
    "agreement of a cited name": lambda: cited(AgreementNameFactory, "name").agreement,
    "place named by its code": lambda: named(PlaceFactory, "place"),
    "actor named by its code": lambda: named(ActorFactory, "participant"),
}


@pytest.fixture(params=CITED.values(), ids=CITED.keys())
def row(request):
    return request.param()


def test_the_page_of_a_deletion_refuses_with_what_is_in_the_way_and_what_helps(admin_client, row):
    address = reverse(f"admin:clauses_{row._meta.model_name}_delete", args=[row.pk])
    html = body(admin_client.get(address))
    assert "cannot be deleted" in html
    assert "Citations" in html
    assert "withdraw it" in html
    assert ("Same as another record" in html) == (row._meta.model_name in ("actor", "place", "source", "action"))
    admin_client.post(address, {"post": "yes"})
    assert type(row).objects.filter(pk=row.pk).exists()


def test_the_action_of_the_list_refuses_it_too(admin_client, row):
    address = reverse(f"admin:clauses_{row._meta.model_name}_changelist")
    data = {"action": "delete_selected", "_selected_action": [row.pk]}
    html = body(admin_client.post(address, data))
    assert "cannot be deleted" in html
    assert "withdraw it" in html
    admin_client.post(address, data | {"post": "yes"})
    assert type(row).objects.filter(pk=row.pk).exists()


def test_a_cited_name_is_not_deleted_with_a_tick_on_the_page_of_its_agreement(admin_client):
    name = cited(AgreementNameFactory, "name")
    address = reverse("admin:clauses_agreement_change", args=[name.agreement_id])
    forms = [each.formset for each in admin_client.get(address).context["inline_admin_formsets"]]
    data = {}
    for form in [
        admin_client.get(address).context["adminform"].form,
        *(f for each in forms for f in each.initial_forms),
    ]:
        values = {form.add_prefix(each): form.get_initial_for_field(f, each) for each, f in form.fields.items()}
        data |= {key: "" if value is None else getattr(value, "pk", value) for key, value in values.items()}
    for formset in forms:
        count = len(formset.initial_forms)
        data |= {f"{formset.prefix}-TOTAL_FORMS": count, f"{formset.prefix}-INITIAL_FORMS": count}
    html = body(admin_client.post(address, data | {"names-0-DELETE": "on"}))
    assert "protected" in html
    assert AgreementName.objects.filter(pk=name.pk).exists()


def test_what_nothing_needs_can_be_deleted(admin_client):
    row = AgreementFactory(state="draft")
    address = reverse("admin:clauses_agreement_delete", args=[row.pk])
    assert "Are you sure" in body(admin_client.get(address))
    admin_client.post(address, {"post": "yes"})
    assert not Agreement.objects.filter(pk=row.pk).exists()


def test_a_draft_that_readers_saw_once_is_withdrawn_and_not_deleted():
    action = ActionFactory()
    action.state = "draft"
    action.save()
    address = reverse("admin:clauses_action_delete", args=[action.pk])
    assert person("manager").post(address, {"post": "yes"}).status_code == 403
    assert "was public once" in why_not_deleted(person("editor").user, action)
    assert type(action).objects.filter(pk=action.pk).exists()
