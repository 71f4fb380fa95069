"""What public rows say as of a day: statuses and dates as then reported, nothing that is written from later sources.

Where all that sources say of an action, or of an agreement, was out by then, the editors' columns stand, because they
rest on nothing else. Otherwise an action has the status of the latest report and the days that all reports of its date
allow, and what the editors wrote of it is withheld. Here it is said for the database, which filters, sorts and counts;
`rows` says the same for the rows that are shown.
"""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from django.db import models
from django.db.models import Case, F, Q, Subquery, Value, When
from django.db.models.functions import Length, StrIndex, Substr
from django.db.models.lookups import Contains

from ..tables import column_of, table_of
from ..vocabularies import BindingStatus, CitedField, Credibility, Rank, Reliability
from . import is_settled, is_settled_agreement, is_stated, on
from .kept_sql import Kept, Outer
from .reports import model_of

PREFIX = "then_"
# Judgements of the editors that have no date, with the value that stands for none.
UNDATED: dict[str, dict[str, str | bool]] = {
    "citation": {"rank": Rank.NORMAL, "rank_reason": "", "credibility": Credibility.NOT_JUDGED},
    "source": {"reliability": Reliability.F},
    "commitment": {"not_seen": ""},
    "series": {"description": ""},
}
# What the editors wrote from all that they knew, with what takes its place.
WITHHELD: dict[str, dict[str, str]] = {
    "action": {"description": "", "date_as_printed": "", "date_reason": ""},
    "agreement": {"summary": "", "binding_status": BindingStatus.UNDETERMINED, "binding_note": ""},
    "bearing": {"note": ""},
    "actionparticipant": {"name_as_reported": ""},
}
TIES = ("bearing", "actionplace", "actionparticipant")  # tables whose rows are listed by the date of their action
# Of an action, what is worked out from its reports.
REPORTED = ("status", "date", "date_earliest", "date_latest", "date_sort")
SETTLED = {"action": is_settled, "agreement": is_settled_agreement}


def columns(model: type[models.Model], names: Iterable[str], day: date) -> dict[str, models.Expression]:
    """Those of the columns `names` of `model` that were other on `day`, by their name with `PREFIX`."""
    table = table_of(model)
    return {f"{PREFIX}{name}": _column(table, name, day) for name in names if is_other(model, name)}


def is_other(model: type[models.Model], name: str) -> bool:
    """Whether a column of `model` can have been other on an earlier day."""
    table = table_of(model)
    reported = REPORTED if table == "action" else ("date_sort",) if table in TIES else ()
    return name in reported or name in UNDATED.get(table, ()) or name in WITHHELD.get(table, ())


def column(model: type[models.Model], name: str, day: date | None) -> str:
    """The column to ask in the place of `name`, of rows that `columns` were added to."""
    return f"{PREFIX}{name}" if day and is_other(model, name) else name


@lru_cache(maxsize=128)
def _column(table: str, name: str, day: date) -> models.Expression:
    if name in UNDATED.get(table, ()):
        return Value(UNDATED[table][name])
    if name in REPORTED:
        return _as_reported(name, "" if table == "action" else "action__", day)
    settled = SETTLED[table]("", day) if table in SETTLED else is_settled("action__", day)
    value = Value(WITHHELD[table][name])
    return Case(When(settled, then=F(name)), default=value, output_field=models.TextField())


def of_action(name: str, day: date | None) -> models.Expression | F:
    """One of REPORTED of the action of a row of TIES, to annotate it with."""
    return _as_reported(name, "action__", day) if day else F(f"action__{name}")


def _as_reported(name: str, prefix: str, day: date) -> Case:
    """The column of the action at `prefix`: the editors' where it stands, else what reports said."""
    kind = column_of(model_of("asreported"), name)
    said = Kept(Subquery(on(day).filter(action=Outer(f"{prefix}pk")).values(name)[:1]), (f"{prefix}pk",), kind)
    return Case(When(is_settled(prefix, day), then=F(f"{prefix}{name}")), default=said, output_field=kind)


def was_at(model: type[models.Model], name: str, day: date | None) -> Q:
    """What must hold for a row of `model` to have been tied to the one at its relation `name`, both being known."""
    if day and table_of(model) == "action" and name == "places":
        return is_stated("pk", CitedField.PLACE, "places__slug", day)
    return Q()


def settled(model: type[models.Model], day: date | None) -> Q | None:
    """That the search may look into all that the editors wrote of a row of `model`; None where nothing is withheld."""
    table = table_of(model)
    if not day or not any(name in (WITHHELD | UNDATED).get(table, ()) for name in getattr(model, "search_fields", ())):
        return None
    return SETTLED[table]("", day) if table in SETTLED else Q(pk__in=[])


def shown_holds(term: str) -> Q:
    """That the columns of a row that is not settled hold a folded word; what is withheld is not looked into.

    The search column begins with code and title, each on a line of its own.
    """
    title = Substr("search_text", Length("slug") + 2)
    begins = Substr("search_text", 1, Length("slug") + StrIndex(title, Value("\n")))
    return Q(Contains(begins, Value(term)))
