"""What an actor is, and how much is recorded of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.html import format_html

from ....models import Actor
from ....vocabularies import ActorKind, CommitmentRole
from ...wording import record_link
from ..counting import in_letters
from .phrases import listed, sentences, with_article

KINDS = {
    ActorKind.STATE: "a state",
    ActorKind.BODY: "an organ or armed force",
    ActorKind.OFFICE: "an office",
    ActorKind.PERSON: "a person",
    ActorKind.IGO: "an intergovernmental organisation",
    ActorKind.MEDIA: "a publisher of news",
    ActorKind.COMPANY: "a company",
    ActorKind.OTHER: "an organisation or group",
}


@dataclass(frozen=True)
class Recorded:
    """How many promises an actor has a part in, by role, and how many actions, quotations and sources are its own.

    `statements` are commitments that set no duty, which are counted apart.
    """

    promises: Mapping[str, int] = field(default_factory=dict)
    statements: int = 0
    actions: int = 0
    quoted: int = 0
    published: int = 0


def answer_of_actor(actor: Actor, recorded: Recorded) -> str:
    """The first sentence of an actor's page."""
    country = actor.country
    of = record_link(country, with_article(country)) if country else ""
    kind = KINDS[ActorKind(actor.kind)]
    what = format_html("{} of {}", kind, of) if of else kind
    done = _done(recorded)
    return sentences(
        [
            format_html("{}; it {}", what, done) if done else what,
            "" if done else "no promise, action or source of its own is recorded",
        ]
    )


def _done(recorded: Recorded) -> str:
    promised = recorded.promises
    verbs = {
        CommitmentRole.OBLIGOR: "owes",
        CommitmentRole.BENEFICIARY: "is owed",
        CommitmentRole.IMPLEMENTER: "is to carry out",
    }
    parts = [f"{verb} {in_letters(promised[role], 'promise')}" for role, verb in verbs.items() if promised.get(role)]
    if recorded.statements:
        sets = "sets" if recorded.statements == 1 else "set"
        parts.append(f"has a part in {in_letters(recorded.statements, 'statement')} that {sets} no duty")
    if recorded.actions:
        parts.append(f"took part in {in_letters(recorded.actions, 'action')}")
    if recorded.quoted:
        parts.append(f"is named as the speaker of {in_letters(recorded.quoted, 'passage')}")
    if recorded.published:
        parts.append(f"published {in_letters(recorded.published, 'source')}")
    return listed(parts)
