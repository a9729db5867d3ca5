"""A bargain for people: where everybody stands, how likely each position is to win, and the forecasts side by side."""

from __future__ import annotations

from typing import Any

import numpy as np
from rich.table import Table
from rich.text import Text

from sandtable.bargaining.centre import Forecast, forecast
from sandtable.bargaining.issue import Floats, Issue
from sandtable.bargaining.risk import forecast_with_risk
from sandtable.views import numbers
from sandtable.views.figures import figure
from sandtable.views.plain import plain
from sandtable.views.tables import simple_table

__all__ = ["bargain_payload", "forecasts_table", "stakes_table"]


def _points(values: Floats) -> dict[str, Any]:
    """A point of the scale in each dimension."""
    return figure([float(value) for value in values], " / ".join(numbers.point(float(value)) for value in values))


def _shares(issue: Issue, found: Forecast) -> Floats:
    """The probability of each actor's position; those who share one share it."""
    return np.asarray(found.probability[issue.option_of()])


def bargain_payload(issue: Issue, rules: dict[str, str], risk: str | None = None) -> dict[str, Any]:
    """What a bargain over an issue ends in, as plain values with their texts.

    `rules` are those of `bargaining.centre.forecast` (rule, law, election). With `risk` (a span of
    `bargaining.risk.RANGES`) attitudes to risk are read off a first election, and votes weigh capability alone, as in
    KTAB; without it they weigh salience times capability and nobody has an attitude.
    """
    rule, law, election = (rules[name] for name in ("rule", "law", "election"))
    found = forecast(issue, rule=rule, law=law, election=election)
    shares, attitude = _shares(issue, found), None
    mean, spread = found.mean, found.spread
    if risk is not None:
        attitude, shares = forecast_with_risk(issue, rule=rule, law=law, election=election, span=risk)
        options, first = np.unique(issue.option_of(), return_index=True)
        probability = shares[first]
        mean = probability @ found.options[options]
        spread = np.sqrt(probability @ (found.options[options] - mean) ** 2)
    actors = [
        {
            "name": name,
            "position": _points(issue.position[row]),
            "salience": _points(issue.salience[row]),
            "capability": figure(float(issue.capability[row]), numbers.point(float(issue.capability[row]))),
            "probability": figure(float(shares[row]), numbers.probability(float(shares[row]))),
            "attitude": None
            if attitude is None
            else figure(float(attitude[row]), numbers.signed(float(attitude[row]))),
        }
        for row, name in enumerate(issue.actors)
    ]
    return {
        "name": issue.name,
        "about": issue.about,
        "dimensions": list(issue.dimensions),
        "rules": {**rules, "risk": risk},
        "actors": actors,
        "centre": _points(found.centre),
        "naive": _points(found.plain),
        "median": _points(found.median),
        "mean": _points(mean),
        "spread": _points(spread),
    }


def stakes_table(payload: dict[str, Any]) -> Table:
    """Who stands where, with what, and how likely that position is to win."""
    right: dict[str, Any] = {"justify": "right"}
    titles: list[tuple[str, dict[str, Any]]] = [
        ("Actor", {"ratio": 1}),
        ("Position", right),
        ("Salience", right),
        ("Capability", right),
        ("Wins", right),
    ]
    risky = any(row["attitude"] for row in payload["actors"])
    table = simple_table(*titles, *([("Attitude\nto risk", right)] if risky else []))
    for row in payload["actors"]:
        keys = ("position", "salience", "capability", "probability", *(("attitude",) if risky else ()))
        table.add_row(Text(plain(row["name"])), *(row[key]["text"] for key in keys))
    return table


LINES = (
    ("centre", "Centre: mean, weighed by salience x capability"),
    ("mean", "Mean of the distribution"),
    ("spread", "Its spread (standard deviation)"),
    ("median", "Median, weighed alike"),
    ("naive", "Plain mean: everybody alike, to compare with"),
)


def forecasts_table(payload: dict[str, Any]) -> Table:
    """The forecasts side by side; the plain one always among them."""
    table = simple_table(("Forecast", {"ratio": 1}), ("Where", {"justify": "right"}))
    for key, words in LINES:
        table.add_row(Text(words), payload[key]["text"])
    return table
