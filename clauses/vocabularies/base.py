"""What a closed list is, and the one that every record has."""

from enum import property as enum_property

from django.db import models


class Vocabulary(models.TextChoices):
    """Members are written `NAME = value, label, definition`."""

    def __new__(cls, value, label, _definition=""):
        member = str.__new__(cls, value)
        member._value_ = value
        member._term_ = label
        return member

    @enum_property
    def label(self):
        return self._term_

    @enum_property
    def definition(self):
        return self._label_  # Django keeps the last part of a member's tuple here


class Scale(models.IntegerChoices):
    """Steps in an order, from 0. Members are written `NAME = number, label, definition`."""

    def __new__(cls, value, label, _definition=""):
        member = int.__new__(cls, value)
        member._value_ = value
        member._term_ = label
        return member

    @enum_property
    def label(self):
        return self._term_

    @enum_property
    def definition(self):
        return self._label_


class ReviewState(Vocabulary):
    DRAFT = "draft", "draft", "Being written; seen by editors only."
    IN_REVIEW = "in_review", "in review", "Finished by its author, waiting for a second person; seen by editors only."
    PUBLISHED = "published", "published", "Checked and public: on the pages, in the downloads and in the search."
    WITHDRAWN = "withdrawn", "withdrawn", "Was public and is no longer; its address says why."
