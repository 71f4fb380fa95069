"""What sort of promise, how strong, how exact, how often (ATOP; LegalRuleML)."""

from .base import Scale, Vocabulary


class CommitmentKind(Vocabulary):
    MUTUAL_DEFENCE = "mutual_defence", "mutual defence", "To fight for each other if attacked (ATOP: defense)."
    NON_AGGRESSION = "non_aggression", "non-aggression", "Not to attack each other, or a named other (ATOP: nonagg)."
    NEUTRALITY = "neutrality", "neutrality", "To stay out of the other's conflicts (ATOP: neutral)."
    CRISIS_CONSULTATION = (
        "crisis_consultation",
        "consultation in a crisis",
        "To consult each other when a threat or an attack arises (ATOP: consul, strict rule).",
    )
    REGULAR_CONSULTATION = (
        "regular_consultation",
        "regular consultation",
        "To consult each other as a matter of course, without a crisis (no ATOP equivalent).",
    )
    MILITARY_AID = "military_aid", "military aid", "To give military help short of fighting (ATOP: milaid)."
    BASING_OR_TRANSIT = (
        "basing_or_transit",
        "basing or transit",
        "To let the other's forces be stationed or pass (ATOP: base, terrres).",
    )
    INTEGRATED_COMMAND = "integrated_command", "integrated command", "To put forces under one command (ATOP: intcom)."
    JOINT_BODY = "joint_body", "joint body", "To create or use an organisation or council (ATOP: organ1)."
    DIPLOMATIC_SUPPORT = "diplomatic_support", "diplomatic support", "To back each other's positions (ATOP: dipaid)."
    ECONOMIC_AID = "economic_aid", "economic aid", "To give money, goods or trade advantages (ATOP: ecaid)."
    NON_MILITARY_COOPERATION = (
        "non_military_cooperation",
        "non-military cooperation",
        "To work together in a field other than the armed forces (ATOP: nomicoop).",
    )
    MILITARY_COOPERATION = (
        "military_cooperation",
        "military cooperation",
        "To work together on forces, training, drills or arms without a case of war (ATOP: contrib, milcon).",
    )
    FURTHER_AGREEMENT = "further_agreement", "further agreement", "To negotiate another text (ATOP: agprois)."
    INFORMATION_EXCHANGE = "information_exchange", "exchange of information", "To share information."
    LEGISLATION = "legislation", "legislation", "To pass or change laws."
    OTHER = "other", "other", "A promise that none of the other kinds describes."


class Modality(Vocabulary):
    OBLIGATION = "obligation", "obligation", "The party must do it: “shall”, or “will” in the form of a duty."
    PROHIBITION = "prohibition", "prohibition", "The party must not do it."
    PERMISSION = "permission", "permission", "The party may do it."
    RIGHT = "right", "right", "The party may demand it from another."
    INTENTION = "intention", "intention", "The party says that it will, or means to: “will”, “intend”, “continue”."
    ASPIRATION = "aspiration", "aspiration", "The party says that it will try: “strive”, “aim”, “encourage”."
    DECLARATORY = "declaratory", "declaratory", "The party states or recognises something; no conduct is promised."


class Precision(Scale):
    GENERAL = 0, "0 – general aim", "The promise names an aim and not what is to be done."
    CONDUCT = 1, "1 – named conduct", "The promise names what is to be done."
    MEASURABLE = (
        2,
        "2 – measurable conduct",
        "The promise names what is to be done and an end or date that can be measured.",
    )


class Delegation(Scale):
    NONE = 0, "0 – none", "Each party acts and decides itself."
    JOINT_BODY = 1, "1 – joint body", "A body of the parties together is to act or decide."
    THIRD_PARTY = 2, "2 – third party", "A third party is to act or decide."


class Recurrence(Vocabulary):
    ONE_OFF = "one_off", "once", "Done when it has been done one time."
    RECURRING = "recurring", "recurring", "To be done again and again, with or without a stated interval."
    CONTINUOUS = "continuous", "continuous", "A standing effort without single occasions."
    CONTINGENT = "contingent", "contingent", "Due only if a condition comes about; not triggered is not failed."


class CommitmentRole(Vocabulary):
    OBLIGOR = "obligor", "obligor", "Made the promise and owes it."
    BENEFICIARY = "beneficiary", "beneficiary", "Is owed what was promised."
    IMPLEMENTER = "implementer", "implementer", "Carries it out for an obligor."
