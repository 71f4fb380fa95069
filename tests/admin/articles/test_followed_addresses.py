"""Addresses with what follows their readers: it is left out when a source is saved, and it makes no other source."""

import pytest

from clauses.articles.addresses import source_at, without_followers
from clauses.editing.merging.entries import bare_address
from clauses.editing.merging.twins import twins_of
from clauses.models import Source

from ...support.pages.forms import filled
from ...support.pages.reading import plain_words
from ...support.rows.factories import SourceFactory

HERE = "https://a.example/news?id=7"
FOLLOWED = "https://www.a.example/news?utm_source=mail&id=7&fbclid=x1#top"


@pytest.mark.parametrize(
    ("address", "plain", "left_out"),
    [
        (FOLLOWED, "https://www.a.example/news?id=7#top", ["utm_source", "fbclid"]),
        ("https://a.example/?UTM_Medium=a&utm_medium=b", "https://a.example/", ["UTM_Medium", "utm_medium"]),
        ("https://a.example/x?gclid=1#part", "https://a.example/x#part", ["gclid"]),
        (
            "https://a.example/x?mc_cid=1&mc_eid=2&q=a+b%20c&empty=",
            "https://a.example/x?q=a+b%20c&empty=",
            ["mc_cid", "mc_eid"],
        ),
        ("https://a.example/x?utm%5Fsource=1", "https://a.example/x", ["utm_source"]),
        ("https://a.example/x?ref=7&automatic=1", "https://a.example/x?ref=7&automatic=1", []),
        ("https://a.example/x#?utm_source=1", "https://a.example/x#?utm_source=1", []),
        ("", "", []),
    ],
)
def test_only_what_follows_readers_is_left_out(address, plain, left_out):
    assert without_followers(address) == (plain, left_out)


@pytest.mark.django_db
@pytest.mark.parametrize(("stored", "typed"), [(HERE, FOLLOWED), (FOLLOWED, HERE), (FOLLOWED, f"{HERE}&gclid=2")])
def test_the_same_address_with_and_without_is_one_source(stored, typed):
    known = SourceFactory(url=stored)
    SourceFactory(url="https://a.example/news?id=77&utm_source=mail")
    assert source_at(typed) == known
    assert bare_address(stored) == bare_address(typed)
    assert [(each.row, each.reason) for each in twins_of(Source, {"url": typed})] == [(known, "same web address")]


@pytest.mark.django_db
def test_it_is_left_out_when_a_source_is_saved_and_said(ada):
    source = SourceFactory(state="draft", url="")
    address = f"/admin/clauses/source/{source.pk}/change/"
    page = ada.post(address, filled(ada, source, url=FOLLOWED), follow=True)
    source.refresh_from_db()
    assert source.url == "https://www.a.example/news?id=7#top"
    assert plain_words(page).count("Left out of the address, because it only tells who came from where") == 1
    assert "utm_source, fbclid." in plain_words(page)
