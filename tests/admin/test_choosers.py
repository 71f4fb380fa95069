"""Choosing a row by typing: what was meant stands first, and every choice says what tells it apart."""

import pytest
from django.contrib.auth.models import Permission

from clauses.admin.lists.choosers import the_one
from clauses.editing.merging.merge import merge
from clauses.editing.merging.preview import preview
from clauses.models import Actor, Clause, Place
from clauses.vocabularies.countries import THREE_LETTERS, iso3_of

from ..support.rows.factories import (
    ActionFactory,
    ActorFactory,
    AgreementFactory,
    AgreementNameFactory,
    CitationFactory,
    ClauseFactory,
    CommitmentFactory,
    PlaceFactory,
    SourceFactory,
)
from ..support.rows.filling import bulk

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/autocomplete/"
# A column that leads to each table, by which its rows are offered.
FIELDS = {
    "actor": ("source", "publisher"),
    "place": ("actionplace", "place"),
    "agreement": ("action", "agreement"),
    "clause": ("commitment", "clause"),
    "commitment": ("bearing", "commitment"),
    "action": ("bearing", "action"),
    "source": ("citation", "source"),
    "citation": ("disagreementside", "citation"),
}


def asked(table, term, **more):
    model, field = FIELDS[table]
    return {"app_label": "clauses", "model_name": model, "field_name": field, "term": term} | more


@pytest.fixture
def choices(admin_client):
    def choices(table, term, **more):
        return [each["text"] for each in admin_client.get(ADDRESS, asked(table, term, **more)).json()["results"]]

    return choices


def names(found):
    return [text.partition(" · ")[0] for text in found]


@pytest.fixture
def quuxland():
    state = ActorFactory(
        name="Quuxland", slug="quuxland", kind="state", iso3="KEN", other_names="Republic of Quux; Küüx"
    )
    for name in ("Ministry of Quuxland", "Agency for Quuxland"):
        ActorFactory(name=name, country=state)
    ActorFactory(name="Quuxland Today", kind="media")
    return state


@pytest.mark.parametrize(
    "term", ["Quuxland", "quuxland", "QUUXLAND", "KEN", "ken", "ke", "Republic of Quux", "küüx", "KUUX"]
)
def test_what_was_meant_stands_first_by_name_other_name_or_code_of_its_country(choices, quuxland, term):
    assert names(choices("actor", term))[0] == "Quuxland"


def test_what_begins_so_stands_before_what_only_holds_it(choices, quuxland):
    expected = ["Quuxland", "Quuxland Today", "Agency for Quuxland", "Ministry of Quuxland"]
    assert names(choices("actor", "quuxland")) == expected
    assert names(choices("actor", "quux")) == expected
    assert names(choices("actor", "uuxland")) == []  # no word begins so


def test_letters_are_typed_as_a_keyboard_has_them(choices):
    PlaceFactory(name="Iğdır", slug="somewhere")
    PlaceFactory(name="Road to Iğdır")
    for term in ("Iğdır", "igdir", "IGDIR", "Igdir", "İĞDIR"):
        assert names(choices("place", term)) == ["Iğdır", "Road to Iğdır"], term


def test_a_place_is_found_by_the_code_of_its_country_after_the_country(choices):
    PlaceFactory(name="Abaville", iso3="KEN")
    PlaceFactory(name="Quuxland", kind="country", iso3="KEN")
    assert names(choices("place", "KEN")) == ["Quuxland", "Abaville"]


def test_an_agreement_is_found_by_any_of_its_names(choices):
    AgreementFactory(title="Agreement on the Gəncə Protokolu")
    AgreementNameFactory(agreement=AgreementFactory(title="Treaty of Quux", state="draft"), name="Gəncə Protokolu")
    assert names(choices("agreement", "gence protokolu"))[0] == "Treaty of Quux"


def test_a_record_is_found_by_the_code_of_what_became_one_with_it(choices, admin_user):
    kept, middle, gone = (ActorFactory(name=name) for name in ("Quux", "Quuz", "Quuy"))
    old = gone.slug
    for stays, goes in ((middle, gone), (kept, middle)):
        merge(stays, goes, user=admin_user, reason="one", seen=preview(stays, goes).digest)
    assert names(choices("actor", old)) == ["Quux"]
    assert the_one(Actor.objects.all(), old) == kept


def test_codes_of_several_parts_find_their_row_first(choices):
    clause = ClauseFactory(wid="o6", heading="Sixth")
    for each in range(3):
        ClauseFactory(wid=f"o6__{each}", agreement=clause.agreement)
    citation = CitationFactory(number=7)
    assert names(choices("clause", f"{clause.agreement.slug}/o6"))[0] == str(clause)
    assert names(choices("citation", f"{citation.source.slug}/7"))[0] == str(citation)
    for nonsense in (f"{citation.source.slug}/x", f"{citation.source.slug}/99999999999999999999", "a/b/c/d"):
        choices("citation", nonsense)


def test_what_is_part_of_an_agreement_is_found_by_its_words_too(choices):
    agreement = AgreementFactory(title="Treaty of Quux")
    clause = ClauseFactory(agreement=agreement, label="O5", heading="Mines")
    promise = CommitmentFactory(clause=clause, title="Clear the mines")
    action = ActionFactory(agreement=agreement, title="Mines are cleared")
    for table, row in (("clause", clause), ("commitment", promise), ("action", action)):
        assert names(choices(table, "quux mines")) == [str(row)], table


