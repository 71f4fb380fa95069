"""What must hold after any sequence of steps; see `playing`."""

import re
from datetime import date

from clauses import known_on
from clauses.exchange.package.restore import restore
from clauses.known_on import then
from clauses.known_on.as_reported import differing
from clauses.models import Action, Citation, Commitment, Merge, Proposal
from clauses.models.stated import CODED
from clauses.search_index import upkeep
from tests.support.files.packages import package_bytes

from ..support.pages.forms import change_address
from ..support.pages.reading import body
from ..support.rows.every_row import EVERY
from ..support.rows.people import person
from .playing_rows import MERGED, RECORDS

CANARY = re.compile("zqcanary[0-9]+zq")


def broken(client, day: date | None) -> list[str]:
    """What does not hold now, a sentence each; the pages are looked at as known on `day`."""
    return [
        *uncited(),
        *unlike_their_histories(),
        *invalid(),
        *named_by_nobody(),
        *told_otherwise(day),
        *not_as_the_citations_say(),
        *not_as_the_search_says(),
        *told_too_early(client, day),
        *shut(client, day),
        *not_taken_back(),
    ]


def not_as_the_search_says():
    """The indexes of the search hold what the rows say, for readers what the public ones do, and nothing else."""
    for table, record in upkeep.differing():
        yield f"The search knows something else of {table} {record} than its rows say."


def uncited():
    """A public action or commitment has a public passage, of a public source, that says so."""
    told = Citation.objects.published().filter(stance="supports").exclude(rank="deprecated")
    for model, name in ((Action, "action"), (Commitment, "commitment")):
        says = told.exclude(field="figure") if model is Commitment else told
        for row in model.objects.published().exclude(pk__in=says.exclude(**{name: None}).values(name)):
            yield f"{row.code} is public and no public citation supports it."


def unlike_their_histories():
    """Every save of every row stands in its history once, and the last one is what is stored."""
    for model in EVERY:
        saves = {}
        for save in model.history.order_by("history_id"):
            saves.setdefault(save.id, []).append(save)
        stored = model._base_manager.in_bulk()
        for pk, row in stored.items():
            versions = [save.version for save in saves.get(pk, ())]
            alive = versions[
                max((i + 1 for i, s in enumerate(saves.get(pk, ())) if s.history_type == "-"), default=0) :
            ]
            if alive != sorted(set(alive)) or not alive or alive[-1] != row.version:
                yield f"{model.__name__} {row.code}, version {row.version}: its history has {versions}."
        gone = {pk for pk, steps in saves.items() if steps[-1].history_type == "-"}
        if gone & stored.keys():
            yield f"{model.__name__} {gone & stored.keys()}: deleted by their history and still there."
        if lost := saves.keys() - stored.keys() - gone:
            yield f"{model.__name__} {lost}: gone, and their history does not say so."


def named_by_nobody():
    """What a public citation states by a code is there and public; every code of a merged record leads on."""
    for field, model in CODED.items():
        for row in Citation.objects.published().filter(field=field).exclude(value=""):
            if not model.objects.published().filter(slug=row.value).exists():
                yield f"{row.code} states {row.value}, which is not public."
    for merge in Merge.objects.standing():
        model = next(each for each in MERGED if each._meta.model_name == merge.table)
        if model._base_manager.filter(slug=merge.old_code).exists():
            yield f"The code {merge.old_code} leads on, and is given away."


def told_otherwise(day):
    """On a day the database filters by what the rows show."""
    names = ("status", "date_earliest", "date_latest", "date_sort")
    with known_on.override(day):
        for row in Action.objects.published().as_then(*names) if day else ():
            kept = {name: getattr(row, f"{then.PREFIX}{name}") for name in names}
            shown = {name: getattr(row, name) for name in names}
            if kept != shown:
                yield f"On {day} {row.code} is filtered by {kept} and shows {shown}."


def not_as_the_citations_say():
    """What is stored for past days is what the citations say."""
    for pk in differing():
        yield f"Of action {pk} something else is stored than its citations say."


def shut(client, day):
    """The list of disagreements opens, and so do the newest proposal and the newest merge for who decides."""
    asked = f"?known_on={day}" if day else ""
    if client.get(f"/conflicts/{asked}").status_code != 200:
        yield f"/conflicts/{asked} is shut."
    decides = person("superuser", "who decides")
    for row in (Proposal.objects.order_by("-pk").first(), Merge.objects.order_by("-pk").first()):
        if row is not None and decides.get(change_address(row)).status_code != 200:
            yield f"The page of {type(row).__name__} {row} is shut."


def invalid():
    """What is stored keeps the rules of its table."""
    for model in RECORDS:
        for row in model._base_manager.all():
            try:
                row.full_clean(exclude=["id"])
            except Exception as error:
                yield f"{model.__name__} {row.code} would not be taken as it is: {error}"


def told_too_early(client, day):
    """On a day no passage is shown whose source was not certainly out by then; today, only those that are public."""
    asked = f"?known_on={day}" if day else ""
    shown, hidden = set(), set()
    for row in Citation.objects.select_related("source"):
        out = Citation.objects.published().filter(pk=row.pk).exists() and (day is None or is_out(row.source, day))
        (shown if out else hidden).update(CANARY.findall(row.quote))
    pages = [row.get_absolute_url() for row in Action.objects.published().order_by("pk")[:1]]
    for address in ["/", "/data/citations.csv", *pages]:
        body = text_of(client.get(f"{address}{asked}"))
        yield from (f"{address}{asked} shows {word}." for word in hidden - shown if word in body)


def is_out(source, day) -> bool:
    certain = not set("?~%") & set(source.published)
    return bool(certain and source.published_latest and source.published_latest <= day)


def text_of(response) -> str:
    assert response.status_code < 500, response
    return body(response)


def not_taken_back():
    """What is public leaves as a package and comes back without a change."""
    before = package_bytes()
    result = restore(before, user=None, confirmed=True)
    yield from (f"Its own package is refused: {table}: {problem}" for table, problem in result.problems)
    if not result.problems and package_bytes() != before:
        yield "Its own package, restored, is another one."
