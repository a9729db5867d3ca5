"""A scenario held against its sources: the texts at hand, the lock, and what both say of every cite."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sandtable.errors import InvalidInput, Problem
from sandtable.evidence.cites import Document
from sandtable.scenario.cites import Verified, verify
from sandtable.scenario.lint_quotes import lint_quotes
from sandtable.scenario.lock import Lock, lock_path, read_lock
from sandtable.scenario.marks import Marks
from sandtable.scenario.schema import Scenario
from sandtable.scenario.texts import texts_of

__all__ = ["Sourced", "hold_against_sources"]


@dataclass(frozen=True, slots=True)
class Sourced:
    """What the sources say of a scenario: its cites, the texts at hand by source, and every problem and doubt."""

    verified: Verified = field(default_factory=Verified)
    documents: Mapping[str, Document] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def hold_against_sources(
    scenario: Scenario, marks: Marks, file: Path, texts: Path | None = None, locked: bool = True
) -> Sourced:
    """Verify every cite of a stated scenario, and doubt those that may not carry their entry.

    `file` is the scenario's file: its lock and its texts stand beside it. `texts` is a folder of texts that the user
    names. With `locked` false the lock is left unread, as for locking anew.
    """
    problems: list[Problem] = []
    lock: Lock | None = None
    try:
        lock = read_lock(lock_path(file)) if locked else None
    except InvalidInput as reason:
        problems += reason.problems
    found = texts_of(scenario, marks, file.parent, texts)
    verified = verify(scenario, marks, found.documents, lock)
    problems += [*found.problems, *verified.problems]
    problems += lint_quotes(scenario, marks, found.documents, verified)
    return Sourced(verified, found.documents, tuple(problems))
