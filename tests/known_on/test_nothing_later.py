"""Nothing that came later is on a page, in a file or in a search of a past day."""

import io
import zipfile

import pytest

from clauses import known_on
from clauses.dataset import TABLES
from clauses.models import ActionPlace, Actor
from clauses.public.lists import LISTS

from ..support.pages.page_costs import counted
from ..support.pages.reading import body
from ..support.rows import factories
from ..support.rows.factories import CitationFactory, SourceFactory
from ..support.rows.filling import fill
from ..support.rows.known_on import DAY, asked, losing_the_day
from ..support.site.budget import WHOLE

pytestmark = pytest.mark.walk
CANARY = "Zqcanary"


@pytest.fixture(autouse=True)
def small_numbers():
    """The numbers in made-up names begin anew, so that none is the year of later however many rows were made before."""
    for one in vars(factories).values():
        if isinstance(one, type) and issubclass(one, factories.RowFactory) and not one._meta.abstract:
            one.reset_sequence(0, force=True)


def world(count: int) -> dict[str, list]:
    """`count` rows in every table, known on the day; what came later of the first ones, or undated, has the word in it.

    It may be made twice, of the same actor whom nobody knew on the day.
    """
    secret, _ = Actor.objects.get_or_create(
        slug=CANARY.lower(), defaults={"name": CANARY, "other_names": CANARY, "kind": "body", "state": "published"}
    )
    rows = fill(count)
    action, agreement, promise, clause = (rows[name][0] for name in ("actions", "agreements", "commitments", "clauses"))
    now = SourceFactory(published="2021-10-06")
    later = SourceFactory(published="2022-02-01", title=CANARY, author=CANARY, publisher=secret)
    said = {"quote": CANARY, "note": CANARY, "speaker": secret, "speaker_as_reported": CANARY, "attributed_to": secret}
    rewrite(agreement, summary=CANARY, binding_note=CANARY, binding_status="binding")
    factories.AgreementPartyFactory(agreement=agreement)
    factories.AgreementIdentifierFactory(agreement=agreement, code_there=f"{CANARY}{count}")
    CitationFactory(source=now, commitment=promise)
    place = write_later(action, promise, secret)
    CitationFactory(source=now, action=action, field="date", value="2021-10-05", rank="deprecated", rank_reason=CANARY)
    CitationFactory(source=later, action=action, field="date", value="1999-09-09", **said)
    CitationFactory(source=later, action=action, field="place", value=place.slug)
    CitationFactory(source=SourceFactory(published=""), action=action, field="figure", value="1", unit=CANARY, **said)
    for target, row in unknown_then(agreement, clause, count).items():
        CitationFactory(source=later, **{target: row}, **said)
    factories.ClauseTextFactory(clause=clause, source=later, status="reported_quote", text=CANARY)
    return rows | {"now": [now]}


def rewrite(row, **columns) -> None:
    for name, value in columns.items():
        setattr(row, name, value)
    row.save()


def write_later(action, promise, actor):
    """All that editors and analysts wrote about the action from later sources; the place where they put it."""
    words = dict.fromkeys(("description", "date_as_printed", "date_reason"), CANARY)
    rewrite(action, status="suspended", date="1999-09-09", **words)
    place = factories.PlaceFactory(name=CANARY, slug=f"{CANARY.lower()}-place-{action.pk}")
    ActionPlace.objects.create(action=action, place=place)
    factories.ActionParticipantFactory(action=action, actor=actor, name_as_reported=CANARY)
    for bearing in action.bearings.all():
        rewrite(bearing, note=CANARY)
    factories.AssessmentFactory(commitment=promise, assessed_on="2022-02-01", rationale=CANARY, analyst=CANARY)
    decided = {"decided_on": "2022-02-01", "reason": CANARY, "decided_by": CANARY}
    factories.DecisionFactory(action=action, field="date", **decided)
    return place


def unknown_then(agreement, clause, count) -> dict:
    """One record for each target of a citation, none of which was reported by the day."""
    return {
        "name": factories.AgreementNameFactory(agreement=agreement, name=CANARY),
        "relation": factories.AgreementRelationFactory(subject=agreement, object__title=CANARY),
        "clause": factories.ClauseFactory(agreement=agreement, heading=CANARY, label=CANARY[:9]),
        "commitment": factories.CommitmentFactory(clause=clause, title=CANARY, statement=CANARY),
        "action": factories.ActionFactory(agreement=agreement, title=CANARY, slug=f"{CANARY.lower()}-action-{count}"),
    }


@pytest.fixture
def later_words(db):
    """The first of each record in a small world."""
    return {name: rows[0] for name, rows in world(6).items()}


def is_early(text: str, address: str) -> None:
    """Nothing in it is of later."""
    assert CANARY.lower() not in text.lower(), address
    assert "1999" not in text, address
    assert "uspended" not in text, address


def seen_on_the_day(get, address: str, day: str = DAY) -> int:
    """Looks at a page or a file for all that must hold on a past day; the number of queries that it took."""
    text, number = counted(get, asked(address, day))
    is_early(text, address)
    assert ".csv" in address or losing_the_day(text) == [], address
    return number


