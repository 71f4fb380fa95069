"""What bears on a promise, and what the page of the promise says of it."""

import re

from clauses import models

from .factories import (
    ActionFactory,
    ActorFactory,
    AgreementPartyFactory,
    BearingFactory,
    CitationFactory,
    ClauseFactory,
    CommitmentActorFactory,
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


def wordy_promise(agreement) -> models.Commitment:
    """One with as many words as its columns may hold and more, and as many deeds, announcements and actors as fit."""
    some = "a thing of common interest in several fields of cooperation "
    promise = CommitmentFactory(
        clause__agreement=agreement,
        title=(some * 4)[:200],
        **dict.fromkeys(("statement", "condition", "not_seen"), some * 40),
        conditional=True,
        wording=(some * 4)[:200],
        wording_language="en",
        wording_status="editors_summary",
    )
    for status, count in (("completed", 20), ("planned", 9)):
        dates = _days(count)
        actions = bulk(ActionFactory, count, agreement=agreement, title=LONG_DEED * 2, date=dates, status=status)
        bulk(BearingFactory, count, action=actions, commitment=promise)
        _differing(actions, dates)
    for role in ("obligor", "beneficiary", "implementer"):
        actors = bulk(ActorFactory, 12, name=[f"The ministry of affair {role} {number}" for number in range(12)])
        bulk(CommitmentActorFactory, 12, commitment=promise, actor=actors, role=role)
    return promise


def _days(count: int) -> list[str]:
    """Every third a long range."""
    days = [f"2023-{number % 12 + 1:02}-20" for number in range(count)]
    return [day if number % 3 else f"[2022-01-10..{day}]" for number, day in enumerate(days)]


def _differing(actions: list, dates: list[str]) -> None:
    """Two sources on each, which differ on its day."""
    papers = bulk(ActorFactory, 2, name=["The Courier of the Capital and of the North", "Evening News of the South"])
    for number, value in enumerate(("2023", "2022"), 1):
        said = bulk(SourceFactory, len(actions), publisher=papers, published=dates)
        bulk(CitationFactory, len(actions), action=actions, source=said, field="date", value=value, number=number)


def long_agreement(agreement, count: int, domains: int = 10_000) -> list[models.Commitment]:
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
    ties = [models.CommitmentDomain(commitment=row, domain=of[place % len(of)]) for place, row in enumerate(rows)]
    models.CommitmentDomain.objects.bulk_create(ties)
    dates = _days(count)
    actions = bulk(ActionFactory, count, agreement=agreement, title=LONG_DEED, date=dates)
    bulk(BearingFactory, count, action=actions, commitment=rows)
    _differing(actions, dates)
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
