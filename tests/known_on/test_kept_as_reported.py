"""What reports say of an action from day to day is stored, and stays as the citations say, whoever writes them."""

from datetime import date
from functools import partial

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from clauses.dataset import BY_NAME
from clauses.known_on.as_reported import differing
from clauses.models import Action, AsReported, Citation, Source

from ..support.files.imports import edited, imported
from ..support.rows.factories import ActionFactory, CitationFactory, SourceFactory
from ..support.rows.known_on import report, then
from ..support.site.budget import examples
from ..support.site.races import both_at_once

PUBLISHED = ["", "2021-10", "2021-10-05", "2021-12-31", "2022-02-10", "2022-02-10?"]
STATED = [("status", "planned"), ("status", "completed"), ("date", "2021-10-05"), ("date", "2021-10"), ("", "")]
CHANGES = {
    "statement": lambda row, what: {"field": STATED[what % 5][0], "value": STATED[what % 5][1]},
    "stance": lambda row, what: {"stance": ("supports", "mentions", "contradicts")[what % 3]},
    "state": lambda row, what: {"state": ("published", "draft", "in_review")[what % 3]},
    "action": lambda row, what: {"action": Action.objects.order_by("pk")[what % 2]},
    "published": lambda row, what: {"published": PUBLISHED[what % 6]},
    "state of the source": lambda row, what: {"state": ("published", "draft")[what % 2]},
}
OF_SOURCES = ("published", "state of the source")
STEPS = st.lists(
    st.tuples(st.sampled_from([*CHANGES, "delete", "add"]), st.booleans(), st.integers(0, 5), st.integers(0, 5)),
    min_size=1,
    max_size=8,
)


class Whatever(TestCase):
    @given(st.lists(st.sampled_from(PUBLISHED), min_size=3, max_size=3), STEPS)
    @settings(max_examples=examples(12, 150))
    def test_is_done_to_citations_and_sources_it_stays_as_they_say(self, published, steps):
        sources = [SourceFactory(published=text) for text in published]
        for number, action in enumerate(ActionFactory.create_batch(2), 1):
            for source in sources:
                field, value = STATED[number]
                CitationFactory(source=source, action=action, field=field, value=value)
        for step in steps:
            take(*step)
            assert list(differing()) == [], step


def take(change, at_once, which, what) -> None:
    """One change: by saving a row, or at once for all rows of a question."""
    table = Source if change in OF_SOURCES else Citation
    rows = list(table.objects.order_by("pk"))
    if change == "add":
        CitationFactory(action=Action.objects.order_by("pk")[what % 2], source=Source.objects.order_by("pk")[which % 3])
    elif not rows:
        return
    elif change == "delete":
        rows[which % len(rows)].delete()
    elif at_once and change not in ("published", "statement"):  # their days are worked out where one row is saved
        table.objects.filter(pk=rows[which % len(rows)].pk).update(**CHANGES[change](None, what))
    else:
        row = rows[which % len(rows)]
        for name, value in CHANGES[change](row, what).items():
            setattr(row, name, value)
        row.save()


@pytest.mark.django_db
def test_an_import_of_citations_changes_it_with_the_rows():
    action = ActionFactory(status="completed")
    first = report("2021-10-01", action, field="status", value="announced")
    report("2022-02-01", action)
    assert then(action, date(2021, 11, 1)).status == "announced"
    table = BY_NAME["citations"]
    file = edited(table, Citation.objects.filter(pk=first.pk), value="planned")
    assert imported(file, table, dry_run=False).problems == []
    assert then(action, date(2021, 11, 1)).status == "planned"
    assert list(differing()) == []


@pytest.mark.django_db
def test_an_action_that_goes_takes_along_what_was_reported_of_it():
    action = ActionFactory()
    report("2021-10-01", action)
    assert AsReported.objects.filter(action=action).exists()
    action.citations.all().delete()
    action.delete()
    connection.check_constraints()
    assert not AsReported.objects.exists()


@pytest.mark.django_db
def test_what_another_program_wrote_is_named_and_worked_out_anew(capsys):
    action, other = ActionFactory(slug="the-drill"), ActionFactory()
    for row in (action, other):
        report("2021-10-01", row, field="status", value="announced")
    call_command("rebuild_reported", "--check", verbosity=0)
    Citation._base_manager.filter(action=action).update(value="planned")
    with pytest.raises(CommandError, match=r"^Of 1 actions something else is stored .*: the-drill\. Run: "):
        call_command("rebuild_reported", "--check", verbosity=0)
    assert AsReported.objects.get(action=action).status == "announced"
    call_command("rebuild_reported", verbosity=0)
    assert AsReported.objects.get(action=action).status == "planned"
    call_command("rebuild_reported", "--check", verbosity=0)
    assert capsys.readouterr().out.splitlines()[-2:] == ["1 worked out anew.", "All is stored as the citations say."]


@pytest.mark.django_db
def test_a_database_of_an_earlier_version_is_filled_when_it_is_migrated():
    report("2021-10-01", ActionFactory())
    AsReported.objects.all().delete()
    call_command("migrate", verbosity=0)
    assert AsReported.objects.count() == 1
    assert list(differing()) == []


def test_two_who_cite_one_action_at_once_are_both_heard(transactional_db):
    for _ in range(5):
        action, sources = ActionFactory(), [SourceFactory(published=f"2021-10-0{number}") for number in (1, 2)]
        status = {"action": action, "field": "status"}
        rows = [
            Citation(source=source, number=1, value=value, state="published", **status)
            for source, value in zip(sources, ("planned", "ongoing"), strict=True)
        ]
        both_at_once(*(partial(transaction.atomic(row.save)) for row in rows))
        assert list(differing()) == []
        assert [row.status for row in AsReported.objects.filter(action=action)] == ["planned", "ongoing"]


@pytest.mark.django_db
def test_a_source_with_many_citations_is_saved_in_few_queries(django_assert_max_num_queries):
    source = SourceFactory(published="2021-10-01")
    for _ in range(30):
        CitationFactory(source=source, action=ActionFactory())
    source.published = "2021-10-02"
    with django_assert_max_num_queries(20):  # of which eight keep the index of the search
        source.save()
    assert set(AsReported.objects.values_list("since", flat=True)) == {date(2021, 10, 2)}


@pytest.mark.django_db
def test_a_citation_that_is_moved_leaves_the_one_action_and_comes_to_the_other():
    first, second = ActionFactory.create_batch(2)
    moved = report("2021-10-01", first, field="status", value="planned")
    moved.action = second
    moved.save()
    assert [(row.action, row.status) for row in AsReported.objects.all()] == [(second, "planned")]


@pytest.mark.django_db
def test_of_reports_of_one_day_the_last_by_code_and_number_is_the_latest():
    action = ActionFactory()
    for slug, number, status in (("b", 1, "planned"), ("b", 2, "ongoing"), ("a", 3, "completed")):
        source = Source.objects.filter(slug=slug).first() or SourceFactory(slug=slug, published="2021-10-01")
        CitationFactory(source=source, number=number, action=action, field="status", value=status)
    assert AsReported.objects.get(action=action).status == "ongoing"
