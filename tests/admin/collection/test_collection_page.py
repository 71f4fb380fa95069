"""The page on which a collection moves in: upload, preview, confirmation, progress, stopping, undoing."""

import io
import zipfile

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile

from clauses.admin.collection import pages
from clauses.models import Actor, Agreement, ImportJob
from tests.support.files.collections import SMALL
from tests.support.rows.factories import ActorFactory

pytestmark = pytest.mark.django_db
PAGE = "/admin/collection/"


def packed(files: dict[str, str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return file.getvalue()


@pytest.fixture(autouse=True)
def unhurried(monkeypatch):
    """A request works to the end of a stage, however busy the machine is."""
    monkeypatch.setattr(pages, "SECONDS", 3600)


@pytest.fixture
def manager(client, django_user_model):
    user = django_user_model.objects.create_user("mia", is_staff=True)
    user.groups.add(Group.objects.get(name="manager"))
    client.force_login(user)
    return client


def given(client, files=SMALL, name="all.zip", **more):
    """The page after the files were given."""
    content = packed(files) if isinstance(files, dict) else files
    asked = {"collection": SimpleUploadedFile(name, content), "mode": "changed", "state": "draft", **more}
    return client.post(PAGE, asked, follow=True)


def words(response) -> str:
    return " ".join(response.content.decode().split())


def press(client, response, step):
    return client.post(response.redirect_chain[-1][0], {"step": step}, follow=True)


def test_files_are_previewed_then_imported_then_undone(manager):
    page = given(manager)
    assert "7 new, 0 changed, 0 unchanged, 0 refused." in words(page)
    assert "actors.csv: 2 new." in words(page)
    assert not Actor.objects.exists()
    done = press(manager, page, "write")
    assert "Done: 7 added." in words(done)
    assert Agreement.objects.get().history.get().history_user.username == "mia"
    undone = press(manager, page, "undo")
    assert "Undone: 7 taken back." in words(undone)
    assert not Agreement.objects.exists()


def test_a_single_file_is_as_good(manager):
    page = given(manager, SMALL["actors.csv"].encode(), "actors.csv")
    assert "2 new, 0 changed, 0 unchanged, 0 refused." in words(page)


def test_each_cell_that_changes_is_shown_and_lists_are_narrowed(manager):
    ActorFactory(slug="aland", name="Old", kind="state", state="draft")
    page = given(manager)
    address = page.redirect_chain[-1][0]
    changed = words(manager.get(f"{address}?show=changed"))
    assert '<code>name</code> <del class="was">Old</del> → <ins class="becomes">Aland</ins>' in changed
    assert "bland" not in changed
    assert "bland" in words(manager.get(f"{address}?show=new"))
    assert manager.get(f"{address}?show=nonsense&page=99999").status_code == 200


def test_refused_rows_are_grouped_by_cause_and_downloaded_to_mend(manager):
    files = SMALL | {"agreement_parties.csv": "agreement,actor\n" + "pact-1950,nobody\n" * 2 + "pact-1950,aland\n"}
    page = given(manager, files)
    assert "2 rows name an actor that is not there: nobody." in words(page)
    address = page.redirect_chain[-1][0]
    with zipfile.ZipFile(io.BytesIO(manager.get(f"{address}refused.zip").content)) as archive:
        text = archive.read("agreement_parties.csv").decode("utf-8-sig")
    assert text.count("pact-1950,nobody,") == 2
    assert "6 added" in words(press(manager, page, "write"))


def test_wrong_files_are_said_and_nothing_is_kept_open(manager):
    page = given(manager, {"treaties.csv": "a,b\n"})
    assert "treaties.csv: there is no table “treaties”." in words(page)
    assert "Refused: nothing was written." in words(page)
    assert "this is neither a folder, a ZIP nor one file of a table." in words(given(manager, b"PK nothing"))


def test_it_goes_on_a_portion_with_each_press_without_a_script(manager, monkeypatch):
    monkeypatch.setattr(pages, "SECONDS", 0)
    page = given(manager)
    presses = 0
    while ImportJob.objects.get().stage in ("staging", "checking"):
        assert 'value="go_on"' in words(page)
        page, presses = press(manager, page, "go_on"), presses + 1
    assert presses > 3
    page = press(manager, page, "write")
    stopped = press(manager, page, "stop")
    assert "Stopped:" in words(stopped)
    assert 0 < Agreement.objects.count() + Actor.objects.count() < 3
    assert "Undo this import" in words(stopped)


def test_what_was_not_confirmed_is_forgotten_when_it_is_stopped(manager):
    page = press(manager, given(manager), "stop")
    assert "Nothing was written." in words(page)
    assert not ImportJob.objects.exists()


def test_a_second_press_does_nothing_twice(manager):
    page = given(manager)
    press(manager, page, "write")
    again = press(manager, page, "write")
    assert "nothing was done twice" in words(again)
    assert [row.version for row in Actor.objects.all()] == [1, 1]
    assert "choose one of the buttons" in words(press(manager, page, "nonsense"))


def test_a_manager_does_publish_with_the_source_that_is_named(manager):
    text = SMALL["agreements.csv"].replace("mention", "metadata")
    page = given(manager, SMALL | {"agreements.csv": text}, state="published", source="the-list")
    press(manager, page, "write")
    assert Agreement.objects.published().count() == 1


@pytest.mark.parametrize("more", [{"state": "withdrawn"}, {"mode": "all"}, {"source": "a\0"}, {"collection": ""}])
def test_nonsense_in_the_form_is_an_answer(manager, more):
    assert given(manager, **more).status_code == 200
    assert not ImportJob.objects.exists()


@pytest.mark.parametrize("role", ["viewer", "editor", "reviewer"])
def test_only_who_may_import_tables_comes_in(client, django_user_model, role):
    user = django_user_model.objects.create_user("eve", is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    for address in (PAGE, f"{PAGE}x/", f"{PAGE}x/refused.zip"):
        assert client.get(address).status_code == client.post(address, {"step": "write"}).status_code == 403


def test_an_import_is_its_users_alone_but_for_superusers(manager, client, admin_user, django_user_model):
    address = given(manager).redirect_chain[-1][0]
    other = django_user_model.objects.create_user("ada", is_staff=True)
    other.groups.add(Group.objects.get(name="manager"))
    client.force_login(other)
    assert client.get(address).status_code == client.post(address, {"step": "write"}).status_code == 404
    assert client.get(f"{address}refused.zip").status_code == 404
    client.force_login(admin_user)
    assert client.get(address).status_code == 200


def test_the_desk_leads_there(manager):
    assert f'href="{PAGE}"' in words(manager.get("/admin/"))
    assert "Import a collection" in words(manager.get(PAGE))
    given(manager)
    assert "all.zip" in words(manager.get(PAGE))
