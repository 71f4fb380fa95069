"""Who did what in the life of an agreement: a row for each party, a column for each kind of act.

What an organ or office of a state does, its parliament for example, stands in the row of the state. What is reported
of no single party, such as the entry into force, has a row of its own.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from ... import known_on
from ...evidence.last_seen import tell_under_way
from ...filters import UnclearError
from ...known_on.then import column as asked_column
from ...models import Action, ActionParticipant, Actor, Agreement, AgreementParty
from ...querysets import ActionQuerySet
from ...vocabularies import ActionRelation, ActionStatus, ActionType, PartyRole
from ..data import kept_list
from ..lists import beside, page_number
from ..pages import by_role, page
from ..sections.counting import in_a_row, in_figures
from .frame import found, frame

ACTS = (
    *(ActionType.INITIALLING, ActionType.SIGNATURE, ActionType.PROVISIONAL_APPLICATION, ActionType.BILL_SUBMITTED),
    *(ActionType.PARLIAMENTARY_APPROVAL, ActionType.PRESIDENTIAL_ASSENT, ActionType.RATIFICATION),
    *(ActionType.ACCEPTANCE, ActionType.APPROVAL, ActionType.ACCESSION, ActionType.EXCHANGE_OF_INSTRUMENTS),
    *(ActionType.DEPOSIT, ActionType.ENTRY_INTO_FORCE, ActionType.RESERVATION, ActionType.INTERPRETATIVE_DECLARATION),
    *(ActionType.OBJECTION, ActionType.SUSPENSION, ActionType.DENUNCIATION, ActionType.WITHDRAWAL),
    ActionType.TERMINATION,
)
A_PAGE = 60  # rows
MOST_ACTS = 3  # of one kind and one party; an objection may have been made many times
NOBODY = 0  # in the place of an actor's number
HEADER = ("party", "name", "role", "act", "action", "date", "status")
NOT_RECORDED = "not recorded as a party"


@dataclass(frozen=True)
class Takings:
    """Who is in the rows, by numbers in the database, and whose acts these are."""

    roles: dict[int, str]
    acts: dict[int, set[int]]  # the acts of each actor; those of nobody under NOBODY
    kinds: dict[int, str]  # of each act
    done: frozenset[int]  # the acts reported as having taken place

    @property
    def rows(self) -> list[int]:
        """The parties, then those who acted and are not recorded as one, then nobody."""
        others = [key for key in self.acts if key not in self.roles and key != NOBODY]
        return [*self.roles, *others, *([NOBODY] if self.acts.get(NOBODY) else [])]

    @property
    def columns(self) -> list[ActionType]:
        found = set(self.kinds.values())
        return [kind for kind in ACTS if kind in found]

    def how_many(self, kind: ActionType) -> int:
        """Of how many parties such an act is reported as having taken place."""
        of_kind = {key for key in self.done if self.kinds[key] == kind}
        return sum(bool(self.acts.get(party, set()) & of_kind) for party in self.roles)

    @property
    def sentence(self) -> str:
        """As in “2 parties are recorded. Reported: signature by 2, approval by parliament by 2.”"""
        if not self.roles:
            return "No party is recorded."
        count = len(self.roles)
        begins = f"{in_figures(count, 'party', 'parties')} {'is' if count == 1 else 'are'} recorded."
        told = [(kind, self.how_many(kind)) for kind in self.columns]
        by = in_a_row([f"{kind.label} by {number:,}" for kind, number in told if number])
        return f"{begins} Reported: {by}." if by else f"{begins} No act of a single one is reported."


@dataclass
class Line:
    """One row of the table: the acts of one kind in each cell."""

    actor: Actor | None
    role: str
    cells: list[list[Action]] = field(default_factory=list)


def acts_of(agreement: Agreement) -> ActionQuerySet:
    rows = Action.objects.published().filter(agreement=agreement)
    return rows.filter(relation=ActionRelation.LIFE_CYCLE, type__in=ACTS)


def takings_of(agreement: Agreement) -> Takings:
    """Three queries, however many took part."""
    status = asked_column(Action, "status", known_on.day())
    found = acts_of(agreement).as_then("status").order_by().values_list("pk", "type", status)
    kinds = {key: kind for key, kind, _ in found}
    done = frozenset(key for key, _, stands in found if stands == ActionStatus.COMPLETED)
    parties = AgreementParty.objects.published().filter(agreement=agreement).select_related("actor", "agreement")
    roles: dict[int, list[str]] = defaultdict(list)
    for party in by_role(parties, PartyRole):
        roles[party.actor_id].append(party.get_role_display())
    took_part = ActionParticipant.objects.published().filter(action__in=kinds).order_by("actor__slug", "action")
    acts: dict[int, set[int]] = defaultdict(set)
    for action, actor, country in took_part.values_list("action", "actor", "actor__country"):
        acts[actor if actor in roles or country not in roles else country].add(action)
    acts[NOBODY] = kinds.keys() - {key for some in acts.values() for key in some}
    return Takings({key: ", ".join(some) for key, some in roles.items()}, dict(acts), kinds, done)


def lines_of(takings: Takings, rows: list[int]) -> list[Line]:
    """These rows of the table. Three queries."""
    wanted = {key for row in rows for key in takings.acts.get(row, ())}
    actions = tell_under_way(Action.objects.published().filter(pk__in=wanted).in_time_order())
    places = {action.pk: place for place, action in enumerate(actions)}
    actors = Actor.objects.published().in_bulk(rows)
    columns = takings.columns
    found = []
    for row in rows:
        own = [actions[place] for place in sorted(places[key] for key in takings.acts.get(row, ()))]
        cells = [[action for action in own if action.type == kind] for kind in columns]
        found.append(Line(actors.get(row), takings.roles.get(row, NOT_RECORDED), cells))
    return found


@page
def parties(request: HttpRequest, slug: str) -> HttpResponse:
    agreement = found(slug)
    if unknown := sorted(set(request.GET) - {"page"}):
        raise UnclearError([f"The parties take one parameter, page; “{unknown[0][:40]}” is not known here."])
    takings = takings_of(agreement)
    paginator = Paginator(takings.rows, A_PAGE)
    here = paginator.page(page_number(request.GET.get("page") or "1", paginator.num_pages))
    context = {
        **frame(agreement, "agreement_parties"),
        "sentence": takings.sentence,
        "columns": takings.columns,
        "lines": lines_of(takings, list(here)),
        "most": MOST_ACTS,
        "page": here,
        "links": beside(here, []),
    }
    return render(request, "public/agreement/parties.html", context)


@page
def parties_file(request: HttpRequest, slug: str) -> StreamingHttpResponse:
    """A row for each act of each party, and one for a party of whom none is reported."""
    agreement = found(slug)
    if request.GET:
        raise UnclearError(["This file takes no parameters."])
    takings = takings_of(agreement)
    return kept_list(f"{agreement.slug}-parties", HEADER, _rows(lines_of(takings, takings.rows)))


def _rows(lines: list[Line]) -> Iterator[list[str]]:
    for line in lines:
        who = [line.actor.slug, line.actor.name, line.role] if line.actor else ["", "", ""]
        acts = [action for cell in line.cells for action in cell]
        for action in acts:
            yield [*who, action.type, action.slug, action.date, action.status]
        if not acts:
            yield [*who, "", "", "", ""]
