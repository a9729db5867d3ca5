"""What happened: `outcomes.yaml` beside a scenario, read by scoring and by nothing else.

    format: 1
    attacker: [iraq]                 # the side that was attacking on as_of (for one baseline)
    variants: [neutral]              # readings of the scenario that are scored beside it
    places:
      ramadi: {fell: 2015-12-28, to: iraq, arbiter: …, source: …}
      qaim: {fell: never, arbiter: …, source: …, checked: false}
    claims:
      ramadi-by-new-year: {came_true: true, arbiter: …, source: …}
    unsettled:
      camps-contained: no source at hand says which camps were open

`fell` is the day on which the place left the actor that held it on `as_of`, `returned` the day on which that actor or
an ally had it back (left out: not asked). A day after `until` means the same as `never`. Every entry has an arbiter
(what decides) and a source; `checked: false` marks what is from memory.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from sandtable.errors import InvalidInput, Mark, Problem, did_you_mean
from sandtable.scenario.marks import MAX_BYTES, Marks, parse_text, text_of
from sandtable.scenario.schema import Scenario

__all__ = ["FILE_NAME", "ClaimOutcome", "Outcomes", "PlaceOutcome", "parse_outcomes", "read_outcomes"]

FILE_NAME = "outcomes.yaml"
"""The file beside a scenario that says what happened."""
NEVER = "never"
LONGEST_TEXT = 2_000
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PlaceOutcome:
    """What became of a place. A day of None means: not by the last day simulated."""

    place: str
    fell: datetime.date | None
    returned: datetime.date | None
    asks_return: bool
    arbiter: str
    source: str
    checked: bool


@dataclass(frozen=True, slots=True)
class ClaimOutcome:
    """Whether a statement's claim came true."""

    claim: str
    came_true: bool
    arbiter: str
    source: str
    checked: bool


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What happened in one campaign."""

    attacker: tuple[str, ...]
    variants: tuple[str, ...]
    places: tuple[PlaceOutcome, ...]
    claims: tuple[ClaimOutcome, ...]
    unsettled: tuple[tuple[str, str], ...] = ()
    """Statements with a claim that are not scored, each with the reason."""


def read_outcomes(folder: Path, scenario: Scenario) -> Outcomes:
    """The outcomes of the campaign in a folder; InvalidInput with every problem at once."""
    path = folder / FILE_NAME
    label = f"{folder.name}/{FILE_NAME}"
    if not path.is_file():
        raise InvalidInput([Problem(f"this folder holds no {FILE_NAME}: nothing says what happened.", folder.name)])
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as reason:
        raise InvalidInput([Problem(f"cannot be read ({reason.strerror}).", label)]) from None
    if len(raw) > MAX_BYTES:
        raise InvalidInput([Problem("is too large.", mark=Mark(label, 1, 1))])
    return parse_outcomes(text_of(raw, label), label, scenario)


def parse_outcomes(text: str, label: str, scenario: Scenario) -> Outcomes:
    """Outcomes from YAML text, held against the scenario's names and days; `label` names the file in problems."""
    data, marks = parse_text(text, label)
    reader = _Reader(marks, scenario)
    outcomes = reader.all_of(data)
    if reader.problems:
        raise InvalidInput(reader.problems)
    return outcomes