@pytest.mark.parametrize(
    ("table", "make", "said"),
    [
        ("actor", lambda: ActorFactory(name="Q", slug="q", country=ActorFactory(name="Xland")), "Q · body · Xland · q"),
        ("place", lambda: PlaceFactory(name="Q", slug="q", kind="city", iso3="KEN"), "Q · city or town · KEN · q"),
        (
            "action",
            lambda: ActionFactory(title="Q", slug="q", date="2021-06-15", agreement=AgreementFactory(title="T")),
            "Q · meeting · 15 June 2021 · T · q",
        ),
        (
            "source",
            lambda: SourceFactory(title="Q", slug="q", publisher__name="News", published="2021", state="draft"),
            "Q · News · 2021 · q · draft",
        ),
        ("agreement", lambda: AgreementFactory(title="Q", slug="q", instrument_type="treaty"), "Q · treaty · q"),
        (
            "clause",
            lambda: ClauseFactory(wid="o6", label="Q", heading="Six", agreement=AgreementFactory(title="T", slug="t")),
            "Q Six · T · t/o6",
        ),
        (
            "commitment",
            lambda: CommitmentFactory(title="Q", slug="q", clause=ClauseFactory(label="O6", agreement__title="T")),
            "Q · O6 · T · q",
        ),
    ],
)  # fmt: skip
def test_a_choice_says_what_tells_it_apart(choices, table, make, said):
    make()
    assert choices(table, "q")[0] == said


@pytest.mark.parametrize("table", FIELDS)
def test_a_page_costs_the_same_for_many_rows(
    admin_client, table, django_assert_num_queries, django_assert_max_num_queries
):
    make = {
        "actor": ActorFactory, "place": PlaceFactory, "agreement": AgreementFactory, "clause": ClauseFactory,
        "commitment": CommitmentFactory, "action": ActionFactory, "source": SourceFactory, "citation": CitationFactory,
    }[table]  # fmt: skip
    make()
    admin_client.get(ADDRESS, asked(table, "test"))  # what is asked once for all, such as permissions
    with django_assert_max_num_queries(20) as few:
        assert admin_client.get(ADDRESS, asked(table, "test")).status_code == 200
    for _ in range(3):
        make()
    with django_assert_num_queries(len(few)):
        assert len(admin_client.get(ADDRESS, asked(table, "test")).json()["results"]) > 2


def test_twenty_stand_on_a_page_and_none_twice(choices, admin_client):
    bulk(ActorFactory, 45, name=[f"Quux {number % 7}" for number in range(45)])
    pages = [choices("actor", "quux", page=number) for number in (1, 2, 3)]
    assert [len(page) for page in pages] == [20, 20, 5]
    assert len({text for page in pages for text in page}) == 45
    more = [
        admin_client.get(ADDRESS, asked("actor", "quux", page=number)).json()["pagination"]["more"] for number in (1, 3)
    ]
    assert more == [True, False]
    assert choices("actor", "", page=1)
    for nonsense in ("0", "-1", "x", "9" * 5000, "٣"):
        assert admin_client.get(ADDRESS, asked("actor", "quux", page=nonsense)).status_code == 200


@pytest.mark.parametrize("term", ["", " ", "%", "_", "\\", "'", "; ", "/", "a" * 5000, "' OR 1=1 --", "\n"])
def test_whatever_is_typed_is_answered(choices, term):
    ActorFactory(name="Quux")
    for table in FIELDS:
        found = choices(table, term)
        assert len(found) <= 20


def test_signs_of_the_database_are_letters_like_others(choices):
    ActorFactory(name="100% Quux")
    ActorFactory(name="100 Quux")
    assert names(choices("actor", "100% Quux"))[0] == "100% Quux"
    assert names(choices("actor", "100 Quux")) == ["100 Quux", "100% Quux"]
    assert names(choices("actor", "%uux")) == []


def test_only_who_may_see_the_table_is_offered_its_rows(client, django_user_model):
    ActorFactory(name="Quux")
    user = django_user_model.objects.create_user("somebody", is_staff=True)
    client.force_login(user)
    assert client.get(ADDRESS, asked("actor", "quux")).status_code == 403
    user.user_permissions.add(Permission.objects.get(codename="view_actor"))
    assert client.get(ADDRESS, asked("actor", "quux")).status_code == 200


def test_what_is_typed_where_there_is_no_script_names_one_row_or_none(quuxland):
    other = ActorFactory(name="Ministry")
    ActorFactory(name="Ministry")
    rows = Actor.objects.all()
    for text in ("quuxland", "Quuxland", "KE", "küüx"):
        assert the_one(rows, text) == quuxland, text
    assert the_one(rows, other.slug) == other
    for text in ("Ministry", "Quux", "", "\0", "nobody"):
        assert the_one(rows, text) is None, text
    clause = ClauseFactory(wid="o6")
    assert the_one(Clause.objects.all(), f"{clause.agreement.slug}/o6") == clause
    assert the_one(Place.objects.all(), "Quuxland") is None


def test_codes_of_two_letters_stand_for_three():
    assert len(THREE_LETTERS) == len(set(THREE_LETTERS.values())) == 249
    assert [iso3_of(text) for text in ("tr", "TUR", " az ", "ge", "xx", "", "Türkiye")] == [
        "TUR",
        "TUR",
        "AZE",
        "GEO",
        "",
        "",
        "",
    ]
