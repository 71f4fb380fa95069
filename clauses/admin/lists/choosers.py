"""What a chooser offers while one types: what was meant first, then what begins so, then whatever holds the words.

What is found by the indexes of the search is put in order by the database from the folded columns, so the order is the
same on every one. A page costs as many queries among 100,000 rows as among ten.
"""

from typing import Any, cast

from django.db import models
from django.db.models import Case, F, Q, QuerySet, Value, When
from django.db.models.functions import Concat

from ...folding import LONGEST_SEARCH, code_of, fold, search_words
from ...models import Action, AgreementName, Clause, Commitment, Merge, Row, Searchable
from ...models.merging import Mergeable
from ...ordering import CODES, by_name
from ...search.desk import among, is_searched, sounding, while_typing
from ...search.question import Part
from ...search_index.asked import Asked, Term
from ...tables import table_of
from ...vocabularies.countries import iso3_of
from ..forms.hostile_input import is_key
from .search import find, searched_relations

MEANT, ALSO_CALLED, SOUNDS, BEGINS, HOLDS_BEGINNING, HOLDS = range(6)
NOTHING = Q(pk__in=[])
# The column that names what a row is part of, by whose words it is found.
PART_OF: dict[Any, tuple[str, ...]] = {Action: ("agreement",), Clause: ("agreement",), Commitment: ("clause",)}
LINES, ENTITLED = "chooser_lines", "chooser_title"  # the searched columns with a break around each; the title first


