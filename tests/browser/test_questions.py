"""Ten questions that readers come with, answered from the first page in at most three clicks."""

import re

import pytest

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("wider")]
MOST_CLICKS = 3


class Reader:
    """Somebody at the first page who counts their clicks; words typed and sent off are one click."""

    def __init__(self, page):
        self.page, self.clicks = page, 0
        page.goto("/")

    def follow(self, name, within="body"):
        self._click(self.page.locator(within).get_by_role("link", name=name, exact=isinstance(name, str)).first)

    def press(self, name):
        self._click(self.page.get_by_role("button", name=name, exact=True).first)

    def search(self, words):
        self.page.get_by_label("Search everything").fill(words)
        self._click(self.page.locator("main").get_by_role("button", name="Search", exact=True))

    def open(self, summary):
        self._click(self.page.locator("summary", has_text=summary).first)

    def _click(self, locator):
        self.clicks += 1
        assert self.clicks <= MOST_CLICKS, "a fourth click"
        locator.click()

    def reads(self, *words):
        for each in words:
            self.page.locator("main").get_by_text(each).first.wait_for(state="attached")

    def does_not_read(self, *words):
        for each in words:
            assert self.page.locator("main").get_by_text(each).count() == 0, each


@pytest.fixture
def reader(new_page):
    return Reader(new_page())


def test_which_drills_were_held_in_2022_and_where(reader):
    reader.follow("Actions", "header")
    reader.follow("joint exercise")
    reader.follow("2022")
    reader.reads("Fraternal Fist-2022", "Imishli", "TurAz Qartalı-2022", "Anatolian Eagle-2022", "Konya", "Aksaz")
    reader.does_not_read("Winter Exercise-2023", "Three Brothers-2021")


def test_what_was_reported_on_demining_and_by_whom(reader):
    reader.follow("Domains", "header")
    reader.follow("De-mining")
    reader.follow("Mine clearance with Turkish help")
    reader.reads("132 km²", "13,177 ha", "over 18,600 ha", "Azerbaijani Armed Forces", "Azernews, 4 December 2021")


def test_whether_the_security_councils_met(reader):
    reader.follow("Commitments", "header")
    reader.follow("Hold regular joint meetings of the two security councils")
    reader.reads("The secretaries of the two security councils meet in Ankara", "A joint meeting of the two security")


def test_when_the_declaration_was_approved_and_who_disagrees(reader):
    reader.follow("Shusha Declaration")
    reader.follow("Approval by parliament")
    reader.reads("Sources disagree", "TRT Avaz, 1 February 2022", "2 February 2022", "Azernews, 1 February 2022")


def test_what_came_of_the_joint_university(reader):
    reader.search("university")
    reader.follow("The memorandum on the Türkiye-Azerbaijan University is signed")
    reader.follow("Widen cooperation in education and science")
    reader.reads("The Turkish ambassador names 2023", "The memorandum on the joint university is approved")
    reader.reads("The Türkiye-Azerbaijan University in Baku holds its first classes")


def test_what_was_known_of_the_corridor_by_the_end_of_2023(reader):
    reader.open("As known on an earlier day")
    reader.page.get_by_label("Known by the end of").fill("2023-12-31")
    reader.press("Show")
    reader.search("corridor")
    reader.reads("31 December 2023", "The Turkish foreign minister tells of consulting Azerbaijan about Armenia")
    reader.does_not_read("A vice chair of the AK Party links the route to the Declaration", "Washington")


def test_how_large_trade_was_in_2022_and_whether_the_sources_agree(reader):
    reader.follow("Commitments", "header")
    reader.follow("Do more to diversify economies and exports")
    reader.reads("5.8 billion USD", "over 6 billion USD", "State Customs Committee of Azerbaijan")
    reader.reads("Azerbaijani exports of 2021 above the turnover of 2021")


def test_whether_the_consulate_in_shusha_is_a_promise_of_the_declaration(reader):
    reader.search("consulate")
    reader.follow("The Turkish president announces a consulate general in Shusha")
    reader.reads("It is no clause of the Declaration", "around the agreement", "None recorded")


def test_how_often_the_exercise_eternity_was_held(reader):
    reader.follow("Actions", "header")
    reader.follow("Eternity, a command-staff exercise of Azerbaijan, Georgia and Türkiye")
    reader.reads("Eternity-2021, an exercise of three states", "Eternity-2023, an exercise of three states")


def test_which_languages_were_read_and_what_was_only_seen_in_part(reader):
    reader.follow("Coverage", "footer")
    reader.reads("Armenian", "Kazakh", "What was written in a language that is not in this list was not read")
    reader.follow(re.compile(r"^\d+: an excerpt cut short$"))
    reader.reads("Narrow the list", "an excerpt cut short")
