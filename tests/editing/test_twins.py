"""Likely twins of what is being written: same title and day, same address, same folded name, and who is told so."""

import pytest
from django.contrib.auth.models import Permission

from clauses.editing.merging.groups import tell_all_apart
from clauses.editing.merging.twins import MOST, RULES, TABLES, twins_of, twins_of_row
from clauses.models import Action, Actor, Agreement, Commitment, Place, Source

from ..support.pages.reading import body
from ..support.rows.factories import (
    ActionFactory,
    ActorFactory,
    AgreementFactory,
    AgreementNameFactory,
    ClauseFactory,
    CommitmentFactory,
    PlaceFactory,
    SourceFactory,
)
from ..support.rows.filling import bulk
from ..support.rows.people import person

pytestmark = pytest.mark.django_db


def told(model, **typed):
    return [(each.row, each.reason) for each in twins_of(model, typed)]


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ({"title": "DRILL in Şuşa", "published": "2021-06-15"}, "same title and day"),
        ({"title": "Drill in Şuşa", "published": "2021-06"}, "same title and day"),
        ({"title": "Drill in Şuşa", "published": "15 June 2021"}, "same title and day"),
        ({"title": "Drill in Şuşa", "published": ""}, "same title, and a day is missing"),
        ({"title": "Drill in Şuşa", "published": "next week"}, "same title, and a day is missing"),
        ({"title": "Drill in Şuşa", "published": "2021-06-16"}, ""),
        ({"title": "Drill", "published": "2021-06-15"}, ""),
        ({"title": "", "url": "http://www.example.org/a/#top"}, "same web address"),
        ({"title": "", "url": "https://example.org/a?page=2"}, ""),
        ({"title": "Drill in Şuşa", "published": "2021-06-15", "language": "az"}, ""),
        ({}, ""),
        ({"title": "\0", "url": "://", "published": "\0"}, ""),
        ({"title": "a" * 5000, "url": "x" * 5000}, ""),
        ({"title": "%", "url": "%"}, ""),
    ],
)
def test_a_source_is_there_by_title_and_day_or_by_address(typed, reason):
    one = SourceFactory(title="Drill in Susa", published="2021-06-15", url="https://example.org/a")
    assert told(Source, **typed) == ([(one, reason)] if reason else [])


def test_a_reprint_is_not_what_it_repeats():
    one = SourceFactory(title="Drill", published="2021-06-15")
    assert told(Source, title="Drill", published="2021-06-15", derived_from=str(one.pk)) == []


def test_an_action_is_there_by_title_and_a_day_that_both_can_have_been_on():
    one = ActionFactory(title="Joint drill begins", date="2021-10-05/2021-10-08", state="draft")
    assert told(Action, title="The joint drill begins", date="2021-10-08") == [(one, "same title and day")]
    assert told(Action, title="Joint drill begins", date="2021-10-09") == []


def test_an_actor_or_a_place_is_there_by_any_of_its_names_unless_it_is_of_another_state():
    state = ActorFactory(kind="state")
    one = ActorFactory(name="Defence Ministry", other_names="Savunma Bakanlığı; MoD", country=state)
    for typed in ("Ministry of Defence", "savunma bakanligi", "mod"):
        assert told(Actor, name=typed) == [(one, "same name")], typed
    assert told(Actor, name="Something", other_names="Else; MOD", country=str(state.pk)) == [(one, "same name")]
    assert told(Actor, name="MoD", country=str(ActorFactory(kind="state").pk)) == []
    place = PlaceFactory(name="Quuxkənd", kind="city")
    assert told(Place, name="Quuxkend") == [(place, "same name")]
    assert told(Place, name="Quuxkend", kind="region") == []


def test_an_agreement_is_there_by_any_of_its_names():
    one = AgreementFactory(title="Treaty of Quux")
    AgreementNameFactory(agreement=one, name="Gəncə Protokolu")
    for typed in ("Gence protokolu", "treaty of quux"):
        assert told(Agreement, title=typed) == [(one, "same title")], typed


def test_a_promise_is_there_by_its_title_within_its_agreement():
    clause = ClauseFactory()
    one = CommitmentFactory(title="Clear the mines", clause=clause)
    CommitmentFactory(title="Clear the mines")
    beside = ClauseFactory(agreement=clause.agreement)
    reason = "same title in the same agreement"
    assert told(Commitment, title="clear the mines", clause=str(beside.pk)) == [(one, reason)]
    for nonsense in ("", "x", "0", "9" * 30, "9" * 18):
        assert told(Commitment, title="Clear the mines", clause=nonsense) == []


def test_who_is_just_so_named_is_told_first_and_few_are_told(django_assert_max_num_queries):
    bulk(PlaceFactory, 300, name=[f"Quux {number} kend" for number in range(300)])
    one = PlaceFactory(name="Kend Quux")
    with django_assert_max_num_queries(2):
        assert told(Place, name="Kend Quux") == [(one, "same name")]
    bulk(PlaceFactory, 30, name="Kend Quux")
    assert len(told(Place, name="Kend Quux")) == MOST


