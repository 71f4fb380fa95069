"""Questions that readers come with, made from what is recorded, each with the address of its answer."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from django.db.models import Count, Prefetch
from django.urls import reverse

from ...evidence.states import NO_DUTY, STATE, with_states
from ...models import Action, Bearing, Citation, Commitment, Domain
from ...published import published_q
from ...querysets import ActionQuerySet
from ...vocabularies import PromiseState
from ...while_unchanged import kept, kept_keys
from ..promises.strip import Strip
from ..wording import typographic

MOST_NEWEST = 100  # follow-ups, or promises, that a question is made from


@dataclass(frozen=True)
class Asked:
    words: str
    address: str


def questions(strip: Strip, newest_year: int | None) -> list[Asked]:
    """At most five, in a few queries; those to which the record has no answer are left out."""
    return [*_of_a_domain(), *_bare(strip), *_of_a_year(newest_year), *_differing(), *_whether_it_came()]


def _follow_ups() -> Any:
    """Links of promises to their follow-ups."""
    ties = Bearing.objects.published().filter(published_q(Commitment, "commitment__"))
    duties = ties.exclude(commitment__modality__in=NO_DUTY)
    return duties.filter(action__relation__in=ActionQuerySet.IMPLEMENTING).order_by()


def _of_a_domain() -> Iterator[Asked]:
    """The one on whose promises most of the newest follow-ups bear; not all of them are counted, which would grow."""
    newest = Action.objects.published().implementing().sure_of_day().newest_first().values_list("pk", flat=True)
    keys = _follow_ups().filter(action__in=kept(newest[:MOST_NEWEST])).values_list("commitment", "action")
    by_commitment: dict[int, set[int]] = defaultdict(set)
    for commitment, action in keys:
        by_commitment[commitment].add(action)
    domains = Domain.objects.published().filter(commitments__in=by_commitment).distinct()
    found: dict[Domain, set[int]] = defaultdict(set)
    for domain in domains.prefetch_related(Prefetch("commitments", Commitment.objects.filter(pk__in=by_commitment))):
        for commitment in domain.commitments.all():
            found[domain] |= by_commitment[commitment.pk]
    if found:
        domain = min(found, key=lambda one: (-len(found[one]), one.slug))
        label = domain.label[:1].lower() + domain.label[1:]
        yield Asked(f"What was promised on {typographic(label)}, and what was done?", domain.get_absolute_url())


def _bare(strip: Strip) -> Iterator[Asked]:
    for share in strip.shares:
        if share.state == PromiseState.NOTHING_REPORTED:
            words = "promise has" if share.count == 1 else f"{share.count} promises have"
            yield Asked(f"Which {words} nothing reported?", f"{reverse('commitments')}?{share.asked}")


def _of_a_year(year: int | None) -> Iterator[Asked]:
    if year:
        yield Asked(f"What happened in {year}?", reverse("year", args=[year]))


def _differing() -> Iterator[Asked]:
    if Citation.objects.published().exclude(field="").exists():
        yield Asked("Where do sources differ most?", reverse("conflicts"))


def _whether_it_came() -> Iterator[Asked]:
    """Of the promises of which only related steps are reported, that with most of them."""
    rows = Commitment.objects.published().filter(itself_not_seen=True).exclude(modality__in=NO_DUTY)
    related = cast(Any, with_states(rows)).filter(**{STATE: PromiseState.RELATED_ONLY}).order_by("slug")
    keys = kept_keys(related, MOST_NEWEST)
    counted = _follow_ups().filter(commitment__in=keys).values_list("commitment")
    most = counted.annotate(rows=Count("action", distinct=True)).order_by("-rows", "commitment__slug")
    key = most.values_list("commitment", flat=True).first()
    if key is not None:
        promise = Commitment.objects.get(pk=key)
        yield Asked(f"“{typographic(promise.title)}”: did it come about?", promise.get_absolute_url())
