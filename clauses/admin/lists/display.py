"""How values look in lists."""

from collections.abc import Callable

from django.contrib import admin
from django.utils.html import format_html
from django.utils.text import Truncator

from ... import dates
from ...dataset import Column
from ...models import Record, Row
from ...vocabularies import ReviewState

SHAPES = {ReviewState.DRAFT: "○", ReviewState.IN_REVIEW: "◐", ReviewState.PUBLISHED: "●", ReviewState.WITHDRAWN: "⊘"}
NOTHING = "–"
LONGEST_NAME = 44  # characters of a related record in a list


def state_badge(state: str) -> str:
    """The state by word and shape, as HTML."""
    shape = SHAPES[ReviewState(state)]
    return format_html(
        '<span class="state state-{}"><span aria-hidden="true">{}</span> {}</span>',
        state,
        shape,
        ReviewState(state).label,
    )


@admin.display(description="Review state", ordering="state")
def state(row: Record) -> str:
    return state_badge(row.state)


def briefly(column: Column) -> Callable[[Row], str | None]:
    """The list column of a related record: the beginning of its name, sorted as the whole."""

    @admin.display(description=column.heading, ordering=column.name, empty_value=NOTHING)
    def name(row: Row) -> str | None:
        related = getattr(row, column.name)
        return Truncator(str(related)).chars(LONGEST_NAME) if related is not None else None

    name.__name__ = column.name
    return name


def date_in_words(column: Column) -> Callable[[Row], str | None]:
    """The list column of an uncertain date: in words, sorted by its sort day."""

    @admin.display(description=column.heading, ordering=f"{column.name}_sort", empty_value=NOTHING)
    def words(row: Row) -> str | None:
        return dates.words(getattr(row, column.name)) or None

    words.__name__ = column.name
    return words
