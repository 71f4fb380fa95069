"""The closed lists, each value with the one-sentence definition that the codebook prints.

Sources of the facts: Akoma Ntoso (parts of a text), the Vienna Convention on the Law of Treaties (acts of a treaty's
life), ATOP and the Peace Accords Matrix (kinds of commitment, levels), PLOVER (types of action), IATI (status),
LegalRuleML (modality), the Admiralty code (reliability, credibility). The definitions are this project's own words.
"""

from enum import property as enum_property

from django.db import models


class Vocabulary(models.TextChoices):
    """Members are written `NAME = value, label, definition`."""

    def __new__(cls, value, label, _definition=""):
        member = str.__new__(cls, value)
        member._value_ = value
        member._term_ = label
        return member

    @enum_property
    def label(self):
        return self._term_

    @enum_property
    def definition(self):
        return self._label_  # Django keeps the last part of a member's tuple here


class ReviewState(Vocabulary):
    DRAFT = "draft", "draft", "Being written; seen by editors only."
    IN_REVIEW = "in_review", "in review", "Finished by its author and waiting for a second person; seen by editors only."
    PUBLISHED = "published", "published", "Checked and public: on the pages, in the downloads and in the search."


class ActorKind(Vocabulary):
    STATE = "state", "state", "A state, of today or of the past."
    BODY = "body", "body", "An organ of a state or an armed force: a ministry, a parliament, a council."
    OFFICE = "office", "office", "A post that one person holds at a time, such as a president; not the person."
    PERSON = "person", "person", "A human being acting in their own name rather than for an office."
    IGO = "igo", "intergovernmental organisation", "An organisation whose members are states."
    MEDIA = "media", "media", "A newspaper, agency or site that publishes reports."
    COMPANY = "company", "company", "A firm, state-owned or private."
    OTHER = "other", "other", "An actor that none of the other kinds describes."


class PlaceKind(Vocabulary):
    COUNTRY = "country", "country", "The territory of a state."
    REGION = "region", "region", "A part of a country, historical or administrative."
    CITY = "city", "city or town", "A city, town or village."
    ROUTE = "route", "route", "A line between places: a road, a railway, a corridor."
    OTHER = "other", "other", "A place that none of the other kinds describes."


class ActorScheme(Vocabulary):
    COW = "cow", "Correlates of War", "The state code of the Correlates of War project."
    WIKIDATA = "wikidata", "Wikidata", "The item number of the actor in Wikidata."
    ISNI = "isni", "ISNI", "The International Standard Name Identifier."


class InstrumentType(Vocabulary):
    TREATY = "treaty", "treaty", "An instrument that calls itself a treaty."
    CONVENTION = "convention", "convention", "An instrument that calls itself a convention."
    AGREEMENT = "agreement", "agreement", "An instrument that calls itself an agreement."
    PROTOCOL = "protocol", "protocol", "An instrument that calls itself a protocol."
    DECLARATION = "declaration", "declaration", "An instrument that calls itself a declaration."
    JOINT_STATEMENT = "joint_statement", "joint statement", "A text issued together without the form of a treaty."
    MEMORANDUM = "memorandum", "memorandum", "A memorandum of understanding or of another kind."
    EXCHANGE_OF_NOTES = "exchange_of_notes", "exchange of notes", "Two notes or letters that agree with each other."
    CHARTER = "charter", "charter", "The founding text of an organisation or body."
    ACTION_PLAN = "action_plan", "action plan", "A schedule of measures agreed together."
    OTHER = "other", "other", "An instrument whose form is another one or not known."


class BindingStatus(Vocabulary):
    BINDING = "binding", "binding", "The parties treat the whole instrument as binding in law."
    NON_BINDING = "non_binding", "not binding", "The parties treat the instrument as a statement of policy."
    MIXED = "mixed", "mixed", "Some provisions bind in law and others do not."
    DISPUTED = "disputed", "disputed", "Parties or scholars disagree whether it binds."
    UNDETERMINED = "undetermined", "undetermined", "Nobody here has judged it yet."


