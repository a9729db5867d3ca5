"""Checks of evidence: every fact and every number carries words of the source or a reason of ours."""

from __future__ import annotations

from collections.abc import Iterator

from sandtable.errors import Problem
from sandtable.scenario.subject import Subject

__all__ = ["entries_carry_evidence", "places_carry_evidence", "statements_are_settled_or_not", "statements_say"]

_SECTIONS = (
    "ties",
    "routes",
    "control",
    "forces",
    "formations",
    "priorities",
    "in_progress",
    "events",
    "priors",
    "variants",
)
_NEEDED = "needs `cite` (a few words of the source) or `assume` (your reason)."


def entries_carry_evidence(subject: Subject) -> Iterator[Problem]:
    """Every entry that states a fact carries `cite` or `assume`."""
    for section in _SECTIONS:
        for name, entry in getattr(subject.scenario, section).items():
            if entry.cite is None and entry.assume is None:
                yield subject.problem(f"{section}.{name}", _NEEDED)


def places_carry_evidence(subject: Subject) -> Iterator[Problem]:
    """A place that states more than where it lies carries `cite` or `assume`."""
    for name, place in subject.scenario.places.items():
        stated = [key for key in ("fortified", "importance", "supplies") if getattr(place, key)]
        if stated and place.cite is None and place.assume is None:
            yield subject.problem(f"places.{name}", f"states `{stated[0]}`, so it {_NEEDED}")


def statements_say(subject: Subject) -> Iterator[Problem]:
    """A statement of the author's gives the author's words; only one of ours may lack them."""
    for name, statement in subject.scenario.statements.items():
        if statement.kind != "ours" and statement.says is None:
            message = (
                f"is a {statement.kind} of the author's, so it needs `says: {{cite: …}}`; or make it `kind: ours`."
            )
            yield subject.problem(f"statements.{name}", message)


def statements_are_settled_or_not(subject: Subject) -> Iterator[Problem]:
    """A statement has a claim or says why none can settle it (a fact may have neither); `reads` needs a claim."""
    for name, statement in subject.scenario.statements.items():
        path = f"statements.{name}"
        if statement.claim is not None and statement.cannot_be_settled is not None:
            yield subject.problem(f"{path}.cannot_be_settled", "has a claim as well. Keep one of the two.")
        if statement.claim is None and statement.cannot_be_settled is None and statement.kind != "fact":
            message = "needs `claim`, or `cannot_be_settled` with the reason."
            yield subject.problem(path, message)
        if statement.reads is not None and statement.claim is None:
            yield subject.problem(f"{path}.reads", "reads the hedge of a claim, but there is no `claim`. Leave it out.")