def offered(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    """Those of `rows` that `text` may mean, the likeliest first. Each has its `place`, MEANT to HOLDS."""
    model, typed = cast(Any, rows.model), fold(text[:LONGEST_SEARCH])
    order = (*(model._meta.ordering or ()), "pk")
    if not typed:
        return rows.annotate(place=Value(HOLDS)).order_by(*order)
    of_code, formerly = Q(pk__in=_of_code(model, typed)), _formerly(model, typed)
    if not issubclass(model, Searchable):
        found = find(rows, text) | rows.filter(of_code)
        return found.annotate(place=Case(When(of_code, then=MEANT), default=HOLDS)).order_by("place", *order)
    of_country = _of_country(model, typed)
    place = Case(
        When(Q(**{f"{ENTITLED}__startswith": f"{typed}\n"}) | of_code | of_country, then=MEANT),
        When(_also_called(model, typed) | formerly, then=ALSO_CALLED),
        *([When(sounding(model, typed), then=SOUNDS)] if is_searched(model) else []),
        When(Q(**{f"{ENTITLED}__startswith": typed}), then=BEGINS),
        When(_begins(model, typed), then=HOLDS_BEGINNING),
        default=HOLDS,
    )
    # What is called so holds every word, too; only codes may be written in other words than the row.
    found = rows.filter(_holds_every_word(model, text) | of_code | of_country | formerly)
    return found.alias(**_lines(model)).annotate(place=place).order_by("place", *order)


def page_of(rows: QuerySet[Any], text: str, start: int, count: int) -> list[Any]:
    """Some of `offered`, from the one at `start`. They are put in order by their numbers alone, and only then read."""
    places = dict(offered(rows, text).values_list("pk", "place")[start : start + count])
    found = rows.in_bulk(places)
    for key, row in found.items():
        row.place = places[key]
    return [found[key] for key in places if key in found]


def the_one(rows: QuerySet[Any], text: str) -> Row | None:
    """The row that `text` names by its code, its name, another name or a code of its country; None where several do."""
    if not fold(text):
        return None
    likeliest = page_of(rows, text, 0, 2)
    named = [row for row in likeliest if row.place <= ALSO_CALLED]
    is_one = len(named) == 1 or (len(named) == 2 and named[0].place < named[1].place)
    return cast(Row, named[0]) if is_one else None


# --- The parts of the question ----------------------------------------------------------------------------------------


def _lines(model: Any) -> dict[str, Any]:
    """The searched columns of a row, each on a line; and the same without the code before its title."""
    breaks = Value("\n")
    code = model.search_fields[0]
    title = by_name("", code) if code in CODES else F("search_text")
    text = {"output_field": models.TextField()}
    return {LINES: Concat(breaks, "search_text", breaks, **text), ENTITLED: Concat(title, breaks, **text)}


def _of_country(model: Any, typed: str) -> Q:
    """The state or country that has this code; other places only lie there."""
    iso3 = iso3_of(typed) if any(field.name == "iso3" for field in model._meta.fields) else ""
    return Q(iso3=iso3, kind__in=("state", "country")) if iso3 else NOTHING


def _of_code(model: type[Row], typed: str) -> QuerySet[Any]:
    """The row whose natural key this is, written with / between its parts, or which has a slug like it."""
    paths, parts = model.natural_key_paths(), typed.split("/")
    rows: Any = model._base_manager
    if len(paths) == 1 and paths[0] == "slug":
        return rows.filter(slug=code_of(typed) or typed).values("pk")
    key = dict(zip(paths, parts, strict=False))
    fits = len(paths) == len(parts) and all(_may_hold(model, path, part) for path, part in key.items())
    return rows.filter(**key).values("pk") if fits else rows.none().values("pk")


def _may_hold(model: Any, path: str, text: str) -> bool:
    for name in path.split("__"):
        field = model._meta.get_field(name)
        model = field.related_model
    return not isinstance(field, models.IntegerField) or is_key(text)


def _formerly(model: Any, typed: str) -> Q:
    """What became of the record with this code, where it was made one with another."""
    code = code_of(typed)
    kept: Any = Merge.objects.leading_from(model, code) if code and issubclass(model, Mergeable) else None
    return Q(pk=kept.pk) if kept is not None else NOTHING


def _also_called(model: Any, typed: str) -> Q:
    """Another name of it is just this."""
    condition = Q(**{f"{LINES}__contains": f"\n{typed}\n"})
    for before, after in (("\n", ";"), ("; ", ";"), ("; ", "\n")):
        condition |= Q(**{f"{LINES}__contains": f"{before}{typed}{after}"})
    names = _names(model)
    return condition if names is None else condition | Q(pk__in=names.filter(search_text=typed).values("agreement"))


def _begins(model: Any, typed: str) -> Q:
    """A name, a code or a word of it begins so."""
    condition = NOTHING
    for before in ("\n", " "):
        condition |= Q(**{f"{LINES}__contains": f"{before}{typed}"})
    names = _names(model)
    return (
        condition
        if names is None
        else condition | Q(pk__in=names.filter(search_text__startswith=typed).values("agreement"))
    )


def _names(model: Any) -> QuerySet[Any] | None:
    """The names of agreements, where these are what is chosen."""
    is_agreement = "names" in searched_relations(model)
    return AgreementName.objects.order_by() if is_agreement else None


def _holds_every_word(model: Any, text: str) -> Q:
    if is_searched(model):
        return while_typing(model, text, lambda part, term: _beside(model, term) | _by_old_code(model, part)) or NOTHING
    words = search_words(text)[0]
    return Q(*(Q(search_text__contains=word) for word in words)) if words else NOTHING


def _beside(model: Any, term: Term) -> Q:
    """It stands in what the row is part of, or in what that is part of in turn."""
    condition = NOTHING
    for name in PART_OF.get(model, ()):
        related: Any = model._meta.get_field(name).related_model
        holding = among(related, Asked((term,))) | _beside(related, term)
        condition |= Q(**{f"{name}__in": related._base_manager.filter(holding).order_by().values("pk")})
    return condition


def _by_old_code(model: Any, part: Part) -> Q:
    """It stands in the code of what became one with the row."""
    if not issubclass(model, Mergeable):
        return NOTHING
    holding = (Q(old_code__contains=word) for word in part.written.split())
    gone = Merge.objects.standing().filter(*holding, table=table_of(model))
    return Q(pk__in=gone.order_by().values("kept"))
