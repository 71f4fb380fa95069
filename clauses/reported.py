"""What public rows say as of a day: statuses and dates as then reported, nothing that is written from later sources.

Where all that sources say of an action, or of an agreement, was out by then, the editors' columns stand, because they
rest on nothing else. Otherwise an action has the status of the latest report and the days that all reports of its date
allow, and what the editors wrote of it is withheld. The same is said twice: for the database, which filters, sorts and
counts, and for the rows, which are shown.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

from django.db import models
from django.db.models import Case, F, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Length, StrIndex, Substr
from django.db.models.lookups import Contains

from . import dates
from .intersections import intersection
from .known import is_settled, is_settled_agreement, is_stated, reports
from .known.kept import Kept, Outer
from .reported_dates import DATE_COLUMNS, ONE_OF
from .vocabularies import ActionStatus, BindingStatus, CitedField, Credibility, Rank, Reliability

PREFIX = "then_"
# Judgements of the editors that have no date, with the value that stands for none.
UNDATED = {
    "citation": {"rank": Rank.NORMAL, "rank_reason": "", "credibility": Credibility.NOT_JUDGED},
    "source": {"reliability": Reliability.F},
    "commitment": {"not_seen": ""},
    "series": {"description": ""},
}
# What the editors wrote from all that they knew, with what stands in its place.
WITHHELD = {
    "action": {"description": "", "date_as_printed": "", "date_reason": ""},
    "agreement": {"summary": "", "binding_status": BindingStatus.UNDETERMINED, "binding_note": ""},
    "bearing": {"note": ""},
    "actionparticipant": {"name_as_reported": ""},
}
TIES = ("bearing", "actionplace", "actionparticipant")  # tables whose rows are listed by the date of their action
LATEST = (  # report first
    F("source__published_sort").desc(nulls_last=True),
    F("source__published_latest").desc(nulls_last=True),
    "-source__slug",
    "-number",
)
SETTLED = {"action": is_settled, "agreement": is_settled_agreement}


# --- For the database


def columns(model: type[models.Model], names: Iterable[str], day: date) -> dict[str, models.Expression]:
    """Those of the columns `names` of `model` that were other on `day`, by their name with `PREFIX`."""
    table = model._meta.model_name
    return {f"{PREFIX}{name}": _column(table, name, day) for name in names if is_other(model, name)}


def is_other(model: type[models.Model], name: str) -> bool:
    """Whether a column of `model` can have been other on an earlier day."""
    table = model._meta.model_name
    reported = REPORTED if table == "action" else ("date_sort",) if table in TIES else ()
    return name in reported or name in UNDATED.get(table, ()) or name in WITHHELD.get(table, ())


def column(model: type[models.Model], name: str, day: date | None) -> str:
    """The column to ask in the place of `name`, of rows that `columns` were added to."""
    return f"{PREFIX}{name}" if day and is_other(model, name) else name


@lru_cache(maxsize=128)
def _column(table: str, name: str, day: date) -> models.Expression:
    if name in UNDATED.get(table, ()):
        return Value(UNDATED[table][name])
    if name == "status":
        return _status(day)
    if name in DATE_COLUMNS:
        return DATE_COLUMNS[name]("" if table == "action" else "action__", day)
    settled = SETTLED[table]("", day) if table in SETTLED else is_settled("action__", day)
    value = Value(WITHHELD[table][name])
    return Case(When(settled, then=F(name)), default=value, output_field=models.TextField())


def _status(day: date) -> Case:
    text = models.CharField()
    stated = reports(day).filter(action=Outer("pk"), field=CitedField.STATUS).exclude(value="")
    reported = Kept(Subquery(stated.order_by(*LATEST).values("value")[:1]), ("pk",), text)
    unless = Coalesce(reported, Value(ActionStatus.UNKNOWN), output_field=text)
    return Case(When(is_settled("", day), then=F("status")), default=unless, output_field=text)


REPORTED = ("status", *DATE_COLUMNS)


def was_at(model: type[models.Model], name: str, day: date | None) -> Q:
    """What must hold for a row of `model` to have been tied to the one at its relation `name`, both being known."""
    if day and model._meta.model_name == "action" and name == "places":
        return is_stated("pk", CitedField.PLACE, "places__slug", day)
    return Q()


def settled(model: type[models.Model], day: date | None) -> Q | None:
    """That the search may look into all that the editors wrote of a row of `model`; None where nothing is withheld."""
    table = model._meta.model_name
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


# --- For the rows


def tell(rows: Iterable[models.Model], day: date) -> None:
    """Gives `rows`, and all that was loaded with them, the values of `day`; in as many queries for many as for one."""
    by_table: dict[str, list[models.Model]] = defaultdict(list)
    for row in _with_related(rows):
        by_table[row._meta.model_name].append(row)
    for row in by_table["citation"]:
        vars(row).setdefault("rank_now", vars(row).get("rank"))  # a decision was made knowing it
    for name, values in UNDATED.items():
        for row in by_table[name]:
            vars(row).update(values)
    _tell_agreements(by_table["agreement"], day)
    _tell_actions(by_table["action"], by_table["bearing"] + by_table["actionparticipant"], day)


def _with_related(rows: Iterable[models.Model]) -> Iterator[models.Model]:
    """Each row once, and each that was loaded with it over a relation."""
    seen, waiting = set(), list(rows)
    while waiting:
        row = waiting.pop()
        if row is not None and id(row) not in seen and hasattr(row, "_meta"):
            seen.add(id(row))
            waiting += row._state.fields_cache.values()
            yield row


def _settled(model: type[models.Model], keys: set[int], day: date) -> set[int]:
    rows = model._base_manager.filter(SETTLED[model._meta.model_name]("", day), pk__in=keys)
    return set(rows.order_by().values_list("pk", flat=True))


def _tell_agreements(rows: list[models.Model], day: date) -> None:
    settled = _settled(type(rows[0]), {row.pk for row in rows}, day) if rows else set()
    for row in rows:
        _withhold(row, row.pk in settled)


def _withhold(row: models.Model, is_settled: bool) -> None:
    row.is_withheld = not is_settled
    if not is_settled:
        vars(row).update(WITHHELD[row._meta.model_name])


def _tell_actions(actions: list[models.Model], ties: list[models.Model], day: date) -> None:
    keys = {action.pk for action in actions} | {tie.action_id for tie in ties}
    if not keys:
        return
    model = type(actions[0]) if actions else ties[0]._meta.get_field("action").related_model
    settled = _settled(model, keys, day)
    told = _statements(keys - settled, day) if actions else {}
    for tie in ties:
        _withhold(tie, tie.action_id in settled)
    for action in actions:
        _withhold(action, action.pk in settled)
        if action.is_withheld:
            _tell_action(action, told[action.pk])


def _statements(keys: set[int], day: date) -> dict[int, dict[str, list[str]]]:
    """What reports state of the actions: {action: {field: values, latest report first}}."""
    found: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    fields = (CitedField.STATUS, CitedField.DATE, CitedField.PLACE)
    rows = reports(day).filter(action__in=keys, field__in=fields).exclude(value="") if keys else None
    if rows is not None:
        for key, field, value in rows.order_by(*LATEST).values_list("action", "field", "value"):
            found[key][field].append(value)
    return found


def _tell_action(action: models.Model, said: dict[str, list[str]]) -> None:
    stated = said[CitedField.DATE]
    text = intersection(stated)
    parsed = dates.parse(text) if text else None
    first, last = (parsed.earliest, parsed.latest) if parsed else (None, None)
    once = any(value.startswith(ONE_OF) for value in stated)
    vars(action).update(
        status=said[CitedField.STATUS][0] if said[CitedField.STATUS] else ActionStatus.UNKNOWN,
        date=text,
        date_earliest=first,
        date_latest=last,
        date_sort=(last or first) if once else (first or last),
        date_precision=parsed.precision if parsed else "",
        date_parsed=text,
    )
    loaded = getattr(action, "_prefetched_objects_cache", {})
    if "places" in loaded:
        loaded["places"]._result_cache = [place for place in loaded["places"] if place.slug in said[CitedField.PLACE]]
