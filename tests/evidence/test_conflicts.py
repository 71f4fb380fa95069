"""A conflict needs the same field and a real difference."""

import pytest

from clauses.evidence.conflicts.compared import dates_differ, find_conflicts, value_in_words
from clauses.models import Citation, Source


def says(field, value, **more):
    source = Source(slug="paper", published=more.pop("published", ""))
    return Citation(source=source, field=field, value=value, **more)


def figure(measure, value, unit, **more):
    return says("figure", value, measure=measure, unit=unit, **more)


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("2021-10-05/2021-10-08", "2021-09-20/2021-10-11", True),  # the drill: both ends differ
        ("2021-10-05/2021-10-08", "2021-10-05/2021-10-08", False),
        ("2021-10-05/2021-10-08", "2021-10-05/..", False),  # an end that is not known contradicts nothing
        ("2021-10-05/2021-10-08", "2021-10/2021-10", False),
        ("2021-10-05/..", "../2021-10-01", True),  # it cannot begin after it ended
        ("2021/2021-03", "2021-06/..", True),
        ("2021-10-05/", "/2021-10-01", True),
        ("2021-10-05/", "2021-10-05/2021-10-08", False),
        ("2022-02-03", "[2022-01-31..2022-02-06]", False),  # “last week” holds the exact day
        ("2022-02-01", "2022-02-02", True),
        ("2022-02-01", "[..2022-02-20]", False),
        ("2022-02-21", "[..2022-02-20]", True),
        ("2021", "2021-06-15", False),
    ],
)
def test_dates_differ_only_where_they_cannot_both_be_right(one, other, differ):
    assert dates_differ(one, other) is differ
    assert dates_differ(other, one) is differ


def test_a_conflict_shows_every_side_with_its_citations():
    ministry, paper = says("date", "2021-10-05/2021-10-08"), says("date", "2021-09-20/2021-10-11")
    (conflict,) = find_conflicts([ministry, paper])
    assert conflict.heading == "date"
    assert conflict.sides == (("5 to 8 October 2021", (ministry,)), ("20 September to 11 October 2021", (paper,)))


def test_figures_within_one_per_cent_agree_across_units():
    assert find_conflicts([says("area_cleared", "132", unit="km2"), says("area_cleared", "13177", unit="ha")]) == []


def test_figures_further_apart_disagree():
    assert find_conflicts([says("area_cleared", "132", unit="km2"), says("area_cleared", "11900", unit="ha")])


def test_equal_figures_credited_to_others_disagree():
    turkish = says("area_cleared", "132", unit="km2", attributed_to_id=1)
    azerbaijani = says("area_cleared", "13177", unit="ha", attributed_to_id=2)
    assert find_conflicts([turkish, azerbaijani])


def test_figures_of_different_days_do_not_disagree():
    september = says("area_cleared", "11900", unit="ha", as_of="2021-09")
    december = says("area_cleared", "13177", unit="ha", as_of="2021-12-04")
    assert find_conflicts([september, december]) == []


TIMES = [
    # (time, value) of each figure; what each disagreement is about, and its numbers of citations
    ([("2021", 100), ("2021", 200), ("", 150)], [(("2021",), 3)]),
    ([("2021", 100), ("2022", 200), ("", 150)], [(("2021",), 2), (("2022",), 2)]),
    ([("2021", 100), ("2022", 200), ("", 100)], [(("2022",), 2)]),
    ([("2021", 100), ("2022", 100), ("", 100), ("", 150)], [(("2021",), 3), (("2022",), 3)]),
    ([("", 100), ("", 200), ("2022", 100)], [(("2022",), 3)]),
    ([("2021", 100), ("2021-03", 200), ("2021-06", 300)], [(("2021", "2021-03"), 2), (("2021", "2021-06"), 2)]),
    ([("2021-03", 200), ("2021-06", 300)], []),
]


@pytest.mark.parametrize(("figures", "conflicts"), TIMES)
def test_r19_figures_are_compared_with_those_that_may_be_of_the_same_time(figures, conflicts):
    said = [figure("turnover", str(value), "USD", as_of=time) for time, value in figures]
    for some in (said, said[::-1]):
        found = find_conflicts(some)
        assert [(one.as_of, sum(len(rows) for _, rows in one.sides)) for one in found] == conflicts


def test_an_acknowledged_misprint_makes_no_conflict():
    assert find_conflicts([says("date", "2021-06-15"), says("date", "2022-06-15", rank="deprecated")]) == []


def test_a_status_changes_with_time_and_disagrees_only_on_one_day():
    planned, ongoing = (
        says("status", "planned", published="2021-10-04"),
        says("status", "ongoing", published="2021-10-05"),
    )
    assert find_conflicts([planned, ongoing]) == []
    assert find_conflicts([ongoing, says("status", "cancelled", published="2021-10-05")])


def test_what_a_source_calls_a_thing_is_no_conflict():
    assert find_conflicts([says("cited_as", "points 11, 12 and 13"), says("cited_as", "article 7")]) == []


@pytest.mark.parametrize(
    ("citation", "words"),
    [
        (says("date", "[2022-01-31..2022-02-06]"), "once between 31 January and 6 February 2022"),
        (says("area_cleared", "132", unit="km2", qualifier="about"), "about 132 km2"),
        (figure("turnover", "4.1", "billion USD", qualifier="about"), "turnover: about 4.1 billion USD"),
        (says("status", "joint"), "joint"),
        (says("status", "ongoing"), "ongoing"),
    ],
)
def test_a_stated_value_is_told_in_words(citation, words):
    assert value_in_words(citation) == words


