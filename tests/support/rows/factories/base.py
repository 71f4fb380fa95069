"""What every factory has."""

from factory.django import DjangoModelFactory

from clauses.vocabularies import ReviewState


class RowFactory(DjangoModelFactory):
    class Meta:
        abstract = True
        skip_postgeneration_save = True


class RecordFactory(RowFactory):
    class Meta:
        abstract = True

    state = ReviewState.PUBLISHED
