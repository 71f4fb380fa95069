"""Likely duplicates: by rules that can be told in words, quick in large tables, and never the same pair twice."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from clauses.editing.merging import duplicates
from clauses.editing.merging.duplicates import RULES, likely, tell_apart
from clauses.models import Action, Actor, NotTheSame, Place, Source

from ..support.rows.factories import (
    ActionFactory,
    ActionParticipantFactory,
    ActorFactory,
    ActorIdentifierFactory,
    PlaceFactory,
    SourceFactory,
)
from ..support.rows.filling import bulk

pytestmark = pytest.mark.django_db
PAGE = "/admin/likely-duplicates/"


@pytest.fixture(autouse=True)
def nothing_kept():
    cache.clear()
    yield
    cache.clear()


def reason(one, other) -> str:
    """Why the two are listed; empty where they are not."""
    pairs = [pair for pair in likely(type(one)) if {pair.first, pair.second} == {one.pk, other.pk}]
    assert len(pairs) <= 1
    return pairs[0].reason if pairs else ""


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ({"name": "Şuşa Institute"}, {"name": "Susa institute"}, "same folded name"),
        ({"name": "Ministry of Defence"}, {"name": "Defence Ministry"}, "same folded name"),
        ({"name": "Quuxland", "other_names": "Quux; Kuuks"}, {"name": "KUUKS"}, "same folded name"),
        ({"name": "Ministry of Defence"}, {"name": "Ministry of Defense"}, "names 93 % alike"),
        ({"name": "Minister of Quux", "kind": "office"}, {"name": "Ministry of Quux", "kind": "body"}, ""),
        ({"name": "Minister of Quux Affairs"}, {"name": "Deputy Minister of Quux Affairs"}, ""),
        ({"name": "Zyxwvu Council"}, {"name": "Abcdef Council"}, ""),
    ],
)
def test_actors_are_listed_where_their_names_are_alike(one, other, said):
    assert reason(ActorFactory(**one), ActorFactory(**other)) == said


def test_ministries_of_two_states_may_be_called_alike():
    states = [ActorFactory(kind="state") for _ in range(2)]
    one, other = (ActorFactory(name="Ministry of Quux", country=state) for state in states)
    assert reason(one, other) == ""
    assert reason(one, ActorFactory(name="Ministry of Quux")) == "same folded name"


def test_one_number_in_another_scheme_is_enough():
    one, other = ActorFactory(name="Quux"), ActorFactory(name="Something else")
    for actor in (one, other):
        ActorIdentifierFactory(actor=actor, scheme="wikidata", code_there="Q987654")
    assert reason(one, other) == "the same wikidata number"


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"name": "Quuxkənd"}, "same folded name"),
        ({"name": "Quuxkend", "kind": "region"}, ""),
        ({"name": "Quuxkend", "iso3": "TUR"}, ""),
        ({"name": "Elsewhere", "wikidata": "Q77"}, "the same Wikidata item"),
    ],
)
def test_places_are_listed_where_name_and_kind_are_the_same(other, said):
    one = PlaceFactory(name="Quuxkend", iso3="AZE", wikidata="Q77" if "wikidata" in other else "")
    assert reason(one, PlaceFactory(**other)) == said


def test_sources_are_listed_by_address_or_by_title_and_publisher():
    paper = ActorFactory(kind="media")
    one = SourceFactory(title="Drill begins in Nakhchivan", publisher=paper, url="https://www.example.org/a/")
    assert reason(one, SourceFactory(title="", publisher=None, url="http://example.org/a#top")) == "the same address"
    again = SourceFactory(title="Drill begins in Nakhchivan!", publisher=paper)
    assert reason(one, again) == "titles 97 % alike, same publisher, dates overlap"
    assert reason(one, SourceFactory(title="Drill begins in Nakhchivan")) == ""
    assert reason(one, SourceFactory(title="Drill begins in Nakhchivan", publisher=paper, published="2022")) == ""


def test_a_reprint_is_not_what_it_repeats():
    paper = ActorFactory(kind="media")
    one = SourceFactory(title="Drill begins", publisher=paper)
    copy = SourceFactory(title="Drill begins", publisher=paper, derived_from=one, derivation="republished")
    assert reason(one, copy) == ""


def test_actions_are_listed_where_day_and_place_or_participant_and_title_agree():
    place, actor = PlaceFactory(), ActorFactory()
    one = ActionFactory(title="Joint drill in Nakhchivan", date="2021-10-05/2021-10-08", places=[place])
    ActionParticipantFactory(action=one, actor=actor)
    there = ActionFactory(title="Joint drill at Nakhchivan", date="[2021-10-01..2021-10-31]", places=[place])
    assert reason(one, there) == "titles 93 % alike, dates overlap, same place"
    later = ActionFactory(title="Joint drill in Nakhchivan", date="2021-11", places=[place])
    assert reason(one, later) == ""
    elsewhere = ActionFactory(title="Joint drill in Nakhchivan", date="2021-10-06", places=[PlaceFactory()])
    assert reason(one, elsewhere) == ""
    ActionParticipantFactory(action=elsewhere, actor=actor)
    assert "same participant" in reason(one, elsewhere)


def test_a_pair_that_was_told_apart_is_not_listed_again(admin_user):
    one, other = PlaceFactory(name="Quuxkend"), PlaceFactory(name="Quuxkend")
    assert reason(one, other)
    for pair in ((one.pk, other.pk), (other.pk, one.pk)):
        tell_apart(Place, *pair, user=admin_user)
    assert reason(one, other) == ""
    assert NotTheSame.objects.count() == 1


def count_likely():
    """How many pairs wait in all tables."""
    return sum(len(likely(model)) for model in RULES)


def test_the_pairs_follow_every_change():
    one, other = PlaceFactory(name="Quuxkend"), PlaceFactory(name="Elsewhere")
    before = count_likely()
    other.name = "Quuxkend"
    other.save()
    assert count_likely() == before + 1
    other.delete()
    assert count_likely() == before
    assert one.pk


def test_the_count_costs_few_queries_when_nothing_has_changed(django_assert_max_num_queries):
    count_likely()
    with django_assert_max_num_queries(20):
        count_likely()


def test_large_tables_are_compared_by_neighbours_and_not_each_with_each(monkeypatch):
    bulk(PlaceFactory, 600, name=[f"Quuxkend {number:03}" for number in range(600)])
    asked = []
    original = duplicates._judged
    monkeypatch.setattr(duplicates, "_judged", lambda *pair: asked.append(pair) or original(*pair))
    likely(Place)
    assert len(asked) < 620 * duplicates.WINDOW * 3


@pytest.mark.parametrize("model", [Actor, Place, Source, Action])
def test_the_shipped_records_have_no_likely_duplicates(model, shipped):
    assert likely(model) == []


# --- The page


def test_the_page_lists_a_pair_with_its_reason_and_both_ways_on(admin_client):
    kept, other = PlaceFactory(name="Quuxkend"), PlaceFactory(name="Quuxkend", state="draft")
    html = admin_client.get(PAGE, {"table": "place"}).content.decode()
    assert "Same folded name" in html
    for row in (kept, other):
        assert reverse("admin:clauses_place_change", args=[row.pk]) in html
    assert f"{reverse('admin:clauses_place_same', args=[kept.pk])}?other={other.pk}" in html


def test_not_the_same_is_stored_with_who_said_so(admin_client, admin_user):
    one, other = PlaceFactory(name="Quuxkend"), PlaceFactory(name="Quuxkend")
    data = {"table": "place", "first": one.pk, "second": other.pk, "page": "1"}
    response = admin_client.post(PAGE, data, follow=True)
    assert "these are two things" in response.content.decode()
    told = NotTheSame.objects.get()
    assert (told.first, told.second, told.author) == (one.pk, other.pk, admin_user)
    assert reason(one, other) == ""


@pytest.mark.parametrize("keys", [("1", "1"), ("x", "2"), ("", ""), ("999999999", "1")])
def test_a_pair_that_is_none_is_not_stored(admin_client, keys):
    data = {"table": "place", "first": keys[0], "second": keys[1], "page": "x"}
    assert "gone meanwhile" in admin_client.post(PAGE, data, follow=True).content.decode()
    assert not NotTheSame.objects.exists()


def test_a_long_list_has_pages_and_takes_no_more_queries(admin_client, django_assert_max_num_queries):
    PlaceFactory(name="Quuxkend"), PlaceFactory(name="Quuxkend")
    with django_assert_max_num_queries(60) as few:
        admin_client.get(PAGE, {"table": "place"})
    bulk(PlaceFactory, 60, name=[f"Quuxkend {number // 2}" for number in range(60)])
    with django_assert_max_num_queries(len(few) + 1):
        html = admin_client.get(PAGE, {"table": "place", "page": "2"}).content.decode()
    assert 'aria-current="page">2<' in html


def test_only_who_may_merge_sees_the_page(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("viewer", is_staff=True))
    assert client.get(PAGE).status_code == 403
    assert client.post(PAGE, {"table": "place"}).status_code == 403


def test_an_unknown_table_is_an_unclear_question(admin_client):
    assert admin_client.get(PAGE, {"table": "user"}).status_code == 400
