"""Which entries of a scenario need evidence (words of a source or a reason of ours), and which of them lack it."""

from __future__ import annotations

from collections.abc import Iterator

from sandtable.scenario.schema import Scenario
from sandtable.scenario.values import Entry

__all__ = ["SECTIONS", "bare"]

SECTIONS = (
    "ties",
    "routes",
    "control",
    "forces",
    "formations",
    "corridors",
    "presence",
    "clients",
    "influence",
    "disputes",
    "mediation",
    "elections",
    "issues",
    "reinforcements",
    "priorities",
    "in_progress",
    "events",
    "priors",
    "variants",
)
"""Sections whose every entry states a fact or a number."""

STATED = {
    "places": ("population", "fortified", "importance", "supplies"),
    "actors": ("air_cover", "reporting_error"),
}
"""The keys by which an entry states more than what it is called and where it lies."""


def _lacks(entry: Entry) -> bool:
    return getattr(entry, "cite", None) is None and getattr(entry, "assume", None) is None


def bare(scenario: Scenario, *sections: str) -> Iterator[tuple[str, str]]:
    """The dotted path of every entry of these sections that needs evidence and has none, with the key that needs it.

    The key is empty where the whole entry states a fact.
    """
    for section in sections:
        for name, entry in getattr(scenario, section).items():
            keys = [key for key in STATED.get(section, ()) if getattr(entry, key)]
            if _lacks(entry) and (keys or section not in STATED):
                yield f"{section}.{name}", keys[0] if keys else ""
