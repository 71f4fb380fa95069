"""An action that reports differ on."""

import pytest

from ..support.rows.conflicts import NAMES, figure, note, says
from ..support.rows.factories import ActionFactory, CitationFactory, CommitmentFactory, SourceFactory


@pytest.fixture
def drill():
    return ActionFactory(title="A drill")


@pytest.fixture
def ministry(drill):
    return says(drill, "2021-10-05/2021-10-08")


@pytest.fixture
def paper(drill):
    return says(drill, "2021-09-20/2021-10-11")


@pytest.fixture
def trade():
    return CommitmentFactory(title="Trade grows")


@pytest.fixture
def exports(trade):
    """Exports of a year above the trade of that year."""
    said = SourceFactory(title="Interview on exports", published="2022-02-01")
    counted = SourceFactory(title="Customs report", published="2022-01-20")
    return note(
        "Exports above the turnover",
        figure({"commitment": trade}, "exports", "4.7", source=said),
        figure({"commitment": trade}, "turnover", "4.6", source=counted),
        slug="exports-above-turnover",
        note="A part cannot be larger than the whole.",
    )


@pytest.fixture
def dialogues():
    """A seventeenth meeting fifteen days after the sixteenth."""
    return [ActionFactory(title=f"{number} dialogue") for number in ("Sixteenth", "Seventeenth")]


@pytest.fixture
def numbering(dialogues):
    said = [
        CitationFactory(action=row, note=f"It counts the meeting as the {number}.", source__published="2022-12-20")
        for row, number in zip(dialogues, ("16th", "17th"), strict=True)
    ]
    return note("Which meeting is which", *said)


@pytest.fixture
def instrument():
    return ActionFactory(title="Drones for training")


@pytest.fixture
def names(instrument):
    return note("What was signed", *(CitationFactory(action=instrument, field="type", value=word) for word in NAMES))
