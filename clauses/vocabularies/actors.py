"""Sorts of actors and places, and the schemes that number them."""

from .base import Vocabulary


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
