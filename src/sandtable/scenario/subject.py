"""What a check of the scenario sees: the scenario, the marks of its file, and every id that the file mentions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from sandtable.errors import Mark, Problem, Severity, did_you_mean
from sandtable.scenario.marks import Marks
from sandtable.scenario.schema import Scenario

__all__ = ["Subject", "named_list"]

_ONE = {
    "places": "place",
    "actors": "actor",
    "formations": "formation",
    "corridors": "corridor",
    "presence": "base or camp",
    "influence": "engagement",
    "disputes": "dispute",
    "mediation": "mediation",
    "events": "dated event",
    "elections": "election",
    "issues": "issue",
}
_MOST_HINTS = 100


@dataclass(frozen=True)
class Subject:
    """A scenario under check.

    `damaged` holds the dotted paths that had to be left out of it because their shape is wrong: their ids still
    count as known, and a check that looks for something absent leaves a damaged section alone.
    `asked` counts the unknown words, because looking for the likely meant one is slow in a hostile file.
    """

    scenario: Scenario
    marks: Marks
    damaged: frozenset[str] = field(default_factory=frozenset)
    asked: set[str] = field(default_factory=set)

    @cached_property
    def holders(self) -> dict[str, str]:
        """The actor that holds each place on the day `as_of`; the first stated where two are."""
        held: dict[str, str] = {}
        for control in self.scenario.control.values():
            for place in control.holds:
                held.setdefault(place, control.who)
        return held

    @cached_property
    def tied(self) -> dict[str, set[tuple[str, str]]]:
        """Pairs of actors by form of tie; enemy, ally and rival hold both ways."""
        pairs: dict[str, set[tuple[str, str]]] = {}
        for form in ("enemy", "ally", "rival", "client", "permits"):
            stated = {(tie.who, other) for tie in self.scenario.ties.values() for other in getattr(tie, form) or ()}
            mirrored = {(other, who) for who, other in stated} if form in ("enemy", "ally", "rival") else set()
            pairs[form] = stated | mirrored
        return pairs

    @cached_property
    def ids(self) -> dict[str, dict[str, None]]:
        """The ids of each section that others name, in the order of the file, those of damaged entries included."""
        lost = [path.partition(".")[::2] for path in sorted(self.damaged)]
        return {
            section: dict.fromkeys([*getattr(self.scenario, section), *(name for at, name in lost if at == section)])
            for section in _ONE
        }

    def hurt(self, *sections: str) -> bool:
        """Whether anything of these sections had to be left out."""
        return any(path.partition(".")[0] in sections for path in self.damaged)

    def problem(self, path: str, message: str, hint: str = "", severity: Severity = "error") -> Problem:
        """A problem at a dotted path; numbers of list items are left out of what is shown."""
        shown = ".".join(part for part in path.split(".") if not part.isdigit())
        return Problem(message, shown, self.mark(path), hint, severity)

    def mark(self, path: str) -> Mark | None:
        """Where a path stands in the file."""
        return self.marks.of(path)

    def unknown(self, section: str, word: str, path: str) -> Iterator[Problem]:
        """A problem where a word is no id of a section, with the likely meant id."""
        known = self.ids[section]
        if word in known or section in self.damaged:
            return
        self.asked.add(word)
        hint = did_you_mean(word, known) if len(self.asked) <= _MOST_HINTS else ""
        hint = hint or f"Known: {named_list(list(known))}."
        yield self.problem(path, f"there is no {_ONE[section]} {word!r}.", hint)


def named_list(names: list[str], most: int = 8) -> str:
    """Names in one phrase, cut after a few."""
    if not names:
        return "none yet"
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")
