"""Checks of evidence: every fact and every number carries words of the source or a reason of ours."""

from __future__ import annotations

from collections.abc import Iterator

from sandtable.errors import Problem
from sandtable.scenario.needed import SECTIONS, bare
from sandtable.scenario.subject import Subject

__all__ = ["actors_carry_evidence", "entries_carry_evidence", "places_carry_evidence"]

_NEEDED = "needs `cite` (a few words of the source) or `assume` (your reason)."


def entries_carry_evidence(subject: Subject) -> Iterator[Problem]:
    """Every entry that states a fact carries `cite` or `assume`."""
    for path, _ in bare(subject.scenario, *SECTIONS):
        yield subject.problem(path, _NEEDED)


def places_carry_evidence(subject: Subject) -> Iterator[Problem]:
    """A place that states more than where it lies carries `cite` or `assume`."""
    for path, key in bare(subject.scenario, "places"):
        yield subject.problem(path, f"states `{key}`, so it {_NEEDED}")


def actors_carry_evidence(subject: Subject) -> Iterator[Problem]:
    """An actor with air cover, or whose strengths share an error, carries `cite` or `assume`."""
    for path, key in bare(subject.scenario, "actors"):
        yield subject.problem(path, f"states `{key}`, so it {_NEEDED}")
