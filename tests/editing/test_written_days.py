"""Days as people write them: one reading, or a refusal with what helps."""

import pytest

from clauses import dates
from clauses.editing.typed.written_days import LONGEST, day_reading, reading

READ = {
    "2021-06-15": "2021-06-15",
    " 2021-06-15 ": "2021-06-15",
    "15 June 2021": "2021-06-15",
    "15th of June 2021": "2021-06-15",
    "on 15 June, 2021": "2021-06-15",
    "June 15, 2021": "2021-06-15",
    "15.6.2021": "2021-06-15",
    "15. 06. 2021": "2021-06-15",
    "6.7.2021": "2021-07-06",
    "15/06/2021": "2021-06-15",
    "06/15/2021": "2021-06-15",
    "6/6/2021": "2021-06-06",
    "2021-7-6": "2021-07-06",
    "2021/06/15": "2021-06-15",
    "15 Haziran 2021": "2021-06-15",
    "15 Ağustos 2021": "2021-08-15",
    "15 iyun 2021": "2021-06-15",
    "15 июня 2021 года": "2021-06-15",
    "май 2021": "2021-05",
    "June 2021": "2021-06",
    "Sept. 2021": "2021-09",
    "2021 June": "2021-06",
    "06/2021": "2021-06",
    "2021": "2021",
    "about June 2021": "2021-06~",
    "c. 2021": "2021~",
    "possibly 2021": "2021?",
    "possibly about 15 June 2021": "2021-06-15%",
    "spring 2021": "[2021-03..2021-05]",
    "autumn 2021": "[2021-09..2021-11]",
    "winter 2020/21": "[2020-12..2021-02]",
    "between 31 January and 6 February 2022": "[2022-01-31..2022-02-06]",
    "5–8 October 2021": "2021-10-05/2021-10-08",
    "October 5-8, 2021": "2021-10-05/2021-10-08",
    "from 5 October to 8 November 2021": "2021-10-05/2021-11-08",
    "30 December 2021 - 2 January 2022": "2021-12-30/2022-01-02",
    "2020-2021": "2020/2021",
    "2021-10-05 / 2021-10-08": "2021-10-05/2021-10-08",
    "by 20 February 2022": "[..2022-02-20]",
    "before 1 March 2022": "[..2022-02-28]",
    "before June 2021": "[..2021-05]",
    "after 2021": "[2022..]",
    "since 5 October 2021": "2021-10-05/..",
    "until October 2021": "../2021-10",
}
REFUSED = {
    "last week": "is not a year, a month or a day",
    "June": "is not a year, a month or a day",
    "15 June": "is not a year, a month or a day",
    "1 or 2 June 2021": "is not a year, a month or a day",
    "15/06/21": "is not a year, a month or a day",
    "٢٠٢١-٠٧-٠٦": "is not a year, a month or a day",
    "20210706": "is not a year, a month or a day",
    "30 February 2021": "February 2021 has no day 30",
    "32/01/2021": "January 2021 has no day 32",
    "13/13/2021": "there is no month 13",
    "8 to 5 October 2021": "it ends before it starts",
    "before 0001": "there is no year 0000",
    "after 31 December 9999": "there is no year 0000",
    "06/07/2021": "6 July 2021 (then write 2021-07-06) or 7 June 2021 (then write 2021-06-07)",
    "06-07-2021": "6 July 2021 (then write 2021-07-06) or 7 June 2021 (then write 2021-06-07)",
    "between 06/07/2021 and 08/07/2021": "[2021-07-06..2021-07-08]) or once between 7 June and 7 August 2021",
    "winter 2021": "once between December 2020 and February 2021",
    "winter 2020/22": "is not a year, a month or a day",
    "\x00": "is not a year, a month or a day",
    "between " * 400: "is not a year, a month or a day",
}
ROUND = (
    "2021 2021-06 2021-06-15 2021-06-15? 2021~ 2021-06% 2021-10-05/2021-10-08 2021-10-05?/2021-11-08~ 2021-10/2022-01"
    " 2021-10-05/.. ../2021-10-08 2021-10-05/ /2021-10-08 [2022-01-31..2022-02-06] [..2022-02-20] [2022-01..] [..2021]"
)


@pytest.mark.parametrize(("typed", "edtf"), READ.items())
def test_a_day_as_people_write_it_is_read(typed, edtf):
    assert reading(typed).edtf == edtf
    assert reading(typed).words == dates.words(edtf)
    assert not reading(typed).problem


@pytest.mark.parametrize(("typed", "why"), REFUSED.items())
def test_what_is_no_day_or_two_is_refused(typed, why):
    assert not reading(typed).edtf
    assert why in reading(typed).problem
    assert len(reading(typed).problem) < 700


@pytest.mark.parametrize("edtf", ROUND.split())
def test_what_the_site_says_of_a_date_is_read_as_that_date(edtf):
    assert reading(dates.words(edtf)).edtf == edtf


def test_nothing_is_no_date():
    assert (reading("  ").edtf, reading("  ").problem, day_reading("").problem) == ("", "", "")


@pytest.mark.parametrize("typed", ["June 2021", "2021-06-15?", "5-8 October 2021", "by 5 October 2021"])
def test_one_day_is_no_month_range_or_guess(typed):
    assert "is no day of the calendar" in day_reading(typed).problem


def test_imports_read_nothing_else_than_before():
    for typed in ("15 June 2021", "15.6.2021", "June 2021"):
        assert dates.remedy(typed)


def test_a_long_text_costs_no_more_than_a_short_one():
    assert "is not a year" in reading("from " * LONGEST + "2021").problem
