"""Returns: people may come home once it is quiet, by the formula on paper; an unknown population stays unknown."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sandtable.ensemble.kinds import ASSAULT_BEGUN, ASSAULT_ENDED, CONTROL
from small_worlds import WHY, Raw, day, duel, empty, fixed, one_block, place, ready, road, run

ENDS = np.cumsum([31, 30, 31, 30, 31, 31])  # of the months from 1 March on
LAG = 90.0


def taken_over() -> Raw:
    """Nobody fights: by events a town changes hands on day 40 and again on day 100; another never does."""
    raw = empty(184)
    place(raw, "home", "blue", 300, population=700)
    place(raw, "town", "red", 300, population=1000)
    road(raw, "home", "town")
    for number, to in ((40, "blue"), (100, "red")):
        raw["events"][f"shift-{number}"] = {"on": day(number), "does": [{"take": "town", "by": to}], "assume": WHY}
    for one in raw["places"].values():
        one["assume"] = WHY
    raw["priors"] = fixed({"returns.lag": LAG})
    return raw


def expected() -> Any:
    since = np.where(ENDS > 101, 101, 41)
    return np.where(ENDS > 41, 1 - np.exp(-np.maximum(0, ENDS - since) / LAG), 0.0)


def test_the_formula_on_paper() -> None:
    block = one_block(ready(taken_over()), 3, compiled=False)
    np.testing.assert_allclose(block.series["returns"], np.tile(1000 * expected(), (3, 1)), rtol=1e-6)
    assert not block.series["returns-unknown"].any()


def test_unknown_people_stay_unknown() -> None:
    raw = taken_over()
    del raw["places"]["town"]["population"]
    block = one_block(ready(raw), 3, compiled=False)
    assert not block.series["returns"].any()
    np.testing.assert_allclose(block.series["returns-unknown"], np.tile(expected(), (3, 1)), rtol=1e-6)


def test_nobody_returns_to_where_nothing_happened_or_while_it_is_fought_over() -> None:
    raw = duel(120)
    raw["places"]["town"] |= {"population": 1000, "assume": WHY}
    raw["priors"] |= fixed({"assault.log-days": 9.0, "assault.base-odds": 30.0, "returns.lag": LAG})
    block = one_block(ready(raw), 100)
    assert (block.kind == ASSAULT_BEGUN).sum() == 100
    quiet = np.setdiff1d(np.arange(100), block.future[np.isin(block.kind, [ASSAULT_ENDED, CONTROL])])
    assert len(quiet) > 50
    assert not block.series["returns"][quiet].any()
    peace = duel(120) | {"formations": {}}
    peace["places"]["town"] |= {"population": 1000, "assume": WHY}
    assert not one_block(ready(peace), 5).series["returns"].any()


def test_half_steps_count_the_same_people() -> None:
    one, two = (one_block(ready(taken_over(), steps), 2, compiled=False).series["returns"] for steps in (1, 2))
    np.testing.assert_allclose(one, two, atol=1000 * 0.5 / LAG)


def test_a_claim_may_ask_for_it() -> None:
    from sandtable.claims.judge import judge

    claims = {"home": "measure returns is above 300 on 2030-08-31", "early": "measure returns is above 0 on 2030-03-31"}
    rows = {row.id: row for row in judge(run(taken_over(), 20), claims).rows}
    assert (rows["home"].probability, rows["early"].probability) == pytest.approx((1.0, 0.0), abs=0.2)
    assert (rows["home"].true, rows["early"].true) == (20, 0)
