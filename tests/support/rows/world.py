"""A generated record of any size, the same for the same seed: for `n` actions, n/50 agreements of five clauses, two
promises a clause, 1.5 n citations by n/3 sources, 200 actors, 60 places and 20 domains. All is published.

The rows go in through the models' own managers, so what is worked out from them is as it would be; a sample is checked
by the models' own rules.
"""

import random
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from itertools import accumulate, islice
from typing import Any

from django.db import models as django_models
from django.db import transaction

from clauses import models
from clauses.worked_out import put_off

FIRST, LAST = date(1995, 1, 1), date(2025, 12, 31)
BATCH = 1_000
CHECKED = 20  # of each table
SYLLABLES = [f"{a}{b}" for a in "bdfgklmnprstvz" for b in "aeiou"]
TYPES = {"meeting": 18, "visit": 14, "joint_exercise": 8, "training": 6, "delivery": 4, "demining": 3, "statement": 10}
STATUSES = {"completed": 60, "announced": 12, "planned": 9, "ongoing": 8, "unknown": 6, "cancelled": 2}
RELATIONS = {"follow_up": 78, "baseline": 4, "reaction": 5, "context": 5}
STANCES = {"supports": 93, "mentions": 5, "contradicts": 2}


class World:
    """Draws what rows are made of."""

    def __init__(self, actions: int, seed: int):
        self.actions, self.drawn = actions, random.Random(seed)
        self.words = ["".join(self.drawn.choices(SYLLABLES, k=self.drawn.randint(2, 4))) for _ in range(5_000)]
        self.happened: list[Any] = []
        self.weights = list(accumulate(1 / (place + 3) for place in range(len(self.words))))

    def text(self, least: int, most: int) -> str:
        words = self.drawn.choices(self.words, cum_weights=self.weights, k=self.drawn.randint(least, most))
        return " ".join(words).capitalize()

    def one(self, chances: dict[str, int]) -> str:
        return self.drawn.choices(list(chances), list(chances.values()))[0]

    def day(self) -> str:
        return str(FIRST + timedelta(days=self.drawn.randrange((LAST - FIRST).days)))

    def uncertain(self) -> str:
        """A day, a month, a year or nothing."""
        return self.day()[: self.drawn.choices((10, 7, 4, 0), (80, 14, 4, 2))[0]]

    def store(self, model: type[django_models.Model], count: int, values: Callable[[int], dict[str, Any]]) -> list[Any]:
        """`count` rows; `values` makes those of each from its number."""
        rows: list[Any] = []
        many = (model(**values(number)) for number in range(count))
        while some := list(islice(many, BATCH)):
            rows += model._default_manager.bulk_create(some)
        return rows


def generate(actions: int, seed: int = 7) -> World:
    """The record, in one transaction. An error of the models' rules is raised as such."""
    world = World(actions, seed)
    with transaction.atomic():
        with put_off() as waiting:
            _generate(world)
        waiting.renew()
    return world


