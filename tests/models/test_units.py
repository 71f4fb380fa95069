"""Figures of one thing in different units are converted and compared; figures of different things are not."""

from decimal import Decimal

import pytest

from clauses.evidence.conflicts.compared import find_conflicts
from clauses.models import Citation, Source
from clauses.models.conflicts.units import beside, converted, of_unit

from ..support.pages.reading import plain_words
from ..support.rows.factories import ActionFactory, CitationFactory


def area(value: str, unit: str, **more):
    return Citation(source=Source(slug="paper"), field="area_cleared", value=value, unit=unit, **more)


def figure(value: str, unit: str, measure: str = ""):
    return Citation(source=Source(slug="paper"), field="figure", value=value, unit=unit, measure=measure)


@pytest.mark.parametrize(
    ("value", "unit", "other", "shown"),
    [
        ("13177", "ha", "km2", "131.77"),  # as exact as it was printed
        ("132", "km2", "ha", "13200"),
        ("18600", "ha", "km2", "186"),
        ("250000", "m2", "ha", "25"),
        ("51", "sq mi", "km2", "132"),  # 132.09, to three digits
        ("100", "acres", "ha", "40.5"),
        ("80", "km", "mi", "49.7"),
        ("97.5", "km", "m", "97500"),
        ("2", "t", "kg", "2000"),
        ("1.5", "bcm", "million m3", "1500"),
        ("4.6", "billion USD", "million USD", "4600"),
        ("0", "ha", "km2", "0"),
    ],
)
def test_a_number_is_converted_as_exactly_as_it_was_printed(value, unit, other, shown):
    assert converted(value, unit, other) == shown


@pytest.mark.parametrize(
    ("unit", "counts", "size"),
    [
        ("ha", "km2", "0.01"),
        ("million m3", "m3", "1E+6"),
        ("bcm", "m3", "1E+9"),
        ("billion USD", "USD", "1E+9"),
        ("persons", "persons", "1"),
        ("votes for", "votes for", "1"),
        ("million", "million", "1"),
    ],
)
def test_what_a_unit_counts(unit, counts, size):
    assert of_unit(unit) == (counts, Decimal(size))


def test_nothing_is_converted_into_its_own_unit_nor_into_what_counts_something_else():
    assert beside("13177", "ha", ["ha", "items", "km2"]) == "131.77 km2"
    assert beside("13177", "ha", ["ha", "items"]) == ""
    assert beside("5", "billion USD", ["billion EUR"]) == ""


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        (("13177", "ha"), ("131.77", "km2"), False),  # the same
        (("13177", "ha"), ("132", "km2"), False),  # rounded where it was converted
        (("1177", "ha"), ("12", "km2"), False),  # 11.77 is printed as 12
        (("1140", "ha"), ("12", "km2"), True),  # 11.40 would be 11
        (("11.8", "km2"), ("12", "km2"), True),  # of one unit only one per cent
        (("13177", "ha"), ("11900", "ha"), True),
        (("51", "sq mi"), ("132", "km2"), False),
    ],
)
def test_figures_in_different_units_agree_within_what_they_were_printed_to(one, other, differ):
    assert bool(find_conflicts([area(*one), area(*other)])) is differ
    assert bool(find_conflicts([area(*other), area(*one)])) is differ


def test_each_side_shows_its_figure_in_the_unit_of_the_other():
    (conflict,) = find_conflicts([area("132", "km2"), area("11900", "ha")])
    assert [words for words, _ in conflict.sides] == ["132 km2 (13200 ha)", "11900 ha (119 km2)"]


def test_the_same_amount_in_two_units_is_one_side():
    one, same, other = area("13177", "ha"), area("131.77", "km2"), area("11900", "ha")
    (conflict,) = find_conflicts([one, other, same])
    assert [rows for _, rows in conflict.sides] == [(one, same), (other,)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (figure("16860", "items", "mines made harmless"), area("13177", "ha")),  # mines against area
        (figure("6000", "items", "anti-personnel mines"), figure("2100", "items", "anti-tank mines")),
        (figure("4.6", "billion USD", "turnover"), figure("4.7", "billion USD", "exports")),
        (figure("4.6", "billion USD", "turnover"), figure("4.7", "billion EUR", "turnover")),
        (figure("80", "km"), figure("80000", "t")),
    ],
)
def test_figures_of_different_things_are_no_rival_sides(one, other):
    assert find_conflicts([one, other]) == []


@pytest.mark.django_db
def test_pages_show_the_converted_figure_beside_the_printed_one(client):
    action = ActionFactory()
    for value, unit in (("132", "km2"), ("13177", "ha")):
        CitationFactory(action=action, field="area_cleared", value=value, unit=unit)
    CitationFactory(action=action, field="figure", measure="mines", value="16860", unit="items")
    words = plain_words(client.get(action.get_absolute_url()))
    for shown in ("132 km² (13,200 ha)", "13,177 ha (131.77 km²)", "16,860 items"):
        assert shown in words
    assert "16,860 items (" not in words
    assert "Sources disagree" not in words


@pytest.mark.django_db
@pytest.mark.usefixtures("wider")
@pytest.mark.pages
def test_mines_and_area_of_the_shipped_record_are_told_apart(client):
    words = plain_words(client.get("/actions/demining-with-turkish-help/"))
    for shown in ("132 km² (13,200 ha)", "13,177 ha (131.77 km²)", "over 18,600 ha (186 km²)"):
        assert shown in words
    conflicts = client.get("/conflicts/?about=value").content.decode()
    of_area = [part for part in conflicts.split('<li class="conflict">') if "demining-with-turkish-help" in part]
    assert of_area
    assert not any("items" in part for part in of_area)
