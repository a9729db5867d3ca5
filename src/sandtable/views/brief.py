"""The brief: one HTML page that opens anywhere, makes no request and holds its own data; drawn from a payload alone."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from sandtable.ensemble.store import write_whole
from sandtable.views.charts import fall_bars, movers
from sandtable.views.looks import COLOUR
from sandtable.views.maps import Size, draw_map, shape_path

__all__ = ["brief_html", "write_brief"]

TEMPLATES = Path(__file__).parent / "templates"
WIDE = Size(width=620, margin=34, radius=(7, 8.5), type=12)
NARROW = Size(width=328, margin=20, radius=(5.6, 7), type=11.5, names=False)
SMALL = Size(width=262, margin=18, radius=(3.8, 7), type=10.5, key=False)
NAMES_ON_SMALL = 10


def write_brief(payload: Mapping[str, Any], path: Path | str) -> Path:
    """Write the brief of a payload as one HTML file, whole or not at all; returns its path."""
    target = Path(path)
    page = brief_html(payload).encode()
    with write_whole(target) as file:
        file.write(page)
    return target


def brief_html(payload: Mapping[str, Any]) -> str:
    """The page as text. Everything from the payload is escaped; the payload itself is embedded as JSON."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_unbroken,
    )
    safe = {**payload, "actors": [_checked(one) for one in payload["actors"]]}
    return environment.get_template("brief.html.j2").render(
        p=safe,
        maps=_maps(safe),
        falls=fall_bars(safe),
        legend=_legend(safe),
        assumptions=_groups(safe["assumptions"]),
        actors={one["id"]: one for one in safe["actors"]},
        shape_path=shape_path,
        data=htmlsafe_json_dumps(payload, dumps=functools.partial(json.dumps, allow_nan=False, ensure_ascii=False)),
    )


def _unbroken(value: Any) -> Any:
    """A range of numbers stays on one line: browsers would break it after its dash."""
    plain = isinstance(value, str) and not isinstance(value, Markup)
    return re.sub("(?<=\\d)\u2013(?=\\d)", "\u2013\u2060", value) if plain else value


def _checked(actor: Mapping[str, Any]) -> dict[str, Any]:
    """An actor whose colour is one: a payload may come from anywhere, and a fill may name an outside address."""
    colour = str(actor["colour"])
    return {**actor, "colour": colour if COLOUR.fullmatch(colour) else "#767676"}


def _legend(payload: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The actors that hold a place in any future on any mapped date, in the payload's order."""
    held = {one["actor"] for place in payload["map"]["places"] for date in place["held"] for one in date}
    return [one for one in payload["actors"] if one["id"] in held]


def _groups(rows: Sequence[Mapping[str, Any]]) -> list[tuple[str, list[Mapping[str, Any]]]]:
    """Assumptions in two groups: facts of this scenario that nobody knows exactly, and numbers of the model."""
    facts, model = [one for one in rows if one["serves"]], [one for one in rows if not one["serves"]]
    return [("Uncertain facts of this scenario", facts), ("Numbers of the model", model)]


def _maps(payload: Mapping[str, Any]) -> dict[str, Any]:
    """The large map twice (names for wide pages, numbers for narrow ones) and a small one for each later date."""
    places = payload["map"]["places"]
    later = range(1, len(payload["map"]["dates"]))
    return {
        "wide": draw_map(payload, 0, WIDE),
        "narrow": draw_map(payload, 0, NARROW),
        "small": [
            {
                "date": payload["map"]["dates"][date],
                **draw_map(payload, date, SMALL, movers(places, date, NAMES_ON_SMALL)),
            }
            for date in later
        ],
    }
