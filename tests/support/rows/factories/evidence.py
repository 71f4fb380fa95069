"""What says so: sources, citations, and where these differ."""

import factory

from clauses import models
from clauses.models.about import TARGETS

from .base import RecordFactory, RowFactory
from .events import ActionFactory
from .treaties import ActorFactory


class SourceFactory(RecordFactory):
    class Meta:
        model = models.Source

    slug = factory.Sequence("test-source-{}".format)
    kind = "news"
    title = factory.Sequence("Test source {}".format)
    publisher = factory.SubFactory(ActorFactory, kind="media")
    published = "2021-10-06"
    language = "en"


class SourceTextFactory(RowFactory):
    class Meta:
        model = models.SourceText

    source = factory.SubFactory(SourceFactory)
    text = "The private text of the test."


class AboutFactory(RecordFactory):
    """Of a record about any one target: an action where the test names none."""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        if not any(kwargs.get(target) for target in TARGETS):
            kwargs["action"] = ActionFactory()
        return super()._create(model_class, *args, **kwargs)


class CitationFactory(AboutFactory):
    class Meta:
        model = models.Citation

    source = factory.SubFactory(SourceFactory)
    number = factory.Sequence(lambda number: number % 30000 + 1)
    quote = "words of the test"
    locator = 1


class DecisionFactory(AboutFactory):
    class Meta:
        model = models.Decision

    slug = factory.Sequence("test-decision-{}".format)
    field = "date"
    reason = "The later report corrects the earlier one."
    decided_on = "2022-03-01"
    decided_by = "editor-one"


class DisagreementFactory(RecordFactory):
    class Meta:
        model = models.Disagreement

    slug = factory.Sequence("test-disagreement-{}".format)
    title = factory.Sequence("Test disagreement {}".format)
    note = "Both cannot be right."


class DisagreementSideFactory(RowFactory):
    class Meta:
        model = models.DisagreementSide

    disagreement = factory.SubFactory(DisagreementFactory)
    citation = factory.SubFactory(CitationFactory)
