"""Other schemes of fields of cooperation, and how close a term of theirs is (SKOS)."""

from .base import Vocabulary


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
