"""Paragraphs that are in several stored texts, word for word after folding: named by their numbers, never by words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import models

from ..evidence.origins import Chains
from ..models import Citation, ParagraphDigest, Source
from ..vocabularies import ReviewState

FEWEST = 12  # words; what is shorter, such as “He said this on Friday”, says nothing


@dataclass(frozen=True)
class Shared:
    """Another source with the paragraphs of the one at hand that it carries too, and with its own numbers of these."""

    source: Source
    here: tuple[int, ...]
    there: tuple[int, ...]

    @property
    def words(self) -> str:
        """The paragraphs of the source at hand, as “paragraphs 7 to 9 and 12”."""
        return in_words(self.here)

    @property
    def words_there(self) -> str:
        return in_words(self.there)


def in_words(numbers: Sequence[int]) -> str:
    """Numbers of paragraphs in order, as “paragraph 7”, “paragraphs 7 to 9 and 12”."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts = [str(run[0]) if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs]
    listed = " and ".join(part for part in (", ".join(parts[:-1]), parts[-1]) if part)
    return f"paragraph{'s' if len(numbers) > 1 else ''} {listed}"


def shared_with(source: Source, others: models.QuerySet[Source]) -> list[Shared]:
    """Those of the sources `others` that carry paragraphs of `source`, the earliest first: three queries."""
    digests = ParagraphDigest.objects.filter(words__gte=FEWEST)
    here: dict[str, set[int]] = {}
    for sha256, number in digests.filter(source=source).values_list("sha256", "number"):
        here.setdefault(sha256, set()).add(number)
    ours: dict[int, set[int]] = {}
    theirs: dict[int, set[int]] = {}
    rows = digests.filter(sha256__in=here).exclude(source=source).order_by()
    for other, sha256, number in rows.values_list("source", "sha256", "number"):
        ours.setdefault(other, set()).update(here[sha256])
        theirs.setdefault(other, set()).add(number)
    found = others.filter(pk__in=ours).select_related("publisher").order_by("published_sort", "slug")
    return [Shared(row, tuple(sorted(ours[row.pk])), tuple(sorted(theirs[row.pk]))) for row in found]


def without_common_origin(source: Source, shared: Iterable[Shared]) -> dict[int, list[Citation]]:
    """The citations of `source` in paragraphs that another one carries too, where their origin is not one with that of
    the other's block, by the other's id. In as many queries for many as for few."""
    shared = list(shared)
    keys = [source.pk, *(each.source.pk for each in shared)]
    rows = Citation.objects.filter(source__in=keys, locator__isnull=False).exclude(state=ReviewState.WITHDRAWN)
    cited = list(rows.select_related("source__publisher", "origin__publisher").order_by("source", "number"))
    chains = Chains(cited)
    found = {}
    for each in shared:
        block = [one for one in cited if one.source_id == each.source.pk and one.locator in each.there]
        ends = {each.source.pk}.union(*(chains.origins(one) for one in block))
        ours = [one for one in cited if one.source_id == source.pk and one.locator in each.here]
        found[each.source.pk] = [one for one in ours if not ({one.origin_id} | chains.origins(one)) & ends]
    return found
