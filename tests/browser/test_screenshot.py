"""The picture of the README: drawn by `make screenshot`, and found out where the page says something else by now."""

import os

import pytest

from tests.support.site.paths import ROOT
from tests.support.site.pictures import with_words, words_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("wider")]
PICTURE = ROOT / "screenshot.png"
PROMISES = "/agreements/shusha-declaration-2021-06-15/promises/"
SIZE = {"width": 1280, "height": 1080}
COMPARED = (".head", ".shares", ".matrix")  # all words and numbers, however the letters of a machine break the lines


def test_the_picture_of_the_readme_shows_what_the_page_says(new_page):
    page = new_page(viewport=SIZE, color_scheme="light", device_scale_factor=1)
    page.goto(PROMISES)
    words = " ".join(word for part in COMPARED for word in page.locator(part).inner_text().split())
    if os.environ.get("WRITE_SCREENSHOT"):
        PICTURE.write_bytes(with_words(page.screenshot(), words))
    assert words_of(PICTURE.read_bytes()) == words, "The page has changed. Draw its picture anew: make screenshot"
