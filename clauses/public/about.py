"""What this site is, what it holds now, and how it is cited."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from .. import dates, known_on
from ..dates import in_doubt
from ..filters import UnclearError
from ..models import Action, Agreement, Commitment, Source
from ..while_unchanged import kept, kept_count
from .coverage import Number, recorded
from .pages import page
from .sections.counting import figures_or_no, in_a_row, linked

CITATION = "CITATION.cff"
LINE = re.compile(r"^(?:  - )?(title|version|license|name): (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Citation:
    """How the site is cited: what CITATION.cff says, the address, and the days of data and of asking."""

    title: str
    version: str
    author: str
    license: str
    address: str
    newest: date | None

    @property
    def year(self) -> int:
        return (self.newest or timezone.now().date()).year

    @property
    def note(self) -> str:
        """The state of the data: the day asked for, or that of the newest source."""
        day = known_on.day()
        if day is not None:
            return f"Data as known on {in_words(day)}"
        return f"Data up to {in_words(self.newest)}" if self.newest else "No data yet"

    @property
    def sentence(self) -> str:
        return f"{self.author}: {self.title}, version {self.version}. {self.note}. {self.address}"

    @property
    def bibtex(self) -> str:
        fields = {
            "author": f"{{{self.author}}}",
            "title": self.title,
            "year": f"{self.year}",
            "version": self.version,
            "note": self.note,
            "url": self.address,
        }
        lines = [f"  {name} = {{{value}}}," for name, value in fields.items()]
        return "\n".join([f"@misc{{{self.title}-{self.year},", *lines, "}"])


@lru_cache(maxsize=1)
def cited_as() -> dict[str, str]:
    """The title, version, licence and author of the file that says them once for everybody."""
    text = (Path(settings.BASE_DIR) / CITATION).read_text(encoding="utf-8")
    return dict(LINE.findall(text))


def in_words(day: date) -> str:
    return dates.words(day.isoformat())


def newest_day() -> date | None:
    """The day of the newest source of which the day is known for certain."""
    rows = Source.objects.published().exclude(in_doubt("published")).filter(published_precision="day")
    return rows.order_by().aggregate(newest=Max("published_sort"))["newest"]


def holdings() -> list[Number]:
    """What there is now, each with its list; languages with the page that says what was read in which."""
    sources = Source.objects.published().order_by()
    languages = len(kept(sources.exclude(language="").order_by().values_list("language", flat=True).distinct()))
    found = {
        "agreement": (kept_count(Agreement.objects.published()), "agreements"),
        "commitment": (kept_count(Commitment.objects.published()), "commitments"),
        "action": (kept_count(Action.objects.published()), "actions"),
        "source": (kept_count(sources), "sources"),
        "language": (languages, "coverage"),
    }
    return [Number(figures_or_no(count, noun), count, reverse(name)) for noun, (count, name) in found.items()]


def about_in_short(some: list[Number], newest: date | None) -> str:
    """The first sentence."""
    *rows, languages = [linked(one.label, one.href if one.count else "") for one in some]
    until = f", the newest of {in_words(newest)}" if newest else ""
    what = "This site says what agreements between states promise and what is reported to have followed."
    return format_html("{} It holds {} in {}{}.", what, in_a_row(rows), languages, until)


@page
def about(request: HttpRequest) -> HttpResponse:
    if request.GET:
        raise UnclearError(["This page takes no parameters."])
    newest, said = newest_day(), cited_as()
    home = request.build_absolute_uri(reverse("home"))
    cite = Citation(said["title"], said["version"], said["name"], said["license"], home, newest)
    some = holdings()
    context = {
        "in_short": about_in_short(some, newest),
        "cite": cite,
        "example": (known_on.day() or newest or timezone.now().date()).isoformat(),
        "with_text": recorded().count(),
    }
    return render(request, "public/about/page.html", context)
