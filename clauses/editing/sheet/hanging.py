"""What holds on to a clause that a sheet leaves out or joins with another: it is never deleted with it."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from ...models import Clause, ClauseText, Row
from ...vocabularies import ReviewState
from ..authors import writers
from ..editors import Editor
from ..proposals import open_proposals_naming

MOST_NAMED = 3
HANGS = "It cannot go: it has {}. Move them to another clause first, or put it back."
PUBLIC = "It is or was public: withdraw it on its own page, with a reason for readers, and put it back here."
IN_REVIEW = "It is in review, so nobody takes it away now. Put it back."
OTHERS = "Somebody else wrote in it. Ask them, or a manager, and put it back."
PROPOSED = "An open proposal names it. Have that decided first, and put it back."


def why_kept(user: Editor, clauses: list[Clause], texts: Iterable[int], gone: Iterable[int]) -> dict[int, str]:
    """By clause, why it may not be deleted. `texts` on the sheet go along, and so do clauses that are all `gone`."""
    said = {key: HANGS.format(_listed(rows)) for key, rows in _hanging(clauses, set(texts), set(gone)).items()}
    public = Clause.history.filter(id__in=[row.pk for row in clauses], state=ReviewState.PUBLISHED)
    once = set(public.values_list("id", flat=True)) if clauses else set()
    for row in clauses:
        refusal = _refusal(user, row, row.pk in once)
        if refusal and row.pk not in said:
            said[row.pk] = refusal
    return said


def _refusal(user: Editor, row: Clause, was_public: bool) -> str:
    if was_public or row.state in (ReviewState.PUBLISHED, ReviewState.WITHDRAWN):
        return PUBLIC
    if row.state == ReviewState.IN_REVIEW:
        return IN_REVIEW
    if not user.is_superuser and writers(row) - {user.pk}:
        return OTHERS
    return PROPOSED if open_proposals_naming(row) else ""


def _hanging(clauses: list[Clause], texts: set[int], gone: set[int]) -> dict[int, list[Row]]:
    """The rows of any table that name one of the clauses, a query for each table."""
    found: dict[int, list[Row]] = defaultdict(list)
    keys = [row.pk for row in clauses]
    for relation in Clause._meta.related_objects if keys else ():
        model: Any = relation.related_model
        column = relation.field
        if not issubclass(model, Row):
            continue
        for row in model._base_manager.filter(**{f"{column.name}__in": keys}).order_by("pk"):
            is_along = (model is ClauseText and row.pk in texts) or (model is Clause and row.pk in gone)
            if not is_along:
                found[getattr(row, column.attname)].append(row)
    return found


def _listed(rows: list[Row]) -> str:
    named = [f"{row._meta.verbose_name} “{row}”" for row in rows[:MOST_NAMED]]
    more = len(rows) - len(named)
    return "; ".join([*named, *([f"{more} more"] if more else [])])
