"""A data package restored: all of it, published as it was, or nothing."""

import pytest

from clauses.exchange.package import restore
from clauses.models import Action, Actor, Citation
from tests.support.files.packages import package_bytes

from ...support.pages.import_pages import RESTORE, upload
from ...support.pages.reading import text
from ...support.rows.factories import ActionFactory, ActorFactory, CitationFactory, PlaceFactory
from ...support.rows.people import person
from ...support.site.budget import WHOLE


def confirm(client, response):
    return client.post(RESTORE, {"token": response.context["token"]}, follow=True)


def restored(content):
    result = restore.restore(content, user=None, confirmed=True)
    assert not result.problems
    return result


@WHOLE
def test_a_package_brings_back_what_was_deleted(shipped, whole):
    """Some of the actions and what rests on them; as a heavy test, every action and every citation."""
    content = package_bytes()
    lost = Action.objects.all() if whole else Action.objects.filter(pk__in=Action.objects.all()[:5])
    Citation.objects.filter(**({} if whole else {"action__in": lost})).delete()
    lost.delete()
    assert package_bytes() != content
    restored(content)
    assert package_bytes() == content


def test_a_package_of_what_is_there_already_writes_nothing(shipped):
    before = {model: model.history.count() for model in (Action, Citation, Actor)}
    counts = restored(package_bytes()).counts
    assert {model: model.history.count() for model in before} == before
    assert all(count["new"] == count["update"] == 0 for count in counts.values())


def test_what_a_record_says_of_rows_that_are_not_public_stays_as_it_is(db):
    """A package cannot name a withdrawn publisher or a draft place: its empty cell is no reason to take them away."""
    action = ActionFactory(places=[PlaceFactory(), PlaceFactory(state="draft")])
    source = CitationFactory(action=action).source
    Actor.objects.filter(pk=source.publisher_id).update(state="withdrawn", withdrawn_reason="It was wrong.")
    content = package_bytes()
    assert {count for counts in restored(content).counts.values() for count in (counts["new"], counts["update"])} == {0}
    Action.objects.filter(pk=action.pk).update(title="Altered")
    assert restored(content).counts["Actions"]["update"] == 1
    action.refresh_from_db()
    source.refresh_from_db()
    assert (action.title == "Altered", action.places.count(), source.publisher is None) == (False, 2, False)


def test_what_was_public_is_public_again_and_what_is_not_in_it_stays(db):
    action, other = ActionFactory(title="As packed"), ActorFactory(state="draft")
    CitationFactory(action=action)
    content = package_bytes()
    Action.objects.filter(pk=action.pk).update(state="withdrawn", withdrawn_reason="By mistake", title="Later")
    restored(content)
    action.refresh_from_db()
    assert (action.state, action.withdrawn_reason, action.title) == ("published", "", "As packed")
    assert action.history.first().history_change_reason == "imported from a data package"
    assert Actor.objects.get(pk=other.pk).state == "draft"


def test_a_manager_sees_what_a_package_would_do_and_confirms_it_once(db):
    action = ActionFactory(title="As packed")
    CitationFactory(action=action)
    content, manager = package_bytes(), person("manager")
    Action.objects.filter(pk=action.pk).update(title="Later")
    shown = upload(manager, content)
    assert Action.objects.get(pk=action.pk).title == "Later"
    assert shown.context["counts"]["Actions"] == {"new": 0, "update": 1, "skip": Action.objects.published().count() - 1}
    assert "The package is restored: 1 rows written." in text(confirm(manager, shown))
    assert Action.objects.get(pk=action.pk).title == "As packed"
    assert "used already" in text(confirm(manager, shown))


def test_what_was_withdrawn_since_is_named_and_becomes_public_again_for_a_reason_only(db):
    action, client = ActionFactory(), person("manager")
    CitationFactory(action=action)
    content = package_bytes()
    action.state, action.withdrawn_reason = "withdrawn", "It never took place"
    action.save()
    shown = upload(client, content)
    assert f"Action “{action.slug}”, withdrawn since: It never took place" in text(shown)
    assert "Say why" in text(confirm(client, shown))
    action.refresh_from_db()
    assert action.state == "withdrawn"
    token = upload(client, content).context["token"]
    client.post(RESTORE, {"token": token, "why": "It did, on another day"})
    action.refresh_from_db()
    assert action.state == "published"
    assert action.history.first().history_change_reason == "imported from a data package: It did, on another day"


def test_what_was_changed_after_the_preview_is_not_written_over(db):
    action = ActionFactory(title="As packed")
    CitationFactory(action=action)
    content, manager = package_bytes(), person("manager")
    shown = upload(manager, content)
    Action.objects.filter(pk=action.pk).update(title="Meanwhile")
    assert "Somebody changed these records after the preview" in text(confirm(manager, shown))
    assert Action.objects.get(pk=action.pk).title == "Meanwhile"


@pytest.mark.parametrize("role", ["viewer", "editor", "reviewer"])
def test_only_managers_restore(role, db):
    client = person(role)
    assert client.get(RESTORE).status_code == 403
    assert upload(client, package_bytes()).status_code == 403
    assert client.post(RESTORE, {"token": "x"}).status_code == 403
