"""Ranges: known answers for one, two and three numbers of each kind."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import lognorm, norm

from sandtable.scenario.quantities import Z90, Kind, as_triple, rounded


def test_the_percentile_is_scipys() -> None:
    assert pytest.approx(norm.ppf(0.9), abs=1e-15) == Z90


def test_one_number_of_fighters_is_a_lognormal_of_sd_45() -> None:
    expected = lognorm(s=0.45, scale=1500).ppf([0.1, 0.5, 0.9])
    assert as_triple(1500.0, "fighters") == pytest.approx(tuple(expected), rel=1e-8)


@pytest.mark.parametrize(
    ("stated", "kind", "expected"),
    [
        ((100.0, 400.0), "fighters", (100.0, 200.0, 400.0)),
        ((4.0, 9.0), "km", (4.0, 6.0, 9.0)),
        ((10.0, 1000.0), "days", (10.0, 100.0, 1000.0)),
        ((0.2, 0.6), "share", (0.2, 0.4, 0.6)),
        ((-3.0, 1.0), "real", (-3.0, -1.0, 1.0)),
        (0.5, "share", (rounded(0.5 - 0.1 * Z90), 0.5, rounded(0.5 + 0.1 * Z90))),
        (0.05, "share", (0.0, 0.05, rounded(0.05 + 0.1 * Z90))),
        (1.0, "share", (rounded(1 - 0.1 * Z90), 1.0, 1.0)),
        (-2.5, "real", (-2.5, -2.5, -2.5)),
        (30.0, "days", (rounded(30 * math.exp(-0.3 * Z90)), 30.0, rounded(30 * math.exp(0.3 * Z90)))),
        ((1.0, 2.0, 9.0), "fighters", (1.0, 2.0, 9.0)),
    ],
)
def test_known_answers(stated: float | tuple[float, float], kind: Kind, expected: tuple[float, ...]) -> None:
    assert as_triple(stated, kind) == expected


@given(
    st.sampled_from(["fighters", "km", "days", "share", "real"]),
    st.floats(1e-3, 1) | st.tuples(st.floats(1e-3, 0.5), st.floats(0.6, 1)),
)
def test_a_triple_is_in_order_and_stays_as_it_is(kind: Kind, stated: float | tuple[float, float]) -> None:
    triple = as_triple(stated, kind)
    assert triple[0] <= triple[1] <= triple[2]
    assert as_triple(triple, kind) == triple
    if isinstance(stated, float):
        assert triple[1] == stated
    else:
        assert (triple[0], triple[2]) == stated
