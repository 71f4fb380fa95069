"""What comes in as draft, in review or published, on what it rests, and who may do so."""

import io
import zipfile

import pytest
from django.contrib.auth.models import Group

from clauses.editing.holding import order_of_tables
from clauses.exchange.package.write import write_package
from clauses.models import Action, Agreement, AsReported, Citation, Source
from clauses.models.base import Row
from tests.support.files.collections import SMALL, folder, imported

pytestmark = pytest.mark.django_db
FULL = SMALL | {"agreements.csv": "slug,title,instrument_type,record_level\npact-1950,Pact of 1950,treaty,metadata\n"}


def states() -> set[str]:
    return {row.state for model in (Agreement, Action, Source, Citation) for row in model.objects.all()}


@pytest.mark.parametrize(("asked", "state"), [("draft", "draft"), ("review", "in_review"), ("published", "published")])
def test_new_records_get_the_state_that_is_asked_for(tmp_path, asked, state):
    imported(folder(tmp_path, FULL), "--state", asked, "--source", "the-list")
    assert states() == {state}


def test_each_new_row_rests_on_the_source_that_is_named_and_says_which_row_it_was(tmp_path):
    imported(folder(tmp_path, FULL), "--source", "the-list", "--state", "published")
    notes = dict(Citation.objects.values_list("number", "note"))
    assert notes == {1: "Row 2 of agreements.csv.", 2: "Row 2 of actions.csv."}
    assert Agreement.objects.published().count() == Action.objects.published().count() == 1


def test_a_source_may_be_of_one_table(tmp_path):
    imported(folder(tmp_path, FULL), "--source", "actions=the-list")
    assert [row.action.slug for row in Citation.objects.all()] == ["pact-1950-signed"]


def test_what_no_citation_supports_stays_a_draft_and_is_named(tmp_path):
    said = imported(folder(tmp_path, FULL), "--state", "published")
    assert Agreement.objects.get().state == Action.objects.get().state == "draft"
    assert Source.objects.get().state == "published"
    assert "actions.csv, line 2: 1 row stays a draft." in said


def test_an_unknown_source_is_refused_once(tmp_path):
    said = imported(folder(tmp_path, FULL), "--source", "no-such-list")
    assert "no-such-list" in said
    assert not Citation.objects.exists()


def test_only_who_may_restore_a_package_publishes(tmp_path, django_user_model):
    user = django_user_model.objects.create_user("eve", is_staff=True)
    user.groups.add(Group.objects.get(name="editor"))
    said = imported(folder(tmp_path, FULL), "--state", "published", "--by", "eve")
    assert "Only who may restore a data package publishes what comes in." in said


def test_who_may_not_import_into_a_table_is_told_which(tmp_path, django_user_model):
    django_user_model.objects.create_user("eve", is_staff=True)
    said = imported(folder(tmp_path, FULL), "--by", "eve")
    assert "You may not import into actors." in said
    assert "You may not import into sources." in said
    assert "There is no active account “nobody”." in imported(tmp_path, "--by", "nobody")


def test_a_manager_proposes_what_is_published_and_adds_what_is_new(tmp_path, django_user_model):
    imported(folder(tmp_path, FULL), "--source", "the-list", "--state", "published")
    user = django_user_model.objects.create_user("mia", is_staff=True)
    user.groups.add(Group.objects.get(name="manager"))
    changed = FULL["agreements.csv"].replace("Pact of 1950", "Great Pact")
    said = imported(folder(tmp_path / "more", {"agreements.csv": changed}), "--by", "mia")
    assert "1 would be proposed" in said
    assert "1 proposed." in said
    assert Agreement.objects.get().title == "Pact of 1950"


def test_our_own_package_in_and_out_is_equal_byte_for_byte(tmp_path, shipped):
    before = package()
    for model in (AsReported, *reversed(tables())):
        model._base_manager.all()._raw_delete("default")
    (tmp_path / "package.zip").write_bytes(before)
    said = imported(tmp_path / "package.zip", "--state", "published")
    assert "left out" not in said
    assert " 0 refused." in said
    assert listed(package()) == listed(before)
    assert package() == before


def package() -> bytes:
    write_package(file := io.BytesIO())
    return file.getvalue()


def listed(content: bytes) -> dict[str, list[str]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {
            name: archive.read(name).decode().splitlines() for name in archive.namelist() if name.startswith("data/")
        }


def tables() -> list[type[Row]]:
    return sorted(order_of_tables(), key=order_of_tables().__getitem__)
