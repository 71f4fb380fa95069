"""What of each row is compared with others of its table, read from the database once."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from ...articles.addresses import without_followers
from ...folding import fold
from ...models import (
    Action,
    ActionParticipant,
    ActionPlace,
    Actor,
    ActorIdentifier,
    Agreement,
    AgreementName,
    AgreementParty,
    Place,
    Source,
)
from ...vocabularies import ActionType
from ..typed.signature import SIGN

SMALL_WORDS = {"of", "the", "for", "and", "in", "to", "a"}


@dataclass
class Entry:
    """What of a row is compared, read from the database once."""

    pk: int
    names: list[str]
    kind: str = ""
    same: set = field(default_factory=set)  # what cannot be shared by accident: identifiers, addresses
    unlike: dict = field(default_factory=dict)  # in what two rows of the same thing cannot differ, where both have it
    days: tuple[date | None, date | None] = (None, None)
    around: set = field(default_factory=set)  # places, participants
    related: set[int] = field(default_factory=set)  # rows known to be other ones, such as what a reprint repeats
    agreement: int | None = None  # that an action is about

    @property
    def people(self) -> set[int]:
        """The participants or parties."""
        return {number for what, number in self.around if what == "actor"}

    @property
    def places(self) -> set[int]:
        return {number for what, number in self.around if what == "place"}


def actors() -> Iterator[Entry]:
    numbers: dict[int, set] = {}
    for pk, scheme, code in ActorIdentifier.objects.values_list("actor", "scheme", "code_there"):
        numbers.setdefault(pk, set()).add((f"the same {scheme} number", code))
    columns = ("pk", "name", "other_names", "kind", "country", "iso3")
    for pk, name, others, kind, country, iso3 in Actor.objects.values_list(*columns):
        unlike = {"country": country, "iso3": iso3}
        yield Entry(pk, bare_names(name, *others.split(";")), kind, numbers.get(pk, set()), unlike)


def places() -> Iterator[Entry]:
    columns = ("pk", "name", "other_names", "kind", "iso3", "wikidata", "geonames")
    for pk, name, others, kind, iso3, wikidata, geonames in Place.objects.values_list(*columns):
        numbers = {("the same Wikidata item", wikidata), ("the same GeoNames number", geonames)}
        same = {(what, number) for what, number in numbers if number}
        yield Entry(pk, bare_names(name, *others.split(";")), kind, same, {"kind": kind, "iso3": iso3})


def sources() -> Iterator[Entry]:
    columns = (
        *("pk", "kind", "title", "publisher", "url", "derived_from", "language"),
        *("published_earliest", "published_latest"),
    )
    for pk, kind, title, publisher, url, repeats, language, *days in Source.objects.values_list(*columns):
        same = {("the same address", bare_address(url))} if url else set()
        around = {("publisher", publisher)} if publisher else set()
        unlike, related = {"publisher": publisher, "language": language}, {repeats} - {None}
        yield Entry(pk, bare_names(title), kind, same, unlike, tuple(days), around, related)


def actions() -> Iterator[Entry]:
    around: dict[int, set] = {}
    for model, name in ((ActionPlace, "place"), (ActionParticipant, "actor")):
        for pk, other in model.objects.values_list("action", name):
            around.setdefault(pk, set()).add((name, other))
    columns = ("pk", "type", "title", "agreement", "date_earliest", "date_latest")
    for pk, kind, title, about, *days in Action.objects.values_list(*columns):
        near = around.get(pk, set())
        yield Entry(pk, bare_names(title), kind, set(), {"type": kind}, tuple(days), near, agreement=about)


def agreements() -> Iterator[Entry]:
    """With all names, the parties, and the days of the first signature."""
    names: dict[int, list[str]] = {}
    for pk, name in AgreementName.objects.order_by("pk").values_list("agreement", "name"):
        names.setdefault(pk, []).append(name)
    parties: dict[int, set] = {}
    for pk, actor in AgreementParty.objects.filter(role__in=SIGN).values_list("agreement", "actor"):
        parties.setdefault(pk, set()).add(("actor", actor))
    signed = Action.objects.filter(type=ActionType.SIGNATURE, agreement__isnull=False).order_by("-date_sort", "-pk")
    days = {pk: (start, end) for pk, start, end in signed.values_list("agreement", "date_earliest", "date_latest")}
    for pk, kind, title in Agreement.objects.values_list("pk", "instrument_type", "title"):
        called, when = bare_names(title, *names.get(pk, [])), days.get(pk, (None, None))
        yield Entry(pk, called, kind, days=when, around=parties.get(pk, set()))


def bare_names(*texts: str) -> list[str]:
    """The texts folded, their words in the order of the alphabet without the small ones: their order says nothing."""
    words = (fold(text).replace(",", " ").split() for text in texts)
    kept = (" ".join(sorted(word for word in some if word not in SMALL_WORDS)) for some in words)
    return list(dict.fromkeys(name for name in kept if name))


def bare_address(url: str) -> str:
    """An address without what does not tell pages apart."""
    url = without_followers(url)[0]
    return url.partition("://")[2].removeprefix("www.").partition("#")[0].rstrip("/").casefold()
