"""What holds of every world and every day: nothing later leaks, and what is known only grows."""

import io
import re
import zipfile
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from clauses import knowledge
from clauses.dataset import TABLES
from clauses.intersections import intersection
from clauses.models import Action, Actor, Citation
from clauses.public.lists import LISTS
from clauses.vocabularies import ActionStatus

from . import factories
from .factories import CitationFactory, SourceFactory, fill
from .test_known_on import DAY, ON_DAY, asked
from .test_public_secrets import body

CANARY = "Zqcanary"
DAYS = [date(2021, 6, 16), date(2021, 10, 5), ON_DAY, date(2022, 2, 10), date(2022, 8, 10)]
PUBLISHED = ["", "2021-10", "2021-10-05", "[2021-10-01..2021-12-31]", "2021-12-31", "2022-02-10", "[..2022-02-10]"]
STATED = ["", "2021-10-05", "2021-10", "2021-10-04/2021-10-06", "[2021-10-05..2021-10-20]", "[..2021-10-04]", "2022?"]


# --- Any world


@st.composite
def statement(draw):
    """(source, action, stance, field, value): a statement of one of five sources about one of three actions."""
    field = draw(st.sampled_from(["", "date", "status"]))
    values = {"": [""], "date": STATED, "status": ["", *ActionStatus.values]}[field]
    stance = draw(st.sampled_from(["supports", "supports", "supports", "mentions", "contradicts"]))
    return draw(st.integers(0, 4)), draw(st.integers(0, 2)), stance, field, draw(st.sampled_from(values))


class AnyWorld(TestCase):
    @given(st.lists(st.sampled_from(PUBLISHED), min_size=5, max_size=5), st.lists(statement(), min_size=1, max_size=12))
    @settings(max_examples=25)
    def test_what_is_known_follows_the_definition(self, published, statements):
        sources = [SourceFactory(published=text) for text in published]
        actions = [factories.ActionFactory(status="completed", date="2020", description="X") for _ in range(3)]
        for number, (source, action, stance, field, value) in enumerate(statements):
            more = {"stance": stance, "field": field, "value": value, "number": number + 1}
            CitationFactory(source=sources[source], action=actions[action], **more)
        before: set[int] = set()
        for day in DAYS:
            with knowledge.override(day):
                seen = set(Citation.objects.published().filter(action__in=actions).values_list("pk", flat=True))
                shown = {row.pk: row for row in Action.objects.published().filter(pk__in=[one.pk for one in actions])}
                asked_then = self.asked(actions)
            assert before <= seen
            before = seen
            for action in actions:
                expected = by_definition(action, day)
                row = shown.get(action.pk)
                assert (row and (row.status, row.date)) == expected
                if row:
                    found = (row.status, row.date_earliest, row.date_latest, row.date_sort)
                    assert asked_then[row.pk] == found

    def asked(self, actions):
        names = ("status", "date_earliest", "date_latest", "date_sort")
        rows = Action.objects.published().filter(pk__in=[one.pk for one in actions]).as_then(*names).order_by()
        return {pk: tuple(values) for pk, *values in rows.values_list("pk", *(f"then_{name}" for name in names))}


def by_definition(action, day) -> tuple[str, str] | None:
    """The status and date of the action on the day, worked out from all its citations one by one; None if unknown."""
    citations = list(Citation.objects.filter(action=action).select_related("source"))
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
    published: dict[type, set[int]] = {}
    with knowledge.override(day):
        for table in TABLES:
            for row in table.published():
                for column in table.columns:
                    if not column.related_model or column.field.many_to_many:
                        continue
                    other, model = getattr(row, column.name), column.related_model
                    if model not in published:
                        published[model] = set(model.objects.published().order_by().values_list("pk", flat=True))
                    assert other is None or other.is_public == (other.pk in published[model]), (row, column.name)


# --- Nothing later leaks


@pytest.fixture
def later_words(shipped):
    """Records known on the day; all that came later, or at an unknown time, has the word in it."""
    secret = factories.ActorFactory(name=CANARY, slug=CANARY.lower(), other_names=CANARY)
    now = SourceFactory(published="2021-10-06")
    later = SourceFactory(published="2022-02-01", title=CANARY, author=CANARY, publisher=secret)
    said = {"quote": CANARY, "note": CANARY, "speaker": secret, "speaker_as_reported": CANARY, "attributed_to": secret}
    agreement = factories.AgreementFactory(summary=CANARY, binding_note=CANARY, binding_status="binding")
    clause = factories.ClauseFactory(agreement=agreement)
    promise = factories.CommitmentFactory(clause=clause)
    factories.AgreementPartyFactory(agreement=agreement)
    factories.AgreementIdentifierFactory(agreement=agreement, code_there=CANARY)
    CitationFactory(source=now, commitment=promise)
    action = written_later(agreement, promise, secret)
    CitationFactory(source=now, action=action, field="date", value="2021-10-05", rank="deprecated", rank_reason=CANARY)
    place = action.places.get()
    CitationFactory(source=later, action=action, field="date", value="1999-09-09", **said)
    CitationFactory(source=later, action=action, field="place", value=place.slug)
    CitationFactory(source=SourceFactory(published=""), action=action, field="figure", value="1", unit=CANARY, **said)
    for target, row in unknown_then(agreement, clause).items():
        CitationFactory(source=later, **{target: row}, **said)
    factories.ClauseTextFactory(clause=clause, source=later, status="reported_quote", text=CANARY)
    return {"action": action, "agreement": agreement, "commitment": promise, "clause": clause, "source": now}


