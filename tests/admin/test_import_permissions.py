"""Who may import and export in the admin."""

from types import SimpleNamespace

import pytest
from django.contrib import admin
from django.contrib.admin import ModelAdmin
from django.contrib.auth.models import Permission
from import_export.admin import ExportMixin, ImportMixin

from clauses import checks
from clauses.models import Actor

from ..support.pages.import_pages import ACTORS

NEEDED = {"import": {"import", "add", "change"}, "export": {"export", "view"}}


@pytest.fixture
def staff(client, django_user_model, db):
    """staff("view", "export"): a client with these permissions on actors."""

    def enter(*names):
        user = django_user_model.objects.create_user("staff", is_staff=True)
        user.user_permissions.set(Permission.objects.filter(codename__in=[f"{name}_actor" for name in names]))
        client.force_login(user)
        return client

    return enter


@pytest.mark.parametrize(("page", "method"), [("import", "get"), ("import", "post"), ("process_import", "post")])
@pytest.mark.parametrize("missing", ["import", "add", "change"])
def test_an_import_needs_three_permissions(staff, page, method, missing):
    client = staff("view", *NEEDED["import"] - {missing})
    assert getattr(client, method)(f"{ACTORS}{page}/").status_code == 403


TIES = {"commitment": ("commitmentdomain", "commitmentclause"), "action": ("actionplace",)}
NEEDED_TIES = [(model, f"{name}_{tie}") for model, ties in TIES.items() for tie in ties for name in ("add", "delete")]


@pytest.mark.parametrize(("model", "missing"), NEEDED_TIES)
def test_an_import_of_cells_with_several_codes_needs_the_permissions_for_what_they_stand_for(
    client, django_user_model, db, model, missing
):
    user = django_user_model.objects.create_user("staff", is_staff=True)
    codes = {f"{name}_{model}" for name in NEEDED["import"]}
    codes |= {f"{name}_{tie}" for tie in TIES[model] for name in ("add", "delete")}
    client.force_login(user)
    user.user_permissions.set(Permission.objects.filter(codename__in=codes))
    assert client.get(f"/admin/clauses/{model}/import/").status_code == 200
    user.user_permissions.set(Permission.objects.filter(codename__in=codes - {missing}))
    for page in ("import", "process_import"):
        assert client.post(f"/admin/clauses/{model}/{page}/").status_code == 403


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("missing", ["export", "view"])
def test_an_export_needs_two_permissions(staff, method, missing):
    client = staff(*NEEDED["export"] - {missing})
    assert getattr(client, method)(f"{ACTORS}export/").status_code == 403


def test_a_staff_account_without_permissions_may_neither_import_nor_export(staff):
    client = staff()
    for page in ("import", "export"):
        assert client.get(f"{ACTORS}{page}/").status_code == 403


def test_who_has_the_permissions_may(staff):
    client = staff("view", "export", "import", "add", "change")
    assert client.get(f"{ACTORS}import/").status_code == 200
    assert client.get(f"{ACTORS}export/").status_code == 200


@pytest.mark.parametrize("mixin", [ImportMixin, ExportMixin])
def test_an_admin_class_with_the_open_mixin_stops_the_start(mixin, monkeypatch):
    open_admin = type("OpenAdmin", (mixin, ModelAdmin), {})(Actor, admin.site)
    monkeypatch.setattr(checks, "all_sites", [SimpleNamespace(_registry={Actor: open_admin})])
    errors = list(checks.check_admin_classes(None))
    assert [error.id for error in errors] == ["clauses.E002"]
    assert "ImportExport" in errors[0].hint
