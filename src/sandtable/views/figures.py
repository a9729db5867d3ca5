"""The smallest pieces of a payload: a number with its text, a claim in plain English, and the names that it uses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sandtable.scenario.elections import OUTSIDER
from sandtable.scenario.schema import Scenario
from sandtable.views.plain import plain

__all__ = ["figure", "names_of", "readable"]


def figure(value: Any, text: str) -> dict[str, Any]:
    """A number with the text that shows it."""
    return {"value": value, "text": text}


def readable(claim: str, names: Mapping[str, str]) -> str:
    """A claim in plain English with display names."""
    from sandtable.claims.english import english
    from sandtable.claims.parse import parse

    return plain(english(parse(claim), names))


def names_of(scenario: Scenario) -> dict[str, str]:
    """Display name by id, for every entry that a claim may name."""
    names = {one: plain(entry.name) for one, entry in scenario.actors.items()}
    names |= {one: plain(entry.name) for one, entry in scenario.places.items()}
    for election in scenario.elections.values():
        names |= {one: plain(entry.name) for one, entry in election.parties.items() if entry.name}
        standing = election.government.candidates if election.government else {}
        names |= {one: plain(entry.name) for one, entry in standing.items() if entry.name}
    if scenario.governments:
        names.setdefault(OUTSIDER, "a compromise outsider")
    named: tuple[dict[str, Any], ...] = (
        scenario.formations,
        scenario.corridors,
        scenario.presence,
        scenario.disputes,
        scenario.mediation,
    )
    named = (*named, scenario.elections, scenario.issues)
    return names | {one: plain(entry.name) for section in named for one, entry in section.items() if entry.name}
