"""What the admin answers to what is typed into its search boxes and choosers."""

import pytest

# A column that leads to each table, by which its rows are offered.
FIELDS = {
    "actor": ("source", "publisher"),
    "place": ("actionplace", "place"),
    "agreement": ("action", "agreement"),
    "clause": ("commitment", "clause"),
    "commitment": ("bearing", "commitment"),
    "action": ("bearing", "action"),
    "source": ("citation", "source"),
    "domain": ("commitmentdomain", "domain"),
}


@pytest.fixture
def listed(admin_client):
    """The keys of what the list of a table shows for a text in its search box."""

    def listed(table, text):
        response = admin_client.get(f"/admin/clauses/{table}/", {"q": text})
        assert response.status_code == 200, text
        return {row.pk for row in response.context["cl"].result_list}

    return listed


@pytest.fixture
def offered(admin_client):
    """The keys of what a chooser offers for a text, in their order."""

    def offered(table, text):
        model, field = FIELDS[table]
        asked = {"app_label": "clauses", "model_name": model, "field_name": field, "term": text}
        return [int(each["id"]) for each in admin_client.get("/admin/autocomplete/", asked).json()["results"]]

    return offered
