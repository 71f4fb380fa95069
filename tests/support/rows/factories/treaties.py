"""Agreements, what is in them, and who promises."""

import factory

from clauses import models

from .base import RecordFactory, RowFactory


class ActorFactory(RecordFactory):
    class Meta:
        model = models.Actor

    slug = factory.Sequence("test-actor-{}".format)
    name = factory.Sequence("Test actor {}".format)
    kind = "body"


class ActorIdentifierFactory(RowFactory):
    class Meta:
        model = models.ActorIdentifier

    actor = factory.SubFactory(ActorFactory)
    scheme = "wikidata"
    code_there = factory.Sequence("Q9000{}".format)


class PlaceFactory(RecordFactory):
    class Meta:
        model = models.Place

    slug = factory.Sequence("test-place-{}".format)
    name = factory.Sequence("Test place {}".format)
    kind = "city"


class AgreementFactory(RecordFactory):
    class Meta:
        model = models.Agreement

    slug = factory.Sequence("test-agreement-{}".format)
    title = factory.Sequence("Test agreement {}".format)
    instrument_type = "declaration"
    record_level = "full_text"


class AgreementNameFactory(RowFactory):
    class Meta:
        model = models.AgreementName

    agreement = factory.SubFactory(AgreementFactory)
    slug = factory.Sequence("test-name-{}".format)
    name = factory.Sequence("Test name {}".format)
    kind = "reported"


class AgreementIdentifierFactory(RowFactory):
    class Meta:
        model = models.AgreementIdentifier

    agreement = factory.SubFactory(AgreementFactory)
    scheme = "atop"
    code_there = factory.Sequence("9000{}".format)


class AgreementPartyFactory(RowFactory):
    class Meta:
        model = models.AgreementParty

    agreement = factory.SubFactory(AgreementFactory)
    actor = factory.SubFactory(ActorFactory)
    role = "party"


class AgreementRelationFactory(RowFactory):
    class Meta:
        model = models.AgreementRelation

    subject = factory.SubFactory(AgreementFactory)
    predicate = "refers_to"
    object = factory.SubFactory(AgreementFactory)


class ClauseFactory(RecordFactory):
    class Meta:
        model = models.Clause

    agreement = factory.SubFactory(AgreementFactory)
    wid = factory.Sequence("t{}".format)
    position = factory.Sequence(lambda number: number % 30000 + 1)
    function = "operative"
    label = factory.Sequence("T{}".format)
    heading = factory.Sequence("Test clause {}".format)


class ClauseTextFactory(RowFactory):
    class Meta:
        model = models.ClauseText

    clause = factory.SubFactory(ClauseFactory)
    number = factory.Sequence(lambda number: number % 30000 + 1)
    language = "en"
    status = "editors_summary"
    grade = "wording_read"
    text = factory.Sequence("Test text {}.".format)


class DomainFactory(RecordFactory):
    class Meta:
        model = models.Domain

    slug = factory.Sequence("test-domain-{}".format)
    label = factory.Sequence("Test domain {}".format)
    definition = "What belongs to the test domain."
    position = factory.Sequence(lambda number: number % 30000 + 100)


class DomainMappingFactory(RowFactory):
    class Meta:
        model = models.DomainMapping

    domain = factory.SubFactory(DomainFactory)
    scheme = "eurovoc"
    code_there = factory.Sequence("9000{}".format)
    match = "close"


class CommitmentFactory(RecordFactory):
    class Meta:
        model = models.Commitment

    slug = factory.Sequence("test-commitment-{}".format)
    clause = factory.SubFactory(ClauseFactory)
    title = factory.Sequence("Test commitment {}".format)
    statement = "Each does what the test promises."
    kind = "other"
    modality = "obligation"
    recurrence = "continuous"

    @factory.post_generation
    def domains(self, create, rows, **kwargs):
        for domain in rows or ():
            models.CommitmentDomain.objects.create(commitment=self, domain=domain)

    @factory.post_generation
    def also_in(self, create, rows, **kwargs):
        for clause in rows or ():
            models.CommitmentClause.objects.create(commitment=self, clause=clause)


class CommitmentActorFactory(RowFactory):
    class Meta:
        model = models.CommitmentActor

    commitment = factory.SubFactory(CommitmentFactory)
    actor = factory.SubFactory(ActorFactory)
    role = "obligor"
