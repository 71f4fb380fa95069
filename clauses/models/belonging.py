"""What belongs to what: the rows of a record, and the agreement that a row is part of.

It follows from `public_with` of the tables, but for what readers call the rows of a record.
"""

from collections.abc import Iterable
from typing import TypeGuard

from django.apps import apps
from django.db import models

from ..tables import paths_to
from .actions import ActionParticipant, ActionPlace, Bearing
from .actors import ActorIdentifier
from .agreements import Agreement, AgreementIdentifier, AgreementName, AgreementParty, AgreementRelation
from .assessments import Assessment
from .base import Row, row_at
from .citations import Citation
from .clauses import ClauseText
from .commitments import CommitmentActor, CommitmentClause, CommitmentDomain
from .domains import DomainMapping

# What readers of a record call the rows that belong to it: by their table and the column that names the record.
IN_WORDS: dict[tuple[type[Row], str], str] = {
    (AgreementName, "agreement"): "names",
    (AgreementParty, "agreement"): "parties",
    (AgreementIdentifier, "agreement"): "numbers in other schemes",
    (AgreementRelation, "subject"): "relations to other agreements",
    (ClauseText, "clause"): "texts",
    (CommitmentActor, "commitment"): "who owes what to whom",
    (CommitmentClause, "commitment"): "further clauses",
    (CommitmentDomain, "commitment"): "domains",
    (ActionPlace, "action"): "places",
    (ActionParticipant, "action"): "participants",
    (Bearing, "commitment"): "actions that bear on it",
    (Bearing, "action"): "commitments that it bears on",
    (ActorIdentifier, "actor"): "numbers in other schemes",
    (DomainMapping, "domain"): "terms in other schemes",
    (Assessment, "commitment"): "judgements",
    (Assessment, "action"): "judgements",
    **{(Citation, name): "citations" for name in ("source", "agreement", "clause", "commitment", "action")},
}


def belonging_to(model: type[models.Model]) -> list[tuple[type[Row], str, str]]:
    """The tables whose rows readers find with a record of `model`: each with its column that names the record, and
    with what readers call its rows."""
    named = ((table, name, words) for (table, name), words in IN_WORDS.items())
    return [(table, name, words) for table, name, words in named if row_at(table, name) is model]


def is_owned(model: type[models.Model]) -> TypeGuard[type[Row]]:
    """Whether rows of the table are a part of a record and reviewed with it: they have no state of their own."""
    return issubclass(model, Row) and not hasattr(model, "state") and not model.never_public


def owner_column(model: type[Row]) -> str:
    """The column by which a row names the record that it belongs to."""
    return model.public_with[0]


def owned_tables(model: type[models.Model]) -> Iterable[tuple[type[Row], str]]:
    """The tables whose rows are a part of a record of `model`, each with the column that names the record."""
    for table in filter(is_owned, apps.get_app_config("clauses").get_models()):
        if row_at(table, owner_column(table)) is model:
            yield table, owner_column(table)


def path_to_agreement(model: type[Row]) -> str:
    """The path from a row that a citation can be about to its agreement; of a relation, to the first of its two."""
    return "pk" if model is Agreement else next(paths_to(model, Agreement))
