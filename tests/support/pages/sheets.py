"""The sheet of the clauses of an agreement, as a browser without a script uses it."""

from html.parser import HTMLParser

from clauses.models import Clause


def tree(agreement):
    """A line for each clause: code, code of its parent, place, label, number, heading."""
    rows = Clause.objects.filter(agreement=agreement).select_related("parent").order_by("position")
    return [
        f"{row.wid} < {row.parent.wid if row.parent else '-'} {row.position} {row.label}|{row.num}|{row.heading}"
        for row in rows
    ]


class SheetFields(HTMLParser):
    """What a browser would send of the form of the sheet, without a button."""

    def __init__(self, page: str):
        super().__init__()
        self.fields, self.select, self.area, self.is_first = {}, "", "", False
        self.feed(page[page.index('id="sheet-form"') :].partition("</form>")[0])

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        name, kind = attrs.get("name", ""), attrs.get("type", "text")
        if tag == "input" and name and (kind not in ("checkbox", "radio") or "checked" in attrs):
            self.fields[name] = attrs.get("value") or ""
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and "selected" in attrs:
            self.fields[self.select] = attrs.get("value", "")
        elif tag == "textarea":
            self.area, self.is_first, self.fields[name] = name, True, ""

    def handle_endtag(self, tag):
        if tag in ("textarea", "select"):
            self.area, self.select = "", ""

    def handle_data(self, data):
        if self.area:
            self.fields[self.area] += data.removeprefix("\n") if self.is_first else data
            self.is_first = False


class Sheet:
    """The sheet that somebody has open: `press` sends it with a button and shows what comes."""

    def __init__(self, client, agreement, query=""):
        self.client, self.address = client, f"/admin/clauses/agreement/{agreement.pk}/sheet/{query}"
        self.open()

    def open(self):
        self.show(self.client.get(self.address))

    def show(self, response):
        assert response.status_code == 200, response.status_code
        self.page = response.content.decode()
        self.fields = SheetFields(self.page).fields if 'id="sheet-form"' in self.page else {}

    def press(self, button, *rows, **typed):
        """With these rows ticked, by their place from 0; what is typed by the names of the fields, with _ for -."""
        sent = {**self.fields, **{name.replace("_", "-"): text for name, text in typed.items()}, "do": button}
        self.show(self.client.post(self.address, sent | {"row": rows}, follow=True))
        return self

    def paste(self, text):
        return self.press("paste", paste=text)

    def save(self, **typed):
        return self.press("save", **typed)

    @property
    def rows(self):
        """(level, number, heading, words) of each."""
        places = [at for at in range(400) if f"is-{at}" in self.fields]
        names = ("level", "num", "heading", "text")
        return [tuple(self.fields[f"{name}-{at}"] for name in names) for at in places]

    @property
    def out(self):
        return [at for at in range(400) if self.fields.get(f"is-{at}", "").startswith("-")]
