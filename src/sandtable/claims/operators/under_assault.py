"""`X is under assault`, `X is not under assault`: at least one formation is assaulting a place."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from sandtable.claims.ast import Node, UnderAssault
from sandtable.claims.flips import from_the_first_moment, running
from sandtable.claims.operator import Ask, English, Operator
from sandtable.claims.timeline import Timeline
from sandtable.ensemble.kinds import ASSAULT_BEGUN, ASSAULT_ENDED


def build(place: str, *negated: bool) -> UnderAssault:
    """A place; the grammar adds `True` where it read `not`."""
    return UnderAssault(place=place, negated=bool(negated))


def settle(claim: UnderAssault, ask: Ask) -> Timeline:
    """While fewer assaults have ended than began; those under way on the first day are the scenario's."""
    log = ask.log
    number = log.place_number[claim.place]
    begun, ended = log.of(ASSAULT_BEGUN, number), log.of(ASSAULT_ENDED, number)
    row = np.concatenate([begun.row, ended.row])
    step = np.repeat([1, -1], [begun.row.size, ended.row.size])
    order = np.argsort(row)
    changes = log.rows(row[order])
    first = log.ground.assaults.get(claim.place, 0)
    holds = running(step[order], changes.future, first) > 0
    timeline = Timeline(first > 0, changes.row, changes.future, changes.day, holds)
    timeline = from_the_first_moment(timeline, log)
    return timeline.negated() if claim.negated else timeline


def text(claim: UnderAssault, part: Callable[[Node, int], str]) -> str:
    """`hawija is under assault`."""
    return f"{claim.place} is {'not ' if claim.negated else ''}under assault"


def english(claim: UnderAssault, reader: English) -> str:
    """`Hawija is under assault`."""
    return f"{reader.name(claim.place)} is {'not ' if claim.negated else ''}under assault"


OPERATOR = Operator(
    op="under_assault",
    model=UnderAssault,
    sort="state",
    meaning="at least one formation is assaulting the place (with `not`: none is)",
    example="hawija is under assault",
    build=build,
    settle=settle,
    text=text,
    english=english,
)
