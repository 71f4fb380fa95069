"""What is at the address of a record that is not there any more: where it went, or why it is gone."""

from collections.abc import Iterator
from typing import Any, cast

from django.urls import reverse

from ...models import Merge, Record, Row
from ...models.merging import Mergeable, stood_at
from ...querysets import RowQuerySet
from ...vocabularies import ReviewState
from ..wording import address_of


class MovedError(Exception):
    """The record was the same thing as another one, whose address is `address`."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


class WithdrawnError(Exception):
    """The record, or one that it belongs to, was public and is withdrawn: `code` says which, `reason` why."""

    def __init__(self, row: Row, withdrawn: Record) -> None:
        super().__init__(withdrawn.code)
        self.code, self.reason = withdrawn.code, withdrawn.withdrawn_reason
        self.noun = row._meta.verbose_name
        self.whole = "" if withdrawn == row else withdrawn._meta.verbose_name
        self.list_address = reverse(str(row._meta.verbose_name_plural))


def look_elsewhere(queryset: RowQuerySet, key: dict[str, Any]) -> None:
    """Raises MovedError or WithdrawnError where one of them is public knowledge; else nothing was ever here."""
    model: type[Row] = queryset.model
    if issubclass(model, Mergeable):
        kept = Merge.objects.leading_from(model, key["slug"])
        if (
            kept is not None
            and type(kept).objects.published().filter(pk=kept.pk).exists()
            and _stood_for_something_public(model, key["slug"])
        ):
            raise MovedError(address_of(kept))
    row = queryset.filter(**key).first()
    _refuse_withdrawn(row)
    now = cast("Record | None", stood_at(model, key))  # under another code, until another public record has this one
    if now is not None and model.objects.published().filter(pk=now.pk).exists():
        raise MovedError(address_of(now))
    _refuse_withdrawn(now)


def _refuse_withdrawn(row: Record | None) -> None:
    withdrawn = _withdrawn(row) if row is not None else None
    if row is not None and withdrawn is not None:
        raise WithdrawnError(row, withdrawn)


def _stood_for_something_public(model: type[Row], code: str) -> bool:
    """Of a draft that was merged nobody outside knows the code, and nobody learns that there was one."""
    return model.history.filter(slug=code, state=ReviewState.PUBLISHED).exists()


def _withdrawn(row: Record) -> Record | None:
    """Why `row` is not public, where that is a withdrawal and nothing else: the nearest record that is withdrawn."""
    needed = list(_needed(row))
    if any(each.state not in (ReviewState.PUBLISHED, ReviewState.WITHDRAWN) for each in needed):
        return None
    withdrawn = [each for each in needed if each.state == ReviewState.WITHDRAWN]
    return withdrawn[0] if withdrawn and all(was_public(each) for each in withdrawn) else None


def _needed(row: Record) -> Iterator[Record]:
    """`row` and the records without which it is not public, nearest first."""
    yield row
    for name in row.public_with:
        above: Record | None = getattr(row, name)
        if above is not None:
            yield from _needed(above)


def was_public(row: Row) -> bool:
    return row.history.filter(state=ReviewState.PUBLISHED).exists()
