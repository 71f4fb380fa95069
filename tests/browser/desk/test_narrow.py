"""Lists and the rows of a record on a telephone: each row a block, each cell with its label, nothing sideways."""

import pytest
from django.contrib.admin import site
from django.urls import reverse

from clauses.dataset import TABLES
from clauses.models import Action, Agreement, Commitment, Domain

from ...support.rows.factories import ActionFactory
from .. import keyboard

pytestmark = pytest.mark.django_db(transaction=True)
WIDTHS = (390, 320)
CUT = """() => {
  const told = (each) => `${each.tagName} ${each.id} ${each.className} ${each.clientWidth} < ${each.scrollWidth}`;
  const unseen = ".empty-form *, .unseen, .visually-hidden, .tabular thead, .tabular thead *, [class*='select2-']";
  const all = [...document.querySelectorAll("body, body *")];
  const boxes = all.filter((each) => each.clientWidth && !each.matches(unseen));
  const cut = boxes.filter((each) => each.scrollWidth > each.clientWidth + 1)
    .filter((each) => !each.matches("input, textarea, select") && getComputedStyle(each).overflowX !== "visible");
  const cells = boxes.filter((each) => each.matches("td, th, td *, th *"));
  const out = cells.filter((each) => each.getBoundingClientRect().right > innerWidth + 1);
  return [...cut, ...out].map(told);
}"""


def forms():
    """The forms with the most kinds of rows of their own."""
    agreement = Agreement.objects.order_by("pk").first()
    for row in (agreement, Action.objects.first(), Commitment.objects.first(), Domain.objects.first()):
        yield reverse(f"admin:clauses_{row._meta.model_name}_change", args=[row.pk])
        yield reverse(f"admin:clauses_{row._meta.model_name}_add")


def lists():
    models = [table.model for table in TABLES if site.is_registered(table.model)]
    return [reverse(f"admin:clauses_{model._meta.model_name}_changelist") for model in models]


def test_nothing_is_cut_or_scrolled_sideways_on_any_list_or_form(at_work):
    page = at_work("manager", "mina")
    for address in (*lists(), *forms()):
        page.goto(address)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 844})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, address
            assert page.evaluate(CUT) == [], (address, width)


def test_a_list_on_a_telephone_says_what_each_cell_is_and_is_sorted_as_on_a_desk(at_work, fine_everywhere):
    page = at_work("editor", "ada")
    page.goto("/admin/clauses/action/")
    fine_everywhere(page)
    row = page.locator("#result_list tbody tr").first
    said = row.locator(".field-type").evaluate("each => getComputedStyle(each, '::before').content")
    assert "Type" in said
    boxes = [row.locator(f".field-{name}").bounding_box() for name in ("title", "state", "date", "type", "status")]
    assert [box["y"] for box in boxes] == sorted({box["y"] for box in boxes})  # one below the other
    page.get_by_role("link", name="Status", exact=True).first.click()
    page.wait_for_url("**/?o=*")


def test_a_record_without_rows_has_no_table_that_scrolls(at_work, fine_everywhere):
    page = at_work("editor", "ada")
    page.goto(f"/admin/clauses/action/{ActionFactory(state='draft').pk}/change/")
    fine_everywhere(page)


def test_the_rows_of_a_record_have_a_label_for_each_field_and_the_order_of_the_keys_is_kept(at_work, fine_everywhere):
    page = at_work("editor", "ada")
    agreement = Agreement.objects.filter(names__isnull=False).order_by("pk").first()
    page.goto(f"/admin/clauses/agreement/{agreement.pk}/change/")
    assert not page.locator("#parties-0 .cell-label").first.is_visible()  # a desk has the heads of the columns
    assert page.locator("#parties-group th.column-role").is_visible()
    name = page.locator("#names-0 .original p")
    assert name.locator("a").bounding_box()["x"] < name.bounding_box()["x"] + name.bounding_box()["width"]
    assert name.evaluate("each => each.scrollWidth <= each.clientWidth && each.scrollHeight <= each.clientHeight + 4")
    fine_everywhere(page)
    for name in ("Actor", "Role"):
        assert page.locator("#parties-0").get_by_text(name, exact=True).is_visible(), name
    page.locator("#parties-0 .inlinechangelink").focus()
    for name in ("Role", "Delete"):
        keyboard.go_to(page, name)
        assert page.evaluate("document.activeElement.closest('tr').id") == "parties-0"
    page.get_by_text("Add another Agreement party").click()
    added = page.locator(f"#parties-{agreement.parties.count()}")
    added.get_by_text("Role", exact=True).click()  # the label is that of its own field
    assert page.evaluate("document.activeElement.closest('tr').id") == added.get_attribute("id")
