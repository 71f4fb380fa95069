"""Likely duplicates: by rules that can be told in words, quick in large tables, and never the same pair twice."""

from hashlib import sha256
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.core.cache import cache
from django.urls import reverse

from clauses.editing.merging import duplicates
from clauses.editing.merging.duplicates import RULES, Pair, likely
from clauses.editing.merging.groups import MOST_SHOWN, grouped, groups, tell_all_apart
from clauses.editing.merging.preview import preview
from clauses.models import NotTheSame, Place, Source

from ..support.rows.factories import (
    ActionFactory,
    ActionParticipantFactory,
    ActorFactory,
    ActorIdentifierFactory,
    PlaceFactory,
    SourceFactory,
)
from ..support.rows.filling import bulk
from ..support.rows.merging import page_of

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
    for told in (one.pk, other.pk, None):
        tell_all_apart(Place, told, [one.pk, other.pk], user=admin_user)
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
    with django_assert_max_num_queries(25):  # two for each table that is watched, one for each that is listed
        count_likely()


def test_large_tables_are_compared_by_neighbours_and_not_each_with_each(monkeypatch):
    bulk(PlaceFactory, 600, name=[f"Quuxkend {number:03}" for number in range(600)])
    asked = []
    original = duplicates._judged
    monkeypatch.setattr(duplicates, "_judged", lambda *pair: asked.append(pair) or original(*pair))
    likely(Place)
    assert len(asked) < 620 * duplicates.WINDOW * 3


@pytest.mark.parametrize("model", RULES)
def test_the_shipped_records_have_no_likely_duplicates(model, shipped):
    assert likely(model) == []


# --- In groups


def test_ten_imports_of_one_article_are_one_group_with_one_reason():
    paper = ActorFactory(kind="media")
    rows = [SourceFactory(title="Drill begins in Nakhchivan", publisher=paper) for _ in range(10)]
    SourceFactory(title="Something else", publisher=paper)
    (group,) = groups(Source)
    assert group.rows == tuple(sorted(row.pk for row in rows))
    assert group.reasons == ("titles 100 % alike, same publisher, dates overlap",)


def test_pairs_that_share_a_row_are_one_group_in_whatever_order_they_come():
    pairs = [Pair(4, 5, 90, "b"), Pair(1, 2, 95, "a"), Pair(8, 9, 99, "c"), Pair(2, 3, 90, "a"), Pair(3, 5, 91, "b")]
    for order in (pairs, pairs[::-1]):
        assert [(group.rows, group.likeness) for group in grouped(order)] == [((8, 9), 99), ((1, 2, 3, 4, 5), 95)]
    assert grouped(pairs)[1].reasons == ("a", "b")


def test_a_chain_of_any_length_is_one_group():
    assert len(grouped([Pair(number, number + 1, 90, "x") for number in range(5000)])) == 1


def test_who_is_none_of_the_others_leaves_the_group(admin_user):
    rows = [PlaceFactory(name="Quuxkend").pk for _ in range(4)]
    tell_all_apart(Place, rows[1], rows, user=admin_user)
    assert [group.rows for group in groups(Place)] == [(rows[0], rows[2], rows[3])]
    tell_all_apart(Place, None, rows, user=admin_user)
    assert groups(Place) == []
    assert NotTheSame.objects.count() == 6


# --- The page


def test_the_page_shows_a_group_once_with_the_ways_to_merge_all_or_one(admin_client):
    rows = [PlaceFactory(name="Quuxkend", state=state) for state in ("draft", "published", "draft")]
    html = admin_client.get(PAGE, {"table": "place"}).content.decode()
    same = reverse("admin:clauses_place_same", args=[rows[1].pk])
    assert "3 records: same folded name" in html
    assert f"{same}?other={rows[0].pk}&amp;rest={rows[2].pk}" in html
    assert f'{same}?other={rows[2].pk}"' in html
    assert html.count("Quuxkend</a>") == 3


def test_a_large_group_is_shown_in_part(admin_client):
    bulk(PlaceFactory, MOST_SHOWN + 3, name="Quuxkend")
    html = admin_client.get(PAGE, {"table": "place"}).content.decode()
    assert html.count("Quuxkend</a>") == MOST_SHOWN
    assert "and 3 more" in html


def test_of_a_group_one_or_all_are_said_to_be_other_things(admin_client):
    rows = [PlaceFactory(name="Quuxkend").pk for _ in range(3)]
    response = admin_client.post(PAGE, {"table": "place", "row": rows, "apart": rows[2]}, follow=True)
    assert "these are different things" in response.content.decode()
    assert [group.rows for group in groups(Place)] == [tuple(rows[:2])]
    for nonsense in ("0", "x", "9" * 30):
        response = admin_client.post(PAGE, {"table": "place", "row": rows, "apart": nonsense}, follow=True)
        assert "gone meanwhile" in response.content.decode()
    admin_client.post(PAGE, {"table": "place", "row": rows, "apart": "all"})
    assert groups(Place) == []


def test_a_group_becomes_one_merge_after_another_with_one_reason(admin_client):
    kept, *others = (PlaceFactory(name="Quuxkend", slug=f"quuxkend-{number}") for number in range(4))
    address, rest = page_of(kept), ",".join(str(row.pk) for row in others[1:])
    asked = {"other": others[0].pk, "rest": rest}
    assert "2 more of the group follow" in admin_client.get(address, asked).content.decode()
    for number, other in enumerate(others):
        data = asked | {"seen": preview(kept, other).digest, "reason": "one town"}
        response = admin_client.post(address, data)
        if number < 2:
            assert response.url.startswith(address)
            asked = dict(parse_qsl(urlsplit(response.url).query))
            assert asked["reason"] == "one town"
            assert 'value="one town"' in admin_client.get(response.url).content.decode()
    assert response.url == reverse("admin:clauses_place_change", args=[kept.pk])
    assert Place.objects.filter(name="Quuxkend").count() == 1


@pytest.mark.parametrize("rest", ["x", "1,2,,", "9" * 40, "0", ",".join("123456")])
def test_a_rest_that_is_none_leads_to_the_record_that_stayed(admin_client, rest):
    kept, other = PlaceFactory(), PlaceFactory()
    data = {"other": other.pk, "rest": rest, "seen": preview(kept, other).digest, "reason": "one"}
    assert admin_client.get(page_of(kept), data).status_code == 200
    response = admin_client.post(page_of(kept), data)
    assert response.url == reverse("admin:clauses_place_change", args=[kept.pk])


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
    names = [sha256(b"%d" % number).hexdigest()[:16] for number in range(30)]  # none of them like another
    bulk(PlaceFactory, 60, name=names * 2)
    with django_assert_max_num_queries(len(few) + 1):
        html = admin_client.get(PAGE, {"table": "place", "page": "2"}).content.decode()
    assert 'aria-current="page">2<' in html


def test_only_who_may_merge_sees_the_page(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("viewer", is_staff=True))
    assert client.get(PAGE).status_code == 403
    assert client.post(PAGE, {"table": "place"}).status_code == 403


def test_an_unknown_table_is_an_unclear_question(admin_client):
    assert admin_client.get(PAGE, {"table": "user"}).status_code == 400
