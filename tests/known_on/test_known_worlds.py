"""What holds of every world and every day: what is known only grows, and names only what is known."""

import re
from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from clauses import known_on
from clauses.dataset import TABLES
from clauses.known_on.date_intersection import intersection
from clauses.models import Action, Actor, Citation
from clauses.vocabularies import ActionStatus

from ..support.pages.reading import body
from ..support.rows import factories
from ..support.rows.factories import CitationFactory, SourceFactory
from ..support.rows.filling import fill
from ..support.rows.known_on import DAYS, ON_DAY, asked
from ..support.site.budget import examples

pytestmark = pytest.mark.walk

PUBLISHED = ["", "2021-10", "2021-10-05", "[2021-10-01..2021-12-31]", "2021-12-31", "2022-02-10", "[..2022-02-10]"]
DAY_ASKED = re.compile("published_latest|since")  # of sources, or of what is stored as reported
STATED = ["", "2021-10-05", "2021-10", "2021-10-04/2021-10-06", "[2021-10-05..2021-10-20]", "[..2021-10-04]", "2022?"]


# --- Any world


@st.composite
def statement(draw):
    """(source, action, stance, field, value): a statement of one of five sources about one of three actions."""
    field = draw(st.sampled_from(["", "date", "status"]))
    values = {"": [""], "date": STATED, "status": ["", *ActionStatus.values]}[field]
    stance = draw(st.sampled_from(["supports", "supports", "supports", "mentions", "contradicts"]))
    return draw(st.integers(0, 4)), draw(st.integers(0, 2)), stance, field, draw(st.sampled_from(values))


WORLD = st.tuples(
    st.lists(st.sampled_from(PUBLISHED), min_size=5, max_size=5), st.lists(statement(), min_size=1, max_size=12)
)


class AnyWorld(TestCase):
    """Several worlds stand side by side and say nothing of each other: to ask of a day costs as much for one."""

    @given(st.lists(WORLD, min_size=6, max_size=8))
    @settings(max_examples=examples(3, 25))
    def test_what_is_known_follows_the_definition(self, worlds):
        actions = [action for published, statements in worlds for action in made(published, statements)]
        about = {action.pk: [] for action in actions}
        for citation in Citation.objects.filter(action__in=actions).select_related("source"):
            about[citation.action_id].append(citation)
        before: set[int] = set()
        for day in DAYS:
            with known_on.override(day):
                seen = set(Citation.objects.published().filter(action__in=actions).values_list("pk", flat=True))
                shown = {row.pk: row for row in Action.objects.published().filter(pk__in=about)}
                asked_then = self.asked(about)
            assert before <= seen
            before = seen
            for action in actions:
                row = shown.get(action.pk)
                assert (row and (row.status, row.date)) == by_definition(action, about[action.pk], day)
                if row:
                    found = (row.status, row.date_earliest, row.date_latest, row.date_sort)
                    assert asked_then[row.pk] == found

    def asked(self, keys):
        names = ("status", "date_earliest", "date_latest", "date_sort")
        rows = Action.objects.published().filter(pk__in=keys).as_then(*names).order_by()
        return {pk: tuple(values) for pk, *values in rows.values_list("pk", *(f"then_{name}" for name in names))}


def made(published, statements) -> list[Action]:
    """The actions of one world, with what its sources say of them."""
    publisher, agreement = factories.ActorFactory(), factories.AgreementFactory()
    sources = [SourceFactory(published=text, publisher=publisher) for text in published]
    columns = {"status": "completed", "date": "2020", "description": "X", "agreement": agreement}
    actions = [factories.ActionFactory(**columns) for _ in range(3)]
    for number, (source, action, stance, field, value) in enumerate(statements):
        more = {"stance": stance, "field": field, "value": value, "number": number + 1}
        CitationFactory(source=sources[source], action=actions[action], **more)
    return actions


def by_definition(action, citations, day) -> tuple[str, str] | None:
    """The status and date of the action on the day, worked out from all its citations one by one; None if unknown."""
    out = [one for one in citations if one.source.published_latest and one.source.published_latest <= day]
    reports = [one for one in out if one.stance == "supports"]
    if not reports:
        return None
    if len(out) == len(citations):
        return action.status, action.date
    reports.sort(key=lambda one: (one.source.published_sort, one.source.published_latest, one.source.slug, one.number))
    statuses = [one.value for one in reports if one.field == "status" and one.value]
    stated = [one.value for one in reports if one.field == "date" and one.value]
    return (statuses[-1] if statuses else "unknown"), intersection(stated)


