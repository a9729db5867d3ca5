"""The range over assumptions from twins, on worlds in which it is known."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta

from sandtable.claims.twins import assumption_range

DRAWS = 200_000


def twins(share: np.ndarray) -> np.ndarray:
    """Two runs of luck for each draw, whose probability is `share`."""
    return np.asarray(np.random.default_rng(11).random((share.size, 2)) < share[:, None])


def test_a_beta_law_over_assumptions_is_recovered() -> None:
    share = np.random.default_rng(1).beta(2.0, 3.0, DRAWS)
    true = twins(share)
    found = assumption_range(true, float(true[:, 0].mean()))
    assert found.share == pytest.approx(1 / 6, abs=0.01)  # variance of beta(a, b) over p (1 - p) is 1 / (a + b + 1)
    assert found.low == pytest.approx(beta.ppf(0.1, 2, 3), abs=0.01)
    assert found.high == pytest.approx(beta.ppf(0.9, 2, 3), abs=0.01)


def test_luck_alone_gives_no_range() -> None:
    true = np.array([[True, False], [False, True], [True, False], [False, True]])
    found = assumption_range(true, 0.5)
    assert (found.low, found.high, found.share) == (0.5, 0.5, 0.0)


def test_assumptions_alone_give_the_whole_range() -> None:
    half = np.repeat([[True, True], [False, False]], 500, axis=0)
    assert assumption_range(half, 0.5).share == pytest.approx(1)
    assert (assumption_range(half, 0.5).low, assumption_range(half, 0.5).high) == (0.0, 1.0)
    rare = np.array([[True, True]] * 5 + [[False, False]] * 95)
    found = assumption_range(rare, 0.05)
    assert (found.low, found.high) == (0.0, 0.0)


@pytest.mark.parametrize("verdict", [True, False])
def test_a_sure_claim_has_no_range(verdict: bool) -> None:
    found = assumption_range(np.full((10, 2), verdict), float(verdict))
    assert (found.low, found.high, found.share) == (float(verdict), float(verdict), 0.0)


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=60))
def test_the_range_lies_within_0_and_1_and_in_order(pairs: list[tuple[bool, bool]]) -> None:
    true = np.array(pairs)
    found = assumption_range(true, float(true[:, 0].mean()))
    assert 0 <= found.low <= found.high <= 1
    assert 0 <= found.share <= 1
