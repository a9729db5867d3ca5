"""Is there a way from one place to another? Roads over time, from who holds the places and whom they let pass.

Each future is a row of bits, one for each place that lets the traffic pass; a change of control flips a bit. The bits
after every flip are looked up among the few different rows of bits there are, and for those alone the roads are
searched, all at once, by passing labels along the roads until nothing changes.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Sequence

import numpy as np
import numpy.typing as npt

from sandtable.claims.either import both, either
from sandtable.claims.flips import marked, switches
from sandtable.claims.log import Changes, Log
from sandtable.claims.timeline import Timeline
from sandtable.errors import InvalidInput, Problem

__all__ = ["joined", "open_road", "places_between", "reaches"]

WORD = 64
MOST_MOVING = 6
"""Actors whose permission may change: the roads double with each."""
Bits = npt.NDArray[np.uint64]
Bools = npt.NDArray[np.bool_]


def joined(routes: Sequence[tuple[str, str]], start: str, end: str) -> bool:
    """Whether any chain of roads leads from one place to another, whoever holds the places."""
    reached, waiting = {start}, [start]
    while waiting:
        here = waiting.pop()
        for pair in routes:
            if here in pair and (new := set(pair) - reached):
                reached |= new
                waiting += new
    return end in reached


def places_between(routes: Sequence[tuple[str, str]], start: str, end: str) -> list[str]:
    """Places that a way may lead through: dead ends are taken off until none is left. Both ends come first."""
    roads = {frozenset(pair) for pair in routes if len(set(pair)) == 2}
    while True:
        ends = [place for pair in roads for place in pair]
        dead = {place for place in ends if ends.count(place) == 1} - {start, end}
        if not dead:
            break
        roads = {pair for pair in roads if not pair & dead}
    return [start, end, *sorted({place for pair in roads for place in pair} - {start, end})]


def reaches(passable: Bools, roads: Collection[tuple[int, int]]) -> Bools:
    """Whether places 0 and 1 are joined through passable places, (case,); `passable` is (place, case)."""
    reached = np.zeros_like(passable)
    reached[0] = passable[0]
    while True:
        before = np.count_nonzero(reached)
        for one, other in roads:
            either = reached[one] | reached[other]
            reached[one] = either & passable[one]
            reached[other] = either & passable[other]
        if np.count_nonzero(reached) == before:
            break
    joined_there: Bools = reached[1]
    return joined_there


def open_road(log: Log, start: str, end: str, actor: str) -> Timeline:
    """When a way from `start` to `end` is open to an actor: through places whose holder lets it pass, or nobody's.

    Who lets it pass changes only where dated events say so. For every answer that such holders can give there is one
    road, with that answer fixed; the road is open while one is whose answers are those of the moment.
    """
    always = {holder for holder, others in log.ground.lets.items() if actor in others}
    moving = sorted({holder for _, holder, mover, _ in log.ground.permissions if mover == actor})
    if len(moving) > MOST_MOVING:
        message = (
            f"more than {MOST_MOVING} actors let {actor!r} through or not by dated events: too many to follow a road"
        )
        raise InvalidInput([Problem(message)])
    now = {holder: _permission(log, holder, actor, holder in always) for holder in moving}
    roads = []
    for answers in itertools.product((True, False), repeat=len(moving)):
        given = dict(zip(moving, answers, strict=True))
        willing = frozenset(always - set(moving) | {holder for holder, answer in given.items() if answer})
        wanted = [now[holder] if answer else now[holder].negated() for holder, answer in given.items()]
        roads.append(both([_road(log, start, end, willing), *wanted], log))
    return either(roads, log)


def _permission(log: Log, holder: str, actor: str, at_first: bool) -> Timeline:
    """When a holder lets an actor's traffic through, by the events that change it."""
    rows: dict[bool, list[Changes]] = {True: [], False: []}
    for event, who, mover, lets in log.ground.permissions:
        if (who, mover) == (holder, actor):
            rows[lets].append(log.happenings(event))
    return marked(log, on=rows[True], off=rows[False], at_first=at_first)


def _road(log: Log, start: str, end: str, willing: frozenset[str]) -> Timeline:
    """When a way is open through places that are nobody's or held by one of the willing."""
    places = places_between(log.ground.routes, start, end)
    number = {place: position for position, place in enumerate(places)}
    roads = [(number[one], number[other]) for one, other in log.ground.routes if {one, other} <= number.keys()]
    lets = np.array([*(holder in willing for holder in log.manifest.actors), True])  # -1: nobody
    first = np.array([lets[log.first_holder(place)] for place in places])
    row, bit = _flips(log, places, lets)
    flipped = log.rows(row)
    bits = _bits_after(flipped.future, bit, first)
    cases, which = np.unique(bits, axis=0, return_inverse=True)
    passable = _unpacked(cases, len(places))
    holds = reaches(passable, roads)[which.reshape(-1)]
    at_first = bool(reaches(first[:, None], roads)[0])
    keep = switches(flipped, holds, at_first)
    return Timeline(at_first, row[keep], flipped.future[keep], flipped.day[keep], holds[keep])


def _flips(log: Log, places: Sequence[str], lets: Bools) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Rows, in order, at which a place begins or ceases to let the traffic pass, and which place it is."""
    rows, bits = [], []
    for position, place in enumerate(places):
        changes = log.changes(place)
        turns = switches(changes, lets[changes.after], bool(lets[log.first_holder(place)]))
        rows.append(changes.row[turns])
        bits.append(np.full(turns.size, position))
    row, bit = np.concatenate(rows), np.concatenate(bits)
    order = np.argsort(row)
    return row[order], bit[order]


def _bits_after(future: npt.NDArray[np.int32], bit: npt.NDArray[np.int64], first: Bools) -> Bits:
    """The bits of all places after each flip, (flip, word), each future beginning with `first`."""
    words = -(-first.size // WORD)
    flips = np.zeros((bit.size, words), np.uint64)
    flips[np.arange(bit.size), bit // WORD] = np.uint64(1) << (bit % WORD).astype(np.uint64)
    total = np.bitwise_xor.accumulate(flips, axis=0) if bit.size else flips
    starts = np.flatnonzero(np.diff(future, prepend=-1))
    before = np.concatenate([np.zeros((1, words), np.uint64), total])[starts]
    lengths = np.diff(np.append(starts, future.size))
    begin = np.zeros(words, np.uint64)
    for position in np.flatnonzero(first):
        begin[position // WORD] |= np.uint64(1) << np.uint64(position % WORD)
    bits: Bits = total ^ np.repeat(before, lengths, axis=0) ^ begin
    return bits


def _unpacked(cases: Bits, places: int) -> Bools:
    """Rows of bits as (place, case)."""
    position = np.arange(places)
    shift = (position % WORD).astype(np.uint64)
    passable: Bools = ((cases[:, position // WORD] >> shift) & np.uint64(1)).T.astype(np.bool_)
    return passable
