"""What a manager imports of published records waits for a reviewer."""

import csv
import io

from clauses.dataset import BY_NAME
from clauses.models import Actor, Proposal

from ..support.pages.import_pages import ACTORS, confirm, preview, sheet
from ..support.pages.reading import plain_words
from ..support.rows.factories import ActionFactory, ActorFactory, PlaceFactory
from ..support.rows.people import person


def manager_imports(*rows, address=ACTORS):
    manager = person("manager")
    shown = preview(manager, sheet(*rows))
    return plain_words(shown), plain_words(confirm(manager, shown))


def as_row(actor, **changes):
    table = BY_NAME["actors"]
    return dict(zip(table.header, table.cells(actor, public=False), strict=True)) | changes


def test_what_an_import_changes_of_a_published_record_becomes_a_proposal(db):
    actor = ActorFactory(name="Old name")
    shown, done = manager_imports(as_row(actor, name="New name"))
    assert "1 would change what is published" in shown
    assert "Proposed:" in shown
    assert "1 proposal for published records: a reviewer decides on them." in done
    assert Actor.objects.get(pk=actor.pk).name == "Old name"
    proposal = Proposal.objects.get()
    assert (proposal.table, proposal.row, proposal.reason) == ("actor", actor.pk, "imported from actors.csv")
    assert proposal.edits[0]["new"] == {"name": "New name"}


def test_what_an_import_adds_is_a_draft(db):
    manager_imports({"slug": "brand-new", "name": "Brand new", "kind": "body"})
    assert Actor.objects.get(slug="brand-new").state == "draft"


def test_what_an_import_changes_of_a_draft_is_written(db):
    actor = ActorFactory(name="Old name", state="draft")
    manager_imports(as_row(actor, name="New name"))
    assert Actor.objects.get(pk=actor.pk).name == "New name"
    assert not Proposal.objects.exists()


def test_an_import_of_what_waits_for_a_reviewer_is_refused_with_its_line(db):
    actor = ActorFactory(name="Old name", state="in_review")
    refused = plain_words(preview(person("manager"), sheet(as_row(actor, name="New name"))))
    assert "2 row “New name” is in review, so nobody writes in it." in refused


def test_rows_and_codes_of_a_published_record_are_proposed_together(db):
    action, places = ActionFactory(), PlaceFactory.create_batch(2)
    table = BY_NAME["actions"]
    row = dict(zip(table.header, table.cells(action, public=False), strict=True))
    row |= {"title": "New title", "places": "; ".join(sorted(place.slug for place in places))}
    out = io.StringIO(newline="")
    csv.writer(out).writerows([table.header, [row[name] for name in table.header]])
    manager, address = person("manager"), "/admin/clauses/action/"
    confirm(manager, preview(manager, out.getvalue().encode(), address=address), address)
    (proposal,) = Proposal.objects.all()
    assert [(edit["table"], edit["what"]) for edit in proposal.edits] == [
        ("action", "changed"),
        ("actionplace", "added"),
        ("actionplace", "added"),
    ]
    assert not action.places.exists()


def test_a_superuser_imports_at_once(admin_client):
    actor = ActorFactory(name="Old name")
    confirm(admin_client, preview(admin_client, sheet(as_row(actor, name="New name"))))
    assert Actor.objects.get(pk=actor.pk).name == "New name"


def test_an_editor_imports_nothing(db):
    assert preview(person("editor"), sheet()).status_code == 403