# Those that differ in what a past day makes of them with every run, the others with `make test-heavy` and in CI.
WITH_BRIEFS = ("agreements", "commitments")
OF_A_DAY = ("actions", "agreements", "commitments", "sources")
MORE = [pytest.param(name, marks=pytest.mark.heavy) for name in LISTS if name not in OF_A_DAY]


@pytest.mark.django_db
@pytest.mark.parametrize("name", [*OF_A_DAY, *MORE])
def test_pages_of_a_day_hold_nothing_later_keep_the_day_and_take_no_more_queries_for_more_rows(get, name):
    counts = []
    for count in (40, 80):  # a list of one page, and one of more
        row = world(count)[name][0].get_absolute_url()
        pages = [f"/{name}/", row, *([f"{row}brief/"] if name in WITH_BRIEFS else [])]
        counts.append([seen_on_the_day(get, address) for address in pages])
    few, many = counts
    assert all(one <= other for one, other in zip(many, few, strict=True))


@pytest.mark.django_db
def test_other_pages_of_a_day_hold_nothing_later_and_keep_the_day(get, later_words):
    agreement = later_words["agreements"].slug
    lists = [f"/{name}/?agreement={agreement}" for name in ("actions", "clauses", "commitments", "sources")]
    lists += [f"/{name}/?sort=" for name in LISTS] + [f"/actions/?agreement={agreement}&type=meeting&date_from=2021"]
    pictures = ["/pictures/", "/map/", "/meetings/", "/known/", "/languages/"]
    for address in ["/", "/data/", "/search/?q=test", *pictures, *lists, later_words["now"].get_absolute_url()]:
        seen_on_the_day(get, address)
    for address in ("/method/", "/codebook/"):  # where every word of the vocabularies stands
        assert losing_the_day(body(get(asked(address)))) == [], address


@pytest.mark.django_db
def test_pages_of_a_day_when_nothing_was_known_keep_the_day(get, later_words):
    for address in ("/", "/data/", "/search/?q=test", "/sources/?kind=news", *(f"/{name}/" for name in LISTS)):
        seen_on_the_day(get, address, "1950-01-01")
    for address in ("/method/", "/codebook/"):
        assert losing_the_day(body(get(asked(address, "1950-01-01")))) == [], address
    unknown = get(asked(later_words["actions"].get_absolute_url(), "1950-01-01"))
    assert unknown.status_code == 404
    assert losing_the_day(body(unknown)) == []


@pytest.mark.django_db
def test_files_of_a_day_hold_nothing_later_and_take_no_more_queries_for_more_rows(get):
    addresses = [f"/data/{name}.csv" for name in (*(table.name for table in TABLES), "evidence", "conflicts")]
    few, many = [], []
    for count, counts in ((20, few), (60, many)):
        world(count)
        counts += [seen_on_the_day(get, address) for address in addresses]
    assert [address for address, one, other in zip(addresses, few, many, strict=True) if other > one] == []


@pytest.mark.django_db
def test_the_archive_of_a_day_says_which_and_holds_nothing_later(get, later_words):
    archive = zipfile.ZipFile(io.BytesIO(b"".join(get(asked("/data/treatytracker.zip")).streaming_content)))
    for name in archive.namelist():
        assert CANARY.lower() not in archive.read(name).decode().lower(), name
    assert "the state of knowledge of 2021-12-31" in archive.read("README.txt").decode()
    assert known_on.day() is None


@pytest.mark.django_db
@WHOLE
def test_a_search_finds_nothing_by_what_came_later(client, later_words, whole):
    """By files, each of which holds the rows of a list; by the pages of one list, of all among the heavy tests."""
    lists = LISTS if whole else ["actions"]
    for address in ("/search/", *(f"/{name}/" for name in lists), *(f"/data/{name}.csv" for name in LISTS)):
        answers = [body(client.get(asked(address), {"q": word, "known_on": DAY})) for word in (CANARY, "Zqnothing")]
        one, other = (answer.replace(CANARY, "").replace("Zqnothing", "") for answer in answers)
        assert one == other, address
    assert body(client.get(asked(f"/data/actions.csv?q={later_words['actions'].slug}"))).count("\r\n") == 2
    assert body(client.get(asked("/data/actions.csv?q=suspended"))).count("\r\n") == 1


@pytest.mark.django_db
def test_what_came_later_cannot_be_asked_for(client, later_words):
    for query in (f"actor={CANARY.lower()}", f"places={CANARY.lower()}-place-{later_words['actions'].pk}"):
        assert client.get(asked(f"/actions/?{query}")).status_code == 400
    for query in ("status=suspended", "date_to=2000"):
        lines = body(client.get(asked(f"/data/actions.csv?{query}&agreement={later_words['agreements'].slug}")))
        assert lines.count("\r\n") == 1
    assert body(client.get(asked("/data/citations.csv?rank=deprecated"))).count("\r\n") == 1
