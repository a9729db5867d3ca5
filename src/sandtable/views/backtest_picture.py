"""The picture of a back-test: predicted ranges of dates against what happened, campaign under campaign, as SVG."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from sandtable.views import numbers
from sandtable.views.charts import date_ticks
from sandtable.views.plain import plain

__all__ = ["picture"]

LEFT, WIDTH, RIGHT = 210.0, 560.0, 90.0
ROW, HEAD, FOOT = 20.0, 34.0, 34.0
INK, FAINT, WIDE, NARROW, TRUTH = "#222222", "#d9d9d9", "#9ab3cf", "#3f6b9e", "#c0392b"
LEGEND = (
    "bar: 10th to 90th percentile; dark: 25th to 75th; tick: median; "
    "red diamond: what happened (beyond the line: not by then)"
)
STYLE = (
    "text{font:12px sans-serif;fill:#222222}.head{font-weight:bold}.small{font-size:10px;fill:#555555}"
    "@media(prefers-color-scheme:dark){rect.paper{fill:#1b1b1b}text{fill:#eeeeee}.small{fill:#bbbbbb}}"
)


def picture(result: Mapping[str, Any]) -> str:
    """SVG text: for each fall and return the 80 and 50 % range, the median, and what happened as a red diamond."""
    whole = [one for one in result["campaigns"] if not one["variant"]]
    height = FOOT + sum(HEAD + ROW * len(one["days"]) + FOOT for one in whole)
    total = LEFT + WIDTH + RIGHT
    box = {"xmlns": "http://www.w3.org/2000/svg", "viewBox": f"0 0 {total:g} {height:g}", "role": "img"}
    root = Element("svg", box | {"width": f"{total:g}", "height": f"{height:g}"})
    SubElement(root, "title").text = "Predicted ranges of dates against what happened"
    SubElement(root, "style").text = STYLE
    SubElement(root, "rect", {"class": "paper", "width": "100%", "height": "100%", "fill": "#ffffff"})
    top = 0.0
    for one in whole:
        top = _campaign(root, one, top)
    _text(root, 10, top + 16, LEGEND, "small")
    indent(root)
    return tostring(root, encoding="unicode")


def _text(parent: Element, x: float, y: float, words: str, kind: str = "", anchor: str = "start") -> None:
    SubElement(parent, "text", {"x": f"{x:.1f}", "y": f"{y:.1f}", "class": kind, "text-anchor": anchor}).text = plain(
        words
    )


def _at(day: float, horizon: int) -> float:
    return LEFT + WIDTH * min(day, horizon) / horizon


def _campaign(root: Element, one: Mapping[str, Any], top: float) -> float:
    """Draw one campaign; returns where the next begins."""
    _text(root, 10, top + 20, one["title"], "head")
    first = datetime.date.fromisoformat(one["as_of"])
    last = first + datetime.timedelta(days=one["horizon"])
    bottom = top + HEAD + ROW * len(one["days"])
    for tick in date_ticks(first, last, 7):
        x = LEFT + WIDTH * tick["at"] / 100
        _line(root, x, top + HEAD - 6, x, bottom, FAINT)
        _text(root, x, bottom + 14, tick["text"], "small", "middle")
    _line(root, LEFT + WIDTH, top + HEAD - 6, LEFT + WIDTH, bottom, INK)
    rows = sorted(one["days"], key=lambda day: (day["happened"], day["name"], day["what"]))
    for number, day in enumerate(rows):
        _row(root, day, top + HEAD + ROW * (number + 0.5), one["horizon"])
    return bottom + FOOT


def _row(root: Element, day: Mapping[str, Any], y: float, horizon: int) -> None:
    _text(root, LEFT - 10, y + 4, f"{day['name']} {day['what']}", "", "end")
    low, lower, median, upper, high = (_at(value, horizon) for value in day["quantiles"])
    _bar(root, (low, high), y, 5, WIDE)
    _bar(root, (lower, upper), y, 9, NARROW)
    _line(root, median, y - 7, median, y + 7, INK, 2)
    never = day["happened"] >= horizon
    x = LEFT + WIDTH + 12 if never else _at(day["happened"], horizon)
    points = ((x - 5, y), (x, y - 5), (x + 5, y), (x, y + 5))
    SubElement(root, "polygon", {"points": " ".join(f"{a:.1f},{b:.1f}" for a, b in points), "fill": TRUTH})
    _text(root, LEFT + WIDTH + 26, y + 4, f"{numbers.probability(day['by_horizon'])} by then", "small")


def _bar(root: Element, ends: Sequence[float], y: float, thick: float, colour: str) -> None:
    width = max(ends[1] - ends[0], 1.5)
    place = {"x": f"{ends[0]:.1f}", "y": f"{y - thick / 2:.1f}", "width": f"{width:.1f}", "height": f"{thick:g}"}
    SubElement(root, "rect", place | {"fill": colour})


def _line(root: Element, x1: float, y1: float, x2: float, y2: float, colour: str, width: float = 1) -> None:  # noqa: PLR0913
    ends = {"x1": f"{x1:.1f}", "y1": f"{y1:.1f}", "x2": f"{x2:.1f}", "y2": f"{y2:.1f}"}
    SubElement(root, "line", ends | {"stroke": colour, "stroke-width": f"{width:g}"})
