"""Checks that the names and dates of a claim are those of its scenario; an unknown name gives the likely one."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from sandtable.claims.ast import Kind, Node, dates, references
from sandtable.claims.parse import ClaimError, parse
from sandtable.claims.periods import first_and_last
from sandtable.claims.scope import Scope
from sandtable.errors import Problem, did_you_mean

__all__ = ["check_claims", "check_dates", "check_names", "read_claims"]

_ARTICLE: dict[Kind, str] = {"place": "a place", "actor": "an actor", "event": "a dated event"}
_WRITE: dict[Kind, str] = {"place": "{} falls", "actor": "… is held by {}", "event": "{} happens"}


def check_names(
    claim: Node, places: Collection[str], actors: Collection[str], events: Collection[str] = ()
) -> list[Problem]:
    """A problem for each name of the claim that is no place, actor or dated event where one must stand."""
    return [problem for _, problem in _wrong_names(claim, {"place": places, "actor": actors, "event": events})]


def check_dates(claim: Node, scope: Scope) -> list[Problem]:
    """A problem for each date that lies before the scenario, and for each `on DATE` that lies past it."""
    return [problem for _, problem in _wrong_dates(claim, scope)]


def read_claims(claims: Mapping[str, str], scope: Scope) -> tuple[dict[str, Node], list[Problem]]:
    """Every claim that can be read, by its id, and every problem of all of them; each problem's path is the id."""
    known: dict[Kind, Collection[str]] = {"place": scope.places, "actor": scope.actors, "event": scope.events}
    read: dict[str, Node] = {}
    problems: list[Problem] = []
    for key, text in claims.items():
        try:
            claim = parse(text)
        except ClaimError as wrong:
            problems += [Problem(problem.message, path=key) for problem in wrong.problems]
            continue
        read[key] = claim
        for word, problem in [*_wrong_names(claim, known), *_wrong_dates(claim, scope)]:
            problems.append(Problem(f"column {_column(text, word)}: {problem.message}", path=key, hint=problem.hint))
    return read, problems


def check_claims(claims: Mapping[str, str], scope: Scope) -> list[Problem]:
    """Every problem of some claims, by id (the problem's path)."""
    return read_claims(claims, scope)[1]


def _wrong_names(claim: Node, known: Mapping[Kind, Collection[str]]) -> Iterator[tuple[str, Problem]]:
    for kind, name in dict.fromkeys(references(claim)):
        if name not in known[kind]:
            other = next((other for other, names in known.items() if name in names), None)
            hint = f"It is {_ARTICLE[other]}: write `{_WRITE[other].format(name)}`." if other else ""
            hint = hint or did_you_mean(name, known[kind])
            yield name, Problem(f"{name!r} is not {_ARTICLE[kind]} of the scenario.", hint=hint)


def _wrong_dates(claim: Node, scope: Scope) -> Iterator[tuple[str, Problem]]:
    for mark, said in dict.fromkeys(dates(claim)):
        first, last = first_and_last(said) if isinstance(said, str) else (said, said)
        if last < scope.as_of:
            message = f"{said} lies before the scenario's first day, {scope.as_of}: a claim is about what comes."
            yield str(said), Problem(message)
        if first > scope.until and not mark.past_the_end:
            message = f"`on {said}` lies past the scenario's last day, {scope.until}; only `by {said}` may."
            yield str(said), Problem(message)


def _column(text: str, word: str) -> int:
    """Where a word first stands in a claim that holds it, from 1."""
    found = re.search(rf"(?<![^\s()\[\],]){re.escape(word)}(?![^\s()\[\],])", text)
    return found.start() + 1 if found else 1
