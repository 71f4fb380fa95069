"""Sequences of what editors, reviewers and managers do, through the doors that they use, and what must hold after each.

A sequence is a list of steps (door, who, which, what): a name of `DOORS` and three numbers that choose among what is
there at that moment. Whatever is drawn is sent; the site writes it, proposes it or says why not, and never fails.
"""

import hashlib
import itertools
from datetime import date

from django.core.management import call_command
from django.db import transaction
from django.test.utils import setup_test_environment

from clauses.models import (
    ActionParticipant,
    ActionPlace,
    Citation,
    Source,
)
from tests.support.files.packages import package_bytes

from ..support.rows import factories
from ..support.rows.people import person, written_by
from .playing_entries import DOORS
from .playing_rows import RECORDS, chosen
from .playing_rules import broken

__all__ = ["DAYS", "DOORS", "Play", "broken", "played"]
DAYS = (None, date(2021, 10, 5), date(2021, 12, 31), date(2022, 3, 1))
OUT = ("2021-10-01", "2021-11", "2022-02-10", "")  # the days of the sources; the last one has none


class Play:
    """A small world and its people; `take` takes one step of a sequence in it."""

    def __init__(self):
        self.editors = [person("editor", name) for name in ("ann", "ben")]
        self.reviewers = [person("reviewer", name) for name in ("rea", "rob")]
        self.manager, self.root = person("manager", "mia"), person("superuser", "sue")
        self.people = [*self.editors, *self.reviewers]
        self.canaries = {}
        self.packages = []
        self._make_world()

    def _make_world(self):
        actors = [factories.ActorFactory(kind="media") for _ in range(3)]
        self.places = [factories.PlaceFactory() for _ in range(2)]
        commitment = factories.CommitmentFactory()
        actions = [factories.ActionFactory(agreement=commitment.clause.agreement) for _ in range(2)]
        actions.append(factories.ActionFactory(state="draft", agreement=commitment.clause.agreement))
        for number, (action, place) in enumerate(zip(actions, itertools.cycle(self.places), strict=False)):
            ActionPlace.objects.create(action=action, place=place)
            for actor in (actors[number], actors[number - 1]):
                ActionParticipant.objects.create(action=action, actor=actor, role="participant")
        factories.BearingFactory(action=actions[0], commitment=commitment)
        part = factories.ClauseFactory(agreement=commitment.clause.agreement, parent=commitment.clause, state="draft")
        written_by(self.editors[0], part)
        for number, published in enumerate(OUT):
            source = factories.SourceFactory(published=published, publisher=actors[number % 3])
            word = self.canaries[source.pk] = f"zqcanary{number}zq"
            for target in ({"action": actions[number % 3]}, {"commitment": commitment}):
                factories.CitationFactory(source=source, quote=f"words {word} here", **target)
        place = {"field": "place", "value": self.places[0].slug, "action": actions[0]}
        factories.CitationFactory(source=Source.objects.earliest("pk"), quote="in the town", **place)
        for source, day in ((Source.objects.latest("pk"), "2021-10-07"), (Source.objects.earliest("pk"), "2021-10-05")):
            stated = {"field": "date", "value": day, "quote": "on that day", "attributed_to": actors[0]}
            factories.CitationFactory(source=source, action=actions[0], **stated)
        self._decide(actions[0])
        factories.SourceTextFactory(source=Source.objects.earliest("pk"))
        for row in (actions[2], *Citation.objects.filter(action=actions[2])):
            type(row).objects.filter(pk=row.pk).update(state="draft")
            written_by(self.editors[0], row)

    def _decide(self, action):
        """A decision on the two dates, and a disagreement that the editors note of two other passages."""
        dates = Citation.objects.filter(action=action, field="date")
        decision = factories.DecisionFactory.build(action=action, follows=dates.earliest("pk"))
        decision.full_clean()
        decision.save()
        noted = factories.DisagreementFactory()
        for row in Citation.objects.filter(action=action, field="").order_by("pk")[:2]:
            factories.DisagreementSideFactory(disagreement=noted, citation=row)

    def take(self, door: str, who: int, which: int, what: int) -> None:
        answer = DOORS[door](self, who, which, what)
        assert answer is None or answer.status_code < 500, (door, answer.status_code)

    # --- What may be chosen

    def person(self, who):
        return self.people[who % len(self.people)]

    def row(self, which, models=RECORDS):
        model = models[which % len(models)]
        return chosen(model._base_manager.order_by("pk"), which // len(models))


# --- The same steps on another database


def played(steps) -> str:
    """The digest of the public data after these steps in a new world, which is taken back afterwards."""
    for each in vars(factories).values():
        if isinstance(each, type) and issubclass(each, factories.RowFactory) and not each._meta.abstract:
            each.reset_sequence(0, force=True)
    with transaction.atomic():
        play = Play()
        for step in steps:
            play.take(*step)
        digest = hashlib.sha256(package_bytes()).hexdigest()
        transaction.set_rollback(True)
    return digest


def on_a_database_of_its_own(sequences) -> None:
    """Prints the digest of each of the sequences, played in the database of the settings, which is made first."""
    call_command("migrate", verbosity=0)
    setup_test_environment()
    for steps in sequences:
        print(played(steps))  # noqa: T201  read by who started this
