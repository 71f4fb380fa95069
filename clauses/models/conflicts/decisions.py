"""What the editors make of a disagreement between sources. Both sides stay visible, and so does the reason."""

import hashlib
import json
from collections.abc import Iterable
from datetime import date

from django.db import models

from ...fields import CodeField, VocabularyField
from ...querysets import CitationQuerySet
from ...vocabularies import CitedField, Stance
from ..about import TARGETS, AboutOneRecord
from ..base import Record, refuse, related
from ..citations import Citation
from .opposing import denies

# Fields in which two statements can both be true: several participants, several places, several words.
NO_CONFLICT = (CitedField.CITED_AS, CitedField.PARTICIPANT, CitedField.PLACE, CitedField.TYPE)
# What an editor decides: where one of these is new, the decision was made on what the sources state now.
DECIDED = ("field", "follows_id", "decided_on")


def digest_of(citations: Iterable[Citation]) -> str:
    """SHA-256 of what sources state of one field, with whom they credit; another one for each new statement.

    So it is for each new denial of what is stated. The citations state a value or deny one, and are loaded with source
    and attributed_to; empty where there are none.
    """
    rows = list(citations)
    stated = [one for one in rows if one.stance == Stance.SUPPORTS]
    denials = [one for one in rows if one not in stated and any(denies(one, other) for other in stated)]
    said = sorted({_statement(citation) for citation in (*stated, *denials)})
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest() if said else ""


def _statement(citation: Citation) -> tuple[str, ...]:
    """Whether the record of whom it credits is public changes nothing of what a source states."""
    code = citation.attributed_to.slug if citation.attributed_to is not None else ""
    counted = (citation.measure,) if citation.measure else ()
    denied = () if citation.stance == Stance.SUPPORTS else (citation.stance,)
    stated = (citation.source.slug, citation.value, citation.unit, *counted, citation.qualifier, citation.as_of, code)
    return (*stated, *denied)


class Decision(AboutOneRecord, Record):
    """A decision on a disagreement between sources about one field of one record, with its reason.

    It hides nothing. When the sources come to state something else, the disagreement is open again and the decision
    stands beside it as one made before.
    """

    public_with = TARGETS

    slug = CodeField(unique=True, help_text="The permanent code of the decision in files.")
    field = VocabularyField(CitedField, verbose_name="field in dispute", help_text="What the sources disagree about.")
    follows = models.ForeignKey(
        Citation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="followed_by",
        help_text="The statement that the editors follow; empty where they hold that it cannot be decided.",
    )
    reason = models.TextField(help_text="Why, in words for readers.")
    decided_on = models.DateField("decided on", help_text="The day of the decision.")
    decided_by = models.CharField("decided by", max_length=100, help_text="The pseudonym of the editor.")
    statements = models.CharField(
        "digest of the statements",
        max_length=64,
        blank=True,
        default="",
        editable=False,
        help_text="SHA-256 of what the sources stated when it was decided, to tell whether that has changed.",
    )

    class Meta(AboutOneRecord.Meta, Record.Meta):
        abstract = False
        ordering = ("-decided_on", "slug")

    def __str__(self) -> str:
        return f"Decision on the {self.get_field_display()} ({self.slug})"

    def was_out(self, day: date) -> bool:
        return self.decided_on <= day

    def _work_out(self) -> None:
        """Also the digest: of what is stated now where a decision is made, and as it was where one is only mended.

        It stays where the record that it is about is merged into another, which may bring statements of its own.
        """
        super()._work_out()
        if not self.statements or self._is_made_anew():
            self.statements = digest_of(self.stated())

    def _is_made_anew(self) -> bool:
        before = type(self)._base_manager.filter(pk=self.pk).first() if self.pk else None
        if before is None or before.statements != self.statements:
            return False  # a file says what was stated then
        return any(getattr(before, name) != getattr(self, name) for name in DECIDED)

    def stated(self) -> CitationQuerySet[Citation]:
        """What public sources state of the field that it is about."""
        about = {name: getattr(self, f"{name}_id") for name in TARGETS if getattr(self, f"{name}_id")}
        if self.field not in CitedField.values:  # refused later; PostgreSQL could not even be asked for some of it
            return Citation.objects.none()
        rows = Citation.objects.published().sides().filter(field=self.field, **about)
        return rows.select_related("source", "attributed_to") if about else rows.none()

    def clean(self) -> None:
        refuse(self.field in NO_CONFLICT, "Several values of this field can all be true.", "field")
        followed = related(self, "follows")
        if followed is not None:
            key = next((name for name in TARGETS if getattr(self, f"{name}_id")), None)
            other = key is None or getattr(followed, f"{key}_id") != getattr(self, f"{key}_id")
            refuse(other, "The statement that is followed is about another record.", "follows")
            refuse(followed.field != self.field, "The statement that is followed is about another field.", "follows")
