"""Workbooks for tests, good and bad."""

import io
import zipfile

import openpyxl

from .imports import HEAD


def book(*rows, **formats) -> bytes:
    """An XLSX of these rows; `formats` are number formats by cell, as in A2="0.00"."""
    file, made = io.BytesIO(), openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    for cell, number_format in formats.items():
        made.active[cell].number_format = number_format
    made.save(file)
    return file.getvalue()


def packed(parts) -> bytes:
    """An archive of these parts by their names."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def with_part(name, part) -> bytes:
    """A good book with one part exchanged."""
    with zipfile.ZipFile(io.BytesIO(book(HEAD))) as archive:
        parts = {found: archive.read(found) for found in archive.namelist()} | {name: part}
    return packed(parts)


def sheet(rows) -> bytes:
    """A good book with these rows, written in XML, in its sheet."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return with_part(
        "xl/worksheets/sheet1.xml", f'<worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>'
    )


def changed(change, row=("test-one", "One", "It.", None, None, 1)) -> bytes:
    """A good book after `change`."""
    file, made = io.BytesIO(), openpyxl.load_workbook(io.BytesIO(book(HEAD, row)))
    change(made)
    made.save(file)
    return file.getvalue()


def merged(area) -> bytes:
    """A good book with these cells merged, as in A1:B2."""
    return changed(lambda made: made.active.merge_cells(area))
