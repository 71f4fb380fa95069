"""Disagreements that no comparison of one field sees: between statements about different records, measures or words."""

from django.db import models

from ...fields import CodeField
from ..base import Record, Row
from ..citations import Citation


class Disagreement(Record):
    """What several passages say that cannot all be right, where it takes a person to see it.

    Statements of one field of one record are compared by themselves; this is for the rest: exports of a year above the
    turnover of that year, a seventeenth meeting a fortnight after the sixteenth, four names of one instrument.
    """

    slug = CodeField(unique=True, help_text="The permanent code of the disagreement in files.")
    title = models.CharField(max_length=200, help_text="What is in dispute, in a few own words.")
    note = models.TextField(help_text="Why the passages cannot all be right, in words for readers, and what is open.")

    class Meta(Record.Meta):
        ordering = ("slug",)

    def __str__(self) -> str:
        return self.title


class DisagreementSide(Row):
    """A passage that takes part in a disagreement."""

    natural_key_fields = ("disagreement", "citation")
    public_with = ("disagreement", "citation")

    disagreement = models.ForeignKey(
        Disagreement, models.CASCADE, related_name="sides", help_text="The disagreement that it is a side of."
    )
    citation = models.ForeignKey(
        Citation, models.CASCADE, related_name="disagreements", help_text="The passage that takes this side."
    )

    class Meta(Row.Meta):
        ordering = ("disagreement", "citation")
        constraints = [models.UniqueConstraint(fields=("disagreement", "citation"), name="a_passage_takes_a_side_once")]

    def __str__(self) -> str:
        return f"{self.disagreement} – {self.citation}"
