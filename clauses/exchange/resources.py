"""Imports and exports of django-import-export, generated from the tables of the dataset."""

from functools import partial

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models, transaction
from import_export.fields import Field
from import_export.resources import ModelResource

from ..dataset.columns import Table
from ..evidence.resting import held_by
from ..moments import one_step
from . import beside
from .csvfile import cells, streamed
from .guard import unguard
from .problems import FileError, Problem
from .reading import RowReader
from .references import CHUNK, ByCode, References
from .results import PROPOSED, STALE, ImportResult, as_html, saved_since, stale
from .rules import Fellows, bare, refusals
from .sheet import Sheet, parents_first, refuse_double, refuse_header


class TableResource(ModelResource):
    """The import and export of one table. All of a file is imported, or nothing.

    A preview (`dry_run`) writes nothing and opens no transaction. `expected` is the `outcome` of the preview that was
    confirmed; an import that would do anything else is refused. `held` keeps what its user may not write at once.
    """

    table: Table
    held = None
    as_published = False  # a data package has nothing of rows that are not public

    @one_step()
    def import_data(self, dataset, dry_run=False, raise_errors=False, *, along=lambda _: None, since=None, **kwargs):
        """Works beside the tables and writes at the end; `along` writes what belongs to it in the same transaction.

        `since` is when the preview was made: rows that were saved after it are named where they stop the import.
        """
        if dry_run:
            return self.import_here(dataset, raise_errors, dry_run=True, **kwargs)
        changed, work = None, partial(self.import_here, dataset, raise_errors, **kwargs)
        try:
            result = beside.run(work, self.table.written(), is_wanted=lambda done: not done.is_refused, along=along)
            if since and result.is_stale:
                changed = saved_since(self.table.model, since, [row.pk for row in self.own.rows.values()])
        except beside.ChangedMeanwhileError as error:
            changed = error.rows
        return result if changed is None else self._refused(FileError(Problem(0, "", stale(changed))))

    def import_here(self, dataset, raise_errors=False, *, dry_run=False, expected="", held=None, **kwargs):
        """The same in the tables that the connection sees now."""
        self.held = held
        if held:
            held.begin()
        try:
            sheet = self._prepare(Sheet.of(dataset), lock=not dry_run)
        except FileError as error:
            return self._refused(error)
        options = {key: kwargs[key] for key in ("file_name", "user") if key in kwargs}
        if dry_run:
            return self._import(sheet, raise_errors, dry_run=True, **options)
        with transaction.atomic():
            self._load_own(for_update=True)
            cited = {} if self.as_published else held_by(self.own.rows.values())  # a package is looked at as a whole
            result = self._import(sheet, raise_errors, dry_run=False, **options)
            differs = [Problem(0, "", STALE)] if expected and expected != result.outcome else []
            for problem in differs or bare({} if result.is_refused else cited):
                result.append_base_error(self.get_error_result_class()(FileError(problem)))
            if held and not result.is_refused:
                result.proposals = held.propose(self._reason(kwargs))
            transaction.set_rollback(result.is_refused)
        return result

    def _refused(self, error: FileError) -> ImportResult:
        return ImportResult.refused(error, self.get_diff_headers())

    def _prepare(self, sheet: Sheet, *, lock: bool) -> Sheet:
        """Holds the file against the table as a whole, and its rows in the order in which they can be written."""
        refuse_header(self.table, sheet.headers, sheet.top)
        if not sheet.lines:
            raise FileError(Problem(0, "", "The file has a heading and no rows."))
        codes = self._codes(sheet)
        refuse_double(self.table, sheet.lines, codes)
        upward = [column for column in self.table.columns if column.related_model is self.table.model]
        parents_first(sheet, upward, codes)
        self.lines, self.codes = sheet.lines, set(codes)
        self.own, self.fellows = References(self.table.model), Fellows(self.table.model)
        self.reader = RowReader(self.table, self.own, as_published=self.as_published)
        if not lock:
            self._load_own(for_update=False)
        return sheet

    def _codes(self, sheet: Sheet) -> list[str]:
        return [self.code(dict(zip(sheet.headers, row, strict=True))) for row in sheet]

    def code(self, row: dict) -> str:
        """The code of a row of the file, made of its key columns as they stand there."""
        return "/".join(unguard(row[name]) for name in self.table.key)

    def _load_own(self, *, for_update: bool) -> None:
        """The stored rows that the file speaks of, ready for `cells`; locked where they are about to be written."""
        pks = {self.own.pks[code]: code for code in self.codes if code in self.own.pks}
        rows = self.table.loaded(self.get_queryset(), public=False)
        rows = rows.select_for_update(of=("self",), no_key=True) if for_update else rows
        numbers = sorted(pks)  # of two who write the same rows, one waits for the other
        for start in range(0, len(pks), CHUNK):
            chunk = rows.filter(pk__in=numbers[start : start + CHUNK]).order_by("pk")
            self.own.rows |= {pks[row.pk]: row for row in chunk}

    def _import(self, sheet: Sheet, raise_errors: bool, *, dry_run: bool, **options) -> ImportResult:
        result = self.import_data_inner(sheet, dry_run, raise_errors, not dry_run, False, **options)
        result.in_file_order()
        return result

    def get_result_class(self):
        return lambda: ImportResult(self.lines)

    def after_import(self, dataset, result, **kwargs):
        """No numbers are given to rows here, so no sequence needs to follow."""

    # --- One row ------------------------------------------------------------------------------------------------------

    def import_row(self, row, instance_loader, **kwargs):
        self.line = self.lines[kwargs["row_number"] - 1]
        result = super().import_row(row, instance_loader, **kwargs)
        result.line, result.changes = self.line, []
        if not result.is_valid():
            self.own.refused[self.code(row)] = result.line
            return result
        if result.import_type != result.IMPORT_TYPE_SKIP and self._is_held():
            result.import_type = PROPOSED
        if self.instance.pk is None:
            self.instance.pk = -kwargs["row_number"]  # a preview stores nothing, but later rows may refer to this one
        self.own.rows[self.code(row)] = self.instance
        after = self.reader.texts(self.instance, self.sets)
        pairs = list(zip(self.table.header, self.before, after, strict=True))
        result.changes = [(name, old, new) for name, old, new in pairs if old != new]
        result.diff = [as_html(old, new) for _, old, new in pairs]
        return result

    def get_or_init_instance(self, instance_loader, row):
        instance, new = super().get_or_init_instance(instance_loader, row)
        if new and self.code(row) in self.own.pks:
            raise ValidationError("This record is not among those that you may change. Take the row out.")
        return instance, new

    def after_init_instance(self, instance, new, row, **kwargs):
        self.instance, self.sets, self.moves, self._waits = instance, {}, False, None
        self.before = [""] * len(self.table.columns) if new else self.reader.texts(instance, {})

    def import_instance(self, instance, row, **kwargs):
        self.sets = self.reader.read(instance, row)

    def skip_row(self, instance, original, row, import_validation_errors=None):
        is_same = not instance._state.adding and self.reader.texts(instance, self.sets) == self.before
        return is_same and not self.moves and not import_validation_errors

    def validate_instance(self, instance, import_validation_errors=None, validate_unique=True):
        if not (errors := dict(import_validation_errors or {})):
            known = [c.name for c in self.table.columns if c.related_model and not c.field.many_to_many]
            found = refusals(instance, known=[name for name in known if getattr(instance, name) is not None])
            errors = {name if name in self.table.header else NON_FIELD_ERRORS: said for name, said in found.items()}
        if not errors and self.held and self.reader.texts(instance, self.sets) != self.before:
            errors = {NON_FIELD_ERRORS: [said]} if (said := self.held.refusal(instance)) else {}
        if errors or (said := self.fellows.refusal(instance, self.line)):
            raise ValidationError(errors or {NON_FIELD_ERRORS: [said]})

    def before_save_instance(self, instance, row, **kwargs):
        self.history = {"_change_reason": self._reason(kwargs)}
        if kwargs.get("user"):
            self.history["_history_user"] = kwargs["user"]

    def _reason(self, options: dict) -> str:
        return f"imported from {options.get('file_name') or 'a file'}"

    def _is_held(self) -> bool:
        """Whether the row at hand waits for a reviewer instead of being written."""
        if self._waits is None:
            self._waits = self.held is not None and self.held.takes(self.instance)
        return self._waits

    def do_instance_save(self, instance, is_create):
        if self._is_held():
            self.held.keep(instance)
            return
        pairs = zip(self.table.columns, self.before, self.reader.texts(instance, self.sets), strict=True)
        if is_create or self.moves or any(old != new and column.name not in self.sets for column, old, new in pairs):
            vars(instance).update(self.history)
            instance.save(force_insert=is_create)

    def save_m2m(self, instance, row, **kwargs):
        """Adds and removes the rows between `instance` and others one by one, so that each has its history."""
        if kwargs["dry_run"]:
            return
        for name, wanted in self.sets.items():
            field = self.table.column(name).field
            ours, theirs = field.m2m_field_name(), field.m2m_reverse_field_name()
            ties = field.remote_field.through._base_manager.filter(**{ours: instance})
            stored = {getattr(tie, f"{theirs}_id"): tie for tie in ties}
            for pk in stored.keys() - {other.pk for other in wanted}:
                self._untie(stored[pk])
            for other in wanted:
                if other.pk not in stored:
                    self._tie(field.remote_field.through(**{ours: instance, theirs: other}), name)

    def _untie(self, tie: models.Model) -> None:
        if self._is_held():
            self.held.keep_tie(tie, is_deleted=True)
            return
        vars(tie).update(self.history)
        tie.delete()

    def _tie(self, tie: models.Model, name: str) -> None:
        if self._is_held():
            self.held.keep_tie(tie, is_deleted=False)
            return
        found = refusals(tie, known=tie.natural_key_fields)
        if found:
            raise ValidationError({name: [message for messages in found.values() for message in messages]})
        vars(tie).update(self.history)
        tie.save(force_insert=True)

    def export(self, queryset=None, **kwargs):
        """The rows with the codes of drafts, for editors, ready for a spreadsheet."""
        rows = streamed(self.table, self.get_queryset() if queryset is None else queryset, public=False)
        return Sheet(self.table.header, enumerate((cells(self.table, row, public=False) for row in rows), 2))


def resource_for(table: Table) -> type[TableResource]:
    """The Resource of `table`: its columns in their order, its natural key, and nothing else."""
    options = {
        "model": table.model,
        "fields": tuple(table.header),
        "import_order": tuple(table.header),
        "export_order": tuple(table.header),
        "import_id_fields": table.key,
        "instance_loader_class": ByCode,
        "clean_model_instances": True,
        "skip_unchanged": True,
        "report_skipped": True,
        "skip_diff": True,  # our own comparison of texts takes its place
        "store_instance": True,
        "name": table.title,
    }
    fields = {name: Field(attribute=name, column_name=name) for name in table.header}
    attributes = {"table": table, "Meta": type("Meta", (), options), **fields}
    return type(TableResource)(f"{table.model.__name__}Resource", (TableResource,), attributes)