def _generate(world: World) -> None:
    public = {"state": "published"}
    draw = world.drawn

    def named(kind: str) -> Callable[[int], dict[str, Any]]:
        return lambda n: {**public, "slug": f"{kind}-{n}", "name": world.text(1, 3), "kind": kind}

    states = world.store(models.Actor, 120, named("state"))
    papers = world.store(models.Actor, 80, named("media"))
    places = world.store(models.Place, 60, named("city"))
    domains = world.store(
        models.Domain,
        20,
        lambda n: {
            **public,
            "slug": f"domain-{n}",
            "label": world.text(2, 3),
            "definition": world.text(9, 20),
            "position": n + 1,
        },
    )
    agreements = world.store(
        models.Agreement,
        max(world.actions // 50, 2),
        lambda n: {
            **public,
            "slug": f"agreement-{n}",
            "title": f"Agreement on {world.text(3, 8)}",
            "instrument_type": "agreement",
            "record_level": "metadata",
            "summary": world.text(20, 60),
        },
    )
    world.store(
        models.AgreementParty,
        2 * len(agreements),
        lambda n: {"agreement": agreements[n // 2], "actor": states[(n // 2 * 7 + n % 2 * 31) % 120], "role": "party"},
    )
    clauses = world.store(
        models.Clause,
        5 * len(agreements),
        lambda n: {
            **public,
            "agreement": agreements[n // 5],
            "wid": f"a{n % 5 + 1}",
            "position": n % 5 + 1,
            "function": "operative",
            "label": f"Article {n % 5 + 1}",
            "heading": world.text(2, 6),
        },
    )
    commitments = world.store(
        models.Commitment,
        2 * len(clauses),
        lambda n: {
            **public,
            "slug": f"commitment-{n}",
            "clause": clauses[n // 2],
            "title": world.text(4, 10),
            "statement": world.text(20, 50),
            "kind": draw.choice(("military_cooperation", "non_military_cooperation", "economic_aid", "other")),
            "modality": draw.choice(("obligation", "intention", "aspiration", "declaratory")),
            "recurrence": draw.choice(("one_off", "recurring", "continuous")),
        },
    )
    _ties(world, models.CommitmentDomain, len(commitments), commitment=commitments, domain=domains)
    _ties(world, models.CommitmentActor, len(commitments), commitment=commitments, actor=states, role="obligor")
    _happened(world, agreements, commitments, states, places)
    _reported(world, agreements, commitments, papers)


def _ties(world: World, model: type[django_models.Model], count: int, **columns: Any) -> None:
    """Rows that tie the first of two lists, row by row, to any of the other."""
    (one, left), (other, right), *rest = columns.items()
    plain = dict(rest)
    world.store(
        model, count, lambda n: {one: left[n % len(left)], other: right[world.drawn.randrange(len(right))], **plain}
    )


def _happened(world: World, agreements: list, commitments: list, states: list, places: list) -> None:
    draw = world.drawn
    actions = world.store(
        models.Action,
        world.actions,
        lambda n: {
            "state": "published",
            "slug": f"action-{n}",
            "title": world.text(5, 12),
            "type": world.one(TYPES),
            "status": world.one(STATUSES),
            "relation": world.one(RELATIONS),
            "agreement": agreements[draw.randrange(len(agreements))] if draw.random() < 0.95 else None,
            "date": world.uncertain(),
            "description": world.text(15, 45),
        },
    )
    _ties(world, models.ActionPlace, len(actions) // 2, action=actions, place=places)
    _ties(world, models.ActionParticipant, len(actions), action=actions, actor=states, role="participant")
    following = [action for action in actions if action.relation == "follow_up" and action.agreement_id]
    by_agreement = {agreement.pk: commitments[10 * n : 10 * n + 10] for n, agreement in enumerate(agreements)}
    world.store(
        models.Bearing,
        len(following),
        lambda n: {
            "action": following[n],
            "commitment": draw.choice(by_agreement[following[n].agreement_id]),
            "basis": "inferred_by_analyst",
        },
    )
    world.happened = actions


def _reported(world: World, agreements: list, commitments: list, papers: list) -> None:
    draw, actions = world.drawn, world.happened
    sources = world.store(
        models.Source,
        max(world.actions // 3, 3),
        lambda n: {
            "state": "published",
            "slug": f"source-{n}",
            "kind": draw.choice(("news", "agency", "official")),
            "title": world.text(5, 12),
            "publisher": papers[draw.randrange(len(papers))],
            "url": f"https://news.example/{n}",
            "published": world.day(),
            "language": draw.choice(("az", "tr", "en", "ru")),
            "extent": draw.choice(("whole", "excerpt", "cut_excerpt")),
        },
    )

    def citation(n: int) -> dict[str, Any]:
        shared = {"state": "published", "source": sources[n % len(sources)], "number": n // len(sources) + 1}
        said = {"locator": draw.randint(1, 40), "quote": world.text(5, 12) if draw.random() < 0.7 else ""}
        return {**shared, **said, **about(n)}

    def about(n: int) -> dict[str, Any]:
        """Of every action there is one, of every second another."""
        if n >= len(actions) * 3 // 2:
            rest = n - len(actions) * 3 // 2
            return (
                {"commitment": commitments[rest]}
                if rest < len(commitments)
                else {"agreement": agreements[rest - len(commitments)]}
            )
        action, kind = actions[n] if n < len(actions) else draw.choice(actions), draw.random()
        if kind < 0.3:
            return {"action": action, "stance": "supports", "field": "status", "value": action.status}
        if kind < 0.6 and action.date:
            value = action.date if draw.random() < 0.96 else world.day()
            return {"action": action, "stance": "supports", "field": "date", "value": value}
        return {"action": action, "stance": world.one(STANCES)}

    def with_stance(n: int) -> dict[str, Any]:
        return {"stance": "supports", **citation(n)}

    world.store(models.Citation, len(actions) * 3 // 2 + len(commitments) + len(agreements), with_stance)


def check(world: World) -> None:
    """Holds a sample of every table against the models' own rules. ValidationError of the first that breaks one."""
    for model in _filled():
        keys = list(model._default_manager.values_list("pk", flat=True))
        for pk in world.drawn.sample(keys, min(CHECKED, len(keys))):
            model._default_manager.get(pk=pk).full_clean()


def _filled() -> Iterable[type[Any]]:
    return (
        *(models.Actor, models.Place, models.Domain, models.Agreement, models.AgreementParty, models.Clause),
        *(models.Commitment, models.CommitmentDomain, models.CommitmentActor, models.Source, models.Action),
        *(models.ActionPlace, models.ActionParticipant, models.Bearing, models.Citation),
    )
