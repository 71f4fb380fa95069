"""What happened, how far it has got, and what it has to do with the agreement (PLOVER; IATI)."""

from .base import Vocabulary


class ActionType(Vocabulary):
    NEGOTIATION = "negotiation", "negotiation", "Talks on the text of an instrument."
    ADOPTION = "adoption", "adoption", "The text is settled as final."
    INITIALLING = "initialling", "initialling", "The negotiators mark the text as agreed."
    SIGNATURE = "signature", "signature", "The instrument is signed."
    PARLIAMENTARY_APPROVAL = (
        "parliamentary_approval",
        "approval by parliament",
        "A parliament approves the instrument: an act within one state, not ratification between states.",
    )
    PRESIDENTIAL_ASSENT = (
        "presidential_assent",
        "assent by the president",
        "A head of state signs the approving law or decision: an act within one state.",
    )
    RATIFICATION = "ratification", "ratification", "A state declares to the others that it is bound."
    ACCEPTANCE = "acceptance", "acceptance", "As ratification, under the name of acceptance."
    APPROVAL = "approval", "approval", "As ratification, under the name of approval."
    ACCESSION = "accession", "accession", "A state that did not sign becomes bound."
    EXCHANGE_OF_INSTRUMENTS = (
        "exchange_of_instruments",
        "exchange of instruments",
        "The parties hand each other their instruments of ratification.",
    )
    DEPOSIT = "deposit", "deposit", "An instrument is handed to the depositary."
    ENTRY_INTO_FORCE = "entry_into_force", "entry into force", "The instrument begins to bind."
    PROVISIONAL_APPLICATION = "provisional_application", "provisional application", "Applied before it is in force."
    REGISTRATION = "registration", "registration", "It is registered, for example with the United Nations."
    PUBLICATION = "publication", "publication", "Its text is made public."
    RESERVATION = "reservation", "reservation", "A state excludes or changes the effect of a provision for itself."
    INTERPRETATIVE_DECLARATION = (
        "interpretative_declaration",
        "interpretative declaration",
        "A state says how it understands a provision.",
    )
    OBJECTION = "objection", "objection", "A state objects to another's reservation."
    AMENDMENT = "amendment", "amendment", "The text is changed."
    SUSPENSION = "suspension", "suspension", "Its operation is stopped for a time."
    DENUNCIATION = "denunciation", "denunciation", "A party gives notice that it will end it."
    WITHDRAWAL = "withdrawal", "withdrawal", "A party leaves it."
    TERMINATION = "termination", "termination", "It ends."
    BILL_SUBMITTED = "bill_submitted", "draft law handed over", "A draft law is laid before a parliament or government."
    LAW_ADOPTED = "law_adopted", "law adopted", "A law is passed."
    DECREE = "decree", "decree", "A head of state or government issues an order."
    MEETING = "meeting", "meeting", "Persons of both sides meet to talk."
    VISIT = "visit", "visit", "One side travels to the other."
    CALL = "call", "call", "A conversation by telephone or video."
    JOINT_EXERCISE = "joint_exercise", "joint exercise", "Armed forces of both sides train together in a drill."
    TRAINING = "training", "training", "Persons are trained."
    DELIVERY = "delivery", "delivery", "Goods, above all arms, are handed over."
    JOINT_PRODUCTION = "joint_production", "joint production", "Goods are developed or made together."
    DEMINING = "demining", "de-mining", "Land is searched for mines and cleared."
    RECONSTRUCTION = "reconstruction", "reconstruction", "Buildings, towns or services are rebuilt."
    AID_DELIVERY = "aid_delivery", "aid delivered", "Help in money or kind arrives."
    INFRASTRUCTURE = "infrastructure", "infrastructure", "A road, railway, pipeline or grid is planned or built."
    TRADE_MEASURE = "trade_measure", "trade measure", "A tariff, quota or rule of trade is changed."
    JOINT_INSTITUTION = "joint_institution", "joint institution", "A body run together is founded or opened."
    CULTURAL_EVENT = "cultural_event", "cultural event", "A festival, exhibition or similar occasion is held."
    INFORMATION_SHARING = "information_sharing", "sharing of information", "Information is handed to the other side."
    STATEMENT = "statement", "statement", "Somebody says something about the agreement or its subject."
    ANNOUNCEMENT = "announcement", "announcement", "Somebody says that something will be done."


class ActionStatus(Vocabulary):
    ANNOUNCED = "announced", "announced", "Said that it will happen; neither a date nor a body is fixed."
    PLANNED = "planned", "planned", "The date or the responsible body is fixed."
    ONGOING = "ongoing", "ongoing", "Reported as under way at the date of the latest source."
    COMPLETED = "completed", "completed", "Reported as finished or, for a single event, as having taken place."
    POSTPONED = "postponed", "postponed", "Reported as put off to a later date."
    SUSPENDED = "suspended", "suspended", "Reported as stopped for a time."
    MISSED = "missed", "missed", "Reported as not held by the date announced."
    CANCELLED = "cancelled", "cancelled", "Reported as called off."
    UNKNOWN = "unknown", "unknown", "No source says; a date that has passed never decides it."


class ActionRelation(Vocabulary):
    LIFE_CYCLE = "life_cycle", "life of the agreement", "A step in the agreement's own life, such as its signature."
    FOLLOW_UP = "follow_up", "follow-up", "Reported as, or judged to be, a step in carrying the agreement out."
    BASELINE = "baseline", "baseline", "From before the agreement; never counts as implementation."
    REACTION = "reaction", "reaction", "An answer of others to the agreement; never counts as implementation."
    CONTEXT = "context", "context", "Said or done around the agreement without carrying it out."


class ParticipantRole(Vocabulary):
    PARTICIPANT = "participant", "participant", "Took part."
    HOST = "host", "host", "Received the others, or held the event on its territory."
    SIGNATORY = "signatory", "signatory", "Signed."
    SPEAKER = "speaker", "speaker", "Made the statement."
    PROVIDER = "provider", "provider", "Gave the help or the goods."
    RECIPIENT = "recipient", "recipient", "Got the help or the goods."


class Basis(Vocabulary):
    STATED_BY_SOURCE = "stated_by_source", "stated by a source", "A source itself ties the action to the agreement."
    INFERRED_BY_ANALYST = "inferred_by_analyst", "inferred by an analyst", "The subject fits; no source says so."