@pytest.mark.parametrize(
    ("one", "other", "disagree"),
    [
        (("100", "over"), ("132", ""), False),
        (("100", "at_least"), ("90", ""), True),
        (("100", "up_to"), ("90", ""), False),
        (("100", "about"), ("105", "about"), False),
        (("100", ""), ("101", ""), False),
        (("100", ""), ("102", ""), True),
    ],
)
def test_a_qualifier_says_which_other_numbers_fit(one, other, disagree):
    sides = [says("area_cleared", value, unit="km2", qualifier=qualifier) for value, qualifier in (one, other)]
    assert bool(find_conflicts(sides)) is disagree


def test_where_the_numbers_agree_the_conflict_is_about_who_is_credited():
    turkish = says("area_cleared", "132", unit="km2", attributed_to_id=1)
    azerbaijani = says("area_cleared", "13177", unit="ha", attributed_to_id=2)
    assert [conflict.about for conflict in find_conflicts([turkish, azerbaijani])] == ["credit"]
    assert [conflict.about for conflict in find_conflicts([says("date", "2021"), says("date", "2022")])] == ["value"]


def test_a_vaguer_date_that_contradicts_nobody_is_no_side():
    first, second, vague = says("date", "2022-02-01"), says("date", "2022-02-02"), says("date", "[..2022-02-20]")
    (conflict,) = find_conflicts([vague, second, first])
    assert [words for words, _ in conflict.sides] == ["2 February 2022", "1 February 2022"]


def test_the_side_with_most_reports_stands_first():
    dates = [("2022-02-02", 1), ("2022-02-01", 2), ("2022-02-01", 3)]
    citations = [says("date", value) for value, _ in dates]
    for citation, (_, number) in zip(citations, dates, strict=True):
        citation.source_id = number
    (conflict,) = find_conflicts(citations)
    assert [words for words, _ in conflict.sides] == ["1 February 2022", "2 February 2022"]


def test_figures_are_compared_only_where_they_measure_the_same_in_the_same_unit():
    exports, turnover = figure("exports", "4.7", "billion USD"), figure("turnover", "4.6", "billion USD")
    assert find_conflicts([exports, turnover, figure("exports", "12", "percent")]) == []
    (conflict,) = find_conflicts([exports, turnover, figure("exports", "4.1", "billion USD")])
    assert (conflict.measure, conflict.heading) == ("exports", "exports")
    assert [words for words, _ in conflict.sides] == ["exports: 4.7 billion USD", "exports: 4.1 billion USD"]


@pytest.mark.parametrize(
    ("one", "other", "disagree"),
    [
        (("4.6", "billion USD"), ("4600", "million USD"), False),
        (("4.6", "billion USD"), ("4700", "million USD"), True),
        (("621.1", "million USD"), ("621100000", "USD"), False),
        (("4.6", "billion USD"), ("3.9", "billion EUR"), False),
        (("18", "million m3/day"), ("18", "m3/day"), True),
    ],
)
def test_millions_and_billions_of_one_unit_are_compared(one, other, disagree):
    assert bool(find_conflicts([figure("turnover", *one), figure("turnover", *other)])) is disagree


@pytest.mark.parametrize(
    ("one", "other", "disagree"),
    [
        ("2021-01-01/2021-12-31", "2021-01-01/2021-12-31", True),
        ("2021-01-01/2021-12-31", "2021", True),
        ("2021-01-01/2021-12-31", "2022-01-01/2022-12-31", False),
        ("2021-01-01/2021-12-31", "2021-01-01/2021-09-30", False),  # nine months are no year
        ("2021-01-01/2021-12-31", "2021-06", False),
        ("2021-01-01/2021-12-31", "2021-12-31", False),
        ("2021-12", "2021-12-04", True),
    ],
)
def test_figures_are_compared_for_one_time_only(one, other, disagree):
    sides = [figure("turnover", value, "billion USD", as_of=day) for value, day in (("4.6", one), ("4.1", other))]
    assert bool(find_conflicts(sides)) is disagree
    assert bool(find_conflicts(sides[::-1])) is disagree


@pytest.mark.parametrize(
    ("stated", "denied", "disagree"),
    [
        (says("date", "2021-10-05"), says("date", "2021-10-05"), True),
        (says("date", "2021-10-05"), says("date", "2021"), True),
        (says("date", "2021-10"), says("date", "2021-10-05"), False),  # it may have been on another day of the month
        (says("date", "2021-10-05"), says("date", "2022"), False),
        (says("status", "completed"), says("status", "completed"), True),
        (says("status", "completed"), says("status", "planned"), False),
        (says("area_cleared", "132", unit="km2"), says("area_cleared", "13200", unit="ha"), True),
        (says("area_cleared", "132", unit="km2"), says("area_cleared", "900", unit="ha"), False),
        (says("place", "tbilisi"), says("place", "tbilisi"), True),
        (says("place", "tbilisi"), says("place", "kakheti"), False),
    ],
)
def test_a_value_that_another_source_denies_is_in_dispute(stated, denied, disagree):
    denied.stance = "contradicts"
    conflicts = find_conflicts([stated, denied])
    assert bool(conflicts) is disagree
    for conflict in conflicts:
        assert conflict.about == "value"
        assert [rows for _, rows in conflict.sides] == [(stated,), (denied,)]
        assert conflict.sides[1][0].startswith("denied: ")


def test_a_mention_of_a_value_and_a_denial_held_for_an_error_contradict_nobody():
    stated = says("date", "2021-10-05")
    denial = says("date", "2021-10-05", stance="contradicts", rank="deprecated")
    assert find_conflicts([stated, says("date", "2022", stance="mentions"), denial]) == []
