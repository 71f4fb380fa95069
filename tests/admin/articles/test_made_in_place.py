"""Records made beside the article, with the citation that they are made for, and taking back what was just kept."""

import pytest

from clauses.articles.quotations import Article
from clauses.models import Action, Actor, Citation, Commitment, Place

from ...support.pages.reading import plain_words
from ...support.rows.articles import TEXT, cited, place, reading_address, refused, replaced, sent, version
from ...support.rows.factories import (
    ActionFactory,
    ActorFactory,
    AgreementFactory,
    ClauseFactory,
    CommitmentFactory,
    PlaceFactory,
    SourceFactory,
    SourceTextFactory,
)
from ...support.rows.people import person

pytestmark = [pytest.mark.django_db, pytest.mark.pages]

WRITTEN = """Title

The Northland army and the Southland army held a joint drill near Hilltown on May 14, the Westland ministry said.
Both sides will build a road in two years.
"""
DRILL = "Northland army and the Southland army held a joint drill near Hilltown on May 14"
NEW = {"new-action-title": "Drill near Hilltown", "new-action-type": "joint_exercise", "new-action-relation": "context"}


@pytest.fixture
def people():
    return [ActorFactory(name=f"{name} army", kind="body") for name in ("Northland", "Southland")]


@pytest.fixture
def drill(people):
    """An article that names two armies, a ministry and a town."""
    ActorFactory(name="Westland ministry", kind="body")
    PlaceFactory(name="Hilltown", kind="city")
    return SourceTextFactory(source=SourceFactory(published="2024-05-17"), text=WRITTEN).source


def here(source):
    """The place of the drill, as the page sends it."""
    start = Article(WRITTEN).paragraphs[0].index(DRILL)
    return {"paragraph": 1, "start": start, "end": start + len(DRILL), "text": version(source)}


def opened(client, source):
    return client.get(reading_address(source), here(source)).context["making"]


def typed(form):
    """What the form would send as it stands: ticks and choices as they are filled in."""
    names = {field.html_name: field.value() for field in form}
    return {name: value for name, value in names.items() if value not in (None, "", False)}


def post(client, source, about="new-action", **values):
    making = opened(client, source)
    data = here(source) | {"step": "cite", "quote": DRILL, "stance": "supports", "about": about}
    start = typed(making.forms[about]) if about in making.forms else {}
    return client.post(reading_address(source), data | start | values)


# --- A new action


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


# --- Undo


def undone(client, source, citation):
    return client.post(reading_address(source), {"step": "undo", "citation": citation.pk or 0}, follow=True)


def test_what_was_kept_is_taken_back_and_the_history_says_so(ada, article):
    citation = cited(ada, article, 2, "regular drills", f"action-{ActionFactory().pk}")
    assert "Undone: citation no. 1 is deleted." in plain_words(undone(ada, article, citation))
    assert not article.citations.exists()
    last = Citation.history.filter(id=citation.pk).latest("history_date", "history_id")
    assert (last.history_type, last.history_user, last.history_change_reason) == (
        "-",
        ada.user,
        "Undone while the article was read",
    )
    assert Action.objects.count() == 1


def test_the_record_that_was_made_for_it_goes_along(ada, drill):
    names = {
        "new-actor_name": "Joint staff",
        "new-actor_kind": "body",
        "new-place_name": "Old Fort",
        "new-place_kind": "other",
    }
    post(ada, drill, **NEW, **names)
    said = plain_words(undone(ada, drill, drill.citations.get()))
    assert "and “Drill near Hilltown”, which was made for it" in said
    assert not Action.objects.filter(title="Drill near Hilltown").exists()
    assert not Actor.objects.filter(name="Joint staff").exists()
    assert not Place.objects.filter(name="Old Fort").exists()
    assert Place.objects.filter(name="Hilltown").exists()


@pytest.mark.parametrize("use", ["cited", "changed", "linked", "named"])
def test_a_record_that_was_made_for_it_stays_where_something_else_uses_it(ada, drill, use):
    names = {"new-place_name": "Old Fort", "new-place_kind": "other"}
    post(ada, drill, **NEW, **names)
    citation, action = drill.citations.get(), Action.objects.get(title="Drill near Hilltown")
    fort = Place.objects.get(name="Old Fort")
    if use == "cited":
        Citation.objects.create(source=drill, number=9, action=action)
    elif use == "changed":
        action.description = "More is known."
        action.save()
    elif use == "linked":
        action.bearings.create(commitment=CommitmentFactory(), basis="inferred_by_analyst")
    else:
        Citation.objects.create(source=drill, number=9, action=ActionFactory(), field="place", value=fort.slug)
    undone(ada, drill, citation)
    assert not Citation.objects.filter(pk=citation.pk).exists()
    assert Action.objects.filter(pk=action.pk).exists() == (use != "named")
    assert Place.objects.filter(pk=fort.pk).exists()


