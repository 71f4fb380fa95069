"""The index holds the words of public rows and no others, whatever is written, refused, taken back or put off."""

import os
from contextlib import suppress

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError, RestrictedError
from hypothesis import given, settings
from hypothesis import strategies as st

from clauses import worked_out
from clauses.models import (
    Action,
    ActionParticipant,
    ActionPlace,
    Actor,
    Agreement,
    AgreementName,
    Clause,
    ClauseText,
    Commitment,
    Domain,
    Place,
    SearchName,
    Source,
)
from clauses.search.nearest import did_you_mean
from clauses.search.question import read
from clauses.search.suggestions import suggest
from clauses.search_index.engine import engine
from clauses.search_index.upkeep import differing

from ..support.rows import factories
from ..support.site.budget import examples

pytestmark = pytest.mark.django_db

# The column of each table that holds a word of the row's own.
COLUMN = {
    Agreement: "title",
    AgreementName: "name",
    Clause: "heading",
    ClauseText: "text",
    Commitment: "title",
    Action: "title",
    Actor: "other_names",
    Place: "name",
    Source: "title",
    Domain: "label",
    ActionParticipant: "name_as_reported",
}
STATED = [model for model in COLUMN if any(field.name == "state" for field in model._meta.fields)]
MADE = [Agreement, AgreementName, Clause, ClauseText, Commitment, Action, Actor, Place, Source]
STATES = ("published", "draft", "in_review", "withdrawn")
BELONGS = {AgreementName: "agreement", ClauseText: "clause", Commitment: "clause", Action: "agreement"}
ROOT = "zq"  # every word begins so


class World:
    """Rows of all tables; each word that was ever written is another one."""

    def __init__(self):
        self.words = 0
        agreement = factories.AgreementFactory(title=self.word())
        clause = factories.ClauseFactory(agreement=agreement, heading=self.word())
        factories.AgreementNameFactory(agreement=agreement, name=self.word())
        factories.ClauseTextFactory(clause=clause, text=self.word())
        factories.CommitmentFactory(clause=clause, title=self.word())
        self.add(None, 5, 0)
        self.add(None, 6, 0)
        action = factories.ActionFactory(agreement=agreement, title=self.word())
        place, actor = factories.PlaceFactory(name=self.word()), Actor.objects.latest("pk")
        ActionPlace.objects.create(action=action, place=place)
        ActionParticipant.objects.create(action=action, actor=actor, role="participant", name_as_reported=self.word())
        factories.SourceFactory(title=self.word(), publisher=factories.ActorFactory(kind="media"))

    def word(self) -> str:
        self.words += 1
        letters = "".join("abcdefghij"[int(digit)] for digit in str(self.words))
        return f"{ROOT}{letters}k"

    def row(self, models, which):
        model = models[which % len(models)]
        rows = list(model._base_manager.order_by("pk"))
        return rows[which // len(models) % len(rows)] if rows else None

    # --- What may happen

    def add(self, _, which, what):
        model = MADE[which % len(MADE)]
        made = getattr(factories, f"{model.__name__}Factory")
        above = {
            name: self.row([model._meta.get_field(name).related_model], what)
            for at, name in BELONGS.items()
            if at is model
        }
        if None not in above.values():
            state = {"state": STATES[what % 2]} if model in STATED else {}
            made(**{COLUMN[model]: self.word()}, **above, **state)

    def save(self, row, which, what):
        setattr(row, COLUMN[type(row)], self.word())
        row.save()

    def change_state(self, row, which, what):
        if type(row) in STATED:
            row.state = STATES[what % len(STATES)]
            row.withdrawn_reason = "It was another one." if row.state == "withdrawn" else ""
            row.save()

    def update(self, row, which, what):
        rows = type(row)._base_manager.filter(pk=row.pk)
        type(row).objects.filter(pk__in=rows.values("pk")).update(**{COLUMN[type(row)]: self.word()})

    def update_states(self, row, which, what):
        if type(row) in STATED:
            reason = "It was another one." if STATES[what % len(STATES)] == "withdrawn" else ""
            type(row).objects.all().update(state=STATES[what % len(STATES)], withdrawn_reason=reason)

    def delete(self, row, which, what):
        row.delete() if what % 2 else type(row).objects.filter(pk=row.pk).delete()

    def move(self, row, which, what):
        name = BELONGS.get(type(row))
        other = name and self.row([type(row)._meta.get_field(name).related_model], what)
        if other:
            setattr(row, name, other)
            row.save()

    def link(self, row, which, what):
        action, place = self.row([Action], which), self.row([Place], what)
        if action and place:
            (action.places.remove if what % 2 else action.places.add)(place)


DOORS = ("add", "save", "change_state", "update", "update_states", "delete", "move", "link")
NUMBER = st.integers(0, 79)
STEP = st.tuples(st.sampled_from(DOORS), NUMBER, NUMBER)
# Several steps as they are, at once with the work put off, or taken back.
STEPS = st.tuples(st.sampled_from(("as it comes", "put off", "taken back")), st.lists(STEP, min_size=1, max_size=4))


def taken(world: World, steps) -> None:
    for door, which, what in steps:
        row = world.row(list(COLUMN), which)
        if row is not None:
            with suppress(IntegrityError, ProtectedError, RestrictedError), transaction.atomic():
                getattr(world, door)(row, which, what)


def take(world: World, way: str, steps) -> None:
    with transaction.atomic():
        if way == "put off":
            with worked_out.put_off() as waiting:
                taken(world, steps)
            waiting.renew()
        else:
            taken(world, steps)
        transaction.set_rollback(way == "taken back")


def public_words() -> set[str]:
    """The words of the rows that are public, told by the rows alone."""
    return {
        getattr(row, COLUMN[model]).lower()
        for model in COLUMN
        for row in model.objects.published()
        if getattr(row, COLUMN[model]).startswith(ROOT)
    }


def known_words() -> set[str]:
    """Those that the search knows by any of its tables."""
    written = set(dict(engine().vocabulary(ROOT)))
    assert set(SearchName.objects.filter(words__startswith=ROOT).values_list("words", flat=True)) <= written
    assert set(engine().held_that_begin(ROOT)) == written
    return written


@given(st.lists(STEPS, min_size=1, max_size=6))
@settings(max_examples=examples(6, 2000, in_ci=30), derandomize=os.environ.get("EXAMPLES") != "many", deadline=None)
def test_whatever_is_written_the_search_knows_the_words_of_public_rows_and_no_others(steps):
    with transaction.atomic():
        world = World()
        for way, some in steps:
            take(world, way, some)
        assert known_words() == public_words()
        assert list(differing()) == []
        transaction.set_rollback(True)


@pytest.mark.parametrize("state", ["draft", "in_review", "withdrawn"])
def test_no_word_of_what_is_not_public_is_offered_or_counted(state):
    factories.PlaceFactory(name="Zqvisible")
    factories.PlaceFactory(name="Zqinvisible", other_names="Zqalias", state=state, withdrawn_reason="Why.")
    for asked in ("zqinvisibl", "zqaliass", "zqinvisible", "zqi", "zqvisibel"):
        offers = [*did_you_mean(read(asked)), *suggest(asked).words]
        assert not [offer for offer in offers if "zqin" in offer.text or "zqalias" in offer.text], asked
    assert "zqvisible" in [offer.text for offer in did_you_mean(read("zqvisibel"))]