# --- Every relation that leads from a known row leads to a known one


@pytest.mark.django_db
@pytest.mark.parametrize("day", DAYS[1:4], ids=str)
def test_what_a_known_row_names_is_known_or_withheld(shipped, day):
    fill(12)
    with known_on.override(day):
        wrong = [row for model, keys in named_by_known_rows().items() for row in not_as_published(model, keys)]
    assert wrong == []


def named_by_known_rows() -> dict[type, set[int]]:
    named = defaultdict(set)
    for table in TABLES:
        columns = [one for one in table.columns if one.related_model and not one.field.many_to_many]
        for row in table.published() if columns else ():
            for column in columns:
                named[column.related_model].add(getattr(row, column.field.attname))
    return named


def not_as_published(model, keys) -> list:
    """The rows that a template would take for public and a question would not, or the other way round."""
    published = set(model.objects.published().order_by().values_list("pk", flat=True))
    rows = model._base_manager.in_bulk(keys - {None})
    assert rows.keys() == keys - {None}
    return [row for row in rows.values() if row.is_public != (row.pk in published)]


# --- What the day says


@pytest.mark.django_db
def test_when_all_is_out_the_day_says_what_today_says(client):
    """Of a world whose sources all have dates, none of it held for an error."""
    one, other = SourceFactory(published="2021-10-06"), SourceFactory(published="2022-02-01")
    action = factories.ActionFactory(places=[factories.PlaceFactory()], description="Both report it.")
    promise = factories.CommitmentFactory(clause__agreement=action.agreement)
    factories.BearingFactory(action=action, commitment=promise, note="Both say so.")
    factories.ActionParticipantFactory(action=action)
    factories.AgreementPartyFactory(agreement=action.agreement)
    factories.AssessmentFactory(commitment=promise, assessed_on="2022-01-31")
    for number, source in enumerate((one, other), 50):
        CitationFactory(source=source, action=action, field="status", value="completed", number=number)
        CitationFactory(source=source, commitment=promise, number=number + 10)
    for table in ("actions", "citations", "sources", "bearings", "action_participants", "commitments", "assessments"):
        address = f"/data/{table}.csv?agreement={action.agreement.slug}"
        assert body(client.get(asked(address, "2022-02-01"))) == body(client.get(address)), table
    for address in (action.get_absolute_url(), f"/actions/?q={action.slug}"):  # commitments count the days since
        assert main(client.get(asked(address, "2022-02-01"))) == main(client.get(address)), address


def main(response) -> list[str]:
    """The page below the notice, without the day in its links and how it is cited, and without its history."""
    parts = (
        r'<input type="hidden" name="known_on"[^>]*>',
        r'<p class="changed">.*?</p>',
        r'<blockquote class="cite">.*?</blockquote>',
    )
    left_out = "|".join(parts)
    text = re.sub(left_out, "", body(response), flags=re.S)
    text = re.sub(r"(\?|&amp;)known_on=2022-02-01", "", text)
    below = text.partition("</section>" if 'class="asof past"' in text else "</details>")[2]
    return below.partition("<footer")[0].split()


@pytest.mark.django_db
def test_actors_are_known_when_something_known_names_them():
    offices = {}
    for published in ("2021-10-06", "2022-02-01"):
        office = factories.ActorFactory(country=factories.ActorFactory(kind="state"), kind="office")
        CitationFactory(source=SourceFactory(published=published), speaker=office)
        offices[published] = {office.pk, office.country.pk}
    with known_on.override(ON_DAY):
        known = set(Actor.objects.published().values_list("pk", flat=True))
    assert offices["2021-10-06"] <= known
    assert not offices["2022-02-01"] & known


def test_every_table_of_the_public_has_a_rule_or_what_it_needs_has():
    with known_on.override(ON_DAY):
        free = [t.name for t in TABLES if not DAY_ASKED.search(str(t.model.objects.published().query))]
    assert free == ["domains", "domain_mappings"]
