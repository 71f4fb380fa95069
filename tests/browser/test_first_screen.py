"""Ten questions, each answered on the first screen after at most two clicks from the first page, on a desk and a phone.

Words typed and sent off are one click.
"""

import pytest

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("wider")]
MOST_CLICKS = 2
SCREENS = {"desk": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}
# The lower edge of the first place in the main part of the page where these words stand, whatever tags are in them.
FOOT_OF = """words => {
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  const places = []; let told = "";
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.parentElement.checkVisibility() || node.parentElement.closest(".unseen")) continue;
    for (let at = 0; at < node.data.length; at++) {
      const letter = /\\s/.test(node.data[at]) ? " " : node.data[at];
      if (letter === " " && told.endsWith(" ")) continue;
      told += letter; places.push([node, at]);
    }
  }
  const start = told.indexOf(words);
  if (start < 0) return null;
  const range = document.createRange(), last = places[start + words.length - 1];
  range.setStart(...places[start]); range.setEnd(last[0], last[1] + 1);
  return range.getBoundingClientRect().bottom + window.scrollY;
}"""


class Reader:
    """Somebody at the first page who has two clicks and does not scroll to read."""

    def __init__(self, page):
        self.page, self.clicks = page, 0
        page.goto("/")

    def follow(self, name, within="main"):
        found = self.page.locator(within).get_by_role("link", name=name, exact=isinstance(name, str))
        self._click(found.first)

    def search(self, words, day=""):
        if day:
            self.page.get_by_label("What was known of").fill(words)
            self.page.get_by_label("by the end of", exact=True).fill(day)
            self._click(self.page.get_by_role("button", name="Show", exact=True).last)
        else:
            self.page.get_by_label("Search everything").fill(words)
            self._click(self.page.locator("main").get_by_role("button", name="Search", exact=True))

    def _click(self, locator):
        self.clicks += 1
        assert self.clicks <= MOST_CLICKS, "a third click"
        locator.click()

    def reads(self, *sentences):
        """Each of them whole, without scrolling."""
        self.page.wait_for_load_state()
        height = self.page.viewport_size["height"]
        feet = {words: self.page.evaluate(FOOT_OF, words) for words in sentences}
        assert {words: foot for words, foot in feet.items() if foot is None or foot > height} == {}


@pytest.fixture(params=SCREENS)
def reader(new_page, request):
    return Reader(new_page(viewport=SCREENS[request.param]))


def test_which_promises_saw_nothing(reader):
    reader.follow("Which 8 promises have nothing reported?")
    reader.reads("8 commitments", "Work together for good neighbourly relations and the settling of conflicts")


def test_whether_the_security_councils_met(reader):
    reader.follow("“Hold regular joint meetings of the two security councils”: did it come about?")
    reader.reads("No joint meeting of the two security councils has been reported.", "on 13 May 2025")


def test_what_was_promised_on_mines_and_what_was_done(reader):
    reader.follow("Domains", "header")
    reader.follow("De-mining")
    reader.reads(
        "Promised: Support the return of normal life on the basis of mine clearance.",
        "One follow-up is reported as begun or done: Mine clearance with Turkish help",
    )


def test_who_says_132_square_kilometres_and_whether_another_figure_agrees(reader):
    reader.search("mine clearance")
    reader.follow("Mine clearance with Turkish help")
    reader.reads(
        "area cleared: 132 km² (13,200 ha), says Hürriyet Daily News,",
        "or over 18,600 ha (186 km²), as of 1 June 2022, says Azernews",
    )


def test_what_changed_in_2025(reader):
    reader.follow("What happened in 2025?")
    reader.reads(
        "In 2025, no agreements were signed, and 18 follow-ups were reported as begun or done, 15 of them on 10"
    )


def test_which_drills_were_held_in_2022(reader):
    reader.search("joint exercise 2022")
    reader.reads(
        "Fraternal Fist-2022, a joint exercise in several districts",
        "SAT/SAS drill at Aksaz, 2022",
        "TurAz Qartalı-2022, an exercise of both air forces",
    )


def test_when_it_was_approved_and_by_whom(reader):
    reader.follow("Shusha Declaration")
    reader.reads(
        "approved by the Milli Majlis on 1 February 2022 (sources differ on the date)",
        "and the Grand National Assembly of Türkiye on 3 February 2022",
    )


def test_what_came_of_the_joint_university(reader):
    reader.search("joint university")
    reader.reads("The Türkiye-Azerbaijan University in Baku holds its first classes", "23 September 2024")


def test_where_sources_differ_most(reader):
    reader.follow("Where do sources differ most?")
    reader.reads(
        "34 conflicts between sources are listed",
        "Sources differ most about Do more to diversify economies and exports (",
    )


def test_what_was_known_of_the_corridor_by_the_end_of_2023(reader):
    reader.search("corridor", day="2023-12-31")
    reader.follow("Opening of the corridor between the west of Azerbaijan and Nakhchivan")
    reader.reads(
        "By 31 December 2023, the promised thing itself had not been reported. Five related steps had been reported,"
        " the newest on a day between 25 and 26 September 2023: The Turkish president says that the corridor could lead"
        " through Iran."
    )
