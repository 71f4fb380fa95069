"""Instruments, their names, parties, relations and parts (Akoma Ntoso; Vienna Convention on the Law of Treaties)."""

from .base import Vocabulary


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


class ClauseFunction(Vocabulary):
    TITLE = "title", "title", "The title of the instrument."
    RECITAL = "recital", "recital", "A paragraph of the preamble: motives, earlier texts, principles."
    OPERATIVE = "operative", "operative", "A paragraph that states what the parties hold, promise or do."
    FINAL = "final", "final clause", "Entry into force, duration, languages, withdrawal."
    TESTIMONIUM = "testimonium", "testimonium", "The closing formula with place, date and signatures."
    ANNEX = "annex", "annex", "A part attached to the main text."


class ClauseLevel(Vocabulary):
    """The divisions in the order in which they hold each other; the terms are those of Akoma Ntoso."""

    NAME = "name", "title of the text", "The title that the whole text bears."
    PREAMBLE = "preamble", "preamble", "What stands before the first article: who agrees, and why."
    RECITAL = "recital", "recital", "One paragraph of the preamble that says why."
    FORMULA = "formula", "enacting formula", "The words by which the parties agree, as in “have agreed as follows”."
    ANNEX = "annex", "annex", "A text attached to the main one, also an appendix or a protocol."
    PART = "part", "part", "A division that the text calls a part or a book."
    TITLE = "title", "title", "A division that the text calls a title."
    CHAPTER = "chapter", "chapter", "A division that the text calls a chapter."
    SECTION = "section", "section", "A division that the text calls a section."
    GROUP = "group", "heading over several", "Several clauses under one heading that has no number."
    ARTICLE = "article", "article", "What the text calls an article."
    PARAGRAPH = "paragraph", "paragraph", "A paragraph, of an article or by itself."
    POINT = "point", "point", "An item of a list."
    CLOSING = "closing", "testimonium", "The closing formula with place, date and signatures."


class TextLicence(Vocabulary):
    PUBLIC_DOMAIN = (
        "public_domain",
        "public domain",
        "Anybody may reprint it, as official texts of treaties mostly are.",
    )
    LICENSED = "licensed", "licensed", "Who holds the rights allows it to be shown here."
    QUOTATION = "quotation", "quotation", "A few of its words are quoted, fifteen at most."


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
