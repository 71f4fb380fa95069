"""Taking back what was just kept while an article was read, as long as nobody has touched or used it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import router, transaction
from django.db.models import Model, ProtectedError, RestrictedError
from django.db.models.deletion import Collector

from ..models import Action, Actor, Citation, Commitment, Place, Row, Source
from ..one_moment import one_step
from ..vocabularies import ReviewState
from .editors import Editor, account, sign
from .holding import hold

UNDONE = "Undone while the article was read"
GONE = "It is gone already."
TOUCHED = "It is no untouched draft of yours any more: open it to change or delete it."
MADE_ALONG = (Action, Commitment, Place, Actor)  # in the order in which they let go of each other


@dataclass(frozen=True)
class Undone:
    """What was taken back; `refusal` says why nothing was."""

    rows: tuple[Row, ...] = ()
    refusal: str = ""


def why_not_undone(user: Editor, citation: Citation) -> str:
    """Why `user` may not take it back now; empty where nothing stands in the way."""
    return "" if _moment_of(citation, user) is not None else TOUCHED


def _moment_of(row: Row, user: Editor) -> datetime | None:
    """When `row` was made, where it is as its only save left it, by this user, and nobody has let it through."""
    if getattr(row, "state", ReviewState.DRAFT) != ReviewState.DRAFT:
        return None
    saves = list(row.history.values_list("history_type", "history_user", "history_date")[:2])
    is_own = [save[:2] for save in saves] == [("+", account(user).pk)]
    return saves[0][2] if is_own else None


@one_step()
@transaction.atomic
def undo(source: Source, number: int, *, user: Editor) -> Undone:
    """Deletes the citation with this number of the database, and the records that were made in the same step for it
    where nothing else has come to use them."""
    citation = Citation._base_manager.filter(pk=number, source=source).first()
    if citation is None:
        return Undone(refusal=GONE)
    made = _made_with(citation, user)
    wanted: dict[type[Row], list[int | None]] = {Source: [source.pk], Citation: [citation.pk]}
    for row in made:
        wanted.setdefault(type(row), []).append(row.pk)
    hold(wanted)
    citation = Citation._base_manager.filter(pk=number).first()  # as it stands now that nobody else writes in it
    if citation is None or why_not_undone(user, citation):
        return Undone(refusal=TOUCHED if citation else GONE)
    gone = [citation, *made]
    _delete(citation, user)
    return Undone((gone[0], *(row for row in made if _let_go(row, user))))


def _made_with(citation: Citation, user: Editor) -> list[Row]:
    """What was made in the step in which the citation was."""
    moment = _moment_of(citation, user)
    found: list[Row] = []
    for model in MADE_ALONG if moment is not None else ():
        saves = model.history.filter(history_date=moment, history_user=account(user), history_type="+")
        rows: Any = model._base_manager
        found += rows.filter(pk__in=saves.values("id")).order_by("pk")
    return found


def _let_go(row: Row, user: Editor) -> bool:
    """Deletes a record that was made along, with its own rows, unless somebody has come to use or to change it."""
    moment = _moment_of(row, user)
    collector = Collector(using=router.db_for_write(type(row)))
    try:
        collector.collect([row])
    except (ProtectedError, RestrictedError):
        return False
    along: list[Model] = [each for rows in collector.data.values() for each in rows]
    along += [each for rows in collector.fast_deletes for each in rows]
    if moment is None or any(isinstance(each, Row) and _moment_of(each, user) != moment for each in along):
        return False
    if isinstance(row, Actor | Place) and Citation.naming(type(row), row.slug).exists():
        return False
    _delete(row, user)
    return True


def _delete(row: Row, user: Editor) -> None:
    sign(row, user, UNDONE)
    row.delete()
