"""`number of [a, b, c] held by A is at least N`: how many places of a list are held at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from sandtable.claims.ast import Node, NumberHeld
from sandtable.claims.bounds import bounded
from sandtable.claims.flips import running, switches
from sandtable.claims.operator import Ask, English, Operator
from sandtable.claims.timeline import Timeline
from sandtable.claims.words import any_name, english_all, english_any, whole


def build(places: Sequence[str], by: Sequence[str], bound: Any, number: str) -> NumberHeld:
    """The list, who holds them, and the bound on their number."""
    return NumberHeld(places=tuple(places), by=tuple(by), bound=bound, number=whole(number))


def settle(claim: NumberHeld, ask: Ask) -> Timeline:
    """A count that every change of control of a place of the list moves by one or not at all."""
    log = ask.log
    numbers = [log.actor_number[actor] for actor in claim.by]
    first, rows, steps = 0, [], []
    for place in claim.places:
        changes, at_first = log.changes(place), log.first_holder(place) in numbers
        held = np.isin(changes.after, numbers)
        turns = switches(changes, held, at_first)
        rows.append(changes.row[turns])
        steps.append(np.where(held[turns], 1, -1))
        first += at_first
    row = np.concatenate(rows)
    order = np.argsort(row)
    changes = log.rows(row[order])
    count = running(np.concatenate(steps)[order], changes.future, first)
    at_first = bool(bounded(np.int64(first), claim.bound, claim.number))
    return Timeline(at_first, changes.row, changes.future, changes.day, bounded(count, claim.bound, claim.number))


def text(claim: NumberHeld, part: Callable[[Node, int], str]) -> str:
    """`number of [ana, rawa, qaim] held by iraq is at least 2`."""
    where = f"number of [{', '.join(claim.places)}] held by {any_name(claim.by)}"
    return f"{where} is {claim.bound} {claim.number}"


def english(claim: NumberHeld, reader: English) -> str:
    """`at least 2 of Ana, Rawa and Al-Qaim are held by Iraqi government forces`."""
    are = "is" if claim.number == 1 else "are"
    places = english_all(claim.places, reader)
    return f"{claim.bound} {claim.number} of {places} {are} held by {english_any(claim.by, reader)}"


OPERATOR = Operator(
    op="number_held",
    model=NumberHeld,
    sort="state",
    meaning="so many places of the list are held by any of the actors at once",
    example="number of [ana, rawa, qaim] held by iraq is at least 2",
    build=build,
    settle=settle,
    text=text,
    english=english,
)
