"""One row of a file put on one row of a table, cell by cell, and the cells that come of it."""

from django.core.exceptions import ValidationError
from django.db import models

from .. import dates
from ..dataset import SEPARATOR, Column, Table, text_of
from ..fields import Derived, UncertainDateField
from ..models import Row
from .guard import unguard
from .sheet import AS_TEXT, Shown, ShownDay
from .widgets import TextCell, widget_for
from .writer import Writer


class RowReader:
    """Reads rows of `table`. `writer` knows the rows that they may name, those of the file included.

    A file `as_published` has nothing of rows that are not public: what a stored row says of them stays as it is.
    """

    def __init__(self, table: Table, writer: Writer, *, as_published: bool = False) -> None:
        self.table, self.writer, self.as_published = table, writer, as_published
        self.widgets = {
            column.name: widget_for(column)
            for column in table.columns
            if not (column.is_derived or column.related_model)
        }
        # Asked of a column once, and not of each of its cells.
        self.columns = [(column, column.related_model, self._is_plain(column)) for column in table.columns]

    def read(self, instance: Row, row: dict[str, str]) -> dict[str, list[Row]]:
        """Sets the columns that `row` has on `instance`; the rows of its sets of codes are returned, for they wait
        until it is saved.

        ValidationError names the columns that cannot be read.
        """
        errors: dict[str, list[str]] = {}
        sets: dict[str, list[Row]] = {}
        for column, related, _ in self.columns:
            if column.name not in row:
                continue  # it is left as it is, or as a new row begins
            try:
                self._read(column, related, instance, row, sets)
            except ValueError as error:
                errors[column.name] = [str(error)]
        if errors:
            raise ValidationError(errors)
        instance.tidy()  # before it is compared with what is stored
        return sets

    def _read(
        self,
        column: Column,
        related: type[Row] | None,
        instance: Row,
        row: dict[str, str],
        sets: dict[str, list[Row]],
    ) -> None:
        text, field = row[column.name], column.field
        refuse_shown(column, text)
        if isinstance(field, Derived):
            if text != column.cell(instance, public=False):  # as exported before its date was changed
                source = row[field.source] if field.source in row else text_of(getattr(instance, field.source))
                refuse_other(field, text, unguard(source))
        elif related is None:
            self._set(column, instance, text)
        elif self._says_as_much(column, instance, text):
            return
        elif field.many_to_many:
            sets[column.name] = self._rows(related, text) + self._unpublished(column, instance)
        else:
            setattr(instance, column.name, self._row(related, text, may_be_empty=field.null))

    def texts(self, instance: Row, sets: dict[str, list[Row]]) -> list[str]:
        """The cells of `instance` with `sets` in place of what is stored."""
        texts = []
        for column, _, is_plain in self.columns:
            if is_plain:
                texts.append(text_of(getattr(instance, column.name)))
            elif column.name in sets:
                texts.append(SEPARATOR.join(sorted(row.code for row in sets[column.name])))
            elif column.field.many_to_many and instance._state.adding:
                texts.append("")
            else:
                texts.append(column.cell(instance, public=False))
        return texts

    @staticmethod
    def _is_plain(column: Column) -> bool:
        """Whether the cell is a value of the row itself."""
        return not (column.related_model or column.field.many_to_many)

    def _says_as_much(self, column: Column, instance: Row, text: str) -> bool:
        is_stored = self.as_published and not instance._state.adding
        return is_stored and text == column.cell(instance, public=True)

    def _unpublished(self, column: Column, instance: Row) -> list[Row]:
        """The rows of a set that no published file names."""
        if not self.as_published or instance._state.adding:
            return []
        return [row for row in getattr(instance, column.name).all() if not row.is_public]

    def _set(self, column: Column, instance: Row, text: str) -> None:
        widget = self.widgets[column.name]
        value, stored = widget.clean(text), getattr(instance, column.name)
        # Spreadsheets rewrite line ends, which nobody sees: they alone change nothing.
        if not (isinstance(widget, TextCell) and one_ends(value) == one_ends(stored)):
            setattr(instance, column.name, value)

    def _row(self, model: type[Row], code: str, *, may_be_empty: bool) -> Row | None:
        if not code and may_be_empty:
            return None
        if not code:
            raise ValueError(f"this cell is empty. Write the code of one of the {model._meta.verbose_name_plural}.")
        return self.writer.references(model).get(code)

    def _rows(self, model: type[Row], text: str) -> list[Row]:
        codes = [code.strip(" ") for code in text.split(";")] if text else []
        if len(set(codes)) < len(codes):
            raise ValueError("a code stands here twice. Delete one of the two.")
        if not all(codes):
            raise ValueError(f"separate the codes by single semicolons, as in a{SEPARATOR}b.")
        return [self.writer.references(model).get(code) for code in codes]


def refuse_shown(column: Column, text: str) -> None:
    """ValueError where the spreadsheet shows a value otherwise than it stores it, but for numbers and days as such."""
    if not isinstance(text, Shown):
        return
    days = (models.DateField, UncertainDateField)
    numbers = (models.DecimalField, models.IntegerField)
    kinds = days if isinstance(text, ShownDay) else numbers
    is_value = isinstance(column.field, kinds) and not column.field.choices
    if not is_value:
        raise ValueError(f"the spreadsheet stores {text} and shows it in another way. {AS_TEXT}")


def one_ends(text: str) -> str:
    """`text` with every line end as a single line feed."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def refuse_other(field: Derived, text: str, source: str) -> None:
    """ValueError where a worked-out cell holds anything but what its date gives; empty is left to be worked out."""
    if not text or (source and dates.remedy(source)):
        return
    gives = text_of(getattr(dates.parse(source), field.part)) if source else ""
    if text != gives:
        name = field.source
        said = f"{name} gives “{gives}”" if gives else f"{name} gives none"
        raise ValueError(f"“{text}” is worked out from {name}, and {said}. Empty this cell, or mend {name}.")
