"""Doubts about claims that need no run: no deadline, and settled on the first day already. Warnings, never errors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from sandtable._version import __version__
from sandtable.claims.ast import Node, walk
from sandtable.claims.catalogue import BY_OP
from sandtable.claims.parse import parse
from sandtable.claims.settle import Settler
from sandtable.ensemble.results import Block, Manifest
from sandtable.errors import Problem
from sandtable.scenario.elections import candidate_names, party_names
from sandtable.scenario.schema import Scenario

__all__ = ["is_open_ended", "lint_claims", "settled_on_first_day", "settled_problem", "speaks_only_of"]

_INNER = ("claims", "claim", "condition", "consequence")
"""Fields in which a claim holds other claims."""
SEEN_BEFORE = frozenset({"held"})
"""States that are known before anything runs: who holds what."""


def lint_claims(scenario: Scenario, claims: Mapping[str, str]) -> list[Problem]:
    """A warning for each claim that may stay open for ever, or that the first day settles; path: the claim's id.

    The claims can be read and name what the scenario has (`names.check_claims`).
    """
    read = {key: parse(text) for key, text in claims.items()}
    settler = Settler(*_first_moment(scenario))
    problems: list[Problem] = []
    for key, claim in read.items():
        if is_open_ended(claim):
            message = "has no deadline: what has not happened by the last day stays undecided."
            hint = "End it with `by the end`, or with a date."
            problems.append(Problem(message, key, hint=hint, severity="warning"))
        verdict = settled_on_first_day(claim, settler) if speaks_only_of(claim, SEEN_BEFORE) else None
        if verdict is not None:
            problems.append(settled_problem(key, verdict))
    return problems


def settled_problem(key: str, verdict: bool) -> Problem:
    """The warning about a claim that the first day settles."""
    message = f"is {'true' if verdict else 'false'} on the first day already, whatever happens."
    return Problem(message, key, hint="It asks nothing of the futures.", severity="warning")


def speaks_only_of(claim: Node, states: frozenset[str]) -> bool:
    """Whether every state that a claim speaks of is one of these, and it compares no amounts."""
    operators = [BY_OP.get(node.op) for node in walk(claim)]
    return all(one is not None and (one.sort != "state" or one.op in states) for one in operators) and all(
        node.op != "compare" for node in walk(claim)
    )


def is_open_ended(claim: Node) -> bool:
    """Whether the claim can stay undecided for ever: an event is to happen, with no date and no order that ends it."""
    if BY_OP[claim.op].sort == "event":
        return True
    return any(is_open_ended(inner) for inner in _parts(claim))


def _parts(claim: Node) -> Iterator[Node]:
    """The claims that a claim is made of."""
    for name in _INNER:
        value = getattr(claim, name, ())
        yield from value if isinstance(value, tuple) else (value,)


def settled_on_first_day(claim: Node, settler: Settler) -> bool | None:
    """Whether the claim is true in all futures of a block of first days, or false in all; None when neither."""
    settler.log.horizon = 0
    verdict = settler.verdict(claim)
    return bool(verdict[0] == 1) if np.all(verdict == verdict[0]) and verdict[0] != -1 else None


def _first_moment(scenario: Scenario) -> tuple[Block, Manifest]:
    """One future of a scenario in which nothing has happened yet."""
    short, long, real = np.empty(0, np.int16), np.empty(0, np.int32), np.empty(0, np.float64)
    block = Block(
        number=0,
        first_draw=0,
        draws=1,
        replicates=1,
        future=long,
        day=real,
        sequence=long,
        kind=np.empty(0, np.int8),
        entity=short,
        before=short,
        after=short,
        cause=short,
        uniforms=np.empty((1, 0)),
    )
    return block, _manifest(scenario)


def _manifest(scenario: Scenario) -> Manifest:
    """The manifest that a run of one future would have, as far as claims look at it."""
    numbers = {actor: number for number, actor in enumerate(scenario.actors)}
    held = {place: numbers[entry.who] for entry in scenario.control.values() for place in entry.holds}
    return Manifest(
        format=0,
        sandtable=__version__,
        scenario_hash="",
        title=scenario.title,
        variant="",
        seed=0,
        draws=1,
        replicates=1,
        block_draws=1,
        as_of=scenario.as_of,
        until=scenario.until,
        places=tuple(scenario.places),
        actors=tuple(scenario.actors),
        formations=tuple(scenario.formations),
        events=tuple(scenario.events),
        first_holders=tuple(held.get(place, -1) for place in scenario.places),
        assumptions=(),
        prior_set="",
        elections=tuple(scenario.elections),
        parties=party_names(scenario.elections),
        candidates=candidate_names(scenario.elections),
        issues=tuple(scenario.issues),
        disputes=tuple(scenario.disputes),
        mediation=tuple(scenario.mediation),
    )
