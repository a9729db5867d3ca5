"""Known answers that a table of 657 battles gives: Helmbold's slope, the refit of the ratio contest, its shares won.

The table (CDB90, public) does not ship; SANDTABLE_SHARED names the folder that holds it under data/.
"""

from __future__ import annotations

import csv
import math
import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.optimize import minimize

FOLDER = Path(os.environ.get("SANDTABLE_SHARED", str(Path(__file__).resolve().parents[3] / "shared")))
TABLE = FOLDER / "data" / "cdb90_patched.csv"

pytestmark = pytest.mark.skipif(not TABLE.exists(), reason=f"no battle table at {TABLE}: set SANDTABLE_SHARED")


@pytest.fixture(scope="module")
def battles() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", errors="replace", newline="") as file:
        return list(csv.DictReader(file))


def _number(text: str) -> float:
    """A number of the table; anything below 0 or unreadable is unknown."""
    try:
        value = float(text)
    except ValueError:
        return math.nan
    return value if value >= 0 else math.nan


def test_o4_helmbold_slope_over_the_table(battles: list[dict[str, str]]) -> None:
    """Ln of (A0² - A1²) / (D0² - D1²) on ln of the force ratio: slope 1.350, constant -.261, 646 battles."""
    both = np.array([[_number(row[key]) for key in ("STRA", "STRD", "CASA", "CASD")] for row in battles])
    a0, d0, lost_a, lost_d = both.T
    whole = (lost_a > 0) & (lost_d > 0) & (lost_a < a0) & (lost_d < d0)
    assert whole.sum() == 646
    a0, d0, lost_a, lost_d = (column[whole] for column in (a0, d0, lost_a, lost_d))
    ratio = np.log(a0 / d0)
    bitterness = np.log((a0**2 - (a0 - lost_a) ** 2) / (d0**2 - (d0 - lost_d) ** 2))
    slope, constant = np.polyfit(ratio, bitterness, 1)
    assert slope == pytest.approx(1.350, abs=0.001)
    assert constant == pytest.approx(-0.261, abs=0.001)


def test_o4_on_the_kernel(battles: list[dict[str, str]]) -> None:
    """With equal hits the ratio tends to FR ** (2 - 2w) in short battles: 0 under the square law, 1.350 at w = .325."""
    from sandtable.mechanisms.kernels.stepping import HELMBOLD, SQUARE, advance

    ratios = np.array([0.5, 1.0, 2.0, 4.0])
    for law, weight, slope in (
        (SQUARE, 1.0, 0.0),
        (HELMBOLD, 1.0, 0.0),
        (HELMBOLD, 0.325, 1.350),
        (HELMBOLD, 0.0, 2.0),
    ):
        measured = []
        for ratio in ratios:
            a, d = advance(law, 1000 * ratio, 1000.0, (1e-4, 1e-4), weight, 0.1)
            measured.append(math.log(((1000 * ratio) ** 2 - a**2) / (1000.0**2 - d**2)))
        assert np.polyfit(np.log(ratios), measured, 1)[0] == pytest.approx(slope, abs=2e-3)
    assert len(battles) > 600


def _decided(battles: list[dict[str, str]]) -> tuple[Any, Any]:
    """Ln force ratio and whether the attacker won, where both are known."""
    rows = [(_number(row["STRA"]), _number(row["STRD"]), row["WINA"]) for row in battles]
    rows = [(a, d, win) for a, d, win in rows if a > 0 and d > 0 and win in ("1", "-1", "0")]
    return np.array([math.log(a / d) for a, d, _ in rows]), np.array([float(win == "1") for *_, win in rows])


def test_o7_refit_of_the_contest_on_force_ratio_alone(battles: list[dict[str, str]]) -> None:
    """Logit of the attacker's win on ln FR: constant .26, slope .37."""
    ratio, won = _decided(battles)

    def misfit(at: Any) -> float:
        odds = at[0] + at[1] * ratio
        return float(np.logaddexp(0, odds).sum() - (won * odds).sum())

    constant, slope = minimize(misfit, [0.0, 0.0], method="BFGS").x
    assert constant == pytest.approx(0.26, abs=0.06)
    assert slope == pytest.approx(0.37, abs=0.06)


def test_force_ratio_says_little_about_who_wins(battles: list[dict[str, str]]) -> None:
    """The shares of the stylised fact are the table's own."""
    ratio, won = _decided(battles)
    assert won[ratio < math.log(0.5)].mean() == pytest.approx(0.50, abs=0.05)
    assert won[(ratio >= math.log(1.5)) & (ratio < math.log(2))].mean() == pytest.approx(0.62, abs=0.04)
    assert won[ratio >= math.log(5)].mean() == pytest.approx(0.83, abs=0.05)
