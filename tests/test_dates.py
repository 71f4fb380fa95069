"""Uncertain dates: every form that may be written, and what each lets us say."""

import warnings
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from clauses import dates
from clauses.models import Action
from tests.support.rows.factories import ActionFactory

# text, kind, earliest, latest, sort, precision, words
PROFILE = [
    ("2021", "point", "2021-01-01", "2021-12-31", "2021-01-01", "year", "2021"),
    ("2021-06", "point", "2021-06-01", "2021-06-30", "2021-06-01", "month", "June 2021"),
    ("2021-06-15", "point", "2021-06-15", "2021-06-15", "2021-06-15", "day", "15 June 2021"),
    ("2024-02", "point", "2024-02-01", "2024-02-29", "2024-02-01", "month", "February 2024"),
    ("2024-02-29", "point", "2024-02-29", "2024-02-29", "2024-02-29", "day", "29 February 2024"),
    ("0001-01-01", "point", "0001-01-01", "0001-01-01", "0001-01-01", "day", "1 January 1"),
    ("9999", "point", "9999-01-01", "9999-12-31", "9999-01-01", "year", "9999"),
    ("2021-06-15?", "point", "2021-06-15", "2021-06-15", "2021-06-15", "day", "possibly 15 June 2021"),
    ("2021~", "point", "2021-01-01", "2021-12-31", "2021-01-01", "year", "about 2021"),
    ("2021-06%", "point", "2021-06-01", "2021-06-30", "2021-06-01", "month", "possibly about June 2021"),
    ("2021-10-05/2021-10-08", "span", "2021-10-05", "2021-10-08", "2021-10-05", "span", "5 to 8 October 2021"),
    (
        "2021-09-20/2021-10-11",
        "span",
        "2021-09-20",
        "2021-10-11",
        "2021-09-20",
        "span",
        "20 September to 11 October 2021",
    ),
    (
        "2021-12-30/2022-01-02",
        "span",
        "2021-12-30",
        "2022-01-02",
        "2021-12-30",
        "span",
        "30 December 2021 to 2 January 2022",
    ),
    ("2021-06/2021-08", "span", "2021-06-01", "2021-08-31", "2021-06-01", "span", "June to August 2021"),
    ("2021-06/2021", "span", "2021-06-01", "2021-12-31", "2021-06-01", "span", "June 2021 to 2021"),
    ("2021/2021-06-15", "span", "2021-01-01", "2021-06-15", "2021-01-01", "span", "2021 to 15 June 2021"),
    ("2021-06-15/2021-06", "span", "2021-06-15", "2021-06-30", "2021-06-15", "span", "15 June 2021 to June 2021"),
    ("1992/2021", "span", "1992-01-01", "2021-12-31", "1992-01-01", "span", "1992 to 2021"),
    (
        "2021-10-05?/2021-10-08",
        "span",
        "2021-10-05",
        "2021-10-08",
        "2021-10-05",
        "span",
        "possibly 5 October 2021 to 8 October 2021",
    ),
    (
        "2021-10-05/2021-10~",
        "span",
        "2021-10-05",
        "2021-10-31",
        "2021-10-05",
        "span",
        "5 October 2021 to about October 2021",
    ),
    (
        "2021-10-05%/2021-10-08?",
        "span",
        "2021-10-05",
        "2021-10-08",
        "2021-10-05",
        "span",
        "possibly about 5 October 2021 to possibly 8 October 2021",
    ),
    ("2021-10-05/..", "span", "2021-10-05", None, "2021-10-05", "span", "from 5 October 2021, open end"),
    ("../2021-10-08", "span", None, "2021-10-08", "2021-10-08", "span", "until 8 October 2021, open start"),
    ("2021-10-05/", "span", "2021-10-05", None, "2021-10-05", "span", "from 5 October 2021, end not known"),
    ("/2021-10-08", "span", None, "2021-10-08", "2021-10-08", "span", "until 8 October 2021, start not known"),
    ("/2021", "span", None, "2021-12-31", "2021-12-31", "span", "until 2021, start not known"),
    ("../2021", "span", None, "2021-12-31", "2021-12-31", "span", "until 2021, open start"),
    # Ranges that end as they start.
    ("2021/2021", "span", "2021-01-01", "2021-12-31", "2021-01-01", "span", "2021"),
    ("2021-06/2021-06", "span", "2021-06-01", "2021-06-30", "2021-06-01", "span", "June 2021"),
    ("2021-06-15/2021-06-15", "span", "2021-06-15", "2021-06-15", "2021-06-15", "span", "15 June 2021"),
    ("2021~/2021~", "span", "2021-01-01", "2021-12-31", "2021-01-01", "span", "about 2021"),
    ("2021-06/2021-06?", "span", "2021-06-01", "2021-06-30", "2021-06-01", "span", "possibly June 2021"),
    ("2021~/2021?", "span", "2021-01-01", "2021-12-31", "2021-01-01", "span", "possibly about 2021"),
    ("[2021..2021]", "one_of", "2021-01-01", "2021-12-31", "2021-12-31", "one_of", "once in 2021"),
    ("[2021-06..2021-06]", "one_of", "2021-06-01", "2021-06-30", "2021-06-30", "one_of", "once in June 2021"),
    (
        "[2021-06-15..2021-06-15]",
        "one_of",
        "2021-06-15",
        "2021-06-15",
        "2021-06-15",
        "one_of",
        "once on 15 June 2021",
    ),
    ("1992~/..", "span", "1992-01-01", None, "1992-01-01", "span", "from about 1992, open end"),
    (
        "[2022-01-31..2022-02-06]",
        "one_of",
        "2022-01-31",
        "2022-02-06",
        "2022-02-06",
        "one_of",
        "once between 31 January and 6 February 2022",
    ),
    (
        "[2021..2022-03]",
        "one_of",
        "2021-01-01",
        "2022-03-31",
        "2022-03-31",
        "one_of",
        "once between 2021 and March 2022",
    ),
    ("[..2022-02-20]", "one_of", None, "2022-02-20", "2022-02-20", "one_of", "on or before 20 February 2022"),
    ("[..2022-02]", "one_of", None, "2022-02-28", "2022-02-28", "one_of", "in or before February 2022"),
    ("[2022-01-10..]", "one_of", "2022-01-10", None, "2022-01-10", "one_of", "on or after 10 January 2022"),
]


