"""The page of a place: what happened there, what lies in it, what it is called, by whom."""

import pytest

from clauses.models import Place
from clauses.public.sections import names_in_use

from ...support.pages.page_costs import LARGEST, queries
from ...support.pages.reading import html_of, page
from ...support.rows.factories import (
    ActionFactory,
    ActorFactory,
    AgreementFactory,
    BearingFactory,
    CitationFactory,
    PlaceFactory,
    SourceFactory,
)
from ...support.rows.filling import bulk
from ...support.rows.known_on import report

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


def named(row, words: str, **source) -> None:
    CitationFactory(action=row, quote=words, source=SourceFactory(**source))


def test_the_first_sentence_says_how_much_is_reported_there_and_what_was_last(client):
    place = PlaceFactory(name="Ostrava")
    assert "No action is reported here." in page(client, place.get_absolute_url())
    ActionFactory(title="A fair", date="2021-05-06", places=[place])
    assert "1 action is reported here: A fair , 6 May 2021." in page(client, place.get_absolute_url())
    ActionFactory(title="A talk", date="2022", places=[place])
    assert "2 actions are reported here, the newest: A talk , 2022." in page(client, place.get_absolute_url())


def test_the_number_is_that_of_the_list_it_leads_to(client):
    place = PlaceFactory(slug="ostrava")
    for state in ("published", "published", "draft"):
        ActionFactory(places=[place], state=state)
    assert '<a href="/actions/?places=ostrava">2 actions</a>' in html_of(client, "/places/ostrava/")
    assert " of <b>2</b>" in html_of(client, "/actions/?places=ostrava")


def test_a_name_has_the_languages_and_publishers_of_the_sources_that_use_it(client):
    place = PlaceFactory(name="Shusha", other_names="Şuşa; Shushi")
    row = ActionFactory()
    azernews, sputnik = ActorFactory(name="Azernews"), ActorFactory(name="Sputnik")
    named(row, "they met in Shusha", language="en", publisher=azernews)
    named(row, "Shusha’s square", language="en", publisher=azernews)
    named(row, "Şuşa Bəyannaməsi", language="az", publisher=sputnik)
    named(row, "the Shushan road", language="en", publisher=sputnik)
    words = page(client, place.get_absolute_url())
    assert "Shusha 2 sources, in English; by Azernews" in words
    assert "Şuşa 1 source, in Azerbaijani; by Sputnik" in words
    assert "Shushi in no title or quotation of the record" in words


def test_where_not_all_titles_and_quotations_were_read_the_page_says_so(client, monkeypatch):
    place, row = PlaceFactory(name="Shusha", other_names="Shushi"), ActionFactory()
    monkeypatch.setattr(names_in_use, "MOST_READ", 2)
    named(row, "met in Shushi", published="2020-01-01")
    named(row, "met in Shusha", published="2021-01-02")
    words = page(client, place.get_absolute_url())
    assert "were read" not in words
    assert "Shushi 1 source" in words
    named(row, "met at Shusha", published="2021-01-03")
    words = page(client, place.get_absolute_url())
    assert "no side. Of the quotations with one of these names only the newest 2 were read: there may be more." in words
    assert "Shusha 2 sources, in English" in words
    assert "Shushi in no title or quotation that was read" in words
    for number in range(3):
        named(row, "met there", title=f"Shusha, {number}", published="2021-01-04")
    words = page(client, place.get_absolute_url())
    assert "Of the titles and quotations with one of these names only the newest 2 of each were read" in words
    assert "Shusha 4 sources, in English" in words


def test_what_is_not_public_says_nothing_of_a_name(client):
    place = PlaceFactory(name="Shusha")
    named(ActionFactory(), "in Shusha", state="draft")
    named(ActionFactory(), "in Shusha", publisher=ActorFactory(name="Zqsecret", state="draft"))
    words = page(client, place.get_absolute_url())
    assert "Shusha 1 source, in English" in words
    assert "Zqsecret" not in words


def test_it_names_what_it_lies_in_and_what_lies_in_it(client):
    country = PlaceFactory(name="Bohemia", kind="country")
    town = PlaceFactory(name="Kolín", parent=country)
    PlaceFactory(name="Zqhidden", parent=country, state="draft")
    ActionFactory(places=[town])
    words = page(client, country.get_absolute_url())
    assert "No action is reported here itself." in words
    assert "Kolín 1 action" in words
    assert "Zqhidden" not in words
    assert "Places Bohemia" in page(client, town.get_absolute_url())


def test_it_names_the_promises_that_this_bears_on_and_who_reports_the_place(client):
    place = PlaceFactory(slug="ostrava")
    action = ActionFactory(places=[place])
    promise = BearingFactory(action=action, commitment__title="Hold fairs").commitment
    CitationFactory(action=action, field="place", value="ostrava", source=SourceFactory(title="From the fair"))
    words = page(client, place.get_absolute_url())
    assert promise.title in words
    assert "Who reports that it was here 1 From the fair" in words


def test_an_unpublished_place_is_not_there_and_a_withdrawn_one_says_why(client):
    assert client.get(PlaceFactory(state="draft").get_absolute_url()).status_code == 404
    place = PlaceFactory()
    Place.objects.get(pk=place.pk)
    place.state, place.withdrawn_reason = "withdrawn", "No such town."
    place.save()
    response = client.get(place.get_absolute_url())
    assert response.status_code == 410
    assert "No such town." in response.content.decode()
    assert 'href="/places/"' in response.content.decode()


def test_a_past_day_has_what_was_reported_by_then(client):
    place = PlaceFactory(slug="ostrava")
    for day, title in (("2021-05-07", "A fair"), ("2023-05-07", "A talk")):
        action = ActionFactory(title=title, date=day, places=[place])
        report(day, action, field="place", value="ostrava")
    words = page(client, "/places/ostrava/?known_on=2021-12-31")
    assert "1 action is reported here: A fair" in words
    assert "A talk" not in words


def test_a_place_with_many_actions_has_a_small_page_of_as_many_queries(client):
    place, agreement = PlaceFactory(latitude="50", longitude="15"), AgreementFactory()

    def happen(count: int) -> None:
        slugs = [f"at-{count}-{number}" for number in range(count)]
        for action in bulk(ActionFactory, count, slug=slugs, date="2021-05", agreement=agreement):
            action.places.through.objects.create(action=action, place=place)
            BearingFactory(action=action)

    happen(3)
    few = queries(client, place.get_absolute_url())
    happen(90)
    assert queries(client, place.get_absolute_url()) <= few
    html = html_of(client, place.get_absolute_url())
    assert len(html.encode()) < LARGEST
    assert "All 93 actions here" in html


def test_every_place_is_in_the_list_and_found(client):
    PlaceFactory(name="Ostrava", other_names="Ostrau", kind="city")
    assert "Ostrava city or town · also Ostrau" in page(client, "/places/")
    assert "Ostrava" in page(client, "/search/?q=ostrau")


@pytest.mark.usefixtures("wider")
def test_the_first_sentence_of_a_shipped_place(client):
    words = page(client, "/places/shusha/")
    assert "8 actions are reported here, the newest: The foreign ministers meet in Shusha , 6 July 2024." in words
    assert 'aria-label="Map: where Shusha lies"' in html_of(client, "/places/shusha/")
