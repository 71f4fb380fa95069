"""The codes of records: made of their names, kept while others name a record by its code, and never a dead end."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.urls import reverse

from clauses.editing.edits import What
from clauses.editing.proposals import edits_of
from clauses.folding import code_of
from clauses.models import Actor, Citation, Place, Proposal

from ..support.pages.forms import change_address, filled
from ..support.pages.reading import text
from ..support.rows.factories import (
    ActionFactory,
    ActorFactory,
    AgreementFactory,
    CitationFactory,
    ClauseFactory,
    ClauseTextFactory,
    CommitmentFactory,
    DomainFactory,
    PlaceFactory,
    SourceFactory,
)
from ..support.rows.people import person
from ..support.rows.proposals import decide, propose

pytestmark = pytest.mark.django_db

NAMES = [
    ("A–B", "a-b"),
    ("a_b", "a-b"),
    ("A — B ― C−D‑E", "a-b-c-d-e"),
    ("Şuşa və İrəvan", "susa-ve-irevan"),
    ("Straße nach Ærø, 3½", "strasse-nach-aero-31-2"),
    ("Ilham Aliyev’s  office", "ilham-aliyevs-office"),
    ("--a--", "a"),
    ("«…»", ""),
]


@pytest.mark.parametrize(("name", "code"), NAMES)
def test_a_code_is_made_of_a_name(name, code):
    assert code_of(name) == code


def test_a_code_is_as_long_as_its_column():
    assert code_of("ab " * 60, 10) == "ab-ab-ab-a"
    assert code_of("abc " * 60, 8) == "abc-abc"


def new(client, model, **columns):
    data = {"slug": "", "kind": "body", "other_names": "", "state": "draft"} | columns
    data |= {f"identifiers-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
    return client.post(reverse(f"admin:clauses_{model}_add"), data)


@pytest.mark.parametrize(("name", "code"), [case for case in NAMES if case[1]])
def test_a_new_record_gets_the_code_of_its_name_where_none_is_typed(admin_client, name, code):
    assert new(admin_client, "actor", name=name).status_code == 302
    assert Actor.objects.get().slug == code


def test_a_typed_code_stands_and_a_name_without_plain_letters_asks_for_one(admin_client):
    assert new(admin_client, "actor", name="A–B", slug="other").status_code == 302
    assert Actor.objects.get().slug == "other"
    answer = new(admin_client, "actor", name="…")
    assert "Write a code: none could be made of the name" in text(answer)


def test_no_script_makes_another_code_than_the_site(admin_client):
    assert 'data-prepopulated-fields="[]"' in text(admin_client.get(reverse("admin:clauses_actor_add")))


def named(field="place", **columns):
    row = (PlaceFactory if field == "place" else ActorFactory)(**columns)
    return row, CitationFactory(field=field, value=row.slug)


@pytest.mark.parametrize("field", ["place", "participant"])
@pytest.mark.parametrize("state", ["draft", "published"])
def test_a_code_by_which_citations_name_a_record_is_not_changed_in_its_form(admin_client, field, state):
    row, citation = named(field, state=state)
    answer = admin_client.post(change_address(row), filled(admin_client, row, slug="renamed", name="Kept"))
    assert answer.status_code == 200
    assert f"1 citation names this {row._meta.verbose_name} by its code" in text(answer)
    assert 'value="Kept"' in text(answer)
    row.refresh_from_db()
    assert row.slug == citation.value
    citation.delete()
    assert admin_client.post(change_address(row), filled(admin_client, row, slug="renamed")).status_code == 302


def test_nor_by_a_proposal_made_before_a_citation_named_it():
    place, citation = named()
    citation.delete()
    proposal = propose(person("editor"), place, slug="renamed")
    CitationFactory(field="place", value=place.slug)
    assert "this place by its code" in text(decide(person("reviewer"), proposal, "apply", follow=True))
    place.refresh_from_db()
    assert place.slug != "renamed"


def test_nor_by_going_back_in_its_history():
    place = PlaceFactory()
    before, moment = place.slug, place.history.first().history_date
    place.slug = "renamed"
    place.save()
    CitationFactory(field="place", value="renamed")
    editor = person("editor")
    address = reverse("admin:clauses_place_restore", args=[place.pk])
    editor.post(address, {"moment": moment.isoformat()})
    proposal = Proposal.objects.get()
    assert [(edit.what, edit.new) for edit in edits_of(proposal)] == [(What.CHANGED, {"slug": before})]
    assert "this place by its code" in text(decide(person("reviewer"), proposal, "apply", follow=True))


def test_nor_by_any_other_door_that_asks_the_rules_of_the_table():
    place, _ = named()
    for row in (Place.objects.get(), Place(pk=place.pk, slug=place.slug)):
        row.slug = "renamed"
        with pytest.raises(ValidationError, match="by its code"):
            row.validate_unique(exclude={"id"})


def test_a_statement_that_names_a_code_that_is_not_there_is_found_and_not_written(tmp_path, capsys):
    place, citation = named()
    Place.objects.filter(pk=place.pk).update(slug="lost-its-citations")
    with pytest.raises(CommandError, match="code 1"):
        call_command("check_evidence", kind=["code"])
    told = f"no place has the code “{place.slug}”"
    assert told in capsys.readouterr().out
    with pytest.raises(CommandError, match=told):
        call_command("write_fixtures", str(tmp_path))
    assert not list(tmp_path.iterdir())
    Citation.objects.filter(pk=citation.pk).update(value="lost-its-citations")
    call_command("check_evidence", kind=["code"])
    call_command("write_fixtures", str(tmp_path))
    call_command("loaddata", str(tmp_path), verbosity=0)


# --- Addresses


def cited(factory, target):
    row = factory()
    CitationFactory(**{target: row})
    return row


WITH_PAGES = {
    "agreement": lambda: cited(AgreementFactory, "agreement"),
    "commitment": lambda: cited(CommitmentFactory, "commitment"),
    "action": lambda: cited(ActionFactory, "action"),
    "source": SourceFactory,
    "domain": DomainFactory,
    "actor": ActorFactory,
}


@pytest.fixture(params=WITH_PAGES.values(), ids=WITH_PAGES.keys())
def row(request):
    return request.param()


def renamed(row, code="renamed", column="slug"):
    address = row.get_absolute_url()
    setattr(row, column, code)
    row.save()
    return address


def test_the_old_address_of_a_record_leads_to_the_new_one_until_the_code_is_taken(client, row):
    code = row.slug
    old = renamed(row)
    answer = client.get(old)
    assert (answer.status_code, answer.headers["Location"]) == (301, row.get_absolute_url())
    renamed(row, "renamed-again")
    assert client.get(old).headers["Location"] == row.get_absolute_url()
    type(row).objects.filter(pk=row.pk).update(state="draft")
    assert client.get(old).status_code == 404
    type(row).objects.filter(pk=row.pk).update(state="published")
    other = WITH_PAGES[row._meta.model_name]()
    other.slug = code
    other.save()
    assert client.get(old).status_code == 200


def test_an_old_address_keeps_the_day_that_is_asked_for(client):
    row = ActorFactory()
    source = SourceFactory(publisher=row, published="2021-10-06")
    old = renamed(row)
    assert source.pk
    assert client.get(f"{old}?known_on=2022-01-01").headers["Location"].endswith("?known_on=2022-01-01")


def test_the_code_that_only_a_draft_had_leads_nowhere(client):
    row = ActorFactory(state="draft")
    old = renamed(row, "other")
    row.state = "published"
    row.save()
    assert client.get(old).status_code == 404


def test_the_old_address_of_a_withdrawn_record_says_why(client):
    row = ActorFactory()
    old = renamed(row)
    row.state, row.withdrawn_reason = "withdrawn", "It never was."
    row.save()
    answer = client.get(old)
    assert answer.status_code == 410
    assert "It never was." in text(answer)


def test_the_page_of_a_clause_follows_its_own_code_and_that_of_its_agreement(client):
    clause = ClauseFactory()
    ClauseTextFactory(clause=clause)
    old = renamed(clause, "x1", "wid")
    assert client.get(old).headers["Location"] == clause.get_absolute_url()
    renamed(clause.agreement)
    assert client.get(old).headers["Location"] == clause.get_absolute_url()


def test_lists_and_files_that_are_asked_for_an_old_code_answer_for_the_record(client):
    agreement = AgreementFactory()
    action, code = ActionFactory(agreement=agreement), agreement.slug
    CitationFactory(action=action)
    renamed(agreement)
    for address in ("/actions/", "/data/actions.csv"):
        answer = client.get(address, {"agreement": code})
        assert answer.status_code == 200
        assert action.title in b"".join(answer).decode()
    assert client.get("/actions/", {"agreement": "never-there"}).status_code == 400