def test_a_stored_record_is_no_twin_of_itself_nor_of_what_was_told_apart(admin_user):
    one, other, third = (PlaceFactory(name="Quuxkend") for _ in range(3))
    assert {each.row for each in twins_of_row(one)} == {other, third}
    tell_all_apart(Place, None, [one.pk, other.pk], user=admin_user)
    assert {each.row for each in twins_of_row(one)} == {third}


# --- While one types


def test_what_is_typed_is_answered_with_names_reasons_and_addresses(admin_client):
    one = ActionFactory(
        title="Joint drill", date="2021-10-05", slug="drill", state="draft", agreement=None, relation="context"
    )
    found = admin_client.get("/admin/twins/action/", {"title": "joint DRILL", "date": "2021-10-05"}).json()["twins"]
    (twin,) = found
    assert (twin["key"], twin["why"]) == (str(one.pk), "same title and day")
    assert twin["address"] == f"/admin/clauses/action/{one.pk}/change/"
    assert twin["name"] == "Joint drill · meeting · 5 October 2021 · drill · draft"


@pytest.mark.parametrize("table", TABLES)
def test_every_form_of_a_new_record_asks(admin_client, table):
    html = body(admin_client.get(f"/admin/clauses/{table}/add/"))
    assert f'data-twins="/admin/twins/{table}/"' in html
    for name in RULES[TABLES[table]].columns:
        assert f'name="{name}"' in html, name
    assert admin_client.get(f"/admin/twins/{table}/").json() == {"twins": []}
    assert admin_client.get(
        f"/admin/twins/{table}/", dict.fromkeys(RULES[TABLES[table]].columns, "9" * 400)
    ).json() == {"twins": []}


def test_only_who_may_see_a_table_is_told_what_is_in_it(client, django_user_model):
    user = django_user_model.objects.create_user("somebody", is_staff=True)
    client.force_login(user)
    assert client.get("/admin/twins/actor/").status_code == 403
    user.user_permissions.add(Permission.objects.get(codename="view_actor"))
    assert client.get("/admin/twins/actor/").status_code == 200
    for table in ("user", "citation", "nothing"):
        assert client.get(f"/admin/twins/{table}/").status_code == 404


# --- Without a script, when the form is sent


def place(**more):
    return {"name": "Quuxkend", "slug": "quuxkend-2", "kind": "city"} | more


def test_a_form_with_a_twin_comes_back_once_and_is_saved_at_the_second_press():
    editor = person("editor")
    one = PlaceFactory(name="Quuxkənd", slug="quuxkend", kind="city")
    answer = editor.post("/admin/clauses/place/add/", place())
    html = body(answer)
    assert "Is it there already?" in html
    link = f'<a href="/admin/clauses/place/{one.pk}/change/" target="_blank">Quuxkənd · city or town · quuxkend</a>'
    assert f"{link} (same name)" in html
    assert f'name="seen_twins" value="{one.pk}"' in html
    assert not Place.objects.filter(slug="quuxkend-2").exists()
    assert editor.post("/admin/clauses/place/add/", place(seen_twins=str(one.pk))).status_code == 302
    assert Place.objects.filter(slug="quuxkend-2").exists()


def test_a_twin_that_came_meanwhile_is_named_too():
    editor = person("editor")
    one, other = (PlaceFactory(name="Quuxkend", kind="city") for _ in range(2))
    html = body(editor.post("/admin/clauses/place/add/", place(seen_twins=str(one.pk))))
    assert f'value="{one.pk},{other.pk}"' in html
    for nonsense in ("x", ",,,", "9" * 500):
        assert editor.post("/admin/clauses/place/add/", place(seen_twins=nonsense)).status_code == 200


def test_where_there_is_no_twin_a_form_is_saved_at_once_and_a_stored_one_always():
    editor = person("editor")
    assert editor.post("/admin/clauses/place/add/", place()).status_code == 302
    one = Place.objects.get(slug="quuxkend-2")
    PlaceFactory(name="Quuxkend", kind="city")
    html = body(editor.get(f"/admin/clauses/place/{one.pk}/change/"))
    assert "data-twins" not in html
    sent = place(iso3="KEN", seen_version=one.version)
    assert editor.post(f"/admin/clauses/place/{one.pk}/change/", sent).status_code == 302


# --- At the review


def test_the_review_names_twins_published_or_not_with_the_way_to_make_them_one():
    draft, other, public = (PlaceFactory(name="Quuxkend", state=state) for state in ("in_review", "draft", "published"))
    address = f"/admin/clauses/place/{draft.pk}/change/"
    html = body(person("reviewer").get(address))
    for twin in (other, public):
        assert f'href="/admin/clauses/place/{twin.pk}/change/"' in html
        assert f"/admin/clauses/place/{twin.pk}/same/?other={draft.pk}" in html
    html = body(person("editor").get(address))
    assert f'href="/admin/clauses/place/{public.pk}/change/"' in html
    assert "/same/" not in html
    html = body(person("reviewer", "second").get(f"/admin/clauses/place/{public.pk}/change/"))
    assert "Is it there already?" not in html  # nothing is reviewed
