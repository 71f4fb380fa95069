"""What people do in the admin, by the names that they read there."""

import re

from .hands import click


def field(page, name):
    return page.locator("#content-main form").get_by_label(f"{name}:", exact=True).first


def press(page, name):
    click(page.get_by_role("button", name=name, exact=True))


def looks_at(page):
    """What is to hold on every page that somebody comes to, where a test says so."""
    for check in getattr(page, "checks", ()):
        check(page)


def sees(page, words):
    page.get_by_text(words).first.wait_for()


def is_told(page, words):
    page.locator(".messagelist").get_by_text(words).wait_for()
    page.wait_for_load_state()  # before the scripts of the page are there, keys are lost
    looks_at(page)


def take_up(page, line, table, name):
    """From a line of the first page to the list of its rows, and to one of them."""
    page.goto("/admin/")
    looks_at(page)
    click(page.get_by_role("row", name=re.compile(f"^{line} ")).get_by_role("link", name=re.compile(f"^{table}")))
    page.wait_for_url(re.compile(r"\?"))
    looks_at(page)
    click(page.get_by_role("row", name=re.compile(name)).get_by_role("link").first)
    page.wait_for_url("**/change/**")
    looks_at(page)


def open_action(page, title):
    page.goto("/admin/")
    click(page.get_by_role("row", name=re.compile("^Actions ")).get_by_role("link", name="Actions").last)
    page.wait_for_url("**/action/")
    click(page.get_by_role("link", name=title, exact=True))
    field(page, "Title").wait_for()


class Steps:
    """Counts what a person does: each click, key, field that is typed and choice is one step."""

    def __init__(self, page):
        self.page, self.count = page, 0

    def click(self, locator):
        self.count += 1
        locator.click()

    def type(self, locator, text):
        self.count += 1
        locator.fill(text)

    def press(self, key):
        self.count += 1
        self.page.keyboard.press(key)

    def choose(self, locator, value=None):
        """A radio button or a checkbox; with `value` an option of a list."""
        self.count += 1
        if value is None:
            locator.check()
        else:
            locator.select_option(value)
