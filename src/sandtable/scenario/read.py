"""Reading a scenario from its file: located, bounded, parsed, shaped, checked, its variant applied, completed."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sandtable.errors import InvalidInput, Mark, Problem
from sandtable.evidence.cites import Document
from sandtable.scenario import supposed, variants
from sandtable.scenario.checks import check
from sandtable.scenario.cites import Verified
from sandtable.scenario.library import FILE_NAME, folder_of, shipped
from sandtable.scenario.marks import MAX_BYTES, Marks, parse_text, text_of
from sandtable.scenario.resolve import complete
from sandtable.scenario.schema import Scenario
from sandtable.scenario.sourced import hold_against_sources
from sandtable.scenario.validate import shape

__all__ = ["Reading", "read", "read_scenario"]


@dataclass(frozen=True, slots=True)
class Reading:
    """A scenario in its complete form, where its values stand in its file, and what was found doubtful.

    `stated` is the scenario as written, without defaults and variant; `cites` says how far its cites are verified;
    `documents` holds the texts of its sources that are at hand; `file` is its own file.
    """

    scenario: Scenario
    marks: Marks
    warnings: tuple[Problem, ...]
    stated: Scenario
    cites: Verified
    documents: Mapping[str, Document]
    file: Path

    @property
    def folder(self) -> Path:
        """The folder of the scenario's file."""
        return self.file.parent


def read_scenario(name_or_path: str | Path, variant: str | None = None) -> Scenario:
    """The complete scenario of a shipped name, a folder or a YAML file, with a variant applied.

    Raises InvalidInput with every problem at once.
    """
    return read(name_or_path, variant).scenario


def read(
    name_or_path: str | Path, variant: str | None = None, *, texts: Path | None = None, locked: bool = True
) -> Reading:
    """As `read_scenario`, with the marks of the file, the warnings and the state of the cites.

    `texts` is a folder of source texts that the user names; with `locked` false the lock beside the scenario is left
    unread, as for locking anew.
    """
    path, label = _locate(name_or_path)
    data, marks = parse_text(text_of(_bytes_of(path, label), label), label)
    shaped = shape(data, marks)
    problems = list(shaped.problems)
    if shaped.scenario is None:
        raise InvalidInput(sorted(problems, key=_place))
    problems += check(shaped.scenario, marks, shaped.damaged)
    if not shaped.damaged:
        problems += [
            *variants.check(shaped.scenario, marks, problems),
            *supposed.check(shaped.scenario, marks, problems),
        ]
    sourced = hold_against_sources(shaped.scenario, marks, path, texts, locked)
    problems = sorted((*problems, *sourced.problems), key=_place)
    if any(problem.severity == "error" for problem in problems):
        raise InvalidInput(problems)
    stated = shaped.scenario
    chosen = stated if variant is None else variants.apply(stated, variant, marks)
    return Reading(complete(chosen), marks, tuple(problems), stated, sourced.verified, sourced.documents, path)


def _place(problem: Problem) -> tuple[int, int]:
    return (problem.mark.line, problem.mark.column) if problem.mark else (0, 0)


def _locate(name_or_path: str | Path) -> tuple[Path, str]:
    """The file that is meant, and the name for it in problems (never a folder of this machine)."""
    words = str(name_or_path)
    if isinstance(name_or_path, str) and words in shipped():
        return folder_of(words) / FILE_NAME, f"{words}/{FILE_NAME}"
    path = Path(name_or_path)
    if not words or not os.path.lexists(path):
        if isinstance(name_or_path, str) and path.name == words and not path.suffix:
            folder_of(words)
        raise InvalidInput([Problem("there is no such file or folder.", _label(path))])
    if path.is_dir():
        if not (path / FILE_NAME).exists():
            raise InvalidInput([Problem(f"this folder holds no {FILE_NAME}.", _label(path))])
        path = path / FILE_NAME
    return path, _label(path)


def _label(path: Path) -> str:
    """The path as the user wrote it; below the working folder, relative to it."""
    if path.is_absolute() and path.is_relative_to(Path.cwd()):
        path = path.relative_to(Path.cwd())
    return path.as_posix()


def _bytes_of(path: Path, label: str) -> bytes:
    """The bytes of an ordinary file that is not too large; nothing more than that is read."""
    if not path.is_file():
        raise InvalidInput([Problem("is not a file that can be read.", label)])
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as reason:
        raise InvalidInput([Problem(f"cannot be read ({reason.strerror}).", label)]) from None
    if len(raw) > MAX_BYTES:
        size = path.stat().st_size / 1e6
        message = f"is too large: {size:.0f} MB. A scenario has at most {MAX_BYTES // 1_000_000} MB."
        raise InvalidInput([Problem(message, mark=Mark(label, 1, 1))])
    return raw
