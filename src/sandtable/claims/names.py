"""Checks that the names and dates of a claim are those of its scenario; an unknown name gives the likely one."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from sandtable.claims.ast import Kind, Node, Road, Wins, dates, references, walk
from sandtable.claims.parse import ClaimError, parse, words_of_the_language
from sandtable.claims.periods import first_and_last
from sandtable.claims.scope import Scope
from sandtable.claims.ways import joined
from sandtable.errors import Problem, did_you_mean

__all__ = ["check_claims", "check_dates", "check_ids", "check_names", "read_claims"]

_ARTICLE: dict[Kind, str] = {
    "place": "a place",
    "actor": "an actor",
    "event": "a dated event",
    "corridor": "a corridor",
    "measure": "a measure",
    "dispute": "a dispute",
    "mediation": "a mediation",
    "election": "an election",
    "contender": "a candidate or party",
    "issue": "an issue",
}
_WRITE: dict[Kind, str] = {
    "place": "{} falls",
    "actor": "… is held by {}",
    "event": "{} happens",
    "corridor": "{} is open to …",
    "measure": "measure {} is above …",
    "dispute": "{} reaches crisis",
    "mediation": "{} ends",
    "election": "{} is held",
    "contender": "{} wins …",
    "issue": "{} is settled",
}
_NAMED_IN_CLAIMS: tuple[tuple[str, Kind], ...] = (
    ("places", "place"),
    ("actors", "actor"),
    ("events", "event"),
    ("elections", "election"),
    ("contenders", "contender"),
    ("issues", "issue"),
)


def check_names(
    claim: Node, places: Collection[str], actors: Collection[str], events: Collection[str] = ()
) -> list[Problem]:
    """A problem for each name of the claim that is no place, actor or dated event where one must stand."""
    return [problem for _, problem in _wrong_names(claim, {"place": places, "actor": actors, "event": events})]


def check_dates(claim: Node, scope: Scope) -> list[Problem]:
    """A problem for each date that lies before the scenario, and for each that may not lie past it but does."""
    return [problem for _, problem in _wrong_dates(claim, scope)]


def read_claims(claims: Mapping[str, str], scope: Scope) -> tuple[dict[str, Node], list[Problem]]:
    """Every claim that can be read, by its id, and every problem of all of them; each problem's path is the id."""
    known = _known(scope)
    read: dict[str, Node] = {}
    problems: list[Problem] = []
    for key, text in claims.items():
        try:
            claim = parse(text)
        except ClaimError as wrong:
            problems += [Problem(problem.message, path=key) for problem in wrong.problems]
            continue
        read[key] = claim
        wrong_names = list(_wrong_names(claim, known))
        no_roads = [] if wrong_names else [*_no_roads(claim, scope), *_not_standing(claim, scope)]
        for word, problem in [*wrong_names, *_wrong_dates(claim, scope), *no_roads]:
            problems.append(Problem(f"column {_column(text, word)}: {problem.message}", path=key, hint=problem.hint))
    return read, problems


def check_claims(claims: Mapping[str, str], scope: Scope) -> list[Problem]:
    """Every problem of some claims, by id (the problem's path)."""
    return read_claims(claims, scope)[1]


def check_ids(scope: Scope) -> list[Problem]:
    """A problem for each id that claims may name and that is a word of their language."""
    reserved = words_of_the_language()
    found = [
        (section, kind, name.rpartition(".")[2])
        for section, kind in _NAMED_IN_CLAIMS
        for name in getattr(scope, section)
    ]
    return [
        Problem(
            f"{name!r} is a word of the claim language, so no claim could name this {_ARTICLE[kind].split(' ', 1)[1]}.",
            path=f"{section}.{name}",
            hint=f"Write {name + '-1'!r} or another id.",
        )
        for section, kind, name in found
        if name in reserved
    ]


def _known(scope: Scope) -> dict[Kind, Collection[str]]:
    return {
        "place": scope.places,
        "actor": scope.actors,
        "event": scope.events,
        "corridor": scope.corridors,
        "measure": scope.measures,
        "dispute": scope.disputes,
        "mediation": scope.mediation,
        "election": scope.elections,
        "contender": tuple(dict.fromkeys(name.rpartition(".")[2] for name in scope.contenders)),
        "issue": scope.issues,
    }


def _wrong_names(claim: Node, known: Mapping[Kind, Collection[str]]) -> Iterator[tuple[str, Problem]]:
    for kind, name in dict.fromkeys(references(claim)):
        names = known.get(kind, ())
        if name not in names:
            other = next((other for other, others in known.items() if name in others), None)
            hint = f"It is {_ARTICLE[other]}: write `{_WRITE[other].format(name)}`." if other else ""
            hint = hint or did_you_mean(name, names) or _what_there_is(kind, names)
            yield name, Problem(f"{name!r} is not {_ARTICLE[kind]} of the scenario.", hint=hint)


def _what_there_is(kind: Kind, names: Collection[str]) -> str:
    """Of kinds that are few or none, the whole list."""
    if kind in ("place", "actor", "event"):
        return ""
    return f"It has: {', '.join(sorted(names))}." if names else f"It has no {kind}s."


def _no_roads(claim: Node, scope: Scope) -> list[tuple[str, Problem]]:
    """Roads between places that no road of the scenario joins, whoever holds what."""
    roads = [node for node in walk(claim) if isinstance(node, Road)]
    apart = [road for road in dict.fromkeys(roads) if not joined(scope.ground.routes, road.start, road.end)]
    return [
        (road.start, Problem(f"no road of the scenario leads from {road.start!r} to {road.end!r}.")) for road in apart
    ]


def _not_standing(claim: Node, scope: Scope) -> list[tuple[str, Problem]]:
    """Whoever a claim sees win an election in which somebody else stands."""
    found = []
    for node in dict.fromkeys(node for node in walk(claim) if isinstance(node, Wins)):
        if f"{node.election}.{node.who}" not in scope.contenders:
            known = [name.rpartition(".")[2] for name in scope.contenders if name.startswith(f"{node.election}.")]
            message = f"{node.who!r} cannot win {node.election!r}."
            found.append((node.who, Problem(message, hint=f"Those who can: {', '.join(known)}.")))
    return found


def _wrong_dates(claim: Node, scope: Scope) -> Iterator[tuple[str, Problem]]:
    for mark, said in dict.fromkeys(dates(claim)):
        first, last = first_and_last(said) if isinstance(said, str) else (said, said)
        if last < scope.as_of:
            message = f"{said} lies before the scenario's first day, {scope.as_of}: a claim is about what comes."
            yield str(said), Problem(message)
        elif first > scope.until and not mark.past_the_end and not mark.whole:
            message = f"`on {said}` lies past the scenario's last day, {scope.until}; only `by {said}` may."
            yield str(said), Problem(message)
        elif mark.whole and last > scope.until:
            message = f"{said} reaches past the scenario's last day, {scope.until}: a measure has no values there."
            yield str(said), Problem(message)


def _column(text: str, word: str) -> int:
    """Where a word first stands in a claim that holds it, from 1."""
    found = re.search(rf"(?<![^\s()\[\],]){re.escape(word)}(?![^\s()\[\],])", text)
    return found.start() + 1 if found else 1
