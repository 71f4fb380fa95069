"""What happened, and what it is for a promise."""

import factory

from clauses import models

from .base import RecordFactory, RowFactory
from .treaties import ActorFactory, AgreementFactory, CommitmentFactory


class SeriesFactory(RecordFactory):
    class Meta:
        model = models.Series

    slug = factory.Sequence("test-series-{}".format)
    title = factory.Sequence("Test series {}".format)


class ActionFactory(RecordFactory):
    class Meta:
        model = models.Action

    slug = factory.Sequence("test-action-{}".format)
    title = factory.Sequence("Test action {}".format)
    type = "meeting"
    status = "completed"
    agreement = factory.SubFactory(AgreementFactory)
    relation = "follow_up"
    date = "2021-10-05"

    @factory.post_generation
    def places(self, create, rows, **kwargs):
        for place in rows or ():
            models.ActionPlace.objects.create(action=self, place=place)


class ActionParticipantFactory(RowFactory):
    class Meta:
        model = models.ActionParticipant

    action = factory.SubFactory(ActionFactory)
    actor = factory.SubFactory(ActorFactory)
    role = "participant"


class BearingFactory(RowFactory):
    class Meta:
        model = models.Bearing

    action = factory.SubFactory(ActionFactory)
    commitment = factory.SubFactory(CommitmentFactory)
    basis = "stated_by_source"


class AssessmentFactory(RecordFactory):
    class Meta:
        model = models.Assessment

    slug = factory.Sequence("test-assessment-{}".format)
    commitment = factory.SubFactory(CommitmentFactory)
    analyst = "analyst-1"
    assessed_on = "2022-06-01"
    state_of_evidence = "assessed"
    level = 1
    rationale = "Because the test says so."
    is_sample = True
