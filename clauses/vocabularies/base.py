"""What a closed list is, and the one that every record has."""

from enum import property as enum_property
from typing import TYPE_CHECKING

from django.db import models


class Vocabulary(models.TextChoices):
    """Members are written `NAME = value, label, definition`."""

    _term_: str

    if not TYPE_CHECKING:  # or it is taken for what finds a member by its value

        def __new__(cls, value, label, _definition=""):
            member = str.__new__(cls, value)
            member._value_ = value
            member._term_ = label
            return member

    @enum_property
    def label(self) -> str:
        return self._term_

    @enum_property
    def definition(self) -> str:
        return str(self._label_)  # Django keeps the last part of a member's tuple here


class Scale(models.IntegerChoices):
    """Steps in an order, from 0. Members are written `NAME = number, label, definition`."""

    _term_: str

    if not TYPE_CHECKING:  # as above

        def __new__(cls, value, label, _definition=""):
            member = int.__new__(cls, value)
            member._value_ = value
            member._term_ = label
            return member

    @enum_property
    def label(self) -> str:
        return self._term_

    @enum_property
    def definition(self) -> str:
        return str(self._label_)


class ReviewState(Vocabulary):
    DRAFT = "draft", "draft", "Being written; seen by editors only."
    IN_REVIEW = "in_review", "in review", "Finished by its author, waiting for a second person; seen by editors only."
    PUBLISHED = "published", "published", "Checked and public: on the pages, in the downloads and in the search."
    WITHDRAWN = "withdrawn", "withdrawn", "Was public and is no longer; its address says why."
