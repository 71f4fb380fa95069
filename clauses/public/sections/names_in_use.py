"""Which of its names sources call a place by: in which languages, and who."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet

from ...models import Actor, Citation, Place, Source
from ...while_unchanged import kept
from ..wording import language
from .counting import in_a_row

MOST_READ = 2000  # titles, and quotations, in which a name is looked for: the newest that have one
MOST_NAMES = 30
USERS = 3
Found = tuple[int, str, int | None]  # a source, its language, its publisher
Read = list[tuple[str, Found]]  # a title or a quotation, and where it is from


@dataclass(frozen=True)
class NameInUse:
    """A name with the sources whose title or quoted words have it, by language and by who published them."""

    name: str
    sources: int
    languages: list[tuple[str, int]]
    users: list[Actor]
    further: int


@dataclass(frozen=True)
class NamesInUse:
    """The names in the order of the record; `cut` is what was not all read, as in “titles”."""

    names: list[NameInUse]
    cut: tuple[str, ...]

    @property
    def how_far(self) -> str:
        """As in “Of the quotations with one of these names only the newest 2,000 were read: there may be more.”"""
        of_each = " of each" if len(self.cut) > 1 else ""
        what = f"Of the {in_a_row(self.cut)} with one of these names only the newest {MOST_READ:,}{of_each} were read"
        return f"{what}: there may be more." if self.cut else ""


def names_in_use(place: Place) -> NamesInUse:
    """The name of the record and all others. At most three queries."""
    names = [one.strip() for one in [place.name, *place.other_names.split(";")] if one.strip()][:MOST_NAMES]
    some = {"titles": _titles(names), "quotations": _quotations(names)}
    cut = tuple(what for what, rows in some.items() if len(rows) > MOST_READ)
    read = [row for rows in some.values() for row in rows[:MOST_READ]]
    found = {name: _using(name, read) for name in names}
    keys = {key for some in found.values() for _, _, key in some if key is not None}
    publishers = {row.pk: row for row in Actor.objects.published().filter(pk__in=keys)} if keys else {}
    return NamesInUse([_in_use(name, using, publishers) for name, using in found.items()], cut)


def _titles(names: list[str]) -> Read:
    rows = Source.objects.published().filter(_holding("title", names))
    return _newest(rows.values_list("title", "pk", "language", "publisher"))


def _quotations(names: list[str]) -> Read:
    rows = Citation.objects.published().filter(_holding("quote", names)).order_by("-source__published_sort", "pk")
    columns = ("quote", "source", "source__language", "source__publisher")
    return _newest(rows.values_list(*columns))


def _newest(rows: QuerySet[Any, tuple[Any, ...]]) -> Read:
    """Those to be read, and one more where there are more."""
    return [(words, (key, spoken, publisher)) for words, key, spoken, publisher in kept(rows[: MOST_READ + 1])]


def _holding(column: str, names: list[str]) -> Q:
    return reduce(or_, (Q(**{f"{column}__contains": name}) for name in names))


def _using(name: str, read: Iterable[tuple[str, Found]]) -> set[Found]:
    """The sources that have the name as whole words, in these letters; endings after an apostrophe are let be."""
    word = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    return {found for words, found in read if word.search(words)}


def _in_use(name: str, found: set[Found], publishers: dict[int, Actor]) -> NameInUse:
    spoken = Counter(language(code) if code else "a language that is not recorded" for _, code, _ in found)
    using = Counter(key for _, _, key in found if key in publishers)
    order = sorted(using, key=lambda key: (-using[key], publishers[key].slug))
    users = [publishers[key] for key in order[:USERS]]
    languages = sorted(spoken.items(), key=lambda one: (-one[1], one[0]))
    return NameInUse(name, len(found), languages, users, len(order) - len(users))
