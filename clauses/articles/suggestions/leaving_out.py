"""What would be known if one source had never been read: for measuring how well the proposals do."""

from dataclasses import dataclass

from django.db import models
from django.db.models import Exists, OuterRef, Q

from ...models import ActionParticipant, Citation, ClauseText, Source
from ...vocabularies import TextGrade


@dataclass(frozen=True)
class Left:
    """The sources that are left out, by their numbers: one, and whatever repeats it. None is left out by default."""

    sources: frozenset[int] = frozenset()

    @classmethod
    def with_repeats(cls, source: Source | None) -> "Left":
        """Leaves out `source` with its reprints, translations and summaries, and theirs."""
        found, new = set(), {source.pk} if source else set()
        while new:
            found |= new
            new = set(Source.objects.filter(derived_from__in=new).values_list("pk", flat=True)) - found
        return cls(frozenset(found))

    def citations(self) -> models.QuerySet:
        """The citations that remain: neither of the sources left out, nor credited to one of them."""
        rows = Citation.objects.exclude(state="withdrawn")
        return rows.exclude(self._theirs()) if self.sources else rows

    def texts(self) -> models.QuerySet:
        rows = ClauseText.objects.all()
        return rows.exclude(source__in=self.sources) if self.sources else rows

    def participants(self) -> models.QuerySet:
        """Who took part in what, without the actions that the sources left out report: the names may be theirs."""
        rows = ActionParticipant.objects.all()
        reported = Citation.objects.filter(self._theirs(), action__isnull=False)
        return rows.exclude(action__in=reported.values("action")) if self.sources else rows

    def known(self, target: str, path: str = "pk") -> Q:
        """The rows that the remaining sources know of as well; a clause also where its own wording was read."""
        if not self.sources:
            return Q()
        theirs = Citation.objects.filter(self._theirs(), **{target: OuterRef(path)})
        others = self.citations().filter(**{target: OuterRef(path)})
        known = ~Exists(theirs) | Exists(others)
        if target == "clause":
            known |= Exists(self.texts().filter(clause=OuterRef(path), grade=TextGrade.WORDING_READ))
        return known

    def _theirs(self) -> Q:
        return Q(source__in=self.sources) | Q(origin__in=self.sources)
