"""Whether a record says what the file says of its event, field by field."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from ...dates import parse, remedy
from ...models import Action, Citation, Commitment
from ...vocabularies.sources import MEASURED
from . import values
from .files import Event
from .naming import Named, unnamed_participants, unnamed_places, words

ANY_UNIT = (None, "units")  # what the name counts, the record has as its unit
Difference = tuple[str, str]  # what the file says, what the record says

# How far each word of the file lets a record go.
REACHED = {
    "completed": {"completed"},
    "signed": {"completed"},
    "approved": {"completed"},
    "statement": {"completed"},
    "decided": {"completed"},
    "opened": {"completed"},
    "ended": {"completed"},
    "agreed": {"completed"},
    "established": {"completed"},
    "in force": {"completed"},
    "submitted": {"completed"},
    "reported signed": {"completed"},
    "reported": {"completed", "ongoing", "unknown"},
    "reported under way": {"ongoing"},
    "ongoing": {"ongoing"},
    "started": {"ongoing"},
    "announced": {"announced", "planned"},
    "scheduled": {"announced", "planned"},
    "planned": {"announced", "planned"},
}


@dataclass
class Recorded:
    """An event of the file with the records that hold it and the citations of its references."""

    event: Event
    outcome: str
    actions: list[Action] = field(default_factory=list)
    commitments: list[Commitment] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)

    @property
    def is_own(self) -> bool:
        """Whether the record holds nothing but this event: one that was merged may hold more."""
        return self.outcome == "record"


def dates(one: Recorded) -> Difference | None:
    start, end = one.event.value["start_date"] or "", one.event.value["end_date"]
    wanted = {values.date_of(one.event), values.period_of(one.event) if one.outcome == "figures" else None}
    if one.event.value["date_confidence"] == "inferred":
        wanted |= {values.period_of(one.event), f"{values.period_of(one.event)}?"}
    stated = [citation.value for citation in one.citations if citation.field == "date"]
    found = [action.date for action in one.actions]
    if one.outcome == "figures":
        found = [citation.as_of for citation in one.citations]
    if _spans(wanted) & _spans(found) or (not one.is_own and _spans(wanted) & _spans(stated)):
        return None
    confidence = one.event.value["date_confidence"]
    says = f"{start} to {end}" if end else start
    return says + (f" ({confidence})" if confidence != "stated" else ""), _listed(found)


def _spans(found) -> set:
    """Dates, so that 2022 and the span of all its days are one."""
    read = [parse(text) for text in found if text and not remedy(text)]
    return {one.text if "?" in one.text else (one.kind == "one_of", one.earliest, one.latest) for one in read}


def places(one: Recorded) -> Difference | None:
    if one.outcome == "figures":
        return None  # a figure has none
    found = [place for action in one.actions for place in action.places.all()]
    text = one.event.value["place"] or ""
    missing, extra = unnamed_places(text, found)
    return (text, _listed(place.name for place in found)) if missing or (one.is_own and extra) else None


def participants(one: Recorded) -> Difference | None:
    texts = one.event.value["participants"]
    found = [Named(part.actor, part.name_as_reported) for action in one.actions for part in action.participants.all()]
    if one.outcome == "figures":
        found = list(_credited(one))
    missing, extra = unnamed_participants(texts, found)
    if not missing and not (one.is_own and extra):
        return None
    return "; ".join(texts), _listed(named.label for named in found)


def _credited(one: Recorded) -> Iterator[Named]:
    """Those whom the citations of figures credit or let speak."""
    for citation in one.citations:
        publisher = citation.origin and citation.origin.publisher
        for actor in filter(None, (citation.attributed_to, citation.speaker, publisher)):
            yield Named(actor, citation.speaker_as_reported if actor == citation.speaker else "")


def figures(one: Recorded) -> Difference | None:
    wanted = one.event.value["figures"]
    found = [citation for citation in one.citations if citation.field in MEASURED]
    missing = [figure for figure in wanted if not any(_is_figure(figure, citation) for citation in found)]
    extra = [citation for citation in found if not any(_is_figure(figure, citation) for figure in wanted)]
    if not missing and not extra:
        return None
    return _listed(map(_figure_words, missing)), _listed(map(_stated_words, extra))


def _is_figure(figure: dict, citation: Citation) -> bool:
    try:
        same = Decimal(str(figure["value"])) == Decimal(citation.value)
    except InvalidOperation:
        return False
    named = words(f"{figure['name']} {figure['unit'] or ''}")
    counted = words(f"{citation.measure or citation.get_field_display()} {citation.unit}")
    unit = figure["unit"] in (*ANY_UNIT, citation.unit)
    qualifier = (figure.get("qualifier") or "").partition(";")[0]
    qualified = values.QUALIFIERS.get(qualifier, "") == citation.qualifier
    dated = not figure.get("as_of") or figure["as_of"] == citation.as_of
    return same and bool(named & counted) and unit and qualified and dated


def _figure_words(figure: dict) -> str:
    parts = (figure["name"], figure.get("qualifier"), figure["value"], figure["unit"], figure.get("as_of"))
    return " ".join(str(part) for part in parts if part)


def _stated_words(citation: Citation) -> str:
    parts = (citation.measure, citation.qualifier, citation.value, citation.unit, citation.as_of)
    return " ".join(part for part in parts if part)


def links(one: Recorded) -> Difference | None:
    wanted = set(one.event.value["clauses"])
    borne = [bearing.commitment for action in one.actions for bearing in action.bearings.all()]
    found = [_labels(commitment) for commitment in (*borne, *one.commitments)]
    covered = all(any(label in labels for labels in found) for label in wanted)
    beyond = one.is_own and any(not labels & wanted for labels in found)
    return None if covered and not beyond else (", ".join(sorted(wanted)), _listed("/".join(sorted(x)) for x in found))


def _labels(commitment: Commitment) -> set[str]:
    """The clauses that state a promise, as the file labels them: O10 for o10__b."""
    clauses = (commitment.clause, *commitment.also_in.all())
    return {clause.wid.partition("__")[0].upper() for clause in clauses}


def status(one: Recorded) -> Difference | None:
    text = one.event.value["status"]
    first = text.partition(" (")[0].partition(";")[0].partition(" on ")[0]
    reached = REACHED.get(first, {"ongoing"} if first == "under way" else set())
    found = [action.status for action in one.actions]
    return (text, _listed(found)) if one.is_own and not set(found) <= reached else None


def relation(one: Recorded) -> Difference | None:
    text = one.event.value["relation_to_agreement"]
    found = [action.relation for action in one.actions]
    return (text, _listed(found)) if one.is_own and found != [values.RELATIONS.get(text)] else None


def _listed(found) -> str:
    """The texts once each, in an order that is the same on every database."""
    return "; ".join(sorted({text for text in found if text}))


COMPARED: dict[str, Callable[[Recorded], Difference | None]] = {
    "dates": dates,
    "places": places,
    "participants": participants,
    "figures": figures,
    "links": links,
    "status": status,
    "relation": relation,
}
