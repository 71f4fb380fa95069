"""Where we know it from: sources, their private texts, and citations of passages."""

from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import or_
from typing import Any, Self

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from ..dates import is_in_doubt
from ..fields import (
    CodeField,
    DigestField,
    LanguageField,
    UncertainDateField,
    VocabularyField,
    WebAddressField,
    derived_from,
    parsed_check,
)
from ..known_on.as_reported import cited_actions, renew
from ..querysets import R, RowQuerySet
from ..tables import model_at, paths_to, written_over
from ..vocabularies import Derivation, Extent, Reliability, ReviewState, SourceKind
from .actors import Actor
from .agreements import Agreement
from .base import Record, Row, Searchable, refuse, refuse_circle
from .credits import repeats_itself
from .merging import Mergeable

DIGEST = RegexValidator(r"^[0-9a-f]{64}\Z", "A SHA-256 digest: 64 characters 0-9 and a-f.")


class SourceQuerySet(RowQuerySet[R]):
    """What sources can be asked."""

    def of_agreement(self, agreement: Agreement) -> Self:
        """Those in which a public citation is about the agreement, or about anything of it."""
        citation: Any = model_at(self.model, "citations")  # which knows this table
        about = (Q(**{path: agreement}) for path in paths_to(citation, Agreement))
        return self.filter(pk__in=citation.objects.published().filter(reduce(or_, about)).values("source"))

    def update(self, **values: Any) -> int:
        """Also works out what reports say of the actions that they are cited for; see `known_on.as_reported`."""
        keys = list(self.order_by().values_list("pk", flat=True))
        changed = super().update(**values)
        renew(cited_actions(keys, self.db), self.db)
        return changed

    def bulk_create(self, objs: Iterable[Any], *args: Any, **options: Any) -> list[R]:
        rows = list(objs)
        made = super().bulk_create(rows, *args, **options)
        renew(cited_actions(written_over(rows, options), self.db), self.db)
        return made


class Source(Mergeable, Searchable, Record):
    """An article, a release, a post, a speech. Its text is never published."""

    search_fields = ("slug", "title", "author", "url")
    search_also = ("publisher",)

    slug = CodeField(unique=True, help_text="The permanent code of the source in addresses and files.")
    kind = VocabularyField(SourceKind, help_text="What sort of source it is.")
    title = models.CharField(
        max_length=300, blank=True, default="", help_text="The title as printed; empty where it is not known."
    )
    publisher = models.ForeignKey(
        Actor,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="published_sources",
        help_text="The medium or organ that published it.",
    )
    author = models.CharField(
        max_length=200, blank=True, default="", help_text="The author as printed; empty where none is."
    )
    url = WebAddressField("address", help_text="Where it was published on the web.")
    archive_url = WebAddressField("archived copy", help_text="Where an archive keeps a copy of it.")
    published = UncertainDateField(help_text="When it was published, as exactly as is known.")
    published_earliest, published_latest, published_sort, published_precision, published_parsed = derived_from(
        "published"
    )
    published_as_printed = models.CharField(
        max_length=200, blank=True, default="", help_text="The date of publication in the words of the source."
    )
    published_reason = models.TextField(
        blank=True, default="", help_text="Why the date is read so, where the source does not print it."
    )
    accessed_on = models.DateField(null=True, blank=True, help_text="The day on which the editors read it.")
    language = LanguageField(blank=True, default="", help_text="The language of the source (BCP 47).")
    derived_from = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="derivatives",
        help_text="The source that it repeats, where it is a reprint, translation, summary or rewording.",
    )
    derivation = VocabularyField(
        Derivation, blank=True, default="", help_text="In what way it repeats the other source."
    )
    is_stub = models.BooleanField(
        "not seen", default=False, help_text="Known only because another source names it; the editors have not read it."
    )
    extent = VocabularyField(
        Extent,
        verbose_name="how much was read",
        blank=True,
        default="",
        help_text="How much of its text this record rests on; empty where that is not recorded.",
    )
    note = models.TextField(
        blank=True, default="", help_text="What a reader should know of it, such as that only an excerpt was read."
    )
    reliability = VocabularyField(
        Reliability,
        max_length=1,
        default=Reliability.F,
        help_text="How reliable the source is (Admiralty code); F where nobody has judged it.",
    )
    sha256 = models.CharField(
        "digest of the text",
        max_length=64,
        blank=True,
        default="",
        validators=[DIGEST],
        help_text="SHA-256 of the article's paragraphs, so that others can tell whether they read the same text.",
    )

    objects = SourceQuerySet.as_manager()  # type: ignore[misc]  # the manager of the base is read as a class variable

    class Meta(Record.Meta):
        ordering = (F("published_sort").desc(nulls_last=True), "slug")
        constraints = [
            parsed_check("source", "published"),
            models.CheckConstraint(
                condition=Q(derived_from__isnull=True, derivation="")
                | (Q(derived_from__isnull=False) & ~Q(derivation="")),
                name="a_derived_source_says_how_it_is_derived",
                violation_error_message="Give both the source that it repeats and the way it does, or neither.",
            ),
        ]

    def __str__(self) -> str:
        return self.title or f"{self.publisher or self.get_kind_display()} ({self.slug})"

    def get_absolute_url(self) -> str:
        return reverse("source", args=[self.slug])

    def was_out(self, day: date) -> bool:
        return self.is_placed and self.published_latest <= day

    @property
    def is_placed(self) -> bool:
        """Whether there is a day by which it was certainly out."""
        return self.published_latest is not None and not is_in_doubt(self.published)

    @property
    def is_unseen(self) -> bool:
        """Whether the editors saw nothing of its text, not even an excerpt."""
        return self.extent == Extent.NOTHING or (self.is_stub and not self.extent)

    @property
    def may_be_named(self) -> bool:
        """Whether readers may learn its name where another source credits or repeats it: it need have no date."""
        undated = not self.is_placed and self.state == ReviewState.PUBLISHED
        return undated or self.is_public

    def clean(self) -> None:
        refuse_circle(self, "derived_from", "This source repeats itself through the chain: choose another.")
        circle = bool(self.pk and self.derived_from_id) and repeats_itself(self)
        refuse(
            circle, "What it repeats credits this source itself. Choose another, or mend that citation.", "derived_from"
        )


class SourceText(Row):
    """The text of an article, for editors only: never in a page, an export, a fixture, the search index or a log."""

    natural_key_fields = ("source",)
    public_with = ("source",)
    never_public = True

    source = models.OneToOneField(Source, models.CASCADE, related_name="text", help_text="The source.")
    text = models.TextField(help_text="The text of the article. It stays private.")
    sha256 = DigestField("text", verbose_name="digest", help_text="SHA-256 of the text.")

    class Meta(Row.Meta):
        ordering = ("source",)

    def __str__(self) -> str:
        return f"Text of {self.source}"
