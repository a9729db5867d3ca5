"""Checks of the settings of the mechanisms: each coupling that is switched exists."""

from __future__ import annotations

from collections.abc import Iterator

from sandtable.couplings import coupling_numbers
from sandtable.errors import Problem, did_you_mean
from sandtable.scenario.subject import Subject

__all__ = ["couplings_exist"]


def couplings_exist(subject: Subject) -> Iterator[Problem]:
    """Every coupling that is switched on or off is one of the catalogue."""
    known = coupling_numbers()
    for name in subject.scenario.mechanisms.couplings:
        if name not in known:
            hint = did_you_mean(name, known) or "The manual lists them with the mechanisms."
            yield subject.problem(f"mechanisms.couplings.{name}", "is no coupling between parts of the model.", hint)
