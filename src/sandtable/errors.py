"""What can go wrong, as a person reads it: one line per problem, at its file, line and column."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

__all__ = ["InvalidInput", "Mark", "Problem", "SandtableError", "Severity", "did_you_mean"]

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A position in a text file; line and column count from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with an input, in plain words.

    `path` names the entry in dots (`forces.qaim-garrison.fighters`); `hint` says what was probably meant.
    An error stops what was asked for; a warning never does.
    """

    message: str
    path: str = ""
    mark: Mark | None = None
    hint: str = ""
    severity: Severity = "error"

    def __str__(self) -> str:
        where = [str(self.mark)] if self.mark else []
        where += [self.path] if self.path else []
        where += ["warning"] if self.severity == "warning" else []
        line = ": ".join([*where, self.message])
        return f"{line} {self.hint}".rstrip()


class SandtableError(Exception):
    """Base of every error that sandtable raises on purpose; its text is meant for the user."""


class InvalidInput(SandtableError):
    """An input that cannot be used, with all its problems at once. The command line exits with 2."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The sentence that offers the likely meant word, or nothing when none is near."""
    if len(word) > 100:
        return ""
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"Did you mean {near[0]!r}?" if near else ""
