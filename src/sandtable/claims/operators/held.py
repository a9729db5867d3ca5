"""`X is held by A`, `X is not held by A or B`: who holds a place, a state that must say when."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from sandtable.claims.ast import Held, IsHeld, Node
from sandtable.claims.operator import Ask, English, Operator
from sandtable.claims.timeline import Timeline
from sandtable.claims.words import any_name, english_any


def build(place: str | IsHeld, *rest: object) -> Held:
    """A holding; the grammar puts `True` before the actors where it read `not`, and reads `X is held` first."""
    *negated, by = rest
    return Held(place=place.election if isinstance(place, IsHeld) else place, by=by, negated=bool(negated))


def settle(claim: Held, ask: Ask) -> Timeline:
    """When any of the actors holds the place (negated: when none does)."""
    log = ask.log
    numbers = [log.actor_number[actor] for actor in claim.by]
    changes = log.changes(claim.place)
    timeline = Timeline(
        at_first=log.first_holder(claim.place) in numbers,
        row=changes.row,
        future=changes.future,
        day=changes.day,
        holds=np.isin(changes.after, numbers),
    )
    return timeline.negated() if claim.negated else timeline


def text(claim: Held, part: Callable[[Node, int], str]) -> str:
    """`qaim is not held by daesh or pmf`."""
    return f"{claim.place} is {'not ' if claim.negated else ''}held by {any_name(claim.by)}"


def english(claim: Held, reader: English) -> str:
    """`Al-Qaim is not held by Islamic State or Popular Mobilisation`."""
    return f"{reader.name(claim.place)} is {'not ' if claim.negated else ''}held by {english_any(claim.by, reader)}"


OPERATOR = Operator(
    op="held",
    model=Held,
    sort="state",
    meaning="any of the actors holds the place (with `not`: none of them does)",
    example="qaim is held by iraq or pmf",
    build=build,
    settle=settle,
    text=text,
    english=english,
)
