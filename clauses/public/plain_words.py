"""Words for readers in the place of those of the dataset: what columns and values of closed lists are called on pages.

The words of files, forms and the codebook are the field's own and stay; a heading on a page leads to its definition.
"""

import re
from typing import Any, cast

from django.db.models import Choices, Field
from django.utils.text import capfirst

from .. import vocabularies as v
from ..evidence.last_seen import NOT_SAID
from ..fields import LanguageField, ScaleField
from ..models import Row
from .wording import language, typographic

PLAIN: tuple[tuple[Choices, str], ...] = (
    (v.RecordLevel.FULL_TEXT, "every provision recorded"),
    (v.RecordLevel.PARTIAL_TEXT, "some provisions recorded"),
    (v.RecordLevel.METADATA, "described, no provision recorded"),
    (v.RecordLevel.MENTION, "known only because others name it"),
    (v.ClauseFunction.RECITAL, "preamble"),
    (v.ClauseFunction.OPERATIVE, "main text"),
    (v.ClauseFunction.TESTIMONIUM, "closing formula"),
    (v.Modality.DECLARATORY, "statement that sets no duty"),
    (v.Modality.ASPIRATION, "aim"),
    (v.Recurrence.CONTINGENT, "only under a condition"),
    (v.CommitmentRole.OBLIGOR, "bound by it"),
    (v.CommitmentRole.BENEFICIARY, "owed to"),
    (v.CommitmentRole.IMPLEMENTER, "to carry it out"),
    (v.ActionRelation.LIFE_CYCLE, "in the agreement's own life"),
    (v.ActionRelation.FOLLOW_UP, "step to carry the agreement out"),
    (v.ActionRelation.BASELINE, "from before the agreement"),
    (v.ActionRelation.REACTION, "by others, in answer to it"),
    (v.ActionRelation.CONTEXT, "around the agreement"),
    (v.Rank.PREFERRED, "the editors follow this"),
    (v.Rank.DEPRECATED, "held for an error"),
    (v.Verdict.NONE, "has nothing to do with it"),
    (v.ActionStatus.UNKNOWN, NOT_SAID),
)
VALUES = {(type(member), member.value): words for member, words in PLAIN}  # lists may share a value
HEADINGS = {
    "agreements.record_level": "How far it is recorded here",
    "agreements.instrument_type": "Kind of instrument",
    "clauses.function": "Part of the text",
    "clauses.order_is_reconstructed": "Order reconstructed by the editors",
    "clauses.level": "What the text calls it",
    "clauses.wid": "Code in addresses",
    "commitments.kind": "Kind of promise",
    "commitments.modality": "How it binds",
    "commitments.precision": "How exact it is",
    "commitments.delegation": "Who acts and decides",
    "commitments.recurrence": "How often",
    "actions.relation": "What it is to the agreement",
    "conflicts.field": "What they differ on",
}
STEP = re.compile(r"^\d – ")  # of a scale, which the words after it say


def heading_of(table: str, column: str, otherwise: str) -> str:
    """What a column is called on a page; as in files where there is no plainer word."""
    return HEADINGS.get(f"{table}.{column}", otherwise)


def value_of(field: Field, value: Any) -> str:
    """What a value of a closed list, or the code of a language, is called on a page; the value itself of others."""
    if isinstance(field, LanguageField):
        return language(str(value))
    vocabulary: type[Choices] | None = getattr(field, "vocabulary", None)
    labels = {str(one): label for one, label in field.flatchoices}
    label = str(labels.get(str(value), value))
    if vocabulary is not None and value in vocabulary.values:
        label = VALUES.get((vocabulary, vocabulary(value).value), label)
    return typographic(STEP.sub("", label) if isinstance(field, ScaleField) else label)


def said(row: Row, column: str) -> str:
    """The value of a closed list in words for readers: `{{ row|said:"modality" }}`; empty if it has none."""
    field = cast(Field, row._meta.get_field(column))
    value = getattr(row, column)
    return "" if value in (None, "") else value_of(field, value)


def said_first(row: Row, column: str) -> str:
    """The same at the head of a line."""
    return capfirst(said(row, column))
