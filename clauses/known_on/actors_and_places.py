"""When an actor or a place was known: from the first source on that names it, or something that belongs to it."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from ..vocabularies import CitedField
from .kept_sql import exists
from .records import agreement_rule, commitment_rule, participant_rule, place_of_action_rule
from .reports import RULES, Rule, any_of, out_by, published_at, rows_of, statements

# From an actor or a place to those that it is the state of, or that are parts of it: over two steps, since each step is
# asked of every row. Of a longer chain the whole is missing on a past day until a source names something nearer to it.
PARTS_OF_ACTOR = ("country", "parent", "parent__parent")
PARTS_OF_PLACE = ("parent", "parent__parent")


def _whole_of(table: str, paths: Iterable[str], rule: Rule, prefix: str, day: date) -> Q:
    """Whether `rule` holds of a row from which one of `paths` leads here."""
    parts = rows_of(table).filter(published_at(""), rule("", day))
    return any_of(*(exists(parts, **{path: f"{prefix}pk"}) for path in paths))


def _named_actor(actor: str, day: date) -> Q:
    """Whether anything that was known names the actor at the path `actor`."""
    here, said = f"{actor}pk", statements(day)
    parts = rows_of("actionparticipant").filter(published_at("action"), participant_rule("", day))
    owing = rows_of("commitmentactor").filter(published_at("commitment", "commitment__clause"))
    party = rows_of("agreementparty").filter(published_at("agreement"), agreement_rule("agreement__", day))
    return any_of(
        exists(rows_of("source").filter(published_at(""), out_by(day)), publisher=here),
        exists(said, speaker=here),
        exists(said, attributed_to=here),
        exists(party, actor=here),
        exists(owing.filter(commitment_rule("commitment__", day)), actor=here),
        exists(parts, actor=here),
        exists(said.filter(field=CitedField.PARTICIPANT), value=f"{actor}slug"),
    )


def _actor(prefix: str, day: date) -> Q:
    """Named, or the state or the whole of one that is."""
    return _named_actor(prefix, day) | _whole_of("actor", PARTS_OF_ACTOR, _named_actor, prefix, day)


def _named_place(place: str, day: date) -> Q:
    ties = rows_of("actionplace").filter(published_at("action"), place_of_action_rule("", day))
    named = statements(day).filter(field=CitedField.PLACE)
    return any_of(exists(ties, place=f"{place}pk"), exists(named, value=f"{place}slug"))


def _place(prefix: str, day: date) -> Q:
    return _named_place(prefix, day) | _whole_of("place", PARTS_OF_PLACE, _named_place, prefix, day)


RULES |= {"actor": _actor, "place": _place}
