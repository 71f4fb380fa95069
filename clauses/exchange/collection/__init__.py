"""Whole collections: several files of several tables, read, told apart and put in order. Nothing is written here."""
