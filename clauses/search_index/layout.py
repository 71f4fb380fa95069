"""What the index holds of each kind of record: its names, other names, text, and where each stands.

A kind has a number, by which kinds are ordered where they answer a question equally well: what a reader is likely to
mean first (an agreement, a field, a place, an actor), then what is promised and what was done, then the words of a
clause, and who reports it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.apps import apps

from ..known_on.reports import model_of
from ..tables import Declared, model_at, table_of

# Of the index: the words of all names and codes of a record, those of what is said of it, and how either sound.
COLUMNS = ("names", "text", "names_heard", "text_heard")


@dataclass(frozen=True)
class Beside:
    """Words that stand in other rows: those at `name`, of rows of `table`, are words of the record at `path`.

    Of rows that are public only; and where `needs` names a relation, only if the row there is public, too.
    """

    table: str
    path: str
    name: str
    column: str
    needs: str = ""


@dataclass(frozen=True)
class Kind:
    """`titles` are columns that name the record; `others` hold other names, parted by `;`; `texts` tell of it.

    `codes` are columns that are asked for as they are, and `date` the one that says when it was.
    """

    number: int
    titles: tuple[str, ...]
    codes: tuple[str, ...] = ("slug",)
    others: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    beside: tuple[Beside, ...] = ()
    date: str = ""
    stands_for_others: bool = False  # each of its names may be asked for in place of any other

    @property
    def columns(self) -> tuple[str, ...]:
        days = (f"{self.date}_earliest", f"{self.date}_latest", f"{self.date}_sort") if self.date else ()
        return ("pk", *self.titles, *self.codes, *self.others, *self.texts, *self.choices, *days)


KINDS = {
    "agreement": Kind(
        0,
        ("title",),
        texts=("summary",),
        beside=(Beside("agreementname", "agreement", "name", "names"),),
        stands_for_others=True,
    ),
    "domain": Kind(1, ("label",), texts=("definition", "scope_note")),
    "place": Kind(2, ("name",), ("slug",), ("other_names",), ("iso3",), stands_for_others=True),
    "actor": Kind(3, ("name",), ("slug", "iso3"), ("other_names",), stands_for_others=True),
    "commitment": Kind(
        4,
        ("title",),
        texts=("statement", "wording", "condition"),
        beside=(Beside("commitmentdomain", "commitment", "domain__label", "text"),),
    ),
    "action": Kind(
        5,
        ("title",),
        texts=("description",),
        choices=("type", "status"),
        beside=(
            Beside("actionplace", "action", "place__name", "text"),
            Beside("actionplace", "action", "place__other_names", "text"),
            Beside("actionparticipant", "action", "name_as_reported", "text"),
            Beside("actionparticipant", "action", "actor__name", "text"),
            Beside("actionparticipant", "action", "actor__other_names", "text"),
        ),
        date="date",
    ),
    "clause": Kind(6, ("heading",), ("wid", "label"), beside=(Beside("clausetext", "clause", "text", "text"),)),
    "source": Kind(
        7,
        ("title",),
        texts=("author", "url"),
        beside=(
            Beside("source", "pk", "publisher__name", "text", needs="publisher"),
            Beside("source", "pk", "publisher__other_names", "text", needs="publisher"),
        ),
        date="published",
    ),
}
TABLES = {kind.number: table for table, kind in KINDS.items()}


@dataclass(frozen=True)
class Dependence:
    """Rows of `table` whose relation `via` leads to a row that changed tell, by `to`, which records of `kind` do."""

    kind: str
    table: str
    via: str
    to: str


@cache
def dependences(table: str) -> tuple[tuple[Dependence, ...], tuple[Dependence, ...]]:
    """The records whose entry depends on rows of `table`: on their being public alone, and on their words, too."""
    publicness, words = [], []
    for name, kind in KINDS.items():
        publicness += [Dependence(name, name, path, "pk") for path in _paths(name, table)]
        for beside in kind.beside if name != table else ():  # a record is worked out with its parts
            if beside.table == table:
                words.append(Dependence(name, table, "pk", beside.path))
            for path in _needed(beside, table):
                along = words if beside.name.startswith(f"{path}__") else publicness
                along.append(Dependence(name, beside.table, path, beside.path))
    return tuple(dict.fromkeys(publicness)), tuple(dict.fromkeys(words))


@cache
def tables() -> frozenset[str]:
    """Every table whose rows the index depends on."""
    every = {table_of(model) for model in apps.get_app_config("clauses").get_models() if issubclass(model, Declared)}
    return frozenset(table for table in every if table in KINDS or any(dependences(table)))


def _needed(beside: Beside, target: str) -> Iterator[str]:
    if not beside.needs:
        yield from _paths(beside.table, target)
    elif table_of(model_at(model_of(beside.table), beside.needs)) == target:
        yield beside.needs


def _paths(table: str, target: str) -> Iterator[str]:
    """The paths along which a row of `table` needs a row of `target` to be public."""
    model = model_of(table)
    for name in model.public_with:
        above = table_of(model_at(model, name))
        if above == target:
            yield name
        yield from (f"{name}__{path}" for path in _paths(above, target))
