"""The day that a passage states, typed as people write days; and what the pages of an article say in words."""

import pytest

from clauses.models import Citation

from ...support.pages.forms import change_address, filled
from ...support.pages.reading import plain_words
from ...support.rows.articles import reading_address, sent
from ...support.rows.factories import ActionFactory, CitationFactory, SourceFactory, SourceTextFactory

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


def ask(client, source, **values):
    data = sent(source, 2, "regular drills", f"action-{ActionFactory().pk}", field="date", **values)
    return client.post(reading_address(source), data, follow=True)


def test_beside_the_article_a_day_is_read_back_and_kept_once_it_was_seen(ada, article):
    page = ask(ada, article, value="5–8 October 2021")
    assert "This is read as 5 to 8 October 2021 (2021-10-05/2021-10-08)." in plain_words(page)
    assert "Read as: 5 to 8 October 2021 (2021-10-05/2021-10-08)" in plain_words(page)
    assert 'name="value-read" value="2021-10-05/2021-10-08"' in page.content.decode()
    assert not article.citations.exists()
    ask(ada, article, value="5–8 October 2021", **{"value-read": "2021-10-05/2021-10-08"})
    assert article.citations.get().value == "2021-10-05/2021-10-08"


def test_edtf_needs_no_second_look(ada, article):
    ask(ada, article, value="[..2022-02-20]")
    assert article.citations.get().value == "[..2022-02-20]"


@pytest.mark.parametrize(
    ("value", "said"), [("06/07/2021", "can be read in two ways"), ("last week", "cannot be read")]
)
def test_what_is_no_day_is_refused_with_what_helps(ada, article, value, said):
    assert said in plain_words(ask(ada, article, value=value))
    assert not article.citations.exists()


def test_a_value_of_another_field_is_no_day(ada, article):
    data = sent(article, 2, "regular drills", f"action-{ActionFactory().pk}", field="cited_as", value="15 June 2021")
    ada.post(reading_address(article), data)
    assert article.citations.get().value == "15 June 2021"


def test_on_the_page_of_a_citation_too(ada):
    row = CitationFactory(state="draft", action=ActionFactory())
    page = ada.post(change_address(row), filled(ada, row, field="date", value="15 June 2021"))
    assert "This is read as 15 June 2021 (2021-06-15)." in plain_words(page)
    seen = {"field": "date", "value": "15 June 2021", "value-read": "2021-06-15"}
    ada.post(change_address(row), filled(ada, row) | seen)
    assert Citation.objects.get(pk=row.pk).value == "2021-06-15"
    assert "Read as: 15 June 2021" in plain_words(ada.get(change_address(row)))


def test_what_a_day_would_change_is_shown_as_it_is_read(ada, article):
    action = ActionFactory(date="2021-10-05")
    data = sent(article, 2, "regular drills", f"action-{action.pk}", field="date", value="6 October 2021")
    page = ada.post(reading_address(article), data | {"step": "look", "part": "effect"})
    assert "6 October 2021" in plain_words(page)


# --- Words


def test_days_in_reasons_are_written_as_elsewhere(ada):
    source = SourceTextFactory(text="The armies held a drill near the town on 24 May 2024, he said.").source
    page = plain_words(ada.get(reading_address(source)))
    assert "names a day: 24 May 2024" in page
    assert "24 may" not in page


def test_an_address_that_is_not_stored_is_not_shown_as_current(ada):
    address = "https://a.example/one"
    text = {"text": "A text of one sentence.", "step": "read", "url": address}
    page = ada.post("/admin/clauses/source/add-article/", text)
    assert "Currently" not in plain_words(page)
    assert f'value="{address}"' in page.content.decode()
    refused = ada.post("/admin/clauses/source/add/", {"url": address})
    assert "Currently" not in plain_words(refused)
    assert "Currently" in plain_words(ada.get(change_address(SourceFactory(state="draft", url=address))))


# --- The first page


def told(client):
    return plain_words(client.get("/admin/"))


def test_the_first_page_counts_the_passages_that_are_proposed(ada):
    words = "The armies held a drill near the town on 24 May 2024, he said. They signed a protocol on roads there, too."
    source = SourceTextFactory(text=words).source
    assert "nothing cited yet; 2 passages proposed" in told(ada)
    one = ada.get(reading_address(source)).context["proposals"][0]
    place = {"paragraph": one.place.paragraph, "start": one.place.start, "end": one.place.end}
    version = ada.get(reading_address(source)).context["version"]
    ada.post(reading_address(source), place | {"text": version, "step": "reject"})
    assert "1 passage proposed" in told(ada)
    other = ada.get(reading_address(source)).context["proposals"][0]
    CitationFactory(source=source, quote=other.words, locator=1)
    assert "1 citation" in told(ada)
    assert "no further passage proposed" in told(ada)


def test_of_many_passages_the_first_page_says_that_there_may_be_more(ada):
    SourceTextFactory(text="\n".join(f"The armies held drill number {n} near the town, he said." for n in range(30)))
    assert "20 or more passages proposed" in told(ada)
