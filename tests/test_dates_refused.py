"""What is no uncertain date, and is refused with a reason and a remedy."""

import pytest

from clauses import dates

REFUSED = {
    "15.06.2021": "is not a year, a month or a day",
    "01/02/2020": "“01” is not a year, a month or a day",
    "June 2021": "is not a year, a month or a day",
    "last week": "is not a year, a month or a day",
    "2021-6-5": "is not a year, a month or a day",
    "21-06-15": "is not a year, a month or a day",
    "2021-06-15T10:00": "is not a year, a month or a day",
    "2021-06-15 ": "is not a year, a month or a day",
    "2021-06-15\n": "is not a year, a month or a day",
    "٢٠٢١": "is not a year, a month or a day",
    "２０２１-06": "is not a year, a month or a day",
    "-2021": "is not a year, a month or a day",
    "2021??": "is not a year, a month or a day",
    "?2021": "is not a year, a month or a day",
    "2021?-06": "is not a year, a month or a day",
    "20XX": "is not a year, a month or a day",
    "": "is not a year, a month or a day",
    "0000": "there is no year 0000",
    "2021-00": "there is no month 00",
    "2021-13": "there is no month 13",
    "2021-06-31": "June 2021 has no day 31",
    "2021-06-99": "June 2021 has no day 99",
    "2021-06-00": "June 2021 has no day 0",
    "2021-02-29": "February 2021 has no day 29",
    "2021-10-08/2021-10-05": "it ends before it starts",
    "[2022-02-06..2022-01-31]": "it ends before it starts",
    "2022/2021-06": "it ends before it starts",
    "../..": "a range needs at least one end",
    "[..]": "a range needs at least one end",
    "/": "a range needs at least one end",
    "../": "a range needs at least one end",
    "/..": "a range needs at least one end",
    "2021/2022/2023": "is not a year, a month or a day",
    "[2021]": "a one-of range is written [2022-01-31..2022-02-06]",
    "[]": "a one-of range is written [2022-01-31..2022-02-06]",
    "[2021,2022]": "a one-of range is written [2022-01-31..2022-02-06]",
    "[2021?..2022]": "a one-of range is written [2022-01-31..2022-02-06]",
    "[2021..2022]?": "is not a year, a month or a day",
    "[2021/2022]": "a one-of range is written [2022-01-31..2022-02-06]",
    "[2022....]": "is not a year, a month or a day",
    "[....2022]": "is not a year, a month or a day",
    "{2021..2022}": "is not a year, a month or a day",
}


@pytest.mark.parametrize(("text", "reason"), REFUSED.items())
def test_what_is_no_date_is_refused_with_the_reason_and_an_example(text, reason):
    with pytest.raises(dates.DateError):
        dates.parse(text)
    assert reason in dates.remedy(text)
    assert "Write for example 2021-06-15, " in dates.remedy(text)


def test_every_example_of_the_remedy_can_be_read():
    examples = dates.EXAMPLES.replace(" or ", ", ").split(", ")
    assert len(examples) == 6
    assert not any(map(dates.remedy, examples))


def test_a_remedy_repeats_only_the_head_of_a_long_text_and_nothing_unprintable():
    remedy = dates.remedy("x\x00\ud800" + "9" * 60_000)
    assert remedy.startswith("“x\ufffd\ufffd99")
    assert len(remedy) < 400
    assert remedy.isprintable()
