"""Loading fixtures: every row is validated like one from the admin and written, with history, only where it differs."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from graphlib import CycleError, TopologicalSorter

from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, IntegrityError, models, transaction

from ..evidence.resting import BareError, held_by, refuse_bare
from ..models.base import Row
from ..moments import one_step
from .fixture_rows import FixtureError, FixtureRow, misreadings, short, unknown_field
from .fixtures import references
from .nearest import nearest
from .rules import refusals

MOST_PROBLEMS = 20
CHUNK = 500


def without_repeats(rows: Iterable[FixtureRow]) -> Iterator[FixtureRow]:
    """The rows without those that stand in a file before in the same words: folders that load alone share rows."""
    first: dict[tuple, FixtureRow] = {}
    for row in rows:
        before = first.setdefault((row.model, row.key), row)
        within = before.path == row.path and before.number != row.number
        if before is row or within or before.fields != row.fields:
            yield row


def twice(before: FixtureRow, row: FixtureRow) -> str:
    """Why `row` cannot be loaded together with `before`, which has the same natural key."""
    if before.path == row.path:
        return f"the same row stands in {before.place}. Delete one of the two."
    names = [name for name in before.fields | row.fields if before.fields.get(name) != row.fields.get(name)]
    return f"{before.place} has the same row in other words: {', '.join(names)}. Write the same in both, or delete one."


class Loading:
    """The rows of some fixtures on their way into the database. Run it `beside` the tables: it writes as it checks.

    `new`, `changed` and `same` count rows once `run` has ended.
    """

    def __init__(self, rows: list[FixtureRow], *, using: str, progress: Callable[[int, int], None] = lambda *_: None):
        self.rows, self.using, self.progress = list(without_repeats(rows)), using, progress
        self.new = self.changed = self.same = 0
        self.problems: dict[int, list[str]] = defaultdict(list)
        self.places: dict[tuple, int] = {}
        self.keys: dict[type[Row], dict[tuple, int]] = {}
        self.saved: dict[int, Row] = {}

    @one_step()
    def run(self) -> None:
        """Writes what differs; FixtureError lists what is wrong, and the caller's transaction takes all back."""
        for place, row in enumerate(self.rows):
            self._register(place, row)
        needs = {place: self._needs(place, row) for place, row in enumerate(self.rows)}
        self._refuse()
        stored = self._stored()
        held = held_by(stored.values()) if self.using == DEFAULT_DB_ALIAS else {}
        for done, place in enumerate(self._in_order(needs)):
            self.progress(done, len(self.rows))
            if not any(other in self.problems for other in needs[place]):
                self._write(place, stored.get(place))
        self._refuse()
        self._refuse_bare(held)

    def _refuse_bare(self, held) -> None:
        """FixtureError where a public record had a citation and has none now."""
        try:
            refuse_bare(held)
        except BareError as error:
            raise FixtureError("\n".join(error.messages)) from error

    def _register(self, place: int, row: FixtureRow) -> None:
        first = self.places.setdefault((row.model, row.key), place)
        if first != place:
            self._object(place, twice(self.rows[first], row))
        for name, problem in misreadings(row):
            self._object(place, problem, name)

    def _needs(self, place: int, row: FixtureRow) -> list[int]:
        """The rows of these fixtures that `row` refers to; references to nothing are refused."""
        if place in self.problems:
            return []
        needs = []
        for name, (model, key) in references(row.model, row.fields):
            if (model, key) in self.places:
                needs.append(self.places[model, key])
            elif key not in self._known(model):
                self._object(place, self._unknown(model, key), name)
        named = (self.places.get(other) for other in row.model.named_by_value(row.fields))
        return needs + [other for other in named if other is not None]

    def _unknown(self, model: type[Row], key: tuple) -> str:
        keys = [*self._known(model), *(other for held, other in self.places if held is model)]
        code = self._code(key)
        hint = nearest(code, map(self._code, keys)) if len(self.problems) < MOST_PROBLEMS else ""
        return f"there is no {model._meta.verbose_name} “{code}”.{hint} Add it, or mend the code."

    @staticmethod
    def _code(key: tuple) -> str:
        return "/".join(map(str, key))

    def _known(self, model: type[Row]) -> dict[tuple, int]:
        """The natural keys of the rows in the database, each with its database id."""
        if model not in self.keys:
            rows = model._base_manager.using(self.using).values_list("pk", *model.natural_key_paths())
            self.keys[model] = {tuple(key): pk for pk, *key in rows.iterator()}
        return self.keys[model]

    def _stored(self) -> dict[int, Row]:
        """The rows of the database that have the natural keys of these fixtures, by their place in `rows`."""
        wanted: dict[type[Row], dict[int, int]] = defaultdict(dict)
        for place, row in enumerate(self.rows):
            pk = self._known(row.model).get(row.key)
            if pk is not None:
                wanted[row.model][pk] = place
        stored = {}
        for model, places in wanted.items():
            pks = list(places)
            for start in range(0, len(pks), CHUNK):
                found = model._base_manager.using(self.using).filter(pk__in=pks[start : start + CHUNK])
                stored |= {places[instance.pk]: instance for instance in found}
        return stored

    def _in_order(self, needs: dict[int, list[int]]) -> Iterable[int]:
        """The places of the rows, each after those it refers to."""
        try:
            return tuple(TopologicalSorter(needs).static_order())
        except CycleError as error:
            circle = " → ".join(self.rows[place].place for place in error.args[1])
            raise FixtureError(f"These rows refer to each other in a circle: {circle}. Empty one reference.") from error

    def _write(self, place: int, instance: Row | None) -> None:
        row = self.rows[place]
        is_new = instance is None
        instance = row.model() if is_new else instance
        differs = self._fill(instance, row)
        self.saved[place] = instance
        if not (is_new or differs):
            self.same += 1
            return
        relations = {name for name, _ in references(row.model, row.fields)}
        instance._change_reason = f"loaded from {short(row.path)}"
        for name, messages in self._save(instance, relations).items():
            self._object(place, " ".join(messages), name)
        if place not in self.problems:
            self.new, self.changed = self.new + is_new, self.changed + (not is_new)

    def _save(self, instance: Row, relations: set[str]) -> dict[str, list[str]]:
        """Writes `instance`; what is wrong with it instead, by field.

        Constraints are left to the database: asked beforehand, each costs a query, and most rows keep all of them.
        Only where the row is refused are they asked, for their words.
        """
        if refusals(instance, known=relations, constraints=False):
            return refusals(instance, known=relations)
        try:
            with transaction.atomic(using=self.using):
                instance.save(using=self.using)
        except IntegrityError:
            if wrong := refusals(instance, known=relations):
                return wrong
            raise
        return {}

    def _fill(self, instance: Row, row: FixtureRow) -> bool:
        """Sets the values of `row` on `instance`; whether any differs from what stood there."""
        differs = False
        for field in instance._meta.concrete_fields:
            if field.name not in row.fields and not self._left_out(field):
                continue
            value, before = self._value(field, row), getattr(instance, field.attname)
            setattr(instance, field.name if isinstance(value, models.Model) else field.attname, value)
            differs = differs or before != getattr(instance, field.attname)
        return differs

    @staticmethod
    def _left_out(field: models.Field) -> bool:
        """Whether a fixture without this field means its default."""
        return not (field.primary_key or unknown_field(field.model, field.name))

    def _value(self, field: models.Field, row: FixtureRow):
        if field.name not in row.fields:
            return field.get_default()
        value = row.fields[field.name]
        if not field.is_relation or value is None:
            return self._python(field, value)
        key = (field.related_model, tuple(value))
        return self.saved[self.places[key]] if key in self.places else self._known(key[0])[key[1]]

    @staticmethod
    def _python(field: models.Field, value):
        try:
            return field.to_python(value)
        except ValidationError:
            return value  # the field's own check refuses it with the field's words

    def _object(self, place: int, problem: str, name: str = "") -> None:
        field = f", {name}" if name else ""
        self.problems[place].append(f"{self.rows[place].place}{field}: {problem}")

    def _refuse(self) -> None:
        found = [problem for place in sorted(self.problems) for problem in self.problems[place]]
        if found:
            more = len(found) - MOST_PROBLEMS
            rest = [f"... and {more} more."] if more > 0 else []
            raise FixtureError("\n".join([*found[:MOST_PROBLEMS], *rest]))
