"""The pages on which two records become one, and two again."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from clauses.editing.merging.merge import merge
from clauses.editing.merging.preview import preview
from clauses.models import ActionParticipant, Actor, Merge, Place

from ...support.pages.policy import holds_the_policy
from ...support.pages.reading import body
from ...support.rows.factories import (
    ActionFactory,
    ActionParticipantFactory,
    ActorFactory,
    CitationFactory,
    PlaceFactory,
)
from ...support.rows.merging import page_of

pytestmark = pytest.mark.django_db


def sent(client, kept, other, **more):
    data = {"other": other.pk, "seen": preview(kept, other).digest, "reason": "one ministry"} | more
    return client.post(page_of(kept), data, follow=True)


@pytest.fixture
def pair():
    kept, other = ActorFactory(name="Defence Ministry"), ActorFactory(name="Ministry of Defence")
    ActionParticipantFactory(actor=other, name_as_reported="Zakir Hasanov")
    return kept, other


def test_the_change_page_links_to_it_for_who_may_merge(admin_client, client, django_user_model, pair):
    kept, _ = pair
    change = reverse("admin:clauses_actor_change", args=[kept.pk])
    assert page_of(kept) in body(admin_client.get(change))
    viewer = django_user_model.objects.create_user("viewer", is_staff=True)
    viewer.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    client.force_login(viewer)
    assert page_of(kept) not in body(client.get(change))
    assert client.get(page_of(kept)).status_code == 403
    assert sent(client, *pair).status_code == 403


def test_the_other_record_is_chosen_by_its_code_without_a_script(admin_client, pair):
    kept, other = pair
    html = body(admin_client.get(page_of(kept), {"code": other.slug}))
    assert "1 row moves" in html
    assert f'<del class="was">{other.slug}</del> → <ins class="becomes">{kept.slug}</ins>' in html
    assert "There is no such actor" in body(admin_client.get(page_of(kept), {"code": "no-such"}))
    assert "There is no such actor" in body(admin_client.get(page_of(kept), {"other": "x"}))


def test_the_preview_shows_what_differs_and_writes_nothing(admin_client, pair):
    kept, other = pair
    html = body(admin_client.get(page_of(kept), {"other": other.pk}))
    assert "In what the two differ" in html
    assert "Ministry of Defence" in html
    assert f"{page_of(other)}?other={kept.pk}" in html
    assert Actor.objects.filter(pk=other.pk).exists()


def test_what_is_taken_away_is_shown_with_what_it_says(admin_client, pair):
    kept, other = pair
    ActionParticipantFactory(action=ActionParticipant.objects.get(actor=other).action, actor=kept)
    html = body(admin_client.get(page_of(kept), {"other": other.pk}))
    assert "1 row is taken away" in html
    assert "Zakir Hasanov" in html


def test_confirmed_the_two_are_one_and_the_message_leads_to_the_undo(admin_client, admin_user, pair):
    kept, other = pair
    html = body(sent(admin_client, kept, other, keep_name="on"))
    done = Merge.objects.get()
    assert reverse("admin:clauses_merge_change", args=[done.pk]) in html
    assert (done.old_code, done.author) == (other.slug, admin_user)
    kept.refresh_from_db()
    assert kept.other_names == "Ministry of Defence"


def test_a_reason_is_needed_and_a_changed_preview_is_shown_anew(admin_client, pair):
    kept, other = pair
    assert "Say why they are the same" in body(sent(admin_client, kept, other, reason=" "))
    seen = preview(kept, other).digest
    CitationFactory(speaker=other)
    html = body(sent(admin_client, kept, other, seen=seen))
    assert "after the preview" in html
    assert "2 rows move" in html
    assert 'value="one ministry"' in html
    assert not Merge.objects.exists()


def test_what_stands_in_the_way_is_said_and_there_is_nothing_to_confirm(admin_client):
    kept, other = PlaceFactory(state="draft"), PlaceFactory()
    html = body(admin_client.get(page_of(kept), {"other": other.pk}))
    assert "would vanish" in html
    assert "Make them one" not in html
    assert "would vanish" in body(sent(admin_client, kept, other))
    assert Place.objects.filter(pk=other.pk).exists()


def test_who_may_not_publish_makes_nothing_public_by_merging(client, django_user_model):
    kept, other = ActorFactory(), ActorFactory(state="draft")
    ActionParticipantFactory(actor=other)
    user = django_user_model.objects.create_user("merger", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=["add_merge", "view_actor", "change_actor"]))
    client.force_login(user)
    assert "needs the permission to publish" in body(sent(client, kept, other))
    assert not Merge.objects.exists()


def test_the_list_of_merges_says_what_leads_where_and_the_undo_is_one_post_away(admin_client, pair):
    kept, other = pair
    sent(admin_client, kept, other)
    done = Merge.objects.get()
    html = body(admin_client.get(reverse("admin:clauses_merge_changelist")))
    assert other.slug in html
    assert kept.slug in html
    address = reverse("admin:clauses_merge_change", args=[done.pk])
    assert "Undo this merge" in body(admin_client.get(address))
    assert "is a record of its own again" in body(admin_client.post(address, follow=True))
    assert Actor.objects.get(slug=other.slug).pk == other.pk
    assert "Undo this merge" not in body(admin_client.get(address))
    assert "undone already" in body(admin_client.post(address, follow=True))


def test_what_stands_in_the_way_of_an_undo_is_said_instead_of_the_button(admin_client, admin_user, pair):
    kept, other = pair
    done = merge(kept, other, user=admin_user, reason="", seen=preview(kept, other).digest)
    ActionParticipant.objects.get(actor=kept).delete()
    html = body(admin_client.get(reverse("admin:clauses_merge_change", args=[done.pk])))
    assert "has been deleted since" in html
    assert "Undo this merge" not in html


def test_who_may_only_look_cannot_undo(client, django_user_model, admin_user, pair):
    done = merge(*pair, user=admin_user, reason="", seen=preview(*pair).digest)
    viewer = django_user_model.objects.create_user("viewer", is_staff=True)
    viewer.user_permissions.set(Permission.objects.filter(codename="view_merge"))
    client.force_login(viewer)
    address = reverse("admin:clauses_merge_change", args=[done.pk])
    assert "Undo this merge" not in body(client.get(address))
    assert client.post(address).status_code == 403


@pytest.mark.parametrize("key", ["999999999", "x", "99999999999999999999999"])
def test_the_page_of_no_merge_and_of_no_record_is_not_found(admin_client, key):
    assert admin_client.get(f"/admin/clauses/merge/{key}/change/").status_code == 404
    assert admin_client.get(f"/admin/clauses/actor/{key}/same/").status_code == 404


def test_the_list_of_merges_takes_as_many_queries_for_many_as_for_few(
    admin_client, admin_user, django_assert_max_num_queries
):
    def one():
        kept, other = PlaceFactory(), PlaceFactory()
        merge(kept, other, user=admin_user, reason="", seen=preview(kept, other).digest)

    one()
    address = reverse("admin:clauses_merge_changelist")
    admin_client.get(address)
    with django_assert_max_num_queries(40) as few:
        admin_client.get(address)
    for _ in range(5):
        one()
    with django_assert_max_num_queries(len(few)):
        admin_client.get(address)


def test_the_pages_hold_the_policy_of_the_browser(admin_client, admin_user, pair):
    kept, other = pair
    ActionFactory(places=[PlaceFactory()])
    for address in (page_of(kept), f"{page_of(kept)}?other={other.pk}", "/admin/likely-duplicates/"):
        holds_the_policy(admin_client.get(address))
    done = merge(kept, other, user=admin_user, reason="", seen=preview(kept, other).digest)
    for address in (
        reverse("admin:clauses_merge_changelist"),
        reverse("admin:clauses_merge_change", args=[done.pk]),
    ):
        holds_the_policy(admin_client.get(address))
