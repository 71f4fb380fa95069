"""What a row about exactly one record has: a key to each table that it could be about, and a CHECK."""

from django.db import models
from django.db.models import Q

from ..vocabularies.sources import TARGETS
from .actions import Action
from .agreements import Agreement, AgreementName, AgreementRelation
from .base import Row
from .clauses import Clause
from .commitments import Commitment

# The table of each target.
CITABLE: dict[str, type[Row]] = dict(
    zip(TARGETS, (Agreement, AgreementName, AgreementRelation, Clause, Commitment, Action), strict=True)
)


def target_of(model: type[models.Model]) -> str | None:
    """The key to rows of `model`; None where a citation cannot be about them."""
    return next((name for name in TARGETS if CITABLE[name] is model), None)


def target_key(row: "AboutOneRecord") -> tuple[str, int]:
    """The record that the row is about, as ("action", 7), without a query."""
    return next((name, key) for name in TARGETS if (key := getattr(row, f"{name}_id")))


def _one_target() -> Q:
    """Exactly one of the six targets is set."""
    condition = Q()
    for chosen in TARGETS:
        condition |= Q(**{f"{name}__isnull": name != chosen for name in TARGETS})
    return condition


class AboutOneRecord(models.Model):
    """A row about one agreement, name, relation, clause, commitment or action."""

    agreement = models.ForeignKey(
        Agreement,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)ss",
        help_text="The agreement it is about.",
    )
    name = models.ForeignKey(
        AgreementName,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)ss",
        help_text="The name of an agreement that the source uses.",
    )
    relation = models.ForeignKey(
        AgreementRelation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)ss",
        help_text="The relation between two agreements that it is about.",
    )
    clause = models.ForeignKey(
        Clause, models.PROTECT, null=True, blank=True, related_name="%(class)ss", help_text="The clause it is about."
    )
    commitment = models.ForeignKey(
        Commitment,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)ss",
        help_text="The promise it is about.",
    )
    action = models.ForeignKey(
        Action, models.PROTECT, null=True, blank=True, related_name="%(class)ss", help_text="The action it is about."
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=_one_target(),
                name="a_%(class)s_has_exactly_one_target",
                violation_error_message=f"Choose exactly one record that it is about: {', '.join(TARGETS)}.",
            ),
        ]

    @property
    def target(self) -> Row | None:
        """The record that the row is about."""
        return next((getattr(self, name) for name in TARGETS if getattr(self, f"{name}_id")), None)
