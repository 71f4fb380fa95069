"""A number with its noun, as running text, a measure and a summary have it."""

import pytest

from clauses.public.sections.counting import figures_or_no, in_figures, in_letters


@pytest.mark.parametrize(
    ("count", "letters", "figures", "summary"),
    [
        (0, "no days", "0 days", "no days"),
        (1, "one day", "1 day", "1 day"),
        (2, "two days", "2 days", "2 days"),
        (10, "10 days", "10 days", "10 days"),
        (1204, "1,204 days", "1,204 days", "1,204 days"),
    ],
)
def test_a_number_stands_with_its_noun(count, letters, figures, summary):
    assert in_letters(count, "day") == letters
    assert in_figures(count, "day") == figures
    assert figures_or_no(count, "day") == summary


def test_a_plural_of_its_own_is_said():
    assert in_letters(2, "body", "bodies") == "two bodies"
    assert figures_or_no(0, "body", "bodies") == "no bodies"
