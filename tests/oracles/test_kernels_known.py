"""Known answers of the laws of battle, on the functions that the engine steps by: conserved quantities, ends, odds."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.special import betainc

from sandtable.mechanisms.kernels.boulding import boundary
from sandtable.mechanisms.kernels.stepping import (
    CONTEST,
    DEITCHMAN,
    HELMBOLD,
    LINEAR,
    SQUARE,
    advance,
    losses_a_day,
)
from sandtable.world.build import CHOICES, KERNELS

Path = list[tuple[float, float]]


def _run(law: int, sides: tuple[float, float], kills: tuple[float, float], days: float, step: float = 0.25) -> Path:
    """Both strengths at each step until the time is over."""
    path = [sides]
    for _ in range(round(days / step)):
        path.append(advance(law, *path[-1], kills, 1.0, step))
    return path


def test_o1_square_law_ends_when_and_with_what_lanchester_says() -> None:
    """With hits of .05 a day, 1000 against 800: over after 21.9722 days, with 600 left."""
    length = 21.9722457734
    attackers, defenders = _run(SQUARE, (1000.0, 800.0), (0.05, 0.05), length, length / 400)[-1]
    assert attackers == pytest.approx(600.0, abs=0.01)
    assert defenders < 0.5, "within one step of the solver"
    attackers, defenders = _run(SQUARE, (1000.0, 800.0), (0.05, 0.05), 21.5)[-1]
    assert defenders > 5, "not over earlier"


def test_o1_square_law_conserves_the_difference_of_squares() -> None:
    for attackers, defenders in _run(SQUARE, (1000.0, 800.0), (0.03, 0.05), 12):
        assert 0.05 * attackers**2 - 0.03 * defenders**2 == pytest.approx(50_000 - 19_200, rel=1e-6)


def test_o2_linear_law_conserves_the_difference() -> None:
    path = _run(LINEAR, (1000.0, 800.0), (1e-4, 1e-4), 60)
    for attackers, defenders in path:
        assert attackers - defenders == pytest.approx(200.0, abs=1e-6)
    assert path[-1][1] < 250


def test_o3_deitchman_conserves_and_the_larger_force_wins_only_beyond_its_bound() -> None:
    """F' = -bG, G' = -aFG: (a/2)F² - bG is kept; a = 1e-4, b = .2, 1000 against 200 ends at F = 447.21."""
    a, b = 1e-4, 0.2
    path = _run(DEITCHMAN, (1000.0, 200.0), (b, a), 400, 0.5)
    for force, guerrilla in path:
        assert a / 2 * force**2 - b * guerrilla == pytest.approx(a / 2 * 1000**2 - b * 200, rel=1e-6)
    assert path[-1][0] == pytest.approx(447.21, abs=0.05)
    assert path[-1][1] < 0.01
    force, guerrilla = _run(DEITCHMAN, (800.0, 200.0), (b, a), 400, 0.5)[-1]
    assert a * 800**2 < 2 * b * 200
    assert force < 1.0 < guerrilla, "below the bound the ambush wins"


def test_helmbold_is_the_square_law_at_one_and_the_logarithmic_law_at_nought() -> None:
    sides, kills = (3000.0, 700.0), (0.02, 0.04)
    assert losses_a_day(HELMBOLD, *sides, kills, 1.0) == pytest.approx(losses_a_day(SQUARE, *sides, kills, 1.0))
    assert losses_a_day(HELMBOLD, *sides, kills, 0.0) == pytest.approx((0.02 * 3000, 0.04 * 700))
    half = losses_a_day(HELMBOLD, *sides, kills, 0.5)
    assert half == pytest.approx((0.02 * math.sqrt(3000 * 700), 0.04 * math.sqrt(3000 * 700)))


def test_o5_stochastic_linear_law() -> None:
    """Each loss falls on the one or the other in the ratio of the law's rates: P(A wins) = I_p(n_B, n_A)."""
    p = 0.45
    lost_a, lost_b = losses_a_day(LINEAR, 30.0, 20.0, (1 - p, p), 1.0)
    assert lost_b / (lost_a + lost_b) == pytest.approx(p)
    rng = np.random.default_rng(5)
    wins = 0
    for _ in range(4000):
        a, b = 30, 20
        falls_on_b = rng.random(50) < p
        for on_b in falls_on_b:
            now_a, now_b = losses_a_day(LINEAR, float(a), float(b), (1 - p, p), 1.0)
            assert now_b / (now_a + now_b) == pytest.approx(p), "the ratio is the same at every strength"
            a, b = (a, b - 1) if on_b else (a - 1, b)
            if a == 0 or b == 0:
                break
        wins += b == 0
    exact = float(betainc(20, 30, p))
    assert exact == pytest.approx(0.7671, abs=5e-5)
    assert wins / 4000 == pytest.approx(exact, abs=3.3 * math.sqrt(exact * (1 - exact) / 4000))


def test_o8_boulding_boundary() -> None:
    assert boundary(500.0, 300.0, 2.0) == pytest.approx(353.972, abs=5e-4)
    assert boundary(500.0, 300.0, 1.0) == 250.0
    assert boundary(500.0, 300.0, 0.5) == pytest.approx(500.0 - boundary(500.0, 300.0, 2.0))


@pytest.mark.parametrize("law", [SQUARE, LINEAR, DEITCHMAN, HELMBOLD])
def test_steps_of_any_length_agree_and_nobody_falls_below_nought(law: int) -> None:
    kills = (2e-5, 2e-5) if law == LINEAR else (0.01, 1e-5) if law == DEITCHMAN else (0.01, 0.02)
    coarse = _run(law, (2000.0, 900.0), kills, 8, 1.0)[-1]
    fine = _run(law, (2000.0, 900.0), kills, 8, 0.125)[-1]
    assert coarse == pytest.approx(fine, rel=1e-5)
    spent = _run(law, (2000.0, 900.0), (kills[0] * 500, kills[1] * 500), 50, 1.0)
    assert all(min(sides) >= 0 for sides in spent)


def test_the_numbers_of_laws_and_rules_are_those_of_the_scenario() -> None:
    assert [KERNELS[number] for number in (CONTEST, SQUARE, LINEAR, DEITCHMAN, HELMBOLD)] == list(KERNELS)
    from sandtable.mechanisms import choice

    assert [CHOICES[number] for number in (choice.WEIGH, choice.NEAREST, choice.WEAKEST, choice.ANY)] == list(CHOICES)
