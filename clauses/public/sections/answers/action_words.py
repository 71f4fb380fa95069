"""The words for each type and status of an action, and for each part in it."""

from ....models import Action
from ....vocabularies import ActionStatus, ActionType, ParticipantRole

# Of whom the verb is said, where that is not all who held it together.
DOERS = {
    ActionType.SIGNATURE: (ParticipantRole.SIGNATORY,),
    ActionType.INITIALLING: (ParticipantRole.SIGNATORY,),
    ActionType.STATEMENT: (ParticipantRole.SPEAKER,),
    ActionType.ANNOUNCEMENT: (ParticipantRole.SPEAKER,),
}
TOGETHER = (ParticipantRole.HOST, ParticipantRole.PARTICIPANT, ParticipantRole.SIGNATORY)
BESIDE = {
    ParticipantRole.HOST: "with {} as host",
    ParticipantRole.PARTICIPANT: "with {} also taking part",
    ParticipantRole.SIGNATORY: "with {} signing",
    ParticipantRole.SPEAKER: "with {} speaking",
    ParticipantRole.PROVIDER: "given by {}",
    ParticipantRole.RECIPIENT: "received by {}",
}
# What those who did it did; of other types it is not said that whoever took part did it.
DEEDS = {
    ActionType.NEGOTIATION: "held talks on the text",
    ActionType.ADOPTION: "adopted the text",
    ActionType.INITIALLING: "initialled the text",
    ActionType.SIGNATURE: "signed",
    ActionType.PARLIAMENTARY_APPROVAL: "gave parliamentary approval",
    ActionType.PRESIDENTIAL_ASSENT: "gave assent",
    ActionType.RATIFICATION: "ratified",
    ActionType.ACCEPTANCE: "accepted the instrument",
    ActionType.APPROVAL: "approved the instrument",
    ActionType.ACCESSION: "acceded",
    ActionType.EXCHANGE_OF_INSTRUMENTS: "exchanged instruments",
    ActionType.DECREE: "issued a decree",
    ActionType.LAW_ADOPTED: "passed a law",
    ActionType.MEETING: "met",
    ActionType.CALL: "spoke by telephone or video",
    ActionType.JOINT_EXERCISE: "held a joint exercise",
    ActionType.TRAINING: "held a training",
    ActionType.STATEMENT: "made a statement",
    ActionType.ANNOUNCEMENT: "made an announcement",
}
NOUNS = {
    ActionType.NEGOTIATION: "talks on the text",
    ActionType.ADOPTION: "the adoption of the text",
    ActionType.INITIALLING: "the initialling of the text",
    ActionType.PARLIAMENTARY_APPROVAL: "an approval by parliament",
    ActionType.PRESIDENTIAL_ASSENT: "an assent by the president",
    ActionType.LAW_ADOPTED: "the passing of a law",
    ActionType.BILL_SUBMITTED: "the handing over of a draft law",
    ActionType.INFRASTRUCTURE: "work on infrastructure",
    ActionType.DEMINING: "the clearance of mines",
    ActionType.RECONSTRUCTION: "rebuilding",
    ActionType.TRAINING: "a training",
    ActionType.DELIVERY: "a delivery",
    ActionType.JOINT_PRODUCTION: "joint production",
    ActionType.JOINT_INSTITUTION: "a step in the life of a joint institution",
    ActionType.AID_DELIVERY: "a delivery of aid",
    ActionType.INFORMATION_SHARING: "sharing of information",
    ActionType.ENTRY_INTO_FORCE: "the entry into force",
    ActionType.PROVISIONAL_APPLICATION: "provisional application",
    ActionType.PUBLICATION: "the publication of the text",
    ActionType.WITHDRAWAL: "the withdrawal of a party",
}
# What took place without anybody of whom the verb can be said, where that is not “… took place”.
WHOLE = {
    ActionType.BILL_SUBMITTED: "a draft law was handed over",
    ActionType.ENTRY_INTO_FORCE: "it took effect",
    ActionType.PUBLICATION: "the text was made public",
    ActionType.INFRASTRUCTURE: "work on infrastructure is reported as done",
    ActionType.RECONSTRUCTION: "rebuilding is reported as done",
    ActionType.DEMINING: "the clearance of mines is reported as done",
    ActionType.STATEMENT: "a statement was made",
    ActionType.ANNOUNCEMENT: "an announcement was made",
    ActionType.DECREE: "a decree was issued",
    ActionType.LAW_ADOPTED: "a law was passed",
}
# How the noun goes with those who did it, where that is not “by”.
LINKING = dict.fromkeys((ActionType.MEETING, ActionType.CALL, ActionType.JOINT_EXERCISE), "of")
NOT_SAID = "no source recorded here says that it took place"
# What is said of each status that is not “completed”, and what follows as a sentence of its own.
OUTCOMES = {
    ActionStatus.ANNOUNCED: ("was announced", NOT_SAID),
    ActionStatus.PLANNED: ("was planned", NOT_SAID),
    ActionStatus.ONGOING: ("was under way", ""),
    ActionStatus.POSTPONED: ("was put off", NOT_SAID),
    ActionStatus.SUSPENDED: ("was stopped for a time", ""),
    ActionStatus.MISSED: ("is reported as not held", ""),
    ActionStatus.CANCELLED: ("is reported as called off", ""),
    ActionStatus.UNKNOWN: ("is reported; no source says how far it got", ""),
}


def deed_of(action: Action) -> str:
    return DEEDS.get(ActionType(action.type), "")


def noun_of(action: Action) -> str:
    """“a joint exercise”, “talks on the text”."""
    kind = ActionType(action.type)
    return NOUNS.get(kind) or f"{'an' if kind.label[0] in 'aeiou' else 'a'} {kind.label}"


def whole_of(action: Action) -> str:
    """“a joint exercise took place”, “it took effect”."""
    return WHOLE.get(ActionType(action.type)) or f"{noun_of(action)} took place"
