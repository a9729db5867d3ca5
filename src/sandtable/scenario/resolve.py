"""The complete form of a scenario: every default filled in, every range three numbers, one order of entries.

Completing twice changes nothing. The complete form is a scenario like any other: the same models read it back.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from typing import Any

from sandtable.scenario.elections import Election
from sandtable.scenario.issues import Issue
from sandtable.scenario.placing import placed
from sandtable.scenario.quantities import Kind, as_triple, rounded
from sandtable.scenario.schema import Entry, Evidence, Route, Scenario
from sandtable.scenario.values import DateRange
from sandtable.units import great_circle_km

__all__ = ["RANGES", "as_json", "complete", "hash_of"]

RANGES: dict[str, dict[str, Kind]] = {
    "forces": {"fighters": "fighters"},
    "formations": {"fighters": "fighters", "instead_of": "fighters"},
    "reinforcements": {"fighters_per_month": "fighters"},
    "in_progress": {"work_left": "share"},
    "clients": {"power": "share", "autonomy": "share"},
    "influence": {"level": "share"},
    "disputes": {"trust": "share", "shift": "share", "accountability": "share", "crises": "rate"},
    "mediation": {"strength": "share", "bias": "share"},
    "priors": {"value": "real"},
}
"""The fields that hold a range, section by section, with the kind of their numbers."""
_DATES = {"events": ("on",), "elections": ("on",), "issues": ("due",), "presence": ("opens",)}
_READERS_ORDER = ("statements", "variants", "sources")
_UNORDERED = (
    "holds",
    "enemy",
    "ally",
    "rival",
    "client",
    "permits",
    "supplies",
    "only",
    "between",
    "joints",
    "users",
    "arena",
)
_FOR_READERS = frozenset({"title", "name", "aka", "colour", "cite", "assume", "pocket", "area", "geoname", "at_from"})
_SECTIONS_FOR_READERS = frozenset({"title", "summary", "hedges", "sources", "statements", "variants", "variant"})


def _confidence(entry: Evidence) -> str:
    """The confidence that an entry states, or what its evidence gives: words of the source high, a reason medium."""
    return entry.confidence or ("high" if entry.cite else "medium")


def _three_dates(on: DateRange, as_of: datetime.date) -> tuple[datetime.date, datetime.date, datetime.date]:
    """10th, 50th and 90th percentile of a date; one date is certain. Midway is on the log scale of days."""
    if isinstance(on, datetime.date):
        return on, on, on
    if len(on) == 3:
        return on
    early, late = on
    days = ((early - as_of).days, (late - as_of).days)
    usual = as_triple((float(days[0]), float(days[1])), "days")[1] if min(days) > 0 else sum(days) / 2
    return early, as_of + datetime.timedelta(days=round(usual)), late


def _road_km(route: Route, scenario: Scenario) -> tuple[float, float, float]:
    """Road length; the low end of a single number never falls below the straight line."""
    low, usual, high = as_triple(route.km, "km")
    ends = [scenario.places[place].point for place in route.between if place in scenario.places]
    if isinstance(route.km, float) and len(ends) == 2:
        low = min(max(low, rounded(great_circle_km(*ends))), usual)
    return low, usual, high


def _completed(entry: Entry, section: str, scenario: Scenario) -> Entry:
    changes: dict[str, Any] = {}
    if isinstance(entry, Evidence):
        changes["confidence"] = _confidence(entry)
    if isinstance(entry, Route):
        changes["km"] = _road_km(entry, scenario)
    if isinstance(entry, Election | Issue):
        changes |= entry.completed()
    for name in _DATES.get(section, ()):
        if isinstance(on := getattr(entry, name), datetime.date | tuple):
            changes[name] = _three_dates(on, scenario.as_of)
    for name, kind in RANGES.get(section, {}).items():
        if (stated := getattr(entry, name)) is not None:
            changes[name] = as_triple(stated, kind)
    for name in _UNORDERED:
        if isinstance(listed := getattr(entry, name, None), tuple):
            changes[name] = tuple(sorted(listed))
    return entry.model_copy(update=changes)


def complete(scenario: Scenario) -> Scenario:
    """The complete form of a scenario that passed its checks; InvalidInput when a place has no coordinates.

    Entries stand in the order of their ids (statements, variants and sources keep the author's), and so do lists
    whose order says nothing, so that a file written in another order is the same scenario, byte for byte.
    """
    scenario = placed(scenario)
    changes: dict[str, Any] = {"theatre": tuple(sorted(scenario.theatre))}
    for section in type(scenario).model_fields:
        entries = getattr(scenario, section)
        if isinstance(entries, dict):
            names = list(entries) if section in _READERS_ORDER else sorted(entries)
            changes[section] = {name: _completed(entries[name], section, scenario) for name in names}
    changes["priorities"] = {
        name: entry.model_copy(update={"places": dict(sorted(entry.places.items()))})
        for name, entry in changes["priorities"].items()
    }
    return scenario.model_copy(update=changes)


def as_json(scenario: Scenario) -> dict[str, Any]:
    """The scenario as plain JSON values (dates as ISO text); `Scenario.model_validate` reads it back."""
    return scenario.model_dump(mode="json")


def _runs_on(entry: dict[str, Any]) -> dict[str, Any]:
    """What a run depends on in an entry."""
    return {key: item for key, item in entry.items() if key not in _FOR_READERS}


def hash_of(scenario: Scenario) -> str:
    """SHA-256 (hex) of what a run depends on, the same for a scenario and its complete form.

    Left out is what only readers see: titles, names, other spellings, colours, cites and reasons (their confidence
    counts), sources, statements and variants. So a change of display names changes nothing.
    """
    whole = as_json(complete(scenario))
    kept = {section: value for section, value in whole.items() if section not in _SECTIONS_FOR_READERS}
    for section, value in kept.items():
        if isinstance(getattr(scenario, section), dict):
            kept[section] = {name: _runs_on(entry) for name, entry in value.items()}
        elif isinstance(value, dict):
            kept[section] = _runs_on(value)
    text = json.dumps(kept, sort_keys=True, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
