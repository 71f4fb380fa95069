"""What is read of an article out of its text and its address, and what is left to a person."""

import pytest

from clauses.articles.addresses import publisher_at, source_at
from clauses.articles.described import described
from clauses.articles.languages import language_of

from ..support.rows.factories import ActorFactory, SourceFactory

BODY = "The ministers met in the hills and spoke of the road for two hours."


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (BODY, "en"),
        ("Bakanlar dün bir araya geldi ve yolu görüştü; bu toplantı için çok hazırlık yapıldı.", "tr"),
        ("Nazirlər dünən görüşdü və yol haqqında danışdı; bu görüş üçün çox hazırlıq olub.", "az"),
        ("Министры встретились в горах и говорили о дороге.", "ru"),
        ("Նախարարները հանդիպեցին լեռներում։", "hy"),
        ("მინისტრები შეხვდნენ მთებში.", "ka"),
        ("وزیران در کوه‌ها دیدار کردند و درباره پل گفتگو کردند.", "fa"),
        (
            "Die Minister trafen sich in den Bergen und sprachen über die Straße mit dem Meer.",
            "de",
        ),
        ("Baku 2021", ""),
        ("", ""),
    ],
)
def test_a_language_is_told_by_letters_and_small_words(text, language):
    assert language_of(text) == language


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("head", "address", "day"),
    [
        ("Ministers meet again\n15 June 2021", "https://a.example/2021/06/16/x", "2021-06-15"),
        ("Ministers meet again", "https://a.example/2021/06/16/x", "2021-06-16"),
        ("Ministers meet again\n15.06.2021, 10:30", "", "2021-06-15"),
        ("Bakanlar buluştu\n15 Haziran 2021", "", "2021-06-15"),
        ("Ministers meet again\n2021-13-45", "", ""),
        ("Ministers meet again\n06/07/2021", "", ""),
        ("Ministers meet again\nJune 2021", "", ""),
        ("Ministers meet again\n15 June", "", ""),
        ("Ministers meet again", "https://a.example/20210603110928421/x", ""),
    ],
)
def test_the_day_of_publication_is_one_that_is_written_with_its_year(head, address, day):
    assert described(f"{head}\n{BODY}", address).values.get("published", "") == day


@pytest.mark.django_db
def test_the_title_is_the_first_line_that_is_no_day_no_byline_and_no_section():
    text = f"POLITICS\n15 June 2021\nBy A Person\nMinisters meet again\n{BODY}"
    assert described(text, "").values["title"] == "Ministers meet again"
    assert "title" not in described(BODY, "").values


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "is_its"),
    [
        ("https://www.paper.example/new", True),
        ("http://paper.example", True),
        ("https://en.paper.example/new", True),
        ("https://notpaper.example/new", False),
        ("https://paper.example.org/new", False),
        ("https://other.com.tr/new", False),
        ("https://[broken", False),
        ("", False),
    ],
)
def test_a_publisher_is_known_by_the_site_of_its_other_sources(address, is_its):
    paper = ActorFactory()
    SourceFactory(url="https://paper.example/old", publisher=paper)
    SourceFactory(url="https://paper.com.tr/old", publisher=paper)
    assert (publisher_at(address) == paper) == is_its


@pytest.mark.django_db
def test_of_several_publishers_at_one_site_the_one_with_most_sources_is_proposed():
    rare, often = ActorFactory(), ActorFactory()
    for publisher in (rare, often, often):
        SourceFactory(url="https://paper.example/old", publisher=publisher)
    assert publisher_at("https://paper.example/new") == often


@pytest.mark.django_db
def test_a_publisher_is_known_by_its_name_in_the_address_or_above_the_text():
    paper = ActorFactory(slug="hill-post", name="The Hill Post Daily", kind="media")
    ActorFactory(name="Ministry of Roads", kind="body")
    assert publisher_at("https://hill-post.example/new") == paper
    found = described(f"Ministry of Roads opens road\nThe Hill Post Daily\n{BODY}", "https://elsewhere.example/")
    assert found.values["publisher"] == paper


@pytest.mark.django_db
def test_a_code_is_made_that_no_source_has_and_ends_with_a_whole_word():
    text = f"Ministers of both countries meet again in the hills for the third time this year\n15 June 2021\n{BODY}"
    code = described(text, "https://paper.example/x").values["slug"]
    assert code == "paper-2021-06-15-ministers-of-both-countries-meet-again-in-the-hills"
    SourceFactory(slug=code)
    assert described(text, "https://paper.example/x").values["slug"] == f"{code}-2"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "is_there"),
    [
        ("http://www.paper.example/a/b/?id=7&utm_medium=x#top", True),
        ("https://paper.example/a/b?id=7", True),
        ("https://paper.example/a/b?id=8", False),
        ("https://paper.example/a", False),
        ("https://[broken", False),
        ("", False),
    ],
)
def test_one_page_has_several_addresses(asked, is_there):
    source = SourceFactory(url="https://paper.example/a/b?id=7")
    SourceFactory(url="")
    assert (source_at(asked) == source) == is_there


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["draft", "in_review", "published", "withdrawn"])
def test_an_address_is_there_in_whatever_state_its_source_is(state):
    reason = "Twice" if state == "withdrawn" else ""
    source = SourceFactory(url="https://paper.example/a", state=state, withdrawn_reason=reason)
    assert source_at("https://paper.example/a") == source