def day(text):
    return date.fromisoformat(text) if text else None


def days(least=1, most=9999):
    return st.dates(date(least, 1, 1), date(most, 12, 31))


@st.composite
def points(draw):
    whole = draw(days()).isoformat()
    return whole[: draw(st.sampled_from([4, 7, 10]))]


@st.composite
def texts(draw):
    """Any text of the profile."""
    first, second = sorted((draw(points()), draw(points())))
    qualifier, other = draw(st.sampled_from(["", *"?~%"])), draw(st.sampled_from(["", *"?~%"]))
    form = draw(
        st.sampled_from(
            [
                "{0}{2}",
                "{0}{2}/{1}{3}",
                "{0}{2}/..",
                "../{1}{3}",
                "{0}{2}/",
                "/{1}{3}",
                "[{0}..{1}]",
                "[{0}..]",
                "[..{1}]",
            ]
        )
    )
    text = form.format(first, second, qualifier, other)
    assume(not dates.remedy(text).count("ends before"))
    return text


@pytest.mark.parametrize(("text", "kind", "earliest", "latest", "sort", "precision", "words"), PROFILE)
def test_a_date_says_no_more_and_no_less_than_was_written(text, kind, earliest, latest, sort, precision, words):
    parsed = dates.parse(text)
    assert (parsed.kind, parsed.precision, parsed.words) == (kind, precision, words)
    assert (parsed.earliest, parsed.latest, parsed.sort) == (day(earliest), day(latest), day(sort))
    assert parsed.parsed == text
    assert dates.remedy(text) == ""


def test_no_date_has_no_words():
    assert dates.words("") == ""


@given(texts())
def test_the_earliest_day_is_never_after_the_latest(text):
    parsed = dates.parse(text)
    assert parsed.earliest or parsed.latest
    assert parsed.earliest is None or parsed.latest is None or parsed.earliest <= parsed.latest
    assert parsed.sort in (parsed.earliest, parsed.latest)


@given(texts(), texts())
def test_two_dates_have_the_same_words_only_where_one_is_a_range_from_a_point_to_the_same_point(one, other):
    assert dates.words(one)
    said = [
        text.partition("/")[0] if text.partition("/")[0] == text.partition("/")[2] else text for text in (one, other)
    ]
    assert (dates.words(one) == dates.words(other)) == (said[0] == said[1])


@given(texts())
def test_words_name_every_year_that_the_date_names(text):
    words = dates.words(text)
    assert all(str(int(point[:4])) in words for point in text.strip("[]").replace("/", "..").split("..") if point)


@given(st.text() | st.text("0123456789-/.[]?~% \n٢０") | texts().map(lambda text: text + "\n"))
def test_reading_any_text_raises_nothing_but_a_date_error(text):
    with suppress(dates.DateError):
        assert dates.parse(text).text == text
    assert isinstance(dates.remedy(text), str)


@given(points(), points(), st.sampled_from(["{}", "{}?", "{}~", "{}%", "{}/{}", "{}?/{}~", "[{}..{}]"]))
def test_the_days_agree_with_those_of_the_edtf_package(first, second, form):
    from edtf import parse_edtf

    text = form.format(*sorted((first, second)))
    assume(not dates.remedy(text))
    assume("[" not in text or len(first) == len(second))  # the package reads no set of a day and a month
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        oracle = parse_edtf(text)
    assert dates.parse(text).earliest == date(*oracle.lower_strict()[:3])
    assert dates.parse(text).latest == date(*oracle.upper_strict()[:3])


@pytest.mark.parametrize("text", [text for text, *_ in PROFILE if text != "[2021..2022-03]"])
def test_the_edtf_package_reads_every_form_of_the_profile(text):
    from edtf import parse_edtf

    assert parse_edtf(text)


@pytest.mark.django_db
def test_lists_are_sorted_by_start_but_sets_and_open_starts_by_their_end():
    texts = ["2021-10-05/2021-10-08", "2021-10-06", "[2021-01-01..2021-10-07]", "../2021-10-09", "2021-10-10/.."]
    rows = Action.objects.filter(pk__in=[ActionFactory(date=text).pk for text in ["", *texts[::-1]]])
    assert [row.date for row in rows.in_time_order()] == [*texts, ""]
    assert [row.date for row in rows.newest_first()] == [*texts[::-1], ""]
