"""Addresses are permanent: what was merged leads on, what was withdrawn says why, and drafts are nothing."""

import pytest

from clauses.dataset import TABLES
from clauses.editing.merging.merge import merge, undo
from clauses.editing.merging.preview import preview
from clauses.models import Action, Agreement

from ...support.rows.factories import (
    ActionFactory,
    ActorFactory,
    AgreementFactory,
    ClauseFactory,
    CommitmentFactory,
    DomainFactory,
    PlaceFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db
WITH_A_PAGE = [
    AgreementFactory,
    ClauseFactory,
    CommitmentFactory,
    ActionFactory,
    SourceFactory,
    DomainFactory,
    ActorFactory,
]
REASON = "Its only source turned out to be a hoax."


def withdraw(row, reason=REASON):
    row.state, row.withdrawn_reason = "withdrawn", reason
    row.full_clean()
    row.save()
    return row


def made_one(kept, other, user):
    return merge(kept, other, user=user, reason="", seen=preview(kept, other).digest)


def test_why_it_was_withdrawn_has_no_day_and_is_told_on_no_earlier_one(client):
    address = withdraw(ActionFactory()).get_absolute_url()
    response = client.get(f"{address}?known_on=2021-12-31")
    assert response.status_code == 410
    assert REASON not in response.content.decode()
    assert f'<a data-day="leaves" href="{address}">' in response.content.decode()
    assert REASON in client.get(address).content.decode()


@pytest.mark.parametrize("factory", WITH_A_PAGE, ids=lambda factory: factory.__name__)
def test_a_withdrawn_record_keeps_its_address_with_the_reason(client, factory):
    row = withdraw(factory())
    response = client.get(row.get_absolute_url())
    assert response.status_code == 410
    html = response.content.decode()
    assert REASON in html
    assert row.code in html
    assert str(row) not in html  # the name may be what was wrong
    assert "no-cache" in response.headers["Cache-Control"]
    head = client.head(row.get_absolute_url())
    assert (head.status_code, head.content) == (410, b"")


def test_what_belongs_to_a_withdrawn_agreement_says_so(client):
    agreement = AgreementFactory()
    clause = ClauseFactory(agreement=agreement)
    commitment, action = CommitmentFactory(clause=clause), ActionFactory(agreement=agreement)
    withdraw(agreement)
    for row in (clause, commitment, action):
        response = client.get(row.get_absolute_url())
        assert response.status_code == 410
        assert f"the agreement <code>{agreement.slug}</code>" in response.content.decode()
        assert REASON in response.content.decode()


def test_a_record_withdrawn_before_it_was_ever_public_is_nothing(client):
    row = withdraw(ActionFactory(state="draft"))
    hidden, nothing = client.get(row.get_absolute_url()), client.get("/actions/test-action-x9/")
    assert hidden.status_code == nothing.status_code == 404
    assert hidden.content == nothing.content
    assert hidden.headers.get("Cache-Control") == nothing.headers.get("Cache-Control")


def test_a_draft_of_a_withdrawn_agreement_is_nothing(client):
    agreement = AgreementFactory()
    clause = ClauseFactory(agreement=agreement, state="draft")
    withdraw(agreement)
    assert client.get(clause.get_absolute_url()).status_code == 404


def test_a_withdrawn_clause_of_a_draft_agreement_is_nothing(client):
    clause = withdraw(ClauseFactory(agreement=AgreementFactory(state="draft")))
    assert client.get(clause.get_absolute_url()).status_code == 404


def test_a_reason_is_text_and_no_page_of_its_own(client):
    row = withdraw(ActionFactory(), "<script>alert(1)</script>\n\nSecond paragraph")
    html = client.get(row.get_absolute_url()).content.decode()
    assert "<script>alert" not in html
    assert "<p>Second paragraph</p>" in html


def test_lists_search_and_files_leave_withdrawn_records_out(client):
    row = withdraw(ActionFactory(title="Zqwithdrawn", slug="zqwithdrawn"))
    addresses = ["/actions/", "/actions/?q=zqwithdrawn", "/search/?q=zqwithdrawn", row.agreement.get_absolute_url()]
    addresses += [f"/data/{table.name}.csv" for table in TABLES]
    for address in addresses:
        response = client.get(address)
        text = b"".join(response.streaming_content) if response.streaming else response.content
        found = text.decode().replace('value="zqwithdrawn"', "").replace("<title>zqwithdrawn", "")
        assert row.get_absolute_url() not in found, address
        assert "Zqwithdrawn" not in found, address


# --- Merged records


@pytest.mark.parametrize("factory", [ActorFactory, SourceFactory, ActionFactory], ids=lambda factory: factory.__name__)
def test_the_address_of_a_merged_record_leads_to_the_other_for_good(client, admin_user, factory):
    kept, other = factory(), factory()
    address = other.get_absolute_url()
    made_one(kept, other, admin_user)
    for response in (client.get(address), client.head(address)):
        assert response.status_code == 301
        assert response.headers["Location"] == kept.get_absolute_url()
        assert "no-cache" in response.headers["Cache-Control"]  # an undo must not be kept from anybody


def test_an_undone_merge_leads_nowhere(client, admin_user):
    kept, other = ActorFactory(), ActorFactory()
    undo(made_one(kept, other, admin_user), user=admin_user)
    assert client.get(other.get_absolute_url()).status_code == 200


def test_a_chain_of_merges_is_one_step(client, admin_user):
    first, second, third = ActorFactory(), ActorFactory(), ActorFactory()
    made_one(second, first, admin_user)
    made_one(third, second, admin_user)
    assert client.get(first.get_absolute_url()).headers["Location"] == third.get_absolute_url()


def test_nothing_leads_to_what_is_not_public(client, admin_user):
    kept, other = ActorFactory(), ActorFactory()
    made_one(kept, other, admin_user)
    kept.state = "draft"
    kept.save()
    assert client.get(other.get_absolute_url()).status_code == 404


def test_a_code_in_another_table_leads_nowhere(client, admin_user):
    kept, other = PlaceFactory(), PlaceFactory()
    made_one(kept, other, admin_user)
    assert client.get(f"/actors/{other.slug}/").status_code == 404


def test_every_table_with_a_page_has_a_list_to_go_on_from():
    from clauses.public.records.gone import WithdrawnError

    for row in (Agreement(slug="a"), Action(slug="a")):
        assert WithdrawnError(row, row).list_address.startswith("/")
