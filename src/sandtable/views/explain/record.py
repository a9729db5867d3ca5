"""One sentence about a scenario with what it rests on, and the sections that sentences stand in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

from sandtable.scenario.schema import Scenario
from sandtable.views.layers import listed
from sandtable.views.plain import plain
from sandtable.world.first_day import FirstDay

__all__ = ["SECTIONS", "Basis", "Carries", "Record", "Subject", "computed"]

Basis = Literal["cite", "assume", "computed", "none"]
"""Words of the source; our reason; worked out from the other entries; nothing, which should not happen."""

SECTIONS = {
    "control": "Who holds what",
    "ties": "Who may attack whom, and who lets whom through",
    "roads": "Roads",
    "supply": "Supply on the first day",
    "garrisons": "Garrisons, air cover and shared errors",
    "formations": "Formations, and what they want",
    "corridors": "Corridors",
    "presence": "Bases and camps",
    "influence": "Outsiders and their weight",
    "disputes": "Disputes and who mediates",
    "bargains": "Elections, and what is bargained over",
    "events": "What may come from outside",
    "other": "Also stated",
    "statements": "What the assessment says",
    "unsettled": "What no future can settle, or none yet",
    "map": "Where the text and the map disagree",
    "unknown": "What is not known",
    "low": "Assumed with low confidence",
    "model": "The model's own numbers",
    "bare": "Inputs without evidence",
}
"""Title of each section, in the order of reading."""


@dataclass(frozen=True, slots=True)
class Record:
    """A sentence and its basis. `words` are those of the source (cite) or our reason (assume), else empty.

    `path` is the dotted path of the entry; `verified` says how far a cite was verified, empty for anything else.
    """

    section: str
    sentence: str
    basis: Basis
    words: str = ""
    path: str = ""
    confidence: str = ""
    verified: str = ""


class Carries(Protocol):
    """An entry that carries evidence."""

    @property
    def cite(self) -> str | None:
        """Words of the source."""

    @property
    def assume(self) -> str | None:
        """Our reason."""


@dataclass(frozen=True)
class Subject:
    """A complete scenario as the sections see it, with its first day and how far each cite was verified (by path)."""

    scenario: Scenario
    day: FirstDay
    states: Mapping[str, str] = field(default_factory=dict)

    def actor(self, name: str) -> str:
        """Display name of an actor."""
        return plain(self.scenario.actors[name].name)

    def place(self, name: str) -> str:
        """Display name of a place."""
        return plain(self.scenario.places[name].name)

    def actors(self, names: Iterable[str]) -> str:
        """Display names of actors in one phrase."""
        return listed([self.actor(name) for name in names])

    def places(self, names: Iterable[str]) -> str:
        """Display names of places in one phrase."""
        return listed([self.place(name) for name in names])

    def formation(self, name: str) -> str:
        """Display name of a formation."""
        return plain(self.scenario.formations[name].name or name)

    def stated(self, section: str, sentence: str, path: str, entry: Carries) -> Record:
        """A record of an entry, resting on its cite, or else on its reason."""
        confidence = getattr(entry, "confidence", None) or ""
        if entry.cite is not None:
            return self.quoted(section, sentence, path, entry.cite)
        if entry.assume is not None:
            return Record(section, sentence, "assume", plain(entry.assume), path, confidence)
        return Record(section, sentence, "none", "", path, confidence)

    def quoted(self, section: str, sentence: str, path: str, cite: str, key: str = "cite") -> Record:
        """A record that rests on words of the source."""
        verified = self.states.get(f"{path}.{key}", "not verified")
        return Record(section, sentence, "cite", plain(cite), path, "", verified)

    def holder(self, place: str) -> str | None:
        """The actor that holds a place on the first day."""
        entries = self.scenario.control.values()
        return next((control.who for control in entries if place in control.holds), None)


def computed(section: str, sentence: str, path: str = "") -> Record:
    """A record that was worked out from the other entries."""
    return Record(section, sentence, "computed", path=path)
