"""The printed map as one SVG text: ground, roads, markers, names, scale and legend; every text is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from sandtable.views.looks import COLOUR
from sandtable.views.plain import plain
from sandtable.views.printed.labels import text_width
from sandtable.views.printed.maps import Size, draw_map
from sandtable.views.printed.shapes import shape_path

__all__ = ["FONT", "map_svg"]

FONT = "Libertinus Serif"
"""A font that the typesetter has in itself."""
SIZE = Size(width=620, margin=34, radius=(6.5, 8.5), type=12)
_LAND, _WATER, _LINE, _ROAD, _INK = "#f4f1ea", "#dfe9ee", "#c9c2b4", "#8f8878", "#1f1f1f"
_UNSAFE = re.compile(r"[^\x09\x0a\x0d\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _safe(text: str) -> str:
    return escape(_UNSAFE.sub("", plain(text)))


def map_svg(payload: Mapping[str, Any], date: int) -> str:
    """The map of a payload on one of its dates, all places named, with a legend of who holds any place then."""
    actors = [_checked(one) for one in payload["actors"]]
    drawn = draw_map({**payload, "actors": actors}, date, SIZE)
    legend = list(_legend(payload, actors, date, drawn["height"]))
    rows = 1 + max((row for row, *_ in legend), default=0)
    key = list(_key(drawn, drawn["height"] + 8 + 22 * rows))
    height = drawn["height"] + 8 + 22 * rows + 16 * (1 + max((row for row, _ in key), default=-1))
    size = f'width="{drawn["width"]}" height="{height:.1f}" viewBox="0 0 {drawn["width"]} {height:.1f}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family={quoteattr(FONT)}>',
        f'<rect width="{drawn["width"]}" height="{drawn["height"]}" fill="{_WATER if _base(payload) else "#ffffff"}"/>',
        *_ground(payload, drawn),
        *_lines(drawn),
        *_markers(drawn),
        *_names(drawn),
        *_scale(drawn),
        *(part for _, *texts in legend for part in texts),
        *(text for _, text in key),
        "</svg>",
    ]
    return "".join(parts)


def _checked(actor: Mapping[str, Any]) -> dict[str, Any]:
    """An actor whose colour is one: a payload may come from anywhere."""
    colour = str(actor["colour"])
    return {**actor, "colour": colour if COLOUR.fullmatch(colour) else "#767676"}


def _base(payload: Mapping[str, Any]) -> Mapping[str, Any] | None:
    base = payload["map"].get("base")
    return base if isinstance(base, Mapping) else None


def _path(points: Sequence[Sequence[float]], at: Any, close: str = "") -> str:
    spots = (at(float(lat), float(lon)) for lon, lat in points)
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in spots) + close


def _ground(payload: Mapping[str, Any], drawn: Mapping[str, Any]) -> Iterator[str]:
    """Land, lakes, rivers and borders, cut off at the frame."""
    base, at = _base(payload), drawn["at"]
    if base is None:
        return
    frame = f'<rect width="{drawn["width"]}" height="{drawn["height"]}"/>'
    yield f'<defs><clipPath id="frame">{frame}</clipPath></defs><g clip-path="url(#frame)">'
    for kind, colour in (("land", _LAND), ("lakes", _WATER)):
        rings = "".join(_path(ring, at, "Z") for ring in base.get(kind, ()))
        if rings:
            yield f'<path d="{rings}" fill="{colour}" fill-rule="evenodd"/>'
    for kind, colour, wide in (("rivers", "#b9cfda", 1.0), ("provinces", "#e2dccf", 0.7), ("borders", _LINE, 1.1)):
        lines = "".join(_path(line, at) for line in base.get(kind, ()))
        if lines:
            yield f'<path d="{lines}" fill="none" stroke="{colour}" stroke-width="{wide}"/>'
    yield "</g>"


def _line(pair: Sequence[Sequence[float]], colour: str, wide: float) -> str:
    (x1, y1), (x2, y2) = pair
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}" stroke-width="{wide}"/>'


def _lines(drawn: Mapping[str, Any]) -> Iterator[str]:
    """Roads, and the lines from names and moved markers to where they belong."""
    for pair in drawn["roads"]:
        yield _line(pair, _ROAD, 1.1)
    for pair in drawn["moved"]:
        yield _line(pair, _INK, 0.6)
    for label in drawn["labels"]:
        if label.line:
            yield _line(label.line, _INK, 0.6)


def _markers(drawn: Mapping[str, Any]) -> Iterator[str]:
    shapes = (f'<clipPath id="shape-{name}"><path d="{d}"/></clipPath>' for name, d in drawn["shapes"].items())
    yield f"<defs>{''.join(shapes)}</defs>"
    for glyph in drawn["glyphs"]:
        outline = drawn["shapes"][glyph["shape"]]
        slices = "".join(f'<path d="{one["d"]}" fill="{one["colour"]}"/>' for one in glyph["slices"])
        place = f"translate({glyph['x']:.1f} {glyph['y']:.1f}) scale({glyph['r']})"
        yield f'<g transform="{place}"><g clip-path="url(#shape-{glyph["shape"]})">{slices}</g>'
        yield f'<path d="{outline}" fill="none" stroke="#ffffff" stroke-width="0.16"/></g>'


def _text(x: float, y: float, size: float, words: str, halo: bool = False) -> str:
    around = ' paint-order="stroke" stroke="#ffffff" stroke-width="2.4" stroke-linejoin="round"' if halo else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{_INK}"{around}>{_safe(words)}</text>'


def _names(drawn: Mapping[str, Any]) -> Iterator[str]:
    for label in drawn["labels"]:
        yield _text(label.box.left, label.box.bottom - 0.32 * drawn["type"], drawn["type"], label.text, halo=True)


def _scale(drawn: Mapping[str, Any]) -> Iterator[str]:
    y, long = drawn["height"] - 10, drawn["scale"]["length"]
    yield f'<path d="M10 {y - 4:.1f}v4h{long:.1f}v-4" fill="none" stroke="{_INK}"/>'
    yield _text(16 + long, y, 11, drawn["scale"]["text"], halo=True)


def _key(drawn: Mapping[str, Any], top: float) -> Iterator[tuple[int, str]]:
    """Row and text of each place whose name found no room on the map and that is a number there."""
    row, x = 0, 10.0
    for number, name in drawn["numbers"]:
        words = f"{number} {name}"
        wide = text_width(words, 11) + 14
        if x > 10 and x + wide > SIZE.width:
            row, x = row + 1, 10.0
        yield row, _text(x, top + 16 * row + 10, 11, words)
        x += wide


def _legend(
    payload: Mapping[str, Any], actors: Sequence[Mapping[str, Any]], date: int, top: float
) -> Iterator[tuple[int, str, str]]:
    """Row, marker and name of each actor that holds any place on the date, flowing into rows."""
    held = {one["actor"] for place in payload["map"]["places"] for one in place["held"][date]}
    row, x = 0, 10.0
    for actor in actors:
        if actor["id"] not in held:
            continue
        wide = 26 + text_width(str(actor["name"]), 12)
        if x > 10 and x + wide > SIZE.width:
            row, x = row + 1, 10.0
        y = top + 22 * (row + 1) - 6
        mark = f'<path transform="translate({x + 6:.1f} {y - 4:.1f})" d="{shape_path(actor["shape"], 6)}" '
        yield row, f'{mark}fill="{actor["colour"]}"/>', _text(x + 17, y, 12, str(actor["name"]))
        x += wide + 8
