"""What editors should look at, as lists that can be narrowed, counted and paged: the same questions as `gaps`,
`conflicts` and the calendar ask of one record, asked of a whole table.
"""

from datetime import date, timedelta

from django.db import models
from django.db.models import Count, DateField, Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, ExtractMonth, ExtractYear, Greatest

from ..models import Action, Assessment, Citation, Commitment, Source
from ..models.citations import TARGETS
from ..querysets import ActionQuerySet, published_q
from ..vocabularies import ActionStatus, CitedField, Recurrence, ReviewState
from .conflicts import NEVER_IN_CONFLICT, dates_differ, find_conflicts
from .gaps import resting_on_citations

UNSEEN_FOR = timedelta(days=365)
NEVER = date(1, 1, 1)  # stands before every day in comparisons, and is shown to nobody


def target_of(model: type[models.Model]) -> str | None:
    """The citation's key to rows of `model`; None where citations are not about them."""
    return next((name for name in TARGETS if Citation._meta.get_field(name).related_model is model), None)


def believed(target: str) -> models.QuerySet:
    """The public citations that support the public row of an outer query; that row need not be asked for again."""
    public = published_q(Source, "source__") & Citation.also_public_q("") & Q(state=ReviewState.PUBLISHED)
    return Citation.objects.believed().filter(public, **{target: OuterRef("pk")})


def needs_citation(model: type[models.Model]) -> bool:
    return any(rows.model is model for rows in resting_on_citations().values())


def uncited(model: type[models.Model]) -> models.QuerySet:
    """The public claims of `model` that no public citation supports."""
    target = target_of(model)
    return resting_on_citations()[target].published().filter(~Exists(believed(target)))


def unsupported() -> models.QuerySet:
    """The public actions with a date or a status that no public citation states."""
    stated = believed("action")
    dates = stated.filter(field=CitedField.DATE).exclude(value="")
    statuses = stated.filter(field=CitedField.STATUS, value=OuterRef("status"))
    without_date = ~Exists(dates) | Q(pk__in=_of_other_dates(dates))
    without_status = ~Exists(statuses) & ~Q(status=ActionStatus.UNKNOWN)
    return Action.objects.published().filter((without_date & ~Q(date="")) | without_status)


def _of_other_dates(dates: models.QuerySet) -> list[int]:
    """The actions all of whose cited dates differ from their own. Only dates that are not the same text are read."""
    rows = Action.objects.published().filter(Exists(dates)).exclude(date="")
    rows = rows.filter(~Exists(dates.filter(value=OuterRef("date"))))
    public = published_q(Citation)
    cited = Citation.objects.believed().filter(public, field=CitedField.DATE, action__in=rows).exclude(value="")
    agree: dict[int, bool] = {}
    for key, own, value in cited.values_list("action", "action__date", "value"):
        agree[key] = agree.get(key, False) or not dates_differ(own, value)
    return [key for key, fits in agree.items() if not fits]


def disputed(model: type[models.Model]) -> models.QuerySet:
    """The public rows of `model` of which sources state what cannot both be true."""
    target = target_of(model)
    stated = Citation.objects.believed().exclude(value="").exclude(field__in=NEVER_IN_CONFLICT)
    several = stated.filter(**{f"{target}__isnull": False}).order_by().values(target, "field")
    several = several.annotate(said=Count("value", distinct=True), credited=Count("attributed_to", distinct=True))
    candidates = several.filter(Q(said__gt=1) | Q(credited__gt=1)).values_list(target, flat=True)
    by_row: dict[int, list[Citation]] = {key: [] for key in candidates}
    if by_row:  # few, so that only theirs are asked whether they are public
        for citation in stated.published().filter(**{f"{target}__in": list(by_row)}).select_related("source"):
            by_row[getattr(citation, f"{target}_id")].append(citation)
    return model.objects.published().filter(pk__in=[key for key, rows in by_row.items() if find_conflicts(rows)])


# --- Commitments and the calendar; the day is given, so that a page can be asked for any


def _reports_of_actions(**about) -> models.QuerySet:
    """The reports of actions that bear on the commitment of an outer query."""
    public = published_q(Source, "source__") & published_q(Action, "action__") & Citation.also_public_q("")
    rows = Citation.objects.believed().filter(public, state=ReviewState.PUBLISHED)
    return rows.filter(action__bearings__commitment=OuterRef("pk"), **about)


def _latest(rows: models.QuerySet, day: str) -> models.Expression:
    """The last `day` of the rows of an outer row; NEVER where there are none."""
    days = rows.filter(**{f"{day}__isnull": False}).order_by(f"-{day}").values(day)
    return Coalesce(Subquery(days[:1]), Value(NEVER), output_field=DateField())


def with_last_seen(rows: models.QuerySet) -> models.QuerySet:
    """Adds to commitments `last_seen`: the day of the latest report of it, or of an action that bears on it, or of
    the latest judgement that is no sample; NEVER where there is none."""
    judgements = Assessment.objects.filter(commitment=OuterRef("pk"), state=ReviewState.PUBLISHED, is_sample=False)
    return rows.annotate(
        last_seen=Greatest(
            _latest(believed("commitment"), "source__published_sort"),
            _latest(_reports_of_actions(), "source__published_sort"),
            _latest(judgements, "assessed_on"),
        )
    )


def stale(on: date) -> models.QuerySet:
    """The public commitments of which nothing was reported or judged in the year before `on`, longest unseen first."""
    rows = with_last_seen(Commitment.objects.published())
    return rows.filter(last_seen__lt=on - UNSEEN_FOR).order_by("last_seen", "slug")


def overdue(on: date) -> models.QuerySet:
    """The public recurring commitments whose interval, in whole months, has passed since carrying them out was last
    reported. Where it never was, no interval has begun: these are stale."""
    rows = Commitment.objects.published().filter(
        recurrence=Recurrence.RECURRING, expected_interval_months__isnull=False
    )
    reports = _reports_of_actions(action__relation__in=ActionQuerySet.IMPLEMENTING)
    last = _latest(reports, "source__published_sort")
    rows = rows.annotate(last_report=last).exclude(last_report=NEVER)
    due = ExtractYear("last_report") * 12 + ExtractMonth("last_report") + F("expected_interval_months")
    return rows.annotate(due_month=due).filter(due_month__lt=on.year * 12 + on.month)
