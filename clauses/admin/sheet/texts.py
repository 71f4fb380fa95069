"""Further text for a sheet, pasted or in a file: split and put at its end, or compared with the clauses on it."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest

from ...editing.sheet.load import clauses_of
from ...editing.sheet.rows import MOST_ROWS, Rows, fewer, from_part
from ...editing.text_import.onto_sheet import Compared, compared
from ...exchange.article_text import LARGEST
from ...exchange.problems import FileError
from ...exchange.treaty_files import versions
from ...exchange.treaty_files.levels import kind_of
from ...exchange.treaty_text import Doubt, Part, doubts, split
from ...models import Agreement
from . import words
from .form import SheetForm

MOST_SAID = 10


def with_more(
    request: HttpRequest, agreement: Agreement, rows: Rows, form: SheetForm, *, is_compared: bool
) -> tuple[Rows, str] | None:
    """The rows with the text, and what of it there is no room for; None where nothing came of it, as is said."""
    parts = _parts_in(request, form)
    if not parts:
        return None
    room = max(MOST_ROWS, len(rows))
    found = _compare(request, agreement, rows, parts) if is_compared else [*rows, *map(from_part, fewer(parts))]
    if len(found) > room:
        messages.warning(request, words.TOO_MANY_COMPARED if is_compared else words.TOO_MANY)
        if is_compared:
            return None
    return found[:room], "\n\n".join(each.as_text for each in found[room:])


def _parts_in(request: HttpRequest, form: SheetForm) -> list[Part]:
    """What is in the file, or in the box; empty where neither holds any, which the form then says."""
    if form.errors.get("paste") or form.errors.get("file"):
        return []
    file, pasted = request.FILES.get("file"), form.data.get("paste", "")
    if file is None:
        parts = split(pasted)
        said = doubts(parts, pasted) if parts else []
        if not parts:
            form.add_error("paste", words.NOTHING_THERE)
    else:
        try:
            language = form.cleaned_data.get("language") or "en"
            version = versions(str(file.name), file.read(LARGEST + 1), [language])[0]
        except FileError as error:
            form.add_error("file", str(error))
            return []
        parts, said = version.parts, version.doubts
    _say(request, "Look at", said)
    return parts


def _say(request: HttpRequest, what: str, said: Sequence[Doubt | str]) -> None:
    for each in said[:MOST_SAID]:
        messages.warning(request, f"{what} {each}")
    if len(said) > MOST_SAID:
        messages.warning(request, f"{what} {len(said) - MOST_SAID} more.")


def _compare(request: HttpRequest, agreement: Agreement, rows: Rows, parts: list[Part]) -> Rows:
    """The rows with what the text has, and a word on what is new, changed or not in it."""
    kinds = {clause.pk: kind_of(clause) for clause in clauses_of(agreement)}
    found = compared(rows, parts, kinds)
    _tell(request, found)
    return found.rows


def _tell(request: HttpRequest, found: Compared) -> None:
    same = len(found.rows) - len(found.new) - len(found.changed) - len(found.missing)
    counts = (
        f"{len(found.new)} new, {len(found.changed)} changed, {same} unchanged, {len(found.missing)} not in this text"
    )
    messages.info(request, f"Compared: {counts}, which stay as they are. Nothing is saved yet.")
    _say(request, "Changed:", found.changed)
    _say(request, "Not in this text:", found.missing)
