"""A small scenario to change in tests, and random ones for property tests."""

from __future__ import annotations

import datetime
from typing import Any

from hypothesis import strategies as st

SMALL = """\
format: 1
title: Two towns
as_of: 2017-04-30
until: 2018-04-30
theatre: [nowhere]
sources:
  note: {title: A note, date: 2017-04}
actors:
  north: {name: The North}
  south: {name: The South}
ties:
  war: {who: north, enemy: [south], assume: they fight}
places:
  alpha: {name: Alpha, at: [34.0, 40.0]}
  beta: {name: Beta, at: [34.2, 40.2]}
routes:
  alpha-beta: {between: [alpha, beta], km: 32, assume: by the map}
control:
  north-holds: {who: north, holds: [alpha], assume: as reported}
  south-holds: {who: south, holds: [beta], assume: as reported}
forces:
  beta-garrison: {who: south, at: beta, fighters: [500, 900, 1500], assume: press}
formations:
  column: {who: north, fighters: 3000, base: alpha, assume: a brigade}
"""

_PLACES = ["alpha", "beta", "gamma", "delta"]
_ACTORS = ["north", "south"]
_AS_OF = datetime.date(2017, 4, 30)


def _rising(low: float, high: float) -> st.SearchStrategy[Any]:
    number = st.floats(low, high, allow_nan=False).map(lambda value: round(value, 4))
    return number | st.lists(number, min_size=2, max_size=3, unique=True).map(sorted)


def _evidence() -> st.SearchStrategy[dict[str, str]]:
    grade = st.sampled_from([{}, {"confidence": "low"}, {"confidence": "high"}])
    return st.builds(lambda one, two: {**one, **two}, st.sampled_from([{"cite": "words"}, {"assume": "reason"}]), grade)


def _entries(fields: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[dict[str, Any]]:
    entry = st.builds(lambda evidence, stated: {**stated, **evidence}, _evidence(), st.fixed_dictionaries(fields))
    return st.dictionaries(st.sampled_from(["zulu", "mike", "echo", "one-2"]), entry, max_size=3)


def scenarios() -> st.SearchStrategy[dict[str, Any]]:
    """Plain data of scenarios that have the right shape (they need not pass the checks)."""
    place, actor = st.sampled_from(_PLACES), st.sampled_from(_ACTORS)
    some = st.lists(place, min_size=1, max_size=3, unique=True)
    at = st.tuples(st.floats(30, 35), st.floats(40, 45)).map(list)
    days = st.integers(1, 900).map(lambda day: (_AS_OF + datetime.timedelta(days=day)).isoformat())
    dates = days | st.lists(days, min_size=2, max_size=3, unique=True).map(sorted)
    places = st.permutations(_PLACES).flatmap(
        lambda names: st.fixed_dictionaries(
            {name: st.fixed_dictionaries({"name": st.just(name.title()), "at": at}) for name in names}
        )
    )
    return st.fixed_dictionaries(
        {
            "format": st.just(1),
            "title": st.just("Random"),
            "as_of": st.just(_AS_OF.isoformat()),
            "until": st.just("2019-12-31"),
            "theatre": st.lists(st.sampled_from(["here", "there"]), min_size=1, max_size=2, unique=True),
            "sources": st.just({}),
            "actors": st.just({name: {"name": name.title()} for name in _ACTORS}),
            "places": places,
            "routes": _entries(
                {"between": st.permutations(_PLACES).map(lambda names: names[:2]), "km": _rising(1, 900)}
            ),
            "control": _entries({"who": actor, "holds": some, "pocket": st.booleans()}),
            "forces": _entries({"who": actor, "at": place, "fighters": _rising(1, 1e6)}),
            "formations": _entries(
                {"who": actor, "base": place, "fighters": _rising(1, 1e6), "only": some, "orders": some}
            ),
            "in_progress": _entries(
                {"on": place, "by": st.just("zulu"), "since": st.just("2017-01-01"), "work_left": _rising(0, 1)}
            ),
            "events": _entries({"on": dates, "does": st.just([{"take": "alpha", "by": "north"}])}),
            "priors": _entries({"value": _rising(-5, 5)}),
        }
    )
