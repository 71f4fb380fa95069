"""What several statements about one date allow together.

Spans are put together end by end, as they are compared: “since 20 September” and “5 to 8 October” have days in common,
but the starts have none, so no date follows from the two. All else is put together by its days.
"""

from collections.abc import Iterable
from datetime import date

from ..dates import Point, UncertainDate, is_in_doubt, parse


def intersection(texts: Iterable[str]) -> str:
    """The date that the statements leave; empty where they contradict each other, or say nothing.

    Where one of them says all of it, it is that one, without doubt if one of those that do is.
    """
    parsed = [parse(text) for text in sorted({text for text in texts if text})]
    spans = [one for one in parsed if one.kind == "span"]
    together = _span(spans)
    if spans and (len(spans) == len(parsed) or not together):
        return together
    return _once(parsed)


def _once(parsed: list[UncertainDate]) -> str:
    """By the days alone."""
    first = max((one.earliest for one in parsed if one.earliest), default=None)
    last = min((one.latest for one in parsed if one.latest), default=None)
    if not parsed or (first and last and first > last):
        return ""
    whole = [one.text for one in parsed if (one.earliest, one.latest) == (first, last)]
    return min(whole, key=lambda text: (is_in_doubt(text), text), default="") or _between(first, last)


def _between(first: date | None, last: date | None) -> str:
    if first and first == last:
        return first.isoformat()
    return "[{}..{}]".format(*(day.isoformat() if day else "" for day in (first, last)))


def _span(spans: list[UncertainDate]) -> str:
    """The span with the most exact of the starts and of the ends; empty where either have no day in common, or where
    it would end before it starts."""
    starts, ends = [one.start for one in spans if one.start], [one.end for one in spans if one.end]
    if not spans or any(_apart(points) for points in (starts, ends)):
        return ""
    start, end = _most_exact(starts), _most_exact(ends)
    if start and end and start.first > end.last:
        return ""
    left = start.text if start else "" if all(one.text.startswith("/") for one in spans) else ".."
    right = end.text if end else "" if all(one.text.endswith("/") for one in spans) else ".."
    return f"{left}/{right}"


def _apart(points: list[Point]) -> bool:
    return bool(points) and max(point.first for point in points) > min(point.last for point in points)


def _most_exact(points: list[Point]) -> Point | None:
    return min(points, key=lambda point: (point.last - point.first, point.text), default=None)
