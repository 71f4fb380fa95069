"""Records that are not chosen beforehand for a passage that is proposed: a person chooses, or makes a new one."""

import re

import pytest

from ...support.pages.reading import plain_words
from ...support.rows.articles import reading_address, version
from ...support.rows.factories import (
    ActionFactory,
    ActorFactory,
    CommitmentFactory,
    PlaceFactory,
    SourceFactory,
    SourceTextFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.pages]
HELD = "The two armies held a tactical drill near Hilltown on 14 May 2024, said the ministry."


@pytest.fixture
def text():
    PlaceFactory(name="Hilltown", kind="city")
    return lambda words: SourceTextFactory(source=SourceFactory(published="2024-05-17"), text=words).source


def drill(date, title="Tactical drill near Hilltown"):
    return ActionFactory(title=title, type="joint_exercise", date=date)


def only(client, source):
    (one,) = client.get(reading_address(source)).context["proposals"]
    return one


def checked(client, source):
    return re.findall(r'value="([^"]+)" required checked', client.get(reading_address(source)).content.decode())


def test_a_record_of_the_same_day_and_of_telling_words_is_chosen(ada, text):
    action, source = drill("2024-05-14"), text(HELD)
    assert checked(ada, source) == [f"action-{action.pk}"]
    assert f"about=action-{action.pk}" in only(ada, source).opens


@pytest.mark.parametrize("date", ["2021-06-28", "2021", "2024-05-13", "2023-05-01/2024-05-10"])
def test_a_record_of_another_day_is_offered_with_its_day_and_not_chosen(ada, text, date):
    drill(date)
    source = text(HELD)
    one = only(ada, source)
    assert one.candidates[0].doubt.startswith("its day is another: ")
    assert one.candidates[0].doubt.endswith(" here, 14 May 2024 in the passage")
    assert (checked(ada, source), "about=" in one.opens) == ([], False)
    assert "It supports (choose one)" in plain_words(ada.get(reading_address(source)))


def test_of_two_records_the_one_of_the_day_is_chosen(ada, text):
    drill("2021-06-28", title="The two armies hold a tactical drill near Hilltown")
    action, source = drill("2024-05-14"), text(HELD)
    assert checked(ada, source) == [f"action-{action.pk}"]


def test_a_passage_without_a_day_is_read_by_the_day_of_publication(ada, text):
    source = text(HELD.replace(" on 14 May 2024", ""))
    old = drill("2021-06-28")
    assert only(ada, source).candidates[0].doubt == "the passage gives no day, and its own is 28 June 2021"
    old.delete()
    action = drill("2024-05-14")
    assert checked(ada, source) == [f"action-{action.pk}"]


def test_a_passage_of_several_days_leaves_the_choice(ada, text):
    drill("2021-06-28")
    source = text("The drill of 28 June 2021 near Hilltown was held anew in 14 May 2024, said the ministry.")
    assert only(ada, source).candidates[0].doubt == "the passage names several days, not all of them its own"
    assert checked(ada, source) == []


def test_where_only_common_words_and_states_match_nothing_is_chosen(ada, text):
    ActorFactory(name="Northland", kind="state")
    CommitmentFactory(title="To modernise the armed forces of Northland")
    for number in range(9):
        ActionFactory(title=f"Meeting {number} on armed forces", date="1999")
    source = text("Armed forces of Northland will be there with all that they have, said the ministry.")
    found = only(ada, source).candidates
    assert {one.kind: one.doubt for one in found}["commitment"] == "only common words match"
    assert checked(ada, source) == []


def test_accept_without_a_choice_says_so_at_its_field_and_keeps_the_passage(ada, text):
    drill("2021-06-28")
    source = text(HELD)
    one = only(ada, source)
    place = {"paragraph": one.place.paragraph, "start": one.place.start, "end": one.place.end}
    page = ada.post(reading_address(source), place | {"text": version(source), "step": "accept"})
    assert page.context["form"].errors["about"]
    assert "Choose what the passage supports: one of these records, another one, or a new one." in plain_words(page)
    assert page.context["asked"].words == one.words
    assert page.context["form"]["stance"].value() == "supports"
    assert not source.citations.exists()


def test_a_new_action_is_offered_beside_accept_and_opens_its_form_filled_in(ada, text):
    drill("2021-06-28")
    source = text(HELD)
    ((kind, href),) = only(ada, source).new
    page = ada.get(href)
    assert (kind, page.context["form"].chosen) == ("action", "new-action")
    assert page.context["making"].forms["new-action"]["date"].value() == "2024-05-14"
    assert 'value="new-action" checked' in page.content.decode()


def test_whoever_may_not_add_actions_is_offered_none(client, text, django_user_model):
    from django.contrib.auth.models import Permission

    user = django_user_model.objects.create_user("some", is_staff=True)
    needed = {"view_sourcetext", "add_citation", "view_source"}
    user.user_permissions.set(Permission.objects.filter(codename__in=needed))
    client.force_login(user)
    assert only(client, text(HELD)).new == ()
