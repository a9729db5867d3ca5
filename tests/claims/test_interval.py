"""The confidence sequence: its ends, its formula, and its coverage while one peeks, with twins on."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import betaln

from sandtable.claims.interval import confidence_sequence, log_evidence


def test_no_futures_tell_nothing() -> None:
    assert confidence_sequence(0, 0, 0.05) == (0.0, 1.0)


@given(n=st.integers(1, 20_000), alpha=st.floats(1e-4, 0.5), data=st.data())
def test_the_interval_holds_the_share_and_lies_within_0_and_1(n: int, alpha: float, data: st.DataObject) -> None:
    k = data.draw(st.integers(0, n))
    low, high = confidence_sequence(k, n, alpha)
    assert 0 <= low <= k / n <= high <= 1
    assert low < high
    assert (low == 0) == (k <= 1)
    assert (high == 1) == (n - k <= 1)


@given(n=st.integers(1, 20_000), data=st.data())
def test_true_and_false_are_mirror_images(n: int, data: st.DataObject) -> None:
    k = data.draw(st.integers(0, n))
    low, high = confidence_sequence(k, n, 0.05)
    assert confidence_sequence(n - k, n, 0.05) == pytest.approx((1 - high, 1 - low), abs=1e-9)


@given(n=st.integers(1, 5_000), p=st.floats(0.0005, 0.9995), data=st.data())
def test_a_share_lies_inside_exactly_when_the_evidence_against_it_is_small(
    n: int, p: float, data: st.DataObject
) -> None:
    k = data.draw(st.integers(0, n))
    low, high = confidence_sequence(k, n, 0.05)
    margin = float(log_evidence(p, k, n)) - math.log(1 / 0.05)
    if abs(margin) > 1e-6:
        assert (low < p < high) == (margin < 0)


def test_the_evidence_is_the_formula_of_the_design() -> None:
    p, k, n, m = 0.3, 40, 100, 1000
    expected = (
        betaln(m * p + k, m * (1 - p) + n - k)
        - betaln(m * p, m * (1 - p))
        - k * math.log(p)
        - (n - k) * math.log(1 - p)
    )
    assert float(log_evidence(p, k, n, m)) == pytest.approx(expected)


@pytest.mark.parametrize("p", [0.003, 0.2, 0.5, 0.9])
def test_the_evidence_is_a_fair_bet_against_a_true_share(p: float) -> None:
    """Its exact mean over the binomial law is 1 after any number of futures: that is what makes peeking safe."""
    for n in (1, 7, 60):
        k = np.arange(n + 1)
        chance = np.array([math.comb(n, int(each)) * p**each * (1 - p) ** (n - each) for each in k])
        assert float(np.sum(chance * np.exp(log_evidence(p, k, n)))) == pytest.approx(1, rel=1e-9)


@pytest.mark.parametrize(("p", "runs"), [(0.5, 24_000), (0.1, 8_500), (0.01, 1_500)])
def test_futures_needed_for_one_point_are_those_of_the_design(p: float, runs: int) -> None:
    """Smallest number, in steps of 500, whose interval reaches no more than one point to either side on average."""
    low, high = confidence_sequence(round(p * runs), runs, 0.05)
    assert (high - low) / 2 <= 0.01
    low, high = confidence_sequence(round(p * (runs - 500)), runs - 500, 0.05)
    assert (high - low) / 2 > 0.01


@pytest.mark.parametrize(("k", "n", "alpha"), [(-1, 5, 0.05), (6, 5, 0.05), (1, 5, 0.0), (1, 5, 1.0)])
def test_nonsense_is_refused(k: int, n: int, alpha: float) -> None:
    with pytest.raises(ValueError, match="not"):
        confidence_sequence(k, n, alpha)


ALPHA, RUNS, DRAWS = 0.05, 2_000, 3_000
LOOKS = np.arange(10, DRAWS + 1, 10)


def _ever_missed(verdicts: np.ndarray, p: float) -> float:
    """Share of runs in which some look misses `p`; verdicts (run, future)."""
    k = np.cumsum(verdicts, axis=1)[:, LOOKS - 1]
    return float(np.mean(np.any(log_evidence(p, k, LOOKS) > -math.log(ALPHA), axis=1)))


def _twins(mean: float, spread: float) -> np.ndarray:
    """Bool (run, draw, twin): twins share the probability that their draw of the assumptions gives."""
    random = np.random.default_rng(5)
    share = random.beta(mean / spread, (1 - mean) / spread, size=(RUNS, DRAWS, 1))
    return np.asarray(random.random((RUNS, DRAWS, 2)) < share)


@pytest.mark.parametrize(("p", "spread"), list(itertools.product([0.02, 0.3, 0.5], [0.3, 3.0])))
def test_peeking_with_twins_on_misses_no_more_often_than_alpha(p: float, spread: float) -> None:
    missed = _ever_missed(_twins(p, spread)[:, :, 0], p)
    assert missed <= ALPHA
    assert missed > 0 or p == 0.02, "an interval that never misses is no 95 % interval"


def test_counting_both_twins_would_miss_more_often() -> None:
    """Why only first replicates count: both twins together are no independent sample."""
    twins = _twins(0.3, 3.0)
    both = twins.reshape(RUNS, 2 * DRAWS)
    looks = 2 * LOOKS
    k = np.cumsum(both, axis=1)[:, looks - 1]
    missed = np.mean(np.any(log_evidence(0.3, k, looks) > -math.log(ALPHA), axis=1))
    assert missed > ALPHA


@pytest.mark.nightly
@pytest.mark.parametrize(("share", "p"), list(itertools.product([0.0, 0.3, 0.5, 0.8], [0.05, 0.3, 0.5])))
def test_a_hundred_looks_keep_the_promise_whatever_the_assumptions_carry(share: float, p: float) -> None:
    """The table of docs/explanation/intervals.md, smaller: first futures of twins, a hundred looks, one claim."""
    random = np.random.default_rng(11)
    weight = 1 / share - 1 if share else 0.0
    known = random.beta(p * weight, (1 - p) * weight, (RUNS, DRAWS)) if share else np.full((RUNS, DRAWS), p)
    first = random.random((RUNS, DRAWS)) < known
    looks = np.linspace(DRAWS / 100, DRAWS, 100).astype(np.int64)
    counts = np.cumsum(first, axis=1)[:, looks - 1]
    missed = np.mean(np.any(log_evidence(p, counts, looks) > -math.log(ALPHA), axis=1))
    assert missed <= ALPHA
