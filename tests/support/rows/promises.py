"""What bears on a promise, and what the page of the promise says of it."""

import re

from clauses.models import CommitmentDomain

from .factories import (
    ActionFactory,
    ActorFactory,
    AgreementPartyFactory,
    BearingFactory,
    CitationFactory,
    ClauseFactory,
    CommitmentFactory,
    DomainFactory,
    SourceFactory,
)
from .filling import bulk

LONG_DEED = "The ministers of both states sign a memorandum on cooperation in several fields of common interest"


def bearing(promise, published="2022-03-01", **action):
    """An action that bears on the promise, with a report of that day."""
    row = ActionFactory(agreement=promise.clause.agreement, **action)
    BearingFactory(commitment=promise, action=row)
    said = {"field": "status", "value": row.status, "quote": ""}
    CitationFactory(action=row, source=SourceFactory(published=published), **said)
    return row


def long_agreement(agreement, count: int, domains: int = 10_000) -> list:
    """`count` promises of long names, in so many domains at most: each with a deed on whose day two sources differ, and
    something that was looked for. There are as many parties and steps of its life."""
    clauses = bulk(
        ClauseFactory, count, agreement=agreement, label=[f"Art. {number}" for number in range(1, count + 1)]
    )
    title = [
        f"Promise {number} of close cooperation in a field of common interest and of use" for number in range(count)
    ]
    rows = bulk(CommitmentFactory, count, clause=clauses, title=title, not_seen="A meeting of both. " * 40)
    label = [f"Domain {number} of some cooperation" for number in range(min(count, domains))]
    of = bulk(DomainFactory, len(label), label=label)
    ties = [CommitmentDomain(commitment=row, domain=of[place % len(of)]) for place, row in enumerate(rows)]
    CommitmentDomain.objects.bulk_create(ties)
    dates = [f"[2023-01-10..2023-{number % 11 + 2:02}-20]" for number in range(count)]
    actions = bulk(ActionFactory, count, agreement=agreement, title=LONG_DEED, date=dates)
    bulk(BearingFactory, count, action=actions, commitment=rows)
    papers = bulk(ActorFactory, 2, name=["The Courier of the Capital and of the North", "Evening News of the South"])
    for number, value in enumerate(("2023", "2022"), 1):
        said = bulk(SourceFactory, count, publisher=papers, published=dates)
        bulk(CitationFactory, count, action=actions, source=said, field="date", value=value, number=number)
    bulk(ActionFactory, count, agreement=agreement, relation="life_cycle", type="accession", date="2022-01-01")
    bulk(AgreementPartyFactory, count, agreement=agreement, actor=bulk(ActorFactory, count))
    return rows


def steps(client, promise, query="") -> dict[str, str]:
    """The words of the page by the id of their section; the story line stands under "story"."""
    html = client.get(promise.get_absolute_url() + query).content.decode()
    found = {}
    for name in ("promised", "announced", "reported", "in-dispute", "not-seen", "apart"):
        start = html.find(f'<section id="{name}"')
        found[name] = plain(html[start : html.index("</section>", start)]) if start >= 0 else ""
    start = html.index('<p class="story">')
    return found | {"story": plain(html[start : html.index("</p>", start)])}


def plain(html) -> str:
    """The words of a piece of a page, spaced as they are read."""
    words = " ".join(part.rpartition(">")[2] for part in html.split("<"))
    return re.sub(r"(?<=\() | (?=[,;.:])", "", " ".join(words.replace("&nbsp;", " ").split()))
