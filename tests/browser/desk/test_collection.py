"""A collection moves in through the browser: offered, looked at, written, undone, without a fault on any page."""

import pytest

from clauses.models import Agreement
from tests.support.files.collections import SMALL
from tests.support.pages.screens import SCREENS

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("screen", SCREENS.values(), ids=SCREENS)
def test_it_is_offered_looked_at_written_and_undone(new_page, sign_in, django_user_model, fine, tmp_path, screen):
    page = new_page(**screen)
    sign_in(page, django_user_model.objects.create_superuser("ada", password="a-long-password-of-the-test"))
    page.goto("/admin/collection/")
    fine(page)
    file = tmp_path / "agreements.csv"
    file.write_text(SMALL["agreements.csv"] + "pact-1951,Pact of 1951,no such type,mention\n")
    page.set_input_files("[type=file]", file)
    page.click("text=Look at what would come of it")
    page.wait_for_selector("text=Ready to be confirmed: 1 new, 0 changed, 0 unchanged, 1 refused.")
    fine(page)
    page.click("text=Import 1 row")
    page.wait_for_selector("text=Undo this import")
    fine(page)
    assert Agreement.objects.filter(slug="pact-1950").exists()
    page.click("text=Undo this import")
    page.wait_for_selector("text=1 taken back")
    fine(page)
    assert not Agreement.objects.filter(slug="pact-1950").exists()
