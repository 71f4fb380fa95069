"""What happened: who, what, where and when, never as more than its sources say; and how strong these are."""

from collections.abc import Collection, Iterable, Sequence

from django.utils.html import format_html

from .... import dates
from ....evidence.last_seen import Seen
from ....evidence.origins import Evidence, is_organ, origins_of
from ....models import Action, ActionParticipant, Citation, Place, Source
from ....vocabularies import ActionStatus, ActionType, ActorKind, Extent, ParticipantRole, PlaceKind
from ...wording import has_publisher, record_link, titled
from ..counting import in_letters, number
from .action_words import BESIDE, DOERS, LINKING, OUTCOMES, TOGETHER, deed_of, noun_of, whole_of
from .phrases import is_plain, listed, sentences, when, with_article

MOST_NAMED = 4
IN = (PlaceKind.COUNTRY, PlaceKind.REGION, PlaceKind.CITY)
ORGAN = "a party to the agreement or its organ"


def answer_of_action(
    action: Action,
    participants: Sequence[ActionParticipant],
    places: Collection[Place],
    last: Seen | None,
    differing: Collection[str] = (),
) -> str:
    """The first sentence of an action's page; `last` is its newest dated report, `differing` on what sources differ."""
    doers = _doers(action, participants)
    beside = _beside([one for one in participants if one not in doers])
    if action.status == ActionStatus.COMPLETED or action.type == ActionType.ANNOUNCEMENT:
        told = _done(action, doers, places, beside)
    else:
        told = _not_done(action, doers, places, beside, last)
    return sentences([*told, f"sources differ on: {'; '.join(differing)}" if differing else ""])


def _doers(action: Action, participants: Sequence[ActionParticipant]) -> list[ActionParticipant]:
    """Those of whom the verb can be said, by the type of the action and their roles; hosts first."""
    roles = DOERS.get(ActionType(action.type), TOGETHER)
    found = [one for one in participants if one.role in roles]
    return sorted(found, key=lambda one: one.role != ParticipantRole.HOST)


def _done(action: Action, doers: list[ActionParticipant], places: Collection[Place], beside: str) -> list[str]:
    deed, day = deed_of(action), f" {when(action.date)}" if action.date else ", at a time that is not known"
    around = format_html("{}{}", _where(places), day)
    if doers and deed:
        told = format_html("{} {}{}{}", _subject(action, doers), deed, around, beside)
    else:
        by = format_html(", with {} taking part", _names(doers)) if doers else ""
        told = format_html("{}{}{}{}", whole_of(action), around, by, beside)
    is_word = action.type == ActionType.ANNOUNCEMENT
    return [told, "what came of it is not recorded here"] if is_word else [told]


def _not_done(
    action: Action, doers: list[ActionParticipant], places: Collection[Place], beside: str, last: Seen | None
) -> list[str]:
    """What is not reported as finished, as a noun, and how far it had got by the last report."""
    link = LINKING.get(ActionType(action.type), "by")
    names = format_html(" {} {}", link, _names(doers)) if doers else ""
    what = format_html("{}{}{}{}", noun_of(action), names, _where(places), beside and format_html("{},", beside))
    before, after = OUTCOMES[ActionStatus(action.status)]
    seen = f"when last reported, {when(last.published)}" if last else "when last reported, by reports without a date"
    day = dates.words(action.date)
    if action.status in (ActionStatus.ANNOUNCED, ActionStatus.PLANNED) and is_plain(action.date):
        return [format_html("{} {} for {}", what, before, day), after]
    if action.status in (ActionStatus.ONGOING, ActionStatus.POSTPONED, ActionStatus.SUSPENDED):
        before = f"{before} {seen}"
    dated = f"its date, as read from the reports: {day}" if day else ""
    return [format_html("{} {}", what, before), after, dated]


def _subject(action: Action, doers: list[ActionParticipant]) -> str:
    """Who did it; of states that sign, by whom they do."""
    states = [one for one in doers if one.actor.kind == ActorKind.STATE]
    theirs = [one for one in doers if one.actor.country_id in {state.actor_id for state in states}]
    if action.type == ActionType.SIGNATURE and theirs and len(states) + len(theirs) == len(doers):
        return format_html("{}, by {},", _names(states), _names(theirs))
    return _names(doers)