class RecordLevel(Vocabulary):
    FULL_TEXT = "full_text", "full text", "Every provision of the text is recorded."
    PARTIAL_TEXT = "partial_text", "part of the text", "Some provisions are recorded, others are not or not fully."
    METADATA = "metadata", "description only", "The instrument is described; its provisions are not recorded."
    MENTION = "mention", "mention", "Known here only because another instrument or source names it."


class AgreementScheme(Vocabulary):
    UNTS = "unts", "UNTS", "The registration number of the United Nations Treaty Series."
    ATOP = "atop", "ATOP", "The alliance number of the Alliance Treaty Obligations and Provisions project."
    GAZETTE = "gazette", "gazette decision", "The number of a decision in a state's official gazette."


class NameKind(Vocabulary):
    OFFICIAL = "official", "official", "The title in an authentic text."
    SHORT = "short", "short", "A shorter form in common use."
    ALIAS = "alias", "alias", "Another name in common use."
    REPORTED = "reported", "reported", "What a source calls the instrument; cite the source."
    TRANSLATION = "translation", "translation", "The title in a language that is not authentic."


class PartyRole(Vocabulary):
    PARTY = "party", "party", "Bound by the instrument, or meant to be."
    SIGNATORY = "signatory", "signatory", "Signed it, without more being known."
    DEPOSITARY = "depositary", "depositary", "Keeps the original and the instruments of consent."
    GUARANTOR = "guarantor", "guarantor", "Promised to see to its observance."
    WITNESS = "witness", "witness", "Signed as a witness."
    OBSERVER = "observer", "observer", "Took part without being bound."


class Predicate(Vocabulary):
    REAFFIRMS = "reaffirms", "reaffirms", "The first instrument says that the second still holds."
    BASED_ON = "based_on", "is based on", "The first instrument takes the second as its footing."
    REFERS_TO = "refers_to", "refers to", "The first instrument, or a report about it, names the second."
    AMENDS = "amends", "amends", "The first instrument changes the second."
    SUPPLEMENTS = "supplements", "supplements", "The first instrument adds to the second."
    SUPERSEDES = "supersedes", "supersedes", "The first instrument takes the place of the second."
    IMPLEMENTS = "implements", "implements", "The first instrument carries out the second."
    TERMINATES = "terminates", "terminates", "The first instrument ends the second."


class MappingScheme(Vocabulary):
    EUROVOC = "eurovoc", "EuroVoc", "The thesaurus of the European Union's Publications Office."
    DAC = "dac", "OECD DAC", "The purpose codes of the OECD's Development Assistance Committee, used by IATI."
    PAX = "pax", "PA-X", "The categories of the PA-X peace agreements database."
    ATOP = "atop", "ATOP", "The variables of the Alliance Treaty Obligations and Provisions project."
    PLOVER = "plover", "PLOVER", "The contexts of the PLOVER event ontology."


class Match(Vocabulary):
    EXACT = "exact", "exact", "The two can stand for each other everywhere."
    CLOSE = "close", "close", "The two can stand for each other in most uses."
    BROAD = "broad", "broader", "The other scheme's term is wider than this domain."
    NARROW = "narrow", "narrower", "The other scheme's term is narrower than this domain."
    RELATED = "related", "related", "The two touch without one holding the other."


class ClauseFunction(Vocabulary):
    TITLE = "title", "title", "The title of the instrument."
    RECITAL = "recital", "recital", "A paragraph of the preamble: motives, earlier texts, principles."
    OPERATIVE = "operative", "operative", "A paragraph that states what the parties hold, promise or do."
    FINAL = "final", "final clause", "Entry into force, duration, languages, withdrawal."
    TESTIMONIUM = "testimonium", "testimonium", "The closing formula with place, date and signatures."
    ANNEX = "annex", "annex", "A part attached to the main text."


