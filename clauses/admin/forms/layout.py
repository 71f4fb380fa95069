"""What each form shows first, and what it folds away until somebody needs it.

The one place that says so. The groups of the dataset, by which files and the codebook are ordered, stay as they are.
Each group says for what it is opened. What an account has opened stays open for it: `opened.py`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, cast

from django.db import models as db

from ... import models
from ...dataset import BY_MODEL
from ...models import Row

CODE, PRIVATE, THIS_CHANGE, STATE = "Code", "Private: never published", "This change", "State of review"
MADE = "Made of the {}, and permanent: addresses and files use it. Write another one before the record is first saved."
ON_ITS_WAY = "The buttons of the review move it on; here it is only shown, or set by a superuser."
AROUND = "The words around a quotation, by which it is found in the stored text."


@dataclass(frozen=True)
class Group:
    """Fields that are folded away under a title; `why` says for what they are opened."""

    title: str
    fields: tuple[Any, ...]
    why: str


@dataclass(frozen=True)
class Layout:
    """The form of one table: `first` stands open, the rest is folded away.

    The code is made of the columns in `named_by`; where these are empty, of those in `otherwise`. “Save and add
    another” begins the next one with what stands in the columns in `again`.
    """

    first: tuple[str, ...]
    folded: tuple[Group, ...] = ()
    code: str = "slug"
    named_by: tuple[str, ...] = ()
    otherwise: tuple[str, ...] = ()
    again: tuple[str, ...] = ()

    @property
    def groups(self) -> Iterator[Group]:
        """All that is folded away, the code first."""
        if self.named_by:
            yield Group(CODE, (self.code,), MADE.format(" and the ".join(self.named_by)))
        yield from self.folded


DATE = "For a date that the source does not say outright: its words, and why it is read so."

LAYOUTS: dict[type[Row], Layout] = {
    models.Agreement: Layout(
        ("title", "instrument_type", "summary"),
        (
            Group(
                "Standing",
                ("binding_status", "binding_note", "authentic_languages", "record_level"),
                "Once its text was read: whether it binds, in which languages, and how much of it is recorded here.",
            ),
        ),
        named_by=("title",),
    ),
    models.AgreementName: Layout(
        ("agreement", "name", "language", "kind"),
        (Group("What the name implies", ("designation",), "Where the name says another type than the instrument."),),
        named_by=("name",),
    ),
    models.Clause: Layout(
        ("agreement", "label", "heading", "function", "level", "parent", "num"),
        (
            Group(
                "Its place in the text",
                ("position", "eid", "order_is_reconstructed"),
                "For a clause that does not come last, or whose place is inferred. Without a place it comes last.",
            ),
        ),
        code="wid",
        named_by=("label",),
        again=("agreement", "function", "level", "parent"),
    ),
    models.ClauseText: Layout(
        ("clause", "text", "language", "status", "licence", "grade", "source"),
        (Group("Number", ("number",), "It is counted; write one only where an old one is restored."),),
    ),
    models.Domain: Layout(
        ("label", "definition", "parent"),
        (Group("Use and place", ("scope_note", "position"), "Where its borders or its place in lists matter."),),
        named_by=("label",),
    ),
    models.Commitment: Layout(
        ("clause", "title", "statement", "kind", "modality", "recurrence", "deadline"),
        (
            Group(
                "Decisive words",
                ("wording", "wording_language", "wording_status"),
                "Where the words that make the promise strong or weak could be read.",
            ),
            Group(
                "Condition, precision and delegation",
                ("conditional", "condition", "precision", "delegation"),
                "For a promise under a condition, an exact one, or one that another body carries out.",
            ),
            Group(
                "More on when it is due",
                ("expected_interval_months", "deadline_as_printed", "deadline_reason"),
                "For an interval, and for a deadline that the text does not say outright.",
            ),
            Group(
                "What was looked for",
                ("not_seen", "itself_not_seen"),
                "After a search for what became of it that found nothing.",
            ),
        ),
        named_by=("title",),
        again=("clause", "kind", "modality", "recurrence"),
    ),
    models.Action: Layout(
        ("title", "type", "status", "date", "agreement", "relation", "description"),
        (
            Group("The date in its source", ("date_as_printed", "date_reason"), DATE),
            Group("Series", ("series",), "For what is held again and again under one name."),
        ),
        named_by=("title",),
        again=("agreement", "relation"),
    ),
    models.Series: Layout(("title", "description"), named_by=("title",)),
    models.Assessment: Layout(
        ("commitment", "action", "state_of_evidence", "level", "verdict", "rationale", "analyst", "assessed_on"),
        (
            Group("How sure, and of what time", ("confidence", "covers", "is_sample"), "Where the analyst says so."),
            Group(
                "Where was looked",
                ("searched_where", "searched_until"),
                "For a judgement that no evidence was found.",
            ),
        ),
        named_by=("commitment", "analyst"),
    ),
    models.Source: Layout(
        ("title", "kind", "publisher", "url", "published", "language", "accessed_on"),
        (
            Group("Author and remark", ("author", "note"), "Where an author is printed, or readers should know more."),
            Group(
                "Archived copy, and the date in print",
                ("archive_url", "published_as_printed", "published_reason"),
                "For a copy in an archive, and for a day of publication that the source does not print.",
            ),
            Group(
                "What it repeats",
                ("derived_from", "derivation"),
                "For a reprint, a translation, a summary or a rewording of another source.",
            ),
            Group(
                "How much was read, and how reliable it is",
                ("extent", "is_stub", "reliability", "sha256"),
                "For a source that was read in part or not at all, and for its judgement.",
            ),
        ),
        named_by=("title",),
        otherwise=("publisher", "published"),
    ),
    models.Citation: Layout(
        ("source", "quote", "locator", "stance", "agreement", "clause", "commitment", "action"),
        (
            Group("About a name or a relation", ("name", "relation"), "In the place of the four records above."),
            Group(
                "What it states",
                ("field", "value", "unit", "measure", "qualifier", "as_of"),
                "Where the passage gives a date, a place, a status or a figure.",
            ),
            Group(
                "Who says so",
                ("speaker", "speaker_as_reported", "attributed_to", "origin"),
                "Where the source reports the words of others, or credits them.",
            ),
            Group(
                "How it is judged",
                ("rank", "rank_reason", "credibility"),
                "Where statements differ and the editors follow one, or hold one for an error.",
            ),
            Group("Number and remark", ("number", "note"), "The number is counted; a remark is for readers."),
        ),
        again=("source", "agreement", "clause", "commitment", "action"),
    ),
    models.Decision: Layout(
        ("agreement", "clause", "commitment", "action", "field", "follows", "reason", "decided_on", "decided_by"),
        (
            Group("About a name or a relation", ("name", "relation"), "In the place of the four records above."),
            Group(CODE, ("slug",), "Made of the record and the field, and permanent."),
        ),
    ),
    models.Disagreement: Layout(("title", "note"), named_by=("title",)),
    models.Actor: Layout(
        ("name", "kind", "country", "other_names", "parent"),
        (Group("ISO code", ("iso3",), "For states of today."),),
        named_by=("name",),
    ),
    models.Place: Layout(
        ("name", "kind", "parent", "other_names"),
        (
            Group(
                "Codes elsewhere and position",
                ("iso3", "latitude", "longitude", "wikidata", "geonames"),
                "To tell it from others of its name and to draw it on a map.",
            ),
        ),
        named_by=("name",),
    ),
}


def layout_of(model: type[db.Model], columns: Iterable[str] = ()) -> Layout:
    """How the form of a table is laid out: a small table shows all its columns."""
    return LAYOUTS.get(cast(type[Row], model)) or Layout(tuple(columns))


def withheld(model: type[Row]) -> list[str]:
    """The columns that are never published and that a form shows to those who write in the table."""
    names = BY_MODEL[model].withheld if model in BY_MODEL else ()
    return [name for name in names if model._meta.get_field(name).editable]
