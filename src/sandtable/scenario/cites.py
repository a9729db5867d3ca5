"""The cites of a scenario: every one of them, where each stands in its source, and how far that is verified."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from sandtable.errors import Problem
from sandtable.evidence.cites import Document, Matches, hash_text, meant, wrong
from sandtable.evidence.sentences import Span
from sandtable.scenario.lock import Lock, LockedCite
from sandtable.scenario.marks import Marks
from sandtable.scenario.schema import Scenario

__all__ = ["Place", "State", "Verified", "cites_of", "verify"]

State = Literal["text", "lock", "no"]
"""How far a cite is verified: in the text now; when the scenario was locked; not at all."""

STATE_WORDS: dict[State, str] = {
    "text": "verified in the text",
    "lock": "verified at lock, text not present",
    "no": "not verified",
}
_MOST_HINTS = 20
_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cite stands: its source, and start and end in the source's text, in characters from 0."""

    source: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Verified:
    """What is known of a scenario's cites: `states` and `places` by dotted path, and what is wrong with them."""

    states: dict[str, State] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @property
    def counts(self) -> dict[State, int]:
        """How many cites are in each state."""
        counts = Counter(self.states.values())
        return {state: counts[state] for state in STATE_WORDS}

    @property
    def line(self) -> str:
        """One line for people: how many cites are verified, and how."""
        if not self.states:
            return "No cites."
        parts = [f"{count} {STATE_WORDS[state]}" for state, count in self.counts.items() if count]
        unverified = [path for path, state in self.states.items() if state == "no"]
        if unverified and len(unverified) < len(self.states):
            parts[-1] += f" ({_named(unverified)})"
        return f"{_counted(len(self.states), 'cite')}: {', '.join(parts)}."


def cites_of(scenario: Scenario) -> dict[str, str]:
    """The words of every cite of a stated scenario, by dotted path, those that its variants bring included."""
    found: dict[str, str] = {}
    for section in type(scenario).model_fields:
        entries = getattr(scenario, section)
        if not isinstance(entries, dict):
            words = getattr(entries, "cite", None)  # the settings of the mechanisms carry one
            found.update({f"{section}.cite": words} if words is not None else {})
            continue
        for name, entry in entries.items():
            words = getattr(entry, "cite", None)
            if words is not None:
                found[f"{section}.{name}.cite"] = words
    for name, statement in scenario.statements.items():
        if statement.says is not None:
            found[f"statements.{name}.says.cite"] = statement.says.cite
    for name, variant in scenario.variants.items():
        for path, value in variant.set.items():
            found.update(_cites_in(value, f"variants.{name}.set.{path}"))
    return found


def _cites_in(value: Any, path: str) -> Iterator[tuple[str, str]]:
    """The cites in a value that a variant sets."""
    if isinstance(value, str) and path.endswith(".cite"):
        yield path, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _cites_in(item, f"{path}.{key}")


def verify(scenario: Scenario, marks: Marks, documents: Mapping[str, Document], lock: Lock | None) -> Verified:
    """Look every cite up in the texts at hand; where its text is absent, in the lock.

    `documents` holds the text of each source that is at hand. A cite must stand once in all of them together. It is
    wrong when it stands there twice, or nowhere while no text is absent.
    """
    checker = _Checker(scenario, marks, documents, lock)
    for path, words in cites_of(scenario).items():
        checker.look(path, words)
    problems = [*checker.problems, *_changes(scenario, marks, documents, lock, checker.places)]
    return Verified(checker.states, checker.places, tuple(problems))


