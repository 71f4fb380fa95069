"""A form says why its record, or a row of it, is not public yet."""

import re
from html import unescape
from itertools import cycle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clauses.admin.review.why_hidden import why_hidden

from ...support.pages.forms import change_address
from ...support.rows.factories import ActionFactory, AgreementFactory, CitationFactory, PlaceFactory, SourceFactory
from ...support.rows.filling import fill

pytestmark = pytest.mark.pages


def reason(client, row):
    """What the form of `row` says about why it is not public yet."""
    found = re.search('<li class="not-public">(.*?)</li>', client.get(change_address(row)).text)
    return unescape(found[1]) if found else ""


def test_a_form_says_why_its_record_is_not_public_yet(admin_client):
    agreement = AgreementFactory(title="Pact", state="draft")
    action = ActionFactory(agreement=agreement)
    citation = CitationFactory(action=action, source=SourceFactory(title="Paper", state="in_review"), state="draft")
    assert reason(admin_client, agreement) == "Not public yet: it is a draft"
    assert reason(admin_client, action) == "Not public yet: its agreement “Pact” is a draft"
    assert "it is a draft; its source “Paper" in reason(admin_client, citation)
    assert reason(admin_client, citation).endswith("is in review; its agreement “Pact” is a draft")
    assert reason(admin_client, PlaceFactory(state="draft")) == "Not public yet: it is a draft"
    assert reason(admin_client, ActionFactory()) == ""


def test_a_form_says_that_a_statement_names_a_draft_by_its_code(admin_client):
    place = PlaceFactory(name="Ford", state="draft")
    named = CitationFactory(field="place", value=place.slug)
    nothing = CitationFactory(field="participant", value="nobody-there")
    assert reason(admin_client, named) == "Not public yet: the place “Ford” that it names is a draft"
    assert reason(admin_client, nothing) == "Not public yet: there is no actor “nobody-there”"


@given(st.lists(st.sampled_from(["draft", "in_review", *["published"] * 6]), min_size=20, max_size=40))
@settings(max_examples=3)
@pytest.mark.django_db
def test_a_row_has_a_reason_exactly_where_it_is_not_public(states):
    rows = [row for table in fill(3).values() for row in table]
    for row, state in zip((row for row in rows if hasattr(row, "state")), cycle(states), strict=False):
        type(row).objects.filter(pk=row.pk).update(state=state)
    for row in rows:
        fresh = type(row).objects.get(pk=row.pk)
        assert bool(why_hidden(fresh)) is not fresh.is_public
