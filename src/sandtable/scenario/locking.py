"""Locking a scenario: writing down where every cite stands in the texts at hand, for the day when a text is not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sandtable.errors import InvalidInput, Problem
from sandtable.evidence.cites import Document, hash_text
from sandtable.scenario.cites import Verified, cites_of, sentence_hash
from sandtable.scenario.lock import Lock, LockedCite, LockedSource, read_lock, write_lock
from sandtable.scenario.schema import Scenario
from sandtable.scenario.texts import VARIABLE

__all__ = ["Locked", "lock_scenario", "make_lock"]


@dataclass(frozen=True, slots=True)
class Locked:
    """What locking did: the file, how many cites were found in texts now, kept from the old lock, and left out."""

    path: Path
    found: int
    kept: int
    left_out: tuple[str, ...]


def make_lock(
    scenario: Scenario, documents: Mapping[str, Document], verified: Verified, previous: Lock | None = None
) -> Lock:
    """The lock of a scenario whose cites were verified; what the texts at hand do not hold is kept from `previous`."""
    sources: dict[str, LockedSource] = {}
    for name, source in scenario.sources.items():
        if name in documents:
            document = documents[name]
            sources[name] = LockedSource(file=source.file, sha256=document.hash, characters=len(document.original))
        elif previous is not None and name in previous.sources:
            sources[name] = previous.sources[name]
    cites: dict[str, LockedCite] = {}
    for path, words in cites_of(scenario).items():
        place = verified.places.get(path)
        if place is not None and verified.states[path] == "text":
            sentence = sentence_hash(documents[place.source], (place.start, place.end))
            cites[path] = LockedCite(
                source=place.source, start=place.start, end=place.end, words=hash_text(words), sentence=sentence
            )
        elif previous is not None and verified.states.get(path) == "lock":
            cites[path] = previous.cites[path]
    return Lock(sources=sources, cites=cites)


def lock_scenario(scenario: Scenario, documents: Mapping[str, Document], verified: Verified, path: Path) -> Locked:
    """Write the lock of a verified scenario. InvalidInput when no text is at hand or the file cannot be written.

    An old lock that cannot be read is replaced.
    """
    if not documents:
        names = ", ".join(source.file or f"{name} (names no `file`)" for name, source in scenario.sources.items())
        message = f"there is no text to lock: {names or 'the scenario names no source'}."
        hint = f"Name the folder that holds it with --texts DIR or in {VARIABLE}."
        raise InvalidInput([Problem(message, "sources", hint=hint)])
    try:
        previous = read_lock(path)
    except InvalidInput:
        previous = None
    lock = make_lock(scenario, documents, verified, previous)
    write_lock(lock, path)
    found = sum(state == "text" for state in verified.states.values())
    left_out = tuple(path for path in verified.states if path not in lock.cites)
    return Locked(path, found, len(lock.cites) - found, left_out)
