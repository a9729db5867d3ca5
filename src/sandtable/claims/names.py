"""Checks that the names and dates of a claim are those of its scenario; an unknown name gives the likely one."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sandtable.claims.ast import By as Deadline
from sandtable.claims.ast import FromTo, In, Node, On, Throughout, references, walk
from sandtable.claims.parse import ClaimError, parse
from sandtable.claims.periods import first_and_last
from sandtable.claims.scope import Scope
from sandtable.errors import Problem, did_you_mean

__all__ = ["check_claims", "check_dates", "check_names", "read_claims"]

_WRITE = {"place": "{0} falls", "actor": "… is held by {0}", "event": "{0} happens"}


def check_names(
    claim: Node, places: Collection[str], actors: Collection[str], events: Collection[str] = ()
) -> list[Problem]:
    """A problem for each name of the claim that is no place, actor or dated event where one must stand."""
    known = {"place": places, "actor": actors, "event": events}
    problems = []
    for kind, name in dict.fromkeys(references(claim)):
        if name in known[kind]:
            continue
        other = next((other for other, names in known.items() if name in names), None)
        hint = did_you_mean(name, known[kind])
        if other:
            hint = f"It is {_article(other)}: write `{_WRITE[other].format(name)}`."
        problems.append(Problem(f"{name!r} is not {_article(kind)} of the scenario.", hint=hint))
    return problems


def _article(kind: str) -> str:
    return {"place": "a place", "actor": "an actor", "event": "a dated event"}[kind]


def check_dates(claim: Node, scope: Scope) -> list[Problem]:
    """A problem for each date that lies before the scenario, and for each `on DATE` that lies past it."""
    problems = []
    for node in walk(claim):
        early = [node.date] if isinstance(node, On) or (isinstance(node, Deadline) and node.date) else []
        early += [node.first] if isinstance(node, FromTo) else []
        early += [first_and_last(node.period)[1]] if isinstance(node, In | Throughout) else []
        for date in early:
            if date and date < scope.as_of:
                said = node.period if isinstance(node, In | Throughout) else str(date)
                problems.append(
                    Problem(f"{said} lies before the scenario's first day, {scope.as_of}: a claim is about what comes.")
                )
        if isinstance(node, On) and node.date > scope.until:
            problems.append(
                Problem(f"on {node.date} lies past the scenario's last day, {scope.until}. `by {node.date}` may.")
            )
    return problems


def read_claims(claims: Mapping[str, str], scope: Scope) -> tuple[dict[str, Node], list[Problem]]:
    """Every claim that can be read, by its id, and every problem of all of them; each problem's path is the id."""
    read: dict[str, Node] = {}
    problems: list[Problem] = []
    for key, text in claims.items():
        try:
            claim = parse(text)
        except ClaimError as wrong:
            problems += [Problem(problem.message, path=key) for problem in wrong.problems]
            continue
        wrongs = check_names(claim, scope.places, scope.actors, scope.events) + check_dates(claim, scope)
        problems += [Problem(problem.message, path=key, hint=problem.hint) for problem in wrongs]
        read[key] = claim
    return read, problems


def check_claims(claims: Mapping[str, str], scope: Scope) -> list[Problem]:
    """Every problem of some claims, by id (the problem's path)."""
    return read_claims(claims, scope)[1]
