"""Files as the import takes them and the export gives them, and what an import says of one."""

import csv
import io

from clauses import dataset
from clauses.dataset import BY_MODEL, text_of
from clauses.exchange.formats import StrictCSV
from clauses.exchange.problems import FileError
from clauses.exchange.resources import resource_for

DOMAINS = dataset.BY_NAME["domains"]
HEADER = "slug,label,definition,scope_note,parent,position\r\n"
GOOD = "test-one,One,What belongs to it.,,,1\r\n"
HEAD = HEADER.strip().split(",")


def exported(table, queryset=None, form=StrictCSV) -> bytes:
    """The file of these rows, or of all of the table."""
    content = form().export_data(resource_for(table)().export(queryset))
    return content.encode() if isinstance(content, str) else content


def imported(content, table=DOMAINS, form=StrictCSV, **kwargs):
    """The result of importing this file."""
    content = content.encode() if isinstance(content, str) else content
    return resource_for(table)().import_data(form().create_dataset(content), **kwargs)


def said(content, **kwargs) -> list[str]:
    """What is wrong with a file, whether its reading or its import finds out."""
    try:
        result = imported(content, **kwargs)
    except FileError as error:
        return [str(problem) for problem in error.problems]
    return [str(problem) for problem in result.problems]


def edited(table, queryset, **changes) -> bytes:
    """An export in which the cells of the first row were changed."""
    rows = list(csv.DictReader(io.StringIO(exported(table, queryset).decode(), newline="")))
    rows[0].update(changes)
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, table.header)
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue().encode()


def table_of(name):
    """The table of the dataset whose rows are called so, as in action."""
    return next(table for model, table in BY_MODEL.items() if model._meta.model_name == name)


def file_of(table, rows) -> bytes:
    """Rows of fixtures as a CSV of the table, what they leave out as its columns begin."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(table.header)
    writer.writerows([cell_of(column, row) for column in table.columns] for row in rows)
    return text.getvalue().encode()


def cell_of(column, row) -> str:
    if column.field.many_to_many:
        return row.get(column.name, "")
    value = row.get(column.name, "" if column.related_model or column.is_derived else column.field.get_default())
    return "/".join(map(str, value)) if isinstance(value, list) else text_of(value)
