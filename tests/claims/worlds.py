"""Small worlds for the claims' tests: manifests, event logs written by hand, and random logs and claims."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from hypothesis import strategies as st

from sandtable.claims import ast
from sandtable.ensemble import kinds
from sandtable.ensemble.results import Block, Manifest

PLACES = ("ana", "rawa", "qaim", "mosul-west")
ACTORS = ("iraq", "daesh", "pmf")
EVENTS = ("mayadin-falls", "vote")
AS_OF = datetime.date(2017, 4, 30)
DAYS = 70
UNTIL = AS_OF + datetime.timedelta(days=DAYS - 1)


class Change(NamedTuple):
    """A change of control, or (entity = an event, no holder) a dated event that happens."""

    day: float
    entity: str
    after: str = ""
    cause: int = kinds.BY_ASSAULT


History = Sequence[Change]


def manifest(first_holders: Sequence[int] = (1, 1, 1, 1), draws: int = 1, replicates: int = 1) -> Manifest:
    return Manifest(
        format=1,
        sandtable="test",
        scenario_hash="0",
        title="test",
        variant="",
        seed=1,
        draws=draws,
        replicates=replicates,
        block_draws=max(1, draws),
        as_of=AS_OF,
        until=UNTIL,
        places=PLACES,
        actors=ACTORS,
        formations=(),
        events=EVENTS,
        first_holders=tuple(first_holders),
        assumptions=(),
        prior_set="test",
    )


def cut(whole: Manifest, days: int) -> Manifest:
    """The same run with an earlier horizon."""
    return dataclasses.replace(whole, until=whole.as_of + datetime.timedelta(days=days - 1))


def actor_number(name: str) -> int:
    return ACTORS.index(name) if name else -1


def block(histories: Sequence[History], replicates: int = 1, number: int = 0) -> Block:
    """A block with one future for each history; events of a future happen in the order given."""
    rows = []
    for future, history in enumerate(histories):
        for sequence, change in enumerate(history):
            happened = change.entity in EVENTS
            rows.append(
                (
                    future,
                    change.day,
                    sequence,
                    kinds.HAPPENED if happened else kinds.CONTROL,
                    (EVENTS if happened else PLACES).index(change.entity),
                    -1,
                    actor_number(change.after),
                    0 if happened else change.cause,
                )
            )
    columns: Any = list(zip(*rows, strict=True)) or [()] * 8
    types = (np.int32, np.float64, np.int32, np.int8, np.int16, np.int16, np.int16, np.int16)
    arrays: Any = [np.array(column, dtype) for column, dtype in zip(columns, types, strict=True)]
    draws = len(histories) // replicates
    return Block(number, 0, draws, replicates, *arrays, uniforms=np.zeros((draws, 0)))


def only_before(whole: Block, moment: float) -> Block:
    """The block without the events at or after a moment."""
    keep = whole.day < moment
    columns = ("future", "day", "sequence", "kind", "entity", "before", "after", "cause")
    return dataclasses.replace(whole, **{name: getattr(whole, name)[keep] for name in columns})


CAUSES = (kinds.BY_ASSAULT, kinds.BY_COLLAPSE, kinds.BY_EVENT)
MOMENTS = st.integers(0, 2 * DAYS - 1).map(lambda half: half / 2)  # a coarse grid, so that days tie
CHANGES = st.one_of(
    st.builds(Change, MOMENTS, st.sampled_from(PLACES), st.sampled_from(("", *ACTORS)), st.sampled_from(CAUSES)),
    st.builds(Change, MOMENTS, st.sampled_from(EVENTS), st.just(""), st.just(0)),
)
HISTORIES = st.lists(
    st.lists(CHANGES, max_size=9).map(lambda changes: sorted(changes, key=lambda change: change.day)),
    min_size=1,
    max_size=5,
)
HOLDERS = st.lists(st.integers(-1, len(ACTORS) - 1), min_size=len(PLACES), max_size=len(PLACES))

SEEN_DATES = st.integers(0, DAYS - 1).map(lambda day: AS_OF + datetime.timedelta(days=day))
ANY_DATES = st.integers(0, DAYS + 40).map(lambda day: AS_OF + datetime.timedelta(days=day))
PERIODS = st.sampled_from(("2017", "2018", "2017-04", "2017-05", "2017-06", "2017-07", "2017-Q2", "2017-Q3", "2018-H1"))
HOWS = st.sampled_from(("any way", "by assault", "without assault"))
SOME_ACTORS = st.lists(st.sampled_from(ACTORS), min_size=1, max_size=2, unique=True).map(tuple)

FALLS = st.builds(ast.Falls, place=st.sampled_from(PLACES), to=st.one_of(st.just(()), SOME_ACTORS), how=HOWS)
EVENT_CLAIMS = st.one_of(FALLS, st.builds(ast.Happens, event=st.sampled_from(EVENTS)))
STATES = st.builds(ast.Held, place=st.sampled_from(PLACES), by=SOME_ACTORS, negated=st.booleans())
EITHER = st.one_of(EVENT_CLAIMS, STATES)


@st.composite
def ranks(draw: Any) -> ast.LastOf | ast.FirstOf:
    of = draw(st.lists(st.sampled_from(PLACES), min_size=2, max_size=4, unique=True))
    model = draw(st.sampled_from((ast.LastOf, ast.FirstOf)))
    claim: ast.LastOf | ast.FirstOf = model(place=draw(st.sampled_from(of)), of=tuple(of), how=draw(HOWS))
    return claim


SPANS = st.tuples(EITHER, SEEN_DATES, ANY_DATES).map(
    lambda parts: ast.FromTo(what=parts[0], first=min(parts[1:]), last=max(parts[1:]))
)
ATOMS = st.one_of(
    EVENT_CLAIMS,
    st.builds(ast.By, what=EITHER, date=ANY_DATES),
    st.builds(ast.On, what=EITHER, date=SEEN_DATES),
    st.builds(ast.In, what=EITHER, period=PERIODS),
    SPANS,
    st.builds(ast.Throughout, what=STATES, period=PERIODS),
    st.builds(ast.Until, what=STATES, event=EVENT_CLAIMS),
    st.builds(ast.Before, one=EVENT_CLAIMS, other=EVENT_CLAIMS),
    st.builds(ast.After, one=EVENT_CLAIMS, other=EVENT_CLAIMS),
    ranks(),
)
TO_THE_END = st.one_of(st.builds(ast.By, what=EITHER, date=st.none()), st.builds(ast.AtEnd, what=STATES))


def _compound(parts: Any) -> Any:
    some = st.lists(parts, min_size=1, max_size=3).map(tuple)
    more = st.lists(parts, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        st.builds(ast.AllOf, claims=some),
        st.builds(ast.AnyOf, claims=some),
        st.builds(ast.NoneOf, claims=some),
        st.builds(ast.Not, claim=parts),
        st.builds(ast.And, claims=more),
        st.builds(ast.Or, claims=more),
        st.builds(ast.Implies, condition=parts, consequence=parts),
    )


DATED_CLAIMS = st.recursive(ATOMS, _compound, max_leaves=6)
"""Claims that mean the same whatever the run's last day is: none speaks of `the end`."""
CLAIMS = st.recursive(st.one_of(ATOMS, TO_THE_END), _compound, max_leaves=6)
TIMED = st.one_of(
    st.builds(ast.By, what=EITHER, date=ANY_DATES),
    st.builds(ast.On, what=EITHER, date=SEEN_DATES),
    st.builds(ast.In, what=EITHER, period=PERIODS),
    SPANS,
    st.builds(ast.Throughout, what=STATES, period=PERIODS),
)
RANKS = ranks()
