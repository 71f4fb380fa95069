"""Which of its names sources call a place by: in which languages, and who."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q

from ...models import Actor, Citation, Place, Source
from ..wording import language

MOST_READ = 2000  # sources, and passages, in which a name is looked for: the newest
MOST_NAMES = 30
USERS = 3
Found = tuple[int, str, int | None]  # a source, its language, its publisher


@dataclass(frozen=True)
class NameInUse:
    """A name with the sources whose title or quoted words have it, by language and by who published them."""

    name: str
    sources: int
    languages: list[tuple[str, int]]
    users: list[Actor]
    further: int


def names_in_use(place: Place) -> list[NameInUse]:
    """The name of the record and all others, in the order of the record. At most three queries."""
    names = [one.strip() for one in [place.name, *place.other_names.split(";")] if one.strip()][:MOST_NAMES]
    read = [*_titles(names), *_quotations(names)]
    found = {name: _using(name, read) for name in names}
    keys = {key for some in found.values() for _, _, key in some if key is not None}
    publishers = {row.pk: row for row in Actor.objects.published().filter(pk__in=keys)} if keys else {}
    return [_in_use(name, some, publishers) for name, some in found.items()]


def _titles(names: list[str]) -> Iterator[tuple[str, Found]]:
    rows = Source.objects.published().filter(_holding("title", names))
    for title, key, spoken, publisher in rows.values_list("title", "pk", "language", "publisher")[:MOST_READ]:
        yield title, (key, spoken, publisher)


def _quotations(names: list[str]) -> Iterator[tuple[str, Found]]:
    rows = Citation.objects.published().filter(_holding("quote", names)).order_by("-source__published_sort", "pk")
    columns = ("quote", "source", "source__language", "source__publisher")
    for quote, key, spoken, publisher in rows.values_list(*columns)[:MOST_READ]:
        yield quote, (key, spoken, publisher)


def _holding(column: str, names: list[str]) -> Q:
    return reduce(or_, (Q(**{f"{column}__contains": name}) for name in names))


def _using(name: str, read: list[tuple[str, Found]]) -> set[Found]:
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
