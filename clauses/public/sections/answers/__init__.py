"""The first sentence of a record's page: what people come for, made from the rows and no surer than they are.

Each is safe HTML, in which records are links; `as_text` has the same words for descriptions and for paper.
"""

from .actions import answer_of_action, evidence_of_action
from .actors import Recorded, answer_of_actor
from .agreements import answer_of_agreement
from .clauses import answer_of_clause
from .commitments import answer_of_commitment, beside_of_commitment
from .domains import answer_of_domain
from .phrases import as_text

__all__ = [
    "Recorded",
    "answer_of_action",
    "answer_of_actor",
    "answer_of_agreement",
    "answer_of_clause",
    "answer_of_commitment",
    "answer_of_domain",
    "as_text",
    "beside_of_commitment",
    "evidence_of_action",
]
