"""`C is open to X`, `C is closed to X`: does a named corridor let an actor's traffic through?"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sandtable.claims.ast import Corridor, Node
from sandtable.claims.either import either
from sandtable.claims.flips import from_the_first_moment, marked
from sandtable.claims.log import Changes, Log
from sandtable.claims.operator import Ask, English, Operator
from sandtable.claims.timeline import Timeline
from sandtable.claims.words import any_name, english_any
from sandtable.ensemble.kinds import CORRIDOR_CLOSED, CORRIDOR_OPENED


def build(corridor: str, closed: bool, to: Sequence[str]) -> Corridor:
    """A corridor, whether it is closed, and to whom."""
    return Corridor(corridor=corridor, closed=closed, to=tuple(to))


def settle(claim: Corridor, ask: Ask) -> Timeline:
    """Open to any of the actors; closed means open to none of them. From the log; moment 0 says what holds at first."""
    log = ask.log
    timelines = []
    for actor in claim.to:
        opened, closed = (_rows(log, kind, claim.corridor, actor) for kind in (CORRIDOR_OPENED, CORRIDOR_CLOSED))
        timelines.append(from_the_first_moment(marked(log, on=[opened], off=[closed], at_first=False), log))
    timeline = either(timelines, log)
    return timeline.negated() if claim.closed else timeline


def _rows(log: Log, kind: int, corridor: str, actor: str) -> Changes:
    changes = log.of(kind, log.corridor_number[corridor])
    return log.rows(changes.row[changes.after == log.actor_number[actor]])


def text(claim: Corridor, part: Callable[[Node, int], str]) -> str:
    """`highway is open to iraq`."""
    return f"{claim.corridor} is {'closed' if claim.closed else 'open'} to {any_name(claim.to)}"


def english(claim: Corridor, reader: English) -> str:
    """`the corridor “Highway” is open to Iraqi government forces`."""
    word = "closed" if claim.closed else "open"
    return f"the corridor “{reader.name(claim.corridor)}” is {word} to {english_any(claim.to, reader)}"


OPERATOR = Operator(
    op="corridor",
    model=Corridor,
    sort="state",
    meaning="the corridor lets the actor's traffic through (`closed`: it does not)",
    example="highway is open to iraq",
    build=build,
    settle=settle,
    text=text,
    english=english,
)
