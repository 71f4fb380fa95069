"""Land, to draw a map on: coastlines alone, without a border, as a path of SVG."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from math import cos, radians
from pathlib import Path

SHAPES = Path(__file__).with_name("land.json")  # the file says where they are from
BEYOND = 0.03  # how much further than the window land is drawn, so that no edge of it shows
Point = tuple[float, float]  # longitude and latitude, or x and y
Ring = list[Point]


@dataclass(frozen=True)
class Window:
    """A part of the globe and the pixels that it is drawn on, true to scale in its middle (equirectangular)."""

    west: float
    south: float
    east: float
    north: float
    width: int
    height: int

    @classmethod
    def around(cls, points: list[Point], width: int, height: int, least: float) -> "Window":
        """The window that shows the points with a margin, and at least so many degrees from side to side."""
        lons, lats = zip(*points, strict=True)
        x, y = (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2
        narrowing = max(cos(radians(y)), 0.2)
        wide = max((max(lons) - min(lons)) * narrowing * 1.2, least)
        high = max((max(lats) - min(lats)) * 1.35, least * height / width)
        pixels = min(width / wide, height / high)  # of a degree
        half_wide, half_high = width / pixels / narrowing / 2, height / pixels / 2
        return cls(x - half_wide, y - half_high, x + half_wide, y + half_high, width, height)

    @property
    def pixels(self) -> float:
        """Of a degree from south to north."""
        return self.height / (self.north - self.south)

    def at(self, point: Point) -> tuple[int, int]:
        x = (point[0] - self.west) / (self.east - self.west) * self.width
        y = (self.north - point[1]) / (self.north - self.south) * self.height
        return round(x), round(y)

    def holds(self, point: Point) -> bool:
        return self.west <= point[0] <= self.east and self.south <= point[1] <= self.north

    @cached_property
    def coast(self) -> str:
        """The land in the window as the path of an SVG, to be filled by the rule “evenodd”."""
        wider, higher = (self.east - self.west) * BEYOND, (self.north - self.south) * BEYOND
        box = (self.west - wider, self.south - higher, self.east + wider, self.north + higher)
        inside = (clipped(ring, box) for ring, bounds in shapes() if _meet(bounds, box))
        return "".join(_path(map(self.at, ring)) for ring in inside)


@lru_cache(maxsize=1)
def shapes() -> list[tuple[Ring, tuple[float, ...]]]:
    """Every ring of the land with its bounds: west, south, east, north."""
    found: list[tuple[Ring, tuple[float, ...]]] = []
    for steps in json.loads(SHAPES.read_text())["rings"]:
        x = y = 0
        ring: Ring = []
        for dx, dy in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + dx, y + dy
            ring.append((x / 100, y / 100))
        lons, lats = zip(*ring, strict=True)
        found.append((ring, (min(lons), min(lats), max(lons), max(lats))))
    return found


def _meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def clipped(ring: Ring, box: tuple[float, float, float, float]) -> Ring:
    """What of a ring is within the box: cut at one side after the other (Sutherland and Hodgman)."""
    for axis, limit, keeps_more in ((0, box[0], True), (1, box[1], True), (0, box[2], False), (1, box[3], False)):
        ring = _cut(ring, axis, limit, 1 if keeps_more else -1)
    return ring


def _cut(ring: Ring, axis: int, limit: float, sign: int) -> Ring:
    found: Ring = []
    for before, here in zip([*ring[-1:], *ring[:-1]], ring, strict=True):
        was_in, is_in = (sign * (point[axis] - limit) >= 0 for point in (before, here))
        if was_in != is_in:
            part = (limit - before[axis]) / (here[axis] - before[axis])
            found.append((before[0] + part * (here[0] - before[0]), before[1] + part * (here[1] - before[1])))
        if is_in:
            found.append(here)
    return found


def _path(points: Iterable[tuple[int, int]]) -> str:
    """The points in steps of more than a pixel; nothing for what is too small to see."""
    kept: list[tuple[int, int]] = []
    for x, y in points:
        if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) > 1:
            kept.append((x, y))
    if len(kept) < 3:
        return ""
    steps = (f"{x - left} {y - top}" for (left, top), (x, y) in pairwise(kept))
    return f"M{kept[0][0]} {kept[0][1]}l{' '.join(steps)}z"
