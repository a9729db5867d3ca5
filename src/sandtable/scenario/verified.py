"""Reading a scenario with its cites held against their sources: the texts at hand, and the lock where a text is not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sandtable.errors import InvalidInput, Problem
from sandtable.evidence.cites import Document
from sandtable.scenario.cites import Verified
from sandtable.scenario.marks import Marks, parse_text, text_of
from sandtable.scenario.read import Reading, read
from sandtable.scenario.schema import Scenario
from sandtable.scenario.sourced import hold_against_sources
from sandtable.scenario.validate import shape

__all__ = ["CitedReading", "read_verified"]


@dataclass(frozen=True, slots=True)
class CitedReading(Reading):
    """A reading with the state of its cites.

    `stated` is the scenario as written, without defaults and variant; `cites` says how far its cites are verified;
    `documents` holds the texts of its sources that are at hand; `file` is its own file.
    """

    stated: Scenario
    cites: Verified
    documents: Mapping[str, Document]
    file: Path


def read_verified(
    name_or_path: str | Path, variant: str | None = None, *, texts: Path | None = None, locked: bool = True
) -> CitedReading:
    """Read a scenario and look every cite up; InvalidInput with every cite that is wrong, at its line.

    `texts` is a folder of source texts that the user names; with `locked` false the lock beside the scenario is left
    unread, as for locking anew.
    """
    reading = read(name_or_path, variant)
    file = reading.folder / Path(reading.marks.file).name
    stated = _stated(file, reading.marks)
    sourced = hold_against_sources(stated, reading.marks, file, texts, locked)
    problems = sorted((*reading.warnings, *sourced.problems), key=_place)
    if any(problem.severity == "error" for problem in problems):
        raise InvalidInput(problems)
    return CitedReading(
        reading.scenario,
        reading.marks,
        tuple(problems),
        reading.folder,
        stated=stated,
        cites=sourced.verified,
        documents=sourced.documents,
        file=file,
    )


def _stated(file: Path, marks: Marks) -> Scenario:
    """The scenario as its file states it: the numbers as written, which the lint compares with the source."""
    shaped = shape(parse_text(text_of(file.read_bytes(), marks.file), marks.file)[0], marks)
    if shaped.scenario is None or shaped.problems:  # it was whole a moment ago
        raise InvalidInput(shaped.problems or [Problem("has changed while it was read. Try again.", marks.file)])
    return shaped.scenario


def _place(problem: Problem) -> tuple[int, int]:
    return (problem.mark.line, problem.mark.column) if problem.mark else (0, 0)
