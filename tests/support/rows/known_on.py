"""What was known on a day: how its pages are asked for, which of their ways lose the day, what was reported."""

import re
from datetime import date

from clauses import known_on
from clauses.models import Action

from .factories import CitationFactory, SourceFactory

DAY = "2021-12-31"
ON_DAY = date(2021, 12, 31)
DAYS = [date(2021, 6, 16), date(2021, 10, 5), ON_DAY, date(2022, 2, 10), date(2022, 8, 10)]
INTERNAL = re.compile(r'(?:href|action)="((?:/(?!static/)|\?)[^"]*)"')
LEAVES = re.compile(r'<a data-day="leaves" [^>]*>')


def asked(address: str, day: str = DAY) -> str:
    """The address of the same page as known on that day."""
    return f"{address}{'&' if '?' in address else '?'}known_on={day}"


def losing_the_day(html: str) -> list[str]:
    """The forms and the links of a page of a past day that lead to another day without saying so."""
    html = LEAVES.sub("", html)
    forms = [form for form in re.findall(r"<form.*?</form>", html, re.S) if 'name="known_on"' not in form]
    links = INTERNAL.findall(re.sub(r"<form[^>]*>", "", html))
    return forms + [link for link in links if "known_on=" not in link]


def report(published: str, action, **more):
    """A citation for the action of a source that was published then."""
    return CitationFactory(source=SourceFactory(published=published), action=action, **more)


def then(action, day: date = ON_DAY) -> Action:
    """The action as the pages of a day show it."""
    with known_on.override(day):
        return Action.objects.published().get(pk=action.pk)
