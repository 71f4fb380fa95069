"""What an instrument calls itself, by its title."""

import pytest

from clauses.editing.typed.instruments import type_named_in


@pytest.mark.parametrize(
    ("title", "value"),
    [
        ("Treaty of Kars", "treaty"),
        ("Memorandum of Understanding on Energy", "memorandum"),
        ("Joint Statement of the three", "joint_statement"),
        ("Exchange of Letters on visas", "exchange_of_notes"),
        ("SHUSHA DECLARATION", "declaration"),
        ("Protocol to the Agreement on Roads", ""),
        ("Treatyless pact", ""),
        ("", ""),
    ],
)
def test_a_title_that_names_one_type_says_it(title, value):
    assert type_named_in(title) == value
