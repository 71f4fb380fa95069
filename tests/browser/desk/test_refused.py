"""A form that comes back begins with what is to be mended: the focus is there, and a link leads to the field."""

import pytest

from ...support.rows.articles import TEXT
from ...support.rows.factories import SourceTextFactory
from ..steps import press

pytestmark = pytest.mark.django_db(transaction=True)
TOP = ".errornote.problems:focus"


@pytest.mark.parametrize("width", [1280, 390])
def test_the_line_is_seen_and_has_the_focus(at_work, axe, width):
    ada = at_work("editor", "ada", viewport={"width": width, "height": 844})
    source = SourceTextFactory(text=TEXT).source
    ada.goto("/admin/clauses/action/add/")
    press(ada, "Save")
    ada.locator(TOP).wait_for()
    ada.wait_for_load_state()  # a script that comes late would take the key
    ada.get_by_role("link", name="Relation to the agreement").press("Enter")
    ada.wait_for_url("**#id_relation")
    ada.goto(f"/admin/clauses/source/{source.pk}/read/?at=2")
    ada.keyboard.press("Home")
    ada.keyboard.press("Enter")
    ada.get_by_label("a new action").check()
    press(ada, "Save as a draft and go on")
    ada.locator(TOP).wait_for()
    box = ada.locator(".errornote.problems").bounding_box()
    assert 0 <= box["y"] <= 844 - box["height"]
    assert ada.evaluate("document.documentElement.scrollWidth") <= width
    ada.locator(".errornote.problems").get_by_role("link", name="Title").press("Enter")
    ada.keyboard.press("Tab")
    assert ada.evaluate("document.activeElement.form && document.activeElement.form.id") == "citation_form"


def test_a_stated_date_is_read_back_while_it_is_typed(at_work):
    ada = at_work("editor", "ada")
    source = SourceTextFactory(text=TEXT).source
    ada.goto(f"/admin/clauses/source/{source.pk}/read/?at=2")
    ada.keyboard.press("Home")
    ada.keyboard.press("Enter")
    value = ada.get_by_label("Value stated:")
    value.fill("5–8 October 2021")
    ada.get_by_label("Field stated:").select_option("date")
    ada.get_by_text("Read as: 5 to 8 October 2021 (2021-10-05/2021-10-08)").wait_for()
    ada.get_by_label("Field stated:").select_option("cited_as")
    ada.get_by_text("Read as: 5 to 8 October 2021").wait_for(state="detached")
    ada.get_by_label("Field stated:").select_option("date")
    ada.get_by_text("Read as: 5 to 8 October 2021").wait_for()
    ada.get_by_role("radio", name="another action").or_(ada.get_by_role("radio", name="a certain action")).check()
    press(ada, "Save as a draft and go on")
    ada.locator(TOP).wait_for()
    assert ada.locator(TOP).inner_text() == "Nothing is saved yet. Please mend: What it supports."
