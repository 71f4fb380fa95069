"""Which passage is meant: by its place in the version of the text that the page showed, or by its words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from ...articles.marking import surroundings, words_at
from ...articles.quotations import Article, plain
from ...articles.spans import Span, snapped
from ...models.base import LONGEST_QUOTE
from ..forms.hostile_input import is_key

REPLACED = "The text was replaced after this page was opened."
NOT_GIVEN = "It was not said which version of the text is meant: this is the present one."
MOVED = "{} The words stand in paragraph {} now: look at them there, and save again."
GONE = "{} These words do not stand in it (any more), or several times: mark the passage anew."
NO_PLACE = "There is no such passage. Mark it in the text."
TOO_LONG = f"Quote at most {LONGEST_QUOTE} words; {{}} are marked."
NOT_TOLD_APART = "These words stand several times with the same words around them. Mark a few more."
NOT_FOUND = "These words do not stand in the text{}. Copy them letter for letter."
LONGEST_TYPED = 1000  # characters


@dataclass(frozen=True)
class Marked:
    """What was asked for: a passage, or why there is none. A problem with a passage is shown beside it."""

    place: Span | None = None
    words: str = ""
    problem: str = ""

    @property
    def count(self) -> int:
        return len(self.words.split())


def version(article: Article) -> str:
    """What tells this version of the text from others, in addresses and forms."""
    return article.sha256[:16]


def asked_for(article: Article, sent: Mapping[str, str]) -> Marked:
    """The passage that `sent`, the query or the form, names by paragraph, start and end; a form adds its words."""
    numbers, typed = [sent.get(name, "") for name in ("paragraph", "start", "end")], plain(sent.get("quote", ""))
    if not all(map(is_key, numbers)):
        return Marked(words=typed, problem=NO_PLACE)
    if sent.get("text", "") != version(article):
        return _in_another_text(article, typed, REPLACED if sent.get("text") else NOT_GIVEN)
    place = Span(*map(int, numbers))
    words = words_at(article, place)
    if not words.strip() or (typed and typed != plain(words)):
        return Marked(words=typed, problem=NO_PLACE)
    place = _whole(article, _trimmed(place, words))
    return Marked(place, words_at(article, place), why_not_quoted(article, place))


def _trimmed(place: Span, words: str) -> Span:
    """Without spaces at its ends."""
    start = place.start + len(words) - len(words.lstrip())
    return Span(place.paragraph, start, start + len(words.strip()))


def _whole(article: Article, place: Span) -> Span:
    """With the words whole that it cuts in two."""
    return Span(place.paragraph, *snapped(article.paragraphs[place.paragraph - 1], place.start, place.end))


def _in_another_text(article: Article, words: str, why: str) -> Marked:
    found = article.locate(words).places
    if len(found) != 1:
        return Marked(None, words, GONE.format(why) if words else why)
    return Marked(found[0], words, MOVED.format(why, found[0].paragraph))


def why_not_quoted(article: Article, place: Span) -> str:
    """Why this passage cannot be a quotation; empty where it can."""
    words = words_at(article, place)
    count = len(words.split())
    if count > LONGEST_QUOTE:
        return TOO_LONG.format(count)
    found = article.locate(words, *surroundings(article, place), place.paragraph)
    return "" if found.place == place else NOT_TOLD_APART if place in found.places else NO_PLACE


class FindForm(forms.Form):
    """A passage by its words, for whoever does not mark it in the text."""

    words = forms.CharField(
        max_length=LONGEST_TYPED,
        label="Its words",
        widget=forms.TextInput({"class": "vTextField", "autocomplete": "off"}),
        error_messages={"required": "Type or paste the words."},
        help_text=f"Letter for letter, at most {LONGEST_QUOTE} words.",
    )
    paragraph = forms.IntegerField(
        required=False, min_value=1, label="Its paragraph", help_text="Only where they stand in several."
    )

    def __init__(self, data: QueryDict | None = None, *, article: Article, **kwargs: Any) -> None:
        super().__init__(data, prefix="find", **kwargs)
        self.article = article
        if self.is_bound:
            self.fields["words"].widget.attrs["autofocus"] = True
        self.found: list[Span] = []

    def clean(self) -> None:
        words, number = self.cleaned_data.get("words", ""), self.cleaned_data.get("paragraph")
        found = self.article.locate(words).places
        self.found = [each for each in found if number in (None, each.paragraph)]
        count = len(words.split())
        if count > LONGEST_QUOTE:
            self.found = []
            self.add_error("words", TOO_LONG.format(count))
        elif words and not self.found:
            elsewhere = ", ".join(str(each) for each in dict.fromkeys(each.paragraph for each in found))
            where = f" in paragraph {number}, but in paragraph {elsewhere}" if elsewhere else ""
            self.add_error("words", NOT_FOUND.format(where))
