"""What editors write: reasons, rows that belong to a record, numbers, and what a form refuses."""

import pytest
from django.urls import reverse

from clauses.models import Action, ActionParticipant, Agreement, AgreementName, Citation, Source

from ..support.pages.asking import Site
from ..support.pages.forms import change_address, filled, saved
from ..support.pages.reading import text
from ..support.rows.factories import (
    ActionFactory,
    ActorFactory,
    AgreementFactory,
    AgreementNameFactory,
    CitationFactory,
    SourceFactory,
)
from ..support.rows.filling import bulk

pytestmark = pytest.mark.pages


def test_a_change_is_recorded_with_its_user_and_reason(admin_client):
    agreement = AgreementFactory(title="Old")
    saved(admin_client, agreement, title="New", change_reason="The gazette has it so")
    step = agreement.history.first()
    assert (step.title, step.history_user.username, step.history_change_reason) == (
        "New",
        "admin",
        "The gazette has it so",
    )


def test_the_reason_is_recorded_with_the_rows_that_belong_to_the_record(admin_client):
    agreement = AgreementFactory()
    name = AgreementNameFactory(agreement=agreement, name="Old name")
    gone = AgreementNameFactory(agreement=agreement, slug="gone")
    ids = (name.pk, gone.pk)
    data = filled(admin_client, agreement, change_reason="Both were misprints")
    place = {data[f"names-{number}-id"]: number for number in range(2)}
    data[f"names-{place[ids[0]]}-name"] = "New name"
    data[f"names-{place[ids[1]]}-DELETE"] = "on"
    assert admin_client.post(change_address(agreement), data).status_code == 302
    steps = AgreementName.history.filter(history_change_reason="Both were misprints")
    assert {(step.history_type, step.slug) for step in steps} == {("~", name.slug), ("-", "gone")}
    assert {step.history_user.username for step in steps} == {"admin"}
    assert not agreement.history.filter(history_change_reason="Both were misprints"), "the agreement did not change"


def test_a_form_sent_without_a_change_leaves_no_trace(admin_client, shipped):
    action = Action.objects.exclude(date="").first()
    before = (action.version, action.history.count(), ActionParticipant.history.count(), Citation.history.count())
    after = saved(admin_client, action, change_reason="looked at it")
    assert before == (after.version, after.history.count(), ActionParticipant.history.count(), Citation.history.count())


def test_a_set_of_codes_is_edited_row_by_row_with_its_history(admin_client, shipped):
    commitment = next(row for row in CitationFactory._meta.model.objects.all() if row.commitment_id).commitment
    domain = commitment.domains.first()
    data = filled(admin_client, commitment, change_reason="belongs elsewhere")
    number = next(n for n in range(20) if str(data.get(f"commitmentdomain_set-{n}-domain")) == str(domain.pk))
    data[f"commitmentdomain_set-{number}-DELETE"] = "on"
    assert admin_client.post(change_address(commitment), data).status_code == 302
    assert domain not in commitment.domains.all()
    step = commitment.commitmentdomain_set.model.history.filter(domain=domain).first()
    assert (step.history_type, step.history_change_reason) == ("-", "belongs elsewhere")


def test_a_citation_without_a_number_gets_the_next_of_its_source(admin_client):
    source = SourceFactory()
    CitationFactory(source=source, number=7)
    action = ActionFactory()
    data = filled(admin_client, action)
    data |= {"citations-TOTAL_FORMS": "2"}
    for number in range(2):
        data |= {
            f"citations-{number}-source": source.pk,
            f"citations-{number}-stance": "supports",
            f"citations-{number}-state": "draft",
            f"citations-{number}-rank": "normal",
            f"citations-{number}-quote": f"words {number}",
        }
    assert admin_client.post(change_address(action), data).status_code == 302
    assert list(source.citations.order_by("number").values_list("number", flat=True)) == [7, 8, 9]


def test_an_error_at_a_column_that_the_form_does_not_show_stands_at_its_top(admin_client):
    citation = CitationFactory(action=ActionFactory())
    data = filled(admin_client, citation.action)
    data["citations-0-quote"] = (
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen x"
    )
    response = admin_client.post(change_address(citation.action), data)
    assert "Quote at most 15 words." in text(response)


def test_twenty_rows_are_edited_on_the_page_and_twenty_one_are_a_link(admin_client):
    action = ActionFactory()
    citations = bulk(CitationFactory, 20, action=action, source=SourceFactory())
    page = text(admin_client.get(change_address(action)))
    assert "citations-TOTAL_FORMS" in page
    CitationFactory(action=action, source=SourceFactory())
    page = text(admin_client.get(change_address(action)))
    assert "citations-TOTAL_FORMS" not in page
    assert f'<a href="/admin/clauses/citation/?action__id__exact={action.pk}">21 Citations →</a>' in page
    assert f"/admin/clauses/citation/add/?action={action.pk}" in page
    listed = admin_client.get(f"/admin/clauses/citation/?action__id__exact={action.pk}").context["cl"].result_count
    assert listed == len(citations) + 1


