"""When a record, or a row that belongs to one, was known."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import models
from django.db.models import Q

from ..vocabularies import CitedField, NameKind, Stance
from ..vocabularies.sources import TARGETS
from .as_reported import is_stated, on
from .kept_sql import Kept, exists
from .reports import (
    RULES,
    Rule,
    all_needed,
    any_of,
    is_reported,
    measures,
    model_of,
    not_out_by,
    out_by,
    published_at,
    reports,
    rows_of,
)


def _texts(day: date) -> models.QuerySet[Any]:
    return rows_of("clausetext").filter(published_at("source", "clause"), out_by(day, "source__"))


def _by_target(citations: models.QuerySet[Any], prefix: str) -> dict[str, Kept]:
    """Whether one of the citations is about a row, by the name of the key to it; of an agreement, that at `prefix`."""
    own = dict.fromkeys(TARGETS, "pk") | {"agreement": f"{prefix}pk"}
    return {name: exists(citations, **{name: key}) for name, key in own.items()}


def _of_agreement(told: dict[str, Kept], here: str) -> Iterator[Kept]:
    """Whether one of the citations is about the agreement `here`, or about anything of it; each from its own side."""
    yield exists(rows_of("action").filter(published_at(""), told["action"]), agreement=here)
    yield told["agreement"]
    yield exists(rows_of("clause").filter(published_at(""), told["clause"]), agreement=here)
    promises = rows_of("commitment").filter(published_at("", "clause"), told["commitment"])
    yield exists(promises, clause__agreement=here)
    yield exists(rows_of("agreementname").filter(told["name"]), agreement=here)
    relations = rows_of("agreementrelation").filter(told["relation"])
    yield exists(relations.filter(published_at("object")), subject=here)
    yield exists(relations.filter(published_at("subject")), object=here)


@lru_cache(maxsize=64)
def agreement_rule(prefix: str, day: date) -> Q:
    """It is reported itself, or anything of it is."""
    here = f"{prefix}pk"
    return any_of(*_of_agreement(_by_target(reports(day), prefix), here), exists(_texts(day), clause__agreement=here))


def _name(prefix: str, day: date) -> Q:
    """What newspapers call it is known from them; other names are as old as it."""
    other = ~Q(**{f"{prefix}kind": NameKind.REPORTED}) & agreement_rule(f"{prefix}agreement__", day)
    return Q(is_reported("name", prefix, day)) | other


def _relation(prefix: str, day: date) -> Q:
    return Q(is_reported("relation", prefix, day))


def _clause(prefix: str, day: date) -> Q:
    """It is reported itself, or it has parts and is known with the whole."""
    return _clause_itself(prefix, day) | (Q(_has_parts(prefix)) & agreement_rule(f"{prefix}agreement__", day))


def _clause_itself(prefix: str, day: date) -> Q:
    """The clause, its wording, a promise in it or what it says of another agreement is reported."""
    promises = rows_of("commitment").filter(published_at(""), commitment_rule("", day))
    relations = rows_of("agreementrelation").filter(_relation("", day), published_at("subject", "object"))
    also = (exists(rows, clause=f"{prefix}pk") for rows in (_texts(day), promises, relations))
    return any_of(is_reported("clause", prefix, day), *also)


def _has_parts(prefix: str) -> Kept:
    return exists(rows_of("clause").filter(published_at("")), parent=f"{prefix}pk")


def _clause_text(prefix: str, day: date) -> Q:
    """Our own summary is as old as the clause."""
    summary = Q(**{f"{prefix}source__isnull": True}) & _clause(f"{prefix}clause__", day)
    return out_by(day, f"{prefix}source__") | summary


def commitment_rule(prefix: str, day: date) -> Q:
    return Q(is_reported("commitment", prefix, day))


def _action(prefix: str, day: date) -> Q:
    return Q(exists(on(day), action=f"{prefix}pk"))


@lru_cache(maxsize=64)
def is_settled_agreement(prefix: str, day: date) -> Q:
    """Whether all that sources say of an agreement, and of anything of it, was out."""
    here = f"{prefix}pk"
    others = rows_of("citation").filter(published_at("", "source"), not_out_by(day))
    texts = rows_of("clausetext").filter(not_out_by(day), published_at("source", "clause"))
    return ~any_of(*_of_agreement(_by_target(others, prefix), here), exists(texts, clause__agreement=here))


def _series(prefix: str, day: date) -> Q:
    """An edition of it is reported."""
    return Q(exists(rows_of("action").filter(published_at(""), _action("", day)), series=f"{prefix}pk"))


def _disagreement(prefix: str, day: date) -> Q:
    """All passages that take part in it were known: the editors wrote of it from all of them."""
    sides = rows_of("disagreementside").filter(published_at("citation", "citation__source"))
    unknown = sides.exclude(_citation("citation__", day))
    return Q(exists(sides, disagreement=f"{prefix}pk")) & ~Q(exists(unknown, disagreement=f"{prefix}pk"))


def participant_rule(prefix: str, day: date) -> Q:
    told = is_stated(f"{prefix}action", CitedField.PARTICIPANT, f"{prefix}actor__slug", day)
    return _action(f"{prefix}action__", day) & told


def place_of_action_rule(prefix: str, day: date) -> Q:
    return _action(f"{prefix}action__", day) & is_stated(
        f"{prefix}action", CitedField.PLACE, f"{prefix}place__slug", day
    )


def _with(model: str, *names: str) -> Rule:
    """The rule of a part whose other relations are known through these."""
    return lambda prefix, day: all_needed(model_of(model), prefix, day, names)


def _source(prefix: str, day: date) -> Q:
    return out_by(day, prefix)


def _identifier(prefix: str, day: date) -> Q:
    """Numbers that others gave it later are written by the editors like the rest of what is withheld."""
    agreement = f"{prefix}agreement__"
    return agreement_rule(agreement, day) & is_settled_agreement(agreement, day)


@lru_cache(maxsize=64)
def about_known(prefix: str, day: date) -> Q:
    """Whether a citation is about a record that was known: by its own rule, or with the agreement, asked once."""
    own = [Q(is_reported(name, f"{prefix}{name}__", day)) for name in ("commitment", "relation", "name")]
    own.append(_action(f"{prefix}action__", day))
    keys = tuple(f"{prefix}{path}agreement_id" for path in ("", "name__", "clause__"))
    whole = exists(rows_of("agreement").filter(agreement_rule("", day)), pk=keys)
    other_name = Q(**{f"{prefix}name__isnull": False}) & ~Q(**{f"{prefix}name__kind": NameKind.REPORTED})
    with_it = Q(**{f"{prefix}agreement__isnull": False}) | other_name | Q(_has_parts(f"{prefix}clause__"))
    return any_of(*own, _clause_itself(f"{prefix}clause__", day)) | (with_it & Q(whole))


def _citation(prefix: str, day: date) -> Q:
    """A report makes its record known; a passage that does not support one is of no record that nobody had reported."""
    supports = Q(**{f"{prefix}stance": Stance.SUPPORTS}) & ~measures(prefix)
    return out_by(day, f"{prefix}source__") & (supports | about_known(prefix, day))


def _dated(model: str, column: str) -> Rule:
    """The rule of what editors and analysts did on a day, about records that were known."""
    return lambda prefix, day: Q(**{f"{prefix}{column}__lte": day}) & all_needed(model_of(model), prefix, day)


RULES |= {
    "agreement": agreement_rule,
    "agreementidentifier": _identifier,
    "agreementname": _name,
    "agreementparty": _with("agreementparty", "agreement"),
    "agreementrelation": _relation,
    "clause": _clause,
    "clausetext": _clause_text,
    "commitment": commitment_rule,
    "commitmentactor": _with("commitmentactor", "commitment"),
    "commitmentdomain": _with("commitmentdomain", "commitment"),
    "action": _action,
    "actionplace": place_of_action_rule,
    "actionparticipant": participant_rule,
    "series": _series,
    "disagreement": _disagreement,
    "assessment": _dated("assessment", "assessed_on"),
    "source": _source,
    "citation": _citation,
    "decision": _dated("decision", "decided_on"),
}
