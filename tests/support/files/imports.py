"""Files as the import takes them and the export gives them, and what an import says of one."""

import csv
import io

from clauses import dataset
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
