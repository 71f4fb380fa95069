"""What was promised, done, disputed and found, year by year."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count
from django.db.models.functions import ExtractYear
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html

from ...evidence.coverage import year_of
from ...evidence.states import ANNOUNCED, REPORTED, UNCLEAR
from ...models import Action
from ...proofreading.corrections import corrections
from ...while_unchanged import kept, while_unchanged
from ..coverage import Number, Scope, agreements_to_choose, scope_of, within
from ..pages import page
from ..sections.counting import figures_or_no, in_a_row, is_or_are, joined, linked
from ..sections.highlights import consequential
from .in_year import FOLLOW_UP, SIGNED, InYear, actions_of

MOST_YEARS = 100  # of the index; older ones are reached from year to year


@dataclass(frozen=True)
class Row:
    """One year of the index."""

    year: int
    signed: Number
    follow_ups: Number
    actions: Number
    sources: Number
    weightiest: Action | None


@dataclass(frozen=True)
class Years:
    """What is recorded in each year of a scope: three questions for actions and one for sources."""

    scope: Scope

    def _actions(self, **asked: object) -> Counter[int]:
        rows = actions_of(self.scope, **asked).with_first_report().filter(day__isnull=False)
        by_year = rows.annotate(in_year=ExtractYear("day")).order_by().values_list("in_year")
        return Counter(dict(kept(by_year.annotate(Count("pk")))))

    @cached_property
    def actions(self) -> Counter[int]:
        return self._actions()

    @cached_property
    def follow_ups(self) -> Counter[int]:
        return self._actions(**FOLLOW_UP)

    @cached_property
    def sources(self) -> Counter[int]:
        rows = year_of(self.scope.rows("sources"), "published").filter(year__isnull=False).order_by()
        return Counter(dict(kept(rows.values_list("year").annotate(Count("pk")))))

    @cached_property
    def known(self) -> list[int]:
        """The years in which anything happened or came out, the newest first."""
        return sorted({*self.actions, *self.sources}, reverse=True)

    @property
    def rows(self) -> list[Row]:
        signed, weightiest = self._actions(**SIGNED), self._weightiest()
        return [self._row(year, signed[year], weightiest.get(year)) for year in self.known[:MOST_YEARS]]

    def _weightiest(self) -> dict[int, Action]:
        """The newest of what weighs most, for each year that is listed: two queries."""
        rows = consequential(actions_of(self.scope)).with_first_report().filter(day__isnull=False)
        asked = ("weightiest of years", *self.scope.asked.values())
        last = while_unchanged(asked, lambda: dict(rows.order_by("day", "-slug").values_list(ExtractYear("day"), "pk")))
        found = Action.objects.published().in_bulk([last[year] for year in self.known[:MOST_YEARS] if year in last])
        return {year: found[key] for year, key in last.items() if key in found}

    def _row(self, year: int, signed: int, weightiest: Action | None) -> Row:
        asked, number = {"year": f"{year:04}"}, self.scope.number
        return Row(
            year,
            number("", signed, "actions", **asked, **SIGNED),
            number("", self.follow_ups[year], "actions", **asked, **FOLLOW_UP),
            number("", self.actions[year], "actions", **asked),
            number("", self.sources[year], "sources", **within("published", year)),
            weightiest,
        )


def address_of_year(year: int, scope: Scope) -> str:
    asked = f"?agreement={scope.agreement.slug}" if scope.agreement else ""
    return f"{reverse('year', args=[year])}{asked}"


def years_in_short(years: Years) -> str:
    """The sentence above the index."""
    if not years.known:
        return "No action and no source of a certain year is recorded."
    first, last = min(years.known), max(years.known)
    span = f"from {first} to {last}" if first != last else f"{first}"
    sentence = f"Actions and sources of {figures_or_no(len(years.known), 'year')} are recorded, {span}."
    if not years.follow_ups:
        return f"{sentence} No follow-up has a year."
    most = max(years.follow_ups, key=lambda year: (years.follow_ups[year], year))
    number = linked(f"{years.follow_ups[most]:,}", years.scope.link("actions", year=f"{most:04}", **FOLLOW_UP))
    where = linked(f"{most}", address_of_year(most, years.scope))
    return format_html("{} No year has more follow-ups than {}: {}.", sentence, where, number)


def year_in_short(one: InYear) -> str:
    """The first sentences of the page of a year."""
    return joined(" ", [_promised_and_done(one), _disputed_and_found(one)])


def _promised_and_done(one: InYear) -> str:
    signed = figures_or_no(one.signed.count, "agreement")
    signed = linked(signed, "#promised" if one.signed.count else "")
    done = linked(figures_or_no(one.done.count, "follow-up"), one.done.href if one.done.count else "")
    tied = one.done_on_promises
    of_them = "" if tied["follow_ups"] == one.done.count else f"{tied['follow_ups']} of them "
    on = f", {of_them}on {figures_or_no(tied['promises'], 'promise')}" if tied["promises"] else ""
    were = "was" if one.signed.count == 1 else "were"
    began = "was" if one.done.count == 1 else "were"
    sentence = "In {}, {} {} signed, and {} {} reported as begun or done{}."
    return format_html(sentence, one.year, signed, were, done, began, on)


def _disputed_and_found(one: InYear) -> str:
    sources = linked(figures_or_no(one.sources.count, "source"), one.sources.href if one.sources.count else "")
    if not one.disputed.count:
        return format_html("{} came out in it.", sources if one.sources.count else "No source")
    disputed = linked(figures_or_no(one.disputed.count, "action"), "#disputed")
    return format_html("Sources differ on {} of that year, and {} came out in it.", disputed, sources)


def done_in_short(one: InYear) -> str:
    """How far the follow-ups of the year got; without the kinds of which there are none."""
    every, counts = one.all_follow_ups, one.follow_ups
    named = {
        REPORTED: "reported as begun or done",
        ANNOUNCED: "only announced",
        UNCLEAR: "without a word on how far it got",
    }
    parts = [f"{counts[step]:,} {words}" for step, words in named.items() if counts[step]]
    follow_ups = linked(figures_or_no(every.count, "follow-up"), every.href)
    return format_html("{} of {} {} recorded: {}.", follow_ups, one.year, is_or_are(every.count), in_a_row(parts))


def beside(year: int, known: Iterable[int]) -> dict[str, int | None]:
    """The nearest years before and after of which something is known."""
    some = list(known)
    before, after = [one for one in some if one < year], [one for one in some if one > year]
    return {"before": max(before, default=None), "after": min(after, default=None)}


@page
def years(request: HttpRequest) -> HttpResponse:
    scope = scope_of(request.GET)
    found = Years(scope)
    context = {
        "years": found,
        "rows": found.rows,
        "in_short": years_in_short(found),
        "scope": scope,
        "agreements": agreements_to_choose(),
    }
    return render(request, "public/years/index.html", context)


@page
def year(request: HttpRequest, year: int) -> HttpResponse:
    scope = scope_of(request.GET)
    known = Years(Scope(None)).known
    if year not in known:
        raise Http404
    one = InYear(year, scope)
    context = {
        "one": one,
        "in_short": year_in_short(one),
        "done_in_short": done_in_short(one),
        "signatures": one.number("", one.signed.count, **SIGNED),
        "kept": f"?agreement={scope.agreement.slug}" if scope.agreement else "",
        "scope": scope,
        "agreements": agreements_to_choose(),
        "corrected": sum(each.day.year == year for each in corrections()),
        **beside(year, known),
    }
    return render(request, "public/years/year.html", context)
