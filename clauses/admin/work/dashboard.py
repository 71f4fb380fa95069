"""The first page: what there is to do, what waits for this person before what would be good to look at.

Numbers are links to lists of just as many rows.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib.admin import AdminSite
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.db.models import Count, Model, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import capfirst

from ...dataset import TABLES
from ...editing.merging.duplicates import COMPARED, is_quick
from ...editing.merging.groups import LISTED, groups
from ...editing.queues import UNFINISHED, with_turns
from ...editing.review import may
from ...models import Commitment, Merge, Proposal
from ...vocabularies import ProposalStatus
from ..collection.pages import may_import_any
from ..merge.merge_page import PERMISSION
from ..mixins import AnyUser
from . import saved_filters
from .counted import NAMED, Counted, digest, kept, marks, needs, rights
from .filters import EVIDENCE, PARAMETER, TURNS, Work
from .log import entries, newest, visible_tables
from .reading import add_article, to_read

FIRST = ("waiting", "returned")  # turns that somebody else waits for
RESTORE = "clauses.restore_package"
MODELS = tuple(table.model for table in TABLES)


@dataclass(frozen=True)
class Part:
    """How many rows of one table there are, and the list of them; None where counting would take its time."""

    name: str
    count: int | None
    address: str


@dataclass(frozen=True)
class Line:
    """One kind of work, table by table; tables without any are left out."""

    title: str
    parts: list[Part] = field(default_factory=list)

    @property
    def total(self) -> int | None:
        counts = [part.count for part in self.parts if part.count is not None]
        return sum(counts) if len(counts) == len(self.parts) else None


@dataclass(frozen=True)
class Unseen:
    """A commitment of which nothing was heard for long."""

    title: str
    address: str
    last_seen: date | None


def overview(request: HttpRequest, site: AdminSite) -> dict:
    """What the first page shows of the work, as far as the user may see it."""
    user, now = request.user, marks()
    mine = f"{rights(user)}-{now.every}"
    found = needs(now)
    twice = kept(f"twice-{mine}-{digest(str(cache.get(COMPARED)))}", lambda: _twice(user))
    return {
        "add_article": add_article(request, site),
        "reading": kept(f"reading-{mine}", lambda: to_read(request, site)),
        "has_turns": any(kind.is_offered(user, model) for kind in TURNS for model in MODELS),
        "to_do": [line for line in _review(request, site, mine) if line.parts],
        "evidence": [line for line in (*_evidence(user, found), twice) if line.parts],
        "unseen": list(_unseen(found)) if may(user, "view", Commitment) else [],
        "changes": kept(f"changes-{mine}", lambda: _changes(request, site)),
        "saved_filters": saved_filters.of_user(request, site),
        "more": list(_more(request, site)),
    }


def _review(request: HttpRequest, site: AdminSite, mine: str) -> list[Line]:
    """What others wait for stands first, in records and in proposals, then what the user has begun."""
    user = request.user
    turns, proposals = kept(f"turns-{mine}", lambda: _turns(user)), _proposals(user, site)
    first = [kind.key for kind in TURNS if kind.key in FIRST]
    lines = [line for key in first for line in (turns[key], *proposals.get(key, ()))]
    return [*lines, *(line for key, line in turns.items() if key not in first), *proposals.get("mine", ())]


def _list_of(model: type[Model], **query: Any) -> str:
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    return f"{address}?{urlencode(query)}"


def _part(model: type[Model], count: int, **query: Any) -> Part:
    return Part(capfirst(str(model._meta.verbose_name_plural)), count, _list_of(model, **query))


def _turns(user: AnyUser) -> dict[str, Line]:
    """Whose turn it is, in one query for each table with records that are not public."""
    parts: dict[Work, list[Part]] = {kind: [] for kind in TURNS}
    for model in MODELS:
        offered = [kind for kind in TURNS if kind.is_offered(user, model)]
        counts = _counts(model, user, offered)
        for kind in offered:
            if counts.get(kind.key):
                parts[kind].append(_part(model, counts[kind.key], **{PARAMETER: kind.key}))
    return {kind.key: Line(kind.title, parts[kind]) for kind in TURNS}


def _counts(model: type[Model], user: AnyUser, kinds: list[Work]) -> dict[str, int]:
    every: Any = model._default_manager
    rows = every.filter(state__in=UNFINISHED) if kinds else every.none()
    if not rows.exists():
        return {}
    counts = {kind.key: Count("pk", filter=kind.turn(user)) for kind in kinds if kind.turn is not None}
    return with_turns(rows, user).aggregate(**counts)


def _evidence(user: AnyUser, found: Counted) -> Iterator[Line]:
    """What of the published records rests on no citation, is disputed, or was not looked at for long."""
    for kind in EVIDENCE:
        counts = {model: found.of(kind.key, model) for model in MODELS if kind.is_offered(user, model)}
        parts = [_part(model, count, **{PARAMETER: kind.key}) for model, count in counts.items() if count]
        yield Line(kind.title, parts)


def _proposals(user: AnyUser, site: AdminSite) -> dict[str, list[Line]]:
    """Changes to public records that wait for a decision or for their author, by the turn that they are like."""
    if not site.is_registered(Proposal) or not may(user, "view", Proposal):
        return {}
    waiting = {"status__exact": ProposalStatus.WAITING}
    returned = {"status__exact": ProposalStatus.RETURNED}
    own = {"author__id__exact": user.pk}
    decides = any(may(user, "publish", model) for model in MODELS)
    kinds = ({"waiting": ("Proposed changes, waiting", waiting)} if decides else {}) | {
        "returned": ("My proposed changes, returned", returned | own),
        "mine": ("My proposed changes, waiting", waiting | own),
    }
    counts = Proposal.objects.aggregate(**{key: Count("pk", filter=Q(**query)) for key, (_, query) in kinds.items()})
    return {
        key: [Line(title, [_part(Proposal, counts[key], **query)] if counts[key] else [])]
        for key, (title, query) in kinds.items()
    }


def _twice(user: AnyUser) -> Line:
    """Groups that are likely the same thing, for who may make them one."""
    tables = LISTED.items() if user.has_perm(PERMISSION) else ()
    counts = {name: len(groups(model)) if is_quick(model) else None for name, model in tables}
    page = reverse("admin:likely_duplicates")
    parts = [
        Part(capfirst(str(LISTED[name]._meta.verbose_name_plural)), count, f"{page}?{urlencode({'table': name})}")
        for name, count in counts.items()
        if count != 0
    ]
    return Line("Likely the same thing twice", parts)


def _unseen(found: Counted) -> Iterator[Unseen]:
    for key, name, day in found.unseen:
        yield Unseen(name, reverse("admin:clauses_commitment_change", args=[key]), day)


def _changes(request: HttpRequest, site: AdminSite) -> list:
    return entries(request, newest(visible_tables(request, site), Q(), NAMED))


def _more(request: HttpRequest, site: AdminSite) -> Iterator[tuple[str, str]]:
    """The pages that are neither a task nor a table of a group, each with its address."""
    for model in (Proposal, Merge):
        if site.get_model_admin(model).has_view_permission(request):
            yield capfirst(str(model._meta.verbose_name_plural)), _list_of(model)
    if request.user.has_perm(PERMISSION):
        yield "Likely the same thing twice", reverse("admin:likely_duplicates")
    if may_import_any(request.user):
        yield "Import a collection", reverse("admin:collection")
    if request.user.has_perm(RESTORE):
        yield "Restore a data package", reverse("admin:restore_package")
    accounts = site.get_model_admin(get_user_model())
    if accounts.has_view_permission(request):
        yield "Accounts", _list_of(get_user_model())
    if accounts.has_add_permission(request):
        yield "Add an account", reverse("admin:auth_user_add")
    yield "All changes", reverse("admin:log")
    yield "All tables", reverse("admin:all_tables")
