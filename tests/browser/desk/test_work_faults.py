"""The pages on which editors and reviewers work have no fault: axe finds nothing, the browser complains of nothing."""

import pytest
from django.core.management import call_command

from clauses.editing import proposals
from clauses.editing.edits import change
from clauses.editing.review import move
from clauses.models import Action, SavedFilter
from clauses.vocabularies import ReviewState

from ...support.rows.factories import ActionFactory, CitationFactory
from ...support.rows.people import person
from ..steps import field, open_action, press, sees

pytestmark = pytest.mark.django_db(transaction=True)


def proposed(action, user, **columns):
    for name, value in columns.items():
        setattr(action, name, value)
    return proposals.propose(action, [change(action)], user=user, reason="A misprint")


def addresses(user) -> dict[str, str]:
    """One page of each kind, by what it shows to `user`, a reviewer."""
    ada, root = person("editor", "ada").user, person("superuser", "root").user
    waiting = CitationFactory(action=ActionFactory(state="draft"), state="draft").action
    move(ada, waiting, ReviewState.IN_REVIEW, text="Please look")
    action = CitationFactory().action
    decided, stale, open_one = (
        proposed(Action.objects.get(pk=action.pk), ada, **columns)
        for columns in ({"title": "Applied"}, {"title": "Stale"}, {"description": "More is known"})
    )
    proposals.apply(decided, user=root, seen=decided.version)
    SavedFilter.objects.create(user=user, table="action", name="Contested", query="work=disputed")
    change_page = "/admin/clauses/{}/{}/change/".format
    return {
        "first page": "/admin/",
        "in review": change_page("action", waiting.pk),
        "open": change_page("proposal", open_one.pk),
        "with a clash": change_page("proposal", stale.pk),
        "decided": change_page("proposal", decided.pk),
        "history": f"/admin/clauses/action/{action.pk}/history/",
        "likely twice": "/admin/likely-duplicates/",
        "log": "/admin/log/",
        "saved filters": "/admin/clauses/action/?work=disputed",
        "two-step sign-in": "/admin/two-step/",
    }


def test_no_page_of_the_day_has_a_fault(at_work, twins, fine_everywhere):
    cem = at_work("reviewer", "cem")
    for address in addresses(cem.user).values():
        cem.goto(address)
        fine_everywhere(cem)


def test_the_preview_of_a_merge_has_no_fault(at_work, twins, fine_everywhere):
    cem = at_work("reviewer", "cem")
    cem.goto(f"/admin/clauses/actor/{twins[0].pk}/same/?other={twins[1].pk}")
    fine_everywhere(cem)


def test_a_form_with_both_versions_has_no_fault(at_work, fine_everywhere):
    ada, draft = at_work("editor", "ada"), ActionFactory(state="draft")
    open_action(ada, draft.title)
    draft.title = "Somebody else's"
    draft.save()
    field(ada, "Title").fill("Mine")
    press(ada, "Save and continue editing")
    sees(ada, "Both versions")
    fine_everywhere(ada)


def test_the_page_of_maintenance_has_no_fault(page, settings, tmp_path, faults, fine_everywhere):
    settings.MAINTENANCE_FILE = tmp_path / "maintenance"
    call_command("maintenance", "on", verbosity=0)
    page.goto("/")
    sees(page, "We are working on the site")
    page.wait_for_load_state()
    assert len(faults) == 1, faults
    assert "503" in faults.pop()
    fine_everywhere(page)