class _Checker:
    """Verifies one cite after the other and keeps what is found."""

    def __init__(self, scenario: Scenario, marks: Marks, documents: Mapping[str, Document], lock: Lock | None) -> None:
        self.marks, self.documents, self.lock = marks, documents, lock
        self.whole = bool(scenario.sources) and set(documents) >= set(scenario.sources)
        self.states: dict[str, State] = {}
        self.places: dict[str, Place] = {}
        self.problems: list[Problem] = []

    def look(self, path: str, words: str) -> None:
        """Find one cite, or say what is wrong with it."""
        matches = {name: document.matches(words) for name, document in self.documents.items()}
        places = [Place(name, *span) for name, found in matches.items() for span in found.spans]
        locked = _locked(self.lock, path, words)
        self.states[path] = "no"
        if len(places) == 1:
            self.states[path], self.places[path] = "text", places[0]
        elif places or self.whole or (locked is not None and locked.source in self.documents):
            self.problems.append(self._wrong(path, words, len(places), matches))
        elif locked is not None:
            self.states[path] = "lock"
            self.places[path] = Place(locked.source, locked.start, locked.end)

    def _wrong(self, path: str, words: str, times: int, matches: Mapping[str, Matches]) -> Problem:
        cut = tuple(word for found in matches.values() for word in found.cut)
        hint = ""
        if not times and len(self.problems) < _MOST_HINTS:
            hint = meant(words, *self.documents.values())
        return Problem(wrong(words, times, cut), path, self.marks.of(path), hint)


def _locked(lock: Lock | None, path: str, words: str) -> LockedCite | None:
    """What the lock knows of a cite, if its words are still those that were locked."""
    locked = lock.cites.get(path) if lock is not None else None
    return locked if locked is not None and locked.words == hash_text(words) else None


def _changes(
    scenario: Scenario,
    marks: Marks,
    documents: Mapping[str, Document],
    lock: Lock | None,
    places: Mapping[str, Place],
) -> Iterator[Problem]:
    """An error for each source whose text is not the one that was locked, saying what moved, went or changed."""
    if lock is None:
        return
    words = cites_of(scenario)
    for name, document in documents.items():
        known = lock.sources.get(name)
        if known is None or known.sha256 == document.hash:
            continue
        locked = {
            path: cite
            for path, cite in lock.cites.items()
            if cite.source == name and path in words and _locked(lock, path, words[path])
        }
        path = f"sources.{name}.file"
        said = _what_changed(locked, places, document)
        message = f"the text has changed since the lock: {said}. Read them again, then `sandtable lock`."
        yield Problem(message, path, marks.of(path))


def _what_changed(locked: Mapping[str, LockedCite], places: Mapping[str, Place], document: Document) -> str:
    """What became of the locked cites of a source, in one phrase."""
    gone: list[str] = []
    changed: list[str] = []
    moved: dict[int, list[str]] = {}
    for path, cite in locked.items():
        place = places.get(path)
        if place is None or place.source != cite.source:
            gone.append(path)
            continue
        if place.start != cite.start:
            moved.setdefault(place.start - cite.start, []).append(path)
        if sentence_hash(document, (place.start, place.end)) != cite.sentence:
            changed.append(path)
    parts = [f"{_counted(len(gone), 'cite')} vanished ({_named(gone)})"] if gone else []
    if changed:
        parts.append(f"the sentence of {_counted(len(changed), 'cite')} changed ({_named(changed)})")
    by_number = sorted(moved.items(), key=lambda item: -len(item[1]))
    for shift, paths in by_number[:_MOST_NAMED]:
        parts.append(f"{_counted(len(paths), 'cite')} moved by {shift:+d} characters ({_named(paths)})")
    if len(by_number) > _MOST_NAMED:
        rest = sum(len(paths) for _, paths in by_number[_MOST_NAMED:])
        parts.append(f"{_counted(rest, 'cite')} moved by other distances")
    return "; ".join(parts) or "no cite moved and the sentence of none changed"


def sentence_hash(document: Document, span: Span) -> str:
    """SHA-256 (hex) of the sentence that holds a piece, in its one spelling."""
    return hash_text(document.original[slice(*document.sentence(span))])


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _named(paths: list[str]) -> str:
    more = len(paths) - _MOST_NAMED
    return ", ".join(paths[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