def written_later(agreement, promise, actor):
    """An action, with all that editors and analysts wrote about it from later sources."""
    words = dict.fromkeys(("description", "date_as_printed", "date_reason"), CANARY)
    place = factories.PlaceFactory(name=CANARY, slug=f"{CANARY.lower()}-place")
    dated = {"status": "suspended", "date": "1999-09-09"}
    action = factories.ActionFactory(agreement=agreement, places=[place], **dated, **words)
    factories.ActionParticipantFactory(action=action, actor=actor, name_as_reported=CANARY)
    factories.BearingFactory(action=action, commitment=promise, note=CANARY)
    factories.AssessmentFactory(commitment=promise, assessed_on="2022-02-01", rationale=CANARY, analyst=CANARY)
    decided = {"resolved_on": "2022-02-01", "reason": CANARY, "resolved_by": CANARY}
    factories.ResolutionFactory(action=action, field="date", **decided)
    return action


def unknown_then(agreement, clause) -> dict:
    """One record for each target of a citation, none of which was reported by the day."""
    return {
        "name": factories.AgreementNameFactory(agreement=agreement, name=CANARY),
        "relation": factories.AgreementRelationFactory(subject=agreement, object__title=CANARY),
        "clause": factories.ClauseFactory(agreement=agreement, heading=CANARY, label=CANARY[:9]),
        "commitment": factories.CommitmentFactory(clause=clause, title=CANARY, statement=CANARY),
        "action": factories.ActionFactory(agreement=agreement, title=CANARY, slug=f"{CANARY.lower()}-action"),
    }


def addresses(rows) -> list[str]:
    found = ["/", "/data/", *(f"/{name}/" for name in LISTS), *(f"/{name}/?sort=" for name in LISTS)]
    found += [row.get_absolute_url() for row in rows.values()]
    found += [f"/data/{name}.csv" for name in (*(table.name for table in TABLES), "evidence", "conflicts")]
    return found + [
        f"/{name}/?agreement={rows['agreement'].slug}" for name in ("actions", "clauses", "commitments", "sources")
    ]


@pytest.mark.django_db
def test_what_came_later_is_on_no_page_and_in_no_file(client, later_words):
    for address in addresses(later_words):
        response = client.get(asked(address))
        assert response.status_code == 200, address
        html = body(response)
        assert CANARY.lower() not in html.lower(), address
        assert "1999" not in html, address
        assert "uspended" not in html, address
    archive = zipfile.ZipFile(io.BytesIO(b"".join(client.get(asked("/data/treatytracker.zip")).streaming_content)))
    for name in archive.namelist():
        text = archive.read(name).decode()
        assert CANARY.lower() not in text.lower(), name


@pytest.mark.django_db
def test_a_search_finds_nothing_by_what_came_later(client, later_words):
    for address in ("/search/", *(f"/{name}/" for name in LISTS), *(f"/data/{name}.csv" for name in LISTS)):
        answers = [body(client.get(asked(address), {"q": word, "known_on": DAY})) for word in (CANARY, "Zqnothing")]
        one, other = (answer.replace(CANARY, "").replace("Zqnothing", "") for answer in answers)
        assert one == other, address
    assert body(client.get(asked(f"/data/actions.csv?q={later_words['action'].slug}"))).count("\r\n") == 2
    assert body(client.get(asked("/data/actions.csv?q=suspended"))).count("\r\n") == 1


@pytest.mark.django_db
def test_what_came_later_cannot_be_asked_for(client, later_words):
    for query in (f"actor={CANARY.lower()}", f"places={CANARY.lower()}-place"):
        assert client.get(asked(f"/actions/?{query}")).status_code == 400
    for query in ("status=suspended", "date_to=2000"):
        lines = body(client.get(asked(f"/data/actions.csv?{query}&agreement={later_words['agreement'].slug}")))
        assert lines.count("\r\n") == 1
    assert body(client.get(asked("/data/citations.csv?rank=deprecated"))).count("\r\n") == 1


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
    """The page below the notice, without the day in its links and without its history."""
    text = re.sub(
        r'<input type="hidden" name="known_on"[^>]*>|<p class="changed">.*?</p>', "", body(response), flags=re.S
    )
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
    with knowledge.override(ON_DAY):
        known = set(Actor.objects.published().values_list("pk", flat=True))
    assert offices["2021-10-06"] <= known
    assert not offices["2022-02-01"] & known


def test_every_table_of_the_public_has_a_rule_or_what_it_needs_has():
    with knowledge.override(ON_DAY):
        free = [t.name for t in TABLES if str(t.model.objects.published().query).count("published_latest") == 0]
    assert free == ["domains", "domain_mappings"]
