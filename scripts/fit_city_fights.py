"""Fit the dated prior sets of the assault clock from a table of city fights.

    SANDTABLE_SHARED=../shared python scripts/fit_city_fights.py

Writes src/sandtable/world/prior_sets/*.toml. Each set uses only fights that had ended by its day and that lie outside
the theatres it is meant for. Ordinary least squares of ln(days) on ln(defenders / 1000) over the assaults that took
their city; the offensive's odds by maximum likelihood with a N(0, 2) prior, beside the odds that the CDB90 coefficients
give. Most rows of the table come from memory: the basis line of every prior says how many.
"""

from __future__ import annotations

import csv
import datetime
import math
import os
from pathlib import Path

import numpy as np

THEATRES = {
    "AF": "afghanistan", "EF": "eastern-front", "ETO": "western-front", "IL": "israel-palestine", "IQ04": "iraq", "IQ14": "iraq",
    "IQ17": "iraq", "IQIR": "iran", "LY": "libya", "PAC": "pacific", "PH": "philippines", "RU": "chechnya", "SY": "syria",
    "UA": "ukraine", "VN": "vietnam", "YU": "yugoslavia",
}  # fmt: skip
SETS = {
    "2015-11": (datetime.date(2015, 10, 31), {"iraq", "syria"}),
    "2017-04": (datetime.date(2017, 2, 28), {"iraq", "syria"}),
    "2019-04": (datetime.date(2019, 3, 31), {"libya"}),
}
SHARED_LOG_DAYS = 0.3
"""The part of the spread that a campaign shares (a judgement: `assault.theatre-log-days`)."""


def fights(path: Path, until: datetime.date, without: set[str]) -> list[dict[str, str]]:
    """Rows of the table that had ended by a day and lie outside some theatres."""
    rows = list(csv.DictReader(path.open(encoding="utf-8")))
    ended = {id(row): datetime.date.fromisoformat(row["start"]) + datetime.timedelta(days=int(row["T"])) for row in rows}
    return [row for row in rows if ended[id(row)] <= until and THEATRES[row["theatre"]] not in without]


def clock(rows: list[dict[str, str]]) -> tuple[np.ndarray, np.ndarray, float]:
    """Coefficients (constant, garrison exponent), their standard errors and the residual sd."""
    won = [row for row in rows if row["win"] == "1"]
    days = np.log([float(row["T"]) for row in won])
    design = np.column_stack([np.ones(len(won)), np.log([float(row["D"]) / 1000 for row in won])])
    coefficients, *_ = np.linalg.lstsq(design, days, rcond=None)
    variance = ((days - design @ coefficients) ** 2).sum() / (len(won) - 2)
    errors = np.sqrt(np.diag(variance * np.linalg.inv(design.T @ design)))
    return coefficients, errors, math.sqrt(variance)


def offensive_odds(rows: list[dict[str, str]]) -> tuple[float, float]:
    """What must be added to the CDB90 log odds, with its standard error."""
    won = np.array([float(row["win"]) for row in rows])
    base = np.array([0.10 + 0.40 * math.log(float(r["A"]) / float(r["D"])) + 1.03 * float(r["air"]) for r in rows])
    delta = 0.0
    for _ in range(60):
        p = 1 / (1 + np.exp(-(base + delta)))
        gradient, curvature = (won - p).sum() - delta / 4, (p * (1 - p)).sum() + 0.25
        delta += gradient / curvature
    return delta, curvature**-0.5


def toml(name: str, rows: list[dict[str, str]], until: datetime.date) -> str:
    """The text of one prior set."""
    (constant, exponent), (constant_se, exponent_se), sd = clock(rows)
    delta, delta_se = offensive_odds(rows)
    memory = sum(row["src"] == "M" for row in rows)
    won = sum(row["win"] == "1" for row in rows)
    basis = f"{won} of {len(rows)} city fights that ended by {until} outside the theatre; {memory} rows from memory"
    spread = math.sqrt(max(sd**2 - SHARED_LOG_DAYS**2, 0.01))
    priors = [
        ("assault.log-days", "normal", (constant, constant_se)),
        ("assault.garrison-exponent", "normal", (exponent, exponent_se)),
        ("assault.battle-spread", "constant", (spread,)),
        ("assault.offensive-odds", "normal", (delta, delta_se)),
    ]
    lines = [f"# Prior set {name}, made by scripts/fit_city_fights.py: fights for cities, known by {until}.", f"data_until = {until}"]
    lines.append(f"theatres = {sorted({THEATRES[row['theatre']] for row in rows})}".replace("'", '"'))
    for parameter, family, args in priors:
        values = ", ".join(f"{value:.3f}" for value in args)
        lines += ["", f'[priors."{parameter}"]', f'family = "{family}"', f"args = [{values}]", f'basis = "{basis}"']
    return "\n".join(lines) + "\n"


def main() -> None:
    """Fit and write every set."""
    table = Path(os.environ.get("SANDTABLE_SHARED", "../shared")) / "data" / "urban_battles.csv"
    folder = Path(__file__).parent.parent / "src" / "sandtable" / "world" / "prior_sets"
    for name, (until, without) in SETS.items():
        (folder / f"{name}.toml").write_text(toml(name, fights(table, until, without), until), encoding="utf-8")


if __name__ == "__main__":
    main()
