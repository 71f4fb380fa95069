"""Answers that take a look at whole tables are kept while the data is the same."""

from datetime import date

import pytest
from django.core.cache import caches
from django.db.models import Count

from clauses import known_on
from clauses.models import Action
from clauses.while_unchanged import ANSWERS, MOST_PARTS, ORDERS, kept, kept_count, made_from, while_unchanged

from .support.rows.factories import ActionFactory


@pytest.fixture(autouse=True)
def nothing_kept():
    caches[ANSWERS].clear()
    caches[ORDERS].clear()


class Asked:
    """A question that counts how often it was asked."""

    def __init__(self):
        self.times = 0

    def __call__(self):
        self.times += 1
        return [self.times]


def test_it_is_asked_once_for_each_version_question_and_day():
    ask = Asked()
    with made_from("one"):
        assert while_unchanged(("a",), ask) == while_unchanged(("a",), ask) == [1]
        assert while_unchanged(("b",), ask) == [2]
        with known_on.override(date(2022, 1, 1)):
            assert while_unchanged(("a",), ask) == [3]
    with made_from("two"):
        assert while_unchanged(("a",), ask) == [4]
    with made_from("one"):
        assert while_unchanged(("a",), ask) == [1]


def test_of_no_version_it_is_asked_each_time():
    ask = Asked()
    assert [while_unchanged(("a",), ask), while_unchanged(("a",), ask)] == [[1], [2]]
    with made_from("one"), made_from(""):
        assert [while_unchanged(("a",), ask), while_unchanged(("a",), ask)] == [[3], [4]]


def test_nothing_and_nought_are_answers_too():
    asked = []
    with made_from("one"):
        for answer in (None, 0, []):
            ask = lambda answer=answer: asked.append(answer) or answer  # noqa: E731
            assert [while_unchanged((str(answer),), ask), while_unchanged((str(answer),), ask)] == [answer, answer]
    assert asked == [None, 0, []]


def test_what_is_done_to_an_answer_stays_with_who_did_it():
    with made_from("one"):
        while_unchanged(("a",), lambda: [1]).append(2)
        while_unchanged(("a",), lambda: [1]).append(3)
        assert while_unchanged(("a",), lambda: [1]) == [1]


@pytest.mark.parametrize(("cache", "asked"), [(ANSWERS, 2), (ORDERS, 1)])
def test_only_an_order_is_kept_that_is_very_long(cache, asked):
    times = []
    with made_from("one"):
        for _ in range(2):
            while_unchanged(("long",), lambda: times.append(1) or [0] * (MOST_PARTS + 1), cache)
            while_unchanged(("short",), lambda: [0] * MOST_PARTS, cache)
    assert len(times) == asked


@pytest.mark.django_db
def test_a_question_to_the_database_is_told_from_every_other(django_assert_num_queries):
    ActionFactory(slug="one", type="meeting")
    ActionFactory(slug="two", type="visit")
    rows = Action.objects.published()
    questions = [
        rows.order_by("slug").values_list("slug", flat=True),
        rows.order_by("-slug").values_list("slug", flat=True),
        rows.filter(type="visit").values_list("slug", flat=True),
        rows.filter(type="meeting").values_list("slug", flat=True),
        rows.order_by("slug").values_list("slug", flat=True)[1:],
        rows.order_by().values_list("type").annotate(rows=Count("pk")).order_by("type"),
    ]
    with made_from("one"):
        first = [kept(one) for one in questions]
        assert first == [["one", "two"], ["two", "one"], ["two"], ["one"], ["two"], [("meeting", 1), ("visit", 1)]]
        assert [kept_count(rows), kept_count(rows.filter(type="visit"))] == [2, 1]
        with django_assert_num_queries(0):
            assert [kept(one.all()) for one in questions] == first
            assert [kept_count(rows), kept_count(rows.filter(type="visit"))] == [2, 1]


@pytest.mark.django_db
@pytest.mark.parametrize("version", ["", "one"])
def test_a_question_that_nothing_can_answer_has_no_rows(version):
    with made_from(version):
        assert kept(Action.objects.filter(pk__in=[]).values_list("pk", flat=True)) == []
        assert kept_count(Action.objects.filter(pk__in=[])) == 0
