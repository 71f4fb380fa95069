"""Adding an article: its address and text, what is read out of them, and the draft that comes of it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from clauses.articles.quotations import Article
from clauses.models import Actor, Source, SourceText

from ...support.pages.reading import plain_words
from ...support.rows.articles import PAGE, reading_address
from ...support.rows.factories import ActorFactory, SourceFactory, SourceTextFactory
from ...support.rows.people import person

pytestmark = [pytest.mark.django_db, pytest.mark.pages]
HERE = "/admin/clauses/source/add-article/"
PAGE_URL = "https://www.hillpost.example/2024/05/17/drill-in-the-hills"
URL = f"{PAGE_URL}?utm_source=mail"
WRITTEN = """Drill held in the hills
By Leyla Orman
17 May 2024
The two armies held a drill in the hills on Tuesday, and the ministers were there with their staff.
It will be held every year from now on, said the ministry of the country.
"""


def read(client, text=WRITTEN, url=URL, **files):
    """The answer to the first step."""
    return client.post(HERE, {"url": url, "text": text, "step": "read", **files})


def typed(page, **values):
    """What the second step would send, with some of it corrected."""
    form, text = page.context["form"], page.context["text"]
    data = {field.html_name: field.value() for field in form if field.value() not in (None, "")}
    data.setdefault("publisher", "")
    return data | {"text": text["text"].value(), "shown": page.context.get("shown", ""), "step": "save"} | values


def test_what_is_proposed_is_read_out_of_text_and_address(ada):
    paper = SourceFactory(url="https://hillpost.example/2020/old", kind="agency", publisher=ActorFactory()).publisher
    form = read(ada).context["form"]
    found = {name: form[name].value() for name in ("title", "author", "published", "language", "kind", "url")}
    assert found == {
        "title": "Drill held in the hills",
        "author": "Leyla Orman",
        "published": "2024-05-17",
        "language": "en",
        "kind": "agency",
        "url": PAGE_URL,
    }
    assert form["publisher"].value() == paper.pk
    assert form["slug"].value() == f"{paper.slug}-2024-05-17-drill-held-in-the-hills"
    assert not Source.objects.filter(title="Drill held in the hills").exists()


def test_it_is_said_why_something_is_proposed(ada):
    SourceFactory(url="https://hillpost.example/2020/old", publisher=ActorFactory())
    said = plain_words(read(ada))
    assert "Proposed, because hillpost.example is its site." in said
    assert "Proposed, because it stands above the text." in said


def test_what_is_corrected_is_saved_with_its_text_and_its_reading_begins(ada):
    response = ada.post(HERE, typed(read(ada), title="Drill in the hills", publisher=ActorFactory().pk))
    source = Source.objects.get(title="Drill in the hills")
    assert response.url == reading_address(source)
    stored = SourceText.objects.get(source=source)
    assert (source.state, source.version, source.sha256) == ("draft", 1, Article(WRITTEN).sha256)
    assert stored.text == "\n".join(WRITTEN.splitlines())
    writers = {source.history.get().history_user, stored.history.get().history_user}
    assert writers == {ada.user}
    assert "is a draft now, with its text" in plain_words(ada.get(response.url))


def test_a_file_is_read_like_a_paste_and_is_kept_when_the_address_is_none(ada):
    files = {"file": SimpleUploadedFile("article.html", PAGE.encode())}
    page = read(ada, text="", url="no address", **files)
    assert "Enter a valid URL" in plain_words(page)
    assert page.context["text"]["text"].value().startswith("Allies meet")
    again = read(ada, text=page.context["text"]["text"].value(), url="")
    assert again.context["form"]["title"].value() == "Allies meet"


def test_neither_text_nor_file_is_refused_and_the_address_stays(ada):
    page = read(ada, text=" ")
    assert "Paste the text or choose a file" in plain_words(page)
    assert page.context["where"]["url"].value() == URL


@pytest.mark.parametrize(
    "known",
    [
        "http://hillpost.example/2024/05/17/drill-in-the-hills/",
        "https://www.hillpost.example/2024/05/17/drill-in-the-hills",
    ],
)
def test_an_address_that_is_there_already_leads_to_its_source(ada, known):
    text = SourceTextFactory(source=SourceFactory(url=known, title="Known before"), text=WRITTEN)
    for sent in (WRITTEN, ""):
        response = ada.post(HERE, {"url": URL, "text": sent, "step": "read"}, follow=True)
        assert response.redirect_chain == [(reading_address(text.source), 302)]
        assert "There is a source with this address already: “Known before” (published)" in plain_words(response)
    assert Source.objects.filter(url=known).count() == 1


def test_a_text_for_a_source_that_has_none_yet_is_offered_to_it(ada):
    known = SourceFactory(url=URL, title="Known before")
    page = read(ada)
    assert "There is a source with this address already: Known before" in plain_words(page)
    assert page.context["text"]["text"].value() == "\n".join(WRITTEN.splitlines())
    there = f"/admin/clauses/source/{known.pk}/text/"
    assert f'formaction="{there}"' in page.content.decode()
    looked_at = ada.post(there, {"text": page.context["text"]["text"].value(), "url": URL, "step": "look"})
    assert "Nothing is stored yet" in plain_words(looked_at)


def test_an_address_that_is_changed_to_a_known_one_is_not_saved_twice(ada):
    page = read(ada, url="")
    SourceFactory(url=URL, title="Known before")
    answer = ada.post(HERE, typed(page, url=URL))
    assert "There is a source with this address already: Known before" in plain_words(answer)
    assert answer.context["form"]["title"].value() == "Drill held in the hills"
    assert not SourceText.objects.exists()


def test_the_button_that_is_pressed_twice_adds_one_source(ada):
    data = typed(read(ada))
    first, second = ada.post(HERE, data), ada.post(HERE, data)
    assert first.url == second.url
    assert Source.objects.filter(url=PAGE_URL).count() == 1


def test_a_new_publisher_is_made_as_a_draft_and_one_that_is_there_is_found_by_any_name(ada):
    ada.post(HERE, typed(read(ada), publisher_name="The Hill Post"))
    made = Source.objects.get(url=PAGE_URL).publisher
    assert (made.name, made.slug, made.kind, made.state) == ("The Hill Post", "the-hill-post", "media", "draft")
    ActorFactory(name="Morning News", other_names="Sabah; Seher")
    ada.post(HERE, typed(read(ada, url="", text=f"Another\n{WRITTEN}"), publisher_name="SABAH", slug="another"))
    assert Source.objects.get(slug="another").publisher.name == "Morning News"
    assert Actor.objects.filter(state="draft").count() == 1


def test_errors_of_the_second_step_lose_nothing(ada):
    page = ada.post(HERE, typed(read(ada), published="last week", title="As I typed it", text=f"{WRITTEN}More."))
    assert "cannot be read as a date" in plain_words(page)
    assert page.context["form"]["title"].value() == "As I typed it"
    assert page.context["text"]["text"].value().endswith("More.")
    assert not SourceText.objects.exists()


def test_a_text_that_was_altered_is_looked_at_once_more(ada):
    page = ada.post(HERE, typed(read(ada), text=f"{WRITTEN}One more sentence stands here."))
    assert "You changed the text after it was shown" in plain_words(page)
    assert not SourceText.objects.exists()
    assert ada.post(HERE, typed(page)).status_code == 302


def test_where_the_text_cannot_be_stored_there_is_no_source_either(ada, monkeypatch):
    from clauses.editing import texts
    from clauses.editing.review import NotAllowedError

    def refuse(*args, **options):
        raise NotAllowedError("Not now.")

    data = typed(read(ada))
    monkeypatch.setattr(texts, "store", refuse)
    page = ada.post(HERE, data)
    assert "Not now." in plain_words(page)
    assert not Source.objects.filter(url=PAGE_URL).exists()


def test_a_reprint_is_told_where_the_same_text_is(ada):
    SourceFactory(title="Had it first", sha256=Article(WRITTEN).sha256)
    assert "The same text is stored with “Had it first”" in plain_words(read(ada))


@pytest.mark.parametrize(("role", "status"), [("viewer", 403), ("editor", 200), ("reviewer", 200), ("manager", 200)])
def test_those_who_may_store_texts_add_articles(role, status):
    assert person(role).get(HERE).status_code == status


def test_whoever_is_not_signed_in_is_asked_to(client):
    assert client.get(HERE).status_code == 302


@pytest.mark.parametrize(
    "data",
    [
        {"step": "save"},
        {"step": "nonsense"},
        {"step": "read", "url": "https://[x/", "text": "a\0b."},
        {"step": "save", "publisher": "9" * 40, "text": "A text.", "url": "javascript:x", "slug": "No"},
        {"step": "save", "publisher": "x", "publisher_name": "中", "text": "\0", "published": "\0"},
        {"step": "save", "url": "http://" + "a" * 600, "title": "x" * 400, "text": "A text."},
    ],
)
def test_nonsense_is_answered_and_stores_nothing(ada, data):
    before = Source.objects.count()
    assert ada.post(HERE, data).status_code == 200
    assert Source.objects.count() == before


def test_the_first_page_leads_there(ada):
    assert HERE in ada.get("/admin/").content.decode()
    assert HERE not in person("viewer").get("/admin/").content.decode()
