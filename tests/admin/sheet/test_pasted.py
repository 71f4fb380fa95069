"""From the pasted text of an agreement to drafts of its clauses."""

import pytest

from clauses.models import Agreement, Clause

from ...support.pages.sheets import Sheet, tree
from ...support.rows.factories import AgreementFactory, SourceFactory
from ...support.rows.people import person

pytestmark = pytest.mark.django_db

TEXT = """Article 1
Purpose
The parties cooperate.
Article 2
Means
1. The parties meet:
(a) every year;
(b) in a crisis.
2. They talk.
Article 3
This Agreement enters into force today."""


@pytest.fixture
def agreement():
    return AgreementFactory(authentic_languages="az; tr")


def test_a_text_becomes_drafts_with_codes_labels_and_numbers_as_printed(ada, agreement):
    sheet = Sheet(ada, agreement).paste(TEXT)
    assert Clause.objects.count() == 0
    sheet.save(keep="nothing")
    assert tree(agreement) == [
        "art_1 < - 1 Art. 1|1|Purpose",
        "art_2 < - 2 Art. 2|2|Means",
        "art_2__para_1 < art_2 3 Art. 2(1)|1|The parties meet:",
        "art_2__para_1__item_a < art_2__para_1 4 Art. 2(1)(a)|(a)|every year;",
        "art_2__para_1__item_b < art_2__para_1 5 Art. 2(1)(b)|(b)|in a crisis.",
        "art_2__para_2 < art_2 6 Art. 2(2)|2|They talk.",
        "art_3 < - 7 Art. 3|3|This Agreement enters into force today.",
    ]
    assert {row.state for row in Clause.objects.all()} == {"draft"}
    assert {row.function for row in Clause.objects.all()} == {"operative"}
    assert "7 clauses saved as drafts." in sheet.page
    assert "6 clauses were saved without their words, as you chose." in sheet.page
    assert {save.history_user.username for row in Clause.objects.all() for save in row.history.all()} == {"ada"}


def test_words_are_kept_in_the_language_said_with_their_standing_and_source(ada, agreement):
    source = SourceFactory(kind="treaty_text")
    Sheet(ada, agreement).paste(TEXT).save(keep="authentic", language="tr", source=source.pk)
    text = Clause.objects.get(wid="art_1").texts.get()
    assert (text.text, text.language, text.status, text.source, text.number) == (
        "The parties cooperate.",
        "tr",
        "authentic",
        source,
        1,
    )
    assert not Clause.objects.get(wid="art_2").texts.exists()


def test_what_becomes_of_the_words_is_asked_and_nothing_is_lost_meanwhile(ada, agreement):
    sheet = Sheet(ada, agreement).paste(TEXT)
    rows = sheet.rows
    assert sheet.fields["language"] == "az"
    sheet.save()
    assert "Say what is kept of the words" in sheet.page
    sheet.save(keep="authentic")
    assert "Name the source of the words" in sheet.page
    assert (sheet.rows, Clause.objects.count()) == (rows, 0)


def test_one_treaty_text_that_is_cited_for_the_agreement_is_offered(ada, agreement):
    from ...support.rows.factories import CitationFactory

    source = SourceFactory(kind="treaty_text", language="az")
    CitationFactory(agreement=agreement, source=source)
    sheet = Sheet(ada, agreement).paste(TEXT)
    assert (sheet.fields["keep"], sheet.fields["source"]) == ("authentic", str(source.pk))


def test_level_number_and_heading_are_corrected_in_place(ada, agreement):
    sheet = Sheet(ada, agreement).paste(TEXT)
    sheet.save(keep="nothing", level_1=2, num_1="1 bis", heading_1="Ways")
    assert tree(agreement)[1] == "art_1_bis < art_1 2 Art. 1 bis|1 bis|Ways"


def test_a_row_is_split_at_an_empty_line_and_what_follows_takes_its_number(ada, agreement):
    sheet = Sheet(ada, agreement).paste("Article 1\nThe parties meet.")
    sheet.press("split", 0, text_0="The parties meet.\r\n\r\nArticle 1 bis\r\nWays\r\nThey talk.\r\n\r\nThey agree.")
    assert sheet.rows == [
        ("1", "1", "", "The parties meet."),
        ("1", "1 bis", "Ways", "They talk."),
        ("1", "", "", "They agree."),
    ]


def test_a_row_is_joined_with_the_one_above_with_its_number(ada, agreement):
    sheet = Sheet(ada, agreement).paste(TEXT).press("join", 4)
    assert sheet.rows[3] == ("3", "(a)", "", "every year;\n(b) in a crisis.")
    assert len(sheet.rows) == 6


def test_rows_move_with_what_they_hold(ada, agreement):
    sheet = Sheet(ada, agreement).paste(TEXT).press("up", 1)
    assert [row[1] for row in sheet.rows] == ["2", "1", "(a)", "(b)", "2", "1", "3"]
    sheet.press("down", 0)
    assert [row[1] for row in sheet.rows] == ["1", "2", "1", "(a)", "(b)", "2", "3"]
    sheet.press("indent", 1)
    assert [row[0] for row in sheet.rows] == ["1", "2", "3", "4", "4", "3", "1"]
    sheet.press("outdent", 1)
    assert [row[0] for row in sheet.rows] == ["1", "1", "2", "3", "3", "2", "1"]


def test_what_is_left_out_can_be_put_back(ada, agreement):
    sheet = Sheet(ada, agreement).paste(TEXT).press("out", 1, 2, 3, 4, 5)
    assert sheet.out == [1, 2, 3, 4, 5]
    sheet.press("back", 5).save(keep="nothing")
    assert [row.wid for row in Clause.objects.order_by("position")] == ["art_1", "art_1__para_2", "art_3"]