def test_a_row_added_meanwhile_does_not_drop_what_was_typed(admin_client):
    action = ActionFactory()
    bulk(CitationFactory, 20, action=action, source=SourceFactory())
    data = filled(admin_client, action)
    first = Citation.objects.get(pk=data["citations-0-id"])
    CitationFactory(action=action, source=SourceFactory())
    data["citations-0-note"] = "typed meanwhile"
    assert admin_client.post(change_address(action), data).status_code == 302
    assert Citation.objects.get(pk=first.pk).note == "typed meanwhile"


def test_an_agreement_with_twenty_rows_of_each_kind_can_be_saved(admin_client):
    from ..support.rows.factories import AgreementIdentifierFactory, AgreementPartyFactory, AgreementRelationFactory

    agreement = AgreementFactory()
    for factory in (AgreementNameFactory, AgreementIdentifierFactory, AgreementPartyFactory):
        factory.create_batch(20, agreement=agreement)
    AgreementRelationFactory.create_batch(20, subject=agreement)
    bulk(CitationFactory, 20, agreement=agreement, source=SourceFactory())
    assert saved(admin_client, agreement, title="Saved").title == "Saved"


def test_a_record_links_to_its_public_page_or_says_that_there_is_none_yet(admin_client, shipped):
    agreement = Agreement.objects.published().first()
    page = text(admin_client.get(change_address(agreement)))
    assert f'href="{agreement.get_absolute_url()}" class="viewsitelink"' in page
    page = text(admin_client.get(change_address(AgreementFactory(state="draft"))))
    assert "Not public yet" in page
    assert "viewsitelink" not in page


def test_a_row_without_a_page_of_its_own_links_to_that_of_its_record(admin_client, shipped):
    citation = Citation.objects.published().first()
    assert f'href="{citation.source.get_absolute_url()}" class="viewsitelink"' in text(
        admin_client.get(change_address(citation))
    )


def test_deleting_what_is_cited_is_refused_with_the_records_that_stand_in_the_way(admin_client, shipped):
    source = Source.objects.filter(citations__isnull=False).first()
    url = reverse("admin:clauses_source_delete", args=[source.pk])
    assert "cannot be deleted" in text(admin_client.get(url))
    admin_client.post(url, {"post": "yes"})
    assert Source.objects.filter(pk=source.pk).exists()


def test_the_private_words_around_a_quotation_stand_in_a_group_of_their_own(admin_client, shipped):
    response = admin_client.get(change_address(Citation.objects.first()))
    titles = {fieldset.name: fieldset.fields for fieldset in response.context["adminform"]}
    assert titles["Private: never published"] == ["prefix", "suffix"]


def test_who_may_only_look_sees_no_input(client, django_user_model, shipped):
    from django.contrib.auth.models import Permission

    viewer = django_user_model.objects.create_user("viewer", is_staff=True)
    viewer.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    client.force_login(viewer)
    action = Action.objects.first()
    page = text(client.get(change_address(action)))
    assert action.slug in page
    assert 'name="title"' not in page
    assert "change_reason" not in page
    assert client.post(change_address(action), {"title": "x"}).status_code == 403
    client.post(f"/admin/clauses/action/{action.pk}/history/", {"title": "x"})
    assert Action.objects.get(pk=action.pk).title == action.title


def test_a_long_set_of_codes_is_a_list_of_its_own(admin_client):
    from ..support.rows.factories import PlaceFactory

    action = ActionFactory(places=bulk(PlaceFactory, 21))
    page = text(admin_client.get(change_address(action)))
    assert "actionplace_set-TOTAL_FORMS" not in page
    address = f"/admin/clauses/actionplace/?action__id__exact={action.pk}"
    assert f'<a href="{address}">21 Places →</a>' in page
    response = admin_client.get(address)
    assert response.context["cl"].result_count == 21
    assert admin_client.get(change_address(response.context["cl"].result_list[0])).status_code == 200


@pytest.mark.parametrize("make", [ActionFactory, AgreementFactory, SourceFactory, ActorFactory])
def test_a_code_that_is_none_is_refused_on_the_form_of_a_public_record(admin_client, make):
    row = make()
    data = filled(admin_client, row)
    for slug in ("Two Words", "ş", "a/b", "x" * 200, ""):
        refused = Site().ask(admin_client, change_address(row), data | {"slug": slug}, "POST", draw=False)
        assert "slug" in refused.context_data["adminform"].form.errors, slug
    assert not type(row).objects.exclude(slug=row.slug).filter(pk=row.pk).exists()


def test_whom_a_source_credits_is_entered_on_the_page_of_the_record(admin_client):
    citation = CitationFactory(action=ActionFactory())
    army, agency = ActorFactory(), SourceFactory()
    named = {"attributed_to": army.pk, "origin": agency.pk, "as_of": "2021-06", "rank": "preferred", "rank_reason": "x"}
    saved(admin_client, citation.action, **{f"citations-0-{name}": value for name, value in named.items()})
    citation.refresh_from_db()
    assert (citation.attributed_to, citation.origin, citation.as_of, citation.rank) == (
        army,
        agency,
        "2021-06",
        "preferred",
    )
