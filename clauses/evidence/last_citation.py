"""No public record loses its last citation, whatever is written and by whichever entry.

What is about to be deleted or withdrawn can be asked for beforehand, so that a page can say so. What is written is
looked at once it is written, and taken back where it leaves a record bare: that holds for every column and every table
on which a citation depends.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.core.exceptions import ValidationError
from django.db import connection, models, transaction
from django.db.models import Exists, OuterRef, Q

from ..models import CITABLE, Citation, Clause, ClauseText, Row, Source
from ..models.stated import CODED
from ..vocabularies import ReviewState
from .uncited import resting_on_citations, telling, uncited

BARE = "“{}” would stand public without a citation. Cite it otherwise first, or withdraw it."
ONE_AT_A_TIME = 5_417_338_209_664_731  # no other lock of PostgreSQL has this number
MANY = 500  # rows; beyond these all records are looked at
SPEAKING = (Citation, Source, *CODED.values())  # tables on whose published rows others rest
Keys = dict[str, set[int]]  # numbers of records, by the name of the citation's key to them
ByModel = dict[type[models.Model], set[int]]
_unseen: ContextVar[bool] = ContextVar("unseen", default=False)


class BareError(ValidationError):
    """Written, this would leave public records without a citation; the messages name them."""

    def __init__(self, bare: Iterable[models.Model]):
        super().__init__([BARE.format(row) for row in bare])


def one_at_a_time() -> None:
    """Waits until nobody else publishes or takes away citations, and keeps others waiting until the transaction ends.

    Of two that each withdraw one of two citations at the same moment, neither would see what the other does. On
    SQLite only one writes at a time anyway.
    """
    if connection.vendor == "postgresql" and connection.in_atomic_block and not _unseen.get():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])


@contextmanager
def unseen() -> Iterator[None]:
    """What is written inside nobody else sees, and it may take long: nobody waits for it. Look again once they do."""
    token = _unseen.set(True)
    try:
        yield
    finally:
        _unseen.reset(token)


@contextmanager
def keeping_citations(rows: Iterable[models.Model] | None = None) -> Iterator[None]:
    """What is written inside is taken back, with BareError, where a public record loses its last citation by it.

    `rows` are those that are about to be written or deleted, without those that are new; None stands for any.
    """
    with transaction.atomic():
        held = held_by(rows)
        yield
        refuse_bare(held)


def held_by(rows: Iterable[models.Model] | None) -> Keys:
    """The public records that these stored rows have to do with and that lack no citation now; all where it is None."""
    return _all() if rows is None else held_by_keys(_by_model(rows))


def held_by_keys(by_model: ByModel) -> Keys:
    """The same for the rows with these numbers, by table."""
    return _all() if sum(map(len, by_model.values())) > MANY else _held(by_model)


def refuse_bare(held: Keys) -> None:
    """BareError where one of these records is still public and has no citation any more."""
    if any(held.values()):
        one_at_a_time()
        bare = [row for target, keys in held.items() for row in _bare(target, keys)]
        if bare:
            raise BareError(bare)


def left_without_citation(rows: Iterable[models.Model]) -> list[models.Model]:
    """The public records that would have no citation any more if these rows were withdrawn or deleted together."""
    by_model = _by_model(rows)
    bare: list[models.Model] = []
    going, texts = _citations_of(by_model), _texts_of(by_model)
    for target, keys in _touched(by_model, going, texts).items():
        others = telling().exclude(pk__in=going.values("pk")).filter(**{target: OuterRef("pk")})
        here = _public(target).filter(~Exists(others), pk__in=keys)
        bare_now = uncited(target).filter(pk__in=keys)  # of all records SQLite would ask it first
        here = here.exclude(pk__in=bare_now.values("pk")).exclude(pk__in=by_model.get(here.model, ()))
        if target == "clause":
            stay = ClauseText.objects.filter(source__state=ReviewState.PUBLISHED).exclude(pk__in=texts.values("pk"))
            parts = Clause.objects.filter(state=ReviewState.PUBLISHED).exclude(pk__in=by_model.get(Clause, ()))
            here = here.filter(~Exists(parts.filter(parent=OuterRef("pk")).order_by()))
            here = here.exclude(pk__in=stay.values("clause"))
        elif target in resting_on_citations():
            here = here.filter(pk__in=resting_on_citations()[target].filter(pk__in=keys).values("pk"))
        bare += here
    return bare


def _held(by_model: ByModel) -> Keys:
    if any(_are_public(model, by_model[model]) for model in SPEAKING if model in by_model):
        one_at_a_time()  # what somebody else is just making public rests on them, too
    return _not_bare(_touched(by_model, _citations_of(by_model), _texts_of(by_model)))


def _are_public(model: type[models.Model], keys: set[int]) -> bool:
    return model._base_manager.filter(pk__in=keys, state=ReviewState.PUBLISHED).exists()


def _not_bare(touched: Keys) -> Keys:
    here = {target: _public(target).filter(pk__in=keys) for target, keys in touched.items() if keys}
    public = {target: set(rows.values_list("pk", flat=True)) for target, rows in here.items()}
    return {target: keys - _bare_keys(target, here[target]) for target, keys in public.items() if keys}


def _bare_keys(target: str, rows: models.QuerySet[Row]) -> set[int]:
    return set(uncited(target).filter(pk__in=rows.values("pk")).values_list("pk", flat=True))


def _all() -> Keys:
    rows = {target: _public(target) for target in resting_on_citations()}
    return {
        target: set(here.values_list("pk", flat=True)) - set(uncited(target).values_list("pk", flat=True))
        for target, here in rows.items()
    }


def _bare(target: str, keys: set[int]) -> list[models.Model]:
    rows = uncited(target)
    return list(rows.filter(pk__in=keys)) if len(keys) <= MANY else [row for row in rows if row.pk in keys]


def _public(target: str) -> models.QuerySet[Row]:
    """All public records that citations name by this key, whether they need one or not; ready to be named."""
    rows = CITABLE[target].objects.published().order_by()
    related = {"name": ("agreement",), "relation": ("subject", "object"), "clause": ("agreement",)}.get(target)
    return rows.select_related(*related) if related else rows


def _by_model(rows: Iterable[models.Model]) -> ByModel:
    found = defaultdict(set)
    for row in rows:
        if row.pk:
            found[type(row)].add(row.pk)
    return found


def _citations_of(by_model: ByModel) -> models.QuerySet[Citation]:
    """The published citations that are among the rows, or are public only with one of them, as they are stored."""
    condition = Q(pk__in=by_model.get(Citation, ())) | Q(source__in=by_model.get(Source, ()))
    for field, model in CODED.items():
        if model in by_model:
            codes = model._base_manager.filter(pk__in=by_model[model])
            condition |= Q(field=field, value__in=codes.values("slug"))
    return Citation.objects.filter(condition, state=ReviewState.PUBLISHED).order_by()


def _texts_of(by_model: ByModel) -> models.QuerySet[ClauseText]:
    """The texts of clauses that are among the rows, or are in one of them."""
    own, sources = by_model.get(ClauseText, ()), by_model.get(Source, ())
    return ClauseText.objects.filter(Q(pk__in=own) | Q(source__in=sources)).order_by()


def _touched(by_model: ByModel, citations: models.QuerySet[Citation], texts: models.QuerySet[ClauseText]) -> Keys:
    """The records that the rows have to do with: those they speak for, and those they are."""
    found: Keys = {}
    speaks = any(model in by_model for model in SPEAKING)
    named = list(citations.values_list(*resting_on_citations())) if speaks else []
    for at, target in enumerate(resting_on_citations()):
        model = CITABLE[target]
        found[target] = {keys[at] for keys in named} - {None} | by_model.get(model, set())
    if ClauseText in by_model or Source in by_model:
        found["clause"] |= set(texts.values_list("clause", flat=True))
    if Clause in by_model:
        above = Clause._base_manager.filter(pk__in=by_model[Clause], parent__isnull=False)
        found["clause"] |= {key for key in above.values_list("parent", flat=True) if key is not None}
    return {target: keys for target, keys in found.items() if keys}