def _where(places: Collection[Place]) -> str:
    """“ in Baku and Shusha”; of what one is not in, such as a road, only the name."""
    if not places:
        return ""
    named = listed((record_link(one, with_article(one)) for one in places), MOST_NAMED, "other place")
    return format_html(" in {}" if all(one.kind in IN for one in places) else " ({})", named)


def _names(parts: Iterable[ActionParticipant]) -> str:
    """The actors, each once; the host is said to be that beside others."""
    parts = list(parts)
    hosts = {one.actor_id for one in parts if one.role == ParticipantRole.HOST}
    actors = {one.actor_id: one.actor for one in parts}
    is_told = 0 < len(hosts) < len(actors)
    links = [
        format_html("{}{}", record_link(row, with_article(row)), " (host)" if is_told and key in hosts else "")
        for key, row in actors.items()
    ]
    return listed(links, MOST_NAMED)


def _beside(parts: list[ActionParticipant]) -> str:
    """Those of whom the verb is not said, with their roles."""
    by_role = {role: [one for one in parts if one.role == role] for role in dict.fromkeys(one.role for one in parts)}
    said = [format_html(BESIDE[ParticipantRole(role)], _names(some)) for role, some in by_role.items()]
    return format_html(", {}", listed(said)) if said else ""


# --- How strong it is


def evidence_of_action(evidence: Evidence | None, citations: Collection[Citation], parties: Collection[int]) -> str:
    """How strong what stands behind an action is, in words; `parties` are the ids of those to its agreement."""
    believed = [one for one in citations if one.is_believed]
    if evidence is None or not believed:
        return sentences(["no public source supports it"])
    reports = evidence.reports
    of_outlets = f" from {in_letters(evidence.outlets, 'outlet')}" if reports > 1 else ""
    stands = f"{in_letters(reports, 'report')}{of_outlets} {'stands' if reports == 1 else 'stand'} behind it"
    sources = list({one.source_id: one.source for one in believed}.values())
    owners = evidence.voices.owners
    whose = f" ({owners[0]}’s own account)" if len(owners) == 1 else ""
    origins = _origins(believed, sources, parties)
    return sentences([f"{stands}, {_read(sources)}", origins and format_html("{}{}", origins, whose)])


def _read(sources: list[Source]) -> str:
    """How many of the reports were read whole."""
    whole = sum(one.extent == Extent.WHOLE and not one.is_unseen for one in sources)
    if len(sources) == 1:
        return "read whole" if whole else "not read whole"
    if whole in (0, len(sources)):
        return "all read whole" if whole else "none read whole"
    return f"{number(whole)} of them read whole"


def _origins(believed: list[Citation], sources: list[Source], parties: Collection[int]) -> str:
    """Where the reports come from in the end; nothing where each has only itself and is no party's."""
    ends = origins_of(believed)
    of_party = sum(is_organ(one, parties) for one in ends)
    if len(ends) == 1:
        return _one_origin(ends[0], sources, bool(of_party))
    if not of_party and len(ends) == len(sources):
        return ""
    if of_party == len(ends):
        return (
            f"they go back to {in_letters(len(ends), 'origin')}, all of them parties to the agreement or their organs"
        )
    return f"they go back to {in_letters(len(ends), 'origin')}{f', among them {ORGAN}' if of_party else ''}"


def _one_origin(origin: Source, sources: list[Source], is_of_party: bool) -> str:
    if sources == [origin]:
        return f"its publisher is {ORGAN}" if is_of_party else ""
    goes = "it goes" if len(sources) == 1 else "all of them go"
    name = with_article(origin.publisher) if origin.publisher and has_publisher(origin) else ""
    link = record_link(origin, name or titled(origin)) if name or origin.title else ""
    return format_html(
        "{} back to one origin{}{}", goes, link and format_html(", {}", link), f", {ORGAN}" if is_of_party else ""
    )