@pytest.mark.parametrize("what", ["changed", "sent", "of another", "gone"])
def test_only_an_untouched_draft_of_ones_own_is_taken_back(ada, article, what):
    citation = cited(ada, article, 2, "regular drills", f"action-{ActionFactory().pk}")
    who = person("editor", "bela") if what == "of another" else ada
    if what == "changed":
        citation.note = "More"
        citation.save()
    elif what == "sent":
        Citation.objects.filter(pk=citation.pk).update(state="in_review")
    elif what == "gone":
        citation.delete()
    assert "Nothing was undone." in plain_words(undone(who, article, citation))
    assert article.citations.exists() == (what != "gone")


@pytest.mark.parametrize("number", ["", "x", "9" * 30, "\0", "-1"])
def test_what_is_no_citation_is_not_taken_back(ada, article, number):
    page = ada.post(reading_address(article), {"step": "undo", "citation": number}, follow=True)
    assert "Nothing was undone." in plain_words(page)


def test_a_citation_of_another_source_is_not_taken_back_here(ada, article):
    other = SourceTextFactory(text=TEXT).source
    citation = cited(ada, other, 2, "regular drills", f"action-{ActionFactory().pk}")
    undone(ada, article, citation)
    assert other.citations.exists()


def test_undo_stands_in_the_message_and_only_while_it_can_be_done(ada, article):
    data = sent(article, 2, "regular drills", f"action-{ActionFactory().pk}")
    page = ada.post(reading_address(article), data, follow=True)
    assert 'value="undo"' in page.content.decode()
    here = page.redirect_chain[0][0]
    assert 'value="undo"' not in ada.get(here).content.decode()
    assert person("editor", "bela").get(here).context["undo"] is None


# --- Whole words


@pytest.mark.parametrize(
    ("asked", "taken"),
    [
        ("old regular dri", "hold regular drills"),
        ("egular", "regular"),
        ("year", "year"),
        ("year.", "year."),
        ("s every ye", "drills every year"),
    ],
)
def test_a_passage_is_of_whole_words(ada, article, asked, taken):
    assert ada.get(reading_address(article), place(article, 2, asked)).context["asked"].words == taken


def test_in_a_script_without_spaces_nothing_is_widened(ada):
    source = SourceTextFactory(text="両国の大臣が会談した。" * 10).source
    query = {"paragraph": 1, "start": 2, "end": 6, "text": version(source)}
    assert len(ada.get(reading_address(source), query).context["asked"].words) == 4


def test_the_errors_of_a_new_record_are_not_those_of_no_record(ada, article):
    assert "about" not in refused(ada, article, 2, "drills", "new-action")


# --- What it would change


def looked_at(client, source, about, **values):
    data = sent(source, 2, "regular drills", about, **values) | {"step": "look"}
    return client.post(reading_address(source), data)


def test_what_a_passage_would_change_is_shown_before_and_nothing_is_kept(ada, article):
    action = ActionFactory(title="Drills of both sides", status="planned")
    response = looked_at(ada, article, f"action-{action.pk}", field="status", value="completed", note="Typed before")
    said = plain_words(response)
    assert "What it would change of “Drills of both sides”" in said
    assert "Status planned nothing completed" in said
    assert response.context["form"]["note"].value() == "Typed before"
    assert not article.citations.exists()
    assert Action.objects.get(pk=action.pk).status == "planned"


def test_the_script_is_told_no_more_than_that(ada, article):
    action = ActionFactory(title="Drills of both sides")
    page = looked_at(ada, article, "action", action=action.pk, field="date", value="2024", part="effect")
    assert "With this passage they would say" in plain_words(page)
    assert "<html" not in page.content.decode()


def test_beside_the_choice_of_an_action_stands_what_is_recorded_now(ada, article):
    action = ActionFactory(title="Drills of both sides", status="ongoing")
    page = ada.get(reading_address(article), place(article, 2, "drills") | {"about": f"action-{action.pk}"})
    assert "What is recorded now of “Drills of both sides”" in plain_words(page)


def test_of_a_commitment_nothing_changes(ada, article):
    promise = CommitmentFactory(title="To drill")
    said = plain_words(looked_at(ada, article, f"commitment-{promise.pk}"))
    assert "Nothing that is recorded of “To drill” changes: one more passage stands behind it." in said


@pytest.mark.parametrize("about", ["", "action", "action-99999", "new-action", "x", "action-\0"])
def test_of_no_record_nothing_is_said(ada, article, about):
    page = looked_at(ada, article, about, action="9" * 30, code="\0", field="status", part="effect")
    assert page.status_code == 200
    assert not page.content.strip()
