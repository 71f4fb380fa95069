"""An account is made in four steps, and whoever it is for sets the password by the link alone."""

import pytest

from ..steps import Steps, is_told

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "a-long-password-of-the-test"


def make_account(steps, name, role):
    """From the first page to the link; what it says."""
    page = steps.page
    steps.click(page.get_by_role("link", name="Add an account"))
    steps.type(page.get_by_label("Username:"), name)
    steps.choose(page.get_by_label(f"{role}: "))
    steps.click(page.get_by_role("button", name="Save", exact=True))
    return page.get_by_label("Invitation link").input_value()


def test_an_account_takes_four_steps_and_its_owner_a_link(at_work, new_page, fine_everywhere):
    manager, guest = at_work("manager", "max"), new_page()
    manager.goto("/admin/")
    steps = Steps(manager)
    link = make_account(steps, "bela", "Editor")
    assert steps.count <= 4
    fine_everywhere(manager)
    guest.goto(link)
    assert link.split("/")[-2] not in guest.url
    fine_everywhere(guest)
    for label in ("New password", "New password confirmation"):
        guest.get_by_label(label, exact=True).fill(PASSWORD)
    guest.get_by_role("button", name="Set the password").click()
    is_told(guest, "Your password is set")
    guest.get_by_label("Username").fill("bela")
    guest.get_by_label("Password").fill(PASSWORD)
    guest.get_by_role("button", name="Log in").click()
    guest.get_by_role("heading", name="Your desk").wait_for()
    assert guest.get_by_role("link", name="Add an account").count() == 0


def test_the_pages_of_accounts_and_tables_have_no_fault(at_work, fine_everywhere):
    manager = at_work("manager", "max")
    other = at_work("viewer", "ida").user
    for address in (
        "/admin/",
        "/admin/tables/",
        "/admin/auth/user/add/",
        f"/admin/auth/user/{other.pk}/change/",
        f"/admin/auth/user/{other.pk}/invitation/",
    ):
        manager.goto(address)
        fine_everywhere(manager)
        width = manager.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert width <= 0, f"{address} is to be moved sideways on a telephone"
