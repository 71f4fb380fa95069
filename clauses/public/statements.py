"""What sources state, in words: values and figures, whatever unit they are in, and on what they differ."""

from collections.abc import Mapping

from ..evidence.conflicts.compared import Conflict, find_conflicts, units_of, value_in_words
from ..models import Action, Actor, Citation, Place, Row
from ..models.conflicts.units import beside
from ..vocabularies import CitedField
from .wording import publisher_name, record_link, typeset, typographic

MOST_SIDES, LONGEST_SIDE = 3, 60  # of which the values are said in a sentence; characters
MOST_NAMED = 4  # of what sources differ on, in a row of a list
QUESTIONS = {"how", "on", "since", "what", "when", "where", "whether", "which", "who", "whose", "why"}


def differing_on(action: Action) -> str:
    """On what sources differ about an action that was loaded with what they state of it: “date; length of the drill”.

    Empty where they differ on nothing.
    """
    stated = getattr(action, "stated", ())
    headings = [one.in_short for one in find_conflicts(stated)]
    noted = [in_a_sentence(side.disagreement.title) for one in stated for side in one.noted_in]
    on = list(dict.fromkeys([*headings, *noted]))
    more = [f"and {len(on) - MOST_NAMED} more"] if len(on) > MOST_NAMED else []
    return "; ".join([*on[:MOST_NAMED], *more])


def sides_in_short(conflict: Conflict) -> str:
    """What sources state that cannot all be right, as in “date: 1 February 2022, says Trend, or 2 February 2022, says
    APA”; only what it is about where the sides are many, or it is who is credited."""
    sides = ((words.removeprefix(f"{conflict.heading}: "), some[0].source) for words, some in conflict.sides)
    said = [(typeset(words), publisher_name(source)) for words, source in sides]
    if conflict.about == "credit" or len(said) > MOST_SIDES or any(len(words) > LONGEST_SIDE for words, _ in said):
        return conflict.in_short
    told = (f"{words}, says {publisher}" if publisher else words for words, publisher in said)
    return f"{conflict.in_short}: {', or '.join(told)}"


def in_a_sentence(title: str) -> str:
    """A title within a sentence: a question word at its head is written small, a name is not."""
    first, _, rest = typographic(title).partition(" ")
    return f"{first.lower()} {rest}" if first.lower() in QUESTIONS else typographic(title)


def amount_in_words(citation: Citation) -> str:
    """A measured number without what it measures: “about 4.1 billion USD”."""
    qualifier = citation.get_qualifier_display() if citation.qualifier else ""
    also = beside(citation.value, citation.unit, units_of(citation))
    return typeset(" ".join(part for part in (qualifier, citation.value, citation.unit, also and f"({also})") if part))


def stated_value(citation: Citation, actors: dict[str, Actor], places: dict[str, Place]) -> str:
    """The value that a citation states; codes of actors and places as links to them, if they are public."""
    tables: dict[str, Mapping[str, Row]] = {CitedField.PARTICIPANT: actors, CitedField.PLACE: places}
    known = tables.get(citation.field)
    if known is None:
        return typeset(value_in_words(citation, units_of(citation)))
    return record_link(known[citation.value]) if citation.value in known else ""
