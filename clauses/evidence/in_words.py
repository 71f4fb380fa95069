"""What stands behind a claim, as a phrase or as sentences: “3 reports by 3 outlets, all going back to Anadolu Agency”.

Who is named was loaded with the sources, so that a list costs no query more. Whoever is not public is not named, and
no more than two are: the numbers say the rest.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from ..models import Actor, Source
from ..vocabularies import ActorKind, Extent

MOST_NAMED = BOTH = 2


@dataclass(frozen=True)
class Voices:
    """Who stands behind a claim, as far as readers may learn it.

    `outlet` is the only one there is; `origins` are all of them or, where they are many or one is unknown, none.
    `own` is how many origins are a party's own, `owners` the parties whose own they are, none where one is unknown.
    """

    outlet: str = ""
    origins: tuple[str, ...] = ()
    own: int = 0
    owners: tuple[str, ...] = ()
    is_passed_on: bool = False  # whether any report has it from another source
    extents: frozenset[str] = frozenset()  # how much of the reports was read


@dataclass(frozen=True)
class Evidence:
    """What stands behind one claim: three numbers, never one."""

    reports: int
    outlets: int
    origins: int
    self_reported: bool
    voices: Voices = field(default=Voices(), compare=False, repr=False)

    @property
    def numbers(self) -> dict[str, Any]:
        """The columns of files."""
        return {name: getattr(self, name) for name in ("reports", "outlets", "origins", "self_reported")}

    def __str__(self) -> str:
        return f"{_reports(self, self.origins == 1)}{_own(self)}" if self.reports else "no report"

    @property
    def in_full(self) -> str:
        """As sentences: with the names of two origins, too, and how much of the reports was read."""
        if not self.reports:
            return "No report."
        words = f"{_reports(self, self.origins <= MOST_NAMED)}{_own(self)}."
        return " ".join(part for part in (words[0].upper() + words[1:], _read(self)) if part)


def name_if_public(actor: Actor | None) -> str:
    """Who is behind a report, “the Ministry of Defence of Azerbaijan”, “Trend”; nothing of one that is not public.

    Shorter than running text: only a name that says whose it is, or forces, has the article.
    """
    if actor is None or not actor.is_public:
        return ""
    is_titled = actor.kind in (ActorKind.BODY, ActorKind.OFFICE)
    has_article = is_titled and (" of " in actor.name or actor.name.endswith(" Forces"))
    return f"the {actor.name}" if has_article and not actor.name.lower().startswith("the ") else actor.name


def all_named(actors: Iterable[Actor | None]) -> tuple[str, ...]:
    """Some actors in a sentence, each once; none of them where they are many, or one may not be named."""
    names = tuple(dict.fromkeys(name_if_public(actor) for actor in actors))
    return names if len(names) <= MOST_NAMED and all(names) else ()


def owner_of(source: Source, parties: Collection[int]) -> Actor | None:
    """Which of the parties, given by their ids, published a source by itself or by an organ."""
    publisher = source.publisher
    chain = (publisher, publisher.country, publisher.parent) if publisher else ()
    return next((one for one in chain if one is not None and one.pk in parties), None)


def _reports(evidence: Evidence, named: bool) -> str:
    """The reports, their outlets and where they have it from; the origins by name if `named`."""
    voices, ends = evidence.voices, _ends(evidence, named)
    is_passed_on = voices.is_passed_on or evidence.origins > evidence.reports
    back = f", going back to {ends}" if is_passed_on else ""
    if evidence.reports == 1:
        return f"one report{f', by {voices.outlet}' if voices.outlet else ''}{back}"
    reports, every = f"{evidence.reports} reports", "both" if evidence.reports == BOTH else "all"
    if evidence.outlets == 1 and evidence.origins == 1 and (not is_passed_on or voices.origins == (voices.outlet,)):
        return f"{reports} from one origin{f', {voices.outlet}' if voices.outlet else ''}"
    if evidence.outlets == 1:
        return f"{reports}, {every} by {voices.outlet or 'one outlet'}{back}"
    if evidence.origins == 1:
        return f"{reports} by {evidence.outlets} outlets, {every} going back to {ends}"
    by = "" if evidence.reports == evidence.outlets == evidence.origins else f" by {evidence.outlets} outlets"
    return f"{reports}{by} from {ends}"


def _ends(evidence: Evidence, named: bool) -> str:
    """“Trend”, “one origin”, “another source”; “4 separate origins”."""
    voices = evidence.voices
    names = voices.origins if named else ()
    if evidence.reports == evidence.origins == 1 and names in ((), (voices.outlet,)):
        return "another report of its own" if names else "another source"
    if evidence.origins == 1:
        return names[0] if names else "one origin"
    separate = "separate " if evidence.origins <= evidence.outlets else ""
    told = f", {' and '.join(names)}" if len(names) == evidence.origins else ""
    return f"{evidence.origins} {separate}origins{told}"


def _own(evidence: Evidence) -> str:
    """Whose own account it is, where a party or an organ of one is behind it."""
    voices = evidence.voices
    if not evidence.self_reported:
        return ""
    one_party = f"{voices.owners[0]}’s own" if len(voices.owners) == 1 else ""
    if evidence.origins == 1:
        return f" ({one_party or 'a party’s own'} account)"
    if not voices.own:
        return " (in part the parties’ own account)"
    whose = one_party or ("a party’s own" if voices.own == 1 else "the parties’ own")
    if voices.own < evidence.origins:
        return f" ({'one' if voices.own == 1 else voices.own} of them {whose} account)"
    return f" ({'both' if voices.own == BOTH else 'all'} {whose} account)"


def _read(evidence: Evidence) -> str:
    """How little of the reports was read, where that is known of all of them."""
    extents = evidence.voices.extents
    if not extents or extents & {Extent.WHOLE, ""}:
        return ""
    if extents == {Extent.NOTHING}:
        return "It was not seen itself." if evidence.reports == 1 else "None of them was seen itself."
    return "Only an excerpt of it was read." if evidence.reports == 1 else "None of them was read whole."
