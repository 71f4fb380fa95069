"""Treaties and events of one day and the same people, by whatever name."""

from .factories import ActionFactory, ActionParticipantFactory, AgreementFactory, AgreementPartyFactory

DAY = "2021-06-15"


def agreement(states, title, day=DAY, **columns):
    """A signed agreement of these states."""
    row = AgreementFactory(title=title, **{"instrument_type": "treaty"} | columns)
    for state in states:
        AgreementPartyFactory(agreement=row, actor=state)
    ActionFactory(agreement=row, type="signature", relation="life_cycle", date=day, title=f"Signature of {title}")
    return row


def event(actors, title, **columns):
    given = {"type": "meeting", "date": DAY, "agreement": None, "relation": "context"}
    row = ActionFactory(title=title, **given | columns)
    for actor in actors:
        ActionParticipantFactory(action=row, actor=actor)
    return row