class _Reader:
    """Reads the plain values of the file and keeps every problem."""

    def __init__(self, marks: Marks, scenario: Scenario) -> None:
        self.marks = marks
        self.scenario = scenario
        self.problems: list[Problem] = []

    def problem(self, path: str, message: str, hint: str = "") -> None:
        """Note what is wrong with an entry."""
        self.problems.append(Problem(message, path, self.marks.of(path), hint))

    def known(self, path: str, value: str, names: Iterable[str], what: str) -> bool:
        """Whether a name is one of the scenario's."""
        names = tuple(names)
        if value in names:
            return True
        self.problem(path, f"the scenario has no {what} {value!r}.", did_you_mean(value, names))
        return False

    def keys(self, path: str, entry: Any, allowed: Iterable[str], needed: Iterable[str]) -> dict[str, Any]:
        """A mapping with allowed keys alone, and all needed ones."""
        if not isinstance(entry, dict):
            self.problem(path, "must be a mapping of `key: value`.")
            return {}
        for key in entry:
            if key not in (allowed := tuple(allowed)):
                self.problem(f"{path}.{key}".lstrip("."), "no such key here.", did_you_mean(key, allowed))
        missing = [key for key in needed if key not in entry]
        if missing:
            self.problem(path, f"lacks {', '.join(missing)}.")
        return entry

    def all_of(self, data: dict[str, Any]) -> Outcomes:
        """The whole file."""
        raw = self.keys(
            "", data, ("format", "attacker", "variants", "places", "claims", "unsettled"), ("format", "places")
        )
        if raw.get("format") != 1:
            self.problem("format", "must be 1.")
        if "places" in raw and not raw["places"]:
            self.problem("places", "names no place, so there is nothing to score.")
        scenario = self.scenario
        asked = [key for key, one in scenario.statements.items() if one.claim]
        return Outcomes(
            attacker=self.names(raw, "attacker", scenario.actors, "actor"),
            variants=self.names(raw, "variants", scenario.variants, "variant"),
            places=self.section(raw, "places", scenario.places, self.place),
            claims=self.section(raw, "claims", asked, self.claim),
            unsettled=self.section(raw, "unsettled", asked, self.reason),
        )

    def names(self, raw: Mapping[str, Any], key: str, known: Iterable[str], what: str) -> tuple[str, ...]:
        """A list of names of the scenario."""
        value = [] if raw.get(key) is None else raw[key]
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            self.problem(key, "must be a list of names.")
            return ()
        known = tuple(known)
        return tuple(one for number, one in enumerate(value) if self.known(f"{key}.{number}", one, known, what))

    def section(
        self, raw: Mapping[str, Any], key: str, known: Iterable[str], one: Callable[[str, Any], T]
    ) -> tuple[T, ...]:
        """The entries of a section, each under a name of the scenario."""
        value = {} if raw.get(key) is None else raw[key]
        if not isinstance(value, dict):
            self.problem(key, "must be a mapping of names to entries.")
            return ()
        known = tuple(known)
        what = "place" if key == "places" else "statement with a claim"
        return tuple(
            one(name, entry) for name, entry in value.items() if self.known(f"{key}.{name}", name, known, what)
        )

    def text(self, path: str, entry: Mapping[str, Any], key: str) -> str:
        """A text that must not be empty."""
        value = entry.get(key)
        if key in entry and not (isinstance(value, str) and len(value.strip()) > 0 and len(value) <= LONGEST_TEXT):
            self.problem(f"{path}.{key}", f"must be a text of 1 to {LONGEST_TEXT:,} characters.")
        return value if isinstance(value, str) else ""

    def flag(self, path: str, entry: Mapping[str, Any], key: str, usual: bool) -> bool:
        """True or false."""
        value = entry.get(key, usual)
        if not isinstance(value, bool):
            self.problem(f"{path}.{key}", "must be true or false.")
            return usual
        return value

    def day(self, path: str, entry: Mapping[str, Any], key: str) -> datetime.date | None:
        """A day from `as_of` on; None for `never` and for days after `until`."""
        value = entry.get(key, NEVER)
        if value == NEVER:
            return None
        try:
            day = datetime.date.fromisoformat(value)
        except (TypeError, ValueError):
            self.problem(f"{path}.{key}", "must be a date such as 2017-07-10, or never.")
            return None
        if day < self.scenario.as_of:
            self.problem(f"{path}.{key}", f"lies before as_of ({self.scenario.as_of}).")
        return day if day <= self.scenario.until else None

    def place(self, name: str, value: Any) -> PlaceOutcome:
        """What became of one place."""
        path = f"places.{name}"
        allowed = ("fell", "to", "returned", "arbiter", "source", "checked")
        entry = self.keys(path, value, allowed, ("fell", "arbiter", "source"))
        fell, returned = self.day(path, entry, "fell"), self.day(path, entry, "returned")
        if "to" in entry:
            self.known(f"{path}.to", str(entry["to"]), self.scenario.actors, "actor")
        if returned is not None and (fell is None or returned < fell):
            self.problem(f"{path}.returned", "must not come before the day on which it fell.")
        arbiter, source = self.text(path, entry, "arbiter"), self.text(path, entry, "source")
        checked = self.flag(path, entry, "checked", True)
        return PlaceOutcome(name, fell, returned, "returned" in entry, arbiter, source, checked)

    def claim(self, name: str, value: Any) -> ClaimOutcome:
        """Whether one claim came true."""
        path = f"claims.{name}"
        entry = self.keys(
            path, value, ("came_true", "arbiter", "source", "checked"), ("came_true", "arbiter", "source")
        )
        came_true = self.flag(path, entry, "came_true", False)
        arbiter, source = self.text(path, entry, "arbiter"), self.text(path, entry, "source")
        return ClaimOutcome(name, came_true, arbiter, source, self.flag(path, entry, "checked", True))

    def reason(self, name: str, value: Any) -> tuple[str, str]:
        """Why one claim is not scored."""
        return name, self.text("unsettled", {name: value}, name)
