"""A generated record of any size, the same for the same seed: for `n` actions, n/50 agreements of five clauses, two
promises a clause, 1.5 n citations by n/3 sources, 200 actors, 60 places and 20 domains. All is published.

The rows go in through the models' own managers, so what is worked out from them is as it would be; a sample is checked
by the models' own rules.
"""

import random
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
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
TERMS = {
    "kind": ("military_cooperation", "non_military_cooperation", "economic_aid", "other"),
    "modality": ("obligation", "intention", "aspiration", "declaratory"),
    "recurrence": ("one_off", "recurring", "continuous"),
}
READ = {
    "kind": ("news", "agency", "official"),
    "language": ("az", "tr", "en", "ru"),
    "extent": ("whole", "excerpt", "cut_excerpt"),
}
PUBLIC = {"state": "published"}
Values = Callable[[int], dict[str, Any]]
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

    def store(self, model: type[django_models.Model], count: int, values: Values) -> list[Any]:
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


@contextmanager
def for_a_while(actions: int, seed: int = 7) -> Iterator[None]:
    """The record is there within, and nothing of it afterwards."""
    with transaction.atomic():
        generate(actions, seed)
        yield
        transaction.set_rollback(True)


def _generate(world: World) -> None:
    states = world.store(models.Actor, 120, _named(world, "state"))
    papers = world.store(models.Actor, 80, _named(world, "media"))
    places = world.store(models.Place, 60, _named(world, "city"))
    agreements = _agreements(world, states)
    commitments = _promised(world, agreements, states)
    _happened(world, agreements, commitments, states, places)
    _reported(world, agreements, commitments, papers)


def _named(world: World, kind: str) -> Values:
    return lambda n: {**PUBLIC, "slug": f"{kind}-{n}", "name": world.text(1, 3), "kind": kind}


def _agreements(world: World, states: list) -> list:
    def values(n: int) -> dict[str, Any]:
        kinds = {"instrument_type": "agreement", "record_level": "metadata"}
        words = {"title": f"Agreement on {world.text(3, 8)}", "summary": world.text(20, 60)}
        return {**PUBLIC, "slug": f"agreement-{n}", **kinds, **words}

    agreements = world.store(models.Agreement, max(world.actions // 50, 2), values)
    world.store(
        models.AgreementParty,
        2 * len(agreements),
        lambda n: {"agreement": agreements[n // 2], "actor": states[(n // 2 * 7 + n % 2 * 31) % 120], "role": "party"},
    )
    return agreements


def _promised(world: World, agreements: list, states: list) -> list:
    """Five clauses of each agreement, and two promises of each clause, in a domain and of a state."""

    def clause(n: int) -> dict[str, Any]:
        place = n % 5 + 1
        named = {"wid": f"a{place}", "position": place, "label": f"Article {place}", "heading": world.text(2, 6)}
        return {**PUBLIC, "agreement": agreements[n // 5], "function": "operative", **named}

    def commitment(n: int) -> dict[str, Any]:
        words = {"title": world.text(4, 10), "statement": world.text(20, 50)}
        kinds = {name: world.drawn.choice(values) for name, values in TERMS.items()}
        return {**PUBLIC, "slug": f"commitment-{n}", "clause": clauses[n // 2], **words, **kinds}

    def domain(n: int) -> dict[str, Any]:
        words = {"label": world.text(2, 3), "definition": world.text(9, 20)}
        return {**PUBLIC, "slug": f"domain-{n}", "position": n + 1, **words}

    clauses = world.store(models.Clause, 5 * len(agreements), clause)
    commitments = world.store(models.Commitment, 2 * len(clauses), commitment)
    domains = world.store(models.Domain, 20, domain)
    _ties(world, models.CommitmentDomain, len(commitments), commitment=commitments, domain=domains)
    _ties(world, models.CommitmentActor, len(commitments), commitment=commitments, actor=states, role="obligor")
    return commitments


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
    """Every action by one citation, and half as many again by others; every promise and agreement by one."""
    draw, sources, actions = world.drawn, _sources(world, papers), world.happened
    targets = [
        *({"action": action} for action in actions),
        *({"action": draw.choice(actions)} for _ in range(len(actions) // 2)),
        *({"commitment": commitment} for commitment in commitments),
        *({"agreement": agreement} for agreement in agreements),
    ]

    def citation(n: int) -> dict[str, Any]:
        place = {"source": sources[n % len(sources)], "number": n // len(sources) + 1, "locator": draw.randint(1, 40)}
        quote = world.text(5, 12) if draw.random() < 0.7 else ""
        return {**PUBLIC, "stance": "supports", **place, "quote": quote, **targets[n], **_said(world, targets[n])}

    world.store(models.Citation, len(targets), citation)


def _said(world: World, target: dict[str, Any]) -> dict[str, Any]:
    """Of an action a third say its status and a third its date, of which a few another one."""
    if "action" not in target:
        return {}
    action, kind = target["action"], world.drawn.random()
    if kind < 0.3:
        return {"field": "status", "value": action.status}
    if kind < 0.6 and action.date:
        return {"field": "date", "value": action.date if world.drawn.random() < 0.96 else world.day()}
    return {"stance": world.one(STANCES)}


def _sources(world: World, papers: list) -> list:
    draw = world.drawn

    def values(n: int) -> dict[str, Any]:
        kinds = {name: draw.choice(values) for name, values in READ.items()}
        said = {"title": world.text(5, 12), "published": world.day(), "publisher": papers[draw.randrange(len(papers))]}
        return {**PUBLIC, "slug": f"source-{n}", "url": f"https://news.example/{n}", **said, **kinds}

    return world.store(models.Source, max(world.actions // 3, 3), values)


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
