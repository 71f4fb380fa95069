"""Makes clauses/public/pictures/land.json, the shapes of land that maps are drawn on. Run once, by hand:

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python .ci/land.py package/land-50m.json clauses/public/pictures/land.json

The shapes are coastlines alone. Each is thinned until no point makes a corner of less than SMALLEST square degrees,
and rounded to hundredths of a degree; islands of less than that are left out.
"""

import heapq
import json
import sys
from math import cos, radians
from pathlib import Path

SMALLEST = 0.005  # square degrees, as at the equator
NOTE = (
    "Coastlines of Natural Earth 4.1 (public domain) as in the npm package world-atlas 2.0.2 (ISC licence, copyright "
    "2013-2019 Michael Bostock), thinned by .ci/land.py. Rings in hundredths of a degree: the first point, then steps."
)
Point = tuple[float, float]


def decoded(topology: dict) -> list[list[Point]]:
    """The rings of the land, each closed by its first point."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[list[Point]] = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    (land,) = topology["objects"]["land"]["geometries"]
    rings = [ring for polygon in land["arcs"] for ring in polygon]
    return [[point for arc in ring for point in (arcs[arc] if arc >= 0 else arcs[~arc][::-1])[:-1]] for ring in rings]


def corner(a: Point, b: Point, c: Point) -> float:
    area = abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2
    return area * max(cos(radians(b[1])), 0.05)


def thinned(ring: list[Point]) -> list[Point]:
    """The ring without its smallest corners, the smallest taken away first (Visvalingam and Whyatt)."""
    size = len(ring)
    before, after = [(n - 1) % size for n in range(size)], [(n + 1) % size for n in range(size)]
    area = [corner(ring[before[n]], ring[n], ring[after[n]]) for n in range(size)]
    heap, gone = [(area[n], n) for n in range(size)], set()
    heapq.heapify(heap)
    while heap and size - len(gone) > 2:
        smallest, n = heapq.heappop(heap)
        if smallest >= SMALLEST:
            break
        if n in gone or smallest != area[n]:
            continue
        gone.add(n)
        left, right = before[n], after[n]
        after[left], before[right] = right, left
        for one in (left, right):
            area[one] = max(smallest, corner(ring[before[one]], ring[one], ring[after[one]]))
            heapq.heappush(heap, (area[one], one))
    return [point for n, point in enumerate(ring) if n not in gone]


def steps(ring: list[Point]) -> list[int]:
    found, last = [], (0, 0)
    for x, y in ring:
        here = (round(x * 100), round(y * 100))
        found += [here[0] - last[0], here[1] - last[1]]
        last = here
    return found


def main(read: str, written: str) -> None:
    rings = map(thinned, decoded(json.loads(Path(read).read_text())))
    lines = ",\n".join(json.dumps(steps(ring), separators=(",", ":")) for ring in rings if len(ring) > 2)
    Path(written).write_text(f'{{"note": {json.dumps(NOTE)},\n"rings": [\n{lines}\n]}}\n')


if __name__ == "__main__":
    main(*sys.argv[1:])
