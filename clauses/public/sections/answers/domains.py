"""What was promised in a domain, and what is reported of it."""

from collections.abc import Sequence

from django.utils.html import format_html

from ....models import Action, Commitment
from ...wording import record_link
from ..counting import in_letters
from .phrases import listed, sentences, tense, when_done

MOST_NAMED = 2  # promises


def answer_of_domain(promises: Sequence[Commitment], count: int, deeds: int, newest: Action | None) -> str:
    """The first sentences of a domain's page.

    `promises` are the first of `count` that set a duty, `deeds` the follow-ups on all of them that are reported as
    begun or done, and `newest` the newest of these, loaded with its first report.
    """
    told = tense()
    if not count:
        return sentences([told.by_then(f"no promise in it {told.be(1)} recorded")])
    return sentences([_promised(promises, count), told.by_then(_done(deeds, newest))])


def _promised(promises: Sequence[Commitment], count: int) -> str:
    if count > MOST_NAMED:
        return f"{in_letters(count, 'promise')} fall in this domain"
    return format_html("promised: {}", listed(record_link(one) for one in promises))


def _done(deeds: int, newest: Action | None) -> str:
    told = tense()
    said = f"{in_letters(deeds, 'follow-up')} {told.be(deeds)} reported as begun or done"
    if newest is None:
        return said
    lead = ", the newest" if deeds > 1 else ""
    if not newest.date:
        return format_html("{}{}: {} ({})", said, lead, record_link(newest), when_done(newest))
    return format_html("{}{} {}: {}", said, lead, when_done(newest), record_link(newest))