class TextStatus(Vocabulary):
    AUTHENTIC = "authentic", "authentic", "The wording in a language in which the text is authentic."
    OFFICIAL_TRANSLATION = "official_translation", "official translation", "A translation by an organ of a party."
    UNOFFICIAL_TRANSLATION = "unofficial_translation", "unofficial translation", "A translation by anybody else."
    MACHINE_TRANSLATION = "machine_translation", "machine translation", "A translation by a program."
    REPORTED_QUOTE = "reported_quote", "quoted in a report", "The wording as a report quotes it."
    REPORTED_PARAPHRASE = "reported_paraphrase", "paraphrased in a report", "The content as a report puts it."
    EDITORS_SUMMARY = "editors_summary", "editors' summary", "The content in this project's own words."


class TextGrade(Vocabulary):
    WORDING_READ = "wording_read", "wording read", "The paragraph itself was read in at least one copy of the text."
    REPORTED = "reported", "reported", "A named source reports the content; the wording was not read."


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


class Precision(models.IntegerChoices):
    GENERAL = 0, "0 – a general aim"
    CONDUCT = 1, "1 – the conduct is named"
    MEASURABLE = 2, "2 – the conduct with a measurable end or a date"


class Delegation(models.IntegerChoices):
    NONE = 0, "0 – none: each party acts itself"
    JOINT_BODY = 1, "1 – a joint body of the parties"
    THIRD_PARTY = 2, "2 – a third party"


class Recurrence(Vocabulary):
    ONE_OFF = "one_off", "once", "Done when it has been done one time."
    RECURRING = "recurring", "recurring", "To be done again and again, with or without a stated interval."
    CONTINUOUS = "continuous", "continuous", "A standing effort without single occasions."
    CONTINGENT = "contingent", "contingent", "Due only if a condition comes about; not triggered is not failed."


class CommitmentRole(Vocabulary):
    OBLIGOR = "obligor", "obligor", "Made the promise and owes it."
    BENEFICIARY = "beneficiary", "beneficiary", "Is owed what was promised."
    IMPLEMENTER = "implementer", "implementer", "Carries it out for an obligor."


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
    PROVISIONAL_APPLICATION = "provisional_application", "provisional application", "It is applied before it is in force."
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
    INFRASTRUCTURE = "infrastructure", "infrastructure", "A road, railway, pipeline or grid is planned, built or opened."
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


class AssessmentState(Vocabulary):
    ASSESSED = "assessed", "assessed", "The analyst reached a judgement."
    NOT_VERIFIABLE = "not_verifiable", "not verifiable", "Whether it was done cannot be known from open sources."
    NO_EVIDENCE_FOUND = "no_evidence_found", "no evidence found", "The analyst looked and found nothing."
    NOT_TRIGGERED = "not_triggered", "not triggered", "The condition has not come about, so nothing was due."


class Level(models.IntegerChoices):
    NOT_INITIATED = 0, "0 – not initiated"
    MINIMAL = 1, "1 – minimal"
    INTERMEDIATE = 2, "2 – intermediate"
    FULL = 3, "3 – full"


class ActionBearing(Vocabulary):
    FULFILS = "fulfils", "fulfils", "The action does what was promised."
    PARTIAL = "partial", "partly fulfils", "The action does a part of what was promised."
    PREPARATORY = "preparatory", "prepares", "The action makes it possible and does not yet do it."
    NONE = "none", "no bearing", "The action has nothing to do with the promise."
    CONTRADICTS = "contradicts", "contradicts", "The action goes against the promise."


class Confidence(Vocabulary):
    LOW = "low", "low", "The evidence is thin or disputed."
    MEDIUM = "medium", "medium", "The evidence is good but not complete."
    HIGH = "high", "high", "Further evidence is unlikely to change the judgement."