def test_more_text_comes_after_what_is_there_and_codes_are_not_taken_twice(ada, agreement):
    Sheet(ada, agreement).paste(TEXT).save(keep="nothing")
    Sheet(ada, agreement).paste("ANNEX I\nGOODS\n\nArticle 1\nCoal.\nArticle 2\nGas.").save(keep="nothing")
    assert tree(agreement)[7:] == [
        "annex_i < - 8 Annex I|I|GOODS",
        "annex_i__art_1 < annex_i 9 Annex I, Art. 1|1|Coal.",
        "annex_i__art_2 < annex_i 10 Annex I, Art. 2|2|Gas.",
    ]
    Sheet(ada, agreement).paste("Article 3\nOnce more.").save(keep="nothing")
    assert Clause.objects.get(position=11).wid == "art_3-2"
    assert {row.function for row in Clause.objects.filter(wid__startswith="annex")} == {"annex"}


def test_a_text_with_more_clauses_than_a_sheet_has_room_for_is_split_less_deep_and_in_turns(ada, agreement):
    deep = "".join(f"Article {number}\n1. One.\n2. Two.\n" for number in range(1, 151))
    sheet = Sheet(ada, agreement).paste(deep)
    assert len(sheet.rows) == 150
    assert sheet.rows[0] == ("1", "1", "", "1 One.\n2 Two.")
    many = "".join(f"Article {number}\nIt is so.\n" for number in range(1, 311))
    sheet = Sheet(ada, agreement).paste(many)
    assert "A sheet has room for 300 clauses" in sheet.page
    assert sheet.fields["paste"].startswith("Article 301\nIt is so.")
    sheet.save(keep="nothing")
    assert Clause.objects.count() == 300


def test_three_hundred_clauses_stay_usable(ada, agreement, django_assert_max_num_queries):
    text = "".join(f"Article {number}\n{'They meet and talk of it. ' * 12}\n" for number in range(1, 301))
    sheet = Sheet(ada, agreement).paste(text)
    assert len(sheet.page) < 300_000
    sheet.save(keep="editors_summary", language="en")
    assert Clause.objects.filter(texts__language="en").count() == 300
    with django_assert_max_num_queries(40):
        sheet.open()
    assert len(sheet.page) < 320_000
    assert len(sheet.rows) == 300


def test_a_refusal_is_at_its_row(ada, agreement):
    sheet = Sheet(ada, agreement).paste(TEXT).save(keep="nothing", num_0="x" * 41)
    assert "Number as printed: Ensure this value has at most 40 characters" in sheet.page
    assert Clause.objects.count() == 0


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"do": "save"},
        {"do": "nonsense", "is-0": "x"},
        {"do": "save", "is-0": "9.9.9.9", "heading-0": "A", "keep": "nothing"},
        {"do": "save", "is-0": "9" * 30, "level-0": "9" * 18, "heading-0": "A\0B", "keep": "nothing"},
        {"do": "save", "is-0": "x", "heading-0": "A", "keep": "authentic", "source": "9" * 18, "language": "\0"},
        {"do": "save", "is-0": "x", "heading-0": "A", "keep": "nothing", "choice-9": "mine", "shown-9": "\0"},
        {"do": "paste", "paste": "\0"},
        {"do": "paste", "paste": "x" * 400_001},
        {"do": "join", "row": ["0", "9", "-1", "x", "9" * 18], "is-0": "x"},
        {"do": "up", "row": "0", "is-0": "x", "level-0": "-5"},
    ],
)
def test_nonsense_is_answered(ada, agreement, sent):
    response = ada.post(f"/admin/clauses/agreement/{agreement.pk}/sheet/", sent)
    assert response.status_code in (200, 302)
    assert not any("\0" in row.heading for row in Clause.objects.all())


@pytest.mark.parametrize("query", ["?part=9", "?part=x", "?part=" + "9" * 30, "?part=%00"])
def test_a_part_that_is_not_there_is_not_found(ada, agreement, query):
    assert ada.get(f"/admin/clauses/agreement/{agreement.pk}/sheet/{query}").status_code in (400, 404)


@pytest.mark.parametrize("role", ["viewer"])
def test_whoever_may_not_write_clauses_has_no_sheet(agreement, role):
    client = person(role)
    address = f"/admin/clauses/agreement/{agreement.pk}/sheet/"
    assert client.get(address).status_code == client.post(address, {"do": "save"}).status_code == 403
    assert "as one sheet" not in client.get(f"/admin/clauses/agreement/{agreement.pk}/change/").content.decode()


def test_the_page_of_the_agreement_leads_there(ada, agreement):
    page = ada.get(f"/admin/clauses/agreement/{agreement.pk}/change/").content.decode()
    assert f"/admin/clauses/agreement/{agreement.pk}/sheet/" in page
    assert Agreement.objects.count() == 1


LONG = "Article 1\nThe parties keep the roads between them open by day and by night, in summer and in winter."


def test_a_whole_text_is_kept_only_where_it_is_said_why_it_may_be(ada, agreement):
    source = SourceFactory()
    sheet = Sheet(ada, agreement).paste(LONG).save(keep="authentic", language="az", source=source.pk)
    assert "Quote at most 15 words, or say under “licence”" in sheet.page
    assert Clause.objects.count() == 0
    sheet.save(licence="public_domain")
    clause = Clause.objects.get()
    assert (clause.level, clause.heading, clause.texts.get().licence) == ("article", "", "public_domain")
    assert Sheet(ada, agreement).fields["licence"] == "public_domain"
