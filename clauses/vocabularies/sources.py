"""Sources and what passages of them state (Admiralty code)."""

from .base import Vocabulary


class SourceKind(Vocabulary):
    NEWS = "news", "news", "An article of a newspaper, magazine or news site."
    AGENCY = "agency", "agency", "A dispatch of a news agency."
    OFFICIAL = "official", "official", "A release or page of an organ of state."
    SOCIAL = "social", "social media", "A post on a social network."
    GAZETTE = "gazette", "gazette", "An official gazette."
    TREATY_TEXT = "treaty_text", "treaty text", "A copy of the instrument itself."
    SPEECH = "speech", "speech or interview", "Spoken words, as delivered or transcribed."
    ACADEMIC = "academic", "academic", "A scholarly book or article."
    DATASET = "dataset", "dataset", "A published collection of data."


class Extent(Vocabulary):
    WHOLE = "whole", "the whole text", "The editors read the text from its beginning to its end."
    EXCERPT = "excerpt", "an excerpt", "Only a part was seen, such as the lines of a search result."
    CUT_EXCERPT = "cut_excerpt", "an excerpt cut short", "Only a part was seen, and it breaks off: more is said there."
    NOTHING = "nothing", "nothing", "It is known from what other sources say of it."


class Derivation(Vocabulary):
    REPUBLISHED = "republished", "republished", "The same text under another roof."
    TRANSLATED = "translated", "translated", "The same text in another language."
    EXCERPTED = "excerpted", "excerpted", "A part of the text, word for word."
    SUMMARISED = "summarised", "summarised", "The text made shorter in other words."
    REWORDED = "reworded", "reworded", "The text with its words changed, by hand or machine."


class Reliability(Vocabulary):
    A = "A", "A – completely reliable", "No doubt of authenticity, trustworthiness or competence."
    B = "B", "B – usually reliable", "Minor doubts; mostly right in the past."
    C = "C", "C – fairly reliable", "Doubts; has been right at times."
    D = "D", "D – not usually reliable", "Strong doubts; has been right at times."
    E = "E", "E – unreliable", "A history of being wrong."
    F = "F", "F – not judged", "No basis for a judgement."


class Credibility(Vocabulary):
    CONFIRMED = "1", "1 – confirmed", "Confirmed by independent sources, logical, consistent."
    PROBABLY_TRUE = "2", "2 – probably true", "Not confirmed; logical and consistent with other information."
    POSSIBLY_TRUE = "3", "3 – possibly true", "Not confirmed; reasonably logical, agrees with some information."
    DOUBTFUL = "4", "4 – doubtful", "Not confirmed; possible but not logical, no other information."
    IMPROBABLE = "5", "5 – improbable", "Not logical, contradicted by other information."
    NOT_JUDGED = "6", "6 – not judged", "No basis for a judgement."


class CitedField(Vocabulary):
    DATE = "date", "date", "When it happened; the value is an uncertain date."
    PLACE = "place", "place", "Where it happened; the value is the code of a place."
    STATUS = "status", "status", "How far it has got; the value is an action status."
    PARTICIPANT = "participant", "participant", "Who took part; the value is the code of an actor."
    TYPE = "type", "type", "What kind of act or instrument it is, in the source's word."
    CITED_AS = "cited_as", "cited as", "What the source calls the clause, such as “points 11, 12 and 13”."
    AREA_CLEARED = "area_cleared", "area cleared", "The area searched for mines; a number with a unit."
    FIGURE = "figure", "figure", "Another measured number, with a unit."


MEASURED = (CitedField.AREA_CLEARED, CitedField.FIGURE)  # their value is a number
# What a citation is about: the keys of which exactly one is filled.
TARGETS = ("agreement", "name", "relation", "clause", "commitment", "action")


class Qualifier(Vocabulary):
    ABOUT = "about", "about", "The number is rounded or estimated."
    AT_LEAST = "at_least", "at least", "The number or more."
    OVER = "over", "over", "More than the number."
    UP_TO = "up_to", "up to", "The number or less."


class Stance(Vocabulary):
    SUPPORTS = "supports", "supports", "The passage says that it is so."
    CONTRADICTS = "contradicts", "contradicts", "The passage says that it is not so."
    MENTIONS = "mentions", "mentions", "The passage names it without saying whether it is so."


class Rank(Vocabulary):
    PREFERRED = "preferred", "preferred", "The statement that the editors follow, with a reason."
    NORMAL = "normal", "normal", "A statement like others."
    DEPRECATED = "deprecated", "deprecated", "An acknowledged error, such as a misprint; it makes no conflict."


class Standing(Vocabulary):
    """Where a disagreement between sources stands; worked out from the decisions on it."""

    OPEN = "open", "open", "Sources disagree, and the editors have not decided."
    DECIDED = "decided", "decided", "The editors decided, with a reason, on what the sources state now."
    REOPENED = "reopened", "open again", "The editors decided once, but sources have stated something else since."


class QuotationLock(Vocabulary):
    LOCKED = (
        "locked",
        "locked",
        "It stands once in the stored text, or its prefix and suffix tell which place is meant.",
    )
    AMBIGUOUS = (
        "ambiguous",
        "ambiguous",
        "It stands several times in the stored text, and nothing tells which is meant.",
    )
    DISPLACED = (
        "displaced",
        "displaced",
        "Its words stand in the stored text, but between other words than it gives or than they stood between before.",
    )
    BROKEN = "broken", "broken", "It does not stand in the stored text."
