"""Records that may turn out to be the same thing as another one, and whose old code then leads to that."""

from django.db import models

from ..fields import CODE
from .base import refuse
from .editing import Merge


class Mergeable(models.Model):
    """Mixin of a record with a code of its own. A code that leads to another record is not given away again."""

    class Meta:
        abstract = True

    def validate_unique(self, exclude=None):
        super().validate_unique(exclude=exclude)
        is_code = CODE.regex.search(self.slug) is not None  # PostgreSQL cannot be asked for every text
        kept = Merge.objects.leading_from(type(self), self.slug) if is_code else None
        taken = kept is not None and kept.pk != self.pk
        refuse(taken, taken and f"This was the same thing as “{kept.slug}” and leads there. Use that code.", "slug")
