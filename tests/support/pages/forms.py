"""What a browser sends of the change forms of the admin."""

from html.parser import HTMLParser

from django.urls import reverse

from .asking import Site


def change_address(row) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def saved(client, row, **changes):
    """The row after its form was sent with these changes, which nothing is said against."""
    response = client.post(change_address(row), filled(client, row, **changes))
    assert response.status_code == 302, [*response.context["errors"]]
    return type(row).objects.get(pk=row.pk)


def filled(client, row, **changes) -> dict:
    """What a browser would send from the change form of `row`, with `changes`; names with - stand for __."""
    return filled_at(client, change_address(row), **changes)


def filled_at(client, address, **changes) -> dict:
    """The same from the form at an address, such as that of a new record."""
    shown = Site().ask(client, address, draw=False).context_data
    forms = [shown["adminform"].form, *(form for each in shown["inline_admin_formsets"] for form in sent_forms(each))]
    data = {field.html_name: field.value() for form in forms for field in form if field.value() is not None}
    return {name: value for name, value in data.items() if value is not False} | changes


def sent(client, address, **typed):
    """The answer to the form at an address, of which a person has typed so much."""
    return client.post(address, filled_at(client, address, **typed))


def sent_forms(inline) -> list:
    return [inline.formset.management_form, *inline.formset.forms]


class Form(HTMLParser):
    """What a browser would send of the form of a change page, nothing having been typed."""

    def __init__(self, page: str):
        super().__init__()
        self.fields, self.select, self.text = {}, "", ""
        self.feed(page[page.index('id="actor_form"') :])

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        kind, name = attrs.get("type", "text"), attrs.get("name", "")
        if tag == "input" and name and kind not in ("submit", "checkbox", "radio", "file"):
            self.fields[name] = attrs.get("value") or ""
        elif tag == "input" and name and "checked" in attrs:
            self.fields[name] = attrs.get("value", "on")
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and "selected" in attrs:
            self.fields[self.select] = attrs.get("value", "")
        elif tag == "textarea":
            self.text, self.fields[name] = name, ""

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.text = ""

    def handle_data(self, data):
        if self.text:
            self.fields[self.text] += data


def admin_address(table, page, row=None) -> str:
    """A page of a table of the dataset in the admin, or of one of its rows."""
    name = f"admin:clauses_{table.model._meta.model_name}_{page}"
    return reverse(name, args=[row.pk] if page in ("change", "history", "delete") else [])
