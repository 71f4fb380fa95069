"""How values look in lists."""

from django.contrib import admin
from django.utils.html import format_html

from .. import dates
from ..vocabularies import ReviewState

SHAPES = {ReviewState.DRAFT: "○", ReviewState.IN_REVIEW: "◐", ReviewState.PUBLISHED: "●"}
NOTHING = "–"


def state_badge(state: str) -> str:
    """The state by word and shape, as HTML."""
    shape = SHAPES[state]
    return format_html(
        '<span class="state state-{}"><span aria-hidden="true">{}</span> {}</span>',
        state,
        shape,
        ReviewState(state).label,
    )


@admin.display(description="State", ordering="state")
def state(row):
    return state_badge(row.state)


def date_in_words(column):
    """The list column of an uncertain date: in words, sorted by its sort day."""

    @admin.display(description=column.heading, ordering=f"{column.name}_sort", empty_value=NOTHING)
    def words(row):
        return dates.words(getattr(row, column.name))

    words.__name__ = f"{column.name}_in_words"
    return words
