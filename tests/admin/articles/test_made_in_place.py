"""Records made beside the article, with the citation that they are made for."""

import pytest

from clauses.models import Action, Actor, Commitment, Place

from ...support.rows.articles import cited, reading_address, replaced, sent
from ...support.rows.drill import DRILL, NEW, here, opened, post
from ...support.rows.factories import (
    ActionFactory,
    ActorFactory,
    AgreementFactory,
    ClauseFactory,
    CommitmentFactory,
    PlaceFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


def test_the_form_is_filled_in_with_day_type_places_and_people_of_the_passage(ada, drill, people):
    form = opened(ada, drill).forms["new-action"]
    assert (form["date"].value(), form["type"].value()) == ("2024-05-14", "joint_exercise")
    assert form["date_reason"].value() == "The year follows from the day of publication."
    parts = {field.label: field.value() for field in form.people}
    assert parts == {"Northland army": "participant", "Southland army": "participant", "Westland ministry": ""}
    ((_, places, _), _) = form.further
    assert [(field.label, field.value()) for field in places] == [("Hilltown", True)]


def test_action_and_citation_are_drafts_of_one_step(ada, drill, people):
    assert post(ada, drill, **NEW).status_code == 302
    action, citation = Action.objects.get(title="Drill near Hilltown"), drill.citations.get()
    assert (action.state, action.slug, action.date, action.version) == ("draft", "drill-near-hilltown", "2024-05-14", 1)
    assert {part.actor for part in action.participants.all()} == set(people)
    assert [each.name for each in action.places.all()] == ["Hilltown"]
    assert (citation.action, citation.state, citation.quote) == (action, "draft", DRILL)
    saves = [action.history.get(), citation.history.get(), *(part.history.get() for part in action.participants.all())]
    assert {save.history_user for save in saves} == {ada.user}
    assert len({save.history_date for save in saves}) == 1


def test_links_to_commitments_go_along(ada, drill):
    promise, other = CommitmentFactory(title="To hold a joint drill near Hilltown"), CommitmentFactory()
    making = opened(ada, drill)
    (_, (_, likely, _)) = making.forms["new-action"].further
    assert f"bears-{promise.pk}" in [field.name for field in likely]
    ticked = {f"new-action-bears-{promise.pk}": "on", "new-action-another_promise": other.pk}
    post(ada, drill, **NEW, **ticked, **{"new-action-basis": "stated_by_source"})
    links = Action.objects.get(title="Drill near Hilltown").bearings.all()
    assert {(link.commitment, link.basis) for link in links} == {
        (promise, "stated_by_source"),
        (other, "stated_by_source"),
    }


def test_what_is_unticked_stays_out_and_others_come_in(ada, drill, people):
    host, city = ActorFactory(), PlaceFactory()
    values = {
        f"new-action-part-{people[0].pk}": "",
        "new-action-another_actor": host.pk,
        "new-action-another_role": "host",
    }
    post(ada, drill, **NEW, **values, **{"new-action-another_place": city.pk})
    action = Action.objects.get(title="Drill near Hilltown")
    assert {(part.actor, part.role) for part in action.participants.all()} == {
        (people[1], "participant"),
        (host, "host"),
    }
    assert city in action.places.all()


@pytest.mark.parametrize(
    ("values", "where"),
    [
        ({"new-action-title": ""}, "record"),
        ({"new-action-date": "last week"}, "record"),
        ({"new-action-relation": "life_cycle"}, "record"),
        ({"new-action-another_actor": "9" * 30}, "record"),
        ({"new-action-another_place": "\0"}, "record"),
        ({"field": "area_cleared", "value": "many"}, "form"),
        ({"speaker_code": "nobody"}, "form"),
        ({"new-actor_name": "Somebody new"}, "names"),
        ({"new-place_name": "中", "new-place_kind": "city"}, "names"),
    ],
)
def test_nothing_is_stored_and_nothing_is_lost_where_a_part_is_refused(ada, drill, values, where):
    response = post(ada, drill, **NEW | {"note": "Typed before", "new-action-description": "Typed, too"} | values)
    making, form = response.context["making"], response.context["form"]
    assert {"record": making.forms["new-action"], "form": form, "names": making.names}[where].errors
    assert not Action.objects.filter(title="Drill near Hilltown").exists()
    assert not drill.citations.exists()
    assert (form["note"].value(), form.chosen) == ("Typed before", "new-action")
    assert making.forms["new-action"]["description"].value() == "Typed, too"
    assert Actor.objects.filter(state="draft").count() == 0


def test_a_second_action_of_one_title_gets_the_day_into_its_code(ada, drill):
    ActionFactory(slug="drill-near-hilltown")
    post(ada, drill, **NEW)
    assert Action.objects.get(title="Drill near Hilltown").slug == "drill-near-hilltown-2024-05-14"


def test_what_was_typed_for_a_new_action_waits_while_another_record_is_made(ada, drill, people):
    data = here(drill) | NEW | {"about": "new-action", f"new-action-part-{people[0].pk}": "host", "make": "clause"}
    ada.post(reading_address(drill), data)
    page = ada.get(reading_address(drill), {"kept": 1})
    form = page.context["making"].forms["new-action"]
    assert (form["title"].value(), form[f"part-{people[0].pk}"].value()) == ("Drill near Hilltown", "host")
    assert form[f"part-{people[1].pk}"].value() == ""
    assert page.context["form"].chosen == "new-action"


def test_a_text_that_is_replaced_meanwhile_keeps_who_was_ticked(ada, article):
    one = ActorFactory(name="Somebody")
    data = sent(article, 2, "regular drills", "new-action") | NEW | {f"new-action-part-{one.pk}": "host"}
    replaced(article, "All is new here. Nobody is named.")
    form = ada.post(reading_address(article), data).context["making"].forms["new-action"]
    assert form[f"part-{one.pk}"].value() == "host"


# --- A new commitment, actor or place


def test_a_commitment_is_made_with_whose_it_is(ada, drill, people):
    values = {
        "new-commitment-title": "To hold drills",
        "new-commitment-statement": "Both hold drills.",
        "new-commitment-clause": ClauseFactory(agreement=AgreementFactory()).pk,
        "new-commitment-kind": "military_aid",
        "new-commitment-modality": "obligation",
        "new-commitment-recurrence": "recurring",
    }
    response = post(ada, drill, about="new-commitment", **values)
    assert response.status_code == 302, response.context["making"].forms["new-commitment"].errors
    made = Commitment.objects.get(title="To hold drills")
    assert {(part.actor, part.role) for part in made.actors.all()} == {(one, "obligor") for one in people}
    assert (made.state, drill.citations.get().commitment) == ("draft", made)


def test_a_new_actor_and_a_new_place_take_part_in_the_new_action(ada, drill):
    names = {
        "new-actor_name": "Joint staff",
        "new-actor_kind": "body",
        "new-place_name": "Old Fort",
        "new-place_kind": "other",
    }
    post(ada, drill, **NEW, **names)
    action = Action.objects.get(title="Drill near Hilltown")
    staff, fort = Actor.objects.get(name="Joint staff"), Place.objects.get(name="Old Fort")
    assert (staff.state, staff.slug, fort.state) == ("draft", "joint-staff", "draft")
    assert staff in {part.actor for part in action.participants.all()}
    assert fort in action.places.all()


@pytest.mark.parametrize("use", ["speaker", "attributed_to"])
def test_a_new_actor_speaks_or_is_credited(ada, article, use):
    values = {"new-actor_name": "Joint staff", "new-actor_kind": "body", "new-actor_use": use}
    citation = cited(ada, article, 2, "regular drills", f"action-{ActionFactory().pk}", **values)
    assert getattr(citation, use) == Actor.objects.get(name="Joint staff")


@pytest.mark.parametrize(("kind", "field"), [("actor", "participant"), ("place", "place")])
def test_a_new_name_is_what_the_passage_states(ada, article, kind, field):
    values = {f"new-{kind}_name": "Old Fort", f"new-{kind}_kind": "other", "field": field}
    assert cited(ada, article, 2, "drills", f"action-{ActionFactory().pk}", **values).value == "old-fort"


def test_a_name_that_is_there_is_taken_and_not_made_twice(ada, article):
    fort = PlaceFactory(name="Fort of old", other_names="Old Fort; Altes Fort")
    values = {"new-place_name": "ÁLTES FORT", "field": "place"}
    assert cited(ada, article, 2, "drills", f"action-{ActionFactory().pk}", **values).value == fort.slug


@pytest.mark.parametrize("kind", ["actor", "place"])
def test_a_name_that_nothing_would_use_is_not_made(ada, article, kind):
    values = {f"new-{kind}_name": "Old Fort", f"new-{kind}_kind": "other"}
    response = ada.post(reading_address(article), sent(article, 2, "drills", f"action-{ActionFactory().pk}", **values))
    assert response.context["making"].names.errors[f"{kind}_name"]
    assert not article.citations.exists()


def test_whoever_may_not_add_actions_makes_none(client, drill, django_user_model):
    from django.contrib.auth.models import Permission

    user = django_user_model.objects.create_user("some", is_staff=True)
    needed = {"view_sourcetext", "add_citation", "view_source"}
    user.user_permissions.set(Permission.objects.filter(codename__in=needed))
    client.force_login(user)
    assert "new-action" not in client.get(reading_address(drill), here(drill)).context["making"].forms
    data = here(drill) | NEW | {"step": "cite", "quote": DRILL, "about": "new-action"}
    assert client.post(reading_address(drill), data).status_code == 403
